"""CSV: what was written is what is read back, and no cell is ever a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from smartflow import Text, Verdict
from smartflow.model import PluginRef
from smartflow.report import Amount, Book, Cell, Chapter, Facts, Money, Paragraph, Table
from smartflow_formats.csv import BOOK_KEYS, DELIMITERS, FORMAT, guard, render, unguard

Language = Literal["id", "en"]
LANGUAGES = st.sampled_from(("id", "en"))
STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
TEXTS = st.text(
    st.one_of(st.sampled_from(list("=+-@\t\r\n'\";,a1")), st.characters(exclude_categories=["Cs"])),
    max_size=20,
)


def parsed(content: bytes, language: Language) -> list[list[str]]:
    """Read a CSV file the way a script would."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=DELIMITERS[language]))


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5), LANGUAGES)
def test_cells_come_back_as_they_were(rows: list[tuple[str, str]], language: Language) -> None:
    """Quotes, delimiters, line breaks and formulas survive the way there and back."""
    head = (Text.same("A"), Text.same("B"))
    table = Table(Text.same("T"), ("a", "b"), head, tuple(rows))
    read = parsed(render(table, language), language)
    assert read[0] == ["a", "b"]
    assert [tuple(unguard(cell) for cell in row) for row in read[1:]] == rows


@given(TEXTS)
def test_a_guarded_text_is_never_a_formula(text: str) -> None:
    """Nothing that a spreadsheet takes for the start of a formula stands first."""
    assert not guard(text).startswith(STARTERS)
    assert unguard(guard(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM", "'@SUM"),
        ("'=1", "''=1"),
        ("'Aisyiyah", "'Aisyiyah"),
        ("biasa", "biasa"),
        ("", ""),
    ],
)
def test_only_what_could_run_is_guarded(text: str, expected: str) -> None:
    """A name that begins with an apostrophe is left alone; what hides behind one is not."""
    assert guard(text) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", "\ufeffname;value;day;there\r\n'-5;-2,5;2023-12-01;ya\r\n;;;\r\n"),
        ("en", "\ufeffname,value,day,there\r\n'-5,-2.5,2023-12-01,yes\r\n,,,\r\n"),
    ],
)
def test_the_exact_bytes_of_a_table(language: Language, expected: str) -> None:
    """Mark, delimiter, decimal mark and line ends are those Excel expects in each language.

    A negative number stays a number; a text that looks like one is guarded.
    """
    table = Table(
        title=Text.same("T"),
        keys=("name", "value", "day", "there"),
        headings=(Text.same("N"),) * 4,
        rows=(("-5", Decimal("-2.50"), date(2023, 12, 1), True), (None, None, None, None)),
    )
    assert render(table, language) == expected.encode()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_verdict_is_a_table_with_every_reason(verdict: Verdict, language: Language) -> None:
    """One line for the verdict, then one for each result, score, sign-off and blocked plugin."""
    read = parsed(render(verdict, language), language)
    assert {len(line) for line in read} == {15}
    assert [line[:3] for line in read] == [
        ["kind", "code", "status"],
        ["verdict", "sawahlunto", "not_met"],
        ["result", "ISU002", "fail"],
        ["result", "ISU003", "fail"],
        ["result", "ORG001", "warn"],
        ["result", "QWN005", "waived"],
        ["result", "ISU001", "pass"],
        ["result", "VOC001", "not_applicable"],
        ["result", "XYZ001", "error"],
        ["score", "readiness", "fail"],
        ["sign_off", "team", "fail"],
        ["plugin", "branding", "warn"],
    ]


def test_a_line_of_a_verdict_says_where_and_how(verdict: Verdict) -> None:
    """A remark keeps its place, words, sources and plugin, in the reader's language."""
    read = parsed(render(verdict, "id"), "id")
    assert dict(zip(read[0], read[2], strict=True)) == {
        "kind": "result",
        "code": "ISU002",
        "status": "fail",
        "severity": "error",
        "dimension": "living",
        "agency": "DINKES",
        "worksheet": "issues",
        "sheet": "Isu <b>Daerah</b>",
        "row": "DINKES/issues/3",
        "row_number": "9",
        "column": "year",
        "message": "Isu '=SUM(A1)|x' tanpa tahun.",
        "fix": "Perbaiki ISU002",
        "cites": "Evaluasi Smart City Kab. Malang 2023; UU 23/2014",
        "plugin": "masterplan 0.1.0",
    }


def test_it_refuses_what_it_does_not_know() -> None:
    """A thing of another kind is a fault of the caller, named by its type."""
    with pytest.raises(TypeError, match="csv cannot write a str"):
        render("x", "id")
    assert FORMAT.renders == ("verdict", "table", "book")


