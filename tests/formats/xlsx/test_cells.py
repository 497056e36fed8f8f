"""Cells of workbooks: two other libraries read in every cell what the book has there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.workbooks import BOTH, opened, plain, read_twice, table

from smartflow import Text
from smartflow.report import Amount, Cell, Money
from smartflow_formats.xlsx import render

Language = Literal["id", "en"]

HIDDEN = "\u061c\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufffe\uffff"
TURNS = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFDD0, 0xFDF0))))
TEXTS = st.one_of(
    st.sampled_from(
        ["=1+1", "+62", "-5", "@x", "<r>x</r>", "_x0041_", "' x", "http://x.id", "1e5"]
    ),
    st.text(
        st.one_of(
            st.sampled_from(list("=+-@<>&\"'_x0A \t\n")),
            st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=list(HIDDEN + TURNS)),
        ),
        max_size=20,
    ),
)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    TEXTS,
    st.integers(-(10**18), 10**18),
    st.decimals(-1000, 1000, places=3),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.builds(Text, TEXTS, TEXTS),
    st.builds(Money, st.integers(-(10**16), 10**16)),
    st.builds(Amount, st.integers(-(10**16), 10**16), TEXTS),
)


def digits(number: int | Decimal) -> int:
    """Return how many digits a number shows."""
    written = str(number) if isinstance(number, int) else format(number, "f")
    return sum(char.isdigit() for char in written)


def expected(cell: Cell, language: Language) -> object:
    """Return what a reader of Excel finds in place of a cell: the naive twin of the writer."""
    if isinstance(cell, Text):
        return expected(cell.in_(language), language)
    if isinstance(cell, bool):
        return {"id": ("tidak", "ya"), "en": ("no", "yes")}[language][cell]
    if isinstance(cell, str):
        return cell or None
    number = cell.rupiah if isinstance(cell, Money) else cell
    number = number.number if isinstance(number, Amount) else number
    if isinstance(number, int | Decimal):
        return float(number) if digits(number) <= 15 else ...
    if isinstance(number, date):
        return number if number >= date(1900, 3, 1) else ...
    return None


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4), st.sampled_from(("id", "en")))
def test_every_cell_is_read_back(rows: list[tuple[Cell, Cell]], language: Language) -> None:
    """Numbers, dates and texts come back as they are; what Excel cannot hold, as words."""
    read = read_twice(render(table(*rows), language), 0, 3)
    assert len(read) == len(rows)
    for row, found_row in zip(rows, read, strict=True):
        for cell, found in zip(row, found_row, strict=True):
            wanted = expected(cell, language)
            assert isinstance(found, str) if wanted is ... else found == wanted


@pytest.mark.parametrize(
    ("cell", "value", "look"),
    [
        (2026, 2026, "0"),
        (-3, -3, "0"),
        (10**15 - 1, 10**15 - 1, "0"),
        (10**15, "1.000.000.000.000.000", "General"),
        (Decimal("1.50"), 1.5, "0.00"),
        (Decimal("-0.125"), -0.125, "0.000"),
        (Decimal("1E+3"), 1000, "0"),
        (Decimal("0.1234567890123456"), "0,1234567890123456", "General"),
        (Decimal("NaN"), "NaN", "General"),
        (date(2026, 11, 24), date(2026, 11, 24), "[$-421]d mmmm yyyy"),
        (date(1900, 2, 28), "28 Februari 1900", "General"),
        (Money(1250000), 1250000, '"Rp"#,##0;-"Rp"#,##0'),
        (Money(-(10**15)), "-Rp1.000.000.000.000.000", "General"),
        (Amount(1500, "orang"), 1500, '#,##0" orang"'),
        (Amount(Decimal("12.50"), "%"), 12.5, '#,##0.00" %"'),
        (Amount(7), 7, "#,##0"),
        (Amount(7, 'a"b[Red]0;\\'), 7, '#,##0" a"\\""b[Red]0;\\"'),
        (Amount(7, "x" * 200), f"7 {'x' * 200}", "General"),
        ("=1+1", "=1+1", "General"),
        ("2026", "2026", "General"),
        (True, "ya", "General"),
        (BOTH, "Anggaran", "General"),
        (None, None, "General"),
    ],
)
def test_how_a_cell_looks(cell: Cell, value: object, look: str) -> None:
    """The value is typed, and its number format is that of the reader's language and unit."""
    content = render(table((cell, "x")), "id")
    assert read_twice(content, 0, 3) == [(plain(value), "x")]
    found = opened(content).worksheets[0]["A5"]
    assert found.number_format == look
    assert found.data_type in "snd"  # never "f", a formula


def test_a_date_is_english_for_an_english_reader() -> None:
    """The months of a date are named in the language of the file, whatever Excel speaks."""
    page = opened(render(table((date(2026, 11, 24),)), "en")).worksheets[0]
    assert page["A5"].number_format == "[$-809]d mmmm yyyy"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x1f", "a[U+0000]b[U+001F]"),
        ("\ud800", "[U+D800]"),
        ("Budi \u202enajmah", "Budi [U+202E]najmah"),
        ("\ufffe\uffff", "[U+FFFE][U+FFFF]"),
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("\tx ", "\tx "),
        ("\u05e9\u05dc e\u0301 \N{GRINNING FACE}", "\u05e9\u05dc e\u0301 \N{GRINNING FACE}"),
        ("_x0000_ _x0041_", "_x0000_ _x0041_"),
        ("<r><t>x</t></r>", "<r><t>x</t></r>"),
        ("<r></r>", "<r></r>"),
        ("&amp; <b> ]]>", "&amp; <b> ]]>"),
        ("{=1+1}", "{=1+1}"),
        ("internal:x", "internal:x"),
    ],
)
def test_what_no_cell_can_hold_is_shown(text: str, shown: str) -> None:
    """What XML cannot hold, or would mislead, is shown by its number; all else as it was typed."""
    assert read_twice(render(table((text, "x")), "id"), 0, 3) == [(shown, "x")]


def test_many_units_are_still_numbers_with_units() -> None:
    """Excel takes some 200 number formats; behind 150 an amount is a text, with its unit."""
    cells = tuple((Amount(at, f"jenis {at}"),) for at in range(300))
    content = render(table(*cells), "id")
    page = opened(content).worksheets[0]
    looks = {page.cell(at, 1).number_format for at in range(5, 305)}
    assert len(looks) <= 151
    assert page["A304"].value == "299 jenis 299"
