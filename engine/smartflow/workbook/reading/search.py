"""Finding the worksheets in a file: by what ``_meta`` says, by the sheet's name, by its headings.

A workbook that somebody retyped, renamed or exported still reads as long as its required headings
are there. A file in which no worksheet can be found is refused with the name of what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.language import Text
from smartflow.model import Worksheet
from smartflow.workbook.meta import Meta
from smartflow.workbook.names import fold_name
from smartflow.workbook.reading.container import Container, Merged
from smartflow.workbook.reading.headings import Grid, Headings, find_headings
from smartflow.workbook.reading.reading import Expectation, Note
from smartflow.workbook.refusals import MissingColumn, MissingSheet
from smartflow.workbook.sheet_names import LONGEST_NAME, OWN_SHEETS, sheet_name

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Place", "Search"]

_NAMED = 10
"""So many sheets that are not read are named."""


class Place(msgspec.Struct, frozen=True):
    """A worksheet, found in a sheet.

    Attributes:
        worksheet: The worksheet.
        sheet: The name of the sheet.
        grid: The sheet.
        headings: Where its columns stand.
        merged: Its merged ranges.
        is_long: Whether its texts are to be measured.
    """

    worksheet: Worksheet
    sheet: str
    grid: Grid
    headings: Headings
    merged: Merged = ()
    is_long: bool = True


class Search(msgspec.Struct, frozen=True):
    """What a file holds and what is looked for in it."""

    file: str
    container: Container
    meta: Meta | None
    expected: Expectation

    def places(self) -> tuple[Place, ...]:
        """Return every worksheet of the file, in the order of its sheets.

        Raises:
            MissingSheet: a worksheet of the template, or every worksheet, is missing.
            MissingColumn: a sheet lacks a required column.
        """
        wanted = self._wanted()
        named = self._by_name(wanted)
        found = [self._place(wanted[key], sheet) for sheet, key in named.items()]
        rest = {key: one for key, one in wanted.items() if key not in named.values()}
        for sheet in self._sheets():
            if rest and sheet not in named:
                place = self._by_headings(sheet, rest)
                if place is not None:
                    found.append(place)
                    del rest[place.worksheet.key]
        if not found:
            self._refuse_nearest(wanted)
        if not found or (self.meta is not None and rest):
            raise MissingSheet(self.file, _titles(rest), self._sheets())
        order = {sheet: number for number, sheet in enumerate(self.container.sheets)}
        return tuple(sorted(found, key=lambda place: order[place.sheet]))

    def unread(self, places: Sequence[Place]) -> tuple[Note, ...]:
        """Say which sheets hold something and are not read, above all a copy of a worksheet."""
        read = {place.sheet for place in places}
        notes: list[Note] = []
        others: list[str] = []
        for sheet in self._sheets():
            if sheet in read:
                continue
            twin = self._twin(sheet, places)
            if twin is not None:
                notes.append(_twin_note(sheet, twin.sheet))
            elif any(cell != "" for row in self.container.grid(sheet) for cell in row):
                others.append(sheet)
        if others:
            names = ", ".join(f"'{name}'" for name in others[:_NAMED])
            names += ", ..." if len(others) > _NAMED else ""
            message = Text(
                id=f"Lembar tambahan tidak dibaca: {names}.",
                en=f"Extra sheets are not read: {names}.",
            )
            notes.append(Note(message))
        return tuple(notes)

    def _twin(self, sheet: str, places: Sequence[Place]) -> Place | None:
        """Return the sheet that was read whose columns and more stand in ``sheet`` as well."""
        grid = self.container.grid(sheet)
        for place in places:
            headings = find_headings(place.worksheet, grid)
            if headings is None or headings.missing:
                continue
            below = grid[headings.last + 1 :]
            if any(row[at] != "" for row in below for at in headings.positions.values()):
                return place
        return None

    def _wanted(self) -> dict[str, Worksheet]:
        """Return the worksheets of the template; all that are expected when there is none."""
        every = self.expected.worksheets
        if self.meta is None:
            return dict(every)
        return {
            one.worksheet: every[one.worksheet]
            for one in self.meta.sheets
            if one.worksheet in every
        }

    def _sheets(self) -> tuple[str, ...]:
        return tuple(name for name in self.container.sheets if name not in OWN_SHEETS)

    def _by_name(self, wanted: dict[str, Worksheet]) -> dict[str, str]:
        """Return sheet name to worksheet key, for the sheets whose names say what they are."""
        in_meta = {one.sheet: one.worksheet for one in self.meta.sheets} if self.meta else {}
        names = {name: key for key, one in wanted.items() for name in _names(one)}
        found: dict[str, str] = {}
        for sheet in self._sheets():
            if self.container.is_text:
                key = self._by_file_name(sheet, wanted, names)
            else:
                key = in_meta.get(sheet) or names.get(fold_name(sheet))
            if key in wanted and key not in found.values():
                found[sheet] = key
        return found

    def _place(self, worksheet: Worksheet, sheet: str) -> Place:
        """Find the headings of a sheet that must hold ``worksheet``."""
        grid = self.container.grid(sheet)
        headings = find_headings(worksheet, grid)
        if headings is None:
            required = tuple(one.title for one in worksheet.columns if one.required)
            raise MissingColumn(self.file, sheet, required or (worksheet.columns[0].title,))
        if headings.missing:
            missing = tuple(worksheet.column(key).title for key in headings.missing)
            raise MissingColumn(self.file, sheet, missing)
        return self._placed(worksheet, sheet, grid, headings)

    def _placed(self, worksheet: Worksheet, sheet: str, grid: Grid, headings: Headings) -> Place:
        container = self.container
        merged = container.merged(sheet)
        return Place(worksheet, sheet, grid, headings, merged, container.is_long)

    def _by_headings(self, sheet: str, wanted: dict[str, Worksheet]) -> Place | None:
        """Find the worksheet most of whose headings stand in a sheet; the first of two equals."""
        grid = self.container.grid(sheet)
        best: Place | None = None
        for worksheet in wanted.values():
            headings = find_headings(worksheet, grid)
            if headings is None or headings.missing:
                continue
            if best is None or len(headings.positions) > len(best.headings.positions):
                best = self._placed(worksheet, sheet, grid, headings)
        return best

    def _by_file_name(
        self, sheet: str, wanted: dict[str, Worksheet], names: dict[str, str]
    ) -> str | None:
        """Return the worksheet whose name stands in a CSV file's name, if its columns are there."""
        name = fold_name(sheet)
        inside = [one for one in names if one in name]
        if not inside:
            return None
        key = names[max(inside, key=len)]
        headings = find_headings(wanted[key], self.container.grid(sheet))
        return key if headings is not None and not headings.missing else None

    def _refuse_nearest(self, wanted: dict[str, Worksheet]) -> None:
        """Name the missing columns of the sheet that comes nearest to a worksheet, if one does."""
        nearest: tuple[int, str, tuple[Text, ...]] = (0, "", ())
        for sheet in self._sheets():
            grid = self.container.grid(sheet)
            for worksheet in wanted.values():
                headings = find_headings(worksheet, grid)
                if headings is not None and len(headings.positions) > nearest[0]:
                    titles = tuple(worksheet.column(key).title for key in headings.missing)
                    nearest = (len(headings.positions), sheet, titles)
        if nearest[0]:
            raise MissingColumn(self.file, nearest[1], nearest[2])


def _twin_note(sheet: str, read: str) -> Note:
    message = Text(
        id=f"Lembar '{sheet}' juga berisi tabel ini dan tidak dibaca; yang dibaca '{read}'. Jika "
        f"'{sheet}' yang benar, pindahkan isinya ke '{read}', lalu kirim lagi.",
        en=f"The sheet '{sheet}' holds this table too and is not read; '{read}' is. If '{sheet}' "
        f"is the right one, move its rows to '{read}' and submit again.",
    )
    return Note(message, sheet)


def _names(worksheet: Worksheet) -> tuple[str, ...]:
    """Return every folded name that a sheet with ``worksheet`` may have."""
    titles = (worksheet.title.id, worksheet.title.en)
    cut = (title[:LONGEST_NAME] for title in titles)
    return tuple(map(fold_name, (worksheet.key, *titles, *map(sheet_name, titles), *cut)))


def _titles(worksheets: dict[str, Worksheet]) -> tuple[Text, ...]:
    return tuple(one.title for one in worksheets.values())
