"""Filters of a history: each against a naive twin, and all of them together."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.audit.history.filter import (
    BackwardDays,
    Filter,
    UnknownAct,
    UnknownRule,
    find_act,
    narrowed,
    recorded_day,
    stage_at,
)
from smartflow.casework.casework import Draft, perform, read_case, read_history
from smartflow.casework.people import UnknownPerson
from smartflow.casework.pinned import pinned_workflow
from smartflow.fold.state import Move
from smartflow.history.acts import SignOffAnswer
from smartflow.history.entries.chain import EMPTY_HASH
from smartflow.history.entries.entry import Actor, Entry
from smartflow.workflow.definition import UnknownStage

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.clock import Zone

ACTS = ("submit", "present", "sign_off", "nil")
NAMES = ("Ani", "Budi", "Çelik")
DAY = date(2026, 3, 1)
START = datetime(2026, 3, 1, tzinfo=UTC)
HOURS = {"WIB": 7, "WITA": 8, "WIT": 9}


def _body(act: str, signer: str) -> dict[str, object]:
    """Return the body of an entry in which somebody else than the actor may have signed."""
    if act != "sign_off" or not signer:
        return {}
    answer = SignOffAnswer(
        stage="a", to="b", subject="", workflow="", role="team", person=signer, post="",
        answer="approve",
    )  # fmt: skip
    return answer.to_body()


entries = st.lists(
    st.builds(
        lambda act, name, other, minutes, ago, zone: Entry(
            log="smartflow/x", seq=1, zone=zone, act=act, actor=Actor(name), prev=EMPTY_HASH,
            at=f"{START + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%S}Z",
            occurred=DAY - timedelta(days=ago), body=_body(act, other),
        ),
        st.sampled_from(ACTS), st.sampled_from(NAMES), st.sampled_from(("", *NAMES)),
        st.integers(0, 8000), st.integers(0, 6), st.sampled_from(("WIB", "WITA", "WIT")),
    ),
    max_size=20,
)  # fmt: skip
days = st.one_of(st.none(), st.integers(-6, 6).map(lambda n: DAY + timedelta(days=n)))


@given(
    entries, st.lists(st.sampled_from(ACTS), max_size=2), st.sampled_from(("", *NAMES)), days, days,
    st.booleans(),
)  # fmt: skip
def test_all_that_is_asked_must_hold(  # noqa: PLR0913  what is asked
    history: list[Entry],
    acts: list[str],
    person: str,
    since: date | None,
    until: date | None,
    occurred: bool,  # noqa: FBT001  drawn by hypothesis
) -> None:
    """The twin keeps an entry when no question of five is answered with no."""
    if since and until and until < since:
        since, until = until, since
    known = [name for one in history for name in (one.actor.person, one.body.get("person"))]
    if person and person not in known:
        person = ""

    def day(one: Entry) -> date:
        moment = datetime.fromisoformat(one.at) + timedelta(hours=HOURS[one.zone])
        return one.occurred if occurred else moment.date()

    expected = [
        one
        for one in history
        if (not acts or one.act in acts)
        and (not person or person in (one.actor.person, one.body.get("person")))
        and (since is None or day(one) >= since)
        and (until is None or day(one) <= until)
    ]
    asked = Filter(tuple(acts), person, "", since, until, occurred)
    assert narrowed(None, history, asked) == tuple(expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("WIB", "2026-03-01T16:59:59Z", 1), ("WIB", "2026-03-01T17:00:00Z", 2),
        ("WITA", "2026-03-01T15:59:59Z", 1), ("WITA", "2026-03-01T16:00:00Z", 2),
        ("WIT", "2026-03-01T14:59:59Z", 1), ("WIT", "2026-03-01T15:00:00Z", 2),
    ],
)  # fmt: skip
def test_a_day_is_that_of_the_citys_calendar(zone: Zone, moment: str, day: int) -> None:
    """In the west of the country it begins two hours later than in the east."""
    entry = Entry(
        log="smartflow/x", seq=1, at=moment, occurred=DAY, zone=zone, act="nil",
        actor=Actor("Ani"), body={}, prev=EMPTY_HASH,
    )  # fmt: skip
    assert recorded_day(entry) == date(2026, 3, day)


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6), st.data())
def test_an_entry_belongs_to_the_stage_it_was_made_in(keys: list[str], data: st.DataObject) -> None:
    """The twin walks through the history with one finger on the present stage."""
    gaps = data.draw(st.lists(st.integers(1, 4), min_size=len(keys), max_size=len(keys)))
    at, moves = 1, []
    for key, gap in zip(keys, gaps, strict=True):
        moves.append(Move("advance", "", key, at, DAY, "Ani"))
        at += gap
    arrives = {move.entry: move.to for move in moves}
    present = keys[0]
    for seq in range(1, at + 1):
        assert stage_at(moves, seq) == present
        present = arrives.get(seq, present)


@pytest.mark.parametrize("words", ["sign_off", "sign-off", "Sign Off", " SIGN_off "])
def test_an_act_is_named_as_one_likes(words: str) -> None:
    """Hyphens, blanks and case make no other act."""
    assert find_act(words, ("submit", "sign_off")) == "sign_off"


def test_a_misspelt_act_is_refused_with_the_near_one() -> None:
    """Not an empty list, which would look like an answer."""
    with pytest.raises(UnknownAct) as refusal:
        find_act("sumbit", ("submit", "sign_off"))
    assert "'submit'" in refusal.value.message.en


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (Filter(person="Anj"), UnknownPerson),
        (Filter(stage="swot"), UnknownStage),
        (Filter(rule="ISU1"), UnknownRule),
        (Filter(since=DAY, until=DAY - timedelta(days=1)), BackwardDays),
    ],
)
def test_what_is_not_there_is_refused(
    workspace: Workspace, asked: Filter, error: type[Exception]
) -> None:
    """A name, stage, rule or span of days that cannot be is one sentence each."""
    case = read_case(workspace, "kota")
    history = read_history(workspace, "kota").entries
    with pytest.raises(error):
        narrowed(workspace, history, asked, (case, pinned_workflow(case)))


def test_a_move_belongs_to_the_stage_that_it_ends(workspace: Workspace) -> None:
    """Each entry stands in one stage, and the stages together are the whole history."""
    for ends in (("issue_analysis", "swot_tows"), ("swot_tows", "issue_analysis")):
        body = {"from": ends[0], "to": ends[1], "result": "moved"}
        act = "advance" if ends[1] == "swot_tows" else "send_back"
        perform(workspace, "kota", lambda _, a=act, b=body: Draft(a, dict(b)))
    case, history = read_case(workspace, "kota"), read_history(workspace, "kota").entries
    city = (case, pinned_workflow(case))
    first = narrowed(workspace, history, Filter(stage="Analisis isu daerah"), city)
    second = narrowed(workspace, history, Filter(stage="swot-tows"), city)
    assert [entry.act for entry in second] == ["send_back"]
    assert sorted(entry.seq for entry in (*first, *second)) == [entry.seq for entry in history]
