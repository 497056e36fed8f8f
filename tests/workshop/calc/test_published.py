"""The published tables, through the real command: results as printed, faults named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Case = Callable[[str], Any]

_WRITTEN = {"issue": "name", "factor": "name", "published_score": "score"}


def _decision(data: Any, **more: object) -> dict[str, object]:
    rows = [{"name": name, "values": values} for name, values in data["alternatives"].items()]
    return {"criterion": data["criteria"], "alternative": rows, **more}


def _factors(rows: Any) -> list[dict[str, object]]:
    return [{_WRITTEN.get(key, key): value for key, value in row.items()} for row in rows]


def _usg(rows: Any, scale: Any, *, ranks: bool) -> dict[str, object]:
    return {
        "scale": scale,
        "issue": [
            {
                "name": row.get("issue", f"Isu {number}"),
                "urgency": row["U"],
                "seriousness": row["S"],
                "growth": row["G"],
                "total": row["published_total"],
                **({"rank": row["published_rank"]} if ranks else {}),
            }
            for number, row in enumerate(rows, start=1)
        ],
    }


def test_usg_of_pulang_pisau(calc: Any, case: Case) -> None:
    """Totals and ranks are as printed, in the file's order, and nothing is found."""
    data = case("usg_pulang_pisau")
    out = calc.compute("usg", _usg(data["issues"], data["scale"], ranks=True))
    assert out == {
        "method": "usg",
        "valid": True,
        "rows": [
            {"name": row["issue"], "total": row["published_total"], "rank": row["published_rank"]}
            for row in data["issues"]
        ],
        "findings": [],
    }


def test_usg_of_dinas_perikanan_row_by_row(calc: Any, case: Case) -> None:
    """A cut-off table: each total is as printed, and the rows rank in the printed order."""
    data = case("usg_dinas_perikanan_partial")
    out = calc.compute("usg", _usg(data["rows"], data["scale"], ranks=False))
    assert out["valid"]
    assert [row["total"] for row in out["rows"]] == [r["published_total"] for r in data["rows"]]
    printed = sorted(data["rows"], key=lambda row: row["published_rank"])
    ranked = sorted(zip(out["rows"], data["rows"], strict=True), key=lambda pair: pair[0]["rank"])
    assert [row for _, row in ranked] == printed


def test_apkl_of_bkd_sumut(calc: Any, case: Case) -> None:
    """Check marks count 1 and 0, and four of six issues have all four."""
    data = case("apkl_bkd_sumut_binary")
    columns = {"issue": "name", "A": "actual", "P": "problematic", "K": "relevant", "L": "feasible"}
    issues = [{columns[key]: row[key] for key in columns} for row in data["issues"]]
    out = calc.compute("apkl", {"scale": [0, 1], "issue": issues})
    assert out["findings"] == []
    assert [row["total"] for row in out["rows"]] == [4, 4, 4, 3, 3, 4]
    assert [row["rank"] for row in out["rows"]] == [1, 1, 1, 5, 5, 1]


def _one_side(data: Any) -> dict[str, object]:
    return {
        "factor": _factors(data["factors"]),
        "rating_scale": data.get("rating_scale", [1, 4]),
        "convention": "david",
        "weight_scope": "side",
        "claims": {"internal": data["published"]["total_score"]},
    }


def test_ifas_of_bantargebang(calc: Any, case: Case) -> None:
    """One side: scores and total as printed; the other side has no numbers, no point is given."""
    data = case("ifas_tpa_bantargebang")
    out = calc.compute("ifas", _one_side(data))
    assert out["findings"] == []
    printed = [row["published_score"] for row in data["factors"]]
    assert [row["score"] for row in out["rows"]] == pytest.approx(
        printed, abs=data["tolerance"]["score"]
    )
    assert out["totals"]["internal"] == data["published"]["total_score"]
    assert (out["totals"]["O"], out["totals"]["external"]) == (None, None)
    assert "axes" not in out
    assert "quadrant" not in out


def test_ifas_of_maytag_is_wrong_as_printed(calc: Any, case: Case) -> None:
    """W3's printed score and the total that carries it on are named; the right total is given."""
    out = calc.compute("ifas", _one_side(case("ifas_maytag_binus_as_printed")))
    assert not out["valid"]
    assert [(one["code"], one["row"]) for one in out["findings"]] == [
        ("IFS016", "W3"),
        ("IFS017", None),
    ]
    assert out["findings"][0]["message"]["en"] == (
        "W3: the stated score is 0.3, but weight x rating = 0.15."
    )
    assert out["totals"]["internal"] == 2.7


def test_swot_of_nasi_gerilya(calc: Any, case: Case) -> None:
    """Both sides: totals, point and quadrant as printed."""
    data = case("swot_quadrant_nasi_gerilya")
    printed = data["published"]
    out = calc.compute(
        "ifas",
        {
            "factor": _factors(data["ifas"] + data["efas"]),
            "rating_scale": data["rating_scale"],
            "convention": "david",
            "weight_scope": "side",
            "claims": {
                "internal": printed["IFAS"],
                "external": printed["EFAS"],
                "x": printed["x"],
                "y": printed["y"],
                "quadrant": printed["quadrant"],
            },
        },
    )
    assert out["findings"] == []
    assert out["totals"] == {
        **{side: printed[side] for side in "SWOT"},
        "internal": printed["IFAS"],
        "external": printed["EFAS"],
    }
    assert out["axes"] == {"x": printed["x"], "y": printed["y"]}
    assert out["quadrant"] == {"roman": "I", "strategy": "SO"}


