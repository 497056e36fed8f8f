"""The gate: all reasons at once, in any order the same, closed when in doubt."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.language import Text
from smartflow.model import Agency, Dossier, Finding, Row, Score, SignOff, Verdict, Waiver
from smartflow.plugin.objects import Rule
from smartflow.plugin.registry import Owned, PluginRecord, Registry
from smartflow.workflow import (
    Skip,
    Transition,
    Workflow,
    evaluate,
    missing_plugins,
    transition_for,
)

MakeRule = Callable[..., Owned[Rule]]
MakeRegistry = Callable[..., Registry]
MakeDossier = Callable[..., Dossier]

PINNED = "w" * 64
AS_OF = date(2026, 3, 1)


def judge(
    workflow: Workflow, registry: Registry, dossier: Dossier, mover: str = "", **change: Any
) -> Verdict:
    """Judge the only move of the short workflow, with parts of its gate changed."""
    way = msgspec.structs.replace(transition_for(workflow, "draft"), **change)
    changed = msgspec.structs.replace(workflow, transitions=(way,))
    return evaluate(
        changed, way, dossier, registry, subject="now", dossier_digest="d" * 64, mover=mover
    )


def finds(*findings: Finding) -> Callable[[Dossier, object], Iterator[Finding]]:
    """Return a rule's function that yields ``findings``."""
    return lambda _dossier, _settings: iter(findings)


def crash(_dossier: Dossier, _settings: object) -> Iterator[Finding]:
    """Fail as a plugin may."""
    message = "boom"
    raise ValueError(message)


BAD = Finding(values={"what": "x"})


def statuses(verdict: Verdict) -> dict[str, str]:
    """Return the status of each rule's first result."""
    return {result.rule: result.status for result in reversed(verdict.results)}


def test_a_gate_without_remarks_is_met(
    short: Workflow, make_registry: MakeRegistry, make_dossier: MakeDossier, make_answer: Any
) -> None:
    """Every rule passes and the team has approved: the verdict says so, in full."""
    dossier = make_dossier(sign_offs=(make_answer("Ani", PINNED),))
    verdict = judge(short, make_registry(), dossier)
    assert (verdict.met, verdict.exit_code) == (True, 0)
    assert statuses(verdict) == {"ISU001": "pass", "ISU002": "pass", "WSH001": "pass"}
    assert [s.met for s in verdict.sign_offs] == [True]
    assert (verdict.city, verdict.from_, verdict.to) == ("sawahlunto", "draft", "done")
    assert verdict.as_of == "2026-03-01"


def test_a_verdict_keeps_the_titles_of_what_it_names(
    short: Workflow, make_registry: MakeRegistry, make_rule: MakeRule, make_dossier: MakeDossier
) -> None:
    """The city, both stages and what the results name: nothing that a later plugin renames."""
    found = Finding(values={"what": "x"}, dimension="living")
    registry = make_registry(make_rule("ISU001", finds(found)), make_rule("WSH001"))
    dossier = make_dossier()
    assert judge(short, registry, dossier).titles == {
        "sawahlunto": Text.same(dossier.city.name),
        "living": registry.dimensions["living"].value.title,
        **{stage.key: stage.title for stage in short.stages},
    }


def test_all_unmet_conditions_stand_in_one_verdict(
    short: Workflow, make_registry: MakeRegistry, make_rule: MakeRule, make_dossier: MakeDossier
) -> None:
    """Failures of several rules and a missing approval are told at once."""
    registry = make_registry(
        make_rule("ISU001", finds(BAD, BAD)), make_rule("ISU002", finds(BAD)), make_rule("WSH001")
    )
    verdict = judge(short, registry, make_dossier())
    assert (verdict.met, verdict.exit_code) == (False, 1)
    assert [r.rule for r in verdict.results if r.blocks] == ["ISU001", "ISU001", "ISU002"]
    assert [s.met for s in verdict.sign_offs] == [False]


