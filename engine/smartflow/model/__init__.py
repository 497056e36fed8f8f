"""Floor 1: the frozen values that every other floor speaks in; no input, no output.

In this folder:

``act``: What a city has recorded besides its worksheets: each value is one act of the history.
``city``: Who takes part: the city, its agencies and the people in their posts.
``dimension``: A dimension of the masterplan: data that a plugin supplies, never code of the engine.
``dossier``: The dossier (berkas): all that a city has submitted and recorded, folded and frozen.
``finding``: What a rule or a scoring rule gives back.
``row``: A row of a submitted worksheet, as rules see it: a read-only mapping of typed cells.
``row_table``: How the rows of one submission become bytes and come back as typed rows.
``verdict``: The verdict of a gate: what was decided, with every reason.
``worksheet``: A worksheet (kertas kerja) as a plugin describes it: typed columns, one row per
    thing.
"""

from __future__ import annotations

from smartflow.model.act import (
    Attendance,
    Decision,
    Issued,
    Nil,
    Presentation,
    Record,
    Selection,
    SignOff,
    Submission,
    Waiver,
)
from smartflow.model.city import Agency, City, Person, Tenure
from smartflow.model.dimension import Dimension, Indicator, SubDimension
from smartflow.model.dossier import Dossier, RowSource, SettingValue, WorkflowRef
from smartflow.model.finding import BreakdownLine, Finding, NotApplicable, Score, Severity
from smartflow.model.row import Cell, Row
from smartflow.model.verdict import (
    PluginFact,
    PluginRef,
    Result,
    ScoreResult,
    SignOffStatus,
    Status,
    Verdict,
    WaiverState,
    WaiverStatus,
)
from smartflow.model.worksheet import Column, ColumnType, Per, Worksheet

__all__ = [
    "Agency",
    "Attendance",
    "BreakdownLine",
    "Cell",
    "City",
    "Column",
    "ColumnType",
    "Decision",
    "Dimension",
    "Dossier",
    "Finding",
    "Indicator",
    "Issued",
    "Nil",
    "NotApplicable",
    "Per",
    "Person",
    "PluginFact",
    "PluginRef",
    "Presentation",
    "Record",
    "Result",
    "Row",
    "RowSource",
    "Score",
    "ScoreResult",
    "Selection",
    "SettingValue",
    "Severity",
    "SignOff",
    "SignOffStatus",
    "Status",
    "SubDimension",
    "Submission",
    "Tenure",
    "Verdict",
    "Waiver",
    "WaiverState",
    "WaiverStatus",
    "WorkflowRef",
    "Worksheet",
]
