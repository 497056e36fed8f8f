"""Every file that a history names: what it is, its digest, and whether the store still holds it.

A digest is only of use to whoever can hold it beside a file. So each is told with what it stands
for, and with whether 16 random bytes stand before the content (personal data).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.history.acts import (
    Act,
    Attend,
    CityAdd,
    Decide,
    Erase,
    Filing,
    RecordDocument,
    SignOffAnswer,
    WorkflowMigrate,
    readable_act,
)
from smartflow.history.entries.blob import AlteredBlob
from smartflow.language import Text
from smartflow.ledger.erased import erased_digests

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.store.protocol import Reading

__all__ = ["STATES", "FileState", "NamedFile", "named_files"]

FileState = Literal["held", "erased", "missing", "altered"]

STATES: dict[str, Text] = {
    "held": Text(id="tersimpan utuh", en="kept, whole"),
    "erased": Text(id="dihapus dengan sengaja", en="erased on purpose"),
    "missing": Text(id="TIDAK ADA", en="MISSING"),
    "altered": Text(id="BERUBAH", en="ALTERED"),
}

_KINDS: dict[str, tuple[Text, bool]] = {
    "workflow": (Text(id="alur kerja", en="workflow"), False),
    "file": (Text(id="berkas", en="file"), False),
    "rows": (Text(id="isi kertas kerja", en="rows of a worksheet"), True),
    "source": (Text(id="bukti asal (foto/surat)", en="source (photo, letter)"), True),
    "list": (Text(id="daftar hadir", en="attendance list"), True),
    "verdict": (Text(id="hasil pemeriksaan", en="verdict"), False),
    "dossier": (Text(id="daftar isi berkas", en="manifest of the dossier"), False),
    "statement": (Text(id="pernyataan yang ditandatangani", en="statement that was signed"), False),
    "signature": (Text(id="tanda tangan SSH", en="SSH signature"), False),
}
"""By key of a body: what its value is the digest of, and whether it is salted."""

_OF_BODY = ("file", "source", "list", "verdict", "dossier", "statement", "signature")

_SALTED_FILES = frozenset({"submit", "worksheet_entry", "consolidate"})


class NamedFile(msgspec.Struct, frozen=True):
    """A file that an entry names.

    Attributes:
        entry: The number of the entry.
        kind: The key of the body under which it stands, such as ``file``.
        what: What it is.
        name: The file's name, the worksheet's key, or what it is the paper of; ``""`` if unknown.
        digest: The sha256 of what is stored, hex.
        salted: Whether 16 random bytes stand before the content.
        state: Whether the store holds it.
        erased_by: The number of the entry that erased it, or 0.
    """

    entry: int
    kind: str
    what: Text
    name: str
    digest: str
    salted: bool
    state: FileState
    erased_by: int = 0


_DIGEST = re.compile(r"[0-9a-f]{64}")


def named_files(workspace: Workspace, entries: Sequence[Entry]) -> tuple[NamedFile, ...]:
    """Return every file that a history names, in the order of the entries.

    Args:
        workspace: Where.
        entries: The whole history.
    """
    erased = erased_digests(entries)
    with workspace.store.read() as reading:
        return tuple(
            _named(reading, entry, kind, name, digest, erased.get(digest, 0))
            for entry in entries
            for kind, name, digest in _digests(entry)
        )


def _digests(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield key, name and digest of every file in an entry."""
    act = readable_act(entry)
    if isinstance(act, CityAdd | WorkflowMigrate):
        yield from _one("workflow", act.workflow.key, act.workflow.digest)
    if isinstance(act, Erase):
        return
    # By key and not by act: an act of a newer version names its files all the same.
    for kind in _OF_BODY:
        yield from _one(kind, _name(act) if kind in ("file", "list") else "", entry.body.get(kind))
    if isinstance(act, Filing):
        for sheet in act.worksheets:
            yield from _one("rows", sheet.worksheet, sheet.rows)


def _name(act: Act) -> str:
    """Return what a file is called: its own name, or what it is the paper of."""
    if isinstance(act, Filing):
        return act.file_name
    if isinstance(act, RecordDocument):
        return act.kind
    if isinstance(act, Decide):
        return act.number
    if isinstance(act, SignOffAnswer):
        return act.person
    return act.session if isinstance(act, Attend) else ""


def _one(kind: str, name: str, digest: object) -> Iterator[tuple[str, str, str]]:
    if isinstance(digest, str) and _DIGEST.fullmatch(digest):
        yield kind, name, digest


def _named(  # noqa: PLR0913  the facts of one file
    reading: Reading, entry: Entry, kind: str, name: str, digest: str, erased_by: int
) -> NamedFile:
    what, salted = _KINDS[kind]
    salted = salted or (kind == "file" and entry.act in _SALTED_FILES)
    state = _state(reading, digest, erased=bool(erased_by))
    return NamedFile(entry.seq, kind, what, name, digest, salted, state, erased_by)


def _state(reading: Reading, digest: str, *, erased: bool) -> FileState:
    try:
        if reading.blob(digest) is not None:
            return "held"
    except AlteredBlob:
        return "altered"
    return "erased" if erased else "missing"
