"""Workbooks for tests: small books to write, and two libraries to read what was written."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
from python_calamine import CalamineWorkbook

from smartflow import Text
from smartflow.report import Book, Cell, Chapter, Facts, Table

__all__ = ["BOTH", "book", "opened", "plain", "read_twice", "table"]

BOTH = Text(id="Anggaran", en="Budget")


def table(*rows: tuple[Cell, ...], title: Text = BOTH, note: Text | None = None) -> Table:
    """Return a table whose columns are headed A, B and so on."""
    letters = "ABCDEFGH"[: len(rows[0]) if rows else 1]
    headings = tuple(map(Text.same, letters))
    return Table(title, tuple(letters.lower()), headings, rows, note)


def book(*chapters: Chapter, head: tuple[Table | Facts, ...] = (), draft: bool = False) -> Book:
    """Return a book."""
    return Book(Text.same("Rencana & aksi"), BOTH, head, chapters, draft=draft)


def opened(content: bytes) -> openpyxl.Workbook:
    """Read a workbook as openpyxl does."""
    return openpyxl.load_workbook(io.BytesIO(content))


def read_twice(content: bytes, sheet: int, head: int) -> list[tuple[object, ...]]:
    """Return the rows below a sheet's headings, which two libraries must read alike."""
    page = opened(content).worksheets[sheet]
    one = [tuple(cell.value for cell in row) for row in page.iter_rows(head + 2)]
    grid = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(sheet).to_python()
    width = len(one[0]) if one else 0
    two = [tuple([*row, *[""] * width][:width]) for row in grid[head + 1 :]]
    two += [("",) * width] * (len(one) - len(two))
    assert [tuple(map(plain, row)) for row in two] == [tuple(map(plain, row)) for row in one]
    return [tuple(map(plain, row)) for row in one]


def plain(value: object) -> object:
    """Return what was read, without what the two libraries call differently."""
    if isinstance(value, datetime):
        return value.date()
    if value in ("", None):
        return None
    return float(value) if isinstance(value, int | float) else value
