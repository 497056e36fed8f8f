"""The fitted exponent, beside Python's own regression."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit import fit

COUNTS = (10, 100, 1_000, 10_000)
SECONDS = st.floats(1e-4, 1e4)


@given(st.floats(0.001, 10), st.floats(0, 3))
def test_an_exact_power_law_is_found(factor: float, exponent: float) -> None:
    """Of points that lie on the law, the exponent is its own and the interval has no width."""
    found = fit({count: factor * count**exponent for count in COUNTS})
    assert found.exponent == pytest.approx(exponent, abs=1e-9)
    assert found.last == pytest.approx(exponent, abs=1e-9)
    assert found.margin == pytest.approx(0, abs=1e-6)


@given(st.lists(SECONDS, min_size=4, max_size=4, unique=True))
def test_exponent_and_share_are_those_of_the_textbook(seconds: list[float]) -> None:
    """Slope, R² and standard error agree with ``statistics`` over the logarithms."""
    points = dict(zip(COUNTS, seconds, strict=True))
    x = [math.log(count) for count in COUNTS]
    y = [math.log(value) for value in seconds]
    slope, _ = statistics.linear_regression(x, y)
    r = statistics.correlation(x, y)
    error = math.sqrt(max(0.0, 1 - r * r) / 2) * statistics.stdev(y) / statistics.stdev(x)
    found = fit(points)
    assert found.exponent == pytest.approx(slope, abs=1e-9)
    assert found.r_squared == pytest.approx(r * r, abs=1e-9)
    assert found.margin == pytest.approx(4.303 * error, rel=1e-6, abs=1e-5)


def test_a_fixed_cost_does_not_hide_in_the_last_exponent() -> None:
    """Linear growth behind a fixed cost looks flat over all, and linear at the end."""
    found = fit({count: 1 + 0.001 * count for count in (10, 100, 10_000, 100_000)})
    assert found.exponent < 0.6
    assert found.last == pytest.approx(1, abs=0.05)


def test_the_order_of_the_points_is_of_no_account() -> None:
    """Counts may come in any order."""
    points = {10: 1.0, 100: 3.0, 1_000: 7.0, 10_000: 90.0}
    assert fit(dict(reversed(points.items()))) == fit(points)


@pytest.mark.parametrize("count", [1, 2, 11])
def test_too_few_points_and_too_many_are_refused(count: int) -> None:
    """Two points have no interval; for eleven the table has no factor."""
    with pytest.raises(ValueError, match="3 to 10"):
        fit({number: 1.0 * number for number in range(1, count + 1)})
