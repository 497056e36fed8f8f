"""What Book 1 works out: priorities, readiness, gaps, SWOT totals and TOWS coverage, and no other.

Every such number is the scoring rule's own, or worked by hand here.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from tests.masterplan.chapters.analysis_book import (
    a_dossier,
    cities,
    is_note,
    number_of,
    part,
    printed,
    records,
    tables,
)
from tests.masterplan.chapters.plan_book import short_title

from smartflow.model import Dossier, Score
from smartflow.report import Chapter, Facts, Figure, Listing, Note, Table
from smartflow_masterplan.scoring.registered import (
    readiness,
    swot_quadrant,
    tows_coverage,
    usg_priority,
)

Rows = dict[str, list[dict[str, Any]]]
any_city = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def _scores(function: Any, dossier: Dossier) -> dict[str, Score]:
    return {s.subject: s for s in function(dossier, dossier.settings["masterplan"])}


def _with(chapter: Chapter, key: str) -> list[Table]:
    return [table for table in tables(chapter) if key in table.keys]


def _one(chapter: Chapter, key: str) -> list[dict[str, Any]]:
    (table,) = _with(chapter, key)
    return records(table)


# -- issues ---------------------------------------------------------------------------------------


def _issue(agency: str, words: str, *usg: int, **more: Any) -> dict[str, Any]:
    keys = ("urgency", "seriousness", "growth")
    given = dict(zip(keys, usg, strict=False))
    return {"filler": agency, "dimension": "living", "issue": words, **given, **more}


def test_issues_stand_in_the_order_of_their_priority() -> None:
    """14, then 12 and 9 of two agencies as 10.5 each, then 9; what has none comes last."""
    rows = [
        _issue("DINKES", "Sampah", 3, 3, 3),
        _issue("DINKES", "Stunting masih tinggi.", 5, 4, 3),
        _issue("DINKES", "Tanpa nilai"),
        _issue("DISKOMINFO", "stunting  masih tinggi", 3, 3, 3),
        _issue("DISKOMINFO", "Banjir", 5, 5, 4, total=14),
    ]
    chapter = printed(a_dossier(rows={"issues": rows}), "analysis_issues")
    found = [
        (one["origin"], one["usg_total"], one["usg_priority"], one["usg_rank"])
        for one in _one(part(chapter, "analysis_issues_living"), "usg_rank")
    ]
    assert [
        ("DISKOMINFO/issues/2", 14, Decimal(14), 1),
        ("DINKES/issues/2", 12, Decimal("10.5"), 2),
        ("DISKOMINFO/issues/1", 9, Decimal("10.5"), 2),
        ("DINKES/issues/1", 9, Decimal(9), 3),
        ("DINKES/issues/3", None, None, None),
    ] == found


def test_equal_priorities_share_a_rank_and_leave_a_gap() -> None:
    """Totals 14, 12, 12 and 9 have the ranks 1, 2, 2 and 4."""
    usg = ((5, 5, 4), (4, 4, 4), (5, 4, 3), (3, 3, 3))
    rows = [_issue("DINKES", f"Isu {number}", *values) for number, values in enumerate(usg)]
    chapter = printed(a_dossier(rows={"issues": rows}), "analysis_issues")
    assert [one["usg_rank"] for one in _one(chapter, "usg_rank")] == [1, 2, 2, 4]


def test_the_first_issue_is_named_with_its_origin() -> None:
    """The issue of rank 1 stands at the top of the chapter, with a note: worksheet, agency, row."""
    rows = [_issue("DINKES", "Sampah", 3, 3, 3), _issue("DINKES", "Banjir", 5, 5, 4)]
    chapter = printed(a_dossier(rows={"issues": rows}), "analysis_issues")
    (points,) = [block.points for block in chapter.blocks if isinstance(block, Listing)]
    ((_, words, note),) = points
    assert words.id == "Banjir"
    assert isinstance(note, Note)
    assert "DINKES/issues/2" in note.words.en
    assert "DINKES, baris" in note.words.id


def test_a_total_that_an_agency_wrote_stays_as_it_is() -> None:
    """A wrong total is reported by ISU004; the book prints what the worksheet says."""
    rows = [_issue("DINKES", "Banjir", 5, 5, 4, total=12)]
    chapter = printed(a_dossier(rows={"issues": rows}), "analysis_issues")
    (record,) = _one(chapter, "usg_rank")
    assert (12, Decimal(14)) == (record["usg_total"], record["usg_priority"])


@any_city
@given(rows=cities)
def test_ranks_are_one_more_than_the_issues_before(rows: Rows) -> None:
    """A rank counts the issues of the dimension whose priority is higher; ties share it."""
    dossier = a_dossier(rows=rows)
    by_id = {row.id: row for row in dossier.rows("issues")}
    scores = [
        (by_id[s.subject].dimension, s.value) for s in _scores(usg_priority, dossier).values()
    ]
    for table in _with(printed(dossier, "analysis_issues"), "usg_rank"):
        for record in records(table):
            own = by_id[record["origin"]].dimension
            value, rank = record["usg_priority"], record["usg_rank"]
            assert (value is None) == (rank is None)
            if value is not None:
                assert (own, value) in scores
                rivals = [other for where, other in scores if where == own and other > value]
                assert len(rivals) + 1 == rank


# -- readiness and gap ----------------------------------------------------------------------------


def _indicator(words: str, **more: Any) -> dict[str, Any]:
    return {"filler": "living", "component": "struktur", "indicator": words, **more}


def test_the_mean_of_a_component_is_of_its_scored_indicators() -> None:
    """3, 4 and 4 have the mean 3.7; without a score, 0 and 9 are counted but not averaged."""
    rows = [
        _indicator("a", score=3),
        _indicator("b", score=4),
        _indicator("c", score=4),
        _indicator("d"),
        _indicator("e", score=9),
        _indicator("f", score=0),
    ]
    (record,) = _one(printed(a_dossier(rows={"readiness": rows}), "analysis_readiness"), "mean")
    assert (record["indicators"].number, record["scored"].number) == (6, 3)
    assert Decimal("3.7") == record["mean"]


def rounded(value: Decimal) -> Decimal:
    """Return a number with one decimal, halves up, worked out in whole numbers."""
    tenths = int((abs(value) * 20 + 1) // 2)
    return Decimal(tenths if value >= 0 else -tenths) / 10


@any_city
@given(rows=cities)
def test_completeness_is_the_scoring_rule_s(rows: Rows) -> None:
    """The table shows each dimension's score and its parts as the rule gives them, rounded."""
    dossier = a_dossier(rows=rows)
    scores = _scores(readiness, dossier)
    chapter = printed(dossier, "analysis_readiness")
    if not any(score.value for score in scores.values()):
        assert not _with(chapter, "part")
        return
    *parts, mean = _one(chapter, "part")
    for dimension in dossier.dimensions:
        score = scores[dimension.key]
        found = {one["part"]: one[dimension.key] for one in parts if one[dimension.key] is not None}
        assert {line.title: rounded(line.value) for line in score.breakdown} == found
        assert rounded(score.value) == mean[dimension.key]


