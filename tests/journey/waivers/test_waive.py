"""Tests of the acts on a waiver: who asks, who approves, for what, until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.fillers import UnknownAgency, UnknownDimension
from smartflow.casework.lookups import EmptyReason
from smartflow.casework.people import NobodySigns, UnknownPerson
from smartflow.casework.workspace import Workspace
from smartflow.errors import SmartflowError
from smartflow.history.entries.entry import Entry
from smartflow.journey.answers.answering import Answer
from smartflow.journey.answers.sign_off import sign_off
from smartflow.journey.gate.check import check
from smartflow.journey.gate.send_back import send_back
from smartflow.journey.register.city_add import city_add
from smartflow.journey.register.person_add import person_add
from smartflow.journey.register.person_end import person_end
from smartflow.journey.waivers.approve import waive_approve
from smartflow.journey.waivers.request import (
    AlreadyWaiting,
    NoSuchRow,
    NothingToWaive,
    PastDay,
    UnknownRule,
    waive,
)
from smartflow.journey.waivers.waivers import MayNotWaive, NotInPost, Subject, UnknownWaiver
from smartflow.journey.waivers.withdraw import waive_withdraw
from smartflow.journey.worksheets.submit import submit
from smartflow.model import City, Person, Verdict

TODAY = date(2026, 11, 24)
END = date(2026, 12, 31)
LIVING = Subject(dimension="living")
HEADINGS = ("dimension", "issue", "location", "data", "unit", "year", "source")


def ask(workspace: Workspace, *, who: str = "Ani", city: str = "kota", **more: Any) -> Entry:
    """Ask for a waiver of ISU001, by default for one dimension to the end of the year."""
    workspace.actor_name = who
    given: dict[str, Any] = {"rule": "ISU001", "subject": LIVING, "until": END, "reason": "sebab"}
    given |= more
    try:
        return waive(workspace, city, given.pop("rule"), given.pop("subject"), **given)
    finally:
        workspace.actor_name = ""


def approve(
    workspace: Workspace, *, who: str = "Budi", city: str = "kota", subject: Subject = LIVING
) -> Entry:
    """Approve a waiver of ISU001."""
    workspace.actor_name = who
    try:
        return waive_approve(workspace, city, "ISU001", subject)
    finally:
        workspace.actor_name = ""


def judged(workspace: Workspace) -> Verdict:
    """Return what the gate says now."""
    return check(workspace, "kota").verdict


def waived(workspace: Workspace) -> list[tuple[str, str]]:
    """Return rule and dimension of whatever is waived now."""
    results = judged(workspace).results
    return [(r.rule, r.dimension) for r in results if r.status == "waived"]


def states(workspace: Workspace) -> list[tuple[int, str]]:
    """Return entry and state of every waiver in the gate's own eyes."""
    return [(one.entry, one.state) for one in judged(workspace).waivers]


def test_a_waiver_counts_once_somebody_else_has_approved_it(workspace: Workspace) -> None:
    """Both acts name rule, subject and last day; the finding is waived and blocks no more."""
    before = judged(workspace)
    asked = ask(workspace, rule="isu001", subject=Subject(dimension="Smart Living"), reason=" ya ")
    assert (asked.act, asked.actor.person, asked.reason) == ("waive", "Ani", "ya")
    says = {"rule": "ISU001", "agency": "", "dimension": "living", "row": "", "until": "2026-12-31"}
    assert asked.body == says
    assert (waived(workspace), states(workspace)) == ([], [(asked.seq, "waiting")])
    approved = approve(workspace)
    assert (approved.act, approved.actor.person) == ("waive_approve", "Budi")
    assert approved.body == {**says, "waiver": asked.seq}
    assert waived(workspace) == [("ISU001", "living")]
    after = judged(workspace)
    assert sum(r.blocks for r in before.results) - sum(r.blocks for r in after.results) == 1
    (told,) = after.waivers
    assert (told.state, told.approved_by, told.approval) == ("used", "Budi", approved.seq)


def test_nobody_approves_their_own(workspace: Workspace) -> None:
    """Neither under the name nor under another spelling of it; who may is named."""
    ask(workspace)
    for spelling in ("Ani", " ANI "):
        with pytest.raises(MayNotWaive) as refused:
            approve(workspace, who=spelling)
        assert refused.value.hint is not None
        assert '--as "Budi"' in refused.value.hint.id
    assert waived(workspace) == []


def test_one_computer_user_behind_both_is_recorded_and_warned_of(workspace: Workspace) -> None:
    """The two people differ by name only as far as anybody can tell; the official is told so."""
    asked = ask(workspace)
    approved = approve(workspace)
    assert asked.actor.basis == approved.actor.basis == f"claimed by {workspace.system_user()}"
    (trouble,) = workspace.troubles
    assert workspace.system_user() in trouble.id


