"""Asking a ranking's scoring rule under other weights, or another method.

A plugin that lets its ranking be changed registers settings ``rank_weight_NAME`` and
``rank_method``; the rule is asked with other values in their place. Nothing is recorded. Its
setting ``impact_effort_cut_off`` says where high begins in the picture of impact and effort.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from smartflow.errors import BadInput
from smartflow.journey.ranking.stability import Margin
from smartflow.language import Text
from smartflow.model import Dossier, ScoreResult
from smartflow.plugin.objects import ScoringRule, Setting
from smartflow.plugin.registry import Owned
from smartflow.plugin.running.guard import run_scoring_rules

__all__ = ["CUT_OFF", "METHOD", "MIDDLE", "WEIGHT", "CannotRankSo", "Criterion", "Trial"]

WEIGHT = "rank_weight_"
METHOD = "rank_method"
CUT_OFF = "impact_effort_cut_off"
MIDDLE = Decimal(3)
"""The middle of the scale of 1 to 5, from which impact and effort are high unless it is set."""


class CannotRankSo(BadInput):
    """The ranking has no such criterion or method."""

    code = "cannot-rank-so"
    says = Text(
        id="Peringkat ini tidak mengenal {subject} '{word}'.",
        en="This ranking has no {subject} '{word}'.",
    )
    next_step = Text.same("{advice}")


class Criterion(msgspec.Struct, frozen=True):
    """One criterion of a ranking.

    Attributes:
        position: Which line of each score's breakdown it is.
        key: The name by which its weight can be changed; ``""`` when it cannot.
        title: What it is called.
        weight: Its weight.
        margin: How far the weight can move before the first place changes; None when unknown.
    """

    position: int
    key: str
    title: Text
    weight: Decimal
    margin: Margin | None = None


class Trial:
    """Asks one scoring rule under other settings."""

    def __init__(
        self,
        owned: Owned[ScoringRule],
        dossier: Dossier,
        settings: Mapping[str, Setting],
        ids: set[str],
    ) -> None:
        self._owned = owned
        self._dossier = dossier
        self._settings = settings
        self._ids = ids
        self.weights = tuple(key for key in settings if key.startswith(WEIGHT))

    def value(self, key: str) -> object:
        """Return a setting as it is."""
        return self._dossier.settings.get(self._owned.origin.plugin, {}).get(key, "")

    @property
    def cut_off(self) -> Decimal:
        """From which value impact and effort are high, as the plugin's setting says."""
        value = self.value(CUT_OFF)
        return Decimal(value) if isinstance(value, Decimal | int) else MIDDLE

    def changes(self, weights: Mapping[str, Decimal], method: str) -> dict[str, Decimal | str]:
        """Return settings in the place of the ones in force.

        Raises:
            CannotRankSo: the plugin has no such setting or method.
        """
        made: dict[str, Decimal | str] = {}
        names = [key.removeprefix(WEIGHT) for key in self.weights]
        for name, weight in weights.items():
            made[f"{WEIGHT}{_one_of(name, names, _CRITERION)}"] = weight
        if method:
            setting = self._settings.get(METHOD)
            made[METHOD] = _one_of(method, setting.choices if setting else (), _METHOD)
        return made

    def run(self, changes: Mapping[str, Decimal | str]) -> dict[str, ScoreResult]:
        """Return the score of each row under other settings."""
        plugin = self._owned.origin.plugin
        settings = dict(self._dossier.settings)
        settings[plugin] = {**settings.get(plugin, {}), **changes}
        other = msgspec.structs.replace(self._dossier, settings=settings)
        return {
            result.subject: result
            for result in run_scoring_rules((self._owned,), other)
            if result.subject in self._ids and result.value is not None
        }

    def criteria(
        self, changes: Mapping[str, Decimal | str], found: Mapping[str, ScoreResult]
    ) -> tuple[Criterion, ...]:
        """Return the lines of a breakdown that are criteria, each with the name of its weight.

        Which setting is the weight of which line is seen by giving every weight a value of its
        own: lines have no key, and titles are words.
        """
        marks = {Decimal(10**9 + n): key for n, key in enumerate(self.weights)}
        marked = self.run({**changes, **{key: mark for mark, key in marks.items()}})
        row = min(found, default="")
        lines = found[row].breakdown if row else ()
        seen = marked[row].breakdown if row in marked else ()
        keys = [marks.get(line.weight, "").removeprefix(WEIGHT) for line in seen]
        keys += [""] * (len(lines) - len(keys))
        return tuple(
            Criterion(position, key, _heading(line.title), line.weight)
            for position, (line, key) in enumerate(zip(lines, keys, strict=False))
            if key or line.weight > 0
        )


_CRITERION = Text(id="kriteria", en="criterion")
_METHOD = Text(id="metode", en="method")


def _one_of(word: str, known: Sequence[str], what: Text) -> str:
    wanted = word.strip().casefold().replace("-", "_")
    if wanted in known:
        return wanted
    listing = ", ".join(known)
    raise CannotRankSo(
        subject=what,
        word=word,
        advice=Text(id=f"Pilihannya: {listing}.", en=f"There is: {listing}.")
        if known
        else Text(id="Jalankan tanpa pilihan itu.", en="Run it without that option."),
    )


def _heading(title: Text) -> Text:
    """Return what a line is called without the row's own numbers behind the colon."""
    return Text(id=title.id.partition(":")[0], en=title.en.partition(":")[0])
