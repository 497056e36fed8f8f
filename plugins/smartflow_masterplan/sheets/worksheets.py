"""The nine worksheets (kertas kerja) of the national programme, in the order of their stages.

Each family stands in a file of its own: what agencies fill in (``agency_sheets``), what a
dimension's working group fills in (``dimension_sheets``, ``quick_win_sheet``), what the city
fills in once (``city_sheets``). Imports the public names of ``smartflow`` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow_masterplan.sheets.agency import ISSUES, SWOT, TOWS
from smartflow_masterplan.sheets.city import ACTIONS, GOALS
from smartflow_masterplan.sheets.dimension import READINESS, SWOT_MERGED, TOWS_MERGED
from smartflow_masterplan.sheets.quick_win import QUICK_WINS

if TYPE_CHECKING:
    from smartflow import Worksheet

__all__ = [
    "ACTIONS",
    "GOALS",
    "ISSUES",
    "QUICK_WINS",
    "READINESS",
    "SWOT",
    "SWOT_MERGED",
    "TOWS",
    "TOWS_MERGED",
    "WORKSHEETS",
]

WORKSHEETS: tuple[Worksheet, ...] = (
    ISSUES,
    READINESS,
    SWOT,
    TOWS,
    SWOT_MERGED,
    TOWS_MERGED,
    QUICK_WINS,
    GOALS,
    ACTIONS,
)
