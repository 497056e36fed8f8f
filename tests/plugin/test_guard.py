"""The guard: whatever a rule does, it is attributed, and every other rule still speaks."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow import (
    BreakdownLine,
    Column,
    Dossier,
    Finding,
    NotApplicable,
    Row,
    Rule,
    Score,
    ScoringRule,
    Text,
    Worksheet,
)
from smartflow.canonical import canonical_bytes
from smartflow.command import Command
from smartflow.errors import IntegrityFailure
from smartflow.model import City, Result, WorkflowRef
from smartflow.plugin.registry import Origin, Owned
from smartflow.plugin.running.guard import run_rules, run_scoring_rules

WORDS = Text(id="kata", en="words")
ORIGIN = Origin("regional", "2.1", "smartflow-regional")
SHEET = Worksheet(
    key="things",
    version=1,
    title=WORDS,
    columns=(Column(key="name", title=Text(id="Nama", en="Name")), Column("size", WORDS)),
)


def dossier(names: Iterable[str] = ("satu", "dua"), settings: Mapping[str, Any] = {}) -> Dossier:
    """Return a dossier with one worksheet whose rows have these names."""
    rows = tuple(
        Row(
            {"name": name, "size": None},
            id=f"A/things/{n}",
            worksheet="things",
            filler="A",
            agency="A",
            dimension="living",
            sheet="Lembar",
            number=n + 5,
        )
        for n, name in enumerate(names, 1)
    )
    return Dossier(
        city=City("kota", "Kota", "kota", "13.73", "Provinsi"),
        stage="first",
        as_of=date(2026, 11, 24),
        workflow=WorkflowRef("w", 1, "0" * 64, ("first",), ("first",), {"first": ("things",)}),
        settings={"regional": settings},
        dimensions=(),
        worksheet_types={"things": SHEET},
        row_source=lambda _key: rows,
    )


def rule(function: Any, code: str = "TST001", **more: Any) -> Owned[Rule]:
    """Return a rule around ``function``."""
    message = more.pop("message", Text(id="Baris {name} salah.", en="Row {name} is wrong."))
    return Owned(
        Rule(
            code=code,
            title=WORDS,
            why=WORDS,
            fix=WORDS,
            message=message,
            stages=("first",),
            function=function,
            **more,
        ),
        ORIGIN,
    )


def test_a_rule_without_findings_passes() -> None:
    """Nothing found is one ``pass`` that carries the rule's title."""
    [result] = run_rules([rule(lambda dossier, settings: ())], dossier())
    assert (result.status, result.message) == ("pass", WORDS)


def test_a_finding_carries_its_place() -> None:
    """Agency, dimension, sheet, row number and column come from the row and worksheet."""

    def find(dossier: Dossier, settings: object) -> Iterable[Finding]:
        row = dossier.rows("things")[1]
        yield Finding(values={"name": row["name"]}, row=row, column="name")

    [result] = run_rules([rule(find)], dossier())
    assert (result.status, result.severity) == ("fail", "error")
    assert (result.agency, result.dimension, result.sheet) == ("A", "living", "Lembar")
    assert (result.row, result.row_number, result.column) == ("A/things/2", 7, "name")
    assert result.column_title == Text(id="Nama", en="Name")
    assert result.message == Text(id="Baris dua salah.", en="Row dua is wrong.")


def test_a_finding_fills_in_the_command_that_mends_it() -> None:
    """The place and the finding's own values are known; what a person gives never comes from it."""

    def find(dossier: Dossier, settings: object) -> Iterable[Finding]:
        values = {"name": "satu", "kind": "decree", "number": "0", "dimension": WORDS}
        yield Finding(values=values, dimension="living")

    template = "record {city} {kind} {dimension} --number {number} --agency {agency}"
    [result] = run_rules([rule(find, fix_command=template)], dossier())
    assert result.fix_command == Command.of(
        "record kota decree living --number {number} --agency {agency}"
    )


def test_a_row_fills_in_the_command_that_mends_it() -> None:
    """A row rule's command knows the row's dimension, agency and worksheet."""
    template = "nil {city} {agency} {worksheet}"
    [first, _] = run_rules(
        [rule(lambda row, _: {"name": "x"}, each="things", fix_command=template)], dossier()
    )
    assert first.fix_command == Command.of("nil kota A things")


