"""Which mark parts the decimals in a spreadsheet: told by its other cells, never guessed.

Alone the text ``3,667`` may be thousands or decimals, and a method refuses it. Beside ``0,55`` in
the same table it can only be a decimal, and ``1.250`` beside it only thousands. A CSV file with
semicolons has them because its commas part decimals.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from smartflow.numbers import Figure, read_figure

__all__ = ["Marks"]

_LONGEST = 40


class Marks:
    """Reads the cells of one table that are ambiguous by themselves.

    Args:
        cells: All cells of the table.
        semicolons: Whether the file parts its columns with semicolons.
    """

    def __init__(self, cells: Iterable[object], *, semicolons: bool) -> None:
        figures = (_figure(cell) for cell in cells)
        marks = {figure.mark for figure in figures if figure and figure.value is not None}
        commas, points = "," in marks, "." in marks
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
        figure = _figure(cell)
        if figure is None or figure.value is not None:
            return cell
        number = None
        if figure.mark == self._decimal:
            number = figure.decimals
        elif figure.mark == self._thousands:
            number = figure.thousands
        if number is None:
            return cell
        return -number if str(cell).lstrip().startswith("-") else number


def _figure(cell: object) -> Figure | None:
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    text = cell.strip()
    return read_figure(text[1:] if text.startswith(("+", "-")) else text)
