"""The internal-external (IE) matrix: grow, hold or harvest.

Formula: the IFE total lies on x, the EFE total on y, each strong (3.00-4.00), average (2.00-2.99)
or weak (1.00-1.99); nine cells are numbered row by row from strong-strong: I, II, III / IV, V, VI
/ VII, VIII, IX. I, II, IV grow and build; III, V, VII hold and maintain; VI, VIII, IX harvest or
divest. Units: weighted scores from 1 to 4. Source: F. R. David, Strategic Management. Imports
nothing of the model.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from smartflow.language import Text
from smartflow.methods.finding import MethodResult, Notebook
from smartflow.methods.numbers import Cell, read_number, read_text
from smartflow.methods.ranking import read_rank
from smartflow.methods.situations import weight as found

__all__ = ["IeResult", "IeTable", "locate_ie_cell"]

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_GROW = Text(id="tumbuh dan membangun", en="grow and build")
_HOLD = Text(id="pertahankan dan pelihara", en="hold and maintain")
_HARVEST = Text(id="panen atau divestasi", en="harvest or divest")
_STRATEGIES = (_GROW, _GROW, _HOLD, _GROW, _HOLD, _HARVEST, _HOLD, _HARVEST, _HARVEST)
_INTERNAL = Text(id="IFE (internal)", en="IFE (internal)")
_EXTERNAL = Text(id="EFE (eksternal)", en="EFE (external)")
_LOWEST, _AVERAGE, _STRONG, _HIGHEST = 1, 2, 3, 4


class IeTable(msgspec.Struct, frozen=True):
    """The two totals, and the cell that is stated, if one is.

    Attributes:
        internal: The IFE total.
        external: The EFE total.
        cell: The stated cell, I to IX.
    """

    internal: Cell = None
    external: Cell = None
    cell: Cell = None


class IeResult(MethodResult, frozen=True, kw_only=True):
    """The cell (I to IX) and its strategy; both None when a total is missing or outside 1-4."""

    cell: str | None = None
    strategy: Text | None = None


def locate_ie_cell(brought: IeTable) -> IeResult:
    """Find the cell of two totals in the IE matrix.

    Args:
        brought: The totals.

    Returns:
        The cell. Findings: a total that is missing or outside 1-4, a wrong stated cell.
    """
    notes = Notebook()
    column = _band(brought.internal, _INTERNAL, notes)
    row = _band(brought.external, _EXTERNAL, notes)
    if column is None or row is None:
        return IeResult(findings=notes.findings)
    number = 3 * row + column
    stated = read_text(brought.cell)
    if stated and read_rank(stated) != number + 1:
        notes.note(found.IEM_CELL, stated=stated, cell=_ROMAN[number])
    return IeResult(cell=_ROMAN[number], strategy=_STRATEGIES[number], findings=notes.findings)


def _band(cell: Cell, side: Text, notes: Notebook) -> int | None:
    """Return 0 for a strong total, 1 for an average one, 2 for a weak one."""
    total = read_number(cell)
    if not isinstance(total, Fraction):
        notes.note(found.IEM_MISSING, side=side)
        return None
    if not _LOWEST <= total <= _HIGHEST:
        notes.note(found.IEM_OUTSIDE, side=side, value=total)
        return None
    return 0 if total >= _STRONG else 1 if total >= _AVERAGE else 2
