"""The SWOT matrix, TOWS coverage and USG priority: worked by hand, merged, whatever the order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from smartflow.model import Dossier, Score
from smartflow_masterplan.scoring.registered import (
    SCORING_RULES,
    swot_quadrant,
    tows_coverage,
    usg_priority,
)

BuildDossier = Callable[[Mapping[str, Any]], Dossier]
Rows = list[dict[str, Any]]


def _scores(function: Any, dossier: Dossier) -> dict[str, Score]:
    return {s.subject: s for s in function(dossier, dossier.settings["masterplan"])}


def _factor(agency: str, code: str, weight: str, rating: str, **more: Any) -> dict[str, Any]:
    numbers = {"weight": weight, "rating": rating} if weight else {}
    return {
        "filler": agency,
        "dimension": "living",
        "code": code,
        "factor": code,
        **numbers,
        **more,
    }


def _swot(build: BuildDossier, factors: Rows, **more: Any) -> Dossier:
    sheets = {"swot": factors, **more.pop("rows", {})}
    return build({"stage": "swot_tows", "dimensions": ["living"], "rows": sheets, **more})


DINKES = [
    _factor("DINKES", "S1", "0.6", "4"),
    _factor("DINKES", "W1", "0.4", "2"),
    _factor("DINKES", "O1", "0.3", "3"),
    _factor("DINKES", "T1", "0.7", "2"),
]


def _values(score: Score) -> list[Decimal]:
    return [line.value for line in score.breakdown]


def _numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def test_a_quadrant_by_hand(build: BuildDossier) -> None:
    """S 2.4, W 0.8, O 0.9, T 1.4: x = 1.6, y = -0.5, so quadrant II (ST); the city the same."""
    found = _scores(swot_quadrant, _swot(build, DINKES))
    assert {"living", ""} == set(found)
    assert Decimal(2) == found["living"].value
    assert _numbers("2.4", "0.8", "0.9", "1.4", "1.6", "-0.5", "0") == _values(found["living"])
    assert "(II, ST)" in found["living"].breakdown[5].title.id
    assert _values(found["living"]) == _values(found[""])


def test_several_agencies_weigh_as_their_weights_do(build: BuildDossier) -> None:
    """Two sheets whose weights sum to 1 each make the mean of their totals: still 1 to 4."""
    other = [
        _factor("DISKOMINFO", "S1", "0.5", "2"),
        _factor("DISKOMINFO", "W1", "0.5", "3"),
        _factor("DISKOMINFO", "O1", "0.5", "4"),
        _factor("DISKOMINFO", "T1", "0.5", "1"),
    ]
    found = _scores(swot_quadrant, _swot(build, [*DINKES, *other]))
    assert _numbers("1.7", "1.15", "1.45", "0.95") == _values(found["living"])[:4]


def test_rounded_weights_are_used_as_given(build: BuildDossier) -> None:
    """Weights that sum to 1.002 are within the tolerance and are not divided by it."""
    rows = [
        _factor("DINKES", "S1", "0.602", "4"),
        *DINKES[1:],
    ]
    found = _scores(swot_quadrant, _swot(build, rows))
    assert Decimal("2.408") == _values(found["living"])[0]


def test_percent_weights_mean_the_same(build: BuildDossier) -> None:
    """60 of 100 is 0.6 of 1, where the settings say that weights sum to 100."""
    rows = [{**row, "weight": str(Decimal(row["weight"]) * 100)} for row in DINKES]
    found = _scores(swot_quadrant, _swot(build, rows, settings={"weight_total": 100}))
    assert _numbers("2.4", "0.8", "0.9", "1.4") == _values(found["living"])[:4]


def test_without_numbers_there_is_no_quadrant(build: BuildDossier) -> None:
    """Qualitative SWOT is not scored; a factor without numbers beside others is counted apart."""
    bare = [_factor("DINKES", code, "", "") for code in ("S1", "W1", "O1", "T1")]
    assert _scores(swot_quadrant, _swot(build, bare)) == {}
    found = _scores(swot_quadrant, _swot(build, [*DINKES, _factor("DINKES", "S2", "", "")]))
    assert Decimal(1) == _values(found["living"])[6]


def test_a_point_on_an_axis_is_undecided(build: BuildDossier) -> None:
    """A point with x = 0 belongs to no quadrant: the value is 0."""
    rows = [_factor("DINKES", code, "0.5", "2") for code in ("S1", "W1", "O1", "T1")]
    assert Decimal(0) == _scores(swot_quadrant, _swot(build, rows))["living"].value


def test_the_consolidated_sheet_counts_once_there_is_one(build: BuildDossier) -> None:
    """Dropped factors no longer weigh; those used are divided by what their weights sum to."""
    decisions = ("dipakai", "dipakai", "dipakai", "tidak dipakai")
    merged = [
        {
            "filler": "living",
            "source": f"DINKES/swot/{n}",
            "agency": "DINKES",
            "decision": decision,
            **{key: row[key] for key in ("code", "factor", "weight", "rating")},
        }
        for n, (row, decision) in enumerate(zip(DINKES, decisions, strict=True), start=1)
    ]
    dossier = _swot(build, DINKES, rows={"swot_merged": merged})
    found = _scores(swot_quadrant, dossier)
    assert _numbers("2.4", "0.8", "3", "0") == _values(found["living"])[:4]


# -- TOWS coverage --------------------------------------------------------------------------------


def _strategy(agency: str, code: str, *cites: str, **more: Any) -> dict[str, Any]:
    return {
        "filler": agency,
        "dimension": "living",
        "cell": code[:2],
        "code": code,
        "strategy": code,
        "cites": list(cites),
        **more,
    }


def test_coverage_names_the_strong_factor_that_no_strategy_uses(build: BuildDossier) -> None:
    """S 2.4 and 0.2 have the mean 1.3: S1 is strong, S2 is not; T1 is strong and not cited."""
    rows = [*DINKES, _factor("DINKES", "S2", "0.1", "2")]
    tows = [_strategy("DINKES", "SO1", "S1", "O1"), _strategy("DINKES", "WO1", "DINKES:W1", "O1")]
    score = _scores(tows_coverage, _swot(build, rows, rows={"tows": tows}))["living"]
    assert Decimal(75) == score.value
    assert _numbers("4", "3", "1.4") == _values(score)
    assert score.breakdown[2].title.id == "Belum dirujuk: DINKES:T1 T1"


def test_a_code_is_its_own_agency_s(build: BuildDossier) -> None:
    """S1 in the sheet of DISKOMINFO does not use DINKES:S1."""
    rows = [_factor("DINKES", "S1", "", ""), _factor("DISKOMINFO", "S1", "", "")]
    tows = [_strategy("DISKOMINFO", "SO1", "S1")]
    score = _scores(tows_coverage, _swot(build, rows, rows={"tows": tows}))["living"]
    assert Decimal(50) == score.value
    assert "DINKES:S1" in score.breakdown[2].title.en


def test_citing_a_merged_factor_uses_the_one_it_went_into(build: BuildDossier) -> None:
    """DISKOMINFO:S1 was merged into DINKES:S1: a strategy that cites it leaves nothing unused."""
    pairs = (("DINKES", "dipakai", None), ("DISKOMINFO", "digabung", "DINKES:S1"))
    merged = [
        {
            "filler": "living",
            "source": f"{agency}/swot/1",
            "agency": agency,
            "code": "S1",
            "factor": "x",
            "decision": decision,
            **({"merged_into": into} if into else {}),
        }
        for agency, decision, into in pairs
    ]
    tows = [_strategy("DISKOMINFO", "SO1", "S1")]
    dossier = _swot(build, [], rows={"swot_merged": merged, "tows": tows})
    assert Decimal(100) == _scores(tows_coverage, dossier)["living"].value


# -- USG ------------------------------------------------------------------------------------------


def _issue(agency: str, words: str, *usg: int) -> dict[str, Any]:
    keys = ("urgency", "seriousness", "growth")
    return {
        "filler": agency,
        "dimension": "living",
        "issue": words,
        **dict(zip(keys, usg, strict=False)),
    }


def test_the_same_issue_of_two_agencies_is_one(build: BuildDossier) -> None:
    """12 and 9 make 10.5; each agency's sum stands in the breakdown."""
    issues = [
        _issue("DINKES", "Stunting masih tinggi.", 5, 4, 3),
        _issue("DISKOMINFO", "stunting  masih tinggi", 3, 3, 3),
    ]
    found = _scores(usg_priority, build({"stage": "issue_analysis", "rows": {"issues": issues}}))
    score = found["DINKES/issues/1"]
    assert (1, Decimal("10.5")) == (len(found), score.value)
    sums = [line.title.id for line in score.breakdown]
    assert sums == ["DINKES: 5 + 4 + 3", "DISKOMINFO: 3 + 3 + 3"]


def test_an_issue_off_the_scale_has_no_priority(build: BuildDossier) -> None:
    """9 on a scale of 1 to 5 and a missing value are no priority, and spoil no other issue."""
    issues = [
        _issue("DINKES", "A", 9, 5, 5),
        _issue("DINKES", "B", 5, 5),
        _issue("DINKES", "C", 1, 2, 3),
    ]
    found = _scores(usg_priority, build({"stage": "issue_analysis", "rows": {"issues": issues}}))
    assert {"DINKES/issues/3": Decimal(6)} == {key: s.value for key, s in found.items()}


def test_no_gate_carries_a_score_per_issue() -> None:
    """Only readiness and the ranking stand in a gate: a verdict over 5,000 rows stays small."""
    gated = {rule.key for rule in SCORING_RULES if rule.stages != ("adopted",)}
    assert {"readiness", "quick_win_rank"} == gated
