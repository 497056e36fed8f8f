"""Folding: state follows from the entries alone, and every act has its one effect."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from smartflow.clock import stamp
from smartflow.fold.state import CityState, UnreadableEntry, fold
from smartflow.fold.subject import subject_day, subject_digest
from smartflow.history.entries.entry import Actor, Entry
from smartflow.model import WorkflowRef

CITY = {
    "slug": "kota",
    "name": "Kota",
    "kind": "kota",
    "region_code": "13.73",
    "province": "Provinsi",
    "zone": "WIB",
    "intake": None,
}
WORKFLOW = WorkflowRef(
    "w", 1, "0" * 64, ("first", "second"), ("second",), {"first": ("issues",), "second": ("goals",)}
)
BEGIN = (
    "city_add",
    {"city": CITY, "workflow": {"key": "w", "version": 1, "digest": "0" * 64}, "stage": "first"},
)


def entries(*acts: tuple[str, dict[str, Any]]) -> list[Entry]:
    """Return a log that begins with ``city_add`` and holds ``acts``."""
    from datetime import UTC, datetime

    moment = stamp(datetime(2026, 11, 24, tzinfo=UTC))
    return [
        Entry(
            log="smartflow/x/13.73",
            seq=seq,
            at=moment,
            occurred=date(2026, 11, 24),
            zone="WIB",
            act=act,
            actor=Actor(person="Ani", role="", post="", basis="claimed by ani@pc"),
            body=body,
            reason="sebab",
            prev="0" * 64,
        )
        for seq, (act, body) in enumerate((BEGIN, *acts), 1)
    ]


def folded(*acts: tuple[str, dict[str, Any]]) -> CityState:
    """Return what ``acts`` add up to."""
    state = fold(entries(*acts))
    assert state is not None
    return state


def submitted(worksheet: str, filler: str, rows: str) -> tuple[str, dict[str, Any]]:
    """Return a ``submit`` of one worksheet."""
    part = {"worksheet": worksheet, "version": 1, "rows": rows, "row_count": 2}
    return "submit", {
        "filler": filler,
        "file": "f",
        "file_name": "x.xlsx",
        "on_behalf": False,
        "source": "",
        "worksheets": [part],
    }


def test_nothing_folds_to_nothing() -> None:
    """A log without entries is no city."""
    assert fold([]) is None


def test_a_city_begins_in_its_first_stage() -> None:
    """``city_add`` is the first move."""
    state = folded()
    assert (state.stage, state.city.region_code, len(state.moves)) == ("first", "13.73", 1)


def test_only_a_met_advance_moves() -> None:
    """A refusal is remembered and changes no stage."""
    refused = ("advance", {"result": "refused", "from": "first", "to": "second"})
    moved = ("advance", {"result": "moved", "from": "first", "to": "second"})
    assert (folded(refused).stage, folded(refused).refusals) == ("first", [2])
    assert folded(refused, moved).stage == "second"
    assert folded(moved, ("send_back", {"from": "second", "to": "first"})).stage == "first"


def test_a_submission_takes_the_place_of_the_one_before_and_of_nil() -> None:
    """The newest copy counts; a word of nothing to report ends with it."""
    nil = ("nil", {"agency": "DINKES", "worksheet": "issues"})
    state = folded(nil, submitted("issues", "DINKES", "a"), submitted("issues", "DINKES", "b"))
    assert state.nils == {}
    assert state.submissions["issues", "DINKES"].rows == "b"


def test_an_erased_copy_is_awaited_until_it_comes_again() -> None:
    """Erasing the present copy asks for another; erasing an older one, or a file, asks for none."""
    key = ("issues", "DINKES")
    copies = (submitted(*key, "a"), submitted(*key, "b"))
    older = folded(*copies, ("erase", {"digest": "a", "entry": 2, "what": "rows", "next": 3}))
    assert (older.submissions[key].rows, older.erased) == ("b", {})
    file = folded(*copies, ("erase", {"digest": "f", "entry": 3, "what": "file"}))
    assert (file.submissions[key].rows, file.erased) == ("b", {})
    present = ("erase", {"digest": "b", "entry": 3, "what": "rows", "next": 5})
    gone = folded(*copies, present)
    assert key not in gone.submissions
    assert [(one.submission.rows, one.entry, one.next) for one in gone.erased.values()] == [
        ("b", 4, 5)
    ]
    again = folded(*copies, present, submitted(*key, "c"))
    assert (again.submissions[key].rows, again.erased) == ("c", {})
    assert [copy.rows for copy in again.copies[key]] == ["a", "b", "c"]


def test_an_entry_on_behalf_awaits_its_confirmation() -> None:
    """It counts at once, unconfirmed until the agency's word is recorded."""
    act, body = submitted("issues", "DINKES", "a")
    on_behalf = ("worksheet_entry", {**body, "on_behalf": True})
    confirm = ("worksheet_confirm", {"filler": "DINKES", "worksheet": "issues"})
    assert not folded(on_behalf).submissions["issues", "DINKES"].confirmed
    assert folded(on_behalf, confirm).submissions["issues", "DINKES"].confirmed
    assert act == "submit"


