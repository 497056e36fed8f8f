"""The board: its counts are those of its cities, and what is most urgent stands first."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from smartflow.history.entries.chain import Head
from smartflow.language import Text
from smartflow.offices.portfolio.blocking import Judged
from smartflow.offices.portfolio.board.board import UNKNOWN, board_of
from smartflow.offices.portfolio.running.results import RuleOutcome
from smartflow.offices.portfolio.standing import CityStanding, Failure
from smartflow.workflow.definition import Stage, Transition, Workflow

if TYPE_CHECKING:
    from smartflow.offices.portfolio.board.board import Board

TODAY = date(2026, 11, 24)
KEYS = ("awal", "tengah", "akhir")


def _flow(key: str, *stages: str) -> Workflow:
    flow = Workflow(key, 1, Text.same(key), stages[0], (stages[-1],), (), ())
    return msgspec.structs.replace(
        flow,
        stages=tuple(Stage(one, Text(id=one.title(), en=one.upper())) for one in stages),
        transitions=tuple(Transition(from_=one, to=other) for one, other in pairwise(stages)),
    )


FLOW = _flow("baku", *KEYS)
DAMAGE = Failure("broken-chain", Text(id="rantai putus", en="broken chain"), None, 4)
HELD = Judged(TODAY, (RuleOutcome("ISU001", "fail", 2),))
CLEAR = Judged(TODAY, (RuleOutcome("ISU001", "pass", 0),))


def _city(slug: str, **more: Any) -> CityStanding:
    known: dict[str, Any] = {
        "region_code": "13.01",
        "province": "Sumatera Barat",
        "stage": "awal",
        "intake": 2023,
        "workflow": FLOW,
        "head": Head(1, "x"),
        "since": TODAY - timedelta(days=10),
        "today": TODAY,
        "due": TODAY + timedelta(days=20),
    }
    return CityStanding(
        slug=slug, name=slug.title(), kind="kota", log=f"smartflow/x/{slug}", **{**known, **more}
    )


def _late(slug: str, days: int, **more: Any) -> CityStanding:
    return _city(slug, due=TODAY - timedelta(days=days), **more)


def _damaged(slug: str) -> CityStanding:
    return _city(
        slug, stage="", intake=None, workflow=None, head=None, since=None, due=None, failure=DAMAGE
    )


def _slugs(board: Board) -> list[str]:
    return [one.standing.slug for one in board.cities]


def test_what_is_urgent_stands_first() -> None:
    """Damaged, then the longest overdue, then what is held, then the rest, then who has arrived."""
    cities = (
        _city("tiba", stage="akhir", due=None),
        _city("lancar"),
        _city("tertahan"),
        _late("a-sebentar", 3),
        _late("lama", 90),
        _damaged("rusak"),
    )
    board = board_of(cities, {"tertahan": HELD, "lancar": CLEAR}, TODAY)
    assert _slugs(board) == ["rusak", "lama", "a-sebentar", "tertahan", "lancar", "tiba"]
    kinds = [one.attention for one in board.cities]
    assert kinds == ["damaged", "overdue", "overdue", "blocked", "", "final"]
    assert [one.standing.slug for one in board.attention] == _slugs(board)[:4]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Bali", "Aceh", ""]),
            st.sampled_from(KEYS),
            st.sampled_from([2023, 2024, None]),
            st.integers(-5, 5),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_counts_are_those_of_the_cities(told: list[tuple[str, str, int | None, int]]) -> None:
    """Each province and each intake has as many cities in each stage as a naive count finds."""
    cities = [
        _late(f"kota-{n}", late, province=province, stage=stage, intake=intake)
        for n, (province, stage, intake, late) in enumerate(told)
    ]
    board = board_of(cities, {}, TODAY)
    keys = [key for key, _ in board.stages]
    assert board.all.total == len(told)
    for one in board.provinces:
        here = [row for row in told if row[0] == one.label]
        assert one.stages == tuple(sum(row[1] == key for row in here) for key in keys)
        assert one.overdue == sum(row[3] > 0 for row in here)
    for one in board.intakes:
        here = [row for row in told if (str(row[2]) if row[2] else UNKNOWN) == one.label]
        assert one.total == len(here)
    for counts in (board.provinces, board.intakes):
        assert sum(one.total for one in counts) == len(told)
        assert sum(one.overdue for one in counts) == board.all.overdue
        assert [one.label for one in counts] == sorted(
            {one.label for one in counts}, key=lambda label: (not label, label)
        )


def test_order_of_cities_is_theirs_alone() -> None:
    """The same cities in another order make the same board."""
    cities = [_late("a", 3), _late("b", 3), _city("c"), _damaged("d"), _city("e", stage="akhir")]
    assert board_of(cities, {}, TODAY) == board_of(list(reversed(cities)), {}, TODAY)


def test_stages_of_two_workflows_are_merged() -> None:
    """A stage that both have is one column; one that a variant adds stands where it comes there."""
    variant = _flow("daerah", "awal", "ulasan", "tengah", "akhir")
    board = board_of([_city("a"), _city("b", workflow=variant, stage="ulasan")], {}, TODAY)
    assert [key for key, _ in board.stages] == ["awal", "ulasan", "tengah", "akhir"]
    assert board.all.stages == (1, 1, 0, 0)


def test_a_damaged_city_is_counted_and_decides_the_exit_code() -> None:
    """It stands in a column of its own, last, and the board ends with 4; others do not."""
    board = board_of([_city("a"), _damaged("b")], {}, TODAY)
    assert board.stages[-1][0] == UNKNOWN
    assert board.all.stages[-1] == 1
    assert board.exit_code == 4
    assert board_of([_city("a"), _late("b", 9)], {"a": HELD}, TODAY).exit_code == 0


def test_a_gate_that_cannot_be_asked() -> None:
    """A plugin that crashed ends with 3; a stage that must be named is a reason, and no damage."""
    for code, exit_code, kind in ((3, 3, "damaged"), (2, 0, "blocked")):
        judged = Judged(TODAY, failure=Failure("x", Text.same("x"), None, code))
        board = board_of([_city("a")], {"a": judged}, TODAY)
        assert (board.exit_code, board.cities[0].attention) == (exit_code, kind)
