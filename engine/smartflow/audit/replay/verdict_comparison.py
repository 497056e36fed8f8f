"""Two verdicts of one move compared: what each rule said then and says now, and every score.

Pure: verdicts in, differences out. Where one plugin is asked for, all that others say is taken as
it was, so that what is left is that plugin's doing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TypeVar

import msgspec

from smartflow.audit.replay.verdict_changes import (
    FindingChange,
    RuleChange,
    ScoreChange,
    StandingChange,
    VerdictChange,
)
from smartflow.model import Result, ScoreResult, SignOffStatus, Status, Verdict, WaiverStatus
from smartflow.workflow.gate import is_met

__all__ = ["compare_verdicts", "standing_changes"]

_GRAVEST: tuple[Status, ...] = ("error", "fail", "waived", "warn", "pass", "not_applicable")
_FINDINGS = ("error", "fail", "waived", "warn")

Said = TypeVar("Said", bound=Result | ScoreResult)


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
    findings = tuple(_finding_changes(before, after))
    status = _gravest(before), _gravest(after)
    if status[0] == status[1] and not findings:
        return None
    newest = (after or before)[0]
    return RuleChange(
        rule=newest.rule,
        title=newest.title,
        plugin=newest.plugin.name or (before[0].plugin.name if before else ""),
        version_before=before[0].plugin.version if before else "",
        version_after=after[0].plugin.version if after else "",
        before=status[0],
        after=status[1],
        findings=findings,
    )


def _finding_changes(before: Sequence[Result], after: Sequence[Result]) -> Iterator[FindingChange]:
    """Yield what was found otherwise, by subject: first those of one status, then the rest."""
    then, today = _beyond(before, after), _beyond(after, before)
    for subject in sorted(then.keys() | today.keys()):
        old, new = then.get(subject, []), today.get(subject, [])
        for status in _FINDINGS:
            while (was := _first(old, status)) and (now := _first(new, status)):
                old.remove(was)
                new.remove(now)
                yield FindingChange(was, now)
        yield from (FindingChange(was, now) for was, now in zip_longest(old, new))


def _beyond(
    results: Iterable[Result], others: Iterable[Result]
) -> dict[tuple[str, ...], list[Result]]:
    """Return by subject what is found in some results beyond what is found in others."""
    known = Counter(map(_words, _found(others)))
    beyond: dict[tuple[str, ...], list[Result]] = {}
    for result in _found(results):
        if known[_words(result)]:
            known[_words(result)] -= 1
        else:
            beyond.setdefault(_subject(result), []).append(result)
    return beyond


def _first(results: Iterable[Result], status: str) -> Result | None:
    return next((result for result in results if result.status == status), None)


def _gravest(results: Sequence[Result]) -> Status | None:
    found = {result.status for result in results}
    return next((status for status in _GRAVEST if status in found), None)


def _found(results: Iterable[Result]) -> Iterable[Result]:
    """Return what is wrong; that a rule passes has no place and no words to compare."""
    return (result for result in results if result.status in _FINDINGS)


def _subject(result: Result) -> tuple[str, ...]:
    return (result.dimension, result.agency, result.worksheet, result.row, result.column)


def _words(result: Result) -> tuple[str, ...]:
    return (*_subject(result), result.status, result.message.id, result.message.en)


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


# -- sign-offs and waivers ------------------------------------------------------------------------


def standing_changes(before: Verdict, after: Verdict) -> tuple[StandingChange, ...]:
    """Return the sign-offs and waivers that stand otherwise in two verdicts of one move."""
    pairs = [*_pairs(before.sign_offs, after.sign_offs), *_pairs(before.waivers, after.waivers)]
    return tuple(StandingChange(then, now) for then, now in pairs if then != now)


def _pairs(
    before: Iterable[SignOffStatus | WaiverStatus], after: Iterable[SignOffStatus | WaiverStatus]
) -> Iterator[tuple[SignOffStatus | WaiverStatus | None, SignOffStatus | WaiverStatus | None]]:
    then, now = ({_standing_key(one): one for one in some} for some in (before, after))
    return ((then.get(key), now.get(key)) for key in sorted(then.keys() | now.keys()))


def _standing_key(one: SignOffStatus | WaiverStatus) -> tuple[str, int]:
    return (one.role, 0) if isinstance(one, SignOffStatus) else (one.rule, one.entry)
