"""What is fuzzed: each target has inputs to begin with, and says what must hold of every other one.

A target's ``check`` returns what happened in a word, and raises whatever must never happen: an
exception that is not SmartFlow's own, or a history that was changed and passes.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import mutation
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from smartflow.audit.verify.verify import verify as verify_store
from smartflow.casework.casework import Draft, perform
from smartflow.casework.cities import store_log
from smartflow.casework.workspace import Configuration, Workspace, open_workspace
from smartflow.clock import FixedClock
from smartflow.errors import SmartflowError
from smartflow.history import verify as standalone
from smartflow.history.seals.checkpoint import open_checkpoint
from smartflow.history.seals.checkpoint_file import read_checkpoint_file
from smartflow.history.ssh.key import parse_public_key
from smartflow.history.ssh.signature import read_ssh_signature, sign_with_ssh_key
from smartflow.journey.register.city_add import city_add
from smartflow.ledger.keys import read_keys
from smartflow.model import City, Person
from smartflow.offices.storage.init import init
from smartflow.store.sqlite.adapter import open_sqlite
from smartflow.workbook import read_workbook, write_template
from smartflow.workbook.writing.plan import WorkbookPlan

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

__all__ = ["Slipped", "Target", "make_targets"]

CLOCK = FixedClock(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
CITY = City("kota", "Kota Contoh", "kota", "13.73", "Provinsi")
PEOPLE = ("Ani", "Budi", "Cici", "Dedi", "Eka", "Fajar")
WRONG, UNUSABLE = 4, 2


class Slipped(Exception):
    """A history that was changed has passed."""


class Target(Protocol):
    """Something that reads what it is given.

    Attributes:
        name: Its name on the command line.
        seeds: Good inputs, from which the others are made.
    """

    name: str
    seeds: tuple[bytes, ...]

    def damage(self, random: Random, content: bytes) -> bytes:
        """Return a damaged input."""
        ...

    def check(self, content: bytes) -> str:
        """Read an input; return what happened.

        Raises:
            Exception: what must never happen has happened.
        """
        ...


class History:
    """A small signed history, exported, as the targets about histories begin with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        init(folder / "kerja", clock=CLOCK, language="id", config_folder=folder / "rumah")
        workspace = open_workspace(folder / "kerja", clock=CLOCK, config_folder=folder / "rumah")
        city_add(workspace, CITY, "masterplan")
        for name in PEOPLE:
            person = Person(name, ("team",), "Anggota")
            draft = Draft("person_add", {"person": person}, reason=f"SK {name} \u2014 1\u20442")
            perform(workspace, "kota", lambda _, one=draft: one)
        with workspace.store.read() as reading:
            self.logs = {log: list(reading.entries(log)) for log in reading.logs()}
            self.keys = read_keys(reading, store_log(reading)).all
            newest = [reading.checkpoint(log) for log in reading.logs()]
        workspace.close()
        self.log_file = (folder / "kerja" / "history.jsonl").read_bytes()
        self.database = (folder / "kerja" / "smartflow.db").read_bytes()
        self.notes = b"\n".join(note for _, note in filter(None, newest))


class ExportedLog:
    """The standalone verifier on an exported log: what was changed never passes."""

    name = "log"

    def __init__(self, history: History) -> None:
        self._path = history.folder / "log.jsonl"
        self._notes = history.folder / "notes.txt"
        self._notes.write_bytes(history.notes)
        self._words = [word for key in history.keys for word in ("--key", key.encode())]
        self.seeds = (history.log_file,)
        self._by_log = _lines_by_log(history.log_file)

    def damage(self, random: Random, content: bytes) -> bytes:
        """Return a damaged log file."""
        return mutation.mutate(random, content)

    def check(self, content: bytes) -> str:
        """Verify a log file against the checkpoints of the good one."""
        self._path.write_bytes(content)
        words = [str(self._path), *self._words, "--checkpoint", str(self._notes)]
        code = _quietly(lambda: standalone.main(words))
        if code == 0 and _lines_by_log(content) != self._by_log:
            raise Slipped
        return _told(code)


class CheckpointFile:
    """Checkpoints that came by mail: nothing in them stops a reader, and none is believed."""

    name = "checkpoint"

    def __init__(self, history: History) -> None:
        self._history = history
        self._log = history.folder / "good.jsonl"
        self._log.write_bytes(history.log_file)
        self._path = history.folder / "mailed.txt"
        self._words = [word for key in history.keys for word in ("--key", key.encode())]
        self.seeds = (history.notes,)

    def damage(self, random: Random, content: bytes) -> bytes:
        """Return a damaged file of checkpoints."""
        return mutation.mutate(random, content)

    def check(self, content: bytes) -> str:
        """Read a file of checkpoints in three ways, one of them the verifier's."""
        told = "read"
        try:
            for block in read_checkpoint_file(content).blocks:
                open_checkpoint(block.note, self._history.keys)
        except SmartflowError:
            told = "refused"
        self._path.write_bytes(content)
        words = [str(self._log), *self._words, "--against", str(self._path)]
        _told(_quietly(lambda: standalone.main(words)))
        return told