def test_a_waiver_is_asked_for_approved_replaced_and_withdrawn() -> None:
    """An approved one stays until a newer one for the same subject is approved; then it leaves."""
    body = {"rule": "ISU001", "agency": "DINKES", "until": "2026-12-31"}
    ask, other = ("waive", body), ("waive", {**body, "agency": "DLH"})
    acts = [ask, other, ("waive_approve", {"waiver": 2}), ask]
    assert [(w.entry, w.approval) for w in folded(*acts).waivers.values()] == [
        (2, 4),
        (3, 0),
        (5, 0),
    ]
    state = folded(*acts, ("waive_approve", {"waiver": 5}))
    assert {w.entry: w.approved_by for w in state.waivers.values()} == {3: "", 5: "Ani"}
    assert folded(*acts, ("waive_withdraw", {"waiver": 2})).waivers.keys() == {3, 5}


def test_an_unknown_act_changes_nothing() -> None:
    """A newer engine's entry is passed over, and remembered: nobody may build upon it."""
    state = folded(("from_the_future", {"x": 1}))
    assert (state.stage, state.unknown) == ("first", {2: "from_the_future"})


@pytest.mark.parametrize(
    "act",
    [
        ("advance", {}),
        ("submit", {"filler": "A"}),
        ("agency_end", {"code": "NOBODY", "ended": "2026-01-01"}),
        ("record", {"kind": "mou", "number": "1", "date": "never", "title": "x"}),
        ("advance", {"result": "moved", "from": "second", "to": "first"}),
        ("send_back", {"from": "second", "to": "first"}),
        ("submit", {"filler": "A", "file": "f", "worksheets": [{"worksheet": 5}]}),
        ("submit", {"filler": "A", "file": "f", "worksheets": ["issues"]}),
        ("select", {"worksheet": "quick_wins", "rows": "A/quick_wins/1"}),
        ("attend", {"session": "x", "date": "2026-01-01", "agencies": "DINKES", "people": 1}),
        ("person_end", {"name": "Entah", "until": "2026-01-01"}),
        ("waive", {"rule": "ISU001", "until": "never"}),
        ("waive_approve", {"waiver": 9}),
        ("waive_withdraw", {"waiver": 9}),
        BEGIN,
    ],
)
def test_a_body_that_lacks_what_it_needs_is_named(act: tuple[str, dict[str, Any]]) -> None:
    """The refusal names the entry by number and act, and ends with exit code 4."""
    with pytest.raises(UnreadableEntry, match="number 2") as caught:
        folded(act)
    assert caught.value.exit_code == 4


