"""Floor 1: what is written down, as a neutral tree; formats decide how it looks."""

from __future__ import annotations

from smartflow.report.table import Table

__all__ = ["Table"]
