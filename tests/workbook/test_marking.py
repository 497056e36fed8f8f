"""The marked copy: everything that was there, the bad cells red, and fit to be sent again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from smartflow.workbook import mark_workbook, marks_of, read_workbook

RED = "FFFFC7CE"


def cells(path: Path, town: SimpleNamespace) -> Any:
    """Read what counts of a file."""
    reading = read_workbook(path, town.expected)
    return [
        (one.worksheet, row.number, row.cells, row.written)
        for one in reading.sheets
        for row in one.rows
    ]


def test_bad_cells_are_red_and_explained(
    template: Callable[..., Path],
    fill: Callable[..., None],
    tmp_path: Path,
    town: SimpleNamespace,
) -> None:
    """Exactly the cells that do not fit are red, each with its note as a comment."""
    path, target = template(), tmp_path / "marked.xlsx"
    fill(
        path,
        [
            {"dimension": "LIV", "issue": "air", "value": "1.000", "year": 2026, "budget": "=1+1"},
            {"dimension": "LIV", "issue": "=x", "value": "#N/A"},
        ],
    )
    marks = marks_of(read_workbook(path, town.expected))
    mark_workbook(path, target, marks)
    page = openpyxl.load_workbook(target)["Analisis Isu Daerah"]
    red = {
        cell.coordinate
        for line in page.iter_rows()
        for cell in line
        if cell.fill.fgColor.rgb == RED
    }
    commented = {cell.coordinate for line in page.iter_rows() for cell in line if cell.comment}
    assert {"D5", "F5", "C6", "D6"} == red == commented
    assert "tulis 1000" in page["D5"].comment.text
    assert page["F5"].value == "=1+1"


def test_the_copy_reads_like_the_original(
    template: Callable[..., Path],
    fill: Callable[..., None],
    tmp_path: Path,
    town: SimpleNamespace,
) -> None:
    """Every value and the hidden sheet survive: the copy is read as the same rows and filler."""
    path, target = template(worksheets=(town.form, town.swot)), tmp_path / "marked.xlsx"
    fill(path, [{"dimension": "LIV", "issue": "air", "value": 2.38, "year": "x", "start": "besok"}])
    before = read_workbook(path, town.expected)
    mark_workbook(path, target, marks_of(before), "en")
    after = read_workbook(target, town.expected)
    assert (before.filler, before.city) == (after.filler, after.city)
    assert cells(path, town) == cells(target, town)
    assert "_meta" in openpyxl.load_workbook(target).sheetnames


@pytest.mark.parametrize("kind", ["csv", "ods", "xls"])
def test_other_kinds_become_xlsx(
    tmp_path: Path,
    town: SimpleNamespace,
    ods: Callable[..., Path],
    xls: Callable[..., Path],
    kind: str,
) -> None:
    """The marked copy of a CSV, ODS or XLS file is an .xlsx file with the same rows."""
    head, row = ["Dimensi", "Isu daerah", "Tahun"], ["LIV", "air", "dua ribu"]
    path = tmp_path / "isian.csv"
    if kind == "csv":
        path.write_text(";".join(head) + "\n" + ";".join(row) + "\n", encoding="utf-8")
    elif kind == "ods":
        path = ods({"Isu": [head, row]})
    else:
        grid = enumerate((head, row))
        path = xls("Isu", {(r, c): text for r, line in grid for c, text in enumerate(line)})
    target = tmp_path / "marked.xlsx"
    mark_workbook(path, target, marks_of(read_workbook(path, town.expected)))
    assert cells(path, town) == cells(target, town)
    page = openpyxl.load_workbook(target).worksheets[0]
    assert page["C2"].fill.fgColor.rgb == RED


def test_nothing_to_mark(
    template: Callable[..., Path], tmp_path: Path, town: SimpleNamespace
) -> None:
    """A clean reading has no marks, and its copy no comments."""
    path, target = template(), tmp_path / "marked.xlsx"
    marks = marks_of(read_workbook(path, town.expected))
    assert marks == ()
    mark_workbook(path, target, marks)
    assert cells(path, town) == cells(target, town) == []


def test_only_so_many_comments(
    template: Callable[..., Path],
    fill: Callable[..., None],
    tmp_path: Path,
    town: SimpleNamespace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Thousands of comments would take a minute: further cells are red without one."""
    monkeypatch.setattr("smartflow.workbook.writing.marking._COMMENTED", 2)
    path, target = template(), tmp_path / "marked.xlsx"
    fill(path, [{"dimension": "LIV", "issue": "air", "value": "banyak"}] * 4)
    mark_workbook(path, target, marks_of(read_workbook(path, town.expected)))
    page = openpyxl.load_workbook(target)["Analisis Isu Daerah"]
    bad = [page.cell(number, 4) for number in range(5, 9)]
    assert [cell.fill.fgColor.rgb for cell in bad] == [RED] * 4
    assert [cell.comment is not None for cell in bad] == [True, True, False, False]
