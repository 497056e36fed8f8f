"""What the renderers of books say themselves: table 3, draft, remark, and what they number.

The numbers are shared so that "Tabel 3" is the same table in every format of one book.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import BadImage, Figure, Image, Table
from smartflow_formats.common.cells import cell_text, is_number, long_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.report import Block, Chapter, Signer
    from smartflow.report.table import Cell
    from smartflow_formats.common.cells import Language

__all__ = [
    "ANSWER",
    "BACK",
    "BLANK_DAY",
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
    "OFFICIAL",
    "PAGE",
    "PICTURE",
    "PLACE_AND_DAY",
    "REMARK",
    "SIGNATURES",
    "SKIP",
    "TABLE",
    "TICKS",
    "Numbers",
    "abreast",
    "headed",
    "numbered",
    "numeric",
    "unprintable",
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
SIGNATURES = Text(id="Tanda tangan", en="Signatures")
PLACE_AND_DAY = Text(id="tempat, tanggal", en="place, date")
BLANK_DAY = "……………, ……………"
"""What a pen fills with place and date."""
OFFICIAL = Text.same("NIP.")
"""What stands before the number of an official."""
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
    """Return the number of every chapter by its key: ``2``, ``2.1``; ``""`` for one without."""
    numbers: dict[str, str] = {}
    count = 0
    for chapter in chapters:
        if not chapter.numbered:
            numbers |= dict.fromkeys((one.key for one in chapter.walk()), "")
            continue
        count += 1
        numbers[chapter.key] = f"{above}{count}"
        numbers |= numbered(chapter.parts, f"{above}{count}.")
    return numbers


def headed(number: str, title: str) -> str:
    """Return a chapter's heading; one without a number begins with its title."""
    return f"{number} {title}" if number else title


def abreast(places: Sequence[Signer]) -> list[list[Signer | None]]:
    """Return who signs side by side, row by row; None where nobody does.

    Who signs alone does so at the right, as in a letter; who is left for the last row, in its
    middle.
    """
    if len(places) == 1:
        return [[None, places[0]]]
    wide = 2 if len(places) in _IN_PAIRS else 3
    return [_spread(places[at : at + wide], wide) for at in range(0, len(places), wide)]


_IN_PAIRS = (2, 4)


def _spread(row: Sequence[Signer], wide: int) -> list[Signer | None]:
    if len(row) == wide:
        return [*row]
    return [row[0], None, row[1]] if len(row) > 1 else [None, row[0], None]


def unprintable(called: Text) -> BadImage:
    """Return what is raised of a picture that cannot be drawn, by what it is called."""
    return BadImage(
        Text(
            id=f'gambar "{called.id}" tidak dapat dicetak: isinya rusak',
            en=f'the picture "{called.en}" cannot be printed: its content is broken',
        )
    )


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
