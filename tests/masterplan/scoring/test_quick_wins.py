"""The ranking of quick wins: worked by hand under each method, criteria and weights as set."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.model import Dossier, Score
from smartflow_masterplan.scoring.registered import quick_win_rank

BuildDossier = Callable[[Mapping[str, Any]], Dossier]
METHODS = ("saw", "topsis", "wpm")
WISDOM = "Gotong royong warga nagari setiap Jumat"
FIRST = {
    "filler": "living",
    "code": "QW1",
    "impact": 4,
    "effort": 1,
    "beneficiary_count": 500,
    "local_wisdom": WISDOM,
    "indicator": "Cakupan",
    "unit": "%",
}
SECOND = {"filler": "living", "code": "QW2", "beneficiary_count": 1000}
OTHERS = ("effort", "beneficiaries", "local_wisdom", "measurable")


def _rank(
    build: BuildDossier, rows: list[dict[str, Any]], **given_settings: Any
) -> dict[str, Score]:
    case = {
        "stage": "quick_win_selection",
        "rows": {"quick_wins": rows},
        "settings": given_settings,
    }
    dossier = build(case)
    scores = quick_win_rank(dossier, dossier.settings["masterplan"])
    return {score.subject.removeprefix("living/quick_wins/"): score for score in scores}


def test_saw_by_hand(build: BuildDossier) -> None:
    """Parts are x / max and, for effort, min / x, on the scale of 1 to 5.

    First: impact 4/4, effort 1/1, beneficiaries 3/5, wisdom 5/5, measurable 2.6/2.6: 100 but 60 of
    weight 15, so 94. Second: impact 1/4, effort 1/5, beneficiaries 5/5, wisdom 1/5, measurable
    1/2.6: (30 x 25 + 25 x 20 + 15 x 100 + 15 x 20 + 15 x 38.462) / 100 = 36.269.
    """
    found = _rank(build, [FIRST, SECOND])
    assert [Decimal(n) for n in (100, 100, 60, 100, 100)] == [
        line.value for line in found["1"].breakdown
    ]
    assert Decimal(94) == found["1"].value
    assert Decimal("36.269") == found["2"].value
    assert "4 (terbaik 4)" in found["1"].breakdown[0].title.id


def test_topsis_by_hand(build: BuildDossier) -> None:
    """With impact alone, the best is the ideal, the worst its opposite, the rest between.

    Impact 5, 3, 1: vector length is root 35, closeness of the middle (3 - 1) / (5 - 1) = 50 %.
    """
    only = {f"rank_weight_{key}": 0 for key in OTHERS}
    rows = [{"filler": "living", "code": f"QW{n}", "impact": n} for n in (5, 3, 1)]
    found = _rank(build, rows, rank_method="topsis", **only)
    assert [Decimal(100), Decimal(50), Decimal(0)] == [found[n].value for n in "123"]
    part = found["2"].breakdown[0].value
    assert abs(float(part) - 300 / math.sqrt(35)) < 0.001


def test_wpm_by_hand(build: BuildDossier) -> None:
    """With equal weights of impact and effort S is the root of the product of the shares.

    Impact 4 and 1, effort 1 and 4: the second has (1/4 x 1/4) ** 0.5 = a quarter of the first.
    """
    weights = {f"rank_weight_{key}": 0 for key in OTHERS} | {
        "rank_weight_impact": 10,
        "rank_weight_effort": 10,
    }
    rows = [
        {"filler": "living", "code": "QW1", "impact": 4, "effort": 1},
        {"filler": "living", "code": "QW2", "impact": 1, "effort": 4},
    ]
    found = _rank(build, rows, rank_method="wpm", **weights)
    assert [Decimal(100), Decimal(25)] == [found["1"].value, found["2"].value]


def test_weights_are_settings(build: BuildDossier) -> None:
    """A city that looks at impact only ranks by impact only; without any weight all is 0."""
    none = {f"rank_weight_{key}": 0 for key in OTHERS}
    rows = [{"filler": "living", "code": f"QW{n}", "impact": n, "effort": n} for n in (2, 4)]
    assert [Decimal(50), Decimal(100)] == [s.value for s in _rank(build, rows, **none).values()]
    bare = _rank(build, rows, **none, rank_weight_impact=0)
    assert [Decimal(0)] * 2 == [score.value for score in bare.values()]


def test_any_column_of_numbers_can_be_a_criterion(build: BuildDossier) -> None:
    """A cost column is stretched over 1 to 5: the cheapest 100, the dearest 20, unknown 20."""
    none = {f"rank_weight_{key}": 0 for key in ("impact", *OTHERS)}
    rows = [{"filler": "living", "code": f"QW{n}", "budget": n} for n in (0, 50, 100)]
    rows.append({"filler": "living", "code": "QW4"})
    found = _rank(build, rows, **none, rank_columns=["budget:cost:40"])
    expected = [Decimal(text) for text in ("100", "33.333", "20", "20")]
    assert expected == [found[n].value for n in "1234"]
    assert found["1"].breakdown[-1].title.id == "budget: 1 (terbaik 1)"


@pytest.mark.parametrize("entry", ["budget", "budget:cheap:3", "budget:cost:x", ":cost:3"])
def test_a_criterion_that_cannot_be_read_is_refused(build: BuildDossier, entry: str) -> None:
    """A mistyped criterion is no silent zero: the rule fails and says which entry it was."""
    with pytest.raises(ValueError, match="rank_columns"):
        _rank(build, [FIRST], rank_columns=[entry])


@pytest.mark.parametrize("method", METHODS)
def test_one_candidate_alone_is_first(build: BuildDossier, method: str) -> None:
    """No method needs a rival: whoever is alone has 100."""
    assert Decimal(100) == _rank(build, [FIRST], rank_method=method)["1"].value


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=25, deadline=None)
@given(
    values=st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=6),
    factor=st.integers(2, 7),
)
def test_better_is_never_worse_and_weights_only_share(
    build: BuildDossier, method: str, values: list[tuple[int, int]], factor: int
) -> None:
    """More impact for no more effort ranks no lower; all weights times a number change nothing."""
    rows = [
        {"filler": "living", "code": f"QW{n}", "impact": impact, "effort": effort}
        for n, (impact, effort) in enumerate(values)
    ]
    weights = {"impact": 30, "effort": 25, "beneficiaries": 15, "local_wisdom": 15}
    scaled = {f"rank_weight_{key}": value * factor for key, value in weights.items()}
    found = [s.value for s in _rank(build, rows, rank_method=method).values()]
    other = _rank(build, rows, rank_method=method, rank_weight_measurable=15 * factor, **scaled)
    assert all(
        abs(a - b.value) <= Decimal("0.001") for a, b in zip(found, other.values(), strict=True)
    )
    for (impact, effort), value in zip(values, found, strict=True):
        for (more, less), rival in zip(values, found, strict=True):
            if more >= impact and less <= effort:
                assert rival >= value