class StoreFile:
    """``audit verify`` on a damaged database: what was changed never passes, nothing crashes."""

    name = "store"

    def __init__(self, history: History) -> None:
        self._history = history
        self._root = history.folder / "attacked"
        self._root.mkdir()
        self.seeds = (history.database,)

    def damage(self, random: Random, content: bytes) -> bytes:
        """Return a damaged database of the same size: a page that was written wrongly."""
        damaged = bytearray(content)
        for _ in range(random.randint(1, 4)):
            at = random.randrange(len(damaged))
            piece = random.choice((random.randbytes(1), random.randbytes(16), b"\0" * 64))
            damaged[at : at + len(piece)] = piece
        return bytes(damaged[: len(content)])

    def check(self, content: bytes) -> str:
        """Verify a database."""
        path = self._root / "smartflow.db"
        path.write_bytes(content)
        try:
            store = open_sqlite(path)
        except SmartflowError:
            return "refused"
        workspace = Workspace(self._root, Configuration(), store, CLOCK)
        try:
            found = verify_store(workspace, every=True).findings
            if found:
                return found[0].kind.value
            with store.read() as reading:
                kept = {log: list(reading.entries(log)) for log in reading.logs()}
        except SmartflowError:
            return "refused"
        finally:
            workspace.close()
        if kept != self._history.logs:
            raise Slipped
        return "whole"


class WorkbookFile:
    """The workbook reader: any file is read or refused."""

    name = "workbook"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        made = _workbook_conftest()
        self._expected = made.EXPECTED
        template = folder / "DINKES.xlsx"
        plan = WorkbookPlan(
            city=made.CITY,
            filler="DINKES",
            filler_title="Dinas Kesehatan",
            worksheets=(made.FORM, made.SWOT),
            dimensions=made.DIMENSIONS,
            agencies=made.AGENCIES,
        )
        write_template(template, plan)
        headings = [column.title.id for column in made.FORM.columns]
        cells: list[object] = ["living", "Stunting", 14.2, 2024, 1_500_000, "12/03/2024", "S1; W2"]
        table = ";".join(headings) + "\n" + ";".join(map(str, cells)) + "\n"
        # The conftest's makers are fixtures; what they wrap is called directly.
        ods = made.ods.__wrapped__(folder)({"Analisis Isu Daerah": [headings, cells]})
        grid = {(0, at): one for at, one in enumerate(headings)}
        grid |= {(1, at): one for at, one in enumerate(cells)}
        xls = made.ole({"Workbook": made.biff("Analisis Isu Daerah", grid)})
        self.seeds = (template.read_bytes(), table.encode(), ods.read_bytes(), xls)

    def damage(self, random: Random, content: bytes) -> bytes:
        """Return a damaged file, most often with one part of it damaged."""
        return mutation.mutate_part(random, content, self.seeds)

    def check(self, content: bytes) -> str:
        """Read a file under each of the names that it could have."""
        suffix = ".csv"
        if content.startswith(b"PK"):
            suffix = ".ods" if b"opendocument" in content[:200] else ".xlsx"
        elif content.startswith(b"\xd0\xcf"):
            suffix = ".xls"
        path = self._folder / f"DINKES-isian{suffix}"
        path.write_bytes(content)
        try:
            read_workbook(path, self._expected)
        except SmartflowError:
            return "refused"
        return "read"


class SshSignature:
    """What an official pastes: a public key, an armored signature."""

    name = "ssh"

    def __init__(self) -> None:
        secret = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
        private = secret.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
        public = secret.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
        signature = sign_with_ssh_key(b"Setuju", private)
        self.seeds = (signature.encode(), public + b" Ani\n")

    def damage(self, random: Random, content: bytes) -> bytes:
        """Return a damaged key or signature."""
        return mutation.mutate(random, content, self.seeds)

    def check(self, content: bytes) -> str:
        """Read it as a key and as a signature."""
        text = content.decode("utf-8", "replace")
        readers: tuple[Callable[[str], object], ...] = (read_ssh_signature, parse_public_key)
        for read in readers:
            with contextlib.suppress(SmartflowError):
                read(text)
                return "read"
        return "refused"


def make_targets(folder: Path) -> dict[str, Target]:
    """Return all targets by name; what they need is made in ``folder``."""
    history = History(folder)
    targets: tuple[Target, ...] = (
        ExportedLog(history),
        CheckpointFile(history),
        StoreFile(history),
        WorkbookFile(folder),
        SshSignature(),
    )
    return {target.name: target for target in targets}


def _lines_by_log(content: bytes) -> dict[str, list[bytes]]:
    """Return a log file's lines by the history they belong to: their order between them is free."""
    by_log: dict[str, list[bytes]] = {}
    for line in content.split(b"\n"):
        if line:
            by_log.setdefault(json.loads(line)["log"], []).append(line)
    return by_log


def _quietly(run: Callable[[], int]) -> int:
    """Return an exit code; what is printed must be printable, and is not shown."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run()
    for line in out.getvalue().splitlines():
        if not line.isprintable():
            raise ValueError(line)
    return code


def _told(code: int) -> str:
    words = {0: "whole", WRONG: "not whole", UNUSABLE: "unusable"}
    return words[code]


def _workbook_conftest() -> Any:
    """Load the makers of odd files that the tests of the workbook room share."""
    path = Path(__file__).parent.parent / "workbook" / "conftest.py"
    spec = importlib.util.spec_from_file_location("workbook_makers", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
