"""The stage history log held against the store: two copies that must tell the same.

A chain does not show that its newest entry was rewritten, nor that its tail was cut: nothing that
comes after vouches for it. The log file holds every entry's leaf hash, so it shows both, unless
somebody changed the two alike. What is missing in the file means nothing (a crash between commit
and line; the next act completes it); what the file has and the store has not, or has otherwise,
means that one of them was changed.

Knows no store: entries are given to it. Imports nothing of the model and no structlog.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.history.entries.chain import leaf_hash
from smartflow.history.entries.regular_file import read_from
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "LogFileDiffers",
    "LogFileStanding",
    "LogLine",
    "compare_log_file",
    "compare_newest",
    "newest_lines",
]

_TAIL = 1 << 16
"""How many bytes at the end of the file are looked at by every command."""

_BLOCK = 1 << 16
"""How many bytes of the file are read at once where all of it is."""


class LogFileDiffers(IntegrityFailure):
    """The stage history log and the store do not tell the same of an entry.

    Attributes:
        log: The log's name.
        position: The number of the entry.
    """

    code = "log-file-differs"
    says = Text(
        id="Penyimpanan dan {name} tidak sama: catatan nomor {position} dari {log} {subject}.",
        en="The store and {name} differ: entry {position} of {log} {subject}.",
    )
    next_step = Text(
        id="Simpan salinan kedua berkas sebagai bukti dan cari tahu sebabnya. Bila penyimpanan"
        " dipulihkan dari cadangan, pindahkan {name} ke tempat lain; tindakan berikutnya"
        " menulisnya kembali.",
        en="Keep a copy of both files as evidence and find out why. If the store was restored from"
        " a backup, move {name} elsewhere; the next act writes it anew.",
    )

    def __init__(self, name: str, log: str, position: int, *, held: bool) -> None:
        what = (
            Text(
                id="berbunyi lain di keduanya",
                en="reads otherwise in the two",
            )
            if held
            else Text(
                id=f"ada di {name}, tetapi tidak ada di penyimpanan",
                en=f"stands in {name} and not in the store",
            )
        )
        super().__init__(name=name, position=position, log=log, subject=what)
        self.log = log
        self.position = position


class LogLine(msgspec.Struct, frozen=True):
    """What a line of the log file says of one entry.

    Attributes:
        log: The log's name.
        seq: The entry's number.
        leaf: The entry's leaf hash, lower-case hex.
    """

    log: str
    seq: int
    leaf: str


class LogFileStanding(msgspec.Struct, frozen=True):
    """How the whole log file stands to the store.

    Attributes:
        lines: How many of the store's entries it holds.
        missing: How many it lacks.
        strange: How many lines are no entry of this store.
        differs: The first entry that it holds and the store has not, or has otherwise.
    """

    lines: int
    missing: int
    strange: int
    differs: LogFileDiffers | None


_DECODER = msgspec.json.Decoder(LogLine)
_LEAF: Final = b',"leaf":"'
_PREV: Final = b'","prev":"'
_HEX: Final = 64
_LEAF_END: Final = len(_LEAF) + _HEX
_SHA256: Final = hashlib.sha256


def newest_lines(path: Path) -> tuple[LogLine, ...]:
    """Return the whole lines at the end of the log file; none when it cannot be read.

    Call this before the store is read: what the file holds then was committed before.
    """
    try:
        with read_from(path) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            lines = file.read().split(b"\n")
    except OSError:
        return ()
    whole = lines[:-1] if size <= _TAIL else lines[1:-1]
    return tuple(line for line in map(_line, whole) if line is not None)


def compare_newest(
    name: str, lines: Iterable[LogLine], own: str, entries: Callable[[str, int], Iterable[bytes]]
) -> None:
    """Hold the newest lines of the log file against the store.

    Args:
        name: The file's name.
        lines: What :func:`newest_lines` returned.
        own: The name of the store log; lines of other stores are passed over.
        entries: Yields the bytes of the entries of a log after a number.

    Raises:
        LogFileDiffers: naming the first entry on which they differ.
    """
    by_log: dict[str, dict[int, str]] = {}
    for line in lines:
        if _belongs(line.log, own):
            by_log.setdefault(line.log, {})[line.seq] = line.leaf
    for log, leaves in by_log.items():
        first = max(1, min(leaves))
        held = {n: leaf_hash(content) for n, content in enumerate(entries(log, first - 1), first)}
        for seq in sorted(leaves):
            if held.get(seq) != leaves[seq]:
                raise LogFileDiffers(name, log, seq, held=seq in held)


def compare_log_file(
    path: Path,
    own: str,
    counts: Mapping[str, int],
    leaf_at: Callable[[str, int], str | None],
    only: Container[str] | None = None,
) -> LogFileStanding:
    """Hold the whole log file against the store, in flat memory.

    A line's leaf is computed from its text. Lines that follow one another by number and ``prev``
    vouch for each other, so that of such a run only the last one is looked up in the store: if it
    is the store's, its ``prev`` is too, and so on back to the first.

    Args:
        path: The file.
        own: The name of the store log.
        counts: How many entries every log of the store has, by its name; copies of the logs of
            other stores are passed over.
        leaf_at: Returns the leaf hash of the store's entry of a log with a number, if it has one.
        only: The logs to look at; by default all.

    Returns:
        How it stands; nothing is raised for a difference, for this is a report.

    Raises:
        OSError: the file is there and cannot be read.
    """
    runs = _Runs(own, leaf_at, only)
    for contents in _blocks(path):
        runs.take(contents)
    differs = None if runs.are_whole() else _first_difference(path, own, leaf_at, only)
    looked_at = (
        count
        for log, count in counts.items()
        if _belongs(log, own) and (only is None or log in only)
    )
    missing = max(0, sum(looked_at) - runs.lines)
    return LogFileStanding(runs.lines, missing, runs.strange, differs)


class _Told(NamedTuple):
    """A line of the file: what it says of its place, and the leaf hash of what it says at all."""

    log: str
    seq: int
    leaf: str


class _Run:
    """Lines of one log that follow one another.

    Args:
        log: The log.
    """

    def __init__(self, log: str) -> None:
        self.top = 0
        self.seq = 0
        self.leaf = ""
        name = msgspec.json.encode(log)
        self.marker = b'","log":' + name + b',"occurred":"'
        self.prev_at = _LEAF_END + len(self.marker) + len("2023-07-05") + len(_PREV)

    def follow(self, contents: Sequence[bytes]) -> int:
        """Go on with those first lines that are the next ones, all or none; return their number.

        Only canonical lines are taken: everything has its place in them. What is looked at here
        need not be an entry; the last line of a run is the store's, and so is the ``prev`` that it
        holds, which is the leaf hash of the line before, and so on.
        """
        places: list[int] = []
        for content in contents:
            at = content.rfind(_LEAF)
            if not content.startswith(self.marker, at + _LEAF_END):
                break
            places.append(at)
        own = list(zip(contents, places, strict=False))
        leaves = [_leaf(content, at) for content, at in own]
        told = b"".join([content[at + len(_LEAF) : at + _LEAF_END] for content, at in own])
        start, end = self.prev_at - len(_PREV), self.prev_at + _HEX
        prevs = _PREV.join([b"", *(one.encode() for one in (self.leaf, *leaves[:-1]))])
        links = b"".join([content[at + start : at + end] for content, at in own])
        if not own or told != "".join(leaves).encode() or links != prevs:
            return 0
        self.seq, self.leaf = self.seq + len(own), leaves[-1]
        return len(own)


class _Runs:
    """All runs of a log file.

    Args:
        own: The name of the store log.
        leaf_at: Looks a leaf hash up in the store.
        only: The logs to look at; None looks at all.

    Attributes:
        lines: How many lines are of entries that did not come before.
        strange: How many are none of this store.
    """

    def __init__(
        self,
        own: str,
        leaf_at: Callable[[str, int], str | None],
        only: Container[str] | None,
    ) -> None:
        self.lines = 0
        self.strange = 0
        self._own = own
        self._leaf_at = leaf_at
        self._only = only
        self._runs: dict[str, _Run] = {}
        self._last: _Run | None = None
        self._whole = True

    def take(self, contents: Sequence[bytes]) -> None:
        """Take the next lines of the file."""
        start = 0
        while start < len(contents):
            run = self._last
            followed = run.follow(contents[start:]) if run is not None else 0
            if run is not None and followed:
                self._count(run, followed)
                start += followed
            else:
                self._take_one(contents[start])
                start += 1

    def _take_one(self, content: bytes) -> None:
        line = _told(content)
        if line is None or not _belongs(line.log, self._own):
            self.strange += bool(content.strip())
            return
        if self._only is not None and line.log not in self._only:
            return
        self._last = run = self._runs.setdefault(line.log, _Run(line.log))
        if not run.follow((content,)):
            self._close(line.log, run)
            run.seq, run.leaf = line.seq, line.leaf
        self._count(run, 1)

    def are_whole(self) -> bool:
        """Say whether the last line of every run is what the store has."""
        for log, run in self._runs.items():
            self._close(log, run)
        return self._whole

    def _close(self, log: str, run: _Run) -> None:
        if run.seq:
            self._whole = self._whole and self._leaf_at(log, run.seq) == run.leaf

    def _count(self, run: _Run, lines: int) -> None:
        self.lines += max(0, run.seq - max(run.top, run.seq - lines))
        run.top = max(run.top, run.seq)


def _first_difference(
    path: Path,
    own: str,
    leaf_at: Callable[[str, int], str | None],
    only: Container[str] | None,
) -> LogFileDiffers | None:
    """Return the first line that the store has not, or has otherwise; each is looked up."""
    for line in _told_lines(path):
        if line is None or not _belongs(line.log, own):
            continue
        if only is not None and line.log not in only:
            continue
        held = leaf_at(line.log, line.seq)
        if held != line.leaf:
            return LogFileDiffers(path.name, line.log, line.seq, held=held is not None)
    return None


def _told_lines(path: Path) -> Iterator[_Told | None]:
    """Yield what each line tells; None for one that is no entry."""
    for contents in _blocks(path):
        yield from map(_told, filter(bytes.strip, contents))


def _blocks(path: Path) -> Iterator[list[bytes]]:
    """Yield the lines of the file, some at once; one that is not there has none."""
    if not path.exists():
        return
    with read_from(path) as file:
        while contents := file.readlines(_BLOCK):
            if not contents[-1].endswith(b"\n"):
                contents[-1] += b"\n"
            yield contents


def _told(content: bytes) -> _Told | None:
    try:
        line = _DECODER.decode(content)
    except (ValueError, RecursionError):
        return None
    leaf = _leaf(content, content.rfind(_LEAF))
    return _Told(line.log, line.seq, leaf if leaf == line.leaf else "")


def _leaf(content: bytes, at: int) -> str:
    """Return the leaf hash of a line's entry: of what stands around the leaf hash that it tells.

    In canonical order ``leaf`` stands before ``log``, behind everything that may hold its like.
    """
    rest = content[at + _LEAF_END + 1 : -1]
    return _SHA256(b"\x00" + content[:at] + rest).hexdigest()


def _line(content: bytes) -> LogLine | None:
    try:
        return _DECODER.decode(content)
    except ValueError:
        return None


def _belongs(log: str, own: str) -> bool:
    return log == own or log.startswith(f"{own}/")
