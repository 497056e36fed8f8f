"""Counting months for QWN002."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow_masterplan.rules.quick_wins.period import add_months

_days = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 12, 1), 12, date(2024, 12, 1)),
        (date(2024, 5, 5), 0, date(2024, 5, 5)),
    ],
)
def test_months_end_where_people_say_they_do(day: date, months: int, expected: date) -> None:
    """The same day of the later month, or its last one."""
    assert expected == add_months(day, months)


@given(day=_days, months=st.integers(0, 60))
def test_months_agree_with_stepping_day_by_day(day: date, months: int) -> None:
    """Walking from month to month lands in the same month, never past the same day of it."""
    walked = day.replace(day=1)
    for _ in range(months):
        walked = (walked + timedelta(days=31)).replace(day=1)
    later = add_months(day, months)
    assert (walked.year, walked.month) == (later.year, later.month)
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
    assert later.day <= day.day
