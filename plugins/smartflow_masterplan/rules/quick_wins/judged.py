"""Which quick wins are judged, and how severely.

Once quick wins are selected, the selected ones are judged and the others left alone. Before that
every candidate is looked at, and what is found only warns: QWN001 keeps the stage open until
there is a selection. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from smartflow_masterplan.rules.judging import shortened
from smartflow_masterplan.sheets.shared_columns import YES

if TYPE_CHECKING:
    from smartflow import Dossier, Row

__all__ = ["Judged", "is_new", "judged", "quick_win_name"]


class Judged(NamedTuple):
    """The quick wins to be judged, and to what severity their findings are lowered."""

    rows: tuple[Row, ...]
    severity: Literal["warning"] | None


def judged(dossier: Dossier) -> Judged:
    """Return the selected quick wins, else all candidates with warnings only."""
    selected = dossier.selected("quick_wins")
    if selected:
        return Judged(selected, None)
    return Judged(dossier.rows("quick_wins"), "warning")


def quick_win_name(row: Row) -> str:
    """Return what a quick win is called in a sentence."""
    return shortened(row.text("programme") or row.text("code"))


def is_new(row: Row) -> bool:
    """Say whether a quick win is a new service, which has no baseline."""
    return row.text("new_service") == YES
