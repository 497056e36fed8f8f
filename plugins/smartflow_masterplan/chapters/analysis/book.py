"""Book 1, the strategic analysis: its chapters and where they stand.

Parts of a chapter are named after it and their dimension: ``analysis_issues_living``. Imports the
public names of ``smartflow`` only.
"""

from __future__ import annotations

from smartflow_masterplan.chapters.shared.printed import printed

__all__ = ["ANALYSIS"]

ANALYSIS = printed(
    "analysis",
    ("analysis_foreword", 0, "analysis.front", "foreword"),
    ("analysis_introduction", 10, "analysis.introduction", "introduction_chapter"),
    ("analysis_profile", 20, "analysis.profile", "profile_chapter"),
    ("analysis_issues", 30, "analysis.issues", "issues_chapter"),
    ("analysis_readiness", 40, "analysis.readiness", "readiness_chapter"),
    ("analysis_gap", 50, "analysis.readiness", "gap_chapter"),
    ("analysis_swot", 60, "analysis.swot", "swot_chapter"),
    ("analysis_tows", 70, "analysis.tows", "tows_chapter"),
    ("analysis_vision", 80, "analysis.closing", "vision_chapter"),
    ("analysis_closing", 85, "analysis.closing", "closing_chapter"),
    ("analysis_glossary", 90, "analysis.front", "glossary_chapter"),
)
