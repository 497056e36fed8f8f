"""Floor 1: the frozen values that every other floor speaks in; no input, no output."""

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
