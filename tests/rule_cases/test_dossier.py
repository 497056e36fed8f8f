"""From a case to a dossier: what it says, what it leaves out, and what it cannot say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from smartflow import Agency
from smartflow.cases import TODAY, CaseFault, make_dossier
from smartflow.model import Dossier, Nil, Record, Selection
from smartflow.plugin.registry import Registry


def made(registry: Registry, **case: Any) -> Dossier:
    """Return the dossier of a case."""
    return make_dossier(case, registry)


def test_an_empty_case_is_a_city_at_the_beginning_of_the_base_workflow(registry: Registry) -> None:
    """Whatever is left out is as usual: the first stage, every dimension, nothing submitted."""
    dossier = made(registry)
    assert dossier.stage == dossier.workflow.stages[0]
    assert (dossier.workflow.key, dossier.as_of) == ("masterplan", TODAY)
    assert len(dossier.dimensions) == 6
    assert set(dossier.worksheet_types) == set(registry.worksheets)
    assert (dossier.agencies, dossier.submissions, dossier.rows("issues")) == ((), {}, ())


def test_a_cell_has_its_column_s_type_and_an_empty_one_is_none(registry: Registry) -> None:
    """Numbers are exact, dates are dates, codes are tuples, and every column is a key."""
    row = {"issue": "Banjir", "data": "12.5", "year": 2025}
    win = {"filler": "living", "programme": "A", "start": date(2026, 5, 1), "budget": 7}
    tows = {"cites": ["S1", "O2"]}
    dossier = made(registry, rows={"issues": [row], "quick_wins": [win], "tows": [tows]})
    (issue,) = dossier.rows("issues")
    (chosen,) = dossier.rows("quick_wins")
    (strategy,) = dossier.rows("tows")
    assert (issue["data"], issue["year"], issue["location"]) == (Decimal("12.5"), 2025, None)
    assert (chosen["start"], chosen["budget"]) == (date(2026, 5, 1), 7)
    assert strategy["cites"] == ("S1", "O2")


@pytest.mark.parametrize("number", [Decimal("0.1"), 0.1, "0.1"])
def test_a_number_with_a_point_is_what_was_written(registry: Registry, number: object) -> None:
    """A decimal in TOML or Python is the decimal that a reader sees, not the nearest double."""
    (issue,) = made(registry, rows={"issues": [{"data": number}]}).rows("issues")
    assert issue["data"] == Decimal("0.1")


def test_rows_are_numbered_within_each_filler_and_sorted_by_it(registry: Registry) -> None:
    """Ids, row numbers, agencies and dimensions are those of the engine."""
    rows = [
        {"filler": "DLH", "dimension": "environment"},
        {"filler": "DINKES", "dimension": "living"},
        {"filler": "DLH"},
    ]
    found = made(registry, rows={"issues": rows}).rows("issues")
    assert [(row.id, row.number, row.agency, row.dimension) for row in found] == [
        ("DINKES/issues/1", 5, "DINKES", "living"),
        ("DLH/issues/1", 5, "DLH", "environment"),
        ("DLH/issues/2", 6, "DLH", ""),
    ]


def test_who_fills_in_a_row_by_the_worksheet(registry: Registry) -> None:
    """Without a word: the first agency, the first dimension, the city itself."""
    dossier = made(
        registry,
        dimensions=["living"],
        agencies=[{"code": "DINKES"}, {"code": "ADPEM"}],
        rows={"issues": [{}], "quick_wins": [{}], "goals": [{}]},
    )
    ids = [dossier.rows(sheet)[0].id for sheet in ("issues", "quick_wins", "goals")]
    assert ids == ["DINKES/issues/1", "living/quick_wins/1", "contoh/goals/1"]


def test_who_has_answered_is_an_agency(registry: Registry) -> None:
    """Agencies are those that are listed, and those with rows or a nil declaration."""
    dossier = made(
        registry,
        agencies=[{"code": "DINKES", "name": "Dinas Kesehatan", "dimensions": ["living"]}],
        rows={"issues": [{"filler": "DLH"}]},
        nils=[{"agency": "BKAD", "worksheet": "issues"}],
    )
    assert dossier.agencies == (
        Agency("BKAD", "BKAD", "opd"),
        Agency("DINKES", "Dinas Kesehatan", "opd", ("living",)),
        Agency("DLH", "DLH", "opd"),
    )
    assert dossier.submitted("issues", "DLH")
    assert dossier.nils == (Nil("BKAD", "issues", 1, TODAY),)


def test_who_leads_a_dimension_contributes_to_it(registry: Registry) -> None:
    """As ``agency add`` has it, behind the dimensions that are named."""
    (agency,) = made(
        registry,
        agencies=[{"code": "DLH", "dimensions": ["environment"], "leads": ["living"]}],
    ).agencies
    assert agency.dimensions == ("environment", "living")


def test_what_was_recorded_happened_on_the_day_in_the_stage(registry: Registry) -> None:
    """A record, a selection and a decision say no more than they must."""
    dossier = made(
        registry,
        stage="masterplan_approval",
        as_of=date(2026, 5, 4),
        records=[{"kind": "regulation", "number": "7/2026"}],
        selections=[{"worksheet": "quick_wins", "rows": ["living/quick_wins/1"]}],
        decisions=[{"present": 11}],
    )
    day, stage = date(2026, 5, 4), "masterplan_approval"
    assert dossier.records == (Record("regulation", "7/2026", day, "regulation", stage, 1),)
    chosen = Selection("quick_wins", ("living/quick_wins/1",), "", stage, day, 1)
    assert dossier.selections == (chosen,)
    (decision,) = dossier.decisions
    assert (decision.body, decision.present, decision.day) == ("council", 11, day)


def test_a_presentation_is_of_what_is_there_unless_it_says_otherwise(registry: Registry) -> None:
    """By default it was made of the present rows; another digest stays as it was written."""
    shown = [{"dimension": "living"}, {"dimension": "living", "digest": "old"}]
    rows = {"issues": [{"dimension": "living", "issue": "Banjir"}]}
    first, second = made(registry, rows=rows, presentations=shown).presentations
    expected = made(registry, rows=rows).dimension_digest("living", ("issues",))
    assert (first.digest, second.digest) == (expected, "old")


@pytest.mark.parametrize(
    "given",
    [
        {"quick_wins_maximum": 3},
        {"masterplan.quick_wins_maximum": 3},
        {"masterplan": {"quick_wins_maximum": 3}},
    ],
    ids=["short", "whole", "table"],
)
def test_a_setting_is_named_in_three_ways(registry: Registry, given: dict[str, Any]) -> None:
    """Its key alone, with its plugin before it, or in a table of its plugin."""
    assert made(registry, settings=given).settings["masterplan"]["quick_wins_maximum"] == 3


def test_a_rule_brings_its_stage_and_region(registry: Registry) -> None:
    """A case of a rule stands in a stage that the rule guards."""
    dossier = made(registry, rule="QWN001")
    assert dossier.stage == registry.rules["QWN001"].value.stages[0]


@pytest.mark.parametrize(
    ("case", "where", "says"),
    [
        ({"stages": "x"}, "stages", "Did you mean 'stage'"),
        ({"stage": "isue_analysis"}, "stage", "Did you mean 'issue_analysis'?"),
        ({"as_of": "2026-03-02"}, "as_of", "it must be a date."),
        ({"city": {"code": "13.73"}}, "city.code", "there is no key 'code'."),
        ({"city": {"intake": "2020"}}, "city", "Expected `int | null`, got `str`"),
        ({"dimensions": ["livng"]}, "dimensions[1]", "Did you mean 'living'?"),
        ({"dimensions": "living"}, "dimensions", "it must be a list"),
        ({"rows": []}, "rows", "it must be a table"),
        ({"rows": {"isues": []}}, "rows.isues", "Did you mean 'issues'"),
        ({"rows": {"issues": {}}}, "rows.issues", "it must be a list"),
        ({"rows": {"issues": [{}, {"isue": "x"}]}}, "rows.issues[2].isue", "Did you mean 'issue'"),
        ({"rows": {"issues": [{"year": "2025"}]}}, "rows.issues[1].year", "not a whole number"),
        ({"rows": {"issues": [{"year": True}]}}, "rows.issues[1].year", "not a whole number"),
        ({"rows": {"issues": [{"data": "12,5"}]}}, "rows.issues[1].data", "not a number"),
        ({"rows": {"issues": [{"data": "NaN"}]}}, "rows.issues[1].data", "not a number"),
        ({"rows": {"issues": [{"issue": 5}]}}, "rows.issues[1].issue", "not text (in quotes)"),
        ({"rows": {"tows": [{"cites": "S1"}]}}, "rows.tows[1].cites", "not a list of codes"),
        ({"rows": {"tows": [{"cell": "OS"}]}}, "rows.tows[1].cell", "there is no choice 'OS'"),
        (
            {"rows": {"issues": [{"dimension": "tourism"}]}},
            "rows.issues[1].dimension",
            "there is no dimension 'tourism'",
        ),
        (
            {"rows": {"quick_wins": [{"filler": "DLH"}]}},
            "rows.quick_wins[1].filler",
            "there is no dimension 'DLH'",
        ),
        ({"rows": {"goals": [{"filler": "x"}]}}, "rows.goals[1].filler", "There is: 'contoh'."),
        (
            {"rows": {"issues": [{"written": {"dat": "?"}}]}},
            "rows.issues[1].written.dat",
            "Did you mean 'data'?",
        ),
        ({"agencies": [{"name": "Dinas"}]}, "agencies[1]", "missing required field `code`"),
        ({"agencies": [{"code": "A", "lead": []}]}, "agencies[1].lead", "Did you mean 'leads'?"),
        ({"agencies": ["DLH"]}, "agencies[1]", "it must be a table"),
        ({"people": [{"name": "A", "roles": ["teem"]}]}, "people[1].roles", "Did you mean 'team'?"),
        ({"records": [{"kind": "regulasi"}]}, "records[1].kind", "Did you mean 'regulation'"),
        ({"nils": [{"agency": "A"}]}, "nils[1]", "missing required field `worksheet`"),
        ({"settings": {"swot_covrage": 1}}, "settings.swot_covrage", "swot_coverage"),
        ({"settings": {"quick_wins_maximum": "x"}}, "settings.quick_wins_maximum", "whole number"),
    ],
)
def test_what_cannot_be_is_told_at_its_place(
    registry: Registry, case: dict[str, Any], where: str, says: str
) -> None:
    """A misspelt key or word is named with its path, and with what was probably meant."""
    with pytest.raises(CaseFault) as caught:
        make_dossier(case, registry)
    assert caught.value.where == where
    assert says in caught.value.why.en
    assert caught.value.message.en.startswith(f"{where}: ")
