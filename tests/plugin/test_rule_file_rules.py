"""Rules of a rule file, run: what they find, in any order of rows, and how they fail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow import Agency, Column, Dimension, Dossier, Rule, Text, Worksheet
from smartflow.cases import make_dossier, run_rule
from smartflow.model import City, Record, Result, Row, Selection, WorkflowRef
from smartflow.plugin.contract import contract_fault
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Origin, Owned
from smartflow.plugin.rule_file import Example, RuleFile, read_rules
from smartflow.plugin.running.guard import run_rules

GOOD = Path(__file__).parent / "rule_files" / "good.toml"
NAME = Text(id="Nama", en="Name")
ORIGIN = Origin("padang", "2", "")
SHEETS = {
    "plans": Worksheet(
        "plans",
        1,
        NAME,
        (
            Column("name", NAME),
            Column("budget", NAME, type="money"),
            Column("share", NAME, type="decimal"),
            Column("start", NAME, type="date"),
            Column("codes", NAME, type="codes"),
            Column("dimension", NAME, refers="dimension"),
        ),
    ),
    "people": Worksheet("people", 1, NAME, (Column("age", NAME, type="integer"),)),
}
DIMENSIONS = (
    Dimension("living", "LIV", Text("Kehidupan", "Living")),
    Dimension("economy", "ECO", Text("Ekonomi", "Economy")),
)
AGENCIES = (
    Agency("DINKES", "Dinas Kesehatan", "opd", ("living",)),
    Agency("DISHUB", "Dinas Perhubungan", "opd", ("living", "economy")),
    Agency("LAMA", "Dinas Lama", "opd", ended=date(2020, 1, 1)),
)

HEAD = """\
[[rule]]
code = "PDG001"
title = { id = "judul", en = "title" }
why = { id = "sebab", en = "cause" }
fix = { id = "perbaikan", en = "mending" }
stages = ["draft"]
cites = ["Perwali"]
"""


def row(number: int = 1, filler: str = "DINKES", **cells: Any) -> Row:
    """Return a row of the worksheet ``plans``."""
    empty = dict.fromkeys(column.key for column in SHEETS["plans"].columns)
    return Row(
        {**empty, **cells},
        id=f"{filler}/plans/{number}",
        worksheet="plans",
        filler=filler,
        agency=filler,
        dimension=cells.get("dimension") or "",
        number=number,
        written=cells.pop("written", {}),
    )


def dossier(rows: Iterable[Row] = (), **more: Any) -> Dossier:
    """Return a little dossier."""
    plans = tuple(rows)
    facts: dict[str, Any] = {"agencies": AGENCIES, "dimensions": DIMENSIONS, **more}
    return Dossier(
        city=City("padang-panjang", "Kota Padang Panjang", "kota", "13.74", "Sumatera Barat"),
        stage="draft",
        as_of=date(2026, 3, 1),
        workflow=WorkflowRef("m", 1, "", ("draft",), ("draft",), {}),
        settings={},
        worksheet_types=SHEETS,
        row_source=lambda worksheet: plans if worksheet == "plans" else (),
        **facts,
    )


def read(tmp_path: Path, body: str, message: str = "ada") -> Rule:
    """Return the one rule of a file that has these lines beside the usual ones."""
    path = tmp_path / "padang.toml"
    words = f'message = {{ id = "{message}", en = "{message}" }}\n'
    path.write_text(HEAD + words + body, "utf-8")
    return read_rules(path, SHEETS, "rules/padang.toml").rules[0]


def run(rule: Rule, given: Dossier) -> tuple[Result, ...]:
    """Run one rule inside its guard."""
    return run_rules([Owned(rule, ORIGIN)], given)


def told(rule: Rule, given: Dossier) -> list[tuple[str, str]]:
    """Return status and Indonesian message of each result of a rule."""
    return [(result.status, result.message.id) for result in run(rule, given)]


# -- each row ---------------------------------------------------------------------------------


def test_a_row_rule_tells_cells_values_and_place(tmp_path: Path) -> None:
    """A finding shows the row's cells as a reader writes them, and stands at its column."""
    body = """
each = "plans"
column = "share"
check = 'share <= 0.5'
values = { more = 'share - 0.5', who = 'lower(agency)' }
"""
    rule = read(tmp_path, body, "{name}: {share}, {more} lebih, mulai {start} ({who}, {filler})")
    one = row(name="Pasar", share=Decimal("0.75"), start=date(2026, 1, 31))
    (result,) = run(rule, dossier([one]))
    assert (result.message.id, result.column, result.row, result.agency) == (
        "Pasar: 0,75, 0,25 lebih, mulai 31 Jan 2026 (dinkes, DINKES)",
        "share",
        "DINKES/plans/1",
        "DINKES",
    )


