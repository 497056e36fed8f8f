"""One rule on trial: run through the engine's own guard, watched, and noting what is found.

The rule's function stands in a wrapper that listens to what it does, hands it settings that note
what is asked of them, and finishes what it yields while it is still watched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Any

import msgspec

from smartflow.canonical import sha256_hex
from smartflow.language import Text
from smartflow.model import Dossier, Result, Row, ScoreResult, SettingValue, Severity
from smartflow.plugin.alarm import RuleTooSlow
from smartflow.plugin.objects import Rule
from smartflow.plugin.registry import Owned
from smartflow.plugin.running.guard import run_rules, run_scoring_rules
from smartflow.plugin.running.isolation import RuleRun, noting_runs
from smartflow.workshop.examining.remark import Remark, remark
from smartflow.workshop.examining.watching import Watch

__all__ = ["Ground", "Run", "Trial"]

_SHOWN = 80
"""Signs of what a rule prints that a remark shows."""


class Ground(msgspec.Struct, frozen=True):
    """One dossier on which a rule is tried.

    Attributes:
        label: The key by which two processes compare their answers.
        told: How it is told.
        dossier: The dossier.
        size: The size of a sample; ``""`` for an example of the author.
    """

    label: str
    told: Text
    dossier: Dossier
    size: str = ""


class _Asking(Mapping[str, SettingValue]):
    """The settings of a plugin, noting which keys are asked for that are not there."""

    def __init__(self, settings: Mapping[str, SettingValue], missed: set[str]) -> None:
        self._settings = settings
        self._missed = missed

    def __getitem__(self, key: str) -> SettingValue:
        if key not in self._settings:
            self._missed.add(key)
        return self._settings[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._settings)

    def __len__(self) -> int:
        return len(self._settings)


class Run(msgspec.Struct, frozen=True):
    """One run of a rule over a dossier.

    Attributes:
        answers: What it says, each result as JSON, sorted.
        results: The results of a rule, as the guard gives them.
        faults: What it raised, with its file and line.
        seconds: How long it took.
        read: How many rows each worksheet has that it read.
        beside: What it did to its surroundings.
        at: The id of the row that a row rule was given last.
    """

    answers: tuple[str, ...]
    results: tuple[Result, ...]
    faults: tuple[str, ...]
    seconds: float
    read: Mapping[str, int]
    beside: tuple[Text, ...] = ()
    at: str = ""

    @property
    def stopped(self) -> bool:
        """Whether it was ended by the alarm."""
        return any(RuleTooSlow.__name__ in fault for fault in self.faults)

    @property
    def digest(self) -> str:
        """A digest of the answers, to be compared with those of another process."""
        return sha256_hex("\n".join(self.answers).encode())


class Trial:
    """A rule with what is found about it.

    Attributes:
        about: Its code or key.
        remarks: What was found, each kind once.
        missed: Keys of settings that it asked for and that are not there.
        at: The id of the row that a row rule was given last.
    """

    def __init__(self, owned: Owned[Any], files: Sequence[str], watch: Watch) -> None:
        thing = owned.value
        self.about: str = thing.code if isinstance(thing, Rule) else thing.key
        self.remarks: list[Remark] = []
        self.missed: set[str] = set()
        self.at = ""
        self._calls = False
        self._watch = watch
        self._files = files
        self._owned = Owned(
            msgspec.structs.replace(thing, function=self._watched(thing.function)), owned.origin
        )

    def _watched(self, function: Callable[..., object]) -> Callable[..., object]:
        @wraps(function)
        def watched(subject: object, settings: Mapping[str, SettingValue]) -> object:
            with self._watch.during(self._files, calls=self._calls):
                self.at = subject.id if isinstance(subject, Row) else ""
                given = function(subject, _Asking(settings, self.missed))
                if isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping):
                    return list(given)  # what it yields is computed now, while it is watched
                return given

        return watched

    def run(self, dossier: Dossier, *, calls: bool = False) -> Run:
        """Run the rule; ``calls`` listens to the clock and to chance too."""
        self._calls = calls
        read: dict[str, int] = {}

        def rows_of(worksheet: str) -> tuple[Row, ...]:
            rows = dossier.rows(worksheet)
            read[worksheet] = len(rows)
            return rows

        own = msgspec.structs.replace(dossier, row_source=rows_of)
        with noting_runs() as runs:
            results, scores = _guarded(self._owned, own)
        encoded = [msgspec.json.encode(one).decode() for one in (*results, *_settled(scores))]
        faults = [*(one.fault for one in results), *(one.fault for one in scores)]
        return Run(
            answers=tuple(sorted(encoded)),
            results=results,
            # The guard begins with the plugin and what ships it, which the report says already.
            faults=tuple(fault.partition("): ")[2] for fault in faults if fault),
            at=self.at,
            seconds=sum(run.seconds for run in runs),
            read=read,
            beside=tuple(told for run in runs for told in _beside(run)),
        )

    def note(self, code: str, message: Text, *, severe: bool = True, place: str = "") -> None:
        """Note a remark; of several under one aspect at one place the first is kept."""
        if not any((one.code, one.place) == (code, place) for one in self.remarks):
            severity: Severity = "error" if severe else "warning"
            self.remarks.append(remark(code, self.about, message, place=place, severity=severity))

    def has(self, *codes: str) -> bool:
        """Say whether something was found under one of some aspects."""
        return any(one.code in codes for one in self.remarks)


def _beside(run: RuleRun) -> Iterator[Text]:
    """Yield a clause for each thing that a rule did to its surroundings."""
    yield from run.undone
    if run.printed:
        shown = repr(run.printed[:_SHOWN])
        yield Text(id=f"mencetak {shown}", en=f"it prints {shown}")


def _settled(scores: Iterable[ScoreResult]) -> Iterator[ScoreResult]:
    """Yield scores with their parts in one order: they are listed as the rows come, and may be."""
    for score in scores:
        parts = sorted(score.breakdown, key=lambda one: (one.title.en, one.value, one.weight))
        yield msgspec.structs.replace(score, breakdown=tuple(parts))


def _guarded(
    owned: Owned[Any], dossier: Dossier
) -> tuple[tuple[Result, ...], tuple[ScoreResult, ...]]:
    if isinstance(owned.value, Rule):
        return run_rules([owned], dossier), ()
    return (), run_scoring_rules([owned], dossier)