@any_city
@given(rows=cities)
def test_the_radar_is_the_mean_of_the_readiness_scores(rows: Rows) -> None:
    """Of each dimension the mean of its scores from 1 to 5; no completeness is in the picture."""
    dossier = a_dossier(rows=rows)
    told = []
    for dimension in dossier.dimensions:
        given_scores = [row["score"] for row in dossier.rows("readiness", dimension=dimension.key)]
        scores = [score for score in given_scores if score is not None and 1 <= score <= 5]
        if scores:
            mean = rounded(Decimal(sum(scores)) / len(scores))
            told.append(f"{dimension.title.en.split(' (')[0]} {mean.normalize():f}")
    chapter = printed(dossier, "analysis_readiness")
    pictures = [block.words.en for block in chapter.blocks if isinstance(block, Figure)]
    assert pictures == (["; ".join(told)] if told else [])


def test_a_gap_is_what_is_written_else_the_difference() -> None:
    """Words stay words; without any it is expected less current, and below zero less is wanted."""
    rows = [
        _indicator("a", current="2.1", expected="3.5", gap="1,4 indeks", action="x"),
        _indicator("b", current="2.1", expected="3.5"),
        _indicator("c", current="9", expected="4"),
        _indicator("d", current="9"),
    ]
    chapter = printed(a_dossier(rows={"readiness": rows}), "analysis_gap")
    found = [one["found_gap"] for one in _one(chapter, "found_gap")]
    assert ["1,4 indeks", Decimal("1.4"), Decimal(-5), None] == found
    living = next(r for r in _one(chapter, "both") if r["dimension"].en.startswith("Smart Liv"))
    assert tuple(living[key].number for key in ("indicators", "both", "gaps", "actions")) == (
        4,
        3,
        3,
        1,
    )


