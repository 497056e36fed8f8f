"""What is signed: berita acara of a stage, commitment sheet, attendance."""

from __future__ import annotations

from smartflow import Chapter

__all__ = ["SHEETS"]

SHEETS: tuple[Chapter, ...] = ()
