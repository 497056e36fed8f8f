"""A rule on its case: what differs, said so that a person sees it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow import Finding
from smartflow.cases import CaseFault, UnknownRule, case_of, judge, make_dossier, run_rule
from smartflow.cases.case import Wanted
from smartflow.cases.judging import _fits, _paired
from smartflow.language import Text
from smartflow.model import PluginRef, Result
from smartflow.plugin.registry import Registry

EMPTY = Text(id="", en="")


def finds_each(dossier: Any, settings: Any) -> Iterator[Finding]:
    """Find every issue, at its column."""
    for row in dossier.rows("issues"):
        yield Finding(values={"issue": row.text("issue")}, row=row, column="issue")


def two_issues(**more: Any) -> dict[str, Any]:
    """Return a case of two issues."""
    rows = [{"filler": "DLH", "issue": "Banjir"}, {"filler": "DLH", "issue": "Sampah"}]
    return {"name": "two", "rows": {"issues": rows}, **more}


def test_as_many_as_wanted_each_at_its_place_is_met(with_rule: Any) -> None:
    """Results may be wanted in any order, and by as little as tells them apart."""
    wanted = [{"says": "Sampah"}, {"row": "DLH/issues/1", "column": "issue", "agency": "DLH"}]
    outcome = judge(case_of(two_issues(findings=wanted), "TST001"), with_rule(finds_each))
    assert (outcome.met, outcome.differences) == (True, ())


def test_what_is_missing_and_what_is_too_much_are_both_told(with_rule: Any) -> None:
    """The differences name the wish that nothing fits and the results that nobody wanted."""
    case = case_of(two_issues(findings=[{"says": "Sampah"}, {"column": "year"}]), "TST001")
    outcome = judge(case, with_rule(finds_each))
    assert not outcome.met
    place = "worksheet=issues | row=DLH/issues/1 | column=issue | agency=DLH"
    assert [difference.en for difference in outcome.differences] == [
        "wanted, not said: fail | column='year'",
        f"said, not wanted: fail | {place} | Issue 'Banjir' is wrong.",
    ]
    assert len(outcome.listing("id").splitlines()) == 2


def test_an_empty_place_is_wanted_empty(with_rule: Any) -> None:
    """``row = ""`` asks for a finding of no row."""
    wanted = [{"row": ""}, {"says": "Sampah"}]
    outcome = judge(case_of(two_issues(findings=wanted), "TST001"), with_rule(finds_each))
    assert [item.row for item in outcome.missing] == [""]


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_a_finding_without_a_status_is_as_severe_as_the_rule(with_rule: Any, severity: str) -> None:
    """``fail`` of a rule of severity error, ``warn`` of a warning."""
    registry = with_rule(finds_each, severity=severity)
    case = case_of(two_issues(findings=[{"says": "Banjir"}, {"says": "Sampah"}]), "TST001")
    assert judge(case, registry).met


def test_a_rule_that_breaks_is_never_what_was_wanted(with_rule: Any) -> None:
    """Its one result is an error that names the exception."""

    def broken(dossier: Any, settings: Any) -> Iterator[Finding]:
        yield Finding(values={"issue": 1 / 0})

    outcome = judge(case_of(two_issues(findings=[{}]), "TST001"), with_rule(broken))
    assert not outcome.met
    assert "ZeroDivisionError" in outcome.differences[-1].en


def test_an_unknown_rule_is_named_with_what_was_meant(registry: Registry) -> None:
    """A misspelt code is no rule that passes."""
    with pytest.raises(UnknownRule, match=r"no rule 'QWN01'\. Did you mean 'QWN001'"):
        run_rule("QWN01", make_dossier({}, registry), registry)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"stage": "adopted"}, "'two', stage: TST001 does not run in the stage 'adopted'"),
        ({"city": {"region_code": "11.01"}}, "'two', city.region_code: TST001 is not for"),
        ({"stag": "x"}, "'two', stag: there is no key"),
        ({"rows": {"isues": []}}, "'two', rows.isues: there is no worksheet"),
    ],
)
def test_a_case_that_no_city_could_be_is_refused(
    with_rule: Any, more: dict[str, Any], says: str
) -> None:
    """A stage or region in which the rule never runs would show nothing."""
    registry = with_rule(finds_each, regions=("13",))
    with pytest.raises(CaseFault, match=says.replace(".", r"\.")):
        judge(case_of(two_issues(status="pass", **more), "TST001"), registry)


def result(row: str, column: str) -> Result:
    """Return a failing result at a place."""
    plugin = PluginRef("uji", "1")
    made = Result("TST001", "fail", "error", EMPTY, EMPTY, EMPTY, plugin)
    return msgspec.structs.replace(made, row=row, column=column)


_PLACE = st.sampled_from(["", "a", "b"])
_WANTED = st.builds(
    Wanted, status=st.just("fail"), row=st.none() | _PLACE, column=st.none() | _PLACE
)


@given(st.lists(_WANTED, max_size=4), st.lists(st.builds(result, _PLACE, _PLACE), max_size=4))
def test_as_many_are_paired_as_can_be(wanted: list[Wanted], results: list[Result]) -> None:
    """The pairing is as large as the best of all orders in which one could pair them."""
    pairs = _paired(wanted, results)
    padded = [*results, *[None] * len(wanted)]
    best = max(
        sum(
            found is not None and _fits(found, item)
            for item, found in zip(wanted, order, strict=True)
        )
        for order in permutations(padded, len(wanted))
    )
    assert len(pairs) == best
    assert len(set(pairs.values())) == len(pairs)
    assert all(_fits(results[place], wanted[number]) for number, place in pairs.items())
