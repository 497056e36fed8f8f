"""What holds for every sound rule, whatever it is about; asked of each case besides its own wish.

Messages are filled in and said in both languages, the order in which things were submitted does
not matter, and a rule has been seen to pass and to find something.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from smartflow.cases.judging import describe, run_rule
from smartflow.language import Text
from smartflow.model import Dossier, Result, Row
from smartflow.plugin.objects import Rule
from smartflow.plugin.registry import Registry

__all__ = ["coverage_faults", "message_faults", "order_faults", "shuffled"]

SHUFFLES = 3
"""In how many other orders a dossier is judged."""

_QUIET = ("pass", "not_applicable")
_LEFT_OPEN = re.compile(r"\{[A-Za-z_][A-Za-z_0-9]*\}")

Item = TypeVar("Item")


def message_faults(results: Iterable[Result]) -> tuple[Text, ...]:
    """Say what is wrong with the messages of some results; nothing when they are sound.

    Each is filled in and without blanks at its ends, and a finding is worded in both languages.
    """
    return tuple(
        Text(
            id=f"pesannya {fault.id}: {describe(result, 'id')}",
            en=f"its message {fault.en}: {describe(result, 'en')}",
        )
        for result in results
        for fault in _faults_of(result)
    )


def _faults_of(result: Result) -> Iterable[Text]:
    both = (result.message.id, result.message.en)
    if any(not words or words != words.strip() for words in both):
        yield Text(id="kosong, atau berspasi di ujungnya", en="is empty, or has blanks at an end")
    if any(_LEFT_OPEN.search(words) for words in both):
        yield Text(id="masih memuat {tempat kosong}", en="still has a {placeholder}")
    if result.status not in _QUIET and result.message.id == result.message.en:
        yield Text(id="sama dalam kedua bahasa", en="is the same in both languages")


def order_faults(code: str, dossier: Dossier, registry: Registry) -> tuple[Text, ...]:
    """Say what a rule says otherwise when it is asked again, or in another order.

    Args:
        code: The rule's code.
        dossier: What it looks at.
        registry: Has the rule.

    Raises:
        UnknownRule: no loaded plugin registers it.
    """
    expected = _said(run_rule(code, dossier, registry))
    if _said(run_rule(code, dossier, registry)) != expected:
        words = "asked twice, it says two different things."
        return (Text(id="ditanya dua kali, jawabannya berbeda.", en=words),)
    for seed in range(SHUFFLES):
        other = _said(run_rule(code, shuffled(dossier, seed), registry))
        if other != expected:
            only = sorted(set(other) ^ set(expected))
            return (
                Text(
                    id=f"jawabannya bergantung pada urutan baris: {'; '.join(only)}",
                    en=f"what it says depends on the order of rows: {'; '.join(only)}",
                ),
            )
    return ()


def _said(results: Iterable[Result]) -> list[str]:
    return sorted(describe(result, "id") for result in results)


def shuffled(dossier: Dossier, seed: int) -> Dossier:
    """Return the same dossier with rows, agencies, people, answers and sessions in another order.

    Records, decisions, selections and presentations keep theirs: it is the order of their
    recording, and means something.
    """
    chance = random.Random(seed)  # noqa: S311  any order will do
    rows: dict[str, tuple[Row, ...]] = {}

    def mixed(items: Iterable[Item]) -> tuple[Item, ...]:
        made = list(items)
        chance.shuffle(made)
        return tuple(made)

    def rows_of(worksheet: str) -> tuple[Row, ...]:
        if worksheet not in rows:
            rows[worksheet] = mixed(dossier.rows(worksheet))
        return rows[worksheet]

    return msgspec.structs.replace(
        dossier,
        agencies=mixed(dossier.agencies),
        people=mixed(dossier.people),
        submissions=dict(mixed(dossier.submissions.items())),
        nils=mixed(dossier.nils),
        attendance=mixed(dossier.attendance),
        row_source=rows_of,
    )


def coverage_faults(rule: Rule, results: Sequence[Result]) -> tuple[Text, ...]:
    """Say what the cases of a rule, taken together, do not show.

    Args:
        rule: The rule.
        results: What it said of all of its cases.

    Returns:
        That it never passes, never finds anything, or breaks; nothing when all is shown.
    """
    seen = {result.status for result in results}
    finds = "fail" if rule.severity == "error" else "warn"
    faults = []
    if "pass" not in seen:
        words = "no case in which it passes."
        faults.append(Text(id="tidak ada contoh yang memenuhinya.", en=words))
    if finds not in seen:
        words = f"no case in which it finds something ({finds})."
        faults.append(Text(id=f"tidak ada contoh yang melanggarnya ({finds}).", en=words))
    return tuple(faults)
