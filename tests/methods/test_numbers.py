"""Numbers are read exactly, in every notation a table brings, and never guessed."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.methods import decimals_of, read_number, read_scale, read_text, shown

HUGE = 10**30


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (0.1, Fraction(1, 10)),
        (Decimal("0.15"), Fraction(3, 20)),
        ("0,15", Fraction(3, 20)),
        ("0.115", Fraction(23, 200)),
        (" 4,0 ", Fraction(4)),
        ("1.234,5", Fraction(2469, 2)),
        ("1,234.5", Fraction(2469, 2)),
        ("1.234.567", Fraction(1234567)),
        ("1/3", Fraction(1, 3)),
        ("1 / 3", Fraction(1, 3)),
        ("−2", Fraction(-2)),  # noqa: RUF001  the minus sign that Word puts in
        ("15%", Fraction(3, 20)),
        ("1e-3", Fraction(1, 1000)),
        (7, Fraction(7)),
        (Fraction(2, 7), Fraction(2, 7)),
    ],
)
def test_a_number_in_any_notation_is_read_exactly(cell: object, number: Fraction) -> None:
    """What was typed is what is meant: a float is its decimal, a fraction a fraction."""
    assert read_number(cell) == number


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (None, "missing"),
        ("  ", "missing"),
        ("-", "missing"),
        ("1.000", "ambiguous"),
        ("2,512", "ambiguous"),
        (True, "not-a-number"),
        (math.nan, "not-a-number"),
        (math.inf, "not-a-number"),
        (1e300, "not-a-number"),
        (HUGE, "not-a-number"),
        pytest.param(10**5000, "not-a-number", id="ten to the 5000th"),
        (Decimal("1E+999999"), "not-a-number"),
        (Decimal("NaN"), "not-a-number"),
        ("tinggi", "not-a-number"),
        ("1/0", "not-a-number"),
        ("%", "not-a-number"),
        ("9" * 10_000, "not-a-number"),
        ([], "not-a-number"),
    ],
)
def test_what_is_no_number_says_why(cell: object, problem: str) -> None:
    """Blank, two-faced and other cells are told apart, and no size is too much."""
    assert read_number(cell) == problem


@given(st.decimals(min_value=-1000, max_value=1000, places=4))
def test_a_decimal_reads_alike_in_both_notations(number: Decimal) -> None:
    """Four decimals cannot be thousands, so comma and dot mean the same."""
    plain = f"{number:f}"
    assert read_number(plain) == read_number(plain.replace(".", ",")) == Fraction(number)


@pytest.mark.parametrize(
    ("cell", "scale"),
    [([1, 5], (1, 5)), ((-4, "4"), (-4, 4)), ("1-5", (1, 5)), ([5, 1], None), ([1], None)],
)
def test_a_scale_is_two_numbers_in_rising_order(
    cell: object, scale: tuple[int, int] | None
) -> None:
    """Lists and the words 1-5 are scales, and nothing else is."""
    assert read_scale(cell) == scale


def test_shown_rounds_half_up_as_by_hand() -> None:
    """Six decimals, half up on either side of zero, and no negative zero."""
    assert str(shown(Fraction(1, 3))) == "0.333333"
    assert str(shown(Fraction(5, 10**7))) == "0.000001"
    assert str(shown(Fraction(-5, 10**7))) == "-0.000001"
    assert str(shown(Fraction(-1, 10**9))) == "0"
    assert str(shown(Fraction(100))) == "100"


def test_decimals_of_counts_what_was_printed() -> None:
    """0.387 has three places, a third has as many as are shown."""
    assert [decimals_of(Fraction(n)) for n in ("4", "0.4", "0.387", "1/3")] == [0, 1, 3, 6]


def test_text_of_a_numbered_code_is_its_digits() -> None:
    """A code typed as a number is a code; junk is none."""
    assert [read_text(cell) for cell in (1, 1.0, " S1 ", None, [])] == ["1", "1", "S1", "", ""]
