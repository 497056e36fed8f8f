"""Promise 5: reading and validating the workbooks of a whole city."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from openpyxl import load_workbook

from city import CITY
from measure import Line, as_a_command, interleave
from smartflow.casework.casework import Case, read_case
from smartflow.casework.workspace import open_workspace
from smartflow.journey.gate.check import dossier_of
from smartflow.journey.worksheets.submit import Terms, terms_of
from smartflow.model import Row
from smartflow.plugin.running.guard import run_rules
from smartflow.workbook.reading.reader import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.workbook.reading.reading import WorkbookReading

__all__ = ["reading"]

ROUNDS = 7


def reading(workspace: Path, files: tuple[Path, ...]) -> Line:
    """Measure reading and validating over openpyxl's bare read of the same files.

    Args:
        workspace: The city's workspace; its stage decides which rules run.
        files: The filled-in workbooks.
    """
    opened = open_workspace(workspace)
    case = read_case(opened, CITY)
    terms = terms_of(opened, case)
    with as_a_command():  # both sides
        pair = interleave(
            lambda: _read_and_validate(case, terms, files),
            lambda: _read_bare(files),
            rounds=ROUNDS,
        )
    opened.close()
    ratio = pair.peer.median / pair.subject.median
    what = "openpyxl's bare read / reading and validating 38 workbooks of 132 rows"
    return Line(what, ratio, 4, at_most=False, pair=pair)


def _read_and_validate(case: Case, terms: Terms, files: tuple[Path, ...]) -> None:
    """Read files into typed rows, and run the rules of the stage over these rows."""
    registry = case.workspace.registry
    rows: dict[str, list[Row]] = {key: [] for key in terms.worksheets}
    for path in files:
        _add_rows(rows, read_workbook(path, terms.expectation))
    dossier = msgspec.structs.replace(
        dossier_of(case, terms.workflow, registry), row_source=lambda key: tuple(rows[key])
    )
    run_rules(registry.rules_for(case.state.city, case.state.stage), dossier)


def _add_rows(rows: dict[str, list[Row]], read: WorkbookReading) -> None:
    for sheet in read.sheets:
        rows[sheet.worksheet] += [
            Row(
                draft.cells,
                id=f"{read.filler}/{sheet.worksheet}/{number}",
                worksheet=sheet.worksheet,
                filler=read.filler,
                agency=read.filler,
                dimension=str(draft.cells.get("dimension") or ""),
                sheet=sheet.sheet,
                number=draft.number,
                written=draft.written,
            )
            for number, draft in enumerate(sheet.rows, start=1)
        ]


def _read_bare(files: tuple[Path, ...]) -> None:
    """Let openpyxl read every cell, in its faster mode, and do nothing with them."""
    for path in files:
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for _ in sheet.iter_rows(values_only=True):
                pass
        book.close()
