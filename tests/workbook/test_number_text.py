"""Numbers in Indonesian and plain notation: read when one number can be meant, never guessed."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smartflow.numbers import amount_words, typed_number
from smartflow.workbook.number_text import MAX_DIGITS, read_number

NUMBERS = st.decimals(
    min_value=Decimal(-(10**14)), max_value=Decimal(10**14), places=None, allow_nan=False
).map(lambda number: Decimal(format(round(number, 6), "f")))


def under(text: str, thousands: str, decimal: str) -> Decimal | None:
    """The naive twin: read ``text`` strictly under one convention, or None."""
    whole, _, fraction = text.partition(decimal)
    if decimal in text and not re.fullmatch(r"[0-9]+", fraction):
        return None
    grouped = re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{re.escape(thousands)}[0-9]{{3}})+", whole)
    if not grouped and not re.fullmatch(r"[0-9]*", whole):
        return None
    digits = whole.replace(thousands, "") or "0"
    return Decimal(f"{digits}.{fraction or 0}") if whole or fraction else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,15", "0.15"),
        ("1.234,5", "1234.5"),
        ("2.38", "2.38"),
        ("2,38", "2.38"),
        ("1.500.000", "1500000"),
        ("Rp 1.500.000", "1500000"),
        ("Rp1.500.000,-", "1500000"),
        ("Rp. 20.000,00", "20000"),
        ("IDR 1.500", "1500"),
        ("1,234.5", "1234.5"),
        ("1 500 000", "1500000"),
        ("0.115", "0.115"),
        ("0,115", "0.115"),
        ("-3,5", "-3.5"),
        ("−4", "-4"),  # noqa: RUF001  the minus sign that Word puts in
        ("+7", "7"),
        ("1234.567", "1234.567"),
        (",5", "0.5"),
        ("'12", "12"),
        ("0", "0"),
    ],
)
def test_one_meaning_is_read(text: str, value: str) -> None:
    """A text that can mean one number only is that number."""
    assert Decimal(value) == read_number(text).value


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("1.000", "1000"),
        ("12.345", "12345"),
        ("1,000", "1000"),
        ("2,512", "2.512"),
        ("1,2 M", "1200000000"),
        ("150 jt", "150000000"),
        ("150 juta", "150000000"),
        ("5 rb", "5000"),
        ("5 miliar", "5000000000"),
        ("5 Milyar", "5000000000"),
        ("3 triliun", "3000000000000"),
        ("12 orang", "12"),
        ("0 orang", "0"),
        ("(500)", "-500"),
        ("1,5E+05", "150000"),
        ("-1.000", "-1000"),
    ],
)
def test_two_meanings_are_suggested_only(text: str, suggestion: str) -> None:
    """A text that may mean something else has no value, but the likelier number is suggested."""
    reading = read_number(text)
    assert (None, Decimal(suggestion)) == (reading.value, reading.suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "abc",
        "12a",
        "1.2.3",
        "1,2,3",
        "1..000",
        "0.123.456",
        "1.00.000",
        "٣",
        "1/2",
        "5-10",
    ],
)
def test_no_number_is_no_number(text: str) -> None:
    """What is no number has neither value nor suggestion."""
    reading = read_number(text)
    assert (reading.value, reading.suggestion) == (None, None)


def test_percent_sign_keeps_the_figure() -> None:
    """``85%`` is 85 and says that a percent sign stood there; it is never turned into 0.85."""
    assert (Decimal(85), True) == (read_number("85%").value, read_number("85 %").percent)
    assert Decimal("12.5") == read_number("12,5 persen").value


def test_a_wall_of_digits_is_refused() -> None:
    """More digits than any figure has are no number, however well they are grouped."""
    assert Decimal("9" * MAX_DIGITS) == read_number("9" * MAX_DIGITS).value
    assert read_number("9" * (MAX_DIGITS + 1)).value is None


@given(NUMBERS)
@example(Decimal("1.234"))
@example(Decimal("-0.5"))
def test_plain_notation_round_trips(number: Decimal) -> None:
    """Plain notation gives the number back, unless it may also mean thousands; then nothing."""
    text = format(number, "f").rstrip("0").rstrip(".") if "." in str(number) else str(number)
    value = read_number(text).value
    if re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", text):
        assert value is None
    else:
        assert number == value


@given(NUMBERS)
@example(Decimal("2.512"))
@example(Decimal(1000))
def test_indonesian_notation_round_trips(number: Decimal) -> None:
    """A decimal comma, with thousands or not, gives the number back, or nothing if ambiguous."""
    for text in (typed_number(number, "id"), amount_words(number, "id")):
        value = read_number(text).value
        if re.fullmatch(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}", text):
            assert value is None
        else:
            assert number == value


@settings(max_examples=400)
@given(st.text(alphabet="0123456789.,", min_size=1, max_size=12))
@example("1.000")
@example("1,234")
@example("0.115")
def test_never_silently_wrong(text: str) -> None:
    """A value is given only if every convention that can read the text agrees on it."""
    meanings = {under(text, ".", ","), under(text, ",", ".")} - {None}
    value = read_number(text).value
    if value is not None:
        assert {value} == meanings
    elif len(meanings) == 1:
        # The twin also takes marks without digits behind them, which are mistypings.
        assert text.endswith((".", ",")) or not meanings


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("±12", "12"), ("kurang lebih 1.500.000", "1500000"), (">5", "5"), ("12 ton/hari", "12")],
)
def test_about_a_figure_is_suggested(text: str, suggestion: str) -> None:
    """A figure that is said to be rough is suggested, never read."""
    assert read_number(text).value is None
    assert read_number(text).suggestion == Decimal(suggestion)


@pytest.mark.parametrize("text", ["3 s/d 5", "12\n13", "10 s.d. 20 orang"])
def test_of_two_figures_none_is_suggested(text: str) -> None:
    """Where two figures stand in a cell, the first is no better than the other."""
    assert read_number(text) == read_number("kata")
