"""Floor 2: worksheets as files, out and in.

``write_template`` makes the workbook that a filler fills in, ``read_workbook`` reads it back in any
of four kinds (.xlsx, .xls, .ods, .csv), ``assign_ids`` and ``compare_rows`` set it against what was
submitted before, and ``mark_workbook`` writes the copy in which the bad cells are red. This room
does not know the store, the history or any worksheet by name; it imports the model and the floor
below, never the store, the plugins or the command line. calamine and XlsxWriter are imported inside
the functions that need them.
"""

from __future__ import annotations

from smartflow.workbook.matching import RowChanges, assign_ids, compare_rows
from smartflow.workbook.reading.reader import SUFFIXES, is_lock_file, read_workbook
from smartflow.workbook.reading.reading import (
    DraftRow,
    Expectation,
    Note,
    SheetReading,
    WorkbookReading,
)
from smartflow.workbook.writing.marking import Mark, mark_workbook, marks_of
from smartflow.workbook.writing.template import WorkbookPlan, write_template

__all__ = [
    "SUFFIXES",
    "DraftRow",
    "Expectation",
    "Mark",
    "Note",
    "RowChanges",
    "SheetReading",
    "WorkbookPlan",
    "WorkbookReading",
    "assign_ids",
    "compare_rows",
    "is_lock_file",
    "mark_workbook",
    "marks_of",
    "read_workbook",
    "write_template",
]
