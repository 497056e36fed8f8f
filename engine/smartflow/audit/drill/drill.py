"""``audit drill``: attack a copy of the store in every known way, and see what is caught.

An auditor who has never seen an alarm does not know that there is one. The drill copies the store
to a folder of its own, keeps that moment's checkpoints outside the copy, attacks one copy after the
other (:mod:`.drill_attacks`), and runs ``audit verify`` on each: with what lies in the store alone,
and with the checkpoints that were kept outside. The store itself is only read.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.drill.attacks import ATTACKS, Attack, Impossible, Target
from smartflow.audit.drill.store import DrillStore
from smartflow.audit.verify.verify import verify
from smartflow.casework.cities import store_log
from smartflow.casework.signing import find_signer
from smartflow.casework.workspace import Configuration, Workspace
from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history.finding import Finding
from smartflow.language import Text
from smartflow.ledger.keys import read_keys, store_of
from smartflow.ledger.store_copy import copy_store
from smartflow.store.sqlite.adapter import open_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.audit.verify.verification import Verification
    from smartflow.store.protocol import Reading

__all__ = ["Drill", "DrilledAttack", "NothingToDrill", "UnsoundBeforeDrill", "drill"]

_LEAST = 4
"""A log needs as many entries for every attack to have something to do."""

_DATABASE = Configuration().database


class NothingToDrill(BadInput):
    """The store has no log that is long enough to be attacked."""

    code = "nothing-to-drill"
    says = Text(
        id="Latihan memerlukan kota dengan sedikitnya {least} entri.",
        en="A drill needs a city with at least {least} entries.",
    )
    next_step = Text(
        id="Coba pada contoh: smartflow demo, lalu smartflow --workspace smartflow-demo audit"
        " drill",
        en="Try the example: smartflow demo, then smartflow --workspace smartflow-demo audit drill",
    )


class UnsoundBeforeDrill(IntegrityFailure):
    """The history is not whole as it is, so that a drill would show nothing."""

    code = "unsound-before-drill"
    says = Text(
        id="Riwayat ini tidak utuh sebelum latihan dimulai: {found}.",
        en="This history is not whole before the drill begins: {found}.",
    )
    next_step = Text(
        id="Periksa dulu: smartflow audit verify",
        en="Look first: smartflow audit verify",
    )


class DrilledAttack(msgspec.Struct, frozen=True):
    """What became of one attack.

    Attributes:
        key: The attack's key.
        title: What was done.
        by: ``file`` for whoever has the files, ``key`` for whoever has the store's key as well.
        inside: What ``audit verify`` found with the store alone.
        outside: What it found with the checkpoints that were kept outside.
        not_tried: Why it was not tried, if it was not.
    """

    key: str
    title: Text
    by: str
    inside: tuple[Finding, ...] = ()
    outside: tuple[Finding, ...] = ()
    not_tried: Text | None = None

    @property
    def caught(self) -> bool:
        """Whether it was caught, one way or the other."""
        return bool(self.inside or self.outside)

    @property
    def needs_outside(self) -> bool:
        """Whether only a checkpoint that was kept outside shows it."""
        return bool(self.outside) and not self.inside


class Drill(msgspec.Struct, frozen=True):
    """One drill.

    Attributes:
        log: The log that was attacked.
        entries: How many entries it had.
        attacks: What became of each attack, in the order of the list.
    """

    log: str
    entries: int
    attacks: tuple[DrilledAttack, ...]

    @property
    def all_caught(self) -> bool:
        """Whether every attack that was tried was caught."""
        return all(one.caught for one in self.attacks if one.not_tried is None)


def drill(workspace: Workspace, told: Callable[[str], None] | None = None) -> Drill:
    """Attack copies of the store of a workspace.

    Args:
        workspace: Where; it is only read.
        told: Called with the title's key before each attack, to show progress.

    Raises:
        NothingToDrill: no log has entries enough.
        UnsoundBeforeDrill: the history is not whole, or not signed, before any attack.
        BadKeyFile: the key's file cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="smartflow-drill-") as name:
        folder = Path(name)
        original = folder / "original"
        _copy(workspace, original)
        copied = _open(original, workspace)
        try:
            target = _target(copied, workspace)
            kept = _keep_outside(copied, folder / "kept.txt")
            _require_sound(verify(copied, against=(kept,), every=True))
        finally:
            copied.close()
        attacks = []
        for attack in ATTACKS:
            if told is not None:
                told(attack.key)
            attacks.append(_try(attack, target, original, folder / attack.key, kept, workspace))
        return Drill(target.log, target.entries, tuple(attacks))


