"""Book 3, the executive summary: its chapters and where they stand."""

from __future__ import annotations

from smartflow_masterplan.chapters.shared.printed import printed

__all__ = ["SUMMARY"]

SUMMARY = printed(
    "executive_summary",
    ("summary_overview", 10, "summary.overview", "summary_overview"),
    ("summary_quick_wins", 20, "summary.quick_wins", "summary_quick_wins"),
    ("summary_indicators", 30, "summary.plan", "summary_indicators"),
    ("summary_budget", 40, "summary.plan", "summary_budget"),
    ("summary_roadmap", 50, "summary.plan", "summary_roadmap"),
)
