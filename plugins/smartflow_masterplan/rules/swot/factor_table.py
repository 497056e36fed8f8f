"""The agencies' SWOT factors, read once for all the rules that judge them.

Eight rules look at every factor of a city. A table of its cells that is made once for all of them
keeps a gate over thousands of rows quick. Imports the public names of ``smartflow`` only; pure:
the table follows from the rows alone.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from smartflow_masterplan.rules.swot.factors import category, normal_code

if TYPE_CHECKING:
    from smartflow import Dossier, Row

__all__ = ["Factor", "factor_table"]


class Factor(NamedTuple):
    """One factor of an agency's SWOT.

    Attributes:
        row: Its row.
        agency: The code of the agency that wrote it.
        dimension: The key of its dimension, or ``""``.
        category: S, W, O or T, or ``""`` when nothing says.
        code: Its code in capitals, without spaces.
        weight: Its weight, None when none is given or it cannot be read; likewise the others.
        rating: Its rating.
        score: The score that its agency worked out.
        total: The sum of scores that its agency worked out.
    """

    row: Row
    agency: str
    dimension: str
    category: str
    code: str
    weight: Decimal | None
    rating: Decimal | None
    score: Decimal | None
    total: Decimal | None


class _Newest:
    """The table that was made last, with the rows that it was made of."""

    def __init__(self) -> None:
        self.made: tuple[tuple[Row, ...], tuple[Factor, ...]] = ((), ())


_NEWEST = _Newest()


def factor_table(dossier: Dossier) -> tuple[Factor, ...]:
    """Return the factors of all agencies, in the order of the dossier's rows.

    The rules of one gate ask for it one after the other with the same rows: the newest table is
    kept, and is known by those very rows.
    """
    rows = dossier.rows("swot")
    known, table = _NEWEST.made
    if known is not rows:
        table = tuple(_factor(row) for row in rows)
        _NEWEST.made = (rows, table)
    return table


def _factor(row: Row) -> Factor:
    return Factor(
        row,
        row.agency,
        row.dimension,
        category(row),
        normal_code(row.text("code")),
        _number(row["weight"]),
        _number(row["rating"]),
        _number(row["score"]),
        _number(row["total"]),
    )


def _number(value: object) -> Decimal | None:
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else None
