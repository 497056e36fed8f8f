"""Which mark parts the decimals in a spreadsheet: told by its other cells, never guessed.

Alone the text ``3,667`` may be thousands or decimals, and a method refuses it. Beside ``0,55`` in
the same table it can only be a decimal, and ``1.250`` beside it only thousands. A CSV file with
semicolons has them because its commas part decimals. Imports nothing of SmartFlow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

__all__ = ["Marks"]

_DECIMALS = {
    ",": re.compile(r"[+-]?(?:0,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|[0-9.]+\.[0-9]{3},[0-9]+)"),
    ".": re.compile(
        r"[+-]?(?:0\.[0-9]+|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|[0-9,]+,[0-9]{3}\.[0-9]+)"
    ),
}
"""Texts that are decimals by this mark and by nothing else."""

_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2}(?P<mark>[.,])[0-9]{3}")
"""Text that may be thousands or decimals."""

_LONGEST = 40


class Marks:
    """Reads the cells of one table that are ambiguous by themselves.

    Args:
        cells: All cells of the table.
        semicolons: Whether the file parts its columns with semicolons.
    """

    def __init__(self, cells: Iterable[object], *, semicolons: bool) -> None:
        texts = [c.strip() for c in cells if isinstance(c, str) and len(c) <= _LONGEST]
        commas, points = (
            any(pattern.fullmatch(text) for text in texts) for pattern in _DECIMALS.values()
        )
        self._decimal: Literal[",", ".", ""] = ""
        self._thousands: Literal[",", ".", ""] = ""
        if commas and not points:
            self._decimal, self._thousands = ",", "."
        elif points and not commas:
            self._decimal, self._thousands = ".", ","
        elif semicolons and not points:
            self._decimal = ","

    def read(self, cell: object) -> object:
        """Return a number for an ambiguous text that the table settles, else the cell itself."""
        match = _GROUP.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if match is None or not isinstance(cell, str):
            return cell
        if match["mark"] == self._decimal:
            return Decimal(cell.strip().replace(",", "."))
        if match["mark"] == self._thousands:
            return Decimal(cell.strip().replace(self._thousands, ""))
        return cell
