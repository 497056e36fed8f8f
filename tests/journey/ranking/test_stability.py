"""How far a weight can move: exact against a naive twin, searched limits beside exact ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.journey.ranking.stability import exact_margins, searched_margin

Parts = Mapping[str, Sequence[Decimal]]
_parts = st.lists(
    st.lists(st.integers(0, 100).map(Decimal), min_size=3, max_size=3), min_size=2, max_size=5
).map(lambda rows: {f"r{n}": row for n, row in enumerate(rows)})
_weights = st.lists(st.integers(1, 60).map(Decimal), min_size=3, max_size=3)


def _leaders(weights: Sequence[Decimal], parts: Parts) -> list[str]:
    """Score everything anew and return who is first."""
    totals = {
        row: sum(
            (Fraction(w) * Fraction(p) for w, p in zip(weights, values, strict=True)), Fraction()
        )
        for row, values in parts.items()
    }
    best = max(totals.values())
    return sorted(row for row, total in totals.items() if total == best)


def _moved(weights: Sequence[Decimal], at: int, weight: Decimal) -> list[Decimal]:
    return [weight if n == at else w for n, w in enumerate(weights)]


def test_a_limit_by_hand() -> None:
    """A leads by 30 x 40 - 20 x w' on the second: it leads until the second weighs 60."""
    parts = {"a": [Decimal(100), Decimal(60)], "b": [Decimal(60), Decimal(80)]}
    first, second = exact_margins([Decimal(30), Decimal(25)], parts, "a")
    assert (first.low, first.high, first.heir_low) == (Decimal("12.5"), None, "b")
    assert (second.low, second.high, second.heir_high) == (Decimal(0), Decimal(60), "b")


@settings(max_examples=150, deadline=None)
@given(parts=_parts, weights=_weights)
def test_within_the_limits_the_first_stays_and_beyond_it_does_not(
    parts: Parts, weights: list[Decimal]
) -> None:
    """Scored anew at both limits the first leads; a step beyond, whoever is named leads it."""
    first = _leaders(weights, parts)[0]
    step = Decimal("0.002")  # limits are rounded inwards to thousandths
    for at, margin in enumerate(exact_margins(weights, parts, first)):
        assert 0 <= margin.low <= weights[at]
        assert first in _leaders(_moved(weights, at, margin.low), parts)
        high = weights[at] * 1000 if margin.high is None else margin.high
        assert first in _leaders(_moved(weights, at, high), parts)
        if margin.high is not None:
            assert first not in _leaders(_moved(weights, at, high + step), parts)
        if margin.low > step:
            assert first not in _leaders(_moved(weights, at, margin.low - step), parts)


@settings(max_examples=80, deadline=None)
@given(parts=_parts, weights=_weights)
def test_a_searched_limit_is_the_exact_one_in_whole_weights(
    parts: Parts, weights: list[Decimal]
) -> None:
    """Where both can be had, the search is at most one whole weight short, never beyond."""
    first = _leaders(weights, parts)[0]
    total = sum(weights, Decimal(0))
    for at, exact in enumerate(exact_margins(weights, parts, first)):
        found = searched_margin(
            weights[at],
            total,
            lambda weight, at=at: _leaders(_moved(weights, at, weight), parts),  # type: ignore[misc]
            first,
        )
        assert exact.low <= found.low < exact.low + 1
        if exact.high is None or exact.high >= weights[at] + total * 20:
            assert found.high is None
        else:
            assert found.high is not None
            assert exact.high - 1 < found.high <= exact.high
