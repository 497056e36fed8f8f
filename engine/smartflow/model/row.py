"""A row of a submitted worksheet, as rules see it: a read-only mapping of typed cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NoReturn

from smartflow.canonical import plain

__all__ = ["Cell", "Row"]

Cell = str | int | Decimal | date | tuple[str, ...] | None
"""The value of one cell; None when it is empty or not of its column's type."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Row(dict[str, Cell]):
    """One row, a read-only dict.

    A dict because nothing reads a cell faster, and a gate reads millions; whatever would change
    one refuses.

    Every column of the worksheet is a key, whether or not its cell is filled. Which agency and
    dimension a row belongs to follows from its filler and, where it has one, its ``dimension``
    cell.

    Attributes:
        id: ``<filler>/<worksheet>/<n>``, the same in every submission.
        worksheet: The worksheet's key.
        filler: An agency's code, a dimension's key or the city's slug.
        agency: The code of the agency that filled it in, or ``""``.
        dimension: The key of the dimension, or ``""``.
        sheet: The name of the sheet in the workbook that was read.
        number: The row's number in that sheet, from 1, as Excel shows it; 0 if unknown.
    """

    __slots__ = (
        "_stored",
        "_written",
        "agency",
        "dimension",
        "filler",
        "id",
        "number",
        "sheet",
        "worksheet",
    )

    def __init__(  # noqa: PLR0913  a row is made in one place only, from named parts
        self,
        cells: Mapping[str, Cell],
        *,
        id: str,  # noqa: A002  the word of the domain
        worksheet: str,
        filler: str,
        agency: str = "",
        dimension: str = "",
        sheet: str = "",
        number: int = 0,
        written: Mapping[str, str] = _NOTHING,
        stored: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(cells)
        put = object.__setattr__
        put(self, "_stored", stored)
        put(self, "_written", written)
        put(self, "id", id)
        put(self, "worksheet", worksheet)
        put(self, "filler", filler)
        put(self, "agency", agency)
        put(self, "dimension", dimension)
        put(self, "sheet", sheet)
        put(self, "number", number)

    id: str
    worksheet: str
    filler: str
    agency: str
    dimension: str
    sheet: str
    number: int
    _written: Mapping[str, str]
    _stored: Mapping[str, object] | None

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a row is what somebody submitted."""
        message = f"a row is read-only ({name!r} was to be set)"
        raise AttributeError(message)

    def _refuse(self, *_arguments: object, **_named: object) -> NoReturn:
        message = f"a row is read-only; dict(row) is a copy that can be changed ({self.id})"
        raise TypeError(message)

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __repr__(self) -> str:
        """Name the row by its id."""
        return f"<Row {self.id}>"

    def written(self, column: str) -> str | None:
        """Return what stood in a cell that is not of its column's type, else None."""
        return self._written.get(column)

    @property
    def misfits(self) -> Mapping[str, str]:
        """The cells that are not of their column's type: column key to what was written."""
        return MappingProxyType(dict(self._written)) if self._written else _NOTHING

    @property
    def content(self) -> dict[str, object]:
        """The filled cells as plain JSON values, as they are stored and digested: a copy."""
        if self._stored is not None:
            return dict(self._stored)
        return {key: plain(cell) for key, cell in self.items() if cell is not None}

    def text(self, column: str) -> str:
        """Return the cell as stripped text; ``""`` when it is empty."""
        value = self.get(column)
        if type(value) is str:  # the usual case, and this is the hottest line of a gate
            return value.strip()
        return "" if value is None else str(value).strip()
