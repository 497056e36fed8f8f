"""All rules of this plugin, one family after the other.

Imports the public names of ``smartflow`` only, through the families' own files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow_masterplan.rules.cells import CELL_RULES
from smartflow_masterplan.rules.consolidated import CONSOLIDATED_RULES
from smartflow_masterplan.rules.issues.apkl import APKL_RULES
from smartflow_masterplan.rules.issues.issues import ISSUE_RULES
from smartflow_masterplan.rules.issues.ranks import RANK_RULES
from smartflow_masterplan.rules.organisation import ORGANISATION_RULES
from smartflow_masterplan.rules.plan.action_origins import ORIGIN_RULES
from smartflow_masterplan.rules.plan.actions import ACTION_RULES
from smartflow_masterplan.rules.plan.approval import APPROVAL_RULES
from smartflow_masterplan.rules.plan.documents import DOCUMENT_RULES
from smartflow_masterplan.rules.plan.revision import REVISION_RULES
from smartflow_masterplan.rules.plan.roadmap import ROADMAP_RULES
from smartflow_masterplan.rules.presentations import PRESENTATION_RULES
from smartflow_masterplan.rules.quick_wins.count import COUNT_RULES
from smartflow_masterplan.rules.quick_wins.funding import QUICK_WIN_RULES
from smartflow_masterplan.rules.quick_wins.local_wisdom import LOCAL_WISDOM_RULES
from smartflow_masterplan.rules.quick_wins.period import PERIOD_RULES
from smartflow_masterplan.rules.readiness import READINESS_RULES
from smartflow_masterplan.rules.swot.duplicates import DUPLICATE_RULES
from smartflow_masterplan.rules.swot.numbers import NUMBER_RULES
from smartflow_masterplan.rules.swot.scores import SCORE_RULES
from smartflow_masterplan.rules.swot.sides import FACTOR_RULES
from smartflow_masterplan.rules.swot.swot import SWOT_RULES
from smartflow_masterplan.rules.swot.tows import TOWS_RULES
from smartflow_masterplan.rules.vocabulary import VOCABULARY_RULES

if TYPE_CHECKING:
    from smartflow import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *ISSUE_RULES,
            *RANK_RULES,
            *APKL_RULES,
            *SWOT_RULES,
            *NUMBER_RULES,
            *SCORE_RULES,
            *DUPLICATE_RULES,
            *FACTOR_RULES,
            *READINESS_RULES,
            *TOWS_RULES,
            *PRESENTATION_RULES,
            *COUNT_RULES,
            *PERIOD_RULES,
            *QUICK_WIN_RULES,
            *LOCAL_WISDOM_RULES,
            *ACTION_RULES,
            *ORIGIN_RULES,
            *ROADMAP_RULES,
            *APPROVAL_RULES,
            *DOCUMENT_RULES,
            *REVISION_RULES,
            *ORGANISATION_RULES,
            *VOCABULARY_RULES,
            *CELL_RULES,
            *CONSOLIDATED_RULES,
        ),
        key=lambda rule: rule.code,
    )
)
"""Sorted by code."""
