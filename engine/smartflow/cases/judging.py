"""Running one rule on a case, and saying what differs from what was wanted."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from smartflow.cases.case import Case, Wanted
from smartflow.cases.dossier import make_dossier
from smartflow.cases.faults import CaseFault
from smartflow.errors import BadInput
from smartflow.language import Language, Text
from smartflow.model import Dossier, Result
from smartflow.plugin.objects import Rule
from smartflow.plugin.registry import Owned, Registry
from smartflow.plugin.running.guard import run_rules
from smartflow.workflow.definition import Workflow
from smartflow.workflow.suggestion import one_of, quoted

__all__ = ["CaseOutcome", "UnknownRule", "describe", "judge", "owned_rule", "run_rule"]

_PLACES = ("worksheet", "row", "column", "dimension", "agency")


class UnknownRule(BadInput):
    """A code that no loaded plugin registers."""

    code = "unknown-rule"
    says = Text(
        id="Ketentuan '{code}' tidak ada.{guess}{beside}",
        en="There is no rule '{code}'.{guess}{beside}",
    )
    next_step = Text(
        id="Lihat ketentuan yang ada: smartflow rule list; pluginnya: smartflow plugin list",
        en="See the rules there are: smartflow rule list; the plugins: smartflow plugin list",
    )


def owned_rule(code: str, registry: Registry) -> Owned[Rule]:
    """Return a registered rule with its origin.

    Raises:
        UnknownRule: no loaded plugin registers it; the message names the plugins that could not
            be loaded.
    """
    if code in registry.rules:
        return registry.rules[code]
    guess = one_of(code, registry.rules)
    faulty = ", ".join(f"{plugin.name} ({plugin.state})" for plugin in registry.faulty)
    beside = Text(
        id=f" Plugin yang tidak dimuat: {faulty}." if faulty else "",
        en=f" Plugins that are not loaded: {faulty}." if faulty else "",
    )
    raise UnknownRule(code=code, guess=guess, beside=beside)


def run_rule(code: str, dossier: Dossier, registry: Registry) -> tuple[Result, ...]:
    """Run one rule over a dossier, by the engine's own guard.

    Args:
        code: The rule's code.
        dossier: What it looks at; its stage and region are not asked for.
        registry: Has the rule.

    Returns:
        At least one result, in the order of its findings.

    Raises:
        UnknownRule: no loaded plugin registers it.
    """
    return run_rules([owned_rule(code, registry)], dossier)


class CaseOutcome(msgspec.Struct, frozen=True):
    """What a rule said of a case.

    Attributes:
        case: The case.
        dossier: The city that it describes.
        results: What the rule said.
        missing: What was wanted and not said.
        surplus: What was said and not wanted.
    """

    case: Case
    dossier: Dossier
    results: tuple[Result, ...]
    missing: tuple[Wanted, ...] = ()
    surplus: tuple[Result, ...] = ()

    @property
    def met(self) -> bool:
        """Whether the rule said what was wanted and nothing else."""
        return not self.missing and not self.surplus

    @property
    def differences(self) -> tuple[Text, ...]:
        """What differs from what was wanted, one sentence each; empty when it is met."""
        return (
            *(
                Text(id=f"diharapkan, tidak ada: {_asked(w)}", en=f"wanted, not said: {_asked(w)}")
                for w in self.missing
            ),
            *(
                Text(
                    id=f"tidak diharapkan: {describe(result, 'id')}",
                    en=f"said, not wanted: {describe(result, 'en')}",
                )
                for result in self.surplus
            ),
        )

    def listing(self, language: Language) -> str:
        """Return every result that the rule gave, one line each."""
        return "\n".join(describe(result, language) for result in self.results)


def judge(case: Case, registry: Registry, *, workflow: Workflow | None = None) -> CaseOutcome:
    """Run a case's rule on its city.

    Args:
        case: The case.
        registry: What plugins bring.
        workflow: The workflow that is followed when the case names none.

    Raises:
        CaseFault: the case describes no city, or one that the rule never judges.
        UnknownRule: no loaded plugin registers its rule.
    """
    owned = owned_rule(case.rule, registry)
    try:
        dossier = make_dossier(case.given, registry, workflow=workflow)
        _require_running(owned.value, dossier)
    except CaseFault as fault:
        raise fault.inside(case.place) from None
    usual = "fail" if owned.value.severity == "error" else "warn"
    wanted = [w if w.status else msgspec.structs.replace(w, status=usual) for w in case.wanted]
    results = run_rules([owned], dossier)
    pairs = _paired(wanted, results)
    return CaseOutcome(
        case=case,
        dossier=dossier,
        results=results,
        missing=tuple(item for n, item in enumerate(wanted) if n not in pairs),
        surplus=tuple(r for n, r in enumerate(results) if n not in pairs.values()),
    )


def _require_running(rule: Rule, dossier: Dossier) -> None:
    """Refuse a case of a stage or region in which no city would ever be judged by the rule.

    Raises:
        CaseFault: what it shows would never be seen.
    """
    if dossier.stage not in rule.stages:
        stages = quoted(rule.stages)
        raise CaseFault(
            Text(
                id=f"{rule.code} tidak dijalankan di tahap '{dossier.stage}'; tahapnya {stages}.",
                en=f"{rule.code} does not run in the stage '{dossier.stage}'; it does in {stages}.",
            ),
            "stage",
        )
    if not dossier.city.in_region(rule.regions):
        code, regions = dossier.city.region_code, quoted(rule.regions)
        raise CaseFault(
            Text(
                id=f"{rule.code} tidak berlaku untuk kode {code}; wilayahnya {regions}.",
                en=f"{rule.code} is not for the code {code}; its regions are {regions}.",
            ),
            "city.region_code",
        )


def describe(result: Result, language: Language) -> str:
    """Return a result on one line: its status, its place and its message."""
    places = [f"{key}={getattr(result, key)}" for key in _PLACES if getattr(result, key)]
    return " | ".join([result.status, *places, result.message.in_(language)])


def _asked(wanted: Wanted) -> str:
    asked = [
        f"{key}={value!r}"
        for key in (*_PLACES, "says", "says_en")
        if (value := getattr(wanted, key)) not in (None, "")
    ]
    return " | ".join([wanted.status, *asked])


def _fits(result: Result, wanted: Wanted) -> bool:
    return (
        result.status == wanted.status
        and all(getattr(wanted, key) in (None, getattr(result, key)) for key in _PLACES)
        and wanted.says in result.message.id
        and wanted.says_en in result.message.en
    )


def _paired(wanted: Sequence[Wanted], results: Sequence[Result]) -> dict[int, int]:
    """Pair as many wanted results with results as can be, each at most once.

    A vague one ("any failure") must not take the only result that a precise one could have: so a
    pair is undone when its result is needed and another is there for the first (Kuhn's method).

    Returns:
        Position of what was wanted to position of the result.
    """
    taken: dict[int, int] = {}

    def place(number: int, tried: set[int]) -> bool:
        for position, result in enumerate(results):
            if position in tried or not _fits(result, wanted[number]):
                continue
            tried.add(position)
            if position not in taken or place(taken[position], tried):
                taken[position] = number
                return True
        return False

    for number in range(len(wanted)):
        place(number, set())
    return {number: position for position, number in taken.items()}