def test_a_row_rule_is_one_for_the_guard(tmp_path: Path) -> None:
    """It is run in the one pass over the worksheet, and says what it reads."""
    rule = read(tmp_path, "each = 'plans'\ncheck = 'name != \"\"'")
    assert (rule.each, rule.reads, rule.family) == ("plans", ("plans",), "PDG")
    assert told(rule, dossier([row(name="a"), row(2, name="  ")])) == [("fail", "ada")]
    assert told(rule, dossier()) == [("not_applicable", "Tidak ada yang dinilai.")]


def test_a_row_rule_may_ask_for_the_day_and_the_city(tmp_path: Path) -> None:
    """Then it is run over the dossier, and finds the same rows at the same places."""
    body = """
each = "plans"
column = "start"
check = 'start >= as_of || city.kind == "kabupaten" || stage == "final"'
values = { late = 'days(start, as_of)' }
"""
    rule = read(tmp_path, body, "{name} {late}")
    rows = [
        row(1, name="dulu", start=date(2026, 2, 26)),
        row(2, name="nanti", start=date(2026, 3, 1)),
        row(3, name="entah"),
    ]
    assert [(r.message.id, r.row, r.column) for r in run(rule, dossier(rows))] == [
        ("dulu 3", "DINKES/plans/1", "start")
    ]
    assert (rule.each, rule.reads) == ("", ("plans",))
    assert told(rule, dossier()) == [("not_applicable", "Tidak ada yang dinilai.")]


def test_what_was_written_where_it_does_not_fit_can_be_asked_for(tmp_path: Path) -> None:
    """A cell that is no number is empty, and what stood there is in ``written``."""
    rule = read(tmp_path, "each = 'plans'\ncheck = '!(\"budget\" in written)'")
    rows = [row(1), row(2, written={"budget": "5 juta"})]
    assert [result.row for result in run(rule, dossier(rows))] == ["DINKES/plans/2"]


def test_a_column_may_be_asked_of_the_row_itself(tmp_path: Path) -> None:
    """``row.name`` is the cell, typed like the column, and so is what every row has."""
    check = 'row.name == "" || (row.share < 0.5 && row.filler == "DINKES")'
    rule = read(tmp_path, f"each = 'plans'\ncheck = '{check}'", "{name}")
    rows = [row(1), row(2, name="a", share=Decimal("0.4")), row(3, name="b", share=Decimal("0.5"))]
    assert told(rule, dossier(rows)) == [("fail", "b")]


def test_a_column_that_only_some_regions_have_is_empty_elsewhere(tmp_path: Path) -> None:
    """A rule about an added column is silent in a city without it."""
    rule = read(tmp_path, "each = 'plans'\ncheck = 'budget > 5 && name != \"\"'", "{budget}")
    bare = Row({}, id="A/plans/1", worksheet="plans", filler="A")
    assert told(rule, dossier([bare])) == [("fail", "")]


def test_a_column_comes_before_what_every_row_has(tmp_path: Path) -> None:
    """``dimension`` is the cell where the worksheet has such a column."""
    rule = read(tmp_path, "each = 'plans'\ncheck = 'dimension != \"\"'", "{dimension}")
    assert told(rule, dossier([row(dimension="living"), row(2)])) == [("fail", "")]


