"""Readiness and what all scores share: worked by hand, bounded, whatever the order."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.language import Text
from smartflow.model import BreakdownLine, Dossier, Row, Score
from smartflow.plugin.registry import Origin, Owned
from smartflow.plugin.running.guard import run_scoring_rules
from smartflow_masterplan.scoring.registered import (
    SCORING_RULES,
    mean_score,
    quick_win_rank,
    readiness,
)

BuildDossier = Callable[[Mapping[str, Any]], Dossier]

_TITLE = Text.same("x")
_parts = st.lists(
    st.tuples(
        st.decimals(min_value=0, max_value=100, places=3, allow_nan=False), st.integers(0, 100)
    ),
    max_size=6,
)
_quick_wins = st.lists(
    st.fixed_dictionaries(
        {"filler": st.sampled_from(["living", "governance"]), "code": st.just("QW")},
        optional={
            "impact": st.integers(-1, 7),
            "effort": st.integers(-1, 7),
            "beneficiary_count": st.integers(-5, 90000),
            "local_wisdom": st.sampled_from(
                ["gotong royong", "bakti sosial tiap Jumat pagi warga"]
            ),
            "indicator": st.just("cakupan"),
            "new_service": st.sampled_from(["ya", "tidak"]),
        },
    ),
    max_size=6,
)


def _settings(dossier: Dossier) -> Mapping[str, Any]:
    return dossier.settings["masterplan"]


def _scores(given_scores: Any) -> dict[str, Score]:
    return {score.subject: score for score in given_scores}


@given(_parts)
def test_a_score_can_be_worked_out_from_its_breakdown(parts: list[tuple[Decimal, int]]) -> None:
    """The value is the weighted mean of the printed parts, within half a thousandth."""
    lines = [BreakdownLine(_TITLE, value, Decimal(weight)) for value, weight in parts]
    score = mean_score("a", lines)
    weight = sum(weight for _, weight in parts)
    total = sum((Fraction(value) * weight for value, weight in parts), Fraction(0))
    exact = total / weight if weight else Fraction(0)
    assert abs(Fraction(score.value) - exact) <= Fraction(1, 2000)
    assert tuple(lines) == score.breakdown
    assert 0 <= score.value <= 100


def test_readiness_of_issues_by_hand(build: BuildDossier) -> None:
    """In the first stage only the evidence of issues counts: one of two is complete."""
    issues = [
        {
            "filler": "DINKES",
            "dimension": "living",
            "issue": "A",
            "data": "1",
            "unit": "%",
            "year": 2022,
            "source": "BPS",
        },
        {"filler": "DINKES", "dimension": "living", "issue": "B", "data": "1"},
    ]
    dossier = build({"stage": "issue_analysis", "rows": {"issues": issues}})
    found = _scores(readiness(dossier, _settings(dossier)))
    assert {"governance": Decimal(0), "living": Decimal(50)} == {
        subject: score.value for subject, score in found.items()
    }
    assert len(found["living"].breakdown) == 1


def test_readiness_of_swot_tows_by_hand(build: BuildDossier) -> None:
    """Five parts of the same weight: 0, 100, 75, 50 and 33.333 give 51.667."""
    case = {
        "stage": "swot_tows",
        "dimensions": ["living"],
        "rows": {
            "swot": [
                {"filler": "DINKES", "dimension": "living", "code": code, "factor": "x"}
                for code in ("S1", "W1", "T1", "T2")
            ],
            "tows": [
                {"filler": "DINKES", "dimension": "living", "cell": cell, "strategy": "x"}
                for cell in ("SO", "WT")
            ],
            "readiness": [
                {"filler": "living", "component": "struktur", "indicator": "SDM", "score": 3},
                {"filler": "living", "component": "budaya", "indicator": "x", "score": 3},
                {"filler": "living", "component": "infrastruktur", "indicator": "x"},
            ],
        },
    }
    dossier = build(case)
    score = _scores(readiness(dossier, _settings(dossier)))["living"]
    expected = [Decimal(text) for text in ("0", "100", "75", "50", "33.333")]
    assert expected == [line.value for line in score.breakdown]
    assert Decimal("51.667") == score.value


def test_nihil_counts_as_an_answer(build: BuildDossier) -> None:
    """An agency that declared nihil lowers no readiness."""
    nil = {"agency": "DINKES", "worksheet": "swot"}
    case = {"stage": "swot_tows", "dimensions": ["living"], "nils": [nil]}
    dossier = build(case)
    score = _scores(readiness(dossier, _settings(dossier)))["living"]
    assert Decimal(100) == score.breakdown[1].value


@settings(max_examples=40, deadline=None)
@given(rows=_quick_wins, seed=st.integers(0, 999))
def test_ranking_is_bounded_and_knows_no_order(
    build: BuildDossier, rows: list[dict[str, Any]], seed: int
) -> None:
    """Whatever is in the cells, scores lie from 0 to 100 and shuffling changes none."""
    dossier = build({"stage": "quick_win_selection", "rows": {"quick_wins": rows}})

    def shuffled(worksheet: str) -> tuple[Row, ...]:
        mixed = list(dossier.rows(worksheet))
        random.Random(seed).shuffle(mixed)  # noqa: S311  any order will do
        return tuple(mixed)

    other = msgspec.structs.replace(dossier, row_source=shuffled)
    found = _scores(quick_win_rank(dossier, _settings(dossier)))
    assert found == _scores(quick_win_rank(other, _settings(dossier)))
    assert all(0 <= score.value <= 100 for score in found.values())
    assert len(rows) == len(found)


@pytest.mark.parametrize("stage", ["issue_analysis", "swot_tows", "quick_win_selection"])
def test_scores_pass_the_guard_on_an_empty_city(build: BuildDossier, stage: str) -> None:
    """A city that has submitted nothing is scored 0, not refused."""
    owned = [
        Owned(rule, Origin("masterplan", "0.1.0", "smartflow-engine")) for rule in SCORING_RULES
    ]
    results = run_scoring_rules(owned, build({"stage": stage}))
    assert [""] * len(results) == [result.fault for result in results]
    assert {Decimal(0)} == {result.value for result in results}
