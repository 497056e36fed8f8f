"""Book 3, the executive summary: its chapters and where they stand."""

from __future__ import annotations

from smartflow_masterplan.chapters.printed import printed

__all__ = ["SUMMARY"]

SUMMARY = printed(
    "executive_summary",
    ("summary_overview", 10, "summary_overview", "summary_overview"),
    ("summary_quick_wins", 20, "summary_quick_wins", "summary_quick_wins"),
    ("summary_indicators", 30, "summary_plan", "summary_indicators"),
    ("summary_budget", 40, "summary_plan", "summary_budget"),
    ("summary_roadmap", 50, "summary_plan", "summary_roadmap"),
)