RECORD = ("record", {"kind": "mou", "number": "1", "date": "2023-07-01", "title": "MoU"})
SELECT = ("select", {"worksheet": "issues", "rows": ["A/issues/1"]})
PRESENT = (
    "present",
    {
        "dimension": "living",
        "stage": "first",
        "by": "Ani",
        "worksheets": ["issues"],
        "digest": "d",
        "notes": "",
        "mentor": "",
    },
)
ATTEND = (
    "attend",
    {"session": "I", "date": "2023-07-05", "agencies": ["A"], "people": 3, "list": "l"},
)
SETTING = ("setting", {"plugin": "masterplan", "key": "k", "value": 1})


@pytest.mark.parametrize(
    ("act", "binds"),
    [
        (submitted("issues", "A", "a"), True),
        (submitted("goals", "kota", "a"), False),
        (("nil", {"agency": "B", "worksheet": "issues"}), True),
        (RECORD, True),
        (SELECT, True),
        (PRESENT, False),
        (ATTEND, False),
        (SETTING, False),
        (("advance", {"result": "refused", "from": "first", "to": "second"}), False),
    ],
)
def test_what_a_sign_off_binds(act: tuple[str, dict[str, Any]], *, binds: bool) -> None:
    """Submissions, records and selections up to the stage change the subject; nothing else does."""
    before = subject_digest(folded(), WORKFLOW, "first")
    assert (subject_digest(folded(act), WORKFLOW, "first") != before) is binds


def test_a_record_belongs_to_the_stage_in_which_it_was_made() -> None:
    """What is recorded later leaves an earlier stage's subject alone."""
    moved = ("advance", {"result": "moved", "from": "first", "to": "second"})
    before = subject_digest(folded(moved), WORKFLOW, "first")
    assert subject_digest(folded(moved, RECORD), WORKFLOW, "first") == before
    assert subject_digest(folded(moved, RECORD), WORKFLOW, "second") != subject_digest(
        folded(moved), WORKFLOW, "second"
    )


def test_the_order_of_submissions_does_not_bind() -> None:
    """Two agencies may submit in either order."""
    one, two = submitted("issues", "A", "a"), submitted("issues", "B", "b")
    assert subject_digest(folded(one, two), WORKFLOW, "first") == subject_digest(
        folded(two, one), WORKFLOW, "first"
    )


def test_a_history_that_begins_with_another_act_is_no_citys() -> None:
    """Whatever its body says."""
    first = msgspec.structs.replace(entries()[0], act="record")
    with pytest.raises(UnreadableEntry):
        fold([first])


def registered(name: str, *roles: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """Return a ``person_add``."""
    return "person_add", {"person": {"name": name, "roles": list(roles), "post": "p", **more}}


def test_a_person_keeps_what_stood_before() -> None:
    """A second registration does not wipe out the first; a body cannot claim a past."""
    forged = {"earlier": [{"roles": ["head"], "post": "x"}], "counts_from": "2020-01-01"}
    state = folded(registered("Ani", "team", **forged), registered("Ani", "head"))
    ani = state.people["Ani"]
    assert ani.held("team", date(2026, 1, 1))
    assert not ani.held("head", date(2026, 1, 1))
    assert ani.held("head", date(2026, 11, 25))
    ended = folded(
        registered("Ani", "team"),
        registered("Ani", "head"),
        ("person_end", {"name": "Ani", "until": "2025-12-31"}),
    )
    assert not ended.people["Ani"].held("team", date(2026, 1, 1))


def test_what_is_signed_has_the_day_of_its_newest_part() -> None:
    """The day of the entry counts, not the date on a document; what is not signed does not."""
    acts = (
        ("record", {"kind": "mou", "number": "1", "date": "2020-01-01", "title": "x"}),
        ("present", {"dimension": "living", "stage": "first", "by": "x", "worksheets": [],
                     "digest": "d"}),
    )  # fmt: skip
    log = entries(*acts)
    early = [msgspec.structs.replace(entry, occurred=date(2026, 1, entry.seq)) for entry in log]
    state = fold(early)
    assert state is not None
    assert subject_day(state, WORKFLOW, "first") == date(2026, 1, 2)
    assert subject_day(folded(), WORKFLOW, "first") == date(2026, 11, 24)
