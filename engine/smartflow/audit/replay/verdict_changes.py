"""What differs between two verdicts of one move, as values: rules, findings, scores, standings.

Made by :mod:`smartflow.audit.replay.verdict_comparison`; ``plugin impact`` and ``audit replay``
show them. Pure values, no comparison here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import msgspec

from smartflow.language import Text
from smartflow.model import Result, SignOffStatus, Status, WaiverStatus

__all__ = [
    "FindingChange",
    "Kind",
    "RuleChange",
    "ScoreChange",
    "StandingChange",
    "VerdictChange",
]

Kind = Literal["pass_to_fail", "fail_to_pass", "new", "gone", "other"]
"""What became of a rule: it blocks now or no longer, it is new or gone, or it says other things."""

_BLOCKING = ("fail", "error")


class FindingChange(msgspec.Struct, frozen=True):
    """What a rule found of one subject, then and today.

    Attributes:
        before: What it found then; None when nothing.
        after: What it finds today; None when nothing.
    """

    before: Result | None
    after: Result | None

    @property
    def newest(self) -> Result:
        """What is found today, or else what was found: it names the subject."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  one of the two is there
        return found

    @property
    def statuses(self) -> tuple[Status | None, Status | None]:
        """The status then and today."""
        return (
            None if self.before is None else self.before.status,
            None if self.after is None else self.after.status,
        )


class RuleChange(msgspec.Struct, frozen=True):
    """What one rule says now in place of what it said then.

    Attributes:
        rule: Its code, or a family that the workflow asks for and nobody brings.
        title: Its title, today's if it has one.
        plugin: The plugin that brings it, or brought it; ``""`` for nobody.
        version_before: That plugin's version then, or ``""``.
        version_after: Its version today, or ``""``.
        before: The gravest status then; None when it did not run.
        after: The gravest status today; None when it does not run.
        findings: What it found otherwise, by subject.
    """

    rule: str
    title: Text
    plugin: str
    version_before: str
    version_after: str
    before: Status | None
    after: Status | None
    findings: tuple[FindingChange, ...] = ()

    @property
    def appeared(self) -> int:
        """How many findings are at places where there was none of that status."""
        return sum(now is not None and now != then for then, now in self._statuses)

    @property
    def vanished(self) -> int:
        """How many findings are no longer there."""
        return sum(then is not None and now != then for then, now in self._statuses)

    @property
    def reworded(self) -> int:
        """How many findings are at the same place in other words."""
        return sum(now == then for then, now in self._statuses)

    @property
    def _statuses(self) -> Iterator[tuple[Status | None, Status | None]]:
        return (found.statuses for found in self.findings)

    @property
    def kind(self) -> Kind:
        """What became of the rule."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        blocked, blocks = self.before in _BLOCKING, self.after in _BLOCKING
        if blocked == blocks:
            return "other"
        return "pass_to_fail" if blocks else "fail_to_pass"

    @property
    def turns(self) -> bool:
        """Whether the rule blocks now and did not then, or the other way round."""
        return (self.before in _BLOCKING) != (self.after in _BLOCKING)


class ScoreChange(msgspec.Struct, frozen=True):
    """One score then and today.

    Attributes:
        rule: The key of its scoring rule.
        title: What is scored.
        plugin: The plugin that brings the scoring rule, or brought it.
        subject: Whom it is of; ``""`` for the city.
        subject_title: What the subject is called.
        before: The value then; None when there was none.
        after: The value today; None when there is none.
        met_before: Whether it was enough.
        met_after: Whether it is enough.
    """

    rule: str
    title: Text
    plugin: str
    subject: str
    subject_title: Text
    before: Decimal | None
    after: Decimal | None
    met_before: bool
    met_after: bool

    @property
    def difference(self) -> Decimal | None:
        """How far it has moved; None when one of the two is missing."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def turns(self) -> bool:
        """Whether it is enough now and was not then, or the other way round."""
        return self.met_before != self.met_after


class VerdictChange(msgspec.Struct, frozen=True):
    """All that differs between two verdicts.

    Attributes:
        met_before: Whether the gate was met.
        met_after: Whether it is met today.
        rules: The rules that say something else, by code.
        scores: The scores that have moved, by rule and subject.
        lacking: Rules that the workflow asks for and that do not run today.
        crashed: Whether a rule or scoring rule did not run to its end today.
    """

    met_before: bool
    met_after: bool
    rules: tuple[RuleChange, ...]
    scores: tuple[ScoreChange, ...]
    lacking: tuple[str, ...]
    crashed: bool

    @property
    def flips(self) -> bool:
        """Whether the gate is met now and was not then, or the other way round."""
        return self.met_before != self.met_after


class StandingChange(msgspec.Struct, frozen=True):
    """A sign-off or a waiver that stood otherwise then: no plugin decides on these.

    Attributes:
        before: How it stood; None when there was none.
        after: How it stands when the decision is made again; likewise.
    """

    before: SignOffStatus | WaiverStatus | None
    after: SignOffStatus | WaiverStatus | None