def test_a_warning_does_not_block(
    short: Workflow, make_registry: MakeRegistry, make_rule: MakeRule, make_dossier: MakeDossier
) -> None:
    """What is only worth a look keeps nobody from moving."""
    registry = make_registry(
        make_rule("ISU001", finds(BAD), severity="warning"), make_rule("WSH001")
    )
    verdict = judge(short, registry, make_dossier(), sign_offs=())
    assert (statuses(verdict)["ISU001"], verdict.met) == ("warn", True)


def test_rules_of_other_stages_and_regions_do_not_run(
    short: Workflow, make_registry: MakeRegistry, make_rule: MakeRule, make_dossier: MakeDossier
) -> None:
    """A rule runs where its stages and its regions say."""
    registry = make_registry(
        make_rule("ISU001"),
        make_rule("WSH001"),
        make_rule("ABC001", crash, stages=("done",)),
        make_rule("ABC002", crash, regions=("14", "13.7")),
        make_rule("ABC003", regions=("13",)),
    )
    assert set(statuses(judge(short, registry, make_dossier()))) == {"ISU001", "WSH001", "ABC003"}


def test_a_crash_blocks_is_named_and_stops_nobody_else(
    short: Workflow, make_registry: MakeRegistry, make_rule: MakeRule, make_dossier: MakeDossier
) -> None:
    """The rule that raises is an error with exit code 3; the others still speak."""
    registry = make_registry(
        make_rule("ISU001", crash), make_rule("ISU002", finds(BAD)), make_rule("WSH001")
    )
    verdict = judge(short, registry, make_dossier(), sign_offs=())
    assert statuses(verdict) == {"ISU001": "error", "ISU002": "fail", "WSH001": "pass"}
    assert (verdict.met, verdict.exit_code) == (False, 3)
    assert "boom" in verdict.results[0].fault


@pytest.mark.parametrize(
    ("name", "more", "why"),
    [
        ("XYZ", {}, "no plugin brings it"),
        ("XYZ001", {}, "no plugin brings it"),
        ("IS", {}, "no plugin brings it"),
        ("ABC001", {"stages": ("done",)}, "it is not for the stage draft"),
        ("ABC", {"regions": ("14",)}, "it is not for the region 13.73"),
    ],
)
def test_a_named_rule_that_did_not_run_is_an_error(  # noqa: PLR0913  the fixtures build the world
    short: Workflow,
    make_registry: MakeRegistry,
    make_rule: MakeRule,
    make_dossier: MakeDossier,
    name: str,
    more: dict[str, Any],
    why: str,
) -> None:
    """The gate never opens because a rule is missing, and says why it is; families are whole."""
    registry = make_registry(make_rule("ISU001"), make_rule("ABC001", **more))
    verdict = judge(short, registry, make_dossier(), sign_offs=(), rules=("ISU", name))
    (result,) = [r for r in verdict.results if r.status == "error"]
    assert (result.rule, result.fault) == (name, why)
    assert why in result.message.en
    assert (verdict.met, verdict.exit_code) == (False, 3)


def test_a_skipped_rule_is_shown_with_its_reason(
    short: Workflow, make_registry: MakeRegistry, make_rule: MakeRule, make_dossier: MakeDossier
) -> None:
    """Leaving a rule out is never silent, and its family still counts as run."""
    registry = make_registry(make_rule("ISU001", crash), make_rule("ISU002"), make_rule("WSH001"))
    skip = (Skip("ISU001", Text(id="sudah diperiksa provinsi", en="the province looked")),)
    verdict = judge(short, registry, make_dossier(), sign_offs=(), skip=skip)
    assert statuses(verdict)["ISU001"] == "not_applicable"
    assert "sudah diperiksa provinsi" in verdict.results[0].message.id
    assert verdict.met


