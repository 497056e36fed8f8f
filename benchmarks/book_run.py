"""One book rendered, in a process of its own: ``python book_run.py FORMAT ROWS``.

The book is made up: every chapter holds a table of 40 rows, a paragraph and a note, as the books of
a city do. Prints what :mod:`books` reads: seconds on the processor, the peak of its memory, bytes.
"""

from __future__ import annotations

import importlib
import sys
import time
from datetime import date
from decimal import Decimal

import msgspec

from smartflow.language import Text
from smartflow.report import Amount, Book, Chapter, Money, Note, Paragraph, Table

__all__ = ["BookRun", "made_book"]

_A_TABLE = 40
"""Rows of one table: about two pages."""
_KEYS = ("issue", "location", "figure", "year", "budget", "origin")


class BookRun(msgspec.Struct):
    """What one run took.

    Attributes:
        seconds: On the processor, without the start of Python and without making the tree.
        peak: The most memory that the process and its children had, in bytes; None where it cannot
            be asked for.
        size: Bytes of the file.
    """

    seconds: float
    peak: int | None
    size: int


def made_book(rows: int) -> Book:
    """Return a book of so many rows."""
    return Book(
        title=Text.same("Buku uji"),
        subtitle=Text.same("Kota rekaan"),
        chapters=tuple(_chapter(number) for number in range(rows // _A_TABLE)),
        key="trial",
        day=date(2026, 11, 24),
        cover=True,
    )


def _chapter(number: int) -> Chapter:
    name = f"Bab rekaan {number}"
    said = Text.same(f"Tabel di bawah memuat {_A_TABLE} baris rekaan. " * 6)
    note = Note(Text.same(f"Kertas kerja {number}, baris 7."))
    return Chapter(
        f"chapter-{number}",
        Text.same(name),
        (
            Paragraph((said, note)),
            Table(
                title=Text.same(name),
                keys=_KEYS,
                headings=tuple(Text.same(key.title()) for key in _KEYS),
                rows=tuple(_row(number, place) for place in range(_A_TABLE)),
            ),
        ),
    )


def _row(number: int, place: int) -> tuple[object, ...]:
    words = f"Isu nomor {place} tentang layanan yang belum menjangkau seluruh warga kota"
    figure = Amount(Decimal(number * place) / 4, "orang")
    return words, f"Kelurahan {place % 10}", figure, 2026, Money(place * 1_250_000), f"A/b/{place}"


def _peak() -> int | None:
    if sys.platform == "win32":
        return None
    import resource

    most = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return most if sys.platform == "darwin" else most * 1024


def main(key: str, rows: int) -> None:
    """Render, and print what it took."""
    book = made_book(rows)
    form = importlib.import_module(f"smartflow_formats.{key}").FORMAT
    template = form.template.read_bytes()
    start = time.process_time()
    content = form.function(book, "id", template)
    seconds = time.process_time() - start
    run = BookRun(seconds + _children(), _peak(), len(content))
    print(msgspec.json.encode(run).decode())


def _children() -> float:
    """Return the seconds of processes that the format started, on the processor."""
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
