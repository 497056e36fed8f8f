"""Book 2, the masterplan: its chapters and where they stand."""

from __future__ import annotations

from smartflow import Chapter

__all__ = ["PLAN"]

PLAN: tuple[Chapter, ...] = ()
