"""Charts as SVG: pure functions from plain data to text.

Each picture has a title and a description for those who hear it, is readable in black and white,
uses no font but the reader's own, and is the same bytes for the same data. Imports the languages
only; where the data come from is not known here.

In this folder:

``budget``: A budget as bars: one bar for each year (dimension ...), parted by where the money comes
    from.
``drawing``: The few strokes of which every chart is made, as escaped SVG text.
``gantt``: The road map: when each activity runs, grouped, one line for each.
``impact_effort``: The impact-effort matrix: which proposals give much for little.
``quadrant``: The SWOT quadrant: where a city and its dimensions stand, and which strategy that asks
    for.
``radar``: The readiness radar: one spoke per dimension, from 0 in the middle to the end of a scale.
``stability``: Rank stability: how far each weight can move before the first place changes.
``timeline``: The journey of a city: a bar for each stay in a stage, and what happened there as
    numbers.
"""

from __future__ import annotations

from smartflow.report.charts.budget import BudgetBar, budget_chart
from smartflow.report.charts.gantt import Activity, gantt_charts
from smartflow.report.charts.impact_effort import Candidate, impact_effort_chart
from smartflow.report.charts.quadrant import QuadrantPoint, quadrant_chart
from smartflow.report.charts.radar import Spoke, radar_chart
from smartflow.report.charts.stability import WeightRange, stability_chart
from smartflow.report.charts.timeline import Mark, MarkShape, StageBar, timeline_chart

__all__ = [
    "Activity",
    "BudgetBar",
    "Candidate",
    "Mark",
    "MarkShape",
    "QuadrantPoint",
    "Spoke",
    "StageBar",
    "WeightRange",
    "budget_chart",
    "gantt_charts",
    "impact_effort_chart",
    "quadrant_chart",
    "radar_chart",
    "stability_chart",
    "timeline_chart",
]
