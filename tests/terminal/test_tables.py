"""Tests of tables: text in the reader's language, JSON with the stable keys, plugins' formats."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.language import Text, day_words
from smartflow.report import Table, cell_words
from smartflow.terminal.cells import (
    as_word,
    counted,
    day_text,
    moment_words,
    table_data,
)
from smartflow.terminal.tables import display_width, text_table

TABLE = Table(
    title=Text(id="Contoh", en="Example"),
    keys=("name", "count", "day"),
    headings=(Text(id="Nama", en="Name"), Text(id="Jumlah", en="Count"), Text(id="Hari", en="Day")),
    rows=(
        ("Dinkes", Decimal("1234.5"), date(2023, 8, 17)),
        (Text(id="Kota", en="City"), None, None),
    ),
)


def test_text_in_both_languages() -> None:
    """Headings, numbers, months and texts follow the language; numbers stand to the right."""
    assert text_table(TABLE, "id").splitlines() == [
        "Contoh",
        "Nama     Jumlah  Hari",
        "------  -------  -----------",
        "Dinkes  1.234,5  17 Agu 2023",
        "Kota",
    ]
    assert text_table(TABLE, "en").splitlines()[-2:] == ["Dinkes  1,234.5  17 Aug 2023", "City"]


def test_json_keeps_exact_values_and_both_languages() -> None:
    """Decimals and dates are text, texts hold both languages, nothing is null."""
    assert table_data(TABLE) == [
        {"name": "Dinkes", "count": "1234.5", "day": "2023-08-17"},
        {"name": {"id": "Kota", "en": "City"}, "count": None, "day": None},
    ]


@given(st.integers(min_value=30, max_value=120), st.text("ab cé", min_size=1, max_size=200))
def test_a_narrow_terminal_loses_no_word(width: int, words: str) -> None:
    """Folding a table to a terminal keeps every letter, and no line is wider than asked."""
    table = Table(
        title=Text.same("t"),
        keys=("a", "b"),
        headings=(Text.same("A"), Text.same("B")),
        rows=((words, "x"),),
    )
    lines = text_table(table, "id", width).splitlines()[3:]
    assert all(display_width(line) <= width for line in lines)
    kept = "".join(
        line.rstrip().removesuffix("x") if i == 0 else line for i, line in enumerate(lines)
    )
    assert "".join(kept.split()) == "".join(words.split())


def test_a_cell_of_several_lines_is_as_wide_as_its_widest() -> None:
    """The rule below the headings is no longer than what stands in the column."""
    lines = Text.same("one\nthree lines\nin it")
    table = Table(Text.same("T"), ("a",), (Text.same("A"),), ((lines,),))
    assert text_table(table, "en").splitlines()[2] == "-" * len("three lines")


def test_an_empty_table_says_so() -> None:
    """A table without rows is a sentence, not a bare heading."""
    empty = Table(title=Text.same("T"), keys=("a",), headings=(Text.same("A"),), rows=())
    assert text_table(empty, "id") == "T\n(belum ada)"


def test_moments_are_the_officials_own() -> None:
    """A stored UTC moment is shown in the zone in which the official lives."""
    at = "2026-11-24T20:30:00.000000Z"
    assert moment_words(at, "WIB", "id") == "25 Nov 2026 03:30 WIB"
    assert moment_words(at, "WIT", "en") == "25 Nov 2026 05:30 WIT"
    assert day_words(date(2023, 5, 1), "id") == "1 Mei 2023"
    assert [cell_words(flag, "id") for flag in (True, False)] == ["ya", "tidak"]


def test_formats_of_plugins(city: Any) -> None:
    """A reading command renders through a plugin's format, and refuses one that nobody brings."""
    printed = city.must("agency", "list", "contoh", "--format", "csv").out.lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(printed), delimiter=";"))
    assert [row[0] for row in rows] == ["code", "DINKES", "KEL-A"]
    refused = city("agency", "list", "contoh", "--format", "pdf")
    assert refused.code == 2
    assert "text, json" in refused.err
    assert "csv" in refused.err


def test_english_counts_and_words_of_a_command() -> None:
    """One thing has no s; a value with a blank is one word of a command."""
    assert [counted(n, "rule") for n in (0, 1, 2)] == ["0 rules", "1 rule", "2 rules"]
    assert counted(2, "agency", "agencies") == "2 agencies"
    assert as_word("(a;b)") == '"(a;b)"'
    assert as_word(r"C:\berkas\a-1.xlsx") == r"C:\berkas\a-1.xlsx"
    assert [as_word(v) for v in ("a", "a b", Path("c d"), "")] == ["a", '"a b"', '"c d"', '""']


def test_a_stored_day_reads_in_both_languages() -> None:
    """A day of the history, ISO 8601, is told with the month as a word."""
    assert day_text("2026-05-01") == Text(id="1 Mei 2026", en="1 May 2026")
    assert day_text(date(2026, 8, 9)) == Text(id="9 Agu 2026", en="9 Aug 2026")
    with pytest.raises(ValueError, match="kemarin"):
        day_text("kemarin")
