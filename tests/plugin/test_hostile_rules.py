"""Rules that misbehave: each is an error by name, and the others say what they would say alone."""

from __future__ import annotations

import locale
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import count
from typing import Any

import msgspec
import pytest

from smartflow import (
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
from smartflow.model import City, WorkflowRef
from smartflow.plugin.alarm import VARIABLE
from smartflow.plugin.registry import Origin, Owned
from smartflow.plugin.running import guard
from smartflow.plugin.running.guard import run_rules, run_scoring_rules
from smartflow.plugin.running.isolation import noting_runs
from smartflow.plugin.running.plenty import MOST, at_most

WORDS = Text(id="kata", en="words")
ORIGIN = Origin("regional", "2.1", "smartflow-regional")
GOOD = Origin("national", "1.0", "smartflow-national")
SHEET = Worksheet(
    key="things",
    version=1,
    title=WORDS,
    columns=(Column("name", WORDS), Column("cites", WORDS, type="codes")),
)
NO_ALARM = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no setitimer")


def dossier() -> Dossier:
    """Return a dossier with two rows, a setting and a submission's worth of mappings."""
    rows = tuple(
        Row(
            {"name": name, "cites": ("S1",)},
            id=f"A/things/{n}",
            worksheet="things",
            filler="A",
            agency="A",
            stored={"name": name, "cites": ("S1",)},
        )
        for n, name in enumerate(("satu", "dua"), start=1)
    )
    return Dossier(
        city=City("kota", "Kota", "kota", "13.73", "Provinsi"),
        stage="first",
        as_of=date(2026, 11, 24),
        workflow=WorkflowRef("w", 1, "0" * 64, ("first",), ("first",), {"first": ("things",)}),
        settings={"regional": {"least": 3}, "national": {"least": 1}},
        dimensions=(),
        worksheet_types={"things": SHEET},
        row_source=lambda _key: rows,
    )


def rule(function: Any, code: str = "TST001", origin: Origin = ORIGIN, **more: Any) -> Owned[Rule]:
    """Return a rule around ``function``."""
    return Owned(
        Rule(
            code=code,
            title=WORDS,
            why=WORDS,
            fix=WORDS,
            message=Text.same("{name}"),
            stages=("first",),
            function=function,
            **more,
        ),
        origin,
    )


def _all_it_sees(seen: Dossier, settings: Mapping[str, object]) -> Iterator[Finding]:
    """Find fault with everything that a rule can see, so that any change of it would show."""
    words = canonical_bytes(
        [
            {plugin: dict(own) for plugin, own in seen.settings.items()},
            dict(settings),
            seen.stage,
            seen.city,
            seen.workflow,
            sorted(seen.worksheet_types),
            len(seen.submissions),
            [[row.id, row.agency, dict(row), dict(row.content)] for row in seen.rows("things")],
        ]
    )
    yield Finding({"name": words.decode()})


GOOD_RULES = (
    rule(_all_it_sees, "AAA001", GOOD),
    rule(_all_it_sees, "ZZZ001", GOOD),
    rule(lambda row, settings: {"name": row["name"]}, "ZZZ002", GOOD, each="things"),
)


def _recursion(seen: Dossier, settings: object) -> object:
    return _recursion(seen, settings)


def _deep_recursion(seen: Dossier, settings: object) -> object:
    sys.setrecursionlimit(3000)
    return _recursion(seen, settings)


def _exit(seen: Dossier, settings: object) -> object:
    sys.exit("selesai")


def _many(seen: Dossier, settings: object) -> Iterator[Finding]:
    return (Finding({"name": n}) for n in range(MOST + 5))


def _endless(seen: Dossier, settings: object) -> Iterator[NotApplicable]:
    nothing = NotApplicable()
    return (nothing for _ in count())


def _printing(seen: Dossier, settings: object) -> Iterable[Finding]:
    print('{"met": true}')  # noqa: T201  the point
    return ()


def _closing(seen: Dossier, settings: object) -> Iterable[Finding]:
    sys.stdout.close()
    return ()


def _moving(seen: Dossier, settings: object) -> Iterable[Finding]:
    os.chdir(tempfile.gettempdir())
    os.environ["SMARTFLOW_RULE_SECONDS"] = "0.000001"
    return ()


def _foreign_locale(seen: Dossier, settings: object) -> Iterable[Finding]:
    locale.setlocale(locale.LC_ALL, "C")
    return ()


@pytest.mark.parametrize(
    ("function", "status"),
    [
        (lambda seen, settings: 1 / 0, "error"),
        (_recursion, "error"),
        (_deep_recursion, "error"),
        (_exit, "error"),
        (lambda seen, settings: [42], "error"),
        (lambda seen, settings: 42, "error"),
        (_many, "fail"),
        (_endless, "error"),
        (_printing, "pass"),
        (_closing, "pass"),
        (_moving, "pass"),
        (_foreign_locale, "pass"),
    ],
)
def test_beside_a_rule_that_misbehaves_the_others_say_the_same(
    function: Callable[..., Any],
    status: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is attributed; nothing of it shows in another's results, nor on stdout."""
    monkeypatch.setattr(guard, "at_most", partial(at_most, most=2 * MOST))
    alone = run_rules(GOOD_RULES, dossier())
    with noting_runs():
        beside = run_rules([*GOOD_RULES, rule(function)], dossier())
    assert tuple(one for one in beside if one.plugin.name == "national") == alone
    assert {one.status for one in beside if one.plugin.name == "regional"} == {status}
    assert capsys.readouterr().out == ""


def _long_words(seen: Dossier, settings: object) -> object:
    raise ValueError("kata " * 1_000_000)


def test_what_an_exception_says_is_cut() -> None:
    """A fault that holds all that the rule was given does not fill the verdict with it."""
    (one,) = run_rules([rule(_long_words)], dossier())
    assert (one.status, len(one.fault) < 1000, "kata …" in one.fault) == ("error", True, True)
    assert "(test_hostile_rules.py, line " in one.fault


MUTATIONS: dict[str, Callable[[Any, Any], object]] = {
    "own setting": lambda seen, settings: settings.update(least=0),
    "own setting by key": lambda seen, settings: settings.__setitem__("least", 0),
    "another's setting": lambda seen, settings: seen.settings["national"].update(least=0),
    "all settings": lambda seen, settings: seen.settings.clear(),
    "submissions": lambda seen, settings: seen.submissions.clear(),
    "worksheets": lambda seen, settings: seen.worksheet_types.pop("things"),
    "worksheets of stages": lambda seen, settings: seen.workflow.worksheets.clear(),
    "stage": lambda seen, settings: setattr(seen, "stage", "last"),
    "something new": lambda seen, settings: setattr(seen, "note", "x"),
    "stage by force": lambda seen, settings: object.__setattr__(seen, "stage", "last"),
    "name of the city": lambda seen, settings: setattr(seen.city, "name", "Lain"),
    "rows": lambda seen, settings: seen.rows("things").append(1),
    "agency of a row": lambda seen, settings: setattr(seen.rows("things")[0], "agency", "B"),
    "cell": lambda seen, settings: seen.rows("things")[0].__setitem__("name", "x"),
    "stored cell": lambda seen, settings: seen.rows("things")[0].content.update(name="x"),
    "codes of a cell": lambda seen, settings: seen.rows("things")[0].content["cites"].append("x"),
    "misfits": lambda seen, settings: seen.rows("things")[0].misfits.update(name="x"),
    "columns": lambda seen, settings: seen.worksheet_types["things"].columns.append(1),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_a_rule_is_given_cannot_be_changed(name: str) -> None:
    """The attempt is the rule's error, and the next rule sees what the first one saw."""
    alone = run_rules(GOOD_RULES, dossier())
    beside = run_rules([*GOOD_RULES, rule(MUTATIONS[name])], dossier())
    assert tuple(one for one in beside if one.plugin.name == "national") == alone
    [fault] = [one.fault for one in beside if one.plugin.name == "regional"]
    assert "AttributeError" in fault or "TypeError" in fault


def _found(row: Row, settings: object) -> Mapping[str, object]:
    return {"name": row["name"]}


@pytest.mark.parametrize(("function", "each"), [(_many, ""), (_found, "things")])
def test_a_flood_of_findings_is_cut_and_its_rest_counted(
    function: Callable[..., Any], each: str
) -> None:
    """The gate stays shut, what can be read is kept, and one note tells of the rest."""
    rows = (dossier().rows("things") * MOST)[: MOST + 5]
    seen = msgspec.structs.replace(dossier(), row_source=lambda _key: rows)
    results = run_rules([rule(function, each=each)], seen)
    assert len(results) == MOST + 1
    assert "5 more findings" in results[-1].message.en
    assert all(one.blocks for one in results)


def test_scores_without_end_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """One result with a fault, as for any other that fails."""
    monkeypatch.setattr(guard, "at_most", partial(at_most, most=1000))

    def endless(seen: Dossier, settings: object) -> Iterator[Score]:
        return (Score(str(n), Decimal(n)) for n in count())

    scoring = ScoringRule(key="tally", title=WORDS, function=endless)
    [result] = run_scoring_rules([Owned(scoring, ORIGIN)], dossier())
    assert (result.value, result.met) == (None, False)
    assert "Endless: tally yields more than 1000 things" in result.fault


def _forever(*_: object) -> None:
    while True:
        pass


def _patiently(*_: object) -> None:
    while True:
        try:
            sum(range(100))
        except Exception:  # noqa: BLE001, S112  the point
            continue


@NO_ALARM
@pytest.mark.parametrize("function", [_forever, _patiently])
@pytest.mark.parametrize("each", ["", "things"])
def test_a_rule_that_does_not_end_is_ended(
    function: Callable[..., Any], each: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an error that names the limit, the file and the line; the others have spoken."""
    alone = run_rules(GOOD_RULES, dossier())
    monkeypatch.setenv(VARIABLE, "0.05")
    beside = run_rules([*GOOD_RULES, rule(function, each=each)], dossier())
    assert tuple(one for one in beside if one.plugin.name == "national") == alone
    [result] = [one for one in beside if one.plugin.name == "regional"]
    assert result.status == "error"
    assert "it was stopped after 0.05 seconds (SMARTFLOW_RULE_SECONDS)" in result.fault
    assert "test_hostile_rules.py, line " in result.fault


@NO_ALARM
def test_a_scoring_rule_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its fault names the limit too."""
    monkeypatch.setenv(VARIABLE, "0.05")
    scoring = ScoringRule(key="tally", title=WORDS, function=_forever)  # type: ignore[arg-type]
    [result] = run_scoring_rules([Owned(scoring, ORIGIN)], dossier())
    assert "RuleTooSlow" in result.fault


def test_each_rule_is_noted_with_its_time_and_no_result_holds_it() -> None:
    """Rules and scoring rules alike, by their codes; what they say is the same twice."""
    scoring = Owned(ScoringRule(key="tally", title=WORDS, function=lambda d, s: ()), GOOD)
    with noting_runs() as runs:
        first = (run_rules(GOOD_RULES, dossier()), run_scoring_rules([scoring], dossier()))
    second = (run_rules(GOOD_RULES, dossier()), run_scoring_rules([scoring], dossier()))
    assert [run.rule for run in runs] == ["AAA001", "ZZZ001", "ZZZ002", "tally"]
    assert canonical_bytes(first) == canonical_bytes(second)