@any_city
@given(rows=cities)
def test_a_difference_is_exact(rows: Rows) -> None:
    """Thirty digits or twenty decimals: what is worked out is not rounded."""
    dossier = a_dossier(rows=rows)
    by_id = {row.id: row for row in dossier.rows("readiness")}
    for table in _with(printed(dossier, "analysis_gap"), "found_gap"):
        for record in records(table):
            row, found = by_id[record["origin"]], record["found_gap"]
            if isinstance(found, Decimal):
                assert row["gap"] is None
                ends = [Fraction(str(row[key])) for key in ("expected", "current")]
                assert ends[0] - ends[1] == Fraction(found)


# -- SWOT -----------------------------------------------------------------------------------------


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


FACTORS = [
    _factor("DINKES", "S1", "0.6", "4"),
    _factor("DINKES", "W1", "0.4", "2"),
    _factor("DINKES", "O1", "0.3", "3"),
    _factor("DINKES", "T1", "0.7", "2"),
]


def test_totals_and_quadrant_by_hand() -> None:
    """S 2.4, W 0.8, O 0.9, T 1.4: x = 1.6, y = -0.5, quadrant II; the city, all of it, the same."""
    rows = [*FACTORS, _factor("DINKES", "S2", "", "")]
    chapter = printed(a_dossier(rows={"swot": rows}), "analysis_swot")
    empty, *scored = _one(chapter, "quadrant")
    assert empty["x"] is None
    for record in scored:
        values = [record[key] for key in ("s", "w", "o", "t", "x", "y")]
        assert list(map(Decimal, ("2.4", "0.8", "0.9", "1.4", "1.6", "-0.5"))) == values
        assert record["quadrant"].id == "II ST (diversifikasi)"
        assert (record["counted"].number, record["uncounted"].number) == (4, 1)
    (facts,) = [b for b in part(chapter, "analysis_swot_living").blocks if isinstance(b, Facts)]
    assert Decimal("1.6") == facts.rows[4][1]


def test_counted_scores_add_up_to_the_totals_of_two_agencies() -> None:
    """Weights of two sheets sum to 2: each counts half, and the counted scores make the totals."""
    other = [
        _factor("DISKOMINFO", "S1", "0.5", "2"),
        _factor("DISKOMINFO", "W1", "0.5", "3"),
        _factor("DISKOMINFO", "O1", "0.5", "4"),
        _factor("DISKOMINFO", "T1", "0.5", "1"),
    ]
    elsewhere = {**_factor("DINKES", "S7", "0.9", "4"), "dimension": "governance"}
    dossier = a_dossier(rows={"swot": [*FACTORS, *other, elsewhere]})
    living = part(printed(dossier, "analysis_swot"), "analysis_swot_living")
    counted = [
        [one["counted_score"] for one in records(table)] for table in _with(living, "counted_score")
    ]
    assert list(map(sum, counted)) == list(map(Decimal, ("1.7", "1.15", "1.45", "0.95")))
    assert counted[0][0] == Decimal("1.2")


