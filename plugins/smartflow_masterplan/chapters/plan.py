"""Book 2, the masterplan: its chapters and where they stand."""

from __future__ import annotations

from smartflow_masterplan.chapters.printed import printed

__all__ = ["PLAN"]

PLAN = printed(
    "masterplan",
    ("plan_introduction", 10, "plan_introduction", "plan_introduction"),
    ("plan_vision", 20, "plan_vision", "plan_vision"),
    ("plan_strategies", 30, "plan_strategies", "plan_strategies"),
    ("plan_actions", 40, "plan_actions", "plan_actions"),
    ("plan_roadmap", 50, "plan_roadmap", "plan_roadmap"),
    ("plan_governance", 60, "plan_governance", "plan_governance"),
    ("plan_closing", 90, "plan_governance", "plan_closing"),
)
