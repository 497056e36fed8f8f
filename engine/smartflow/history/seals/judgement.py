"""A log held against everything that was signed of it: what is wrong, and from which entry on.

The chain shows what was done in the middle of a log; a cut tail, a state of old, a fork and a log
written anew show only against a root that was signed. The rules are those of the auditor's own
program (:mod:`.verify`), which shares no line with this one and has to come to the same.

Pure: imports findings and nothing else; whose signatures count is the caller's to say.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from smartflow.history.finding import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from smartflow.history.seals.log_scan import Measured

__all__ = ["Vouch", "agreeing", "judge_log"]


class Vouch(msgspec.Struct, frozen=True):
    """What somebody who counts has signed of a log.

    Attributes:
        size: How many entries.
        root: The root of the tree over them.
        where: Who or what says so, for a person; ``""`` for the log's own newest checkpoint.
        outside: Whether it was kept, or cosigned, by somebody outside.
    """

    size: int
    root: bytes
    where: str = ""
    outside: bool = False


def agreeing(vouches: Iterable[Vouch], measured: Mapping[int, Measured]) -> list[Vouch]:
    """Return those that say of the log what it is."""
    return [one for one in vouches if one.size in measured and measured[one.size].root == one.root]


def judge_log(
    log: str,
    size: int,
    measured: Mapping[int, Measured],
    vouches: Sequence[Vouch],
    broken: Finding | None,
) -> Finding | None:
    """Return the first thing that is wrong with one log, if anything is.

    Args:
        log: Its name.
        size: How many of its entries follow one another.
        measured: Its tree at the sizes of the vouches, as far as the log goes.
        vouches: What was signed of it.
        broken: What the chain shows.
    """
    agreed = agreeing(vouches, measured)
    denied = [one for one in vouches if one.size in measured and one not in agreed]
    clashes = _clashes(vouches)
    first = min((*clashes, *(one.size for one in denied)), default=0)
    if first and not (broken is not None and broken.entry <= first):
        return _other_root(log, first, agreed, denied, forked=bool(clashes))
    if broken is not None:
        return broken
    if size < max((one.size for one in vouches), default=0):
        return _cut(log, size, agreed, vouches)
    return None if agreed else Finding(Kind.UNSIGNED, log, 1)


def _clashes(vouches: Iterable[Vouch]) -> list[int]:
    """Return the sizes at which two that cannot both be true were signed."""
    roots: defaultdict[int, set[bytes]] = defaultdict(set)
    for one in vouches:
        roots[one.size].add(one.root)
    return [size for size, said in roots.items() if len(said) > 1]


def _other_root(
    log: str, first: int, agreed: Sequence[Vouch], denied: Sequence[Vouch], *, forked: bool
) -> Finding:
    """Say between which entries a log parts from what was signed of it."""
    forked = forked or any(one.size >= first for one in agreed)
    # Where only somebody outside disagrees, what the holder of the key has signed since is no
    # witness of what was there before.
    among = agreed
    if denied and all(one.outside for one in denied):
        among = [one for one in agreed if one.outside]
    sound = max((one.size for one in among if one.size < first), default=0)
    where = next((one.where for one in denied if one.size == first), "")
    kind = Kind.FORKED if forked else Kind.EDITED
    return Finding(kind, log, sound + 1, first, where=where)


def _cut(log: str, size: int, agreed: Sequence[Vouch], vouches: Sequence[Vouch]) -> Finding:
    """Say whether a log that is too short was cut, or put back with all that was signed of it."""
    own = max((one.size for one in vouches if not one.outside and not one.where), default=0)
    back = own <= size and any(one.size == size for one in agreed)
    largest = max(vouches, key=lambda one: one.size)
    kind = Kind.ROLLED_BACK if back else Kind.TRUNCATED
    return Finding(kind, log, size + 1, where=largest.where)
