"""Typed cells as Excel's own: numbers that add up, dates that sort, text that stays text.

Excel keeps 15 digits of a number, 32,767 UTF-16 units of a text and no day before 1 March 1900 that
every program reads alike. What is beyond stands as text with all its digits, and a longer text goes
on in a sheet of its own (:class:`LongTexts`): nothing is rounded or cut in silence.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from smartflow import Text
from smartflow.report import Amount, Money
from smartflow_formats.common.book_words import value_text
from smartflow_formats.common.letters import visible
from smartflow_formats.xlsx.names import units

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from smartflow.report.table import Cell
    from smartflow_formats.common.cells import Language

__all__ = ["LONGEST_TEXT", "CellWriter", "LongText", "pieces"]

LONGEST_TEXT = 32_767
"""What a cell holds, in UTF-16 units."""

DAYS: dict[Language, str] = {"id": "[$-421]d mmmm yyyy", "en": "[$-809]d mmmm yyyy"}
"""How a date looks: in the reader's language, whatever language Excel speaks ([MS-LCID])."""

RUPIAH = '"Rp"#,##0;-"Rp"#,##0'
_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)
_MOST_LOOKS = 150
"""How many number formats are made; Excel takes about 200 of a workbook's own."""
_LONGEST_UNIT = 20
"""A longer one would not fit its column, and Excel prints a number that does not fit as ####."""
_GOES_ON = Text(
    id=" … [utuh di lembar '{sheet}', baris {row}]",
    en=" … [whole in the sheet '{sheet}', row {row}]",
)


class LongText(NamedTuple):
    """A piece of a text that no cell can hold.

    Attributes:
        sheet: The name of the sheet it belongs to.
        row: The row there, from 0.
        column: The column there, from 0.
        part: Which piece it is, from 1.
        words: The piece.
    """

    sheet: str
    row: int
    column: int
    part: int
    words: str


class CellWriter:
    """Writes typed cells into the sheets of one workbook.

    Attributes:
        long: The pieces of every text that was too long, in the order of writing.
    """

    def __init__(self, workbook: Workbook, language: Language, long_sheet: str) -> None:
        """Make one for a workbook.

        Args:
            workbook: The workbook.
            language: The reader's language.
            long_sheet: The name of the sheet in which texts that are too long will stand.
        """
        self.long: list[LongText] = []
        self._workbook = workbook
        self._language = language
        self._long_sheet = long_sheet
        self._looks: dict[str, Format] = {}

    def write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        """Write a cell of a table, with a thin line around it."""
        if isinstance(cell, date) and cell >= _FIRST_DAY:
            look = self._look(DAYS[self._language])
            sheet.write_datetime(row, column, cell, look)
            return
        number, look_of = _number(cell)
        if number is not None and (look_of in self._looks or len(self._looks) < _MOST_LOOKS):
            sheet.write_number(row, column, number, self._look(look_of))
            return
        self.text(sheet, row, column, value_text(cell, self._language), self._look("General"))

    def text(
        self, sheet: Worksheet, row: int, column: int, words: str, look: Format | None = None
    ) -> None:
        """Write words as they are, never as a formula, a number or a link."""
        shown = visible(words)
        if units(shown) > LONGEST_TEXT:
            shown = self._shortened(sheet, row, column, shown)
        if shown.startswith("<r>") and shown.endswith("</r>"):
            # XlsxWriter takes such a text for markup of its own; in three pieces it cannot.
            sheet.write_rich_string(row, column, shown[0], shown[1], shown[2:], look)
        elif shown:
            sheet.write_string(row, column, shown, look)
        else:
            sheet.write_blank(row, column, None, look)

    def _shortened(self, sheet: Worksheet, row: int, column: int, shown: str) -> str:
        """Keep a text for the sheet of long texts; return its beginning, with where it is whole."""
        place = {"sheet": self._long_sheet, "row": str(len(self.long) + 2)}
        goes_on = _GOES_ON.fill(place).in_(self._language)
        parts = pieces(shown, LONGEST_TEXT)
        self.long += [
            LongText(sheet.get_name(), row, column, part, words)
            for part, words in enumerate(parts, start=1)
        ]
        return pieces(shown, LONGEST_TEXT - units(goes_on))[0] + goes_on

    def _look(self, number_format: str) -> Format:
        """Return the look of cells of a number format, made once."""
        if number_format not in self._looks:
            self._looks[number_format] = self._workbook.add_format(
                {"num_format": number_format, "border": 1, "border_color": "#BFBFBF"}
                | {"text_wrap": True, "valign": "top"}
            )
        return self._looks[number_format]


def pieces(text: str, room: int) -> list[str]:
    """Return a text in pieces of at most ``room`` UTF-16 units; no letter is torn apart."""
    found, begin, used = [], 0, 0
    for at, char in enumerate(text):
        size = 2 if char > "\uffff" else 1
        if used + size > room:
            found.append(text[begin:at])
            begin, used = at, 0
        used += size
    return [*found, text[begin:]]


def _number(cell: Cell) -> tuple[int | Decimal | None, str]:
    """Return a cell's number with its number format; no number where Excel would lose a digit."""
    number: int | Decimal | None = None
    look = "0"
    match cell:
        case bool():
            pass
        case int() | Decimal():
            number, look = cell, "0" + _places(cell)
        case Money():
            number, look = cell.rupiah, RUPIAH
        case Amount() if len(cell.unit) <= _LONGEST_UNIT:
            number, look = cell.number, "#,##0" + _places(cell.number) + _literal(cell.unit)
        case _:
            pass
    return (number if number is not None and _fits(number) else None), look


def _fits(number: int | Decimal) -> bool:
    """Say whether Excel keeps every digit."""
    if isinstance(number, Decimal):
        return number.is_finite() and len(format(abs(number), "f").replace(".", "")) <= _DIGITS
    return len(str(abs(number))) <= _DIGITS


def _places(number: int | Decimal) -> str:
    """Return the places behind the mark, as a number format writes them."""
    if isinstance(number, int) or not number.is_finite():
        return ""
    _, mark, places = format(number, "f").partition(".")
    return mark + "0" * len(places)


def _literal(unit: str) -> str:
    """Return a unit as a number format prints it letter by letter (ECMA-376, 18.8.31)."""
    if not unit:
        return ""
    quoted = visible(unit).replace("\n", " ").replace('"', '"\\""')
    return f'" {quoted}"'
