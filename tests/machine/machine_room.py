"""The room of the machine: one signed workspace, two desks, how an act is done and looked at."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis.stateful import RuleBasedStateMachine
from machine_files import ssh_key, write_papers, write_workflows
from machine_snapshot import Snapshot, added, snapshot

from smartflow.casework.casework import read_case, read_history
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import FixedClock
from smartflow.errors import SmartflowError
from smartflow.ledger.key_file import default_key_file
from smartflow.offices.storage.init import init
from smartflow.plugin.loading.loader import load_registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.fold.state import CityState

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
_SHARED = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it
MEMORY = _SHARED if os.access(_SHARED, os.W_OK) else None
"""Where no disk has to be waited for, if this system has such a folder: power cuts are not ours."""
REGISTRY = load_registry(built_in_only=True)


class Clock(FixedClock):
    """A clock at which somebody else can act while an act is being decided on."""

    interruption: Callable[[], object] | None = None

    def now(self) -> datetime:
        """Let the other one act first, once; then return the moment."""
        interruption, self.interruption = self.interruption, None
        if interruption is not None:
            interruption()
        return self.moment


class Room(RuleBasedStateMachine):
    """A workspace with its key, whoever works in it, and the witness of another office."""

    def __init__(self) -> None:
        """Make the folders; the workspace is made by the first rule."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="smartflow-machine-", dir=MEMORY))
        self.root = self.folder / "kerja"
        self.config = self.folder / "kantor"
        self.papers = self.folder / "berkas"
        self.clock = Clock(NOW)
        self.desks: list[Workspace] = []
        self.at = 0
        self.done: set[str] = set()
        """The acts that were recorded."""
        self.refused: set[str] = set()
        """The codes of what was refused."""
        self.cities: list[str] = []
        self.store = ""

    def teardown(self) -> None:
        """Remove everything."""
        for desk in self.desks:
            desk.close()
        shutil.rmtree(self.folder)

    def begin(self, *, signed: bool) -> None:
        """Make the workspace, with its key or without one, and open it at two desks."""
        made = init(
            self.root,
            clock=self.clock,
            language="id",
            config_folder=self.config if signed else None,
        )
        self.store = f"smartflow/{made.workspace_id}"
        self.done |= {"init", *({"key_add"} if signed else ())}
        write_workflows(self.root)
        write_papers(self.papers)
        (self.papers / "ani").write_bytes(ssh_key()[0])
        self.desks = [self.open_desk(), self.open_desk()]

    def open_desk(self, config: Path | None = None) -> Workspace:
        """Open the workspace once more, with the plugins that are loaded already."""
        desk = open_workspace(self.root, clock=self.clock, config_folder=config or self.config)
        desk.__dict__["registry"] = REGISTRY
        return desk

    @property
    def workspace(self) -> Workspace:
        """The workspace as the desk has it at which somebody sits."""
        return self.desks[self.at]

    @property
    def key(self) -> Path:
        """Where the store's private key lies."""
        return default_key_file(self.config, self.store)

    @property
    def signed(self) -> bool:
        """Whether the store has a key."""
        return "key_add" in self.done

    def snapshot(self) -> Snapshot:
        """Return what lies in the workspace now."""
        return snapshot(self.root, self.config)

    def state(self, city: str) -> CityState:
        """Return what a city's entries add up to."""
        return read_case(self.workspace, city).state

    def contents(self, city: str) -> tuple[bytes, ...]:
        """Return a city's entries."""
        return read_history(self.workspace, city).contents

    def act(
        self,
        name: str,
        do: Callable[[Workspace], object],
        *,
        who: str = "",
        desk: Workspace | None = None,
        beside: str = "",
    ) -> Any:
        """Do something in somebody's name, and look at what it did to the store.

        Either the entries of this act are there and nothing else has changed, or nothing has.

        Args:
            name: The act.
            do: Does it in the workspace that it is given.
            who: The registered person, or ``""``.
            desk: Another desk than the one at which somebody sits.
            beside: An act that somebody else does meanwhile.

        Returns:
            What was returned, or the refusal.
        """
        at = desk or self.workspace
        before = self.snapshot()
        at.actor_name = who
        outcome: object
        try:
            outcome = do(at)
        except SmartflowError as refusal:
            outcome = refusal
        finally:
            at.actor_name = ""
        if isinstance(outcome, SmartflowError):
            assert (outcome.exit_code in {1, 2}, outcome.hint is None) == (True, False), outcome
            assert self.snapshot() == before
            self.refused.add(outcome.code)
            return outcome
        new = [entry["act"] for entry in added(before, self.snapshot())]
        expected = {name, "city_register"} if name == "city_add" else {name, beside}
        assert set(new) <= expected
        self.done.update(new)
        return outcome
