"""Answers and moves: sign-offs with and without a signature, meetings, waivers, the gate."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import rule
from machine_city import actors, cities, days_back, people
from machine_files import SIGNATORY, STAGES, ssh_key
from machine_room import Room

from smartflow.errors import SmartflowError
from smartflow.history.ssh.signature import sign_with_ssh_key
from smartflow.journey.answers.answering import ANSWERS, Answer
from smartflow.journey.answers.decide import Meeting, decide
from smartflow.journey.answers.sign_off import sign_off
from smartflow.journey.answers.sign_off_statement import sign_off_statement
from smartflow.journey.answers.signed_statement import Pen
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.send_back import send_back
from smartflow.journey.waivers.approve import waive_approve
from smartflow.journey.waivers.request import waive
from smartflow.journey.waivers.waivers import Subject
from smartflow.journey.waivers.withdraw import waive_withdraw
from smartflow.journey.worksheets.present import present
from smartflow.workshop.workflows.migrate import workflow_migrate

if TYPE_CHECKING:
    from datetime import date

    from smartflow.casework.workspace import Workspace

answers = st.sampled_from((*ANSWERS, "approve", "approve"))
roles = st.sampled_from(["team", "head", "council"])


def signature(statement: bytes) -> str:
    """Sign as the signatory does."""
    return sign_with_ssh_key(statement, ssh_key()[0])


class AnswerActs(Room):
    """Whoever answers, and what comes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.statements: dict[str, tuple[bytes, str]] = {}
        """The statement of each city that was signed and not handed in, with its signature."""

    def day(self, days: int) -> date:
        """Return a day some days back."""
        return self.clock.moment.date() - timedelta(days=days)

    @rule(city=cities, who=actors, role=roles, said=answers, days=days_back)
    def answer(self, city: str, who: str, role: str, said: str, days: int) -> None:
        """Sign off without a signature, perhaps dated back, perhaps in somebody else's role."""
        given = Answer(said, reason="sebab", day=self.day(days))
        self.act("sign_off", lambda at: sign_off(at, city, role, given), who=who)

    @rule(city=cities, who=people, said=answers)
    def sign(self, city: str, who: str, said: str) -> None:
        """Sign off with the signatory's key; nobody else can use it."""
        given, pen = Answer(said, reason="sebab"), Pen(signature)
        done = self.act("sign_off", lambda at: sign_off(at, city, "head", given, pen=pen), who=who)
        assert who.casefold() == SIGNATORY.casefold() or isinstance(done, SmartflowError)

    @rule(city=cities)
    def prepare_statement(self, city: str) -> None:
        """Write a statement and sign it, to be handed in some time."""
        content = self.act(
            "statement",
            lambda at: sign_off_statement(at, city, "head", Answer()).content,
            who=SIGNATORY,
        )
        assert "statement" not in self.done, "it is no act"
        if isinstance(content, bytes):
            self.statements[city] = (content, signature(content))

    @rule(city=cities)
    def hand_in_statement(self, city: str) -> None:
        """Hand in what was signed before; what it is bound to may have changed meanwhile."""
        if city not in self.statements:
            return
        content, armored = self.statements.pop(city)
        pen = Pen(lambda _: armored, content)
        done = self.act(
            "sign_off",
            lambda at: sign_off(at, city, "head", Answer(), pen=pen),
            who=SIGNATORY,
        )
        if not isinstance(done, SmartflowError):
            state = self.state(city)
            assert state.sign_offs[-1].key
            assert state.sign_offs[-1].subject in content.decode()

    @rule(city=cities, said=answers, there=st.integers(0, 4), days=days_back)
    def meet(self, city: str, said: str, there: int, days: int) -> None:
        """Record a body's decision."""
        given = Answer(said, reason="sebab", day=self.day(days))
        meeting, minutes = Meeting(there, 4, "BA-1"), self.papers / "minutes.txt"
        self.act("decide", lambda at: decide(at, city, "council", meeting, given, file=minutes))

    @rule(city=cities, who=actors, by=st.sampled_from(["Cici", " "]), days=days_back)
    def show(self, city: str, who: str, by: str, days: int) -> None:
        """Record a presentation."""
        day = self.day(days)
        self.act("present", lambda at: present(at, city, "living", by=by, day=day), who=who)

    @rule(city=cities, who=actors, code=st.sampled_from(["", "DINKES"]), days=days_back)
    def ask(self, city: str, who: str, code: str, days: int) -> None:
        """Ask for a waiver, perhaps one that has passed."""
        until, subject = self.day(-days), Subject(agency=code)
        self.act(
            "waive",
            lambda at: waive(at, city, "ISU001", subject, reason="sebab", until=until),
            who=who,
        )

    @rule(city=cities, who=actors, code=st.sampled_from(["", "DINKES"]))
    def excuse(self, city: str, who: str, code: str) -> None:
        """Approve a waiver; nobody approves their own."""
        subject = Subject(agency=code)
        self.act("waive_approve", lambda at: waive_approve(at, city, "ISU001", subject), who=who)

    @rule(city=cities, who=actors)
    def think_better(self, city: str, who: str) -> None:
        """Withdraw a waiver."""
        self.act("waive_withdraw", lambda at: waive_withdraw(at, city, "ISU001"), who=who)

    @rule(city=cities, who=actors, version=st.sampled_from([1, 2]))
    def another_version(self, city: str, who: str, version: int) -> None:
        """Follow the other version of the workflow, or the same once more."""

        def move(at: Workspace) -> object:
            (one,) = workflow_migrate(
                at, [city], f"kecil@{version}", reason="Perwali baru", renamed={}
            )
            if one.error is not None:
                raise one.error
            return one.entry

        self.act("workflow_migrate", move, who=who)

    @rule(city=cities, who=actors, to=st.sampled_from(["", *STAGES]))
    def forward(self, city: str, who: str, to: str) -> None:
        """Advance: refused by the gate or moved, it is an entry."""
        stood = self.state(city).stage
        done = self.act("advance", lambda at: advance(at, city, to), who=who)
        moved = self.state(city).stage
        if isinstance(done, SmartflowError):
            assert moved == stood
            return
        transition, met = done.examined.transition, done.examined.verdict.met
        assert moved == (transition.to if met else stood)

    @rule(city=cities, who=actors, earlier=st.sampled_from(STAGES), why=st.sampled_from(["", "x"]))
    def backward(self, city: str, who: str, earlier: str, why: str) -> None:
        """Send back: only to an earlier stage, by a role that may, with a reason."""
        stood = self.state(city).stage
        self.act("send_back", lambda at: send_back(at, city, earlier, reason=why), who=who)
        now = self.state(city).stage
        assert now == stood or (now == earlier and STAGES.index(now) < STAGES.index(stood))

    @rule(city=cities, excused=st.booleans())
    def pass_on(self, city: str, excused: bool) -> None:  # noqa: FBT001  drawn
        """Do what the present stage asks for, and let somebody move the city on."""
        if excused:
            self.ask(city, "Budi", "", 1)
            self.excuse(city, SIGNATORY, "")
        for who in ("Ani", "Budi"):
            self.answer(city, who, "team", "approve", 0)
        self.sign(city, SIGNATORY, "approve")
        self.meet(city, "approve", 3, 0)
        self.forward(city, "", "")
