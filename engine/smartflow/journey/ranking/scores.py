"""The scores of a city: what every scoring rule says of it today; writes nothing.

Every scoring rule for the region is asked, whatever its stages: a gate shows the few that concern
it, and whoever asks for scores wants to see all that can be computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import Case, read_case
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.casework.watching import watched
from smartflow.errors import BadInput
from smartflow.journey.gate.check import dossier_of
from smartflow.journey.ranking.ranking import rank, scoring_rules_for
from smartflow.language import Text
from smartflow.model import Dossier, ScoreResult
from smartflow.plugin.registry import Registry
from smartflow.plugin.running.guard import run_scoring_rules
from smartflow.workflow.definition import Workflow

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

__all__ = ["Scored", "UnknownScore", "rank", "scores"]


class UnknownScore(BadInput):
    """No scoring rule has that key."""

    code = "unknown-score"
    says = Text(id="Penilaian '{rule}' tidak dikenal.", en="There is no scoring rule '{rule}'.")
    next_step = Text(id="Pilih salah satu: {keys}.", en="Choose one of: {keys}.")


class Scored(msgspec.Struct, frozen=True):
    """A city's scores today, sorted by rule and subject.

    Attributes:
        case: The city.
        workflow: Its workflow.
        dossier: What was scored.
        scores: What the scoring rules said.
    """

    case: Case
    workflow: Workflow
    dossier: Dossier
    scores: tuple[ScoreResult, ...]


def scores(workspace: Workspace, city: str, rule: str = "") -> Scored:
    """Return every score of a city, or those of one scoring rule.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        rule: The key of a scoring rule; ``""`` for all.

    Raises:
        UnknownCity: there is no such city.
        UnknownScore: there is no such scoring rule.
    """
    case = read_case(workspace, city)
    workflow = pinned_workflow(case)
    registry = registry_of(case, workflow)
    dossier = dossier_of(case, workflow, registry)
    rules = scoring_rules_for(registry, dossier)
    if rule:
        rules = tuple(owned for owned in rules if owned.value.key == rule.casefold())
        if not rules:
            raise _unknown(registry, dossier, rule)
    with watched(workspace):
        found = run_scoring_rules(rules, dossier)
    ordered = tuple(sorted(found, key=lambda score: (score.rule, score.subject)))
    return Scored(case, workflow, dossier, ordered)


def _unknown(registry: Registry, dossier: Dossier, rule: str) -> UnknownScore:
    keys = ", ".join(owned.value.key for owned in scoring_rules_for(registry, dossier))
    return UnknownScore(rule=rule, keys=keys)
