"""Checkpoints kept outside, as somebody brings them: read from files, held against a store's keys.

A file may hold one note or many, and of several stores. Its notes count if a key of this store has
signed them; what a file says of another store is told, and no fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.errors import BadInput
from smartflow.history.finding import Finding, Kind
from smartflow.history.seals.checkpoint_file import MalformedCheckpointFile, read_checkpoint_file
from smartflow.history.seals.judgement import Vouch
from smartflow.language import Text
from smartflow.ledger.keys import store_of
from smartflow.ledger.note_examination import examine_note

if TYPE_CHECKING:
    from smartflow.history.seals.note_key import VerifierKey

__all__ = ["OutsideFile", "OutsideFileUnreadable", "OutsideNotes", "judge_outside", "read_outside"]


class OutsideFileUnreadable(BadInput):
    """A file with checkpoints cannot be read."""

    code = "outside-file-unreadable"
    says = Text(
        id="Berkas {path} tidak dapat dibaca ({cause}).",
        en="The file {path} cannot be read ({cause}).",
    )
    next_step = Text(
        id="Periksa nama dan izin berkas itu, lalu ulangi perintah.",
        en="Check the name of the file and who may read it, then repeat the command.",
    )


class OutsideFile(msgspec.Struct, frozen=True):
    """A file that somebody brought.

    Attributes:
        name: Its name.
        notes: Each note with the log that it names; none if the file holds something else.
    """

    name: str
    notes: tuple[tuple[str, bytes], ...]


class OutsideNotes(msgspec.Struct, frozen=True):
    """What the files say of this store.

    Attributes:
        vouches: What counts, by log.
        findings: What is wrong with the files.
        foreign: The logs of other stores that they name.
    """

    vouches: dict[str, list[Vouch]]
    findings: tuple[Finding, ...]
    foreign: tuple[str, ...]


def read_outside(paths: Iterable[Path]) -> tuple[OutsideFile, ...]:
    """Read the files that were named with ``--against``.

    Raises:
        OutsideFileUnreadable: the computer does not let one be read.
    """
    return tuple(map(_read, paths))


def _read(path: Path) -> OutsideFile:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OutsideFileUnreadable(path=path, cause=error.strerror) from error
    try:
        blocks = read_checkpoint_file(content).blocks
    except MalformedCheckpointFile:
        return OutsideFile(path.name, ())
    return OutsideFile(path.name, tuple((one.checkpoint.origin, one.note) for one in blocks))


def judge_outside(
    files: Iterable[OutsideFile], own: str, keys: Sequence[VerifierKey]
) -> OutsideNotes:
    """Say which notes count, and what is wrong with the others.

    Args:
        files: The files.
        own: The name of the store log.
        keys: The keys of the store, the oldest first.
    """
    vouches: defaultdict[str, list[Vouch]] = defaultdict(list)
    findings: list[Finding] = []
    foreign: set[str] = set()
    for file in files:
        if not file.notes:
            findings.append(Finding(Kind.NO_CHECKPOINT, where=file.name))
        for origin, content in dict.fromkeys(file.notes):
            if store_of(origin) != own:
                foreign.add(origin)
                continue
            note = examine_note(content, keys)
            if note.checkpoint is None:
                findings.append(Finding(note.kind or Kind.MALFORMED, origin, where=file.name))
            elif note.checkpoint.size:
                one = Vouch(note.checkpoint.size, note.checkpoint.root, file.name, outside=True)
                vouches[origin].append(one)
    return OutsideNotes(dict(vouches), tuple(findings), tuple(sorted(foreign)))
