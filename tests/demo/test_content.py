"""The content of the demo: complete, consistent with itself, and open about what is invented."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from smartflow_dimensions import branding, economy, environment, governance, living, society
from smartflow_masterplan.demo import content, rows
from smartflow_masterplan.sheets.worksheets import WORKSHEETS

CODES = [agency.code for agency in content.register().agency]
DIMENSIONS = {
    module.DIMENSION.key: module.DIMENSION
    for module in (governance, branding, economy, living, society, environment)
}
SHEETS = {worksheet.key: worksheet for worksheet in WORKSHEETS}
FILES = sorted(content.CONTENT.rglob("*.toml"))
TRUE_FIGURES = {"46", "2,38", "2.38", "67760", "237490", "9,13"}


def all_rows() -> dict[str, list[tuple[str, dict[str, str | int]]]]:
    """Return every row of the demo by worksheet, with its filler."""
    found: dict[str, list[tuple[str, dict[str, str | int]]]] = {}
    for code in CODES:
        for sheet, sheet_rows in rows.agency_rows(code).items():
            found.setdefault(sheet, []).extend((code, row) for row in sheet_rows)
    for key in content.DIMENSIONS:
        found.setdefault("readiness", []).extend((key, row) for row in rows.readiness_rows(key))
        found.setdefault("quick_wins", []).extend((key, row) for row in rows.quick_win_rows(key))
    for sheet, sheet_rows in rows.city_rows().items():
        found.setdefault(sheet, []).extend(("sawahlunto", row) for row in sheet_rows)
    return found


ROWS = all_rows()


def test_the_register_holds_28_opd_and_10_kelurahan() -> None:
    """The counts are those of the press report, and every code stands once."""
    kinds = [agency.kind for agency in content.register().agency]
    assert (kinds.count("opd"), kinds.count("kelurahan"), len(set(CODES))) == (28, 10, 38)


def test_the_register_keeps_its_marks_of_doubt() -> None:
    """Every name says how sure it is, and a name that is not known for sure says what is unsure."""
    marks = {agency.seen for agency in content.register().agency}
    assert marks == {"seen", "office", "unsure"}
    silent = [
        a.code
        for a in content.register().agency
        if a.seen == "unsure"
        and not (a.note or a.sources)
        and a.code not in {"DISDIK", "DISPUSIP", "DPUPR"}
    ]
    assert silent == []


def test_every_dimension_has_a_lead_agency() -> None:
    """Each of the six dimensions is led, by an agency that contributes to it."""
    leads = {key: [] for key in DIMENSIONS}
    for agency in content.register().agency:
        for key in agency.leads:
            assert key in agency.dimensions
            leads[key].append(agency.code)
    assert all(leads.values())


@pytest.mark.parametrize("code", CODES)
def test_every_agency_has_content_for_its_main_dimension(code: str) -> None:
    """Each agency wrote about its main dimension first, and only about dimensions of its own."""
    agency = content.register().named(code)
    parts = content.agency_contents()[code].parts
    assert agency.dimensions[0] in parts
    assert set(parts) <= set(agency.dimensions)
    assert all(part.issues for part in parts.values())


@pytest.mark.parametrize("code", [code for code in CODES if not code.startswith("KEL-")])
def test_every_opd_has_all_four_categories_and_cells_in_its_main_dimension(code: str) -> None:
    """An OPD's main dimension has S, W, O and T, and a strategy in every TOWS cell."""
    agency = content.register().named(code)
    part = content.agency_contents()[code].parts[agency.dimensions[0]]
    assert all(part.factors.values())
    assert all(part.strategies.values())


def test_only_the_kelurahan_with_nil_has_no_swot() -> None:
    """Nihil is declared by exactly one agency, and by no other in silence."""
    without = [code for code in CODES if not rows.agency_rows(code)["swot"]]
    assert without == [content.flaws().nil]


def test_rows_have_columns_of_their_worksheet_only() -> None:
    """A row names no column but those of its worksheet and the two of the regional example."""
    regional = {"tradition", "custodian"}
    for sheet, found in ROWS.items():
        known = {column.key for column in SHEETS[sheet].columns}
        extra = {key for _, row in found for key in row} - known
        assert extra <= (regional if sheet == "quick_wins" else set()), sheet


def test_required_columns_are_filled_in() -> None:
    """No row leaves a required column of its worksheet empty."""
    for sheet, found in ROWS.items():
        required = [column.key for column in SHEETS[sheet].columns if column.required]
        gaps = [(filler, key) for filler, row in found for key in required if not row.get(key)]
        assert gaps == [], sheet


