"""Tests of the values of the command line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.terminal.usage import WrongValue
from smartflow.terminal.values import OneOf, Whole, read_day

DAYS = st.dates(min_value=date(1945, 8, 17), max_value=date(2999, 12, 31))


@given(DAYS)
def test_every_day_is_read_in_every_form(day: date) -> None:
    """Year first and day first, with any of the usual marks, name the same day."""
    forms = [
        day.isoformat(),
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.year}/{day.month}/{day.day}",
    ]
    assert [read_day(form) for form in forms] == [day] * len(forms)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("5 Juli 2023", date(2023, 7, 5)),
        ("17 agustus 1945", date(1945, 8, 17)),
        ("1 Des 2023", date(2023, 12, 1)),
        ("5 May 2023", date(2023, 5, 5)),
        ("31-02-2024", None),
        ("7-5-23", None),
        ("5 Juley 2023", None),
        ("", None),
        ("kemarin", None),
    ],
)
def test_months_by_name_and_days_that_are_none(words: str, day: date | None) -> None:
    """Months are read in Indonesian and English; what is no day is none."""
    assert read_day(words) == day


def test_day_first_never_month_first() -> None:
    """5-7 is the fifth of July here, as officials write it."""
    assert read_day("05-07-2023") == date(2023, 7, 5)


def test_one_of_takes_other_spellings_and_says_what_there_is() -> None:
    """A known word in any case is stored in its own spelling; any other is refused by name."""
    kind = OneOf(("kota", "kabupaten"), {"kab": "kabupaten"})
    assert [kind.convert(word, None, None) for word in ("KOTA", "kab")] == ["kota", "kabupaten"]
    with pytest.raises(WrongValue) as refused:
        kind.convert("desa", None, None)
    assert "kota, kabupaten" in refused.value.text.id


@pytest.mark.parametrize("words", ["-1", "11", "1,5", "x", ""])
def test_whole_refuses_what_is_beyond_its_bounds(words: str) -> None:
    """Only whole numbers within the bounds, both inclusive, are taken."""
    kind = Whole(0, 10)
    assert [kind.convert(word, None, None) for word in ("0", " 10 ")] == [0, 10]
    with pytest.raises(WrongValue):
        kind.convert(words, None, None)
