"""Two verdicts of one move compared: what each rule said then and says now, and every score.

Pure: verdicts in, differences out. Where one plugin is asked for, all that others say is taken as
it was, so that what is left is that plugin's doing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, TypeVar

import msgspec

from smartflow.language import Text
from smartflow.model import Result, ScoreResult, Status, Verdict
from smartflow.workflow.gate import is_met

__all__ = ["Kind", "RuleChange", "ScoreChange", "VerdictChange", "compare_verdicts"]

Kind = Literal["pass_to_fail", "fail_to_pass", "new", "gone", "other"]
"""What became of a rule: it blocks now or no longer, it is new or gone, or it says other things."""


_BLOCKING = ("fail", "error")
_GRAVEST: tuple[Status, ...] = ("error", "fail", "waived", "warn", "pass", "not_applicable")
_FINDINGS = ("error", "fail", "waived", "warn")

Said = TypeVar("Said", bound=Result | ScoreResult)


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
        appeared: How many findings are at places where there was none.
        vanished: How many findings are no longer there.
        reworded: How many findings are at the same place in other words.
    """

    rule: str
    title: Text
    plugin: str
    version_before: str
    version_after: str
    before: Status | None
    after: Status | None
    appeared: int = 0
    vanished: int = 0
    reworded: int = 0

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


def compare_verdicts(before: Verdict, after: Verdict, plugin: str = "") -> VerdictChange:
    """Return what differs between two verdicts.

    Args:
        before: The verdict that was recorded.
        after: The verdict of today.
        plugin: Only what this plugin says, or said; ``""`` for all.
    """
    today = _with_only(plugin, before, after) if plugin else after
    return VerdictChange(
        met_before=before.met,
        met_after=today.met,
        rules=_rule_changes(before.results, today.results),
        scores=_score_changes(before, today),
        lacking=tuple(
            result.rule
            for result in today.results
            if result.status == "error" and not result.plugin.name
        ),
        crashed=today.crashed,
    )


# -- one plugin -----------------------------------------------------------------------------------


def _with_only(plugin: str, before: Verdict, after: Verdict) -> Verdict:
    """Return the recorded verdict with what one plugin says today in place of what it said."""
    codes = _own(plugin, (*before.results, *after.results))
    keys = _own(plugin, (*before.scores, *after.scores))
    results = _exchanged(before.results, after.results, plugin, codes)
    scores = _exchanged(before.scores, after.scores, plugin, keys)
    return msgspec.structs.replace(
        before,
        results=results,
        scores=scores,
        met=is_met(results, scores, before.sign_offs),
        titles={**before.titles, **after.titles},
    )


def _own(plugin: str, said: Iterable[Result] | Iterable[ScoreResult]) -> set[str]:
    """Return the codes of a plugin's rules, then or today."""
    return {one.rule for one in said if one.plugin.name == plugin}


def _exchanged(
    before: Iterable[Said], after: Iterable[Said], plugin: str, codes: set[str]
) -> tuple[Said, ...]:
    """Return what was said, with a plugin's part of it as it is today."""
    kept = [one for one in before if not _is_of(one, plugin, codes)]
    return (*kept, *(one for one in after if _is_of(one, plugin, codes)))


def _is_of(one: Result | ScoreResult, plugin: str, codes: set[str]) -> bool:
    """Say whether a plugin said something, or is missed: what it no longer brings is nobody's."""
    if one.plugin.name:
        return one.plugin.name == plugin
    return one.rule in codes or any(code.rstrip("0123456789") == one.rule for code in codes)


# -- rules ----------------------------------------------------------------------------------------


def _rule_changes(before: Sequence[Result], after: Sequence[Result]) -> tuple[RuleChange, ...]:
    then, today = _by_rule(before), _by_rule(after)
    changes = (
        _rule_change(then.get(code, ()), today.get(code, ()))
        for code in sorted(then.keys() | today.keys())
    )
    return tuple(change for change in changes if change is not None)


def _by_rule(results: Iterable[Result]) -> Mapping[str, list[Result]]:
    found: dict[str, list[Result]] = {}
    for result in results:
        found.setdefault(result.rule, []).append(result)
    return found


def _rule_change(before: Sequence[Result], after: Sequence[Result]) -> RuleChange | None:
    """Return how a rule differs; None when it says the same."""
    places = Counter(map(_place, _found(before))), Counter(map(_place, _found(after)))
    words = Counter(map(_words, _found(before))), Counter(map(_words, _found(after)))
    status = _gravest(before), _gravest(after)
    if status[0] == status[1] and words[0] == words[1]:
        return None
    newest = (after or before)[0]
    appeared = (places[1] - places[0]).total()
    return RuleChange(
        rule=newest.rule,
        title=newest.title,
        plugin=newest.plugin.name or (before[0].plugin.name if before else ""),
        version_before=before[0].plugin.version if before else "",
        version_after=after[0].plugin.version if after else "",
        before=status[0],
        after=status[1],
        appeared=appeared,
        vanished=(places[0] - places[1]).total(),
        reworded=(words[1] - words[0]).total() - appeared,
    )


def _gravest(results: Sequence[Result]) -> Status | None:
    found = {result.status for result in results}
    return next((status for status in _GRAVEST if status in found), None)


def _found(results: Iterable[Result]) -> Iterable[Result]:
    """Return what is wrong; that a rule passes has no place and no words to compare."""
    return (result for result in results if result.status in _FINDINGS)


def _place(result: Result) -> tuple[str, ...]:
    return (
        result.status,
        result.dimension,
        result.agency,
        result.worksheet,
        result.row,
        result.column,
    )


def _words(result: Result) -> tuple[str, ...]:
    return (*_place(result), result.message.id, result.message.en)


# -- scores ---------------------------------------------------------------------------------------


def _score_changes(before: Verdict, after: Verdict) -> tuple[ScoreChange, ...]:
    then = {(score.rule, score.subject): score for score in before.scores}
    today = {(score.rule, score.subject): score for score in after.scores}
    changes: list[ScoreChange] = []
    for key in sorted(then.keys() | today.keys()):
        old, new = then.get(key), today.get(key)
        newest = today.get(key) or then[key]
        change = ScoreChange(
            rule=newest.rule,
            title=newest.title,
            plugin=newest.plugin.name or (old.plugin.name if old else ""),
            subject=newest.subject,
            subject_title=after.titles.get(newest.subject) or before.title(newest.subject),
            before=old.value if old else None,
            after=new.value if new else None,
            met_before=_is_enough(old),
            met_after=_is_enough(new),
        )
        if change.before != change.after or change.turns:
            changes.append(change)
    return tuple(changes)


def _is_enough(score: ScoreResult | None) -> bool:
    """Say whether a score does not block; one that nobody asks for does not."""
    return score is None or (score.met and not score.fault)