def test_choices_are_those_of_the_columns() -> None:
    """A column with choices holds one of them, in the spelling that is stored."""
    for sheet, found in ROWS.items():
        for column in SHEETS[sheet].columns:
            if column.choices:
                values = {str(row[column.key]) for _, row in found if column.key in row}
                assert values <= set(column.choices), (sheet, column.key)


def test_named_agencies_are_registered() -> None:
    """Owners and supporting agencies are in the register, and strategies are those of the TOWS."""
    strategies = {f"{filler}:{row['code']}" for filler, row in ROWS["tows"]}
    for _, row in ROWS["actions"]:
        assert row["owner"] in CODES
        assert set(str(row["support"]).split(",")) <= set(CODES)
        assert set(str(row["strategy"]).split(",")) <= strategies, row["activity"]
    assert all(row["owner"] in CODES for _, row in ROWS["quick_wins"])


def test_sub_dimensions_are_known_and_covered() -> None:
    """Sub-dimensions are those of the dimension; issues, goals and actions take up all three."""
    titles = {
        sub.title.id: (key, sub.key)
        for key, dimension in DIMENSIONS.items()
        for sub in dimension.sub_dimensions
    }
    for sheet in ("issues", "goals", "actions"):
        seen = {titles[str(row["sub_dimension"])] for _, row in ROWS[sheet]}
        assert seen == set(titles.values()), sheet
        assert all(titles[str(r["sub_dimension"])][0] == r["dimension"] for _, r in ROWS[sheet])


def test_weights_add_up_to_one_on_each_side() -> None:
    """Where an agency gives weights, S with W and O with T add up to exactly 1."""
    weighted = 0
    for code in CODES:
        for part in content.agency_contents()[code].parts.values():
            if part.weights:
                weighted += 1
                for side in ("SW", "OT"):
                    weights = [Decimal(w) for letter in side for w in part.weights[letter]]
                    assert sum(weights) == 1, code
    assert weighted == 6


def test_ratings_are_on_the_scale_of_david() -> None:
    """Strengths are rated 3 or 4, weaknesses 1 or 2, all others 1 to 4; one per factor."""
    allowed = {"S": {3, 4}, "W": {1, 2}, "O": {1, 2, 3, 4}, "T": {1, 2, 3, 4}}
    for code in CODES:
        for part in content.agency_contents()[code].parts.values():
            for letter, ratings in part.ratings.items():
                assert set(ratings) <= allowed[letter], code
                assert len(ratings) == len(part.factors[letter]), code


def test_strategies_cite_factors_of_their_own_agency_and_cell() -> None:
    """Each strategy cites existing codes of exactly the two letters of its cell."""
    factors = {(f, r["dimension"], r["code"]) for f, r in ROWS["swot"]}
    for filler, row in ROWS["tows"]:
        cited = str(row["cites"]).split(", ")
        assert {code[0] for code in cited} == set(str(row["cell"])), (filler, row["code"])
        assert all((filler, row["dimension"], code) in factors for code in cited)


def test_totals_and_ranks_can_be_worked_out_again() -> None:
    """A total is U + S + G on a scale of 1 to 5, and a higher total has a better rank."""
    for filler, row in ROWS["issues"]:
        usg = [int(row[key]) for key in ("urgency", "seriousness", "growth")]
        assert all(1 <= value <= 5 for value in usg), filler
        assert row["total"] == sum(usg)
    for code in CODES:
        for key in content.DIMENSIONS:
            own = [r for f, r in ROWS["issues"] if f == code and r["dimension"] == key]
            for one in own:
                better = sum(int(other["total"]) > int(one["total"]) for other in own)
                assert one["rank"] == str(better + 1)


def test_each_intended_error_is_there_exactly_once() -> None:
    """The first workbooks differ from the corrected ones in the declared cells, and no other."""
    differences = []
    for code in CODES:
        right = rows.agency_rows(code)
        wrong = rows.with_flaws(code, right)
        for sheet in rows.AGENCY_SHEETS:
            for before, after in zip(wrong[sheet], right[sheet], strict=True):
                differences += [
                    (code, sheet, key, str(before[key]), str(after[key]))
                    for key in after
                    if before[key] != after[key]
                ]
    declared = [(f.agency, f.worksheet, f.column, f.wrong, f.right) for f in content.flaws().flaw]
    assert sorted(differences) == sorted(declared)


def test_the_intended_errors_are_those_of_the_story() -> None:
    """A mistyped number, a wrong total, and an SO strategy that cites W2; three are late."""
    typed, total, cited = content.flaws().flaw
    assert re.fullmatch(r"\d+", typed.right)
    assert not re.fullmatch(r"\d+", typed.wrong)
    assert sorted(total.wrong) == sorted(total.right)
    assert "W2" in cited.wrong
    first = next(r for f, r in ROWS["tows"] if f == cited.agency and r["dimension"] == "branding")
    assert (first["cell"], first["cites"]) == ("SO", cited.right)
    assert len(content.flaws().late) == 3


