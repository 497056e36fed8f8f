"""The format ``csv``: a table, a verdict as a table, a book's tables in one; for Excel and scripts.

Written for the laptops that will open it. Excel with Indonesian regional settings takes the comma
for the decimal mark and therefore expects a semicolon between cells; so Indonesian files have
``;`` and ``0,15``, English ones ``,`` and ``0.15``. Both start with a UTF-8 byte order mark,
without which Excel reads another encoding, and end lines with CR LF (RFC 4180). The first line
holds the stable keys of the columns, alike in both languages, so that a script needs one name.

A worksheet's text may begin like a formula (``=HYPERLINK(...)``), which Excel would run on the
laptop of whoever opens the file. Such a text gets an apostrophe in front; :func:`unguard` takes
it off again. Numbers are typed, so that a negative number stays a number. Half of a surrogate pair
is no character of UTF-8 and is shown by its number, as ``[U+D800]``.

A book becomes one rectangular file in long form, a line for each cell, under the header
``chapter;table;row;column;value``:

* ``chapter``: the key of the chapter, empty for what stands before the first;
* ``table``: which table of that chapter it is, counted from 1; names with values (``Facts``) are a
  table with the columns ``name`` and ``value``;
* ``row``: which row, counted from 1;
* ``column``: the key of the column;
* ``value``: the cell as above. Money is whole rupiah in digits, an amount its number without marks
  between thousands and its unit behind a blank, so that a script reads both.

Chapter, table, row and column name a cell in every language. Titles, headings and all that is no
table are not in it; ``html``, ``markdown`` and ``json`` have them.

The file is named after the format; ``import csv`` below is the standard library's all the same.
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import smartflow
from smartflow import OutputFormat, Text, Verdict
from smartflow.report import Amount, Money, Table, typed_number
from smartflow_formats.common.cells import cell_text
from smartflow_formats.common.gate_words import gate_sentence
from smartflow_formats.common.letters import encodable
from smartflow_formats.common.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow.report import Block, Book
    from smartflow.report.table import Cell
    from smartflow_formats.common.cells import Language

__all__ = ["BOOK_KEYS", "DELIMITERS", "FORMAT", "guard", "render", "unguard"]

BOOK_KEYS = ("chapter", "table", "row", "column", "value")
"""The header of a book; the first four name a cell."""

DELIMITERS: dict[Language, str] = {"id": ";", "en": ","}
"""What stands between cells, by language."""

_BYTE_ORDER_MARK = "\ufeff"
# What spreadsheets take for the start of a formula, full-width forms included (OWASP, "CSV
# Injection"); behind apostrophes too, so that taking one off always gives back the text.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile("''*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")

_VERDICT_KEYS = (
    "kind",
    "code",
    "status",
    "severity",
    "dimension",
    "agency",
    "worksheet",
    "sheet",
    "row",
    "row_number",
    "column",
    "message",
    "fix",
    "cites",
    "plugin",
)


def guard(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return what :func:`guard` was given."""
    return text[1:] if _GUARDED.match(text) else text


def render(thing: object, language: Language) -> bytes:
    """Write a verdict, a table or the tables of a book as CSV.

    Args:
        thing: A :class:`~smartflow.Verdict`, a :class:`~smartflow.report.Table` or a
            :class:`~smartflow.report.Book`. Of a table, its title and note are left out: a CSV
            file holds nothing but its rows.
        language: Decides the words, the delimiter and the decimal mark.

    Returns:
        UTF-8 with a byte order mark.

    Raises:
        TypeError: the format cannot write such a thing.
    """
    if isinstance(thing, Table):
        return _written(thing.keys, thing.rows, language)
    if isinstance(thing, Verdict):
        return _written(_VERDICT_KEYS, _verdict_rows(thing, language), language)
    from smartflow.report import Book

    if isinstance(thing, Book):
        return _written(BOOK_KEYS, _book_rows(thing), language)
    message = f"csv cannot write a {type(thing).__name__}"
    raise TypeError(message)


def _written(keys: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], language: Language) -> bytes:
    out = io.StringIO(newline="")
    out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=DELIMITERS[language], lineterminator="\r\n")
    writer.writerow(keys)
    writer.writerows([_safe(cell, language) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def _safe(cell: Cell, language: Language) -> str:
    text = encodable(_digits(cell, language))
    return guard(text) if _is_words(cell) else text


def _is_words(cell: Cell) -> bool:
    """Say whether a spreadsheet is to take a cell for text, whatever it begins with."""
    return isinstance(cell, str | Text) or (isinstance(cell, Amount) and bool(cell.unit))


def _digits(cell: Cell, language: Language) -> str:
    """Return a cell's text, with no marks between thousands: a program reads it."""
    if isinstance(cell, Money):
        return str(cell.rupiah)
    if isinstance(cell, Amount):
        return f"{typed_number(cell.number, language)} {cell.unit}".rstrip()
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return typed_number(cell, language)
    return cell_text(cell, language)


def _book_rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    """Yield a line for each cell of a book's tables, in the order of reading."""
    yield from _table_rows("", book.head)
    for chapter in book.walk():
        yield from _table_rows(chapter.key, chapter.blocks)


def _table_rows(chapter: str, blocks: tuple[Block, ...]) -> Iterator[tuple[Cell, ...]]:
    from smartflow.report import Facts

    tables = [block for block in blocks if isinstance(block, Table | Facts)]
    for number, table in enumerate(tables, start=1):
        keys = table.keys if isinstance(table, Table) else ("name", "value")
        for count, row in enumerate(table.rows, start=1):
            for key, cell in zip(keys, row, strict=True):
                yield chapter, number, count, key, cell


def _verdict_rows(verdict: Verdict, language: Language) -> Iterator[tuple[Cell, ...]]:
    blank = (None,) * 7
    status = "met" if verdict.met else "not_met"
    said = gate_sentence(verdict).in_(language)
    yield ("verdict", verdict.city, status, None, *blank, said, None, None, None)
    for remark in remarks(verdict, language):
        yield (
            remark.kind,
            remark.code,
            remark.status,
            remark.severity,
            remark.dimension,
            remark.agency,
            remark.worksheet,
            remark.sheet,
            remark.row,
            remark.row_number or None,
            remark.column,
            f"{remark.message} ({remark.fault})" if remark.fault else remark.message,
            remark.fix,
            "; ".join(remark.cites),
            remark.plugin,
        )


FORMAT = OutputFormat(
    key="csv",
    media_type="text/csv",
    suffix=".csv",
    renders=("verdict", "table", "book"),
    function=render,
)


@smartflow.hookimpl
def smartflow_register_formats() -> Iterator[OutputFormat]:
    """Register the format ``csv``."""
    yield FORMAT