def test_waivers_stand_in_the_table(waived: Verdict) -> None:
    """A waived finding says by whom, until when and why; one that covers nothing has a line."""
    heading, *lines = parsed(render(waived, "en"), "en")
    told = [
        (line["kind"], line["code"], line["status"], line["agency"], line["message"])
        for line in (dict(zip(heading, line, strict=True)) for line in lines)
        if line["status"] == "waived" or line["kind"] == "waiver"
    ]
    assert told == [
        (
            *("result", "QWN005", "waived", ""),
            "Message QWN005 Waived until 31 Dec 2023 (asked for by Rina, approved by Budi): late",
        ),
        (
            *("waiver", "ISU001", "warn", "DINKES"),
            "The waiver of ISU001 (DINKES) (asked for by Rina) waits for its approval: late",
        ),
        (
            *("waiver", "ISU002", "warn", ""),
            "The waiver of ISU002 (Smart Living) until 31 Dec 2023 covers nothing now.",
        ),
        ("waiver", "ISU003", "warn", "", "The waiver of ISU003 lapsed on 31 Dec 2023."),
    ]


def test_a_plugin_without_a_version_is_named_alone(verdict: Verdict) -> None:
    """A rule of a file without a version has its plugin's name in the column, and no blank."""
    named = replace(verdict.results[0], plugin=PluginRef("padang", ""))
    lines = parsed(render(replace(verdict, results=(named,)), "en"), "en")
    at = lines[0].index("plugin")
    assert [line[at] for line in lines if line[0] == "result"] == ["padang"]


# -- books ----------------------------------------------------------------------------------------

BOTH = Text(id="Anggaran", en="Budget")


def book(*head: Table | Facts, chapters: tuple[Chapter, ...] = ()) -> Book:
    """Return a book with these tables before its chapters."""
    return Book(BOTH, BOTH, head, chapters)


def table(*rows: tuple[Cell, ...], keys: tuple[str, ...] = ("a", "b")) -> Table:
    """Return a table whose headings nobody asks for."""
    return Table(BOTH, keys, (BOTH,) * len(keys), rows)


@pytest.mark.parametrize(
    ("language", "mark", "words"),
    [
        ("id", ";", ("Anggaran", "1234,5 %", "0,15", "ya")),
        ("en", ",", ("Budget", "1234.5 %", "0.15", "yes")),
    ],
)
def test_the_exact_bytes_of_a_book(language: Language, mark: str, words: tuple[str, ...]) -> None:
    """One header, then a line for each cell, in the order of reading; words are no table."""
    part = Chapter("sumber", BOTH, (table((Decimal("0.15"), True)),))
    first = table((Money(1250000), "=1+1"), (Money(-1250000), Amount(Decimal("1234.50"), "%")))
    blocks = (first, Paragraph((BOTH,)), table((date(2026, 11, 24), None)))
    chapters = (Chapter("uang", BOTH, blocks, (part,)),)
    written = render(book(Facts(BOTH, ((BOTH, 2026),)), chapters=chapters), language)
    budget, share, part_of, yes = words
    lines = [
        ("chapter", "table", "row", "column", "value"),
        ("", "1", "1", "name", budget),
        ("", "1", "1", "value", "2026"),
        ("uang", "1", "1", "a", "1250000"),
        ("uang", "1", "1", "b", "'=1+1"),
        ("uang", "1", "2", "a", "-1250000"),
        ("uang", "1", "2", "b", share),
        ("uang", "2", "1", "a", "2026-11-24"),
        ("uang", "2", "1", "b", ""),
        ("sumber", "1", "1", "a", part_of),
        ("sumber", "1", "1", "b", yes),
    ]
    expected = "\ufeff" + "".join(f"{mark.join(line)}\r\n" for line in lines)
    assert written == expected.encode()


@given(st.lists(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), max_size=3), LANGUAGES)
def test_every_cell_of_a_book_has_its_line(
    given_rows: list[list[tuple[str, str]]], language: Language
) -> None:
    """The file is rectangular, no two lines name one cell, and all cells are put together again."""
    chapters = tuple(
        Chapter(f"bab{at}", BOTH, (table(*rows), table())) for at, rows in enumerate(given_rows)
    )
    head, *lines = parsed(render(book(chapters=chapters), language), language)
    assert tuple(head) == BOOK_KEYS
    found = {tuple(line[:4]): unguard(line[4]) for line in lines}
    assert len(found) == len(lines)
    assert found == {
        (f"bab{at}", "1", str(count), key): cell
        for at, rows in enumerate(given_rows)
        for count, row in enumerate(rows, start=1)
        for key, cell in zip(("a", "b"), row, strict=True)
    }


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Amount(5, "=cmd|x"), "5 =cmd|x"),
        (Amount(-5, "orang"), "'-5 orang"),
        (Amount(1500000), "1500000"),
        (Amount(-5), "-5"),
        ("a\ud800b", "a[U+D800]b"),
        ("\x00", "\x00"),
    ],
)
def test_odd_cells(cell: Cell, expected: str) -> None:
    """An amount with a unit is a text and guarded as one; half a character is shown, not fatal."""
    read = parsed(render(book(table((cell,), keys=("a",))), "id"), "id")
    assert read[1] == ["", "1", "1", "a", expected]
