"""``consolidate``: merge the agencies' rows of a dimension, row by row, into its own sheet.

The sheet lists every agency's row of the worksheet that it consolidates; the coordinator marks
each as used, merged or not used. A row's ``source`` names the agency's row, so that it stays
known who wrote it and who dropped it.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from smartflow.actions.casework import Case, Draft, perform_if, read_case
from smartflow.actions.fillers import Filler, find_dimension, find_filler
from smartflow.actions.intake import Intake, draft_of, take_in
from smartflow.actions.submit import Terms, terms_of
from smartflow.actions.workspace import Workspace
from smartflow.errors import BadInput
from smartflow.fold.dossier import row_source, submitted_rows
from smartflow.history.entry import Entry
from smartflow.language import Language, Text
from smartflow.model import Cell, Row, Worksheet
from smartflow.workbook.reading import Note, WorkbookReading
from smartflow.workbook.template import WorkbookPlan, write_template

__all__ = ["Consolidated", "NothingToConsolidate", "consolidate", "consolidation_sheet"]

SOURCE = "source"
AGENCY = "agency"


class NothingToConsolidate(BadInput):
    """No agency has submitted anything for the dimension, or the workflow merges nothing."""

    code = "nothing-to-consolidate"


class Consolidated(msgspec.Struct, frozen=True):
    """What came of reading a consolidated sheet back; ``entry`` is None when nothing changed."""

    intake: Intake
    notes: tuple[Note, ...]
    entry: Entry | None


def consolidation_sheet(
    workspace: Workspace, city: str, dimension: str, path: Path, *, language: Language
) -> int:
    """Write the sheet in which a dimension's coordinator merges the agencies' rows.

    What was decided before stands in it; agencies' rows that have come since are added.

    Returns:
        How many agencies' rows it lists.

    Raises:
        UnknownDimension: there is no such dimension.
        NothingToConsolidate: there are no rows to merge.
    """
    case = read_case(workspace, city)
    terms = terms_of(workspace, case)
    key = find_dimension(terms.dimensions, dimension).key
    filler = find_filler(case, terms.dimensions, key)
    worksheets = _merging(terms)
    rows = {sheet.key: _merged_rows(case, terms, sheet, filler) for sheet in worksheets}
    count = sum(len(found) for found in rows.values())
    if not count:
        raise NothingToConsolidate(
            Text(
                id=f"Belum ada baris dari perangkat daerah untuk dimensi {filler.title}.",
                en=f"No agency has submitted a row for the dimension {filler.title}.",
            ),
            Text(
                id=f"Lihat yang belum masuk: smartflow status {case.state.city.slug}",
                en=f"See who is late: smartflow status {case.state.city.slug}",
            ),
        )
    plan = WorkbookPlan(
        city=case.state.city,
        filler=filler.key,
        filler_title=filler.title,
        worksheets=worksheets,
        dimensions=terms.dimensions,
        agencies=tuple(case.state.agencies.values()),
        rows=rows,
        language=language,
    )
    write_template(path, plan)
    return count


def consolidate(workspace: Workspace, city: str, dimension: str, path: Path) -> Consolidated:
    """Read a consolidated sheet back and record it.

    Raises:
        UnknownDimension: there is no such dimension.
        WhoseFile: the file is another dimension's.
        SmartflowError: the file is refused.
    """
    from smartflow.workbook.reader import read_workbook

    terms = terms_of(workspace, read_case(workspace, city))
    key = find_dimension(terms.dimensions, dimension).key
    reading = read_workbook(path, terms.expectation)
    act = _Consolidation(terms, reading, path.name, key)
    entry = perform_if(workspace, city, act.plan)
    return Consolidated(intake=act.intake, notes=reading.notes, entry=entry)


class _Consolidation:
    """One consolidated file on its way into the history."""

    intake: Intake

    def __init__(self, terms: Terms, reading: WorkbookReading, name: str, dimension: str) -> None:
        self._terms = terms
        self._reading = reading
        self._name = name
        self._dimension = dimension

    def plan(self, case: Case) -> Draft | None:
        """Return the entry of this file, or None when it changes nothing."""
        terms, reading = self._terms, self._reading
        if reading.filler not in ("", self._dimension):
            raise NothingToConsolidate(
                Text(
                    id=f"Berkas ini milik {reading.filler}, bukan dimensi {self._dimension}.",
                    en=f"This file is {reading.filler}'s, not the dimension {self._dimension}'s.",
                ),
                Text(
                    id=f"Pakai: smartflow consolidate {case.state.city.slug} {reading.filler}"
                    " BERKAS",
                    en=f"Use: smartflow consolidate {case.state.city.slug} {reading.filler} FILE",
                ),
            )
        filler = find_filler(case, terms.dimensions, self._dimension)
        self.intake = take_in(case, terms.workflow, terms.worksheets, filler, reading)
        if not self.intake.taken:
            return None
        return draft_of("consolidate", self.intake, reading, self._name)


def _merging(terms: Terms) -> tuple[Worksheet, ...]:
    """Return the worksheets of the workflow that consolidate another one."""
    named = {key for stage in terms.workflow.stages for key in stage.worksheets}
    return tuple(
        sheet for key, sheet in terms.worksheets.items() if key in named and sheet.consolidates
    )


def _merged_rows(case: Case, terms: Terms, sheet: Worksheet, filler: Filler) -> tuple[Row, ...]:
    present, _ = submitted_rows(case.state, sheet, filler.key, case.read_blobs)
    decided = {row.text(SOURCE) for row in present}
    every = row_source(case.state, terms.worksheets, case.read_blobs)(sheet.consolidates)
    fresh = (
        _as_merged(row, sheet, filler)
        for row in every
        if row.dimension == filler.key and row.id not in decided
    )
    return (*present, *fresh)


def _as_merged(row: Row, sheet: Worksheet, filler: Filler) -> Row:
    """Return an agency's row in the columns of the sheet that merges it."""
    given: dict[str, Cell] = {**row, SOURCE: row.id, AGENCY: row.agency}
    cells = {column.key: given.get(column.key) for column in sheet.columns}
    return Row(cells, id="", worksheet=sheet.key, filler=filler.key, dimension=filler.key)
