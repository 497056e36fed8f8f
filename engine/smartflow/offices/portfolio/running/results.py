"""What came of one city when many were checked or advanced: the line that travels and is kept.

A result holds no time, no host and no process, so that it does not depend on who judged the city
or in which order; it is what a worker sends back, what the journal of a run keeps and what is
printed. Must not import an executor, a worker or a plugin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from smartflow.errors import IntegrityFailure, PluginFault, gravest
from smartflow.language import Text
from smartflow.model import Status, Verdict

if TYPE_CHECKING:
    from smartflow.errors import SmartflowError

__all__ = [
    "ENGINE_FAULT",
    "CityResult",
    "Outcome",
    "RuleOutcome",
    "exit_code_of",
    "failure",
    "judged",
    "outcomes_of",
    "unmet_scores",
    "unmet_sign_offs",
]

Outcome = Literal["met", "not_met", "moved", "refused", "final", "failed", "lost"]
"""``met`` and ``not_met`` are only looked at, ``moved`` and ``refused`` are recorded; ``final`` has
no stage to go to; ``failed`` was refused by an error; ``lost`` ended its worker every time."""

ENGINE_FAULT: Final = 70
"""The exit code of a fault of the engine itself, as the command line has it."""

_WORST_FIRST: Final[tuple[Status, ...]] = (
    "error",
    "fail",
    "warn",
    "waived",
    "pass",
    "not_applicable",
)


class RuleOutcome(msgspec.Struct, frozen=True):
    """What one rule came to in one city.

    Attributes:
        rule: The code of the rule.
        status: The worst status among its results.
        findings: How many results have it; 0 where there is nothing to remark.
    """

    rule: str
    status: Status
    findings: int

    @property
    def blocks(self) -> bool:
        """Whether the rule keeps the gate shut."""
        return self.status in ("fail", "error")


class CityResult(msgspec.Struct, frozen=True):
    """What came of one city.

    Attributes:
        slug: The city's slug.
        name: Its name.
        region_code: Its Kemendagri code.
        province: Its province.
        stage: The stage in which it was judged.
        to: The stage to which it was to move; ``""`` where that was never known.
        outcome: What came of it.
        exit_code: What the command would have ended with for this city alone.
        rules: The worst of each rule that ran, sorted by the rule's code.
        sign_offs: The roles that have not signed off what is there now.
        scores: The scores that are below what the workflow asks for.
        entry: The number of the entry that records it; 0 where nothing was recorded.
        code: For ``failed`` and ``lost``: the name of the situation.
        message: For those: what is wrong.
        hint: For those: the next step.
    """

    slug: str
    name: str
    region_code: str
    province: str
    stage: str
    to: str
    outcome: Outcome
    exit_code: int
    rules: tuple[RuleOutcome, ...] = ()
    sign_offs: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()
    entry: int = 0
    code: str = ""
    message: Text | None = None
    hint: Text | None = None

    @property
    def blocking(self) -> tuple[str, ...]:
        """The codes of the rules that keep the gate shut."""
        return tuple(one.rule for one in self.rules if one.blocks)


def outcomes_of(verdict: Verdict) -> tuple[RuleOutcome, ...]:
    """Return the worst status of each rule of a verdict, sorted by the rule's code."""
    seen: dict[str, Counter[Status]] = {}
    for result in verdict.results:
        seen.setdefault(result.rule, Counter())[result.status] += 1
    return tuple(_worst(rule, counts) for rule, counts in sorted(seen.items()))


def _worst(rule: str, counts: Counter[Status]) -> RuleOutcome:
    status = next(status for status in _WORST_FIRST if counts[status])
    remarked = status not in ("pass", "not_applicable")
    return RuleOutcome(rule, status, counts[status] if remarked else 0)


def unmet_sign_offs(verdict: Verdict) -> tuple[str, ...]:
    """Return the roles whose sign-off is missing."""
    return tuple(sorted(one.role for one in verdict.sign_offs if not one.met))


def unmet_scores(verdict: Verdict) -> tuple[str, ...]:
    """Return the scores that are below their minimum, as ``rule.subject``."""
    return tuple(
        sorted(
            f"{one.rule}.{one.subject}" if one.subject else one.rule
            for one in verdict.scores
            if not one.met
        )
    )


def judged(result: CityResult, verdict: Verdict) -> CityResult:
    """Return ``result`` as one that a gate has judged: outcome ``met`` or ``not_met``."""
    return msgspec.structs.replace(
        result,
        stage=verdict.from_,
        to=verdict.to,
        outcome="met" if verdict.met else "not_met",
        exit_code=verdict.exit_code,
        rules=outcomes_of(verdict),
        sign_offs=unmet_sign_offs(verdict),
        scores=unmet_scores(verdict),
    )


def failure(result: CityResult, error: SmartflowError) -> CityResult:
    """Return ``result`` as one that an error refused: outcome ``failed``."""
    return msgspec.structs.replace(
        result,
        outcome="failed",
        exit_code=error.exit_code,
        code=error.code,
        message=error.message,
        hint=error.hint,
    )


def exit_code_of(results: Iterable[CityResult]) -> int:
    """Return what a command over many cities ends with: the gravest of all.

    A fault of the engine itself (70) stands behind an integrity failure and a plugin's fault, and
    before everything else.
    """
    codes = frozenset(one.exit_code for one in results)
    worst = gravest(codes)
    if ENGINE_FAULT in codes and worst not in (IntegrityFailure.exit_code, PluginFault.exit_code):
        return ENGINE_FAULT
    return worst
