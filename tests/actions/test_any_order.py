"""The acts in any order: whatever people do, and whatever is refused, the history stays true."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from smartflow.actions.advance import advance
from smartflow.actions.agency_add import agency_add
from smartflow.actions.agency_end import agency_end
from smartflow.actions.answering import ANSWERS, Answer
from smartflow.actions.audit_replay import replay_city
from smartflow.actions.casework import read_case
from smartflow.actions.city_add import city_add
from smartflow.actions.decide import Meeting, decide
from smartflow.actions.init import init
from smartflow.actions.nil import nil
from smartflow.actions.person_add import person_add
from smartflow.actions.person_end import person_end
from smartflow.actions.record import record
from smartflow.actions.send_back import send_back
from smartflow.actions.setting import setting
from smartflow.actions.sign_off import sign_off
from smartflow.actions.submit import submit
from smartflow.actions.waive import waive
from smartflow.actions.waive_approve import waive_approve
from smartflow.actions.waive_withdraw import waive_withdraw
from smartflow.actions.waivers import Subject
from smartflow.actions.workspace import Workspace, open_workspace
from smartflow.clock import FixedClock
from smartflow.errors import SmartflowError
from smartflow.fold.state import CityState, fold
from smartflow.history.chain import check_chain
from smartflow.history.entry import decode_entry
from smartflow.model import Agency, City, Person
from smartflow.plugin.loader import load_registry

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
WORKFLOW = """
[workflow]
key = "kecil"
version = 1
title = { id = "Kecil", en = "Small" }
dimensions = ["living"]
initial = "isu"
final = ["selesai"]

[[stage]]
key = "isu"
title = { id = "Isu", en = "Issues" }
worksheets = ["issues"]

[[stage]]
key = "swot"
title = { id = "SWOT", en = "SWOT" }
worksheets = ["swot"]

[[stage]]
key = "selesai"
title = { id = "Selesai", en = "Done" }

[[transition]]
from = "isu"
to = "swot"
sign_offs = [{ role = "team", quorum = 1 }]

[[transition]]
from = "swot"
to = "selesai"
sign_offs = [{ role = "team", quorum = 2 }, { role = "council", quorum = 3 }]

[[role]]
key = "team"
title = { id = "Tim", en = "Team" }

[[role]]
key = "council"
title = { id = "Dewan Smart City", en = "Council" }
body = true

[[record]]
key = "mou"
title = { id = "Nota", en = "Memorandum" }

