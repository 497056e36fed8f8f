"""What the renderers of books say themselves: yes, no, remark, and the numbers of chapters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartflow import Text
from smartflow_formats._cells import cell_text, long_date

if TYPE_CHECKING:
    from smartflow.report import Chapter
    from smartflow.report.table import Cell
    from smartflow_formats._cells import Language

__all__ = [
    "ANSWER",
    "CHECK",
    "CONTENTS",
    "EXPECTED",
    "HOLD",
    "NOTHING",
    "REMARK",
    "SIGNED",
    "TICKS",
    "numbered",
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


def value_text(cell: Cell, language: Language) -> str:
    """Return a cell as a book prints it: days in words, the rest as every format does."""
    if isinstance(cell, date):
        return long_date(cell, language)
    return cell_text(cell, language)


def numbered(chapters: tuple[Chapter, ...], above: str = "") -> dict[str, str]:
    """Return the number of every chapter by its key: ``2``, ``2.1``."""
    numbers: dict[str, str] = {}
    for count, chapter in enumerate(chapters, start=1):
        number = f"{above}{count}"
        numbers[chapter.key] = number
        numbers |= numbered(chapter.parts, f"{number}.")
    return numbers
