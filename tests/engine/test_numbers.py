"""Numbers are written in one form and read by one reader, whichever door they go through."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smartflow.language import LANGUAGES, Language, Text, show
from smartflow.methods import read_number
from smartflow.numbers import (
    amount_words,
    money_words,
    number_words,
    read_figure,
    typed_number,
)
from smartflow.report import Amount, Money, Table, cell_words
from smartflow.report.charts.drawing import spoken
from smartflow.terminal.tables import text_table
from smartflow.workbook.number_text import read_number as read_cell
from smartflow_formats import csv, html, markdown
from smartflow_masterplan.rules.judging import said_money, said_number

NUMBERS = st.integers(-(10**15), 10**15) | st.decimals(
    min_value=-(10**12), max_value=10**12, places=3, allow_nan=False
)
EXAMPLES = [
    ("0", "0", "0"),
    ("-0.0", "0", "0"),
    ("0.15", "0,15", "0.15"),
    ("-0.5", "-0,5", "-0.5"),
    ("2026", "2026", "2026"),
    ("9999.0", "9999", "9999"),
    ("10000", "10.000", "10,000"),
    ("1234.5", "1.234,5", "1,234.5"),
    ("1234567.50", "1.234.567,5", "1,234,567.5"),
    ("-1234567.80", "-1.234.567,8", "-1,234,567.8"),
    ("1E+3", "1000", "1000"),
]


def _one_cell(number: Decimal) -> Table:
    return Table(Text.same("T"), ("a",), (Text.same("A"),), ((number,),))


DOORS: dict[str, Callable[[Decimal, Language], str]] = {
    "a sentence": lambda number, language: Text.same("{n}").fill({"n": number}).in_(language),
    "a value": show,
    "a rule's sentence": lambda number, language: said_number(number).in_(language),
    "a table": lambda number, language: text_table(_one_cell(number), language).split()[-1],
    "a chart": lambda number, language: spoken(number, language, 3),
    "a page": lambda number, language: _within(
        r"<td[^>]*>([^<]*)</td>", html.render(_one_cell(number), language)
    ),
    "a Markdown table": lambda number, language: _within(
        r"\n\| ([-0-9.,]*) \|\n*\Z", markdown.render(_one_cell(number), language)
    ).replace("\\", ""),
}


def _within(pattern: str, page: bytes) -> str:
    match = re.search(pattern, page.decode())
    assert match, page.decode()
    return match[1]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("number", "indonesian", "english"), EXAMPLES)
def test_a_number_reads_alike_at_every_door(
    door: str, number: str, indonesian: str, english: str
) -> None:
    """In a sentence, a table, a chart and a book one number is the same signs."""
    written = [DOORS[door](Decimal(number), language) for language in ("id", "en")]
    assert written == [indonesian, english]


@given(NUMBERS)
@example(Decimal("1234567.50"))
def test_whole_numbers_of_either_type_read_alike(number: int | Decimal) -> None:
    """An int and the Decimal of the same number cannot be told apart on paper."""
    for language in LANGUAGES:
        assert number_words(number, language) == number_words(Decimal(number), language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=NUMBERS)
@example(number=Decimal("1234.567"))
@example(number=1000)
def test_what_was_written_reads_back(language: Language, number: int | Decimal) -> None:
    """Every written form gives the number back, or says that it may be two, one of them this."""
    for write in (number_words, amount_words, typed_number):
        figure = read_figure(write(number, language).removeprefix("-"))
        assert figure is not None
        meanings = {figure.value, figure.thousands, figure.decimals} - {None}
        assert abs(number) in meanings
        assert figure.value is None or len(meanings) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@given(rupiah=st.integers(-(10**15), 10**15))
def test_money_has_no_blank_and_reads_back_from_a_cell(language: Language, rupiah: int) -> None:
    """``Rp1.250.000`` as EYD has it, the sign in front; a worksheet reads it where it can."""
    words = money_words(rupiah, language)
    assert words == cell_words(Money(rupiah), language) == said_money(Decimal(rupiah)).in_(language)
    assert re.fullmatch(r"-?Rp[0-9]{1,3}([.,][0-9]{3})*", words)
    assert int(re.sub("[Rp.,]", "", words)) == rupiah
    if language == "id":
        assert read_cell(words).value == rupiah


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_is_grouped_where_a_year_is_not(language: Language) -> None:
    """What says of itself that it is an amount is no year."""
    parted = {"id": "2.026 jiwa", "en": "2,026 jiwa"}
    assert cell_words(Amount(2026, "jiwa"), language) == parted[language]
    assert cell_words(2026, language) == "2026"


@pytest.mark.parametrize(("language", "mark"), [("id", ","), ("en", ".")])
@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_a_csv_file_has_no_mark_between_thousands(
    language: Language, mark: str, number: Decimal
) -> None:
    """A program that knows the decimal mark of the language reads the number back."""
    page = csv.render(_one_cell(number), language).decode("utf-8-sig")
    cell = io.StringIO(page).readlines()[1].strip().strip('"')
    assert Decimal(cell.replace(mark, ".")) == number


@given(st.text(alphabet="0123456789.,", min_size=1, max_size=12))
@example("1.000")
@example("0.115")
@example("1.234.567,89")
def test_every_reader_gives_a_figure_the_same_meaning(text: str) -> None:
    """Where a method and a worksheet both read digits and marks, they read one number."""
    figure, method, cell = read_figure(text), read_number(text), read_cell(text)
    if figure is None:
        assert (method, cell.value) == ("not-a-number", None)
    elif figure.value is None:
        assert (method, cell.value) == ("ambiguous", None)
        assert cell.suggestion in (figure.thousands, figure.decimals)
    else:
        assert method == figure.value == cell.value
