"""The dossier answers what rules ask: whose rows, who leads, what was presented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from smartflow import Agency, Column, Dimension, Dossier, Person, Row, Text, Worksheet
from smartflow.model import City, Nil, Selection, WorkflowRef

WORDS = Text(id="x", en="x")
SHEET = Worksheet(key="swot", version=1, title=WORDS, columns=(Column("factor", WORDS),))
LIVING = Dimension("living", "LIV", WORDS, lead_agencies=("DINKES", "Dishub"))


def row(n: int, factor: str | None, dimension: str = "living", **more: Any) -> Row:
    """Return a row of the agency A."""
    cells = {"factor": factor, **more}
    return Row(
        cells,
        id=f"A/swot/{n}",
        worksheet="swot",
        filler="A",
        agency="A",
        dimension=dimension,
        number=n,
    )


def dossier(*rows: Row, **more: Any) -> Dossier:
    """Return a dossier with these rows."""
    return Dossier(
        city=City("kota", "Kota", "kota", "13.73", "P"),
        stage="second",
        as_of=date(2026, 11, 24),
        workflow=WorkflowRef("w", 1, "0" * 64, ("first", "second", "third"), ("third",), {}),
        settings={},
        dimensions=(LIVING,),
        worksheet_types={"swot": SHEET},
        row_source=lambda _key: rows,
        **more,
    )


def test_rows_are_chosen_by_dimension_and_agency() -> None:
    """Both together narrow further; nothing is a legal answer."""
    given = dossier(row(1, "a"), row(2, "b", "society"))
    assert [r.id for r in given.rows("swot")] == ["A/swot/1", "A/swot/2"]
    assert [r.id for r in given.rows("swot", dimension="society")] == ["A/swot/2"]
    assert given.rows("swot", dimension="living", agency="B") == ()
    assert [r.id for r in given.rows("swot", agency="A", dimension="living")] == ["A/swot/1"]


def test_an_unknown_worksheet_is_an_error() -> None:
    """A rule that misspells a worksheet must not pass over nothing."""
    with pytest.raises(KeyError):
        dossier().rows("swott")


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ((row(2, "b"), row(1, "a")), True),
        ((row(1, "a"), row(2, "b"), row(3, "c", "society")), True),
        ((row(1, "a", tradition=None), row(2, "b")), True),
        ((row(1, "a"),), False),
        ((row(1, "a"), row(2, "B")), False),
        ((row(1, "a"), row(2, "b"), row(3, "c")), False),
        ((row(1, "a"), row(2, "b", weight=Decimal("0.1"))), False),
    ],
)
def test_what_a_dimension_has_presented_is_content(changed: tuple[Row, ...], *, same: bool) -> None:
    """Order, other dimensions and columns that nobody filled in do not matter; cells do."""
    before = dossier(row(1, "a"), row(2, "b")).dimension_digest("living", ("swot",))
    assert (dossier(*changed).dimension_digest("living", ("swot",)) == before) is same


def test_who_leads_is_registered_or_else_usual() -> None:
    """``--leads`` wins; without it, usual lead agencies whose main dimension it is; never ended."""
    usual = (Agency("DINKES", "D", "opd", ("living",)), Agency("DISHUB", "D", "opd", ("society",)))
    assert [a.code for a in dossier(agencies=usual).lead_agencies("living")] == ["DINKES"]
    leading = (*usual, Agency("RSUD", "R", "opd", leads=("living",)))
    assert [a.code for a in dossier(agencies=leading).lead_agencies("living")] == ["RSUD"]
    gone = (*usual, Agency("RSUD", "R", "opd", leads=("living",), ended=date(2026, 11, 24)))
    assert [a.code for a in dossier(agencies=gone).lead_agencies("living")] == ["DINKES"]


def test_a_role_is_held_on_the_day() -> None:
    """Somebody whose term ended yesterday holds no role today; the last day counts."""
    people = (
        Person("A", ("head",), "Wali Kota", until=date(2026, 11, 23)),
        Person("B", ("head",), "Wali Kota", until=date(2026, 11, 24)),
        Person("C", ("head",), "Wali Kota", since=date(2026, 11, 25)),
    )
    assert [p.name for p in dossier(people=people).people_in("head")] == ["B"]


def test_only_the_newest_selection_counts() -> None:
    """A chosen row that is gone is not chosen any more."""
    selections = tuple(
        Selection("swot", rows, "", "second", date(2026, 11, 24), n)
        for n, rows in enumerate([("A/swot/2",), ("A/swot/1", "A/swot/9")], 1)
    )
    given = dossier(row(1, "a"), row(2, "b"), selections=selections)
    assert [r.id for r in given.selected("swot")] == ["A/swot/1"]


def test_nil_is_an_answer_for_one_worksheet() -> None:
    """It says nothing about the others."""
    given = dossier(nils=(Nil("A", "swot", 3, date(2026, 11, 24)),))
    assert given.is_nil("A", "swot")
    assert not given.is_nil("A", "tows")


@pytest.mark.parametrize(
    ("regions", "inside"),
    [
        ((), True),
        (("13",), True),
        (("13.73",), True),
        (("1",), False),
        (("13.7",), False),
        (("12", "13.73"), True),
    ],
)
def test_a_region_is_compared_group_by_group(regions: tuple[str, ...], *, inside: bool) -> None:
    """``13`` holds ``13.73``; ``1`` and ``13.7`` do not."""
    assert dossier().city.in_region(regions) is inside


def ended(code: str, successor: str, day: date = date(2026, 1, 1)) -> Agency:
    """Return an agency that led a dimension and ended."""
    return Agency(code, code, "opd", (), ("living",), ended=day, successor=successor)


@pytest.mark.parametrize(
    ("agencies", "leading"),
    [
        ((ended("LAMA", "BARU"), Agency("BARU", "BARU", "opd")), ["BARU"]),
        ((ended("A", "B"), ended("B", "C"), Agency("C", "C", "opd")), ["C"]),
        ((ended("A", "B"), ended("B", "A")), []),
        ((ended("A", ""),), []),
        ((ended("A", "B", date(2027, 1, 1)), Agency("B", "B", "opd")), ["A"]),
        ((ended("A", "B"), Agency("B", "B", "opd", (), ("living",))), ["B"]),
    ],
)
def test_a_successor_leads_what_its_predecessor_led(
    agencies: tuple[Agency, ...], leading: list[str]
) -> None:
    """Else a rule for lead agencies would fall silent when one is dissolved."""
    given = dossier(agencies=agencies)
    assert [agency.code for agency in given.lead_agencies("living")] == leading


@pytest.mark.parametrize("city_stage", ["", "first", "second", "third", "elsewhere"])
@pytest.mark.parametrize("stage", ["first", "second", "third", "elsewhere"])
def test_a_stage_is_past_when_the_city_is_further_up_the_workflow(
    stage: str, city_stage: str
) -> None:
    """Not while the city is in it, not when it was sent back, not where no other stage is told."""
    given = msgspec.structs.replace(dossier(), stage=stage, city_stage=city_stage)
    order = ("first", "second", "third")
    pairs = [(order[before], order[after]) for after in range(3) for before in range(after)]
    assert given.stage_is_past is ((stage, city_stage) in pairs)
