"""What the renderers of books say themselves: table 3, draft, remark, and what they number.

The numbers are shared so that "Tabel 3" is the same table in every format of one book.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Figure, Image, Table
from smartflow_formats._cells import cell_text, is_number, long_date

if TYPE_CHECKING:
    from smartflow.report import Block, Chapter
    from smartflow.report.table import Cell
    from smartflow_formats._cells import Language

__all__ = [
    "ANSWER",
    "BACK",
    "CHECK",
    "CONTENTS",
    "DRAFT",
    "DRAFT_SAID",
    "EXPECTED",
    "FIGURE",
    "HOLD",
    "NOTE",
    "NOTES",
    "NOTHING",
    "PAGE",
    "PICTURE",
    "REMARK",
    "SIGNED",
    "SKIP",
    "TABLE",
    "TICKS",
    "Numbers",
    "numbered",
    "numeric",
    "value_text",
]

CONTENTS = Text(id="Daftar isi", en="Contents")
CHECK = Text(id="No.", en="No.")
HOLD = Text(id="Bandingkan", en="Compare")
EXPECTED = Text(id="Yang seharusnya tertulis", en="What it should say")
ANSWER = Text(id="Hasil", en="Result")
TICKS = (
    Text(id="sesuai", en="agrees"),
    Text(id="tidak sesuai", en="differs"),
    Text(id="tidak dapat diuji", en="cannot be tested"),
)
REMARK = Text(id="Catatan pemeriksa", en="Auditor's remark")
SIGNED = Text(id="Nama, tanggal, tanda tangan", en="Name, date, signature")
NOTHING = Text(id="(tidak ada)", en="(none)")
DRAFT = Text(id="DRAF", en="DRAFT")
DRAFT_SAID = Text(
    id="Draf: buku ini belum resmi dan masih dapat berubah.",
    en="Draft: this book is not official yet and may still change.",
)
TABLE = Text(id="Tabel", en="Table")
FIGURE = Text(id="Gambar", en="Figure")
NOTE = Text(id="Catatan", en="Note")
NOTES = Text(id="Catatan", en="Notes")
PICTURE = Text(id="Gambar", en="Picture")
PAGE = Text(id="Halaman {page} dari {pages}", en="Page {page} of {pages}")
SKIP = Text(id="Langsung ke isi", en="Skip to the text")
BACK = Text(id="Kembali ke teks, catatan {number}", en="Back to the text, note {number}")


def value_text(cell: Cell, language: Language) -> str:
    """Return a cell as a book prints it: days in words, the rest as every format does."""
    if isinstance(cell, date):
        return long_date(cell, language)
    return cell_text(cell, language)


def numeric(table: Table, position: int) -> bool:
    """Return whether a column holds numbers and nothing else, so that it is set to the right."""
    cells = [row[position] for row in table.rows if row[position] is not None]
    return bool(cells) and all(map(is_number, cells))


def numbered(chapters: tuple[Chapter, ...], above: str = "") -> dict[str, str]:
    """Return the number of every chapter by its key: ``2``, ``2.1``."""
    numbers: dict[str, str] = {}
    for count, chapter in enumerate(chapters, start=1):
        number = f"{above}{count}"
        numbers[chapter.key] = number
        numbers |= numbered(chapter.parts, f"{number}.")
    return numbers


class Numbers:
    """The numbers of a book's tables, figures and notes, given out in the order of reading.

    Whoever writes a book makes one and asks it once for each block and each note, from the first
    page to the last. Tables count apart from figures; a picture counts where it has a title.
    """

    def __init__(self) -> None:
        self._tables = self._figures = self._notes = 0

    def label(self, block: Block) -> Text | None:
        """Return what a block is called, ``Tabel 3``, or None where it has no number."""
        match block:
            case Table():
                self._tables += 1
                return _label(TABLE, self._tables)
            case Figure():
                self._figures += 1
                return _label(FIGURE, self._figures)
            case Image() if block.title is not None:
                self._figures += 1
                return _label(FIGURE, self._figures)
            case _:
                return None

    def note(self) -> int:
        """Return the number of the next note."""
        self._notes += 1
        return self._notes


def _label(kind: Text, number: int) -> Text:
    return Text(id=f"{kind.id} {number}", en=f"{kind.en} {number}")