def test_skipping_what_is_asked_for_is_an_error(
    short: Workflow, make_registry: MakeRegistry, make_dossier: MakeDossier
) -> None:
    """A whole family skipped and named contradicts itself: the gate stays shut."""
    skip = (Skip("ISU", Text.same("x")),)
    verdict = judge(short, make_registry(), make_dossier(), sign_offs=(), skip=skip)
    (result,) = [r for r in verdict.results if r.status == "error"]
    assert (result.rule, result.fault) == ("ISU", "the workflow also skips it")


# -- waivers ----------------------------------------------------------------------------------


def a_waiver(**more: Any) -> Waiver:
    """Return an approved waiver of ISU001 that is in force."""
    given: dict[str, Any] = {
        "rule": "ISU001",
        "reason": "because",
        "until": AS_OF,
        "requested_by": "Ani",
        "approved_by": "Budi",
        "entry": 3,
        **more,
    }
    return Waiver(**given)


FOUND = Finding(
    values={"what": "x"},
    dimension="living",
    agency="DINKES",
    row=Row({}, id="DINKES/issues/1", worksheet="issues", filler="DINKES"),
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "waived"),
        ({"agency": "DINKES", "dimension": "living", "row": "DINKES/issues/1"}, "waived"),
        ({"agency": "DISDIK"}, "fail"),
        ({"dimension": "economy"}, "fail"),
        ({"row": "DINKES/issues/2"}, "fail"),
        ({"rule": "ISU002"}, "fail"),
        ({"rule": "ISU"}, "fail"),
        ({"until": date(2026, 2, 28)}, "fail"),
        ({"approved_by": ""}, "fail"),
        ({"approved_by": "Ani"}, "fail"),
    ],
)
def test_a_waiver_covers_its_rule_and_subject_while_it_lasts(  # noqa: PLR0913  as above
    short: Workflow,
    make_registry: MakeRegistry,
    make_rule: MakeRule,
    make_dossier: MakeDossier,
    change: dict[str, Any],
    expected: str,
) -> None:
    """The last day counts, another person must have approved, and the subject must match."""
    registry = make_registry(make_rule("ISU001", finds(FOUND)), make_rule("WSH001"))
    dossier = make_dossier(waivers=(a_waiver(**change),))
    verdict = judge(short, registry, dossier, sign_offs=())
    assert statuses(verdict)["ISU001"] == expected
    assert verdict.met == (expected == "waived")


def test_an_error_is_never_waived(
    short: Workflow, make_registry: MakeRegistry, make_rule: MakeRule, make_dossier: MakeDossier
) -> None:
    """Nobody can excuse what nobody has looked at: neither a crash nor a missing rule."""
    waivers = (a_waiver(), a_waiver(rule="XYZ"))
    registry = make_registry(make_rule("ISU001", crash), make_rule("WSH001"))
    verdict = judge(
        short, registry, make_dossier(waivers=waivers), sign_offs=(), rules=("ISU", "XYZ")
    )
    assert [r.rule for r in verdict.results if r.status == "error"] == ["ISU001", "XYZ"]


# -- scores -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minimum", "met"), [("59.99", True), ("60", True), ("60.000", True), ("60.01", False)]
)
def test_a_least_score_is_compared_exactly(  # noqa: PLR0913  as above
    short: Workflow,
    make_registry: MakeRegistry,
    make_scoring: Any,
    make_dossier: MakeDossier,
    minimum: str,
    met: bool,  # noqa: FBT001  a column of the table above
) -> None:
    """Reaching the least score is enough; a hundredth below is not."""
    scoring = make_scoring("readiness", lambda _d, _s: [Score("living", Decimal(60))])
    registry = make_registry(scoring_rules={"readiness": scoring})
    least = {"readiness.living": Decimal(minimum)}
    verdict = judge(short, registry, make_dossier(), sign_offs=(), minimum_score=least)
    assert (verdict.met, verdict.scores[0].minimum) == (met, Decimal(minimum))


