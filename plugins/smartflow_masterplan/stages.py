"""The keys of the national workflow that rules name: stages, the council, record kinds.

A region's workflow may add stages between these; a rule runs in the stages it names. Imports
nothing.
"""

from __future__ import annotations

__all__ = [
    "APPROVED",
    "COUNCIL",
    "DECREE_COUNCIL",
    "DECREE_TEAM",
    "FORUM",
    "ISSUE_ANALYSIS",
    "MASTERPLAN_APPROVAL",
    "QUICK_WIN_SELECTION",
    "REGULATION",
    "SWOT_TOWS",
    "WORKING_STAGES",
]

ISSUE_ANALYSIS = "issue_analysis"
SWOT_TOWS = "swot_tows"
QUICK_WIN_SELECTION = "quick_win_selection"
MASTERPLAN_APPROVAL = "masterplan_approval"
APPROVED = "approved"

WORKING_STAGES = (ISSUE_ANALYSIS, SWOT_TOWS, QUICK_WIN_SELECTION, MASTERPLAN_APPROVAL)
"""The stages in which worksheets are filled in and judged."""

COUNCIL = "council"
DECREE_COUNCIL = "decree_council"
DECREE_TEAM = "decree_team"
FORUM = "forum"
REGULATION = "regulation"
