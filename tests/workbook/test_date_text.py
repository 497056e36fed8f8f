"""Dates day first, in words or ISO; what is impossible or unclear is not read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.workbook.date_text import format_date, read_date, serial_date

LATE = date(2026, 12, 31)
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]


@pytest.mark.parametrize(
    "text",
    [
        "31/12/2026",
        "31-12-2026",
        "31.12.2026",
        "31 Desember 2026",
        "31 desember 2026",
        "31 Des 2026",
        "31 December 2026",
        "31-Dec-2026",
        "2026-12-31",
        "2026-12-31 00:00:00",
        "Kamis, 31 Desember 2026",
        " 31/12/2026 ",
    ],
)
def test_every_way_of_writing_a_date(text: str) -> None:
    """Day first with figures, in words of both languages, and ISO 8601 give the same day."""
    assert read_date(text).value == LATE


@pytest.mark.parametrize("text", ["31/02/2026", "31 Februari 2026", "2026-13-01", "0/1/2026"])
def test_impossible_dates_are_not_read(text: str) -> None:
    """A day that no calendar has is not read as another one."""
    assert read_date(text).value is None


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("12/31/2026", LATE), ("31/12/26", LATE), ("31 Des 26", LATE), ("31/31/2026", None)],
)
def test_unclear_dates_are_suggested_only(text: str, suggestion: date | None) -> None:
    """The month first, or a year of two digits, is not read; the likelier day is suggested."""
    reading = read_date(text)
    assert (None, suggestion) == (reading.value, reading.suggestion)


@pytest.mark.parametrize("text", ["", "2026", "Desember 2026", "besok", "31 Desembar 2026", "1/2"])
def test_what_is_no_date(text: str) -> None:
    """A month alone, a year alone or a misspelt month is no date."""
    reading = read_date(text)
    assert (reading.value, reading.suggestion) == (None, None)


def test_swappable_dates_say_so() -> None:
    """A date that would be another one with the month first is read day first and says so."""
    assert (date(2026, 7, 5), True) == (
        read_date("05/07/2026").value,
        read_date("05/07/2026").swappable,
    )
    assert not read_date("07/07/2026").swappable
    assert not read_date("31/12/2026").swappable


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_round_trips(day: date) -> None:
    """Any day, written day first, in words or in ISO form, is read back."""
    worded = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert (day, day, day) == (
        read_date(format_date(day)).value,
        read_date(worded).value,
        read_date(day.isoformat()).value,
    )


def test_serial_days_of_this_century() -> None:
    """Excel's day numbers are known for 2000 to 2099; other figures are no days."""
    assert serial_date(46387.0) == LATE
    assert date(2000, 1, 1) == serial_date(36526.0)
    assert serial_date(2026.0) is None
    assert serial_date(1e9) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026/12/31",
        "2026.12.31",
        "31/12/2026 00:00:00",
        "31/12/2026 08.30 WIB",
        "31 Des 2026, pukul 08:00",
    ],
)
def test_year_first_and_a_time_of_day(text: str) -> None:
    """A year in front leaves one order, and a time of day behind is no part of the date."""
    assert read_date(text).value == date(2026, 12, 31)


def test_a_serial_as_text_is_suggested() -> None:
    """A day number that lost its format in a CSV file is suggested, not taken."""
    assert read_date("46022").value is None
    assert read_date("46022").suggestion == date(2025, 12, 31)
    assert read_date("17 Agst 2026").value == date(2026, 8, 17)