def _naive_totals(dossier: Dossier, dimension: str) -> dict[str, Fraction]:
    """Return the sum of counted score by category: weight / sum of the side's weights x rating."""
    sides = {"S": "in", "W": "in", "O": "out", "T": "out"}
    merged = dossier.submitted("swot_merged", dimension)
    rows = dossier.rows("swot_merged" if merged else "swot", dimension=dimension)
    counted: list[tuple[str, Fraction, Fraction]] = []
    for row in rows:
        letter = row.text("category") or row.text("code")[:1]
        weight, rating = row["weight"], row["rating"]
        used = not merged or row.text("decision") == "dipakai"
        numeric = isinstance(weight, Decimal) and isinstance(rating, Decimal)
        if used and letter in sides and numeric:
            counted.append((letter, Fraction(weight), Fraction(rating)))  # type: ignore[arg-type]
    weights: dict[str, Fraction] = defaultdict(Fraction)
    for letter, weight, _ in counted:
        weights[sides[letter]] += weight
    totals: dict[str, Fraction] = defaultdict(Fraction)
    for letter, weight, rating in counted:
        whole = weights[sides[letter]]
        slack = max(Fraction(5, 1000), Fraction(5 * len(counted), 10000))
        divisor = Fraction(1) if abs(whole - 1) <= slack or not whole else whole
        totals[letter] += weight / divisor * rating
    return totals


@any_city
@given(rows=cities)
def test_swot_totals_are_the_rule_s_and_the_naive_sums(rows: Rows) -> None:
    """Rows of the table are the breakdown of swot_quadrant; S is what a plain loop adds up."""
    dossier = a_dossier(rows=rows)
    scores = _scores(swot_quadrant, dossier)
    chapter = printed(dossier, "analysis_swot")
    found = [record for table in _with(chapter, "quadrant") for record in records(table)]
    keys = [*(dimension.key for dimension in dossier.dimensions), ""]
    for key, record in zip(keys, found, strict=False):
        score = scores.get(key)
        values = [record[name] for name in ("s", "w", "o", "t", "x", "y")]
        if score is None:
            assert values == [None] * 6
            continue
        assert [line.value for line in score.breakdown[:6]] == values
        if key:
            naive = _naive_totals(dossier, key)
            for letter, value in zip("SWOT", values, strict=False):
                assert abs(naive[letter] - Fraction(value)) <= Fraction(1, 1000)


@any_city
@given(rows=cities)
def test_factors_are_counted_by_category(rows: Rows) -> None:
    """The counts of a dimension are those of the rows in its tables."""
    dossier = a_dossier(rows=rows)
    chapter = printed(dossier, "analysis_swot")
    for table in _with(chapter, "unclear"):
        for dimension, record in zip(dossier.dimensions, records(table), strict=False):
            own = part(chapter, f"analysis_swot_{dimension.key}")
            listed = [t for t in tables(own) if "decision" not in t.keys and "factor" in t.keys]
            late = [t for t in listed if t.title.id.startswith("Faktor sesudah penggabungan")]
            assert record["all"].number == sum(len(t.rows) for t in listed if t not in late)


def test_what_the_consolidation_left_out_keeps_its_reason() -> None:
    """A dropped factor stands with its reason, a merged one with where it went; neither counts."""
    decisions: list[dict[str, Any]] = [
        {"decision": "dipakai"},
        {"decision": "digabung", "merged_into": "DINKES:S1"},
        {"decision": "tidak dipakai", "reason": "Bukan urusan daerah"},
    ]
    merged = [
        {"filler": "living", "source": f"DINKES/swot/{n}", "agency": "DINKES", "code": f"S{n}"}
        | {"factor": f"Faktor {n}", **decision}
        for n, decision in enumerate(decisions, start=1)
    ]
    late = [{"filler": "DINKES", "dimension": "living", "code": "S9", "factor": "Baru"}] * 4
    dossier = a_dossier(rows={"swot": late, "swot_merged": merged})
    living = part(printed(dossier, "analysis_swot"), "analysis_swot_living")
    used, left, after = tables(living)
    assert [one["code"] for one in records(used)] == ["S1"]
    assert [(one["decision"], one["merged_into"], one["reason"]) for one in records(left)] == [
        ("digabung", "DINKES:S1", None),
        ("tidak dipakai", None, "Bukan urusan daerah"),
    ]
    assert [one["origin"] for one in records(after)] == ["DINKES/swot/4"]


