"""Book 3, the executive summary: its chapters and where they stand."""

from __future__ import annotations

from smartflow import Chapter

__all__ = ["SUMMARY"]

SUMMARY: tuple[Chapter, ...] = ()
