"""What holds cities up: recorded verdicts read again, and a tally that counts each city once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.check import check as check_one
from smartflow.language import Text
from smartflow.model import Status
from smartflow.offices.portfolio.blocking import Judged, judged_now, judged_when, tally
from smartflow.offices.portfolio.running.check import check
from smartflow.offices.portfolio.running.processes import Here
from smartflow.offices.portfolio.running.results import CityResult, RuleOutcome, outcomes_of
from smartflow.offices.portfolio.standing import CityStanding, standings
from smartflow.plugin.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.casework.workspace import Workspace

STATUSES: tuple[Status, ...] = ("pass", "fail", "warn", "not_applicable", "error", "waived")
DAY = date(2026, 11, 24)


def _judged(**rules: Status) -> Judged:
    return Judged(DAY, tuple(RuleOutcome(code, status, 1) for code, status in rules.items()))


def _city(code: str) -> CityStanding:
    return CityStanding(code, code, code, "Sumatera Barat", "kota", f"smartflow/x/{code}")


def test_recorded_is_what_advance_found(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """A refusal is read again with its day: the rules, sign-offs and scores of its verdict."""
    put_city("maju")
    verdict = check_one(workspace, "maju").verdict
    advance(workspace, "maju")
    [one] = standings(workspace)
    judged = judged_when(workspace, one.refused)
    assert judged is not None
    assert judged == Judged(DAY, outcomes_of(verdict), ("team",))
    assert "ISU001" in judged.blocking
    assert judged.holds


def test_recorded_and_now_agree(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """On the day of a refusal, judging anew comes to what was recorded."""
    put_city("maju")
    advance(workspace, "maju")
    found = standings(workspace)
    [result] = check(workspace, found, workers=Here(workspace))
    assert judged_now(result, DAY) == judged_when(workspace, found[0].refused)


def test_nothing_recorded_is_none(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """A city that was never refused is held by nothing known; a move may keep no verdict."""
    put_city("baru", stage="swot_tows")
    [one] = standings(workspace)
    assert judged_when(workspace, one.refused) is None
    assert one.decided is not None
    assert judged_when(workspace, one.decided) is None


def test_a_lost_verdict_is_a_failure_of_that_city(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """What the store has lost is told with exit code 4, and does not end the whole board."""
    put_city("rusak")
    advance(workspace, "rusak")
    [one] = standings(workspace)
    assert one.refused is not None
    with sqlite3.connect(workspace.root / "smartflow.db") as connection:
        connection.execute("delete from blob where digest = ?", (one.refused.body["verdict"],))
    connection.close()
    judged = judged_when(workspace, one.refused)
    assert judged is not None
    assert judged.failure is not None
    assert (judged.failure.code, judged.failure.exit_code) == ("missing-attachment", 4)
    assert judged.holds


def test_now_carries_a_failure_and_leaves_the_final_out() -> None:
    """A city that could not be judged says why; one that has arrived has no gate."""
    result = CityResult("a", "A", "13.01", "P", "x", "y", "met", 0)
    assert judged_now(result, DAY) == Judged(DAY)
    final = msgspec.structs.replace(result, outcome="final")
    assert judged_now(final, DAY) is None
    failed = msgspec.structs.replace(
        result, outcome="failed", exit_code=3, code="plugin-fault", message=Text.same("rusak")
    )
    judged = judged_now(failed, DAY)
    assert judged is not None
    assert judged.failure is not None
    assert (judged.failure.exit_code, judged.failure.message.id) == (3, "rusak")


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["AAA001", "BBB001", "CCC001"]), st.sampled_from(STATUSES))
    )
)
def test_tally_counts_each_city_once(verdicts: list[dict[str, Any]]) -> None:
    """For each rule, cities by status, as a naive count over them gives it."""
    found = {one.rule: one for one in tally([_judged(**one) for one in verdicts], Registry(), ())}
    assert set(found) == {code for one in verdicts for code in one}
    for code, one in found.items():
        naive = Counter(verdict[code] for verdict in verdicts if code in verdict)
        assert (one.fail, one.error, one.warn) == (naive["fail"], naive["error"], naive["warn"])
        assert (one.waived, one.passed) == (naive["waived"], naive["pass"])
        assert one.not_applicable == naive["not_applicable"]
        assert one.cities == sum(naive.values())
        assert one.blocked == naive["fail"] + naive["error"]
        assert one.fired == any(naive[s] for s in ("fail", "error", "warn", "waived"))


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["AAA001", "BBB001", "CCC001"]), st.sampled_from(STATUSES)),
        max_size=8,
    )
)
def test_what_blocks_most_stands_first(verdicts: list[dict[str, Any]]) -> None:
    """The order is by blocked cities, and does not depend on that of the cities."""
    judged = [_judged(**one) for one in verdicts]
    found = tally(judged, Registry(), ())
    assert [one.blocked for one in found] == sorted((one.blocked for one in found), reverse=True)
    assert tally(list(reversed(judged)), Registry(), ()) == found


def test_rules_that_ran_nowhere_are_told(workspace: Workspace) -> None:
    """A registered rule that no city asked counts zero; it has a title, a removed one has none."""
    found = {one.rule: one for one in tally([_judged(OLD001="fail")], workspace.registry, ())}
    assert (found["OLD001"].title, found["OLD001"].blocked) == (None, 1)
    assert (found["ISU001"].cities, found["ISU001"].fired) == (0, False)
    assert found["ISU001"].title is not None


def test_a_rule_of_another_region_is_not_awaited(workspace: Workspace) -> None:
    """A rule for 13.73 is a candidate to drop only where a city of 13.73 was there to ask it."""
    rules = dict(workspace.registry.rules)
    owned = rules["ISU001"]
    regional = msgspec.structs.replace(
        owned, value=msgspec.structs.replace(owned.value, regions=("13.73",))
    )
    registry = Registry(rules={"ISU001": regional})
    assert tally([], registry, (_city("13.72"), _city("13.74"))) == ()
    assert [one.rule for one in tally([], registry, (_city("13.73"),))] == ["ISU001"]