def _try(  # noqa: PLR0913  one attack and where it happens
    attack: Attack,
    target: Target,
    original: Path,
    folder: Path,
    kept: Path,
    workspace: Workspace,
) -> DrilledAttack:
    """Attack a fresh copy, and verify it twice."""
    shutil.copytree(original, folder)
    try:
        with DrillStore(folder / _DATABASE, folder / workspace.log_file.name) as store:
            attack.run(store, target)
    except Impossible as why:
        return DrilledAttack(attack.key, attack.title, attack.by, not_tried=why.why)
    attacked = _open(folder, workspace)
    try:
        inside = verify(attacked, every=True)
        outside = verify(attacked, against=(kept,), every=True)
    finally:
        attacked.close()
        shutil.rmtree(folder)
    return DrilledAttack(attack.key, attack.title, attack.by, inside.findings, outside.findings)


def _copy(workspace: Workspace, folder: Path) -> None:
    """Copy the store as of one moment, whoever writes meanwhile, and the log file."""
    folder.mkdir()
    if workspace.store.facts().kind == "sqlite":
        _copy_file(workspace.root / workspace.configuration.database, folder / _DATABASE)
    else:
        _copy_rows(workspace, folder / _DATABASE)
    if workspace.log_file.exists():
        shutil.copy(workspace.log_file, folder / workspace.log_file.name)


def _copy_file(path: Path, target: Path) -> None:
    """Copy a database with whatever may be wrong in it."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copied:
        source.backup(copied)


def _copy_rows(workspace: Workspace, target: Path) -> None:
    """Copy a store that lies on a server into a file, where it can be attacked."""
    with (
        closing(open_sqlite(target, create=True)) as copied,
        workspace.store.read() as reading,
        copied.write(workspace.register(reading).own) as writing,
    ):
        copy_store(reading, writing)


def _open(folder: Path, workspace: Workspace) -> Workspace:
    return Workspace(folder, Configuration(), open_sqlite(folder / _DATABASE), workspace.clock)


def _target(copied: Workspace, workspace: Workspace) -> Target:
    """Choose the longest log of a city that this office writes, and find the key, if it is here."""
    with copied.store.read() as reading:
        own = store_log(reading)
        belonging = [log for log in reading.logs() if log != own and store_of(log) == own]
        lengths = {log: _length(reading, log) for log in belonging}
        keys = read_keys(reading, own)
    log = max(sorted(lengths), key=lambda one: lengths[one], default="")
    if lengths.get(log, 0) < _LEAST:
        raise NothingToDrill(least=_LEAST)
    file = workspace.key_file(own)
    signer = find_signer(file, keys.current) if keys.current is not None else None
    return Target(own, log, lengths[log], signer)


def _length(reading: Reading, log: str) -> int:
    head = reading.head(log)
    return head.seq if head is not None else 0


def _keep_outside(copied: Workspace, path: Path) -> Path:
    """Write the newest checkpoint of every log to a file outside the copy."""
    with copied.store.read() as reading:
        newest = [reading.checkpoint(log) for log in reading.logs()]
    path.write_bytes(b"\n".join(one[1] for one in newest if one is not None))
    return path


def _require_sound(verification: Verification) -> None:
    if not verification.findings:
        return
    found = verification.findings[0].message
    raise UnsoundBeforeDrill(found=found)