def test_a_score_without_a_minimum_only_informs(
    short: Workflow, make_registry: MakeRegistry, make_scoring: Any, make_dossier: MakeDossier
) -> None:
    """Scores are shown sorted by rule and subject and keep nobody out by themselves."""
    scoring = make_scoring(
        "readiness", lambda _d, _s: [Score(subject, Decimal(0)) for subject in ("b", "", "a")]
    )
    registry = make_registry(scoring_rules={"readiness": scoring})
    verdict = judge(short, registry, make_dossier(), sign_offs=())
    assert verdict.met
    assert [score.subject for score in verdict.scores] == ["", "a", "b"]


@pytest.mark.parametrize(
    ("name", "fault"),
    [("readiness.economy", ""), ("nothing", "the scoring rule nothing did not run")],
)
def test_a_score_that_nobody_gave_is_not_met(  # noqa: PLR0913  as above
    short: Workflow,
    make_registry: MakeRegistry,
    make_scoring: Any,
    make_dossier: MakeDossier,
    name: str,
    fault: str,
) -> None:
    """A subject without a score is not met; a scoring rule that is missing is a fault."""
    scoring = make_scoring("readiness", lambda _d, _s: [Score("living", Decimal(60))])
    registry = make_registry(scoring_rules={"readiness": scoring})
    least = {name: Decimal(0)}
    verdict = judge(short, registry, make_dossier(), sign_offs=(), minimum_score=least)
    (score,) = [score for score in verdict.scores if score.minimum is not None]
    assert (score.value, score.met, score.fault) == (None, False, fault)
    assert (verdict.met, verdict.exit_code) == (False, 3 if fault else 1)


def test_a_scoring_rule_that_crashes_blocks(
    short: Workflow, make_registry: MakeRegistry, make_scoring: Any, make_dossier: MakeDossier
) -> None:
    """It fails closed even where no least score is asked for."""
    registry = make_registry(scoring_rules={"readiness": make_scoring("readiness", crash)})
    verdict = judge(short, registry, make_dossier(), sign_offs=())
    assert (verdict.met, verdict.exit_code) == (False, 3)


# -- facts ------------------------------------------------------------------------------------


def test_the_digests_are_those_of_what_was_judged(
    short: Workflow, make_registry: MakeRegistry, make_dossier: MakeDossier
) -> None:
    """Dossier, subject and pinned workflow as given; the others recomputable by anybody."""
    registry, dossier = make_registry(), make_dossier()
    verdict = judge(short, registry, dossier)
    assert verdict.digests == {
        "dossier": "d" * 64,
        "subject": "now",
        "workflow": PINNED,
        "settings": sha256_hex(canonical_bytes({"basics": {"coverage": "0.8"}})),
        "plugins": sha256_hex(canonical_bytes(registry.facts())),
    }


def test_blocked_plugins_show_in_the_verdict(
    short: Workflow,
    make_registry: MakeRegistry,
    make_dossier: MakeDossier,
    make_plugin: Callable[..., PluginRecord],
) -> None:
    """Whoever reads the verdict later sees what was blocked, and the digest differs."""
    plugins = (make_plugin("zeta", "blocked"), make_plugin("basics"))
    verdict = judge(short, make_registry(plugins=plugins), make_dossier())
    assert [(p.name, p.state) for p in verdict.plugins] == [
        ("basics", "loaded"),
        ("zeta", "blocked"),
    ]
    plain = judge(short, make_registry(), make_dossier())
    assert verdict.digests["plugins"] != plain.digests["plugins"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [("loaded", ()), ("blocked", ("basics",)), ("broken", ("basics",)), ("clash", ("basics",))],
)
def test_a_required_plugin_must_be_loaded(
    short: Workflow,
    make_registry: MakeRegistry,
    make_plugin: Callable[..., PluginRecord],
    state: str,
    expected: tuple[str, ...],
) -> None:
    """Blocked, broken and clashing are all missing, and so is what was never installed."""
    registry = make_registry(plugins=(make_plugin("basics", state),))
    assert missing_plugins(short, registry) == expected
    assert missing_plugins(short, make_registry(plugins=())) == ("basics",)


# -- order ------------------------------------------------------------------------------------


