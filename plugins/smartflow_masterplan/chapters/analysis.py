"""Book 1, the strategic analysis: its chapters and where they stand."""

from __future__ import annotations

from smartflow import Chapter

__all__ = ["ANALYSIS"]

ANALYSIS: tuple[Chapter, ...] = ()
