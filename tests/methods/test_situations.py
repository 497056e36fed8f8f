"""Every situation of the catalogue: a table in which it is found, and nothing else is."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from smartflow.methods import (
    CALCULATIONS,
    SITUATIONS,
    ApklTable,
    IfasFactor,
    QspmTable,
    check_usg_follows_apkl,
    score_qspm,
    screen_apkl,
    situations_of,
)

Data = dict[str, Any]


def _usg(*rows: Data, **more: object) -> Data:
    return {"scale": [1, 5], "issue": list(rows), **more}


def _issue(name: str = "A", u: object = 4, s: object = 3, g: object = 2, **more: object) -> Data:
    return {"name": name, "urgency": u, "seriousness": s, "growth": g, **more}


B = _issue("B", 1, 1, 1)


def _apkl(*rows: Data, **more: object) -> Data:
    return {"scale": [0, 1], "issue": list(rows), **more}


def _marks(name: str = "A", a: object = 1, p: object = 1, **more: object) -> Data:
    row = {"name": name, "actual": a, "problematic": p, "relevant": 1, "feasible": 1}
    return {**row, **more}


def _ifas(*rows: Data, **more: object) -> Data:
    declared = {"rating_scale": [1, 4], "convention": "david", "weight_scope": "side"}
    return {**declared, "factor": list(rows), **more}


def _factor(category: str, weight: object = 0.5, rating: object = None, **more: object) -> Data:
    usual = {"S": 3, "W": 2, "O": 4, "T": 1}
    row = {
        "code": f"{category}1",
        "category": category,
        "weight": weight,
        "rating": usual.get(category, 3) if rating is None else rating,
    }
    return {**row, **more}


S, W, O, T = _factor("S"), _factor("W"), _factor("O"), _factor("T")  # noqa: E741  the four letters
SIGNED = _ifas(
    S,
    _factor("W", rating=-2),
    O,
    _factor("T", rating=-1),
    convention="signed",
)


def _pairs(*rows: object) -> Data:
    return {"items": ["A", "B", "C"][: len(rows)], "pairwise": list(rows)}


def _tows(*rows: Data, **more: object) -> Data:
    return {"factor": [S, W, O, T], "strategy": list(rows), **more}


def _strategy(cell: str, factors: object, **more: object) -> Data:
    return {"code": cell, "cell": cell, "factors": factors, **more}


SO, WO, ST, WT = (_strategy(c, f"{c[0]}1,{c[1]}1") for c in ("SO", "WO", "ST", "WT"))


def _qspm(*rows: Data, **more: object) -> Data:
    return {"strategies": ["X", "Y"], "factor": list(rows), **more}


def _influence(scores: object, weight: object = 1, **more: object) -> Data:
    return {"code": "S1", "weight": weight, "scores": scores, **more}


def _decision(*values: object, **more: object) -> Data:
    criteria = [
        {"name": "C1", "type": "benefit", "weight": 0.5},
        {"name": "C2", "type": "cost", "weight": 0.5},
    ]
    rows = [{"name": f"A{number}", "values": row} for number, row in enumerate(values, start=1)]
    return {"criterion": criteria, "alternative": rows, **more}


def _criterion(**more: object) -> Data:
    first = {"name": "C1", "type": "benefit", "weight": 0.5, **more}
    table = _decision([3, 4], [5, 6])
    return {**table, "criterion": [first, table["criterion"][1]]}


def _alternatives(*rows: Data) -> Data:
    return {**_decision(), "alternative": list(rows)}


def _idea(impact: object = 4, **more: object) -> Data:
    return {"name": "A", "impact": impact, "effort": 2, **more}


def _mean(code: str, mean: object = 4, weight: object = None) -> Data:
    return {"code": code, "mean": mean, "weight": weight}


def _choice(name: str, *values: object, **claims: object) -> Data:
    return {"name": name, "values": list(values), **claims}


def _ahp(*rows: object, **more: object) -> Data:
    return {"items": list("ABCD")[: len(rows)], "matrix": rows, "random_index": "saaty", **more}


GOOD_AHP = ([1, 3, 5], ["1/3", 1, 2], [0.2, 0.5, 1])

FOUND: list[tuple[str, str, Data, str | None]] = [
    ("not-a-number", "usg", _usg(_issue(u="tinggi"), B), "A"),
    ("ambiguous-number", "ifas", _ifas(_factor("S", weight="1.000"), _factor("W", 1)), "S1"),
    ("missing-number", "saw", _decision([3, None], [5, 6]), "A1"),
    ("no-rows", "usg", _usg(), None),
    ("name-missing", "usg", _usg(_issue(""), B), "1"),
    ("scale-unreadable", "usg", _usg(_issue(), B, scale=[5, 1]), None),
    ("claim-unreadable", "ifas", _ifas(S, W, claims={"internal": "banyak"}), None),
    ("usg-scale-undeclared", "usg", {"issue": [_issue(), B]}, None),
    ("usg-outside-scale", "usg", _usg(_issue(g=0), B), "A"),
    ("usg-not-whole", "usg", _usg(_issue(g=2.5), B), "A"),
    ("usg-missing", "usg", _usg(_issue(g=""), B), "A"),
    ("usg-mixed-scales", "usg", _usg(_issue(g=9), B), None),
    ("usg-total", "usg", _usg(_issue(total=10), B), "A"),
    ("usg-rank", "usg", _usg(_issue(rank="II"), B), "A"),
    (
        "usg-gapless-ranks",
        "usg",
        _usg(_issue(rank=1), _issue("B", rank=1), _issue("C", 1, 1, 1, rank=2)),
        None,
    ),
    ("usg-too-few", "usg", _usg(_issue()), None),
    ("usg-all-equal", "usg", _usg(_issue(), _issue("B")), None),
    ("usg-twice", "usg", _usg(_issue("Banjir"), _issue(" BANJIR ", 1, 1, 1)), "BANJIR"),
    ("apkl-scale-undeclared", "apkl", {"issue": [_marks()]}, None),
    ("apkl-mixed", "apkl", _apkl(_marks(a=4)), "A"),
    ("apkl-mixed", "apkl", _apkl(_marks(a=True), scale=[1, 5]), "A"),
    ("apkl-outside-scale", "apkl", _apkl(_marks(a=6), scale=[1, 5]), "A"),
    ("apkl-missing", "apkl", _apkl(_marks(p=None)), "A"),
    ("apkl-total", "apkl", _apkl(_marks(total=3)), "A"),
    ("apkl-rank", "apkl", _apkl(_marks(rank=2)), "A"),
    (
        "apkl-gapless-ranks",
        "apkl",
        _apkl(_marks(rank=1), _marks("B", rank=1), _marks("C", 0, rank=2)),
        None,
    ),
    ("apkl-twice", "apkl", _apkl(_marks(), _marks()), "A"),
    (
        "impact-cut-off-undeclared",
        "impact-effort",
        {"item": [_idea()]},
        None,
    ),
    (
        "impact-on-cut-off",
        "impact-effort",
        {"cut_off": 3, "item": [_idea(3)]},
        "A",
    ),
    (
        "impact-outside-scale",
        "impact-effort",
        {"cut_off": 3, "item": [_idea(6)]},
        "A",
    ),
    (
        "impact-quadrant",
        "impact-effort",
        {"cut_off": 3, "item": [_idea(quadrant="fill-in")]},
        "A",
    ),
    (
        "impact-cut-off-outside",
        "impact-effort",
        {"cut_off": 7, "item": [_idea()]},
        None,
    ),
    ("ifas-scale-undeclared", "ifas", _ifas(S, W, rating_scale=None), None),
    ("ifas-convention-undeclared", "ifas", _ifas(S, W, convention=None), None),
    ("ifas-convention-unknown", "ifas", _ifas(S, W, convention="freddy"), None),
    ("ifas-scope-undeclared", "ifas", _ifas(S, W, weight_scope=None), None),
    ("ifas-scope-unknown", "ifas", _ifas(S, W, weight_scope="semua"), None),
    ("ifas-category", "ifas", _ifas(S, W, _factor("X")), "X1"),
    ("ifas-side", "ifas", _ifas({**S, "side": "eksternal"}, W), "S1"),
    ("ifas-category-empty", "ifas", _ifas(_factor("S", 1)), None),
    ("ifas-factor-twice", "ifas", _ifas(_factor("S", 0.25), _factor("S", 0.25), W), "S1"),
    ("ifas-weight-not-positive", "ifas", _ifas(_factor("S", 1), _factor("W", 0)), "W1"),
    ("ifas-weight-sum", "ifas", _ifas(_factor("S", 0.7), W), None),
    ("ifas-weight-sum", "ifas", _ifas(S, W, weight_scope="category"), None),
    ("ifas-weight-sum-rounded", "ifas", _ifas(_factor("S", 0.502), W), None),
    ("ifas-weights-in-percent", "ifas", _ifas(_factor("S", 50), _factor("W", 50)), None),
    ("ifas-rating-outside", "ifas", _ifas(_factor("S", rating=5), W), "S1"),
    ("ifas-rating-against-convention", "ifas", _ifas(_factor("S", rating=2), W), "S1"),
    ("ifas-rating-against-convention", "ifas", _ifas(S, _factor("W"), convention="signed"), "W1"),
    ("ifas-score", "ifas", _ifas({**S, "score": 1.6}, W), "S1"),
    ("ifas-total", "ifas", _ifas(S, W, claims={"internal": 2.6}), None),
    ("ifas-axis", "ifas", _ifas(S, W, O, T, claims={"x": 0.9}), None),
    ("ifas-axis-halved", "ifas", _ifas(S, W, O, T, claims={"x": 0.25}), None),
    ("ifas-double-subtraction", "ifas", {**SIGNED, "claims": {"x": 2.5}}, None),
    ("ifas-on-axis", "ifas", _ifas(_factor("S", 0.4), _factor("W", 0.6), O, T), None),
    ("ifas-quadrant", "ifas", _ifas(S, W, O, T, claims={"quadrant": "II"}), None),
    (
        "ifas-rating-zero",
        "ifas",
        _ifas(
            _factor("S", rating=0),
            _factor("W", rating=-1),
            convention="signed",
            rating_scale=[-4, 4],
        ),
        "S1",
    ),
    ("ifas-claim-not-computable", "ifas", _ifas(S, W, claims={"external": 2}), None),
    (
        "weights-mean-not-positive",
        "weights",
        {"factor": [_mean("A", 0), _mean("B", 4)]},
        "A",
    ),
    (
        "weights-claim",
        "weights",
        {"factor": [_mean("A", 4, 0.7), _mean("B", 4)]},
        "A",
    ),
    (
        "weights-factor-twice",
        "weights",
        {"factor": [_mean("A", 4), _mean("A", 4)]},
        "A",
    ),
    ("weights-matrix-shape", "weights", _pairs(["", 2, 2], ["", "", 2], [2, 2, "", 4]), "C"),
    ("weights-pair-scale", "weights", _pairs(["", 2.5], [1.5, ""]), "A"),
    ("weights-pair-disagrees", "weights", _pairs(["", 3], [3, ""]), "A"),
    ("weights-diagonal", "weights", _pairs([2, 3], [1, ""]), "A"),
    ("weights-zero", "weights", _pairs(["", 0], [2, ""]), "A"),
    ("weights-mixed-scales", "weights", _pairs(["", 0, 3], [2, "", 1], [1, 1, ""]), None),
    ("weights-too-few", "weights", _pairs([""]), None),
    ("weights-pair-missing", "weights", _pairs(["", 3], ["", ""]), "B"),
    (
        "weights-both-ways",
        "weights",
        {**_pairs(["", 3], [1, ""]), "factor": [_mean("A", 1)]},
        None,
    ),
    (
        "weights-claim-sum",
        "weights",
        {
            "factor": [
                _mean("A", 4, 0.505),
                _mean("B", 4, 0.505),
                _mean("C", 0.01, 0.005),
            ]
        },
        None,
    ),
    (
        "weights-claim-sum-rounded",
        "weights",
        {"factor": [_mean(c, 4, 0.333) for c in "ABC"]},
        None,
    ),
    ("ie-outside", "ie", {"internal": 4.5, "external": 2}, None),
    ("ie-cell", "ie", {"internal": 3.5, "external": 3, "cell": "V"}, None),
    ("ie-missing", "ie", {"internal": 3.5}, None),
    ("tows-cell", "tows", _tows(SO, WO, ST, WT, _strategy("XX", "S1,O1")), "XX"),
    ("tows-no-reference", "tows", _tows(SO, WO, ST, WT, _strategy("SO", "", code="x")), "x"),
    (
        "tows-unknown-code",
        "tows",
        _tows(SO, WO, ST, WT, _strategy("SO", "S1,O1,S9", code="x")),
        "x",
    ),
    (
        "tows-wrong-letters",
        "tows",
        _tows(SO, WO, ST, WT, _strategy("SO", "S1,O1,W1", code="x")),
        "x",
    ),
    ("tows-side-missing", "tows", _tows(SO, WO, ST, WT, _strategy("SO", "S1", code="x")), "x"),
    ("tows-empty-cell", "tows", _tows(SO, WO, ST), None),
    (
        "tows-strong-factor-unused",
        "tows",
        _tows(
            SO,
            WO,
            ST,
            WT,
            factor=[S, W, O, T, {"code": "S2", "category": "S", "score": 0.6}],
            strong_from=0.5,
        ),
        "S2",
    ),
    ("tows-code-twice", "tows", _tows(SO, WO, ST, WT, factor=[S, W, O, T, S]), "S1"),
    ("tows-category", "tows", _tows(SO, WO, ST, WT, factor=[S, W, O, T, {"code": "Q1"}]), "Q1"),
    ("qspm-outside-scale", "qspm", _qspm(_influence([5, 1])), "S1"),
    ("qspm-dash-for-some", "qspm", _qspm(_influence([3, "-"])), "S1"),
    ("qspm-total", "qspm", _qspm(_influence([3, 2]), totals=[3, 1]), "Y"),
    ("qspm-product", "qspm", _qspm({**_influence([3, 2]), "tas": [2.9, 2]}), "S1"),
    ("qspm-too-few", "qspm", _qspm(_influence([3]), strategies=["X"]), None),
    ("qspm-shape", "qspm", _qspm(_influence([3, 2, 1])), "S1"),
    (
        "qspm-weight-not-positive",
        "qspm",
        _qspm(_influence([3, 2]), _influence([3, 2], 0, code="W1")),
        "W1",
    ),
    ("qspm-row-without-difference", "qspm", _qspm(_influence([3, 3])), "S1"),
    ("qspm-range", "qspm", _qspm(_influence([4, 1], 3)), "X"),
    ("qspm-weight-sum", "qspm", _qspm(_influence([3, 2], 0.8)), None),
    ("qspm-factor-twice", "qspm", _qspm(_influence([3, 2], 0.5), _influence([3, 2], 0.5)), "S1"),
    ("qspm-claims-shape", "qspm", _qspm(_influence([3, 2]), totals=[3]), None),
    ("decision-type", "saw", _criterion(type=""), "C1"),
    ("decision-weight-not-positive", "topsis", _criterion(weight=-0.5), "C1"),
    ("decision-zero-column", "topsis", _decision([0, 4], [0, 6]), "C1"),
    ("decision-zero-column", "saw", _decision([0, 4], [0, 6]), "C1"),
    ("decision-too-few", "topsis", _decision([3, 4]), None),
    ("decision-zero-value", "saw", _decision([3, 0], [5, 6]), "A1"),
    ("decision-zero-value", "wpm", _decision([0, 4], [5, 6]), "A1"),
    ("decision-negative", "saw", _decision([-3, 4], [5, 6]), "A1"),
    ("decision-identical", "topsis", _decision([3, 4], [3, 4]), None),
    ("decision-weight-sum", "saw", _criterion(weight=5), None),
    ("decision-weight-sum-scaled", "wpm", _criterion(weight=5), None),
    ("decision-shape", "saw", _decision([3, 4], [5]), "A2"),
    ("decision-normalization", "saw", _decision([3, 4], [5, 6], normalization="log"), None),
    ("decision-criterion-twice", "saw", _criterion(name="C2"), "C2"),
    (
        "decision-alternative-twice",
        "saw",
        _alternatives(_choice("A", 3, 4), _choice("a", 5, 6)),
        "a",
    ),
    (
        "decision-no-criteria",
        "saw",
        {"alternative": [_choice("A"), _choice("B")]},
        None,
    ),
    (
        "decision-score",
        "saw",
        _alternatives(_choice("A", 3, 4, score=0.9), _choice("B", 5, 6)),
        "A",
    ),
    (
        "decision-rank",
        "saw",
        _alternatives(_choice("A", 3, 4, rank=1), _choice("B", 5, 6)),
        "A",
    ),
    (
        "decision-gapless-ranks",
        "saw",
        _alternatives(
            _choice("A", 3, 4, rank=1),
            _choice("B", 3, 4, rank=1),
            _choice("C", 1, 9, rank=2),
        ),
        None,
    ),
    ("decision-constant-column", "saw", _decision([3, 4], [3, 6]), "C1"),
    (
        "decision-product-vanished",
        "wpm",
        _decision([3, 4], [5, 6], normalization="minmax"),
        None,
    ),
    ("ahp-not-reciprocal", "ahp", _ahp([1, 3], [0.5, 1]), "A"),
    ("ahp-diagonal", "ahp", _ahp([2, 3], ["1/3", 1]), "A"),
    ("ahp-outside-scale", "ahp", _ahp([1, 10], ["1/10", 1]), "A"),
    ("ahp-incomplete", "ahp", _ahp([1, 3], ["", 1]), "B"),
    ("ahp-inconsistent", "ahp", _ahp([1, 9, "1/9"], ["1/9", 1, 9], [9, "1/9", 1]), None),
    ("ahp-random-index-unknown", "ahp", _ahp(*GOOD_AHP, random_index="ahli"), None),
    ("ahp-random-index-undeclared", "ahp", _ahp(*GOOD_AHP, random_index=None), None),
    ("ahp-no-random-index", "ahp", {"matrix": [[1] * 16] * 16, "random_index": "saaty"}, None),
    ("ahp-shape", "ahp", _ahp([1, 3], ["1/3", 1, 5]), "B"),
    ("ahp-item-twice", "ahp", _ahp(*GOOD_AHP, items=["A", "B", "a"]), "a"),
    ("ahp-too-few", "ahp", _ahp([1]), None),
    ("ahp-not-positive", "ahp", _ahp([1, -3], [2, 1]), "A"),
    ("ahp-unconnected", "ahp", _ahp([1, ""], ["", 1], incomplete=True), None),
]

ALONG = {
    "usg-mixed-scales": {"usg-outside-scale"},
    "weights-matrix-shape": {"weights-pair-missing"},
    "weights-claim-sum": {"weights-claim"},
    "decision-identical": {"decision-constant-column"},
    "qspm-range": {"qspm-weight-sum"},
    "decision-weight-not-positive": {"decision-weight-sum"},
}
"""What comes with a situation by its nature."""

ELSEWHERE = {"apkl-failed-in-usg", "qspm-weights-differ", "ifas-signed-mixed"}
"""Situations that have a test of their own below."""


@pytest.mark.parametrize(
    ("key", "method", "data", "row"), FOUND, ids=[f"{row[0]}-{row[1]}" for row in FOUND]
)
def test_situation_is_found_at_its_row(key: str, method: str, data: Data, row: str | None) -> None:
    """The fault is found once, at its row, with its code and severity, and nothing else is."""
    result = CALCULATIONS[method].compute(data)
    of_key = [found for found in result.findings if found.situation == key]
    assert of_key, [found.message.en for found in result.findings]
    assert row in {found.row for found in of_key}
    assert (of_key[0].code, of_key[0].severity) == (SITUATIONS[key].code, SITUATIONS[key].severity)
    others = {found.situation for found in result.findings} - {key} - ALONG.get(key, set())
    assert others == set()
    assert result.valid == all(found.severity == "warning" for found in result.findings)


def test_every_situation_has_an_example() -> None:
    """No situation stands in the catalogue that this folder does not show."""
    assert {row[0] for row in FOUND} | ELSEWHERE == set(SITUATIONS)


def test_codes_are_letters_and_three_digits_and_both_languages_take_the_same_values() -> None:
    """Every code has the rule book's form; every pair of templates has the same placeholders."""
    for situation in SITUATIONS.values():
        assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", situation.code)
        fields = [
            set(re.findall(r"{(\w+)}", words))
            for words in (situation.template.id, situation.template.en)
        ]
        assert fields[0] == fields[1]


