"""Every rule on its cases: what it says, where, how severely, and that it says so in any order."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow_masterplan.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smartflow.model import Dossier, Result, Row

    BuildDossier = Callable[[Mapping[str, Any]], Dossier]
    RunRule = Callable[[str, Dossier], tuple[Result, ...]]

_QUIET = {"pass", "not_applicable"}
_PLACES = ("status", "row", "column", "dimension", "agency")


def _describe(result: Result) -> str:
    return " | ".join([*(str(getattr(result, key)) for key in _PLACES), result.message.id])


def _fits(result: Result, wanted: Mapping[str, Any]) -> bool:
    """Say whether a result is at the place and has the words that a case wants."""
    return (
        all(getattr(result, key) == wanted[key] for key in _PLACES if key in wanted)
        and wanted.get("says", "") in result.message.id
        and wanted.get("says_en", "") in result.message.en
    )


def test_a_rule_says_what_its_case_wants(
    code: str, case: dict[str, Any], build: BuildDossier, run: RunRule
) -> None:
    """The results are those of the case: as many, with the status, place and words it names."""
    results = list(run(code, build(case)))
    wanted = case.get("findings") or [{"status": case["status"]}]
    listing = "\n".join(_describe(result) for result in results)
    assert len(wanted) == len(results), listing
    for item in wanted:
        match = next((result for result in results if _fits(result, item)), None)
        assert match is not None, f"{item} is not among\n{listing}"
        results.remove(match)


def test_messages_are_filled_in(
    code: str, case: dict[str, Any], build: BuildDossier, run: RunRule
) -> None:
    """No message keeps a placeholder, and findings are worded in both languages."""
    for result in run(code, build(case)):
        for words in (result.message.id, result.message.en):
            assert words.strip() == words
            assert words
            assert "{" not in words
        if result.status not in _QUIET:
            assert result.message.id != result.message.en


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**16))
def test_the_order_of_rows_does_not_matter(
    code: str, case: dict[str, Any], build: BuildDossier, run: RunRule, seed: int
) -> None:
    """Shuffling rows, records and agencies changes no finding."""
    dossier = build(case)
    shuffle = random.Random(seed)  # noqa: S311  any order will do

    def shuffled(worksheet: str) -> tuple[Row, ...]:
        rows = list(dossier.rows(worksheet))
        shuffle.shuffle(rows)
        return tuple(rows)

    agencies, attendance = list(dossier.agencies), list(dossier.attendance)
    shuffle.shuffle(agencies)
    shuffle.shuffle(attendance)
    other = msgspec.structs.replace(
        dossier,
        agencies=tuple(agencies),
        attendance=tuple(attendance),
        presentations=tuple(reversed(dossier.presentations)),
        row_source=shuffled,
    )
    expected = sorted(_describe(result) for result in run(code, dossier))
    assert expected == sorted(_describe(result) for result in run(code, other))


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_every_rule_has_passing_and_failing_cases(
    code: str, all_cases: list[tuple[str, dict[str, Any]]], build: BuildDossier, run: RunRule
) -> None:
    """A rule passes at least once, finds something at least once, and blocks if it is an error."""
    seen = {
        result.status
        for owner, case in all_cases
        if owner == code
        for result in run(code, build(case))
    }
    severity = next(rule.severity for rule in RULES if rule.code == code)
    assert "pass" in seen
    assert ("fail" if severity == "error" else "warn") in seen
    assert "error" not in seen


def test_every_case_belongs_to_a_rule(all_cases: list[tuple[str, dict[str, Any]]]) -> None:
    """A file of cases is named after a rule."""
    assert {code for code, _ in all_cases} == {rule.code for rule in RULES}