[send_back]
roles = ["team"]
"""
PEOPLE = ("Ani", "Budi", "ANI", "Cici")
AGENCIES = ("DINKES", "DLH")
STAGES = ("isu", "swot", "selesai")
REGISTRY = load_registry(built_in_only=True)
person = st.sampled_from(PEOPLE)
actor = st.sampled_from(("", *PEOPLE))
agency = st.sampled_from(AGENCIES)
worksheet = st.sampled_from(["issues", "swot", "tows"])
stage = st.sampled_from(STAGES)
back = st.integers(0, 3)


class AnyOrder(RuleBasedStateMachine):
    """One city, and people who do things to it in any order."""

    def __init__(self) -> None:
        """Make a workspace whose city follows a workflow of sign-offs alone."""
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name) / "kerja"
        self.clock = FixedClock(NOW)
        init(self.root, clock=self.clock, language="id")
        (self.root / "workflows").mkdir()
        (self.root / "workflows" / "kecil.toml").write_text(WORKFLOW, encoding="utf-8")
        self.paper = Path(self.folder.name) / "berita-acara.txt"
        self.paper.write_text("Berita acara", encoding="utf-8")
        self.workspace: Workspace = open_workspace(self.root, clock=self.clock)
        self.workspace.__dict__["registry"] = REGISTRY
        city = City("kota", "Kota Contoh", "kota", "13.73", "Provinsi")
        city_add(self.workspace, city, "kecil")

    def teardown(self) -> None:
        """Make every decision again, to the same bytes; close and remove the workspace."""
        try:
            made_again = replay_city(self.workspace, "kota").decisions
            assert [(one.entry.seq, one.state) for one in made_again if not one.identical] == []
        finally:
            self.workspace.close()
            self.folder.cleanup()

    def contents(self) -> list[bytes]:
        """Return the city's entries."""
        with self.workspace.store.read() as reading:
            return list(reading.entries(read_case(self.workspace, "kota").log))

    def state(self) -> CityState:
        """Return what they add up to."""
        return read_case(self.workspace, "kota").state

    def act(self, who: str, do: Callable[[], object], *, moves: bool = False) -> None:
        """Do something: either one entry is written, or it is refused and nothing is."""
        before, stood = self.contents(), self.state().stage
        self.workspace.actor_name = who
        refusal: SmartflowError | None = None
        try:
            do()
        except SmartflowError as error:
            refusal = error
        self.workspace.actor_name = ""
        added = 1 if refusal is None else 0
        assert refusal is None or refusal.exit_code == 2
        after = self.contents()
        assert (after[: len(before)], len(after) - len(before)) == (before, added)
        if not moves or not added:
            assert self.state().stage == stood

    @initialize()
    def begin(self) -> None:
        """Register whom most acts need."""
        for name in ("Ani", "Budi"):
            person_add(self.workspace, "kota", Person(name, ("team",), "Tim"))
        agency_add(self.workspace, "kota", Agency("DINKES", "Dinas", "opd", ("living",)))

    @rule(days=st.integers(1, 3))
    def wait(self, days: int) -> None:
        """Let days pass."""
        self.clock.moment += timedelta(days=days)

    @rule(name=person, role=st.sampled_from(["team", "council"]), who=actor)
    def register(self, name: str, role: str, who: str) -> None:
        """Register somebody, again or anew."""
        self.act(who, lambda: person_add(self.workspace, "kota", Person(name, (role,), "Tim")))

    @rule(name=person, days=back)
    def leave(self, name: str, days: int) -> None:
        """End somebody's post, perhaps some days ago."""
        day = self.clock.moment.date() - timedelta(days=days)
        self.act("", lambda: person_end(self.workspace, "kota", name, until=day))

    @rule(code=agency)
    def found(self, code: str) -> None:
        """Register an agency, perhaps a second time."""
        self.act(
            "", lambda: agency_add(self.workspace, "kota", Agency(code, f"Dinas {code}", "opd"))
        )

    @rule(code=agency, heir=st.sampled_from(["", *AGENCIES]))
    def dissolve(self, code: str, heir: str) -> None:
        """End an agency."""
        self.act("", lambda: agency_end(self.workspace, "kota", code, successor=heir))

    @rule(code=agency, sheet=worksheet, who=actor)
    def nothing(self, code: str, sheet: str, who: str) -> None:
        """Declare nothing to report."""
        self.act(who, lambda: nil(self.workspace, "kota", code, sheet))

    @rule(code=agency, number=st.integers(1, 3), who=actor)
    def send(self, code: str, number: int, who: str) -> None:
        """Submit a worksheet; a refused file and an unchanged one write nothing."""
        path = Path(self.folder.name) / "issues.csv"
        row = f"living;Isu nomor {number} yang cukup panjang;Kota;{number};orang;2026;Dinas"
        path.write_text(f"dimension;issue;location;data;unit;year;source\n{row}\n", "utf-8")
        before = len(self.contents())
        self.workspace.actor_name = who
        try:
            [outcome] = submit(self.workspace, "kota", [path], filler=code)
            written = outcome.entry is not None
        except SmartflowError:
            written = False
        self.workspace.actor_name = ""
        assert len(self.contents()) - before == written

    @rule(number=st.integers(1, 3), days=back)
    def document(self, number: int, days: int) -> None:
        """Record a document."""
        day = self.clock.moment.date() - timedelta(days=days)
        self.act(
            "",
            lambda: record(
                self.workspace, "kota", "mou", number=str(number), day=day, title="Nota"
            ),
        )

    @rule(value=st.sampled_from(["0.5", "0.8", "lebih", "9"]))
    def decree(self, value: str) -> None:
        """Change a setting."""
        name = "masterplan.swot_coverage"
        self.act("", lambda: setting(self.workspace, "kota", name, value, reason="sebab"))

    @rule(who=person, said=st.sampled_from(ANSWERS), days=back)
    def answer(self, who: str, said: str, days: int) -> None:
        """Sign off, perhaps dated back."""
        day = self.clock.moment.date() - timedelta(days=days)
        given = Answer(said, reason="sebab", day=day)
        self.act(who, lambda: sign_off(self.workspace, "kota", "team", given))

    @rule(who=actor, code=st.sampled_from(["", *AGENCIES]), days=st.integers(-1, 4))
    def ask(self, who: str, code: str, days: int) -> None:
        """Ask for a waiver, perhaps one that has passed."""
        until = self.clock.moment.date() + timedelta(days=days)
        subject = Subject(agency=code)
        self.act(
            who,
            lambda: waive(self.workspace, "kota", "ISU001", subject, reason="sebab", until=until),
        )

    @rule(who=actor, code=st.sampled_from(["", *AGENCIES]))
    def excuse(self, who: str, code: str) -> None:
        """Approve a waiver, perhaps one's own."""
        subject = Subject(agency=code)
        self.act(who, lambda: waive_approve(self.workspace, "kota", "ISU001", subject))

    @rule(who=actor)
    def think_better(self, who: str) -> None:
        """Withdraw a waiver."""
        self.act(who, lambda: waive_withdraw(self.workspace, "kota", "ISU001"))

    @rule()
    def agree(self) -> None:
        """The whole team approves what is there now."""
        for who in ("Ani", "Budi"):
            self.act(who, lambda: sign_off(self.workspace, "kota", "team", Answer()))

    @rule()
    def pass_on(self) -> None:
        """The team approves and somebody else asks for the move."""
        self.agree()
        self.forward("")

    @rule()
    def resolve(self) -> None:
        """The body approves with enough members present."""
        self.meet("approve", 3)

    @rule(said=st.sampled_from(ANSWERS), present=st.integers(0, 4))
    def meet(self, said: str, present: int) -> None:
        """Record a body's decision."""
        given = Answer(said, reason="sebab")
        meeting = Meeting(present, 4, "BA-1")
        self.act(
            "",
            lambda: decide(self.workspace, "kota", "council", meeting, given, file=self.paper),
        )

    @rule(who=actor)
    def forward(self, who: str) -> None:
        """Advance: refused or moved, it is an entry, and it moves only when the gate is met."""
        stood = self.state().stage
        self.act(who, lambda: advance(self.workspace, "kota"), moves=True)
        last = decode_entry(self.contents()[-1])
        if self.state().stage != stood:
            assert (last.act, last.body["result"]) == ("advance", "moved")

    @rule(who=actor, earlier=stage, why=st.sampled_from(["", "sebab"]))
    def backward(self, who: str, earlier: str, why: str) -> None:
        """Send back: only to an earlier stage, by a role that may, with a reason."""
        stood = self.state().stage
        self.act(who, lambda: send_back(self.workspace, "kota", earlier, reason=why), moves=True)
        now = self.state().stage
        assert now == stood or (now == earlier and STAGES.index(now) < STAGES.index(stood))

    @invariant()
    def the_history_is_whole(self) -> None:
        """The chain holds, folding again gives the same, and the log file has every line."""
        contents = self.contents()
        log = read_case(self.workspace, "kota").log
        assert check_chain(log, contents).seq == len(contents)
        entries = [decode_entry(content) for content in contents]
        first, second = fold(entries), fold(entries)
        assert first == second == self.state()
        assert self.workspace.log_file.read_bytes().count(b"\n") == len(contents) + 2

    @invariant()
    def a_waiver_has_two_people(self) -> None:
        """Nobody's own approval is on record, and no subject is waived twice at once."""
        waivers = self.state().waivers.values()
        approved = [waiver for waiver in waivers if waiver.approved_by]
        assert all(waiver.approved_by != waiver.requested_by for waiver in approved)
        assert len({waiver.subject for waiver in approved}) == len(approved)

    @invariant()
    def every_move_is_an_act_of_its_own(self) -> None:
        """The stage follows from the moves alone, each beginning where the one before ended."""
        moves = self.state().moves
        assert [move.from_ for move in moves] == ["", *(move.to for move in moves[:-1])]
        assert self.state().stage == moves[-1].to
        assert {move.act for move in moves} <= {"city_add", "advance", "send_back"}


AnyOrder.TestCase.settings = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestAnyOrder = AnyOrder.TestCase
