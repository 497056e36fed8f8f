"""A log read as it is stored, page by page: every leaf, the chain, the tree.

Whoever verifies reads all bytes of a store, so this is the one place that is built for speed: a
page is decoded, hashed and compared in a few calls, and nothing is held of it afterwards. A page on
which anything does not fit is read once more row by row, up to the first bad row; what is bad about
it says :mod:`.chain`, which knows the neighbours.

Pure: imports nothing but the entry, the chain's hashes and the tree; knows no store and no key.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, NamedTuple

from smartflow.history.entries.chain import EMPTY_HASH, BrokenChain, check_chain
from smartflow.history.entries.entry import Entry, MalformedEntry, decode_entries
from smartflow.history.finding import Finding, Kind
from smartflow.history.seals.merkle import Frontier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["LogScan", "Measured", "Page", "blame"]

_SHA256: Final = hashlib.sha256


class Measured(NamedTuple):
    """The tree of a log at one size.

    Attributes:
        size: How many entries.
        root: The root over them.
        at: When the last of them was written.
    """

    size: int
    root: bytes
    at: str


class Page(NamedTuple):
    """What was read at once.

    Attributes:
        entries: The entries that follow those before.
        measured: The tree at each size on this page that was asked for.
    """

    entries: Sequence[Entry]
    measured: Sequence[Measured]


class _Fitting(NamedTuple):
    entries: Sequence[Entry]
    leaves: list[bytes]


class LogScan:
    """A log while it is read.

    Args:
        log: Its name, which every entry must carry.
        sizes: The sizes at which the tree is wanted, ascending; one is taken ahead at a time.

    Attributes:
        log: Its name.
        size: How many entries follow one another from the first on.
        leaf: The leaf hash of the last of them, hex.
        at: When that one was written; ``""`` before the first.
        broken_at: The position of the first row that does not follow; 0 while all do.
    """

    def __init__(self, log: str, sizes: Iterable[int] = ()) -> None:
        self.log = log
        self.size = 0
        self.leaf = EMPTY_HASH
        self.at = ""
        self.broken_at = 0
        self._tree = Frontier()
        self._sizes = iter(sizes)
        self._wanted = next(self._sizes, 0)

    @property
    def root(self) -> bytes:
        """The root of the tree over what was read so far."""
        return self._tree.root()

    def take(self, rows: Sequence[tuple[object, object, object]]) -> Page:
        """Read the next rows; once one did not follow, no more are to be given.

        Args:
            rows: Number, ``prev`` and bytes of each, as they are kept.
        """
        fitting = _fitting(self.log, self.size, self.leaf, rows)
        if fitting is not None:
            return self._grow(fitting)
        entries: list[Entry] = []
        measured: list[Measured] = []
        for row in rows:
            fitting = _fitting(self.log, self.size, self.leaf, (row,))
            if fitting is None:
                self.broken_at = self.size + 1
                break
            page = self._grow(fitting)
            entries += page.entries
            measured += page.measured
        return Page(entries, measured)

    def _grow(self, fitting: _Fitting) -> Page:
        entries, leaves = fitting
        start, end = self.size, self.size + len(leaves)
        measured, done = [], 0
        while self._wanted and self._wanted <= end:
            upto = self._wanted - start
            if upto > done:
                self._tree.extend(leaves[done:upto])
                done = upto
                measured.append(Measured(self._wanted, self._tree.root(), entries[upto - 1].at))
            self._wanted = next(self._sizes, 0)
        self._tree.extend(leaves[done:] if done else leaves)
        if entries:
            self.size, self.leaf, self.at = end, leaves[-1].hex(), entries[-1].at
        return Page(entries, measured)


def blame(log: str, contents: Iterable[object], broken_at: int) -> Finding:
    """Say what is wrong with a log that is known to be broken: the first bad entry, and its kind.

    Args:
        log: Its name.
        contents: What stands where the bytes of its entries belong, from the first on.
        broken_at: Where it shows.
    """
    try:
        check_chain(log, (one if isinstance(one, bytes) else b"" for one in contents))
    except BrokenChain as broken:
        return Finding(Kind(broken.kind.value), log, broken.position)
    # The bytes are in order: it is the number or the link beside them that is not.
    return Finding(Kind.EDITED, log, broken_at)


def _fitting(
    log: str, size: int, leaf: str, rows: Sequence[tuple[object, object, object]]
) -> _Fitting | None:
    """Return entries and leaf hashes of rows if each follows the one before, else None."""
    contents = [one for _, _, one in rows if type(one) is bytes]
    if len(contents) != len(rows):
        return None
    try:
        entries = decode_entries(contents)
    except MalformedEntry:
        return None
    leaves = [_SHA256(b"\x00" + one).digest() for one in contents]
    prevs = [leaf, *(one.hex() for one in leaves[:-1])]
    numbers = list(range(size + 1, size + 1 + len(rows)))
    fits = (
        [one.seq for one in entries] == numbers == [row[0] for row in rows]
        and [one.prev for one in entries] == prevs == [row[1] for row in rows]
        and {one.log for one in entries} == {log}
    )
    return _Fitting(entries, leaves) if fits else None