@pytest.mark.parametrize("template", ["", "submit {city} {file}"])
def test_a_rule_without_a_command_leaves_no_trace_of_it(template: str) -> None:
    """The bytes of a verdict that knows none are what they always were; both are read back."""
    [result, _] = run_rules(
        [rule(lambda row, _: {"name": "x"}, each="things", fix_command=template)], dossier()
    )
    content = canonical_bytes(result)
    assert (b"fix_command" in content) is bool(template)
    assert msgspec.json.decode(content, type=Result) == result


def test_severity_can_be_lowered_but_never_raised() -> None:
    """A finding of an error rule may warn; a warning rule's finding stays a warning."""
    lower = rule(lambda d, s: [Finding({"name": 1}, severity="warning")], "TST001")
    higher = rule(
        lambda d, s: [Finding({"name": 1}, severity="error")], "TST002", severity="warning"
    )
    assert [r.status for r in run_rules([lower, higher], dossier())] == ["warn", "warn"]


class Mute:
    """A value that cannot be written."""

    def __str__(self) -> str:
        """Raise."""
        message = "mute"
        raise ValueError(message)


class Sulking(Exception):
    """An exception that cannot even say what it is."""

    def __str__(self) -> str:
        """Raise."""
        raise RuntimeError


class Deep(BaseException):
    """Not an ``Exception``, and yet a plugin's to raise."""


def _raise(error: BaseException) -> Iterable[Finding]:
    raise error


def _recursion(dossier: Dossier, settings: object) -> Iterable[Finding]:
    return _recursion(dossier, settings)


def _late(dossier: Dossier, settings: object) -> Iterable[Finding]:
    yield Finding({"name": 1})
    message = "late"
    raise ValueError(message)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda d, s: 1 / 0, "ZeroDivisionError"),
        (lambda d, s: None, "None"),
        (lambda d, s: "text", "text"),
        (lambda d, s: [42], "42"),
        (lambda d, s: [Finding(values={})], "no value for {name}; given are none"),
        (lambda d, s: [Finding({"name": 1}, row="A/things/1")], "row must be Row or None"),
        (lambda d, s: sys.exit(0), "SystemExit"),
        (lambda d, s: [Finding({"name": 1}, severity="fatal")], "severity"),  # type: ignore[arg-type]
        (lambda d, s: [Finding({"name": 1}, dimension=5)], "dimension must be str or None"),  # type: ignore[arg-type]
        (lambda d, s: [Finding({"name": 1}, agency=("A",))], "agency"),  # type: ignore[arg-type]
        (lambda d, s: [Finding({1: 1})], "values (a key) must be str"),  # type: ignore[dict-item]
        (lambda d, s: [Finding({"name": Mute()})], "ValueError"),
        (lambda d, s: [Finding({"name": 1}, message="words")], "message"),  # type: ignore[arg-type]
        (lambda d, s: [Finding({"name": 1}, message=Text(id="a", en=5))], "message.en must be str"),  # type: ignore[arg-type]
        (lambda d, s: [NotApplicable("nothing")], "reason must be Text or None"),  # type: ignore[arg-type]
        (lambda d: [], "TypeError"),
        (lambda d, s: _raise(Sulking()), "Sulking"),
        (lambda d, s: _raise(Deep()), "Deep"),
        (lambda d, s: d.rows("nothing"), "nothing"),
        (_recursion, "RecursionError"),
        (_late, "late"),
    ],
)
def test_a_rule_that_fails_is_an_error_with_its_origin(function: Any, words: str) -> None:
    """It becomes one ``error`` naming plugin, version, distribution, file and line."""
    good = rule(lambda d, s: (), "TST002")
    first, second = run_rules([rule(function), good], dossier())
    assert (first.status, second.status) == ("error", "pass")
    assert words in first.fault
    assert "plugin regional 2.1 (smartflow-regional)" in first.fault
    assert "(test_guard.py, line " in first.fault
    assert first.blocks


def test_ctrl_c_is_not_swallowed() -> None:
    """An interrupt belongs to the user, not to the rule."""

    def interrupt(dossier: Dossier, settings: object) -> Iterable[Finding]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_rules([rule(interrupt)], dossier())


