"""How much of what a rule finds is kept: all that a person can read, and a note of the rest.

A rule may find a million things, and one that never ends may not fill the memory. What is kept
does not depend on the order in which it was found, and the note blocks if anything that it stands
for does; so the gate decides as it would on all of it.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from smartflow.language import Text
from smartflow.model import Result, Status

__all__ = ["ENDLESS", "MOST", "Endless", "at_most", "keep_most"]

MOST = 10_000
"""How many findings of one rule a verdict holds: more than all agencies of a city write rows."""

ENDLESS = 1_000_000
"""How many things one rule may yield; one that goes on beyond it is taken to have no end."""

Item = TypeVar("Item")


class Endless(RuntimeError):
    """A rule yields more than :data:`ENDLESS` things."""


def at_most(given: Iterable[Item], rule: str, most: int = ENDLESS) -> Iterator[Item]:
    """Yield what a rule gives back, as long as it is not too much.

    Args:
        given: What the rule gave back, perhaps a generator without end.
        rule: The rule's code or key.
        most: How much is too much.

    Raises:
        Endless: there is more; the generator has been closed.
    """
    items = iter(given)
    yield from islice(items, most)
    if next(items, _NOTHING) is _NOTHING:
        return
    close = getattr(items, "close", None)
    if close is not None:
        close()
    message = f"{rule} yields more than {most} things; it seems to have no end"
    raise Endless(message)


def keep_most(results: Iterable[Result], most: int = MOST) -> list[Result]:
    """Return the results of one rule, or ``most`` of them and a note of the others.

    Those that block are kept first, then the order is by place and message. The note blocks if one
    of the others does.

    Args:
        results: What one rule found, in any order.
        most: How many are kept, at least one.
    """
    found = iter(results)
    first = list(islice(found, most + 1))
    if len(first) <= most:
        return first
    counts: Counter[str] = Counter()
    kept = heapq.nsmallest(most, _counted(chain(first, found), counts), key=_order)
    others = counts - Counter(result.status for result in kept)
    return [*kept, _note(kept[0], others)]


def _counted(results: Iterable[Result], counts: Counter[str]) -> Iterator[Result]:
    for result in results:
        counts[result.status] += 1
        yield result


def _order(result: Result) -> tuple[bool, str, str, str, int, str, str, str, str]:
    """Return the sort key by which findings are kept."""
    return (
        not result.blocks,
        result.dimension,
        result.agency,
        result.worksheet,
        result.row_number,
        result.row,
        result.column,
        result.message.id,
        result.message.en,
    )


def _note(kept: Result, others: Counter[str]) -> Result:
    """Return what stands for the findings that are not kept."""
    status: Status = "fail" if others["fail"] else "warn"
    return Result(
        rule=kept.rule,
        status=status,
        severity="error" if status == "fail" else "warning",
        title=kept.title,
        message=_MORE.fill({"count": others.total()}),
        fix=kept.fix,
        fix_command=kept.fix_command,
        plugin=kept.plugin,
        cites=kept.cites,
    )


_NOTHING = object()
_MORE = Text(
    id="Masih ada {count} catatan lain dari ketentuan ini yang tidak ditampilkan; perbaiki dulu"
    " yang ditampilkan, lalu periksa lagi.",
    en="There are {count} more findings of this rule, which are not shown; mend those that are,"
    " then check again.",
)
