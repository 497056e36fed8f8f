"""The sentences below the results of many cities: what failed, the sums, and the next step."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from smartflow.language import Text
from smartflow.terminal.cells import counted
from smartflow.terminal.words.wording import NEXT_STEP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow.offices.portfolio.running.order import Act
    from smartflow.offices.portfolio.running.results import CityResult, Outcome
    from smartflow.offices.portfolio.titles import Titles

__all__ = ["OUTCOMES", "failures", "next_steps", "summary"]

_WORST: Final = 5
"""How many rules and roles the summary names."""

_TOLD: Final = 10
"""Of how many failed cities the fault is told in full."""

_NAMED: Final = 6
"""How many cities a proposed command names one by one."""


OUTCOMES: Final[dict[Outcome, Text]] = {
    "met": Text(id="memenuhi syarat", en="met"),
    "not_met": Text(id="belum memenuhi", en="not met"),
    "moved": Text(id="maju", en="moved"),
    "refused": Text(id="belum boleh maju", en="refused"),
    "final": Text(id="sudah di tahap akhir", en="at the end"),
    "failed": Text(id="gagal", en="failed"),
    "lost": Text(id="prosesnya mati", en="worker died"),
}


def failures(results: Sequence[CityResult]) -> Iterator[Text]:
    """Yield what is wrong with each city that failed, and once what to do about it."""
    failed = [one for one in results if one.message is not None]
    if failed:
        yield Text.same("")
    for one in failed[:_TOLD]:
        # Most messages name their city in words; what is typed to look at it is its slug.
        yield Text.same("{slug}: {message}").fill({"slug": one.slug, "message": one.message})
    rest = len(failed) - _TOLD
    if rest > 0:
        yield Text(id=f"... dan {rest} lagi: --json", en=f"... and {rest} more: --json")
    hints = dict.fromkeys(one.hint for one in failed[:_TOLD] if one.hint is not None)
    for hint in list(hints)[:1]:
        yield _next(hint)


def summary(results: Sequence[CityResult], titles: Titles) -> Iterator[Text]:
    """Yield the sums in sentences: how many came to what, what holds most of them up."""
    counts = Counter(one.outcome for one in results)
    sums = [(counts[outcome], words) for outcome, words in OUTCOMES.items() if counts[outcome]]
    yield Text(
        id=f"\n{len(results)} kabupaten/kota: "
        + ", ".join(f"{number} {words.id}" for number, words in sums)
        + ".",
        en="\n"
        + counted(len(results), "city", "cities")
        + ": "
        + ", ".join(f"{number} {words.en}" for number, words in sums)
        + ".",
    )
    listed = _worst(results, titles)
    if listed:
        yield Text(
            id="Paling banyak menahan: "
            + ", ".join(f"{what.id} ({n})" for n, what in listed)
            + ".",
            en="What holds most cities: "
            + ", ".join(f"{what.en} ({n})" for n, what in listed)
            + ".",
        )
    rules = Counter(rule for one in results for rule in one.blocking)
    if rules:
        first = min(rules, key=lambda rule: (-rules[rule], rule))
        yield Text(
            id=f"Penjelasannya: smartflow rule explain {first}",
            en=f"What it asks for: smartflow rule explain {first}",
        )


def _worst(results: Sequence[CityResult], titles: Titles) -> list[tuple[int, Text]]:
    """Return the rules and sign-offs that hold most cities, each with their number."""
    rules = Counter(rule for one in results for rule in one.blocking)
    roles = Counter(role for one in results for role in one.sign_offs)
    held = [(number, Text.same(rule)) for rule, number in rules.items()]
    for role, number in roles.items():
        title = titles.role(role)
        held.append((number, Text(id=f"persetujuan {title.id}", en=f"sign-off by {title.en}")))
    return sorted(held, key=lambda one: (-one[0], one[1].en))[:_WORST]


def next_steps(act: Act, results: Sequence[CityResult], selection: str) -> Iterator[Text]:
    """Yield the command that follows, if one does.

    Args:
        act: What was done with each city.
        results: What came of them.
        selection: How they were selected, as options; ``""`` for all of them.
    """
    if act == "rehearse":
        yield Text(
            id="Ini hanya melihat: belum ada yang dicatat.",
            en="This only looked: nothing was recorded.",
        )
    met = [one.slug for one in results if one.outcome == "met"]
    held = [one.slug for one in results if one.outcome in ("not_met", "refused")]
    if met:
        words = f"--city {','.join(met)}" if len(met) <= _NAMED else selection or "--all-cities"
        dry = " --dry-run" if act == "check" else ""
        yield _next(Text.same(f"smartflow portfolio advance {words}{dry}"))
    elif held:
        yield _next(
            Text(
                id=f"rincian satu kota: smartflow check {held[0]}",
                en=f"the details of one city: smartflow check {held[0]}",
            )
        )


def _next(step: Text) -> Text:
    return Text(id=f"{NEXT_STEP.id}: {step.id}", en=f"{NEXT_STEP.en}: {step.en}")
