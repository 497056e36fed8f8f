"""What the words of a gap may mean as a number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from smartflow_masterplan.rules.readiness import read_gap


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1,4 indeks", ("1.4",)),
        ("-4 hari", ("4",)),
        ("kurang 12 orang", ("12",)),
        ("1.400 orang", ("1.400", "1400")),
        ("Rp1.500.000,50", ("1500000.50",)),
        ("2.5%", ("2.5",)),
        ("1.234.567", ("1234567",)),
        ("Belum ada wali data", ()),
        ("", ()),
    ],
)
def test_a_gap_is_read_as_officials_write_it(written: str, expected: tuple[str, ...]) -> None:
    """The first number counts, without its sign; an ambiguous dot keeps both readings."""
    assert tuple(map(Decimal, expected)) == read_gap(written)