# -- the dossier ------------------------------------------------------------------------------


def test_a_rule_over_the_dossier(tmp_path: Path) -> None:
    """It gives one finding, with its values; an empty cell adds nothing."""
    body = """
check = 'sum(plans.map(p, p.budget)) <= 10'
values = { total = 'sum(plans.map(p, p.budget))', first = 'plans.map(p, p.name)' }
"""
    rule = read(tmp_path, body, "{total}: {first}")
    rows = [row(1, name="a", budget=7), row(2, name="b"), row(3, name="c", budget=4)]
    assert told(rule, dossier(rows)) == [("fail", "11: a, b, c")]
    assert told(rule, dossier(rows[:2])) == [("pass", "judul")]
    assert rule.reads == ("plans",)


@pytest.mark.parametrize(
    ("check", "holds"),
    [
        ("agencies.exists(a, a.code == 'DISHUB' && 'economy' in a.dimensions)", True),
        ("size(agencies) == 2", True),
        ("agencies.all(a, a.main_dimension == 'living')", True),
        ("dimensions.exists(d, d.code == 'ECO' && d.key == 'economy')", True),
        ("records.exists(r, r.kind == 'decree' && r.date < as_of)", True),
        ("records.exists(r, r.number == '13' && r.title.contains('Tim'))", False),
        ("size(selected.plans) == 1 && selected.plans.all(p, p.name == 'b')", True),
        ("city.region_code.startsWith('13.') && city.slug == 'padang-panjang'", True),
        ("stage == 'draft' && as_of == date('2026-03-01')", True),
        ("size(people) == 0", True),
        ("plans.exists(p, p.filler == 'DINKES' && p.agency == 'DINKES')", True),
    ],
)
def test_what_the_dossier_holds(tmp_path: Path, check: str, *, holds: bool) -> None:
    """Each name of the table in the documentation has its value."""
    facts = dossier(
        [row(1, name="a"), row(2, name="b")],
        records=(Record("decree", "12", date(2026, 1, 2), "SK Tim", "draft", 1),),
        selections=(Selection("plans", ("DINKES/plans/2",), "", "draft", date(2026, 2, 1), 2),),
    )
    rule = read(tmp_path, f'check = "{check}"')
    assert told(rule, facts) == [("pass", "judul") if holds else ("fail", "ada")]


def test_for_each_dimension(tmp_path: Path) -> None:
    """Each dimension is judged by its own rows; the finding bears its name."""
    body = "for_each = 'dimensions'\ncheck = 'size(plans) > 1'\nvalues = { n = 'size(plans)' }"
    rule = read(tmp_path, body, "{dimension} {n}")
    rows = [row(n, dimension="living") for n in (1, 2)] + [row(3, dimension="economy")]
    results = run(rule, dossier(rows))
    assert [(r.message.id, r.message.en, r.dimension) for r in results] == [
        ("Ekonomi 1", "Economy 1", "economy")
    ]


def test_for_each_agency(tmp_path: Path) -> None:
    """Each agency that exists on the day is judged by the rows it filled in."""
    body = "for_each = 'agencies'\ncheck = 'size(plans) > 0 || agency.code == \"X\"'"
    rule = read(tmp_path, body, "{agency}")
    results = run(rule, dossier([row()]))
    assert [(r.message.id, r.agency) for r in results] == [("Dinas Perhubungan", "DISHUB")]


def test_for_each_value_of_a_column(tmp_path: Path) -> None:
    """Rows with one value are judged together; blanks do not count, empty cells make no group."""
    body = """
for_each = "plans.name"
check = 'size(rows) == 1'
values = { n = 'size(rows)', who = 'rows.map(r, r.agency)' }
"""
    rule = read(tmp_path, body, "{value}: {n} ({who})")
    rows = [row(1, name="a"), row(2, "DISHUB", name=" a"), row(3, name="b"), row(4), row(5)]
    assert [(r.message.id, r.row, r.column) for r in run(rule, dossier(rows))] == [
        ("a: 2 (DINKES, DISHUB)", "DISHUB/plans/2", "name")
    ]
    assert told(rule, dossier([row()])) == [("not_applicable", "Tidak ada yang dinilai.")]


