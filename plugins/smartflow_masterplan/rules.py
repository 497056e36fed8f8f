"""All rules of this plugin, one family after the other.

Imports the public names of ``smartflow`` only, through the families' own files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow_masterplan.action_origins import ORIGIN_RULES
from smartflow_masterplan.actions import ACTION_RULES
from smartflow_masterplan.approval import APPROVAL_RULES
from smartflow_masterplan.cells import CELL_RULES
from smartflow_masterplan.consolidated import CONSOLIDATED_RULES
from smartflow_masterplan.documents import DOCUMENT_RULES
from smartflow_masterplan.issue_apkl import APKL_RULES
from smartflow_masterplan.issue_ranks import RANK_RULES
from smartflow_masterplan.issues import ISSUE_RULES
from smartflow_masterplan.local_wisdom import LOCAL_WISDOM_RULES
from smartflow_masterplan.organisation import ORGANISATION_RULES
from smartflow_masterplan.presentations import PRESENTATION_RULES
from smartflow_masterplan.quick_win_count import COUNT_RULES
from smartflow_masterplan.quick_win_period import PERIOD_RULES
from smartflow_masterplan.quick_wins import QUICK_WIN_RULES
from smartflow_masterplan.readiness import READINESS_RULES
from smartflow_masterplan.revision import REVISION_RULES
from smartflow_masterplan.roadmap import ROADMAP_RULES
from smartflow_masterplan.swot import SWOT_RULES
from smartflow_masterplan.swot_duplicates import DUPLICATE_RULES
from smartflow_masterplan.swot_factors import FACTOR_RULES
from smartflow_masterplan.swot_numbers import NUMBER_RULES
from smartflow_masterplan.swot_scores import SCORE_RULES
from smartflow_masterplan.tows import TOWS_RULES
from smartflow_masterplan.vocabulary import VOCABULARY_RULES

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
