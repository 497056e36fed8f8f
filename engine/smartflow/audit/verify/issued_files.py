"""Files that somebody holds, against the entries by which books became official.

A file is known by its digest alone: one changed letter, and no entry names it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from smartflow.errors import BadInput
from smartflow.history.acts import Issue, read_as, readable_act
from smartflow.history.entries.entry import Entry
from smartflow.history.finding import Finding, Kind
from smartflow.language import Text

__all__ = ["FileUnreadable", "HeldFile", "IssuedFile", "held_files", "issued_among", "not_issued"]


class FileUnreadable(BadInput):
    """A file that is to be held against the history cannot be read."""

    code = "file-unreadable"
    says = Text(
        id="Berkas {path} tidak dapat dibaca: {cause}.",
        en="The file {path} cannot be read: {cause}.",
    )
    next_step = Text(
        id="Salin berkasnya ke komputer ini, lalu jalankan perintah yang sama.",
        en="Copy the file to this computer, then run the same command.",
    )


class HeldFile(msgspec.Struct, frozen=True):
    """A file that somebody holds.

    Attributes:
        name: How it was named.
        digest: The sha256 of its bytes, hex.
    """

    name: str
    digest: str


class IssuedFile(msgspec.Struct, frozen=True):
    """A file that an entry made official.

    Attributes:
        file: The file.
        entry: The entry; its body names report, title, format and language.
        whole: Whether the history that holds the entry is whole; else it proves nothing.
        newer: The number of the newest entry that issued the same report later, or 0.
    """

    file: HeldFile
    entry: Entry
    whole: bool = True
    newer: int = 0

    @property
    def title(self) -> str:
        """What stands on its cover."""
        return read_as(self.entry, Issue).title


def held_files(paths: Sequence[Path]) -> tuple[HeldFile, ...]:
    """Return the digests of files.

    Raises:
        FileUnreadable: one cannot be read.
    """
    return tuple(_held(path) for path in paths)


def _held(path: Path) -> HeldFile:
    try:
        with path.open("rb") as file:
            return HeldFile(str(path), hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise FileUnreadable(path=path, cause=error.strerror) from error


def issued_among(
    files: Sequence[HeldFile], issued: Mapping[str, Entry], suspect: Collection[str]
) -> tuple[IssuedFile, ...]:
    """Return those of some files that became official.

    Args:
        files: What somebody holds.
        issued: The entries ``issue`` by the digests of their files.
        suspect: The names of the logs of which something is wrong.
    """
    newest = {_of(entry): entry.seq for entry in sorted(issued.values(), key=lambda one: one.seq)}
    return tuple(
        IssuedFile(one, entry, entry.log not in suspect, _later(newest[_of(entry)], entry.seq))
        for one in files
        if (entry := issued.get(one.digest)) is not None
    )


def _of(entry: Entry) -> tuple[str, str]:
    """Return which report an entry issued, and of which city."""
    return entry.log, act.report if isinstance(act := readable_act(entry), Issue) else ""


def _later(newest: int, own: int) -> int:
    return newest if newest > own else 0


def not_issued(files: Sequence[HeldFile], issued: Mapping[str, Entry]) -> Iterator[Finding]:
    """Yield a finding for each file that no entry names."""
    for one in files:
        if one.digest not in issued:
            yield Finding(Kind.NOT_ISSUED, where=one.name, detail=Text.same(one.digest))
