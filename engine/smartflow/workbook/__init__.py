"""Floor 2: worksheets as files, out and in.

``write_template`` makes the workbook that a filler fills in, ``read_workbook`` reads it back in any
of four kinds (.xlsx, .xls, .ods, .csv), ``assign_ids`` and ``compare_rows`` set it against what was
submitted before, and ``mark_workbook`` writes the copy in which the bad cells are red. This room
does not know the store, the history or any worksheet by name; it imports the model and the floor
below, never the store, the plugins or the command line. calamine and XlsxWriter are imported inside
the functions that need them.

In this folder:

``date_text``: Dates as officials write them: day first, with Indonesian or English month names, or
    ISO 8601.
``limits``: How big a file may be, looked at before anything opens it.
``matching``: Setting a resubmission against what was submitted before: which row is which, and what
    changed.
``meta``: The hidden ``_meta`` sheet: who a template was made for, and which columns it had.
``misfits``: What is said of a cell that does not fit its column.
``names``: Names that a cell may hold: headings, choices, dimensions and agencies, in any spelling
    of case.
``number_text``: Numbers as Indonesian officials write them, read without ever guessing.
``reading``: From a file that somebody sent to typed rows, misfits and notes.
``refusals``: Why a whole file is refused: one error for each situation, with the next step.
``sheet_names``: What the sheets of a workbook are called; shared by the template and the reader.
``shown``: What a spreadsheet's number is, exactly, and how a person sees a cell.
``writing``: Templates to fill in, and the marked copy that goes back.
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
from smartflow.workbook.writing.plan import WorkbookPlan
from smartflow.workbook.writing.template import write_template

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
