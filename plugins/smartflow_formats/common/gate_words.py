"""One sentence that says whether a gate is met, for formats with no room for more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartflow import Text

if TYPE_CHECKING:
    from smartflow import Verdict

__all__ = ["gate_sentence"]

_MET = Text(
    id="Syarat dari tahap {from_} ke tahap {to} terpenuhi (per {as_of}).",
    en="The gate from {from_} to {to} is met (as of {as_of}).",
)
_NOT_MET = Text(
    id="Syarat dari tahap {from_} ke tahap {to} belum terpenuhi (per {as_of}).",
    en="The gate from {from_} to {to} is not met (as of {as_of}).",
)


def gate_sentence(verdict: Verdict) -> Text:
    """Return the sentence of a verdict."""
    values = {
        "from_": verdict.title(verdict.from_),
        "to": verdict.title(verdict.to),
        "as_of": date.fromisoformat(verdict.as_of),
    }
    return (_MET if verdict.met else _NOT_MET).fill(values)
