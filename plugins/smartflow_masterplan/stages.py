"""The keys of the national workflow that rules name: stages, who decides, record kinds.

A region's workflow may add stages between these; a rule runs in the stages it names. Imports
nothing.
"""

from __future__ import annotations

__all__ = [
    "ADOPTED",
    "APPROVED",
    "BOOK",
    "COMMITMENT",
    "COUNCIL",
    "DECREE_COUNCIL",
    "DECREE_TEAM",
    "FORUM",
    "HEAD",
    "ISSUE_ANALYSIS",
    "LEGAL_BASIS",
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
ADOPTED = "adopted"

WORKING_STAGES = (ISSUE_ANALYSIS, SWOT_TOWS, QUICK_WIN_SELECTION, MASTERPLAN_APPROVAL)
"""The stages in which worksheets are filled in and judged."""

COUNCIL = "council"
HEAD = "head"
DECREE_COUNCIL = "decree_council"
DECREE_TEAM = "decree_team"
FORUM = "forum"
LEGAL_BASIS = "legal_basis"
COMMITMENT = "commitment"
BOOK = "book"
REGULATION = "regulation"
