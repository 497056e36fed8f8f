"""The published tables: each positive one is reproduced, each negative one's fault is named."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from smartflow.methods import (
    CALCULATIONS,
    AhpResult,
    ApklResult,
    DecisionResult,
    IfasResult,
    QspmResult,
    TopsisResult,
    UsgResult,
    WeightsResult,
)

Case = Callable[[str], Any]


def _compute(method: str, data: dict[str, object]) -> Any:
    return CALCULATIONS[method].compute(data)


def _decision(data: Any, **more: object) -> dict[str, object]:
    """Put a case's criteria and alternatives into the shape of a TOML table."""
    rows = [{"name": name, "values": values} for name, values in data["alternatives"].items()]
    return {"criterion": data["criteria"], "alternative": rows, **more}


def _factors(rows: Any) -> list[dict[str, object]]:
    keys = {"factor": "name", "published_score": "score"}
    return [{keys.get(key, key): value for key, value in row.items()} for row in rows]


def test_usg_of_pulang_pisau(case: Case) -> None:
    """A complete USG table: totals and ranks are as printed, and nothing is found."""
    data = case("usg_pulang_pisau")
    issues = [
        {
            "name": row["issue"],
            "urgency": row["U"],
            "seriousness": row["S"],
            "growth": row["G"],
            "total": row["published_total"],
            "rank": row["published_rank"],
        }
        for row in data["issues"]
    ]
    result: UsgResult = _compute("usg", {"scale": data["scale"], "issue": issues})
    assert result.findings == ()
    assert [(row.total, row.rank) for row in result.rows] == [(13, 2), (14, 1), (10, 3)]


def test_usg_of_dinas_perikanan_row_by_row(case: Case) -> None:
    """A cut-off table: every total is as printed, and the totals order as the printed ranks."""
    data = case("usg_dinas_perikanan_partial")
    issues = [
        {
            "urgency": row["U"],
            "seriousness": row["S"],
            "growth": row["G"],
            "total": row["published_total"],
        }
        for row in data["rows"]
    ]
    result: UsgResult = _compute("usg", {"scale": data["scale"], "issue": issues})
    assert result.valid
    assert [row.total for row in result.rows] == [row["published_total"] for row in data["rows"]]
    printed = sorted(range(len(issues)), key=lambda i: data["rows"][i]["published_rank"])
    assert printed == sorted(range(len(issues)), key=lambda i: result.rows[i].rank or 0)


def test_apkl_of_bkd_sumut(case: Case) -> None:
    """Check marks: an issue passes when all four hold, which four of six do."""
    data = case("apkl_bkd_sumut_binary")
    issues = [
        {
            "name": row["issue"],
            "actual": row["A"],
            "problematic": row["P"],
            "relevant": row["K"],
            "feasible": row["L"],
        }
        for row in data["issues"]
    ]
    result: ApklResult = _compute("apkl", {"scale": [0, 1], "issue": issues})
    assert result.findings == ()
    passes = [row.passes for row in result.rows]
    assert passes == [True, True, True, False, False, True]
    assert passes.count(True) == data["derived_not_published"]["pass_count"]


def test_ifas_of_bantargebang(case: Case) -> None:
    """One side: scores and total are as printed, and nothing is found."""
    data = case("ifas_tpa_bantargebang")
    result: IfasResult = _compute(
        "ifas",
        {
            "factor": _factors(data["factors"]),
            "rating_scale": data["rating_scale"],
            "convention": "david",
            "weight_scope": "side",
            "claims": {"internal": data["published"]["total_score"]},
        },
    )
    assert result.findings == ()
    assert result.totals.internal == Fraction("2.15")
    assert result.totals.external is None
    assert result.quadrant is None


def test_ifas_of_maytag_is_wrong_as_printed(case: Case) -> None:
    """Weight x rating of W3 is not its score, and the total carries the error on."""
    data = case("ifas_maytag_binus_as_printed")
    result: IfasResult = _compute(
        "ifas",
        {
            "factor": _factors(data["factors"]),
            "rating_scale": [1, 4],
            "convention": "david",
            "weight_scope": "side",
            "claims": {"internal": data["published"]["total_score"]},
        },
    )
    assert not result.valid
    assert [(found.code, found.row) for found in result.findings] == [
        ("IFS016", "W3"),
        ("IFS017", None),
    ]
    assert result.findings[0].message.en == (
        "W3: the stated score is 0.3, but weight x rating = 0.15."
    )
    assert "2,85" in result.findings[1].message.id
    assert "2,7" in result.findings[1].message.id
    assert result.totals.internal == Fraction("2.7")


def test_swot_of_nasi_gerilya(case: Case) -> None:
    """Both sides: totals, point and quadrant are as printed, and nothing is found."""
    data = case("swot_quadrant_nasi_gerilya")
    published = data["published"]
    result: IfasResult = _compute(
        "ifas",
        {
            "factor": _factors(data["ifas"] + data["efas"]),
            "rating_scale": data["rating_scale"],
            "convention": "david",
            "weight_scope": "side",
            "claims": {
                "internal": published["IFAS"],
                "external": published["EFAS"],
                "x": published["x"],
                "y": published["y"],
                "quadrant": published["quadrant"],
            },
        },
    )
    assert result.findings == ()
    assert result.totals.strengths == Fraction("1.77")
    assert result.totals.weaknesses == Fraction("0.73")
    assert result.totals.opportunities == Fraction("1.53")
    assert result.totals.threats == Fraction("0.98")
    assert result.axes is not None
    assert (result.axes.x, result.axes.y) == (Fraction("1.04"), Fraction("0.55"))
    assert result.quadrant is not None
    assert (result.quadrant.roman, result.quadrant.strategy) == ("I", "SO")


