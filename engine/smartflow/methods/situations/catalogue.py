"""The catalogue: every situation that a method can find, by key and by code.

Codes and keys are promises: they are quoted in letters and stored in results, so none is ever used
for something else. Imports the situations only.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from smartflow.methods.finding import Situation
from smartflow.methods.situations.decision import DECISION_SITUATIONS
from smartflow.methods.situations.issue import ISSUE_SITUATIONS
from smartflow.methods.situations.strategy import STRATEGY_SITUATIONS
from smartflow.methods.situations.swot import SWOT_SITUATIONS
from smartflow.methods.situations.table import TABLE_SITUATIONS
from smartflow.methods.situations.weight import WEIGHT_SITUATIONS

__all__ = ["SITUATIONS", "situations_of"]

SITUATIONS: Mapping[str, Situation] = MappingProxyType(
    {
        situation.key: situation
        for situation in (
            *TABLE_SITUATIONS,
            *ISSUE_SITUATIONS,
            *SWOT_SITUATIONS,
            *WEIGHT_SITUATIONS,
            *STRATEGY_SITUATIONS,
            *DECISION_SITUATIONS,
        )
    }
)
"""All situations by key."""


def situations_of(code: str) -> tuple[Situation, ...]:
    """Return the situations that carry ``code``; none when there is no such code."""
    return tuple(situation for situation in SITUATIONS.values() if situation.code == code)