def test_a_chapter_does_not_say_nothing_was_sent_where_all_was_left_out() -> None:
    """One factor, and it is dropped: none is counted, and none is said to be missing at the top."""
    dropped = {"filler": "living", "source": "DINKES/swot/1", "agency": "DINKES", "code": "S1"}
    merged = [{**dropped, "factor": "x", "decision": "tidak dipakai", "reason": "y"}]
    chapter = printed(a_dossier(rows={"swot_merged": merged}), "analysis_swot")
    assert not any(map(is_note, chapter.blocks))
    assert [record["all"].number for record in _one(chapter, "unclear")] == [0, 0, 0]


def test_a_category_without_factors_is_named() -> None:
    """Only strengths: weaknesses, opportunities and threats are said to be missing, no quadrant."""
    dossier = a_dossier(rows={"swot": FACTORS[:1]})
    living = part(printed(dossier, "analysis_swot"), "analysis_swot_living")
    (note,) = [block for block in living.blocks if is_note(block)]
    assert "Kelemahan (W), Peluang (O), Ancaman (T)" in note.runs[0].id  # type: ignore[union-attr]
    assert not [block for block in living.blocks if isinstance(block, Figure)]


# -- TOWS -----------------------------------------------------------------------------------------


def _strategy(code: str, *cites: str) -> dict[str, Any]:
    row = {"filler": "DINKES", "dimension": "living", "cell": code[:2], "code": code}
    return {**row, "strategy": code, "cites": list(cites)}


def test_strategies_stand_in_their_cells_with_what_they_cite() -> None:
    """Two SO strategies, one WT; the cells WO and ST are said to be empty."""
    tows = [_strategy("SO1", "S1", "O1"), _strategy("WT1", "W1"), _strategy("SO2")]
    dossier = a_dossier(rows={"swot": FACTORS, "tows": tows})
    living = part(printed(dossier, "analysis_tows"), "analysis_tows_living")
    first, last, unused = tables(living)
    assert [(one["code"], one["cites"] or None) for one in records(first)] == [
        ("SO1", "S1, O1"),
        ("SO2", None),
    ]
    assert [one["code"] for one in records(last)] == ["WT1"]
    (note,) = [block for block in living.blocks if is_note(block)]
    assert "WO, ST" in note.runs[0].id  # type: ignore[union-attr]
    assert [("DINKES:T1 T1", Decimal("1.4"))] == [
        (one["factor"].en, one["score"]) for one in records(unused)
    ]


def test_an_unused_factor_is_named_whole() -> None:
    """A factor of 300 letters stands in the table as it was written, not cut for a sentence."""
    long = "Jaringan jalan ke pusat layanan " * 9 + "rusak"
    factors = [{**FACTORS[0], "factor": long}, *FACTORS[1:]]
    dossier = a_dossier(rows={"swot": factors, "tows": [_strategy("WT1", "W1", "T1")]})
    table = _one(part(printed(dossier, "analysis_tows"), "analysis_tows_living"), "factor")
    assert [one["factor"].en for one in table if "S1" in one["factor"].en] == [f"DINKES:S1 {long}"]


@any_city
@given(rows=cities)
def test_coverage_is_the_scoring_rule_s(rows: Rows) -> None:
    """Strong factors, those cited, and the share are those of tows_coverage."""
    dossier = a_dossier(rows=rows)
    scores = _scores(tows_coverage, dossier)
    titles = {short_title(dimension.title): dimension.key for dimension in dossier.dimensions}
    found = [r for t in _with(printed(dossier, "analysis_tows"), "coverage") for r in records(t)]
    assert set(scores) == {titles[record["dimension"]] for record in found}
    for record in found:
        score = scores[titles[record["dimension"]]]
        expected = (*(line.value for line in score.breakdown[:2]), rounded(score.value))
        assert expected == tuple(number_of(record[key]) for key in ("strong", "cited", "coverage"))