def test_weights_of_sentul_city(case: Case) -> None:
    """Means over their sum: each weight is as printed; the printed ones sum to 1.002, noted."""
    data = case("weights_sentul_city")
    rows = [
        {
            "code": row["code"],
            "mean": row["mean_importance"],
            "weight": row["published_weight"],
        }
        for row in data["factors"]
    ]
    result: WeightsResult = _compute("weights", {"factor": rows})
    assert [found.situation for found in result.findings] == ["weights-claim-sum-rounded"]
    assert result.valid
    for row, printed in zip(result.rows, data["factors"], strict=True):
        assert row.weight == pytest.approx(
            printed["published_weight"], abs=data["tolerance"]["weight"]
        )
    assert sum(row.weight or 0 for row in result.rows) == 1


def test_qspm_of_david_row_by_row(case: Case) -> None:
    """A cut-off QSPM: every TAS is as printed, dashes included; only the weights' sum is noted."""
    data = case("qspm_retail_computer_store_partial")
    rows = [
        {"code": row["code"], "weight": row["weight"], "scores": [a or "" for a in row["AS"]]}
        for row in data["rows"]
    ]
    result: QspmResult = _compute("qspm", {"strategies": data["strategies"], "factor": rows})
    assert [found.situation for found in result.findings] == ["qspm-weight-sum"]
    assert result.valid
    printed = [
        tuple(None if tas is None else Fraction(str(tas)) for tas in row["published_TAS"])
        for row in data["rows"]
    ]
    assert [row.attractiveness for row in result.rows] == printed


def test_saw_of_bts(case: Case) -> None:
    """SAW with raw importance as weights: normalised values and V are as printed, noted once."""
    data = case("saw_topsis_bts_lokasi")
    result: DecisionResult = _compute("saw", _decision(data))
    assert [found.code for found in result.findings] == ["MCD002"]
    assert [float(score or 0) for score in result.scores] == pytest.approx(
        data["published"]["saw_V"], abs=data["tolerance"]
    )
    assert result.ranks == (1, 2, 3)
    for row, name in zip(result.normalized, data["alternatives"], strict=True):
        printed = data["published"]["saw_normalized"][name]
        assert [float(cell) for cell in row or ()] == pytest.approx(printed, abs=0.0002)


def test_topsis_of_bts(case: Case) -> None:
    """TOPSIS up to the ideal points: R, Y, A+ and A- are as printed."""
    data = case("saw_topsis_bts_lokasi")
    result: TopsisResult = _compute("topsis", _decision(data))
    published, width = data["published"], data["topsis_R_tolerance"]
    for number, name in enumerate(data["alternatives"]):
        row, weighted = result.normalized[number], result.weighted[number]
        assert [float(cell) for cell in row or ()] == pytest.approx(
            published["topsis_R"][name], abs=width
        )
        assert weighted == pytest.approx(published["topsis_Y"][name], abs=5 * width)
    assert result.ideal == pytest.approx(published["topsis_A_plus"], abs=5 * width)
    assert result.anti_ideal == pytest.approx(published["topsis_A_minus"], abs=5 * width)


def test_topsis_of_papathanasiou_and_ploskas(case: Case) -> None:
    """A complete TOPSIS table: closeness and ranks are as printed, and nothing is found."""
    data = case("topsis_papathanasiou_ploskas_2018")
    table: Any = _decision(data, normalization=data["normalization"])
    published = zip(data["published"]["closeness"], data["published"]["rank"], strict=True)
    for row, (score, rank) in zip(table["alternative"], published, strict=True):
        row.update(score=score, rank=rank)
    result: TopsisResult = _compute("topsis", table)
    assert result.findings == ()
    assert result.scores == pytest.approx(data["published"]["closeness"], abs=data["tolerance"])
    assert list(result.ranks) == data["published"]["rank"]


@pytest.mark.parametrize(
    ("index", "ratio"), [("saaty", 0.022), ("donegan", 0.0235), ("saaty1980", 0.022)]
)
def test_ahp_of_saaty_2008(case: Case, index: str, ratio: float) -> None:
    """The principal eigenvector of the drinks is as printed, and so is CR by each named table."""
    data = case("ahp_saaty_2008_drinks")
    items = list(data["published"]["weights"])
    matrix: list[list[object]] = [[1] * len(items) for _ in items]
    for pair, value in data["comparisons"].items():
        one, other = (items.index(name) for name in pair.split("/"))
        matrix[one][other], matrix[other][one] = value, f"1/{value}"
    result: AhpResult = _compute("ahp", {"items": items, "matrix": matrix, "random_index": index})
    assert result.findings == ()
    assert result.weights == pytest.approx(
        list(data["published"]["weights_4dp"].values()), abs=0.00006
    )
    assert result.consistency is not None
    assert result.consistency.cr == pytest.approx(ratio, abs=data["tolerance"])


def test_ahp_of_museums_is_not_reciprocal(case: Case) -> None:
    """The thesis' row means are reproduced, and its a13 = a31 = 2 is named."""
    data = case("ahp_museum_jabar_nonreciprocal")
    result: AhpResult = _compute(
        "ahp", {"items": data["labels"], "matrix": data["matrix"], "random_index": "saaty1980"}
    )
    assert not result.valid
    assert [(found.code, found.situation) for found in result.findings] == [
        ("AHP001", "ahp-not-reciprocal")
    ]
    assert result.findings[0].row == data["labels"][0]
    assert "a1,3 = 2" in result.findings[0].message.en
    assert "a3,1 = 2" in result.findings[0].message.en
    assert result.row_means == pytest.approx(data["published"]["weights"], abs=data["tolerance"])
    assert all(weight is not None for weight in result.weights)
