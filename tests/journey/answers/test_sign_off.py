"""Tests of the acts sign_off and decide: who may answer, for what, and what it is bound to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.lookups import EmptyReason, FileTooLarge, FutureDay, UnknownRoleHere
from smartflow.casework.people import UnknownPerson
from smartflow.casework.workspace import Workspace
from smartflow.errors import SmartflowError
from smartflow.journey.answers.answering import Answer, NotAsked
from smartflow.journey.answers.decide import BadCount, Meeting, NotABody, decide
from smartflow.journey.answers.sign_off import NobodySigns, NotInRole, sign_off
from smartflow.journey.gate.check import check
from smartflow.journey.gate.record import record
from smartflow.model import Person


def at(workspace: Workspace, stage: str) -> None:
    """Put the city into a stage."""
    here = read_case(workspace, "kota").state.stage
    perform(
        workspace,
        "kota",
        lambda _: Draft("advance", {"result": "moved", "from": here, "to": stage}),
    )


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """Return signed minutes."""
    path = tmp_path / "berita-acara.txt"
    path.write_text("Berita acara", encoding="utf-8")
    return path


def approvals(workspace: Workspace, role: str) -> tuple[str, ...]:
    """Return whose approvals count now, in the gate's own eyes."""
    verdict = check(workspace, "kota").verdict
    return next(s.approved for s in verdict.sign_offs if s.role == role)


def test_an_approval_counts_until_what_was_signed_changes(workspace: Workspace) -> None:
    """The answer is bound to the subject: a new record of the stage makes it outdated."""
    workspace.actor_name = "Ani"
    entry = sign_off(workspace, "kota", "team", Answer())
    assert (entry.act, entry.actor.person, entry.actor.role) == ("sign_off", "Ani", "team")
    workspace.actor_name = ""
    assert approvals(workspace, "team") == ("Ani",)
    record(workspace, "kota", "mou", number="1", day=date(2026, 1, 5), title="Nota")
    assert approvals(workspace, "team") == ()


@pytest.mark.parametrize("answer", ["decline", "request_changes"])
def test_a_refusal_needs_a_reason_and_blocks(answer: str, workspace: Workspace) -> None:
    """Whoever does not approve says why, and the gate shows it."""
    workspace.actor_name = "Ani"
    with pytest.raises(EmptyReason):
        sign_off(workspace, "kota", "team", Answer(answer))
    sign_off(workspace, "kota", "team", Answer(answer, "Belum lengkap"))
    workspace.actor_name = ""
    status = check(workspace, "kota").verdict.sign_offs[0]
    assert (status.met, status.declined) == (False, ("Ani: Belum lengkap",))


@pytest.mark.parametrize(
    ("actor", "role", "refusal"),
    [
        ("", "team", NobodySigns),
        ("Entah", "team", UnknownPerson),
        ("Budi", "team", NotInRole),
        ("Ani", "entah", UnknownRoleHere),
        ("Budi", "secretariat", NotAsked),
    ],
)
def test_only_who_holds_a_role_that_is_asked(
    actor: str, role: str, refusal: type[SmartflowError], workspace: Workspace
) -> None:
    """A registered person, in a role that the person holds and the stage asks for."""
    before = read_case(workspace, "kota").head
    workspace.actor_name = actor
    with pytest.raises(refusal):
        sign_off(workspace, "kota", role, Answer())
    assert read_case(workspace, "kota").head == before


def test_the_day_of_signing_decides_about_the_post(workspace: Workspace) -> None:
    """Somebody may have signed while in post, not after, and not in the future."""
    person = Person("Cici", ("team",), "J", since=date(2026, 1, 1), until=date(2026, 6, 30))
    perform(workspace, "kota", lambda _: Draft("person_add", {"person": person}))
    workspace.actor_name = "Cici"
    with pytest.raises(NotInRole):
        sign_off(workspace, "kota", "team", Answer())
    with pytest.raises(FutureDay):
        sign_off(workspace, "kota", "team", Answer(day=date(2027, 1, 1)))
    entry = sign_off(workspace, "kota", "team", Answer(day=date(2026, 6, 30)))
    assert entry.occurred == date(2026, 6, 30)


def test_a_body_decides_on_paper(workspace: Workspace, minutes: Path) -> None:
    """A decision satisfies the body's sign-off and keeps the minutes."""
    at(workspace, "masterplan_approval")
    entry = decide(
        workspace,
        "kota",
        "Dewan Smart City",
        Meeting(14, 20, "BA-1"),
        Answer(day=date(2026, 11, 1)),
        file=minutes,
    )
    verdict = check(workspace, "kota").verdict
    council = next(s for s in verdict.sign_offs if s.role == "council")
    assert (council.met, council.decision) == (True, entry.seq)
    kept = read_case(workspace, "kota").read_blobs((str(entry.body["file"]),))
    assert list(kept.values()) == [minutes.read_bytes()]


@pytest.mark.parametrize(
    ("body", "meeting", "answer", "refusal"),
    [
        ("head", Meeting(14, 20), Answer(), NotABody),
        ("entah", Meeting(14, 20), Answer(), UnknownRoleHere),
        ("council", Meeting(21, 20), Answer(), BadCount),
        ("council", Meeting(0, 20), Answer(), BadCount),
        ("council", Meeting(14, 20), Answer(day=date(2026, 11, 25)), FutureDay),
        ("council", Meeting(14, 20), Answer("decline"), EmptyReason),
    ],
)
def test_a_decision_that_cannot_be_is_refused(  # noqa: PLR0913  the parts of a decision
    body: str,
    meeting: Meeting,
    answer: Answer,
    refusal: type[SmartflowError],
    workspace: Workspace,
    minutes: Path,
) -> None:
    """The body is one, its members were there, the meeting has been."""
    at(workspace, "masterplan_approval")
    with pytest.raises(refusal):
        decide(workspace, "kota", body, meeting, answer, file=minutes)


def test_there_are_three_answers() -> None:
    """Anything else is a mistake of the program, found at once."""
    with pytest.raises(ValueError, match="maybe"):
        Answer("maybe")


def test_a_body_that_is_not_asked_decides_nothing(
    workspace: Workspace, minutes: Path, tmp_path: Path
) -> None:
    """In a stage that does not ask the council its decision is refused; empty minutes always."""
    with pytest.raises(NotAsked):
        decide(workspace, "kota", "council", Meeting(1, 2), Answer(), file=minutes)
    empty = tmp_path / "kosong.pdf"
    empty.touch()
    with pytest.raises(FileTooLarge):
        decide(workspace, "kota", "council", Meeting(1, 2), Answer(), file=empty)