def test_weights_of_sentul_city(calc: Any, case: Case) -> None:
    """Each weight is as printed; the printed ones sum to 1.002, which is noted and accepted."""
    data = case("weights_sentul_city")
    rows = [
        {"code": row["code"], "mean": row["mean_importance"], "weight": row["published_weight"]}
        for row in data["factors"]
    ]
    out = calc.compute("weights", {"factor": rows})
    assert out["valid"]
    assert [one["severity"] for one in out["findings"]] == ["warning"]
    assert "1.002" in out["findings"][0]["message"]["en"]
    assert out["weights"] == pytest.approx(
        [row["published_weight"] for row in data["factors"]], abs=data["tolerance"]["weight"]
    )


def test_qspm_of_david_row_by_row(calc: Any, case: Case) -> None:
    """A cut-off QSPM: the totals are the sums of the printed TAS; dashes add nothing."""
    data = case("qspm_retail_computer_store_partial")
    rows = [
        {"code": row["code"], "weight": row["weight"], "scores": [a or "" for a in row["AS"]]}
        for row in data["rows"]
    ]
    out = calc.compute("qspm", {"strategies": data["strategies"], "factor": rows})
    assert out["valid"]
    sums = [sum(row["published_TAS"][n] or 0 for row in data["rows"]) for n in (0, 1)]
    assert out["totals"] == pytest.approx(sums)


def test_saw_of_bts(calc: Any, case: Case) -> None:
    """Raw importance as weights: V as printed, the weights' sum noted once as a warning."""
    data = case("saw_topsis_bts_lokasi")
    out = calc.compute("saw", _decision(data))
    assert [(one["code"], one["severity"]) for one in out["findings"]] == [("MCD002", "warning")]
    assert out["scores"] == pytest.approx(data["published"]["saw_V"], abs=data["tolerance"])
    assert out["ranks"] == [1, 2, 3]


def test_topsis_of_bts(calc: Any, case: Case) -> None:
    """The ideal points that the text explains are the printed ones."""
    data = case("saw_topsis_bts_lokasi")
    out = calc("topsis", calc.toml(_decision(data)), "--lang", "en")
    assert out.code == 0
    for name, key in (("A+", "topsis_A_plus"), ("A-", "topsis_A_minus")):
        line = next(line for line in out.out.splitlines() if line.strip().startswith(f"{name} = ("))
        values = [float(word) for word in line.split("(")[1].rstrip(")").split(" ; ")]
        assert values == pytest.approx(data["published"][key], abs=5 * data["topsis_R_tolerance"])


def test_topsis_of_papathanasiou_and_ploskas(calc: Any, case: Case) -> None:
    """Closeness and ranks as printed, claimed as printed, and nothing is found."""
    data = case("topsis_papathanasiou_ploskas_2018")
    table: Any = _decision(data, normalization=data["normalization"])
    printed = zip(data["published"]["closeness"], data["published"]["rank"], strict=True)
    for row, (score, rank) in zip(table["alternative"], printed, strict=True):
        row.update(score=score, rank=rank)
    out = calc.compute("topsis", table)
    assert out["findings"] == []
    assert out["scores"] == pytest.approx(data["published"]["closeness"], abs=data["tolerance"])
    assert out["ranks"] == data["published"]["rank"]


@pytest.mark.parametrize(
    ("index", "key"),
    [("saaty", "cr_saaty_ri"), ("saaty1980", "cr_saaty_ri"), ("donegan", "cr_donegan_dodd_ri")],
)
def test_ahp_of_saaty_2008(calc: Any, case: Case, index: str, key: str) -> None:
    """The weights of the drinks are as printed, and so is CR by each named table."""
    data = case("ahp_saaty_2008_drinks")
    items = list(data["published"]["weights"])
    matrix: list[list[object]] = [[1] * len(items) for _ in items]
    for pair, value in data["comparisons"].items():
        one, other = (items.index(name) for name in pair.split("/"))
        matrix[one][other], matrix[other][one] = value, f"1/{value}"
    out = calc.compute("ahp", {"items": items, "matrix": matrix, "random_index": index})
    assert out["findings"] == []
    assert out["weights"] == pytest.approx(
        list(data["published"]["weights_4dp"].values()), abs=0.00006
    )
    assert out["consistency"]["random_index"] == index
    assert out["consistency"]["cr"] == pytest.approx(data["published"][key], abs=data["tolerance"])


def test_ahp_of_museums_is_not_reciprocal(calc: Any, case: Case) -> None:
    """The thesis' a13 = a31 = 2 is named at its row, and weights are given all the same."""
    data = case("ahp_museum_jabar_nonreciprocal")
    out = calc.compute(
        "ahp",
        {"items": data["labels"], "matrix": data["matrix"], "random_index": "saaty1980"},
    )
    assert not out["valid"]
    assert [(one["code"], one["row"]) for one in out["findings"]] == [("AHP001", data["labels"][0])]
    assert sum(out["weights"]) == pytest.approx(1, abs=1e-5)