@pytest.mark.parametrize("code", ["AHP001", "MCD001", "QSP001"])
def test_entries_of_the_rule_book_cover_several_situations(code: str) -> None:
    """An entry of the rule book is one code, an error, whatever the situation."""
    assert len(situations_of(code)) > 1
    assert {situation.severity for situation in situations_of(code)} == {"error"}


def test_an_issue_that_fails_apkl_may_not_stand_in_usg() -> None:
    """A failed issue in the USG table is found by its name, however it is spelt."""
    screened = screen_apkl(msgspec.convert(_apkl(_marks("Banjir", 0), _marks("Sampah")), ApklTable))
    found = check_usg_follows_apkl(screened, ["Sampah", "banjir", "Lain"])
    assert [(one.code, one.row, one.number) for one in found] == [("APK008", "banjir", 2)]


def test_qspm_weights_are_those_of_ife() -> None:
    """A weight that differs from the IFE table's is found, one that agrees is not."""
    table = msgspec.convert(
        _qspm(_influence([3, 2], 0.4), _influence([1, 2], 0.6, code="W1")), QspmTable
    )
    factors = [IfasFactor(code="S1", weight=0.4), IfasFactor(code="W1", weight="0,5")]
    found = score_qspm(table, factors).findings
    assert [(one.code, one.row) for one in found] == [("QSP001", "W1")]


def test_negative_ratings_need_the_signed_convention() -> None:
    """Negative ratings under another convention would be subtracted twice, and are named so."""
    result = CALCULATIONS["ifas"].compute(_ifas(S, _factor("W", rating=-2)))
    assert [one.situation for one in result.findings] == [
        "ifas-rating-outside",
        "ifas-signed-mixed",
    ]
