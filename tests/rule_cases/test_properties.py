"""What holds for every sound rule: each unsound one is found by the property that it breaks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from smartflow import Finding, NotApplicable
from smartflow.cases import coverage_faults, make_dossier, message_faults, order_faults, run_rule
from smartflow.cases.properties import shuffled
from smartflow.language import Text
from smartflow.plugin.registry import Registry

ROWS = {"issues": [{"filler": code, "issue": f"Isu {code}"} for code in ("A", "B", "C", "D")]}


def found(with_rule: Any, **more: Any) -> tuple[Text, ...]:
    """Return what is wrong with the messages of a rule that finds one thing."""

    def function(dossier: Any, settings: Any) -> Iterator[Finding]:
        yield Finding(values={"issue": "Banjir"})

    registry = with_rule(function, **more)
    return message_faults(run_rule("TST001", make_dossier({}, registry), registry))


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (Text(id="Isu {issue}", en="Issue {issue}"), ""),
        (Text(id="Isu {{issue}}", en="Issue {{issue}}"), "still has a {placeholder}"),
        (Text(id="Sama", en="Sama"), "is the same in both languages"),
        (Text(id="Isu ", en="Issue"), "is empty, or has blanks at an end"),
        (Text(id="", en="Issue"), "is empty, or has blanks at an end"),
    ],
)
def test_a_message_is_filled_in_and_in_both_languages(
    with_rule: Any, message: Text, says: str
) -> None:
    """A sound message has no fault; another one has the fault that it has."""
    faults = found(with_rule, message=message)
    assert [fault.en.startswith(f"its message {says}: fail") for fault in faults] == (
        [True] if says else []
    )


def test_the_words_of_a_quiet_result_may_be_alike(with_rule: Any) -> None:
    """What a rule says of a pass is often a name, which has no translation."""
    registry = with_rule(lambda dossier, settings: (), title=Text.same("SPBE"))
    assert message_faults(run_rule("TST001", make_dossier({}, registry), registry)) == ()


def test_a_rule_that_takes_the_first_row_depends_on_the_order(with_rule: Any) -> None:
    """It is found, and what it said only once is named."""

    def first(dossier: Any, settings: Any) -> Iterator[Finding]:
        yield Finding(values={"issue": dossier.rows("issues")[0].text("issue")})

    registry = with_rule(first)
    (fault,) = order_faults("TST001", make_dossier({"rows": ROWS}, registry), registry)
    assert fault.en.startswith("what it says depends on the order of rows: fail | Isu 'Isu ")


def test_a_rule_that_counts_its_calls_says_two_things(with_rule: Any) -> None:
    """A rule that remembers is found before any order is tried."""
    calls: list[int] = []

    def remembers(dossier: Any, settings: Any) -> Iterator[Finding]:
        calls.append(1)
        yield Finding(values={"issue": len(calls)})

    registry = with_rule(remembers)
    (fault,) = order_faults("TST001", make_dossier({}, registry), registry)
    assert fault.en == "asked twice, it says two different things."


def test_a_sound_rule_has_no_fault(with_rule: Any) -> None:
    """One that looks at every row says the same of any order."""

    def each(dossier: Any, settings: Any) -> Iterator[Finding]:
        for row in dossier.rows("issues"):
            yield Finding(values={"issue": row.text("issue")}, row=row)

    registry = with_rule(each)
    assert order_faults("TST001", make_dossier({"rows": ROWS}, registry), registry) == ()


def test_shuffling_keeps_everything_and_draws_from_no_other_chance(registry: Registry) -> None:
    """Nothing is lost, the order is another, and Python's own dice stay where they are."""
    agencies = [{"code": code} for code in "ABCDEFGH"]
    dossier = make_dossier({"rows": ROWS, "agencies": agencies}, registry)
    random.seed(7)
    expected = random.random()  # noqa: S311
    random.seed(7)
    other = shuffled(dossier, 0)
    assert random.random() == expected  # noqa: S311
    assert other.agencies != dossier.agencies
    assert sorted(a.code for a in other.agencies) == [a.code for a in dossier.agencies]
    assert sorted(row.id for row in other.rows("issues")) == [
        row.id for row in dossier.rows("issues")
    ]
    assert other.submissions == dossier.submissions


@pytest.mark.parametrize(
    ("severity", "statuses", "says"),
    [
        ("error", ("pass", "fail"), []),
        ("warning", ("pass", "warn"), []),
        ("error", ("pass", "warn"), ["no case in which it finds something (fail)."]),
        ("error", ("fail", "not_applicable"), ["no case in which it passes."]),
        (
            "warning",
            (),
            ["no case in which it passes.", "no case in which it finds something (warn)."],
        ),
    ],
)
def test_a_rule_must_be_seen_to_pass_and_to_find(
    with_rule: Any, severity: str, statuses: tuple[str, ...], says: list[str]
) -> None:
    """An error is seen to block, a warning to warn; not applicable is neither."""

    def says_of_stage(dossier: Any, settings: Any) -> Iterator[object]:
        status = settings["status"]
        if status == "not_applicable":
            yield NotApplicable()
        elif status != "pass":
            yield Finding(values={"issue": "x"}, severity="warning" if status == "warn" else None)

    registry = with_rule(says_of_stage, severity=severity)
    rule = registry.rules["TST001"].value
    results = [
        result
        for status in statuses
        for result in run_rule("TST001", _with_status(status, registry), registry)
    ]
    assert [fault.en for fault in coverage_faults(rule, results)] == says


def _with_status(status: str, registry: Registry) -> Any:
    dossier = make_dossier({}, registry)
    return msgspec.structs.replace(dossier, settings={"masterplan": {"status": status}})
