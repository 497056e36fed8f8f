"""How calculations are written out: operands, sums, and the shape of an explanation.

Numbers take the marks of the reader's language. Imports the methods' number reader and the lowest
floors only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

import msgspec

from smartflow.language import Text, show
from smartflow.methods import read_number, shown
from smartflow.report import Table

__all__ = [
    "WORKED",
    "Explained",
    "answer",
    "cell_figure",
    "cut",
    "figure",
    "joined",
    "operand",
    "said",
    "worked",
]

WORKED = 20
"""So many rows are worked out step by step; the table holds them all."""

_LONGEST = 60
_MOST_TERMS = 25
_PLACES = 4

_Row = TypeVar("_Row")


class Explained(msgspec.Struct, frozen=True):
    """A calculation, explained.

    Attributes:
        title: What was computed.
        formula: The formula, in words and signs.
        steps: The numbers put in, and what comes out.
        table: The result.
    """

    title: Text
    formula: tuple[Text, ...]
    steps: tuple[Text, ...]
    table: Table


def said(*, id: str, en: str, **values: object) -> Text:  # noqa: A002  the language's own name
    """Return a sentence with its placeholders filled."""
    return Text(id=id, en=en).fill(values)


def cut(words: str, longest: int = _LONGEST) -> str:
    """Return words on one line, cut where nobody would read on."""
    line = " ".join(words.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def figure(number: Fraction | float | None, places: int = _PLACES) -> Decimal | None:
    """Return a computed number for a table, rounded to ``places`` decimals."""
    if number is None or (isinstance(number, float) and not math.isfinite(number)):
        return None
    return shown(number, places)


def cell_figure(cell: object) -> Decimal | None:
    """Return the number that stands in a cell, None when none does."""
    number = read_number(cell)
    return shown(number) if isinstance(number, Fraction) else None


def operand(number: Decimal | None) -> Text:
    """Return a number as it stands in a formula: a negative one in brackets, ``?`` for none."""
    if number is None:
        return answer(None)
    words = answer(number)
    return Text(id=f"({words.id})", en=f"({words.en})") if number < 0 else words


def answer(number: Decimal | None) -> Text:
    """Return a number as it stands behind an equals sign, ``?`` for none."""
    if number is None:
        return Text.same("?")
    return Text(id=show(number, "id"), en=show(number, "en"))


def joined(terms: Iterable[Text], sign: str) -> Text:
    """Return terms with a sign between them; of very many only the first."""
    listed = list(terms)
    more = [Text.same("…")] if len(listed) > _MOST_TERMS else []
    parts = [*listed[:_MOST_TERMS], *more]
    between = f" {sign} "
    return Text(
        id=between.join(part.id for part in parts) or "0",
        en=between.join(part.en for part in parts) or "0",
    )


def worked(rows: Sequence[_Row], write: Callable[[_Row], Text]) -> tuple[Text, ...]:
    """Work out the first rows, and say how many others went the same way."""
    steps = [write(row) for row in rows[:WORKED]]
    left = len(rows) - WORKED
    if left > 0:
        steps.append(
            Text(
                id=f"… {left} baris lain dihitung dengan cara yang sama.",
                en=f"… {left} more rows are computed in the same way.",
            )
        )
    return tuple(steps)