def test_for_each_value_of_other_columns(tmp_path: Path) -> None:
    """Numbers, dates and each of the codes of a cell are values too."""
    rows = [
        row(1, codes=("S1", "W1"), start=date(2026, 1, 1), share=Decimal("0.1")),
        row(2, codes=("S1",), start=date(2026, 1, 1), share=Decimal("0.10")),
    ]
    found = [
        told(
            read(tmp_path, f"for_each = 'plans.{key}'\ncheck = 'size(rows) == 1'", "{value}"),
            dossier(rows),
        )
        for key in ("codes", "start", "share")
    ]
    assert found == [[("fail", "S1")], [("fail", "1 Jan 2026")], [("fail", "0,1")]]


# -- order, twins and failures ----------------------------------------------------------------

ROWS = st.lists(
    st.builds(
        dict,
        name=st.sampled_from(["", " ", "a", "b", "ab"]),
        budget=st.none() | st.integers(0, 9),
        share=st.none() | st.decimals(0, 1, places=2),
        dimension=st.sampled_from([None, "living", "economy"]),
    ),
    max_size=8,
)


def made(cells: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Return rows of these cells."""
    return [row(number, **one) for number, one in enumerate(cells, start=1)]


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rule]:
    """Return one rule of each way of being run."""
    folder = tmp_path_factory.mktemp("twins")
    return {
        "row": read(folder, "each = 'plans'\ncheck = 'share + 0.2 <= 0.7 || name == \"a\"'"),
        "whole": read(folder, "check = 'size(plans.filter(p, p.budget > 4)) < 2'"),
        "dimensions": read(
            folder, "for_each = 'dimensions'\ncheck = 'sum(plans.map(p, p.budget)) >= 5'"
        ),
        "values": read(folder, "for_each = 'plans.name'\ncheck = 'size(rows) < 2'"),
    }


@given(cells=ROWS)
def test_row_rules_agree_with_a_python_twin(
    twins: dict[str, Rule], cells: list[dict[str, Any]]
) -> None:
    """Over any rows, the rows found are those that a rule in Python would find."""
    rows = made(cells)
    found = [r.row for r in run(twins["row"], dossier(rows)) if r.status == "fail"]
    assert found == [
        one.id
        for one in rows
        if one["share"] is not None
        and not one["share"] + Decimal("0.2") <= Decimal("0.7")
        and one.text("name") != "a"
    ]


@given(cells=ROWS)
def test_dossier_rules_agree_with_a_python_twin(
    twins: dict[str, Rule], cells: list[dict[str, Any]]
) -> None:
    """Counts, sums and groups are those of a plain loop."""
    rows = made(cells)
    given = dossier(rows)
    names = [one.text("name") for one in rows if one.text("name")]
    many = sum(one["budget"] is not None and one["budget"] > 4 for one in rows) >= 2
    poor = [
        key
        for key in ("living", "economy")
        if sum(one["budget"] or 0 for one in rows if one.dimension == key) < 5
    ]
    found = (
        [r.status for r in run(twins["whole"], given)] == ["fail"],
        sorted(r.dimension for r in run(twins["dimensions"], given) if r.status == "fail"),
        sum(r.status == "fail" for r in run(twins["values"], given)),
    )
    assert found == (many, sorted(poor), sum(names.count(name) > 1 for name in set(names)))


@given(data=st.data())
def test_the_order_of_rows_changes_nothing(twins: dict[str, Rule], data: st.DataObject) -> None:
    """The same rows in another order give the same findings, at the same rows."""
    rows = made(data.draw(ROWS))
    other = data.draw(st.permutations(rows))
    for rule in twins.values():
        found = [
            sorted((r.status, r.row, r.message.id) for r in run(rule, dossier(one)))
            for one in (rows, other)
        ]
        assert found[0] == found[1]


def test_what_costs_too_much_is_an_error_of_that_rule_alone(tmp_path: Path) -> None:
    """Over 5,000 rows a loop in a loop ends as status error that names file, line and remedy."""
    rule = read(tmp_path, "check = 'plans.all(a, plans.exists(b, b.name == a.name))'")
    rows = [row(number, name=str(number)) for number in range(1, 5001)]
    (result,) = run(rule, dossier(rows))
    assert result.status == "error"
    assert "rules/padang.toml, line 9: the expression costs too much" in result.fault


@pytest.mark.parametrize(
    ("body", "cells", "words"),
    [
        ("check = 'budget / 0 > 1'", {"budget": 1}, "division by zero"),
        ("check = 'share > 0'", {"share": Decimal("0.1234567890123456")}, "15 significant digits"),
        ("check = 'share > 0'", {"share": Decimal("1e400")}, "too large or too small"),
        ("check = 'false'\nvalues = { a = 'budget % 0' }", {"budget": 1}, "division by zero"),
    ],
)
def test_an_expression_that_is_wrong_for_a_row_is_an_error(
    tmp_path: Path, body: str, cells: dict[str, Any], words: str
) -> None:
    """A rule that cannot be judged never counts as met, and the row is named."""
    (result,) = run(read(tmp_path, f"each = 'plans'\n{body}"), dossier([row(**cells)]))
    assert result.status == "error"
    assert words in result.fault
    assert "DINKES/plans/1" in result.message.id


def test_a_value_without_an_answer_is_shown_empty(tmp_path: Path) -> None:
    """A message is written even where one of its values needs an empty cell."""
    body = "each = 'plans'\ncheck = 'filled(budget)'\nvalues = { half = 'budget / 2' }"
    assert told(read(tmp_path, body, "[{half}]"), dossier([row()])) == [("fail", "[]")]


# -- the file ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def good() -> RuleFile:
    """Return a file that uses everything."""
    worksheets = {key: owned.value for key, owned in load_registry().worksheets.items()}
    return read_rules(GOOD, worksheets, "rules/good.toml")


def test_a_file_gives_its_rules(good: RuleFile) -> None:
    """Version, regions, severity and notes arrive where the engine looks for them."""
    first, second = good.rules[:2]
    assert (good.version, first.regions, second.severity) == ("2", ("13.74",), "warning")
    assert first.passes == Text("Lokasinya tertulis.", "Its location is written.")
    assert first.fails == Text("Lokasinya kosong.", "Its location is empty.")
    assert [contract_fault(rule) for rule in good.rules] == [None] * len(good.rules)


def test_a_rule_may_have_regions_of_its_own(tmp_path: Path) -> None:
    """What a rule says comes before what the file says."""
    assert read(tmp_path, "check = 'true'\nregions = ['13']").regions == ("13",)


COUNTS = [("PDG001", 2), ("PDG002", 1), ("PDG003", 2), ("PDG004", 2), ("PDG005", 2), ("PDG006", 1)]
EXAMPLES = [(code, number) for code, count in COUNTS for number in range(count)]


def test_every_example_is_run_below(good: RuleFile) -> None:
    """No example of the file is left out of the next test."""
    found = [(code, len(examples)) for code, examples in good.examples.items()]
    assert found == COUNTS


@pytest.mark.parametrize(("code", "number"), EXAMPLES)
def test_examples_run(good: RuleFile, code: str, number: int) -> None:
    """Each example is a case that the case runner can build, and the rule says what it says."""
    example: Example = good.examples[code][number]
    registry = load_registry()
    rules = {**registry.rules, **{rule.code: Owned(rule, ORIGIN) for rule in good.rules}}
    world = msgspec.structs.replace(registry, rules=rules)
    results = run_rule(code, make_dossier(example.case, world), world)
    statuses = {"pass": {"pass", "not_applicable"}, "fail": {"fail", "warn"}}[example.expects]
    assert {result.status for result in results} <= statuses
    assert any(example.says in result.message.id for result in results)
    assert any(example.says_en in result.message.en for result in results)
