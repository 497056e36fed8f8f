"""The page on formats for programs: its tables are what the formats do."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from smartflow import Text, Verdict
from smartflow.model import PluginRef, Result
from smartflow.report import Book, Money, Table
from smartflow.report.book_data import SCHEMA, book_data
from smartflow.workshop.examining.outputs import verdicts
from smartflow_formats import csv, sarif
from smartflow_formats.xlsx import cells as _xlsx_cells
from smartflow_formats.xlsx import plan as _xlsx_plan

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_the_header_of_a_book_as_csv_is_told() -> None:
    """The columns stand in the example and each has its line."""
    assert f"\n{';'.join(csv.BOOK_KEYS)}\n" in PAGE
    told = re.findall(r"^\| `(\w+)` \| (?:the|which)", PAGE, re.MULTILINE)
    assert tuple(told) == csv.BOOK_KEYS


def test_the_limits_of_a_workbook_are_told() -> None:
    """The numbers on the page are those of the code."""
    assert f"more than {_xlsx_plan.MOST_ROWS:,} rows" in PAGE
    assert f"more than {_xlsx_cells.LONGEST_TEXT:,} characters" in PAGE


def test_the_example_of_json_is_a_table_s_data() -> None:
    """What the page shows is what the schema gives for such a table."""
    (shown,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    pairs = (("Sumber", "Source"), ("Anggaran", "Budget"), ("Sejak", "Since"))
    headings = tuple(Text(id=one, en=other) for one, other in pairs)
    row = ("APBD", Money(1250000), date(2026, 1, 2))
    table = Table(headings[1], ("source", "budget", "since"), headings, (row,))
    data = book_data(Book(headings[1], headings[1], (table,)))
    assert data["head"] == [json.loads(shown)]
    assert f"`{SCHEMA}`" in PAGE


@pytest.mark.parametrize(
    ("status", "severity"),
    [
        *(("fail", "error"), ("warn", "warning"), ("waived", "error")),
        *(("pass", "error"), ("not_applicable", "error"), ("error", "error")),
    ],
)
def test_kind_and_level_of_a_status_are_told(status: str, severity: str) -> None:
    """The table of statuses is what SARIF has for a result of each."""
    (told,) = re.findall(rf"^\| `{status}` \| ([^|]+) \| ([^|]*)\|$", PAGE, re.MULTILINE)
    words, ref = Text.same("x"), PluginRef("a", "1")
    result = Result("ISU001", status, severity, words, words, words, ref)  # type: ignore[arg-type]
    _, (_, full) = verdicts((result,))
    assert isinstance(full, Verdict)
    results = json.loads(sarif.render(full, "id"))["runs"][0]["results"]
    if status == "error":
        assert results == []
        assert told[0].startswith("none")
    else:
        assert told[0] == f"`{results[0]['kind']}`"
        level = results[0]["level"]
        assert told[1].strip() == f"`{level}`" or told[1].startswith("of its severity")
