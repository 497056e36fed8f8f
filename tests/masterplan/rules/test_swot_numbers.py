"""SWT003 against published tables and a naive twin: sums are exact, tolerances as published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow import Dossier
from smartflow.testing import run_rule
from smartflow_masterplan.rules.swot.numbers import weight_tolerance

BuildDossier = Callable[[Mapping[str, Any]], Dossier]

_weights = st.lists(
    st.decimals(min_value="0.001", max_value="0.6", places=3, allow_nan=False),
    min_size=1,
    max_size=14,
)


@pytest.mark.parametrize(
    ("count", "expected"), [(1, "0.005"), (10, "0.005"), (11, "0.0055"), (13, "0.0065")]
)
def test_the_tolerance_grows_with_rounding(count: int, expected: str) -> None:
    """Half a thousandth per factor, and never less than five thousandths."""
    assert Decimal(expected) == weight_tolerance(count)


@settings(max_examples=60, deadline=None)
@given(weights=_weights)
def test_sums_are_judged_exactly(build: BuildDossier, weights: list[Decimal]) -> None:
    """The rule agrees with the same judgement in fractions, at the edge of the tolerance too."""
    rows = [
        {
            "filler": "DINKES",
            "dimension": "living",
            "code": f"S{n}",
            "factor": "x",
            "weight": str(w),
        }
        for n, w in enumerate(weights, 1)
    ]
    total = sum((Fraction(weight) for weight in weights), Fraction(0))
    tolerance = max(Fraction(5, 1000), Fraction(1, 2000) * len(weights))
    expected = "fail" if abs(total - 1) > tolerance else "pass"
    results = run_rule("SWT003", build({"stage": "swot_tows", "rows": {"swot": rows}}))
    assert [expected] == [result.status for result in results]


@given(st.integers(1, 50))
def test_weights_to_a_hundred_have_a_hundredfold_tolerance(count: int) -> None:
    """A table in percent is judged like the same table in fractions."""
    assert weight_tolerance(count) * 100 == weight_tolerance(count, Decimal(100))