@pytest.mark.parametrize("act", [ask, approve])
@pytest.mark.parametrize(
    ("who", "refusal"), [("", NobodySigns), ("Entah", UnknownPerson), ("Cici", NotInPost)]
)
def test_only_registered_people_in_post_take_part(
    workspace: Workspace, act: Callable[..., Entry], who: str, refusal: type[SmartflowError]
) -> None:
    """The system's user, a stranger and somebody who has left neither ask nor approve."""
    ask(workspace)
    person_add(workspace, "kota", Person("Cici", ("team",), "Anggota"))
    person_end(workspace, "kota", "Cici", until=date(2026, 11, 23))
    with pytest.raises(refusal):
        act(workspace, who=who)


@pytest.mark.parametrize(
    ("change", "refusal", "hint"),
    [
        ({"reason": " "}, EmptyReason, "--reason"),
        ({"rule": "ISU01"}, UnknownRule, "rule list"),
        ({"rule": "ISU"}, UnknownRule, "rule list"),
        ({"rule": "ISU002"}, NothingToWaive, "rule explain ISU002"),
        ({"subject": Subject(agency="DINKS")}, UnknownAgency, "agency list kota"),
        ({"subject": Subject(dimension="livin")}, UnknownDimension, "living"),
        ({"subject": Subject(row="DINKES/issues/1")}, NoSuchRow, "check kota"),
        ({"until": date(2026, 11, 23)}, PastDay, "--until"),
    ],
)
def test_what_cannot_be_waived_is_refused_with_the_next_step(
    workspace: Workspace, change: dict[str, Any], refusal: type[SmartflowError], hint: str
) -> None:
    """A rule, a subject or a day that there is not; and a rule that keeps nobody back."""
    with pytest.raises(refusal) as refused:
        ask(workspace, **change)
    assert refused.value.hint is not None
    assert hint in refused.value.hint.id
    assert read_case(workspace, "kota").state.waivers == {}


def test_a_near_rule_and_a_familys_first_are_named(workspace: Workspace) -> None:
    """A slip of the key is told what was meant, and a family its rules."""
    for words, guess in (("ISU01", "Maksud Anda 'ISU001'?"), ("isu", "misalnya ISU001")):
        with pytest.raises(UnknownRule) as refused:
            ask(workspace, rule=words)
        assert guess in refused.value.message.id


def test_a_rule_of_another_region_is_none_here(workspace: Workspace) -> None:
    """A waiver is only for what judges the city."""
    registry = workspace.registry
    national = registry.rules["ISU001"]
    elsewhere = replace(national, value=replace(national.value, regions=("14",)))
    workspace.__dict__["registry"] = replace(
        registry, rules={**registry.rules, "ISU001": elsewhere}
    )
    with pytest.raises(UnknownRule):
        ask(workspace)