def test_results_are_sorted_for_reading(
    short: Workflow, make_registry: MakeRegistry, make_rule: MakeRule, make_dossier: MakeDossier
) -> None:
    """By dimension, agency, code, and rows by number: row 2 before row 10; the city first."""

    def at(agency: str, number: int) -> Finding:
        row = Row(
            {}, id=f"{agency}/issues/{number}", worksheet="issues", filler=agency, agency=agency
        )
        return Finding(values={"what": "x"}, row=row)

    found = [at("B", 10), at("A", 10), at("B", 2), at("A", 2), BAD]
    registry = make_registry(make_rule("ISU001", finds(*found)), make_rule("WSH001"))
    verdict = judge(short, registry, make_dossier())
    assert [(r.agency, r.rule, r.row) for r in verdict.results] == [
        ("", "ISU001", ""),
        ("", "WSH001", ""),
        ("A", "ISU001", "A/issues/2"),
        ("A", "ISU001", "A/issues/10"),
        ("B", "ISU001", "B/issues/2"),
        ("B", "ISU001", "B/issues/10"),
    ]


AGENCIES = ("DINKES", "DISDIK", "KEL-A", "DISHUB")


def speak(dossier: Dossier, _settings: object) -> Iterator[Finding]:
    """Find something at every agency, in the order in which the dossier has them."""
    for agency in dossier.agencies:
        yield Finding(
            values={"what": agency.code}, agency=agency.code, dimension=agency.main_dimension
        )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rules=st.permutations(["ISU001", "ISU002", "ISU003", "WSH001"]),
    agencies=st.permutations(AGENCIES),
    people=st.permutations([0, 1, 2]),
    answers=st.permutations([1, 2, 3]),
    named=st.permutations(["ISU", "WSH001", "XYZ"]),
)
def test_order_never_matters(  # noqa: PLR0913  everything that can be permuted
    short: Workflow,
    make_registry: MakeRegistry,
    make_rule: MakeRule,
    make_dossier: MakeDossier,
    make_answer: Callable[..., SignOff],
    rules: list[str],
    agencies: list[str],
    people: list[int],
    answers: list[int],
    named: list[str],
) -> None:
    """Whatever order rules, agencies, people and answers are in, the verdict is the same."""
    way = Transition(from_="draft", to="done", rules=("ISU", "WSH001", "XYZ"))
    workflow = msgspec.structs.replace(short, transitions=(way,))

    def verdict(
        rules: list[str],
        agencies: list[str],
        people: list[int],
        answers: list[int],
        named: list[str],
    ) -> Verdict:
        registry = make_registry(*(make_rule(code, speak) for code in rules))
        everybody = make_dossier().people
        dossier = make_dossier(
            agencies=tuple(Agency(code, code, "opd", ("living",)) for code in agencies),
            people=tuple(everybody[index] for index in people),
            sign_offs=tuple(
                make_answer(("Ani", "Budi")[entry % 2], PINNED, entry=entry) for entry in answers
            ),
            waivers=(a_waiver(agency="DINKES"),),
        )
        way_now = msgspec.structs.replace(way, rules=tuple(named))
        return evaluate(workflow, way_now, dossier, registry, subject="now")

    plain = verdict(sorted(rules), sorted(agencies), sorted(people), sorted(answers), sorted(named))
    assert verdict(rules, agencies, people, answers, named) == plain


def test_any_single_veto_keeps_the_gate_shut(
    short: Workflow, make_registry: MakeRegistry, make_rule: MakeRule, make_dossier: MakeDossier
) -> None:
    """Of all combinations of two rules only pass with pass is met (the naive twin is ``all``)."""
    functions = {"pass": None, "fail": finds(BAD), "error": crash}
    for first, second in itertools.product(functions, repeat=2):
        registry = make_registry(
            make_rule("ISU001", functions[first]), make_rule("WSH001", functions[second])
        )
        verdict = judge(short, registry, make_dossier(), sign_offs=())
        assert verdict.met == all(word == "pass" for word in (first, second))