def test_five_opd_copied_the_same_weakness() -> None:
    """The words "Terbatasnya SDM" stand in the sheets of five OPD, all in one dimension."""
    found = [(f, r["dimension"]) for f, r in ROWS["swot"] if r["factor"] == "Terbatasnya SDM"]
    assert len(found) == 5
    assert {dimension for _, dimension in found} == {"governance"}


def test_no_other_factor_is_copied_between_agencies() -> None:
    """Apart from that one, every factor and strategy is worded by its own agency."""
    for sheet, column in (("swot", "factor"), ("tows", "strategy"), ("issues", "issue")):
        by_words: dict[str, set[str]] = {}
        for filler, row in ROWS[sheet]:
            by_words.setdefault(str(row[column]), set()).add(filler)
        shared = [words for words, fillers in by_words.items() if len(fillers) > 1]
        assert shared in ([], ["Terbatasnya SDM"]), sheet


def test_the_same_figure_is_written_in_both_notations() -> None:
    """One agency typed 2,38 and another 2.38, each once."""
    typed = [row["data"] for _, row in ROWS["issues"]]
    assert (typed.count("2,38"), typed.count("2.38")) == (1, 1)


def test_figures_without_a_source_are_illustration() -> None:
    """Only figures that were read on a public page name a source; the others are invented."""
    sourced = {r["data"] for _, r in ROWS["issues"] if r["source"] != "Data ilustrasi"}
    assert sourced == TRUE_FIGURES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_content_file_says_data_ilustrasi(path: Path) -> None:
    """Whoever opens a content file reads that it is illustration."""
    assert "data ilustrasi" in path.read_text(encoding="utf-8").casefold() or path.stem == "flaws"


def test_the_invented_quick_wins_are_not_the_real_ones() -> None:
    """The three that Sawahlunto really showed are nowhere in the demo."""
    names = " ".join(str(row["programme"]) for _, row in ROWS["quick_wins"])
    assert not re.search(r"Dada Warsina|Info Sunto|Jempol", names)


def test_quick_wins_can_be_judged() -> None:
    """Each lasts 6 to 12 months, has money or uses what is there, and a target to be measured."""
    found = [row for _, row in ROWS["quick_wins"]]
    assert len(found) == 12
    for row in found:
        start, end = (str(row[key]).split("/") for key in ("start", "end"))
        months = 12 * (int(end[2]) - int(start[2])) + int(end[1]) - int(start[1]) + 1
        assert 6 <= months <= 12, row["programme"]
        assert (row["budget"] == 0) == (row["fund_source"] == "sumber daya yang ada")
        assert row.get("baseline") != row["target"] or row.get("kept") == "ya"
        assert ("baseline" not in row) == (row["new_service"] == "ya")
        assert len(str(row["local_wisdom"]).split()) >= 5
        assert row["tradition"]
        assert row["custodian"]


def test_readiness_assesses_the_three_components_of_every_dimension() -> None:
    """Structure, infrastructure and suprastructure are assessed everywhere."""
    for key in content.DIMENSIONS:
        components = {row["component"] for row in rows.readiness_rows(key)}
        assert components >= {"struktur", "infrastruktur", "suprastruktur"}


def test_the_action_plan_has_all_four_blocks() -> None:
    """Policy, infrastructure, applications and literacy each have an action."""
    categories = {row["category"] for _, row in ROWS["actions"]}
    assert len(categories) == 4


def test_people_lead_agencies_of_the_register() -> None:
    """The acting official leads two agencies; whoever is named in the story is registered."""
    cast = content.people()
    names = {person.name for person in cast.person}
    assert {cast.operator, cast.chair, cast.secretary, cast.mentor, cast.mayor} <= names
    assert set(cast.presenters) == set(content.DIMENSIONS)
    assert set(cast.presenters.values()) <= names
    assert all(code in CODES for person in cast.person for code in person.agencies)
    acting = [len(person.agencies) for person in cast.person if person.status == "plt"]
    assert acting == [2]
    assert [p.status for p in cast.person if p.later] == ["pj"]


def test_the_commitment_sheet_has_every_lead_of_an_action() -> None:
    """The head of every agency that leads an action is registered, so that all can sign."""
    led = {code for person in content.people().person for code in person.agencies}
    assert {row["owner"] for _, row in ROWS["actions"]} <= led


def test_a_misspelt_key_names_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever corrects the words finds a slip at once."""
    (tmp_path / "goals.toml").write_text('vission = "x"\nrows = []\n', encoding="utf-8")
    monkeypatch.setattr(content, "CONTENT", tmp_path)
    content.goals.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"goals\.toml"):
            content.goals()
    finally:
        content.goals.cache_clear()
