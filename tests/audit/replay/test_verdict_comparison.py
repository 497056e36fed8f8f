"""Two verdicts compared: equal ones do not differ, and what is gained one way is lost the other."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from smartflow.audit.replay.verdict_changes import VerdictChange
from smartflow.audit.replay.verdict_comparison import compare_verdicts, standing_changes
from smartflow.language import Text
from smartflow.model import (
    PluginRef,
    Result,
    ScoreResult,
    SignOffStatus,
    Verdict,
    WaiverStatus,
)
from smartflow.workflow.gate import is_met

WORDS = Text(id="kata", en="words")
CODES = ("AAA001", "AAA002", "BBB001")
PLUGINS = {"AAA": "a", "BBB": "b"}

results = st.builds(
    lambda rule, status, row, message: Result(
        rule=rule,
        status=status,
        severity="error",
        title=WORDS,
        message=Text.same(message),
        fix=WORDS,
        plugin=PluginRef(PLUGINS[rule[:3]], "1"),
        row=row if status not in ("pass", "not_applicable") else "",
    ),
    st.sampled_from(CODES),
    st.sampled_from(["pass", "fail", "warn", "not_applicable", "error", "waived"]),
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["x", "y"]),
)
scores = st.builds(
    lambda rule, subject, value: ScoreResult(
        rule=rule,
        title=WORDS,
        subject=subject,
        value=value,
        plugin=PluginRef(rule, "1"),
        minimum=Decimal(2),
        met=value is not None and value >= 2,
    ),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["", "living"]),
    st.one_of(st.none(), st.integers(0, 4).map(Decimal)),
)


def verdict(found: list[Result], measured: list[ScoreResult]) -> Verdict:
    """Return a verdict that says these things."""
    return Verdict(
        city="kota",
        from_="one",
        to="two",
        met=is_met(found, measured, ()),
        as_of="2026-11-24",
        results=tuple(found),
        scores=tuple(measured),
        sign_offs=(),
        plugins=(),
        digests={},
    )


verdicts = st.builds(
    verdict,
    st.lists(results, max_size=8),
    st.lists(scores, max_size=4, unique_by=lambda one: (one.rule, one.subject)),
)
MIRROR = {
    "pass_to_fail": "fail_to_pass",
    "fail_to_pass": "pass_to_fail",
    "new": "gone",
    "gone": "new",
    "other": "other",
}


@given(verdicts)
def test_a_verdict_does_not_differ_from_itself(one: Verdict) -> None:
    """Nor does it by the order in which it says things."""
    backwards = msgspec.structs.replace(one, results=one.results[::-1], scores=one.scores[::-1])
    for plugin in ("", "a", "b"):
        change = compare_verdicts(one, backwards, plugin)
        assert (change.rules, change.scores, change.flips) == ((), (), False)


@given(verdicts, verdicts)
def test_backwards_everything_is_the_other_way_round(one: Verdict, other: Verdict) -> None:
    """New is gone, appeared is vanished, and a score that rose falls as far."""
    there, back = compare_verdicts(one, other), compare_verdicts(other, one)
    assert (there.met_before, there.met_after) == (back.met_after, back.met_before)
    assert [(r.rule, MIRROR[r.kind], r.vanished, r.appeared) for r in there.rules] == [
        (r.rule, r.kind, r.appeared, r.vanished) for r in back.rules
    ]
    assert [(s.rule, s.subject, s.after, s.before) for s in there.scores] == [
        (s.rule, s.subject, s.before, s.after) for s in back.scores
    ]
    assert [s.difference for s in there.scores] == [
        None if s.difference is None else -s.difference for s in back.scores
    ]


@given(verdicts, verdicts)
def test_a_flip_has_a_rule_or_a_score_that_turns(one: Verdict, other: Verdict) -> None:
    """Whoever reads that a verdict flips finds out by what."""
    change = compare_verdicts(one, other)
    if change.flips:
        turning = [rule.rule for rule in change.rules if rule.turns]
        turning += [score.rule for score in change.scores if score.turns]
        assert turning != []


@given(verdicts, verdicts)
def test_one_plugin_after_the_other_makes_the_whole(one: Verdict, other: Verdict) -> None:
    """What each plugin changes, one by one, is together all that changes."""

    def told(*changes: VerdictChange) -> list[str]:
        return sorted(
            [repr(part) for change in changes for part in (*change.rules, *change.scores)]
        )

    by_one = [compare_verdicts(one, other, plugin) for plugin in ("a", "b")]
    assert told(*by_one) == told(compare_verdicts(one, other))


@given(verdicts, verdicts)
def test_every_finding_is_accounted_for(one: Verdict, other: Verdict) -> None:
    """What was found, less what vanished, with what appeared, is what is found: by status.

    The naive twin counts findings; what only reads differently is neither gone nor new.
    """
    changes = compare_verdicts(one, other).rules
    told = Counter(_found(one))
    for change in changes:
        for found in change.findings:
            told.subtract([found.before] if found.before else [])
            told.update([found.after] if found.after else [])
            assert found.before != found.after
        assert change.appeared - change.vanished == sum(
            (found.after is not None) - (found.before is not None) for found in change.findings
        )
    assert +told == Counter(_found(other))


@given(verdicts, verdicts)
def test_a_finding_is_held_against_that_of_its_own_subject(one: Verdict, other: Verdict) -> None:
    """No difference joins two rows, and a status is paired with its like while there is one."""
    for change in compare_verdicts(one, other).rules:
        for found in change.findings:
            rows = {side.row for side in (found.before, found.after) if side is not None}
            assert rows == {found.newest.row}
        left = Counter((f.newest.row, f.statuses[0]) for f in change.findings)
        right = Counter((f.newest.row, f.statuses[1]) for f in change.findings)
        alike = Counter(
            (f.newest.row, f.statuses[0]) for f in change.findings if f.statuses[0] == f.statuses[1]
        )
        paired = {key: count for key, count in (left & right).items() if key[1] is not None}
        assert paired == dict(alike)


def test_sign_offs_and_waivers_that_stand_otherwise_are_named() -> None:
    """By role and by waiver; those that stand alike are not."""
    team = SignOffStatus("team", WORDS, 1, ("Ani",), met=True)
    council = SignOffStatus("council", WORDS, 3, body=True)
    waiver = WaiverStatus("AAA001", "used", "2026-12-01", "sebab", "Ani", 7, covers=2)
    one = msgspec.structs.replace(verdict([], []), sign_offs=(team, council), waivers=(waiver,))
    lapsed = msgspec.structs.replace(waiver, state="lapsed", covers=0)
    alone = msgspec.structs.replace(team, approved=(), met=False)
    other = msgspec.structs.replace(one, sign_offs=(council, alone), waivers=(lapsed,))
    assert standing_changes(one, one) == ()
    assert [(change.before, change.after) for change in standing_changes(one, other)] == [
        (team, alone),
        (waiver, lapsed),
    ]
    without = msgspec.structs.replace(one, waivers=())
    assert [(change.before, change.after) for change in standing_changes(without, one)] == [
        (None, waiver)
    ]


def _found(one: Verdict) -> list[Result]:
    return [r for r in one.results if r.status in ("error", "fail", "waived", "warn")]


def test_a_family_that_nobody_brings_belongs_to_whoever_brought_it() -> None:
    """The rule of a plugin that is gone, and the family that is missed, are both its doing."""
    had = _passing("AAA001")
    missed = msgspec.structs.replace(
        had, rule="AAA", status="error", plugin=PluginRef(name="", version="")
    )
    change = compare_verdicts(verdict([had], []), verdict([missed], []), "a")
    assert [(rule.rule, rule.kind) for rule in change.rules] == [("AAA", "new"), ("AAA001", "gone")]
    assert change.lacking == ("AAA",)
    untouched = compare_verdicts(verdict([had], []), verdict([missed], []), "b")
    assert (untouched.rules, untouched.lacking) == ((), ())


def _passing(code: str) -> Result:
    return Result(
        rule=code,
        status="pass",
        severity="error",
        title=WORDS,
        message=WORDS,
        fix=WORDS,
        plugin=PluginRef(PLUGINS[code[:3]], "1"),
    )
