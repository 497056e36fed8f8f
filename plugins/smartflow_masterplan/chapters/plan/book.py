"""Book 2, the masterplan: its chapters and where they stand."""

from __future__ import annotations

from smartflow_masterplan.chapters.shared.printed import printed

__all__ = ["PLAN"]

PLAN = printed(
    "masterplan",
    ("plan_introduction", 10, "plan.introduction", "plan_introduction"),
    ("plan_vision", 20, "plan.vision", "plan_vision"),
    ("plan_strategies", 30, "plan.strategies", "plan_strategies"),
    ("plan_actions", 40, "plan.actions", "plan_actions"),
    ("plan_roadmap", 50, "plan.roadmap", "plan_roadmap"),
    ("plan_governance", 60, "plan.governance", "plan_governance"),
    ("plan_closing", 90, "plan.governance", "plan_closing"),
)
