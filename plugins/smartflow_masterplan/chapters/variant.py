"""The books of a region that prints four: quick wins and road map."""

from __future__ import annotations

from smartflow import Chapter

__all__ = ["VARIANT"]

VARIANT: tuple[Chapter, ...] = ()
