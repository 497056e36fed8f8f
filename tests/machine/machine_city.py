"""What happens in a city besides answers and moves: who is there, what is sent, what is erased."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import rule
from machine_files import AGENCIES, PEOPLE, SHEETS, SIGNATORY, ssh_key, write_sheet
from machine_room import Room

from smartflow.audit.erase.erase import PARTS, erase
from smartflow.books.press.issue import issue
from smartflow.errors import SmartflowError
from smartflow.journey.gate.record import record
from smartflow.journey.gate.setting import setting
from smartflow.journey.merging.consolidate import consolidate, consolidation_sheet
from smartflow.journey.ranking.select import select
from smartflow.journey.register.agency_add import agency_add
from smartflow.journey.register.agency_end import agency_end
from smartflow.journey.register.person_add import person_add
from smartflow.journey.register.person_end import person_end
from smartflow.journey.worksheets.attend import attend
from smartflow.journey.worksheets.confirm import worksheet_confirm
from smartflow.journey.worksheets.entry import worksheet_entry
from smartflow.journey.worksheets.nil import nil
from smartflow.journey.worksheets.submit import submit
from smartflow.model import Agency, Person

if TYPE_CHECKING:
    from smartflow.audit.erase.erase import Part
    from smartflow.casework.workspace import Workspace

cities = st.sampled_from(("kota", "desa"))
people = st.sampled_from(PEOPLE)
actors = st.sampled_from(("Ani", "Budi", "", *PEOPLE))
agencies = st.sampled_from((AGENCIES[0], *AGENCIES))
sheets = st.sampled_from(tuple(SHEETS))
numbers = st.integers(1, 3)
days_back = st.integers(-1, 4)


class CityActs(Room):
    """Registering, sending, recording, choosing, erasing."""

    @rule(city=cities, name=people, role=st.sampled_from(["team", "head", "nobody"]), who=actors)
    def register(self, city: str, name: str, role: str, who: str) -> None:
        """Register somebody, anew or with another role."""
        signs = name.casefold() == SIGNATORY.casefold()
        key, roles = (ssh_key()[1], ("team", role)) if signs else ("", (role,))
        person = Person(name, roles, "Anggota Tim", ssh_key=key)
        self.act("person_add", lambda at: person_add(at, city, person), who=who)

    @rule(city=cities, name=people, days=days_back)
    def leave(self, city: str, name: str, days: int) -> None:
        """End somebody's post, perhaps some days ago."""
        day = self.clock.moment.date() - timedelta(days=days)
        self.act("person_end", lambda at: person_end(at, city, name, until=day))

    @rule(city=cities, code=agencies)
    def found(self, city: str, code: str) -> None:
        """Register an agency, perhaps a second time."""
        agency = Agency(code, f"Dinas {code}", "opd", ("living",))
        self.act("agency_add", lambda at: agency_add(at, city, agency))

    @rule(city=cities, code=agencies, heir=st.sampled_from(["", *AGENCIES]))
    def dissolve(self, city: str, code: str, heir: str) -> None:
        """End an agency."""
        self.act("agency_end", lambda at: agency_end(at, city, code, successor=heir))

    @rule(city=cities, code=agencies, sheet=sheets, number=numbers, who=actors)
    def send(self, city: str, code: str, sheet: str, number: int, who: str) -> None:
        """Submit a worksheet; a refused file and an unchanged one write nothing."""
        path = write_sheet(self.papers, sheet, number)

        def do(at: Workspace) -> None:
            [outcome] = submit(at, city, [path], filler=code)
            if outcome.refusal is not None:
                raise outcome.refusal

        self.act("submit", do, who=who)

    @rule(city=cities, code=agencies, sheet=sheets, number=numbers)
    def type_in(self, city: str, code: str, sheet: str, number: int) -> None:
        """Type a worksheet in for an agency, from a photograph."""
        path = write_sheet(self.papers, sheet, number)
        source = self.papers / "photo.txt"
        self.act(
            "worksheet_entry",
            lambda at: worksheet_entry(at, city, path, on_behalf=code, source=source),
        )

    @rule(city=cities, code=agencies, sheet=sheets, who=actors)
    def confirm(self, city: str, code: str, sheet: str, who: str) -> None:
        """Stand by what was typed."""
        self.act("worksheet_confirm", lambda at: worksheet_confirm(at, city, code, sheet), who=who)

    @rule(city=cities, code=agencies, sheet=st.sampled_from((*SHEETS, "tows")), who=actors)
    def nothing(self, city: str, code: str, sheet: str, who: str) -> None:
        """Declare nothing to report."""
        self.act("nil", lambda at: nil(at, city, code, sheet), who=who)

    @rule(city=cities, anew=st.booleans(), who=people)
    def merge(self, city: str, anew: bool, who: str) -> None:  # noqa: FBT001  drawn
        """Read the dimension's sheet back: a fresh one, or one that lies there from before."""
        path = self.papers / f"{city}.xlsx"

        def do(at: Workspace) -> None:
            if anew or not path.exists():
                consolidation_sheet(at, city, "living", path, language="id")
            consolidate(at, city, "living", path)

        self.act("consolidate", do, who=who)

    @rule(city=cities, sheet=sheets, number=numbers)
    def busy_day(self, city: str, sheet: str, number: int) -> None:
        """Do what belongs together: type, confirm, send, choose, and merge what was sent."""
        self.type_in(city, "DINKES", sheet, number)
        self.confirm(city, "DINKES", sheet, "Budi")
        self.send(city, "DINKES", "swot", number, "Ani")
        self.choose(city, "swot", "DINKES", number, "x")
        self.merge(city, anew=True, who="Ani")

    @rule(city=cities, sheet=sheets, code=agencies, number=numbers, why=st.sampled_from(["", "x"]))
    def choose(self, city: str, sheet: str, code: str, number: int, why: str) -> None:
        """Choose a row that may be there."""
        row = f"{code}/{sheet}/{number}"
        self.act("select", lambda at: select(at, city, sheet, [row], reason=why))

    @rule(city=cities, report=st.sampled_from(["lembar", "buku", "tidak ada"]), who=people)
    def publish(self, city: str, report: str, who: str) -> None:
        """Issue a sheet, or a book that is a draft until its stage has ended."""
        papers: list[bytes] = []
        self.act("issue", lambda at: issue(at, city, report, "json", "id", papers.append), who=who)

    @rule(city=cities, days=days_back)
    def gather(self, city: str, days: int) -> None:
        """Record an attendance list; a session of tomorrow is refused."""
        day = self.clock.moment.date() - timedelta(days=days)
        path = self.papers / "attendance.csv"
        self.act("attend", lambda at: attend(at, city, "Bimtek", day, path))

    @rule(city=cities, kind=st.sampled_from(["mou", "peraturan"]), days=days_back)
    def document(self, city: str, kind: str, days: int) -> None:
        """Record a document; the second workflow alone knows a regulation."""
        day = self.clock.moment.date() - timedelta(days=days)
        paper = self.papers / "minutes.txt"
        self.act(
            "record",
            lambda at: record(at, city, kind, number="1", day=day, title="Nota", file=paper),
        )

    @rule(city=cities, value=st.sampled_from(["0.5", "0.8", "banyak"]))
    def decree(self, city: str, value: str) -> None:
        """Change a setting."""
        name = "masterplan.swot_coverage"
        self.act("setting", lambda at: setting(at, city, name, value, reason="sebab"))

    @rule(
        city=cities,
        place=st.integers(0, 30),
        part=st.sampled_from([None, *PARTS]),
        who=actors,
        why=st.sampled_from(["sebab", "sebab", " "]),
    )
    def forget(self, city: str, place: int, part: Part | None, who: str, why: str) -> None:
        """Erase what an entry brought: one that holds personal data, or any of the last ones."""
        entries = [json.loads(content) for content in self.contents(city)]
        brought = [one["seq"] for one in entries if "worksheets" in one["body"]]
        brought += [one["seq"] for one in entries if one["act"] == "attend"]
        choice = [*brought, len(entries)]
        seq = choice[place % len(choice)]
        gone = self.act("erase", lambda at: erase(at, city, seq, part=part, reason=why), who=who)
        if not isinstance(gone, SmartflowError):
            assert not {one.digest for one in gone.parts} & self.snapshot().blobs
