"""The stage history log held against the store: two copies that must tell the same.

A chain does not show that its newest entry was rewritten, nor that its tail was cut: nothing that
comes after vouches for it. The log file holds every entry's leaf hash, so it shows both, unless
somebody changed the two alike. What is missing in the file means nothing (a crash between commit
and line; the next act completes it); what the file has and the store has not, or has otherwise,
means that one of them was changed.

Knows no store: entries are given to it. Imports nothing of the model and no structlog.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.history.chain import leaf_hash
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
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


class LogFileDiffers(IntegrityFailure):
    """The stage history log and the store do not tell the same of an entry.

    Attributes:
        log: The log's name.
        position: The number of the entry.
    """

    code = "log-file-differs"

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
        super().__init__(
            Text(
                id=f"Penyimpanan dan {name} tidak sama: catatan nomor {position} dari {log}"
                f" {what.id}.",
                en=f"The store and {name} differ: entry {position} of {log} {what.en}.",
            ),
            Text(
                id="Simpan salinan kedua berkas sebagai bukti dan cari tahu sebabnya. Bila"
                f" penyimpanan dipulihkan dari cadangan, pindahkan {name} ke tempat lain; tindakan"
                " berikutnya menulisnya kembali.",
                en="Keep a copy of both files as evidence and find out why. If the store was"
                f" restored from a backup, move {name} elsewhere; the next act writes it anew.",
            ),
        )
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


def newest_lines(path: Path) -> tuple[LogLine, ...]:
    """Return the whole lines at the end of the log file; none when it cannot be read.

    Call this before the store is read: what the file holds then was committed before.
    """
    try:
        with path.open("rb") as file:
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
    path: Path, own: str, leaves: Mapping[str, tuple[str, ...]]
) -> LogFileStanding:
    """Hold the whole log file against the store.

    Args:
        path: The file.
        own: The name of the store log.
        leaves: The leaf hashes of every log of the store, by its name, in order.

    Returns:
        How it stands; nothing is raised for a difference, for this is a report.

    Raises:
        OSError: the file is there and cannot be read.
    """
    seen: set[tuple[str, int]] = set()
    strange = 0
    differs: LogFileDiffers | None = None
    for line in _every_line(path):
        if line is None or not _belongs(line.log, own):
            strange += 1
            continue
        held = leaves.get(line.log, ())
        stands = 1 <= line.seq <= len(held)
        if stands and held[line.seq - 1] == line.leaf:
            seen.add((line.log, line.seq))
        elif differs is None:
            differs = LogFileDiffers(path.name, line.log, line.seq, held=stands)
    total = sum(len(held) for held in leaves.values())
    return LogFileStanding(len(seen), total - len(seen), strange, differs)


def _every_line(path: Path) -> Iterator[LogLine | None]:
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            if line.strip():
                yield _line(line)


def _line(content: bytes) -> LogLine | None:
    try:
        return _DECODER.decode(content)
    except ValueError:
        return None


def _belongs(log: str, own: str) -> bool:
    return log == own or log.startswith(f"{own}/")
