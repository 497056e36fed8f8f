"""What goes wrong around the acts: clocks, keys, the log file, who else has it all open."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import rule
from machine_city import cities
from machine_room import Room

from smartflow.audit.keys.key import import_key
from smartflow.audit.witness.checkpoint import checkpoint
from smartflow.casework.casework import read_case
from smartflow.errors import BadInput, SmartflowError
from smartflow.history.seals.note_key import fresh_signer_key
from smartflow.journey.gate.record import record
from smartflow.journey.register.agency_add import agency_add
from smartflow.journey.register.city_add import city_add
from smartflow.journey.worksheets.attend import attend
from smartflow.model import Agency, City

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.casework.workspace import Workspace


def _record(at: Workspace, city: str) -> object:
    """Record one more document."""
    day = at.clock.now().date() - timedelta(days=1)
    number = str(read_case(at, city).head.seq)
    return record(at, city, "mou", number=number, day=day, title="Nota")


TRIED: dict[str, Callable[[Workspace, str], object]] = {
    "agency_add": lambda at, city: agency_add(at, city, Agency("LAIN", "Dinas Lain", "opd")),
    "record": _record,
    "checkpoint": lambda at, _: checkpoint(at),
    "city_add": lambda at, _: city_add(
        at, City("solok", "Kota Solok", "kota", "13.72", "Provinsi"), "kecil"
    ),
}
"""A few acts that anybody may do, of a city and of the store."""


class Copied(NamedTuple):
    """A copy that somebody took, with the keys of that moment, and how far the witness had seen."""

    folder: Path
    sizes: dict[str, int]


class Faults(Room):
    """Everything that is no act."""

    def __init__(self) -> None:
        super().__init__()
        self.copied: Copied | None = None

    @rule(hours=st.sampled_from([1, 30, 80, -1, -30]))
    def clock_steps(self, hours: int) -> None:
        """Let time pass, or let somebody set the clock back."""
        self.clock.moment += timedelta(hours=hours)

    @rule()
    def other_desk(self) -> None:
        """Go on at the other desk, which has had the workspace open all the time."""
        self.at = 1 - self.at

    @rule()
    def reopen(self) -> None:
        """Close the workspace at this desk and open it again."""
        self.workspace.close()
        self.desks[self.at] = self.open_desk()

    @rule(kept=st.integers(0, 6))
    def log_file_lags(self, kept: int) -> None:
        """Let the log file lose its newest lines, or all of them, or the file itself be gone."""
        path = self.workspace.log_file
        if kept and path.exists():
            lines = path.read_bytes().splitlines(keepends=True)
            path.write_bytes(b"".join(lines[: -kept - 1]))
        else:
            path.unlink(missing_ok=True)

    @rule(city=cities, name=st.sampled_from(tuple(TRIED)), other=st.booleans())
    def without_the_key(self, city: str, name: str, other: bool) -> None:  # noqa: FBT001  drawn
        """Try an act while the key is gone, or while another store's lies in its place."""
        if not self.signed:
            return
        held = self.key.read_bytes()
        self.key.unlink()
        if other:
            self.key.write_text(fresh_signer_key("smartflow/lain").encode(), encoding="ascii")
        refusal = self.act(name, lambda at: TRIED[name](at, city))
        self.key.write_bytes(held)
        expected = "signing-key-differs" if other else "signing-key-missing"
        assert isinstance(refusal, SmartflowError)
        assert refusal.code == expected

    @rule(city=cities, name=st.sampled_from(["record", "checkpoint"]), brought=st.booleans())
    def another_computer(self, city: str, name: str, brought: bool) -> None:  # noqa: FBT001  drawn
        """Act on a computer that has the workspace: with the key of today once it was brought."""
        desk = self.open_desk(self.folder / "komputer-lain")
        brought &= self.signed
        if brought:
            import_key(desk, self.key)
        done = self.act(name, lambda at: TRIED[name](at, city), desk=desk)
        desk.close()
        if brought:
            assert not isinstance(done, SmartflowError), done

    @rule(city=cities, days=st.integers(-1, 2))
    def somebody_is_quicker(self, city: str, days: int) -> None:
        """Record something at the other desk between what this desk reads and what it writes."""
        other, path = self.desks[1 - self.at], self.papers / "attendance.csv"
        day = self.clock.moment.date() - timedelta(days=days)
        before = self.contents(city)

        def quicker() -> None:
            with suppress(BadInput):
                _record(other, city)

        refused: list[str] = []

        def do(at: Workspace) -> None:
            self.clock.interruption = quicker
            try:
                attend(at, city, "Rapat", day, path)
            except BadInput as refusal:
                refused.append(refusal.code)

        self.act("attend", do, beside="record")
        acts = [json.loads(content)["act"] for content in self.contents(city)[len(before) :]]
        assert refused in ([], ["future-day"])
        assert acts == ["record", *([] if refused else ["attend"])]

    @rule()
    def take_copy(self) -> None:
        """Let somebody copy the workspace and its keys, to put them back one day."""
        if self.copied is not None or not self.signed:
            return
        folder = self.folder / "salinan"
        shutil.copytree(self.root, folder / "kerja")
        shutil.copytree(self.config, folder / "kantor")
        sizes = {log: len(contents) for log, contents in self.snapshot().entries.items()}
        self.copied = Copied(folder, sizes)