def test_a_row_rule_over_no_rows_is_not_applicable() -> None:
    """It has judged nothing, so it has not passed."""
    [result] = run_rules([rule(lambda row, s: None, each="things")], dossier(()))
    assert result.status == "not_applicable"


def test_a_row_rule_names_the_row_at_which_it_failed() -> None:
    """The other row rules of the same pass go on over all rows."""

    def fails(row: Row, settings: object) -> Mapping[str, object] | None:
        return {} if row["name"] == "satu" else {"name": 1 / 0}

    counts = rule(lambda row, s: {"name": row["name"]}, "TST002", each="things")
    results = run_rules([rule(fails, each="things", message=WORDS), counts], dossier())
    assert [r.status for r in results] == ["error", "fail", "fail"]
    assert "A/things/2" in results[0].message.en


def test_a_row_rule_may_name_a_column() -> None:
    """The key ``column`` of what it gives back is where the cell is."""
    named = rule(lambda row, s: {"name": "x", "column": "size"}, each="things")
    assert {r.column for r in run_rules([named], dossier())} == {"size"}


@given(
    st.lists(st.sampled_from(["satu", "dua", "tiga"]), min_size=1),
    st.sampled_from(["dua", "tiga"]),
    st.sampled_from([None, "name", "size", "nowhere"]),
    st.sampled_from(["error", "warning"]),
)
def test_a_row_rule_says_what_the_same_rule_over_the_dossier_says(
    names: list[str], wanted: str, column: str | None, severity: str
) -> None:
    """To the last field: ``each`` saves the author a loop and changes nothing else."""
    found = {"name": wanted} if column is None else {"name": wanted, "column": column}

    def judge_row(row: Row, settings: object) -> Mapping[str, object] | None:
        return None if row["name"] == wanted else found

    def judge_all(dossier: Dossier, settings: object) -> Iterable[Finding]:
        for row in dossier.rows("things"):
            if row["name"] != wanted:
                yield Finding(found, row=row, column=column)

    by_row = rule(judge_row, each="things", severity=severity)
    over_all = rule(judge_all, severity=severity)
    assert run_rules([by_row], dossier(names)) == run_rules([over_all], dossier(names))


def test_a_finding_may_name_whom_it_concerns_and_say_it_in_its_own_words() -> None:
    """What a finding says of itself stands before what its row and its rule say."""

    def find(dossier: Dossier, settings: object) -> Iterable[Finding]:
        own = Text(id="Kata {name}.", en="Words {name}.")
        row = dossier.rows("things")[0]
        yield Finding({"name": 1}, row=row, column="gone", dimension="economy", message=own)
        yield Finding({"name": 2}, column="size", agency="B")

    first, second = run_rules([rule(find)], dossier())
    assert (first.dimension, first.agency, first.column_title) == ("economy", "A", None)
    assert first.message == Text(id="Kata 1.", en="Words 1.")
    assert (second.dimension, second.agency, second.worksheet, second.row) == ("", "B", "", "")
    assert (second.column, second.column_title, second.row_number) == ("size", None, 0)


@pytest.mark.parametrize("given_back", [True, 3, "text", [1]])
def test_a_row_rule_gives_back_none_or_a_mapping(given_back: object) -> None:
    """Anything else is the rule's error, never a silent pass."""
    [result] = run_rules([rule(lambda row, s: given_back, each="things")], dossier())
    assert result.status == "error"


@given(st.permutations(["TST001", "TST002", "TST003", "TST004"]))
def test_the_order_of_rules_changes_nothing(codes: list[str]) -> None:
    """The same results come out in whatever order the rules were registered."""
    rules = {
        "TST001": rule(lambda d, s: [Finding({"name": 1})], "TST001"),
        "TST002": rule(lambda d, s: 1 / 0, "TST002"),
        "TST003": rule(lambda row, s: {"name": row["name"]}, "TST003", each="things"),
        "TST004": rule(lambda d, s: [NotApplicable()], "TST004"),
    }
    expected = run_rules(list(rules.values()), dossier())
    assert run_rules([rules[code] for code in codes], dossier()) == expected


