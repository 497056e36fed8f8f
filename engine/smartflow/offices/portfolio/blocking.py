"""What holds cities up, and which rules do: told from recorded verdicts or from judging now.

A recorded verdict is that of an ``advance``; nobody asks a rule for it, so it says what held on its
own day. A tally counts cities, not findings: a rule that blocks twenty cities once is a matter for
the ministry, one that finds twenty things in one city is a matter for that city. Must not import
an executor.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.replay.past_decision import has_verdict, stored_verdict
from smartflow.errors import BadInput, IntegrityFailure
from smartflow.language import Text
from smartflow.model import Status
from smartflow.offices.portfolio.running.results import (
    RuleOutcome,
    outcomes_of,
    unmet_scores,
    unmet_sign_offs,
)
from smartflow.offices.portfolio.standing import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.offices.portfolio.running.results import CityResult
    from smartflow.offices.portfolio.standing import CityStanding
    from smartflow.plugin.objects import Rule
    from smartflow.plugin.registry import Registry

__all__ = ["Judged", "RuleTally", "judged_now", "judged_when", "tally"]


class Judged(msgspec.Struct, frozen=True):
    """What a gate said of a city, as far as many cities are compared by it.

    Attributes:
        day: The day as of which it was judged.
        rules: The worst of each rule that ran.
        sign_offs: The roles whose sign-off was missing.
        scores: The scores below what the workflow asks for.
        failure: Why nothing was judged, or what was recorded cannot be read; else None.
    """

    day: date
    rules: tuple[RuleOutcome, ...] = ()
    sign_offs: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()
    failure: Failure | None = None

    @property
    def blocking(self) -> tuple[str, ...]:
        """The codes of the rules that kept the gate shut."""
        return tuple(one.rule for one in self.rules if one.blocks)

    @property
    def holds(self) -> bool:
        """Whether anything kept the gate shut."""
        return bool(self.blocking or self.sign_offs or self.scores or self.failure)


def judged_when(workspace: Workspace, entry: Entry | None) -> Judged | None:
    """Return what a recorded ``advance`` said of its city, or None where nothing is recorded.

    What the store has lost, or has otherwise, is told as the failure of that city alone.

    Args:
        workspace: Where.
        entry: The ``advance``; None for a city that has none.
    """
    if entry is None or not has_verdict(entry):
        return None
    try:
        verdict = stored_verdict(workspace, entry)
    except (IntegrityFailure, BadInput) as error:
        failure = Failure(error.code, error.message, error.hint, error.exit_code)
        return Judged(entry.occurred, failure=failure)
    return Judged(
        entry.occurred, outcomes_of(verdict), unmet_sign_offs(verdict), unmet_scores(verdict)
    )


def judged_now(result: CityResult, day: date) -> Judged | None:
    """Return what judging a city just now came to; None in a final stage, where no gate is.

    Args:
        result: What came of it.
        day: The day as of which it was judged.
    """
    if result.outcome == "final":
        return None
    failure = (
        Failure(result.code, result.message, result.hint, result.exit_code)
        if result.message is not None
        else None
    )
    return Judged(day, result.rules, result.sign_offs, result.scores, failure)


class RuleTally(msgspec.Struct, frozen=True):
    """In how many cities a rule came to what.

    Attributes:
        rule: The code of the rule.
        title: Its title; None where no plugin here registers it any more.
        fail: Cities that it blocks.
        error: Cities in which it crashed, which blocks them too.
        warn: Cities that it only warns.
        waived: Cities in which its worst finding is waived.
        passed: Cities that pass it.
        not_applicable: Cities that it does not concern.
    """

    rule: str
    title: Text | None
    fail: int = 0
    error: int = 0
    warn: int = 0
    waived: int = 0
    passed: int = 0
    not_applicable: int = 0

    @property
    def blocked(self) -> int:
        """How many cities it keeps from moving on."""
        return self.fail + self.error

    @property
    def cities(self) -> int:
        """In how many cities it ran."""
        return self.blocked + self.warn + self.waived + self.passed + self.not_applicable

    @property
    def fired(self) -> bool:
        """Whether it had anything to say of any city."""
        return bool(self.blocked or self.warn or self.waived)


def tally(
    judged: Iterable[Judged], registry: Registry, standings: Sequence[CityStanding]
) -> tuple[RuleTally, ...]:
    """Count for each rule in how many cities it came to what; what blocks most stands first.

    A rule that is registered and ran in none of the cities is counted with zeros, unless it is
    meant for regions of which no city is here.

    Args:
        judged: What the gates said, one for each city.
        registry: What plugins bring here.
        standings: The cities.
    """
    counts: dict[str, Counter[Status]] = {}
    for one in judged:
        for outcome in one.rules:
            counts.setdefault(outcome.rule, Counter())[outcome.status] += 1
    known = {code: owned.value for code, owned in registry.rules.items()}
    meant = {code for code, rule in known.items() if _is_meant(rule, standings)}
    found = (_tallied(code, counts.get(code, Counter()), known) for code in meant | set(counts))
    return tuple(sorted(found, key=lambda one: (-one.blocked, -one.warn, -one.waived, one.rule)))


def _is_meant(rule: Rule, standings: Sequence[CityStanding]) -> bool:
    return not rule.regions or any(one.in_region(rule.regions) for one in standings)


def _tallied(code: str, counts: Counter[Status], known: dict[str, Rule]) -> RuleTally:
    return RuleTally(
        rule=code,
        title=known[code].title if code in known else None,
        fail=counts["fail"],
        error=counts["error"],
        warn=counts["warn"],
        waived=counts["waived"],
        passed=counts["pass"],
        not_applicable=counts["not_applicable"],
    )