def test_a_row_is_named_by_its_id_or_by_its_number(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """The number that check prints is enough where one row has it; else the ids are told."""
    good = ("living", "Antrean panjang di puskesmas", "Kota", "45", "menit", "2025", "Survei")
    for agency in ("DINKES", "DLH"):
        submit(workspace, "kota", [table(f"{agency}.csv", HEADINGS, good, good)], filler=agency)
    with pytest.raises(NoSuchRow) as refused:
        ask(workspace, rule="ISU003", subject=Subject(row="2"))
    assert refused.value.hint is not None
    assert "DINKES/issues/1, DLH/issues/1" in refused.value.hint.id
    one = ask(workspace, rule="ISU003", subject=Subject(agency="DLH", row="2"))
    assert (one.body["agency"], one.body["row"]) == ("DLH", "DLH/issues/1")
    two = ask(workspace, rule="ISU003", subject=Subject(row="dinkes/ISSUES/2"))
    assert (two.body["agency"], two.body["row"]) == ("", "DINKES/issues/2")


def test_the_last_day_counts_in_the_citys_zone(workspace: Workspace) -> None:
    """At 23:59 in Padang the waiver covers; two minutes later it has lapsed, and is told of."""
    ask(workspace)
    approve(workspace)
    clock: Any = workspace.clock
    clock.moment = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    assert waived(workspace) == [("ISU001", "living")]
    clock.moment = datetime(2026, 12, 31, 17, 1, tzinfo=UTC)
    assert waived(workspace) == []
    (told,) = judged(workspace).waivers
    assert (told.state, told.until) == ("lapsed", "2026-12-31")


def test_a_request_that_waited_too_long_cannot_be_approved(workspace: Workspace) -> None:
    """What has passed its last day is approved by nobody, and may be asked for again."""
    ask(workspace, until=TODAY)
    clock: Any = workspace.clock
    clock.moment = datetime(2026, 11, 24, 17, 1, tzinfo=UTC)
    with pytest.raises(UnknownWaiver):
        approve(workspace)
    again = ask(workspace)
    assert list(read_case(workspace, "kota").state.waivers) == [again.seq]


def test_a_second_request_waits_for_the_first(workspace: Workspace) -> None:
    """So what is approved is what was read; for another subject both may wait."""
    ask(workspace)
    with pytest.raises(AlreadyWaiting):
        ask(workspace, who="Budi", until=date(2027, 1, 31))
    ask(workspace, subject=Subject(dimension="economy"))
    assert [state for _, state in states(workspace)] == ["waiting", "waiting"]


def test_an_extension_takes_over_when_it_is_approved(workspace: Workspace) -> None:
    """Until then the old one counts; afterwards there is one."""
    first = ask(workspace)
    approve(workspace)
    second = ask(workspace, until=date(2027, 6, 30))
    assert states(workspace) == [(first.seq, "used"), (second.seq, "waiting")]
    approve(workspace)
    assert states(workspace) == [(second.seq, "used")]


def test_the_one_that_is_meant_need_not_be_named_in_full(workspace: Workspace) -> None:
    """Without a subject the only one is meant; of several, one must be named; exact goes first."""
    ask(workspace)
    ask(workspace, subject=Subject(agency="DINKES"))
    anything = Subject()
    with pytest.raises(UnknownWaiver) as refused:
        approve(workspace, subject=anything)
    assert refused.value.hint is not None
    assert "--dimension living; --agency DINKES" in refused.value.hint.id
    whole = ask(workspace, subject=anything)
    assert approve(workspace, subject=anything).body["waiver"] == whole.seq
    approve(workspace)
    assert approve(workspace, subject=anything).body["agency"] == "DINKES"
    with pytest.raises(UnknownWaiver):
        approve(workspace, subject=anything)


def test_whoever_asked_or_may_approve_withdraws(workspace: Workspace) -> None:
    """A waiver that was withdrawn counts no longer, approved or not."""
    ask(workspace)
    workspace.actor_name = "Ani"
    entry = waive_withdraw(workspace, "kota", "ISU001", reason="Datanya sudah ada")
    assert (entry.act, entry.reason) == ("waive_withdraw", "Datanya sudah ada")
    ask(workspace)
    approve(workspace)
    workspace.actor_name = "Budi"
    waive_withdraw(workspace, "kota", "ISU001", LIVING)
    workspace.actor_name = ""
    assert (waived(workspace), states(workspace)) == ([], [])


@pytest.fixture
def strict(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return a workspace with a city whose workflow lets the council alone approve a waiver."""
    folder = tmp_path / "kerja" / "workflows"
    folder.mkdir(exist_ok=True)
    (folder / "tegas.toml").write_text(
        '[workflow]\nkey = "tegas"\nversion = 1\nextends = "masterplan@1"\n'
        'title = { id = "Tegas", en = "Strict" }\n\n[waiver]\nroles = ["council"]\n',
        encoding="utf-8",
    )
    city_add(workspace, City("solok", "Kota Solok", "kota", "13.72", "Provinsi"), "tegas")
    for name in ("Ani", "Budi"):
        person_add(workspace, "solok", Person(name, ("team",), "Tim"))
    return workspace


def test_a_role_that_the_workflow_names_is_enforced(strict: Workspace) -> None:
    """Nobody else approves or withdraws, not even while nobody holds the role."""
    ask(strict, city="solok")
    with pytest.raises(MayNotWaive) as refused:
        approve(strict, city="solok")
    assert "Dewan Smart City" in refused.value.message.id
    strict.actor_name = "Budi"
    with pytest.raises(MayNotWaive):
        waive_withdraw(strict, "solok", "ISU001")
    strict.actor_name = ""
    person_add(strict, "solok", Person("Cici", ("council",), "Anggota"))
    assert approve(strict, city="solok", who="Cici").actor.role == "council"
    assert check(strict, "solok").verdict.waivers[0].state == "used"


def test_an_approval_that_reached_the_history_otherwise_is_looked_at_again(
    strict: Workspace,
) -> None:
    """The gate asks for the role itself, so that no other path to the act opens it."""
    asked = ask(strict, city="solok")
    strict.actor_name = "Budi"
    perform(strict, "solok", lambda _: Draft("waive_approve", {"waiver": asked.seq}))
    strict.actor_name = ""
    verdict = check(strict, "solok").verdict
    assert [one.state for one in verdict.waivers] == ["waiting"]
    assert not any(result.status == "waived" for result in verdict.results)
    with pytest.raises(AlreadyWaiting):
        ask(strict, city="solok")
    person_add(strict, "solok", Person("Cici", ("council",), "Anggota"))
    approve(strict, city="solok", who="Cici")
    (told,) = check(strict, "solok").verdict.waivers
    assert (told.entry, told.approved_by, told.state) == (asked.seq, "Cici", "used")


def test_no_sign_off_is_bound_to_a_waiver_and_no_send_back_voids_one(workspace: Workspace) -> None:
    """An approval outlives every act on a waiver, and a waiver outlives a change of stage."""
    workspace.actor_name = "Ani"
    sign_off(workspace, "kota", "team", Answer())
    ask(workspace)
    approve(workspace)
    (team,) = judged(workspace).sign_offs
    assert (team.approved, team.outdated) == (("Ani",), ())
    ahead = {"result": "moved", "from": "issue_analysis", "to": "swot_tows"}
    perform(workspace, "kota", lambda _: Draft("advance", ahead))
    workspace.actor_name = "Ani"
    assert [state for _, state in states(workspace)] == ["unused"]
    send_back(workspace, "kota", "issue_analysis", reason="sebab")
    workspace.actor_name = ""
    assert waived(workspace) == [("ISU001", "living")]