def test_a_rule_gets_the_settings_of_its_own_plugin() -> None:
    """Settings are looked up by the name of the plugin that registered the rule."""
    seen: list[object] = []
    run_rules([rule(lambda d, s: seen.append(s["n"]) or ())], dossier(settings={"n": 3}))
    assert seen == [3]


def test_a_score_has_its_breakdown() -> None:
    """Value and parts are passed on, sorted by subject."""
    line = BreakdownLine(WORDS, Decimal(2))

    def score(dossier: Dossier, settings: object) -> Iterable[Score]:
        yield Score("living", Decimal(5), (line,))
        yield Score("economy", Decimal(4))

    results = run_scoring_rules(
        [Owned(ScoringRule(key="s", title=WORDS, function=score), ORIGIN)], dossier()
    )
    assert [(r.subject, r.value, r.breakdown) for r in results] == [
        ("economy", Decimal(4), ()),
        ("living", Decimal(5), (line,)),
    ]


@pytest.mark.parametrize(
    "function",
    [
        lambda d, s: 1 / 0,
        lambda d, s: [Score("x", 0.5)],  # type: ignore[arg-type]
        lambda d, s: [42],
        lambda d, s: None,
    ],
)
def test_a_scoring_rule_that_fails_says_so(function: Any) -> None:
    """A float, a wrong type or an exception is one result with a fault, without a value."""
    [result] = run_scoring_rules(
        [Owned(ScoringRule(key="s", title=WORDS, function=function), ORIGIN)], dossier()
    )
    assert result.value is None
    assert "plugin regional 2.1 (smartflow-regional)" in result.fault
    assert not result.met


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("Infinity"), Decimal("sNaN"), 1, 0.5, "1", True, None]
)
def test_a_score_that_is_no_finite_number_is_a_fault(value: Any) -> None:
    """It never meets a minimum, and it never ends the run of the others."""
    scoring = ScoringRule(key="size", title=WORDS, function=lambda d, s: [Score("", value)])
    good = ScoringRule(key="well", title=WORDS, function=lambda d, s: [Score("", Decimal(1))])
    first, second = run_scoring_rules([Owned(scoring, ORIGIN), Owned(good, ORIGIN)], dossier())
    assert (first.value, first.met) == (None, False)
    assert "Unsound: Score.value must be " in first.fault
    assert "(test_guard.py, line " in first.fault
    assert (second.value, second.fault) == (Decimal(1), "")


@pytest.mark.parametrize(
    "scores",
    [
        [Score("living", Decimal(1)), Score("living", Decimal(90))],
        [Score(5, Decimal(1))],  # type: ignore[arg-type]
        [Score("", Decimal(1), [BreakdownLine(WORDS, Decimal(1))])],  # type: ignore[arg-type]
        [Score("", Decimal(1), (BreakdownLine(WORDS, Decimal("NaN")),))],
        [Score("", Decimal(1), (BreakdownLine("words", Decimal(1)),))],  # type: ignore[arg-type]
    ],
)
def test_a_score_is_what_it_says_and_each_subject_has_one(scores: Any) -> None:
    """The second score of a subject could hide the first, so neither counts."""
    scoring = ScoringRule(key="size", title=WORDS, function=lambda d, s: scores)
    [result] = run_scoring_rules([Owned(scoring, ORIGIN)], dossier())
    assert (result.value, result.met, bool(result.fault)) == (None, False, True)


def test_what_the_store_lacks_is_no_fault_of_a_rule() -> None:
    """Rows that cannot be read end the run as an integrity failure; no plugin is blamed."""

    def broken(_worksheet: str) -> tuple[Row, ...]:
        raise IntegrityFailure(WORDS)

    lacking = msgspec.structs.replace(dossier(), row_source=broken)
    scoring = ScoringRule(key="size", title=WORDS, function=lambda d, s: d.rows("things"))
    for run in (
        lambda: run_rules([rule(lambda d, s: d.rows("things") and ())], lacking),
        lambda: run_rules([rule(lambda row, s: None, each="things")], lacking),
        lambda: run_scoring_rules([Owned(scoring, ORIGIN)], lacking),
    ):
        with pytest.raises(IntegrityFailure):
            run()
