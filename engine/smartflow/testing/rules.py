"""A rule by itself: run over a city in words, or on its cases, with failures that can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.cases import (
    CaseOutcome,
    coverage_faults,
    judge,
    message_faults,
    order_faults,
    owned_rule,
    read_cases,
    read_folder,
)
from smartflow.cases import run_rule as run_in
from smartflow.testing.city import CityInWords
from smartflow.testing.plugins import installed

if TYPE_CHECKING:
    from smartflow.cases import Case
    from smartflow.language import Text
    from smartflow.model import Dossier, Result
    from smartflow.plugin.registry import Registry

__all__ = ["assert_case", "assert_covered", "rule_cases", "run_rule"]


def run_rule(
    code: str, about: Dossier | CityInWords, registry: Registry | None = None
) -> tuple[Result, ...]:
    """Run one rule as the engine does, inside its guard.

    Args:
        code: The rule's code, such as ``PPJ001``.
        about: A dossier, or a city in words.
        registry: What plugins bring; by default what is installed.

    Returns:
        At least one result: ``pass``, ``not_applicable``, ``fail``, ``warn``, or ``error`` where
        the rule broke.

    Raises:
        UnknownRule: no loaded plugin registers it.
        CaseFault: the city in words cannot be.
    """
    found = installed() if registry is None else registry
    dossier = about.dossier(found) if isinstance(about, CityInWords) else about
    return run_in(code, dossier, found)


def rule_cases(place: Path) -> tuple[Case, ...]:
    """Return the cases of a file, or of every file of a folder that is called after a rule.

    Args:
        place: ``cases/PPJ001.toml``, or ``cases``.

    Raises:
        CaseFault: there is none, or one cannot be read; the message says where.
    """
    return read_folder(place) if place.is_dir() else read_cases(place)


def assert_case(case: Case, registry: Registry | None = None) -> CaseOutcome:
    """Fail unless a rule says of a case what the case wants, and says it soundly.

    Besides what the case wants: messages are filled in, in both languages; asked again, or with
    rows, agencies, people and answers in another order, the rule says the same.

    Args:
        case: The case.
        registry: What plugins bring; by default what is installed.

    Returns:
        What the rule said.

    Raises:
        AssertionError: it says what differs, and lists what the rule said.
        CaseFault: the case describes no city.
        UnknownRule: no loaded plugin registers its rule.
    """
    __tracebackhide__ = True
    found = installed() if registry is None else registry
    outcome = judge(case, found)
    faults = [
        *outcome.differences,
        *message_faults(outcome.results),
        *order_faults(case.rule, outcome.dossier, found),
    ]
    if faults:
        raise AssertionError(_told(case, outcome, faults))
    return outcome


def assert_covered(plugin: str, cases: Iterable[Case], registry: Registry | None = None) -> None:
    """Fail unless every rule of a plugin has a case that passes and one that finds something.

    Args:
        plugin: The plugin's name.
        cases: All of its cases.
        registry: What plugins bring; by default what is installed.

    Raises:
        AssertionError: it names each rule and what its cases do not show, and each case of a rule
            that is not the plugin's.
    """
    __tracebackhide__ = True
    found = installed() if registry is None else registry
    codes = [code for code, owned in found.rules.items() if owned.origin.plugin == plugin]
    said: dict[str, list[Result]] = {code: [] for code in codes}
    strays = []
    for case in cases:
        if case.rule not in said:
            strays.append(f"{case.place} is about {case.rule}, which is no rule of {plugin!r}")
            continue
        said[case.rule].extend(judge(case, found).results)
    faults = [
        f"{code}: {fault.en}"
        for code, results in said.items()
        for fault in coverage_faults(owned_rule(code, found).value, results)
    ]
    if not codes:
        faults = [f"no plugin {plugin!r} registers a rule"]
    if faults or strays:
        raise AssertionError("\n".join([*faults, *strays]))


def _told(case: Case, outcome: CaseOutcome, faults: Sequence[Text]) -> str:
    """Return what is wrong with a rule's answer to a case, as a person reads it."""
    return "\n".join(
        [
            f"{case.rule}, {case.place}",
            *(f"  {fault.en}" for fault in faults),
            "the rule said:",
            *(f"  {line}" for line in outcome.listing("id").splitlines()),
        ]
    )
