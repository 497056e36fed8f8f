"""``consolidate``: merge the agencies' rows of a dimension, row by row, into its own sheet.

The sheet lists every agency's row of the worksheet that it consolidates, near-duplicates side by
side; the coordinator marks each as used, merged or not used. A row's ``source`` names the agency's
row, so that it stays known who wrote it and who dropped it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import msgspec

from smartflow.casework.casework import Case, Draft, actor_of, perform_if, read_case
from smartflow.casework.fillers import find_dimension, find_filler
from smartflow.casework.pinned import registry_of
from smartflow.casework.workspace import Workspace
from smartflow.errors import BadInput
from smartflow.history.acts import Consolidate
from smartflow.history.entries.entry import Entry
from smartflow.journey.merging.merge import Merging
from smartflow.journey.merging.side_by_side import LIKENESS, RESEMBLES, side_by_side
from smartflow.journey.worksheets.consolidated import consolidates, merged_name, tally
from smartflow.journey.worksheets.intake import Intake, draft_of, take_in
from smartflow.journey.worksheets.submit import Terms, terms_of
from smartflow.language import Language, Text
from smartflow.model import Worksheet
from smartflow.workbook import WorkbookPlan, write_template
from smartflow.workbook.reading.reading import Note, WorkbookReading
from smartflow.workflow.settings import resolve_settings

__all__ = [
    "Consolidated",
    "NothingToConsolidate",
    "OlderSheet",
    "OtherDimension",
    "SheetWritten",
    "consolidate",
    "consolidation_sheet",
]


class NothingToConsolidate(BadInput):
    """No agency has submitted anything for the dimension, or the workflow merges nothing."""

    code = "nothing-to-consolidate"
    says = Text(
        id="Belum ada baris dari perangkat daerah untuk dimensi {filler}.",
        en="No agency has submitted a row for the dimension {filler}.",
    )
    next_step = Text(
        id="Lihat yang belum masuk: smartflow status {slug}",
        en="See who is late: smartflow status {slug}",
    )


class OtherDimension(NothingToConsolidate):
    """The file belongs to another dimension."""

    says = Text(
        id="Berkas ini milik {owner}, bukan dimensi {dimension}.",
        en="This file is {owner}'s, not the dimension {dimension}'s.",
    )
    next_step = Text(
        id="Pakai: smartflow consolidate {slug} {owner} BERKAS",
        en="Use: smartflow consolidate {slug} {owner} FILE",
    )


class OlderSheet(BadInput):
    """Somebody else has consolidated the dimension since the sheet was written."""

    code = "older-sheet"
    says = Text(
        id="Sesudah lembar ini ditulis, {by} mengonsolidasi {filler} pada {day} (entri {entry}).",
        en="After this sheet was written, {by} consolidated {filler} on {day} (entry {entry}).",
    )
    next_step = Text(
        id="Tulis lembar yang baru: smartflow consolidate {slug} {key} -o BERKAS. Bila lembar ini"
        " yang berlaku, ulangi dengan --replace.",
        en="Write a new sheet: smartflow consolidate {slug} {key} -o FILE. If this one is right,"
        " repeat with --replace.",
    )


class SheetWritten(msgspec.Struct, frozen=True):
    """What a written sheet holds.

    Attributes:
        rows: How many agencies' rows it lists.
        alike: How many of them resemble another.
        withdrawn: Names of rows used or undecided that their agencies have taken back since.
        reworded: Names of rows decided on earlier that their agencies have changed since; they
            stand in the sheet as they are now.
    """

    rows: int
    alike: int
    withdrawn: tuple[str, ...]
    reworded: tuple[str, ...]


class Consolidated(msgspec.Struct, frozen=True):
    """What came of reading a consolidated sheet back.

    Attributes:
        intake: What the file brought.
        notes: What the coordinator should know.
        entry: The entry that records it; None when nothing changed.
        counts: By worksheet that was taken: how many of its rows are ``used``, ``merged``,
            ``not_used`` and ``open``.
    """

    intake: Intake
    notes: tuple[Note, ...]
    entry: Entry | None
    counts: Mapping[str, Mapping[str, int]]


def consolidation_sheet(
    workspace: Workspace, city: str, dimension: str, path: Path, *, language: Language
) -> SheetWritten:
    """Write the sheet in which a dimension's coordinator merges the agencies' rows.

    What was decided before stands in it; agencies' rows that have come since are added, each
    beside those that it resembles.

    Raises:
        UnknownDimension: there is no such dimension.
        NothingToConsolidate: there are no rows to merge.
    """
    case = read_case(workspace, city)
    terms = terms_of(workspace, case)
    key = find_dimension(terms.dimensions, dimension).key
    filler = find_filler(case, terms.dimensions, key)
    worksheets = _merging(terms)
    merging = Merging(case, terms, filler)
    rows = {
        sheet.key: side_by_side(sheet, merging.listed(sheet), _likeness(case, terms, sheet))
        for sheet in worksheets
    }
    if not any(rows.values()):
        raise NothingToConsolidate(filler=filler.title, slug=case.state.city.slug)
    plan = WorkbookPlan(
        city=case.state.city,
        filler=filler.key,
        filler_title=filler.title,
        worksheets=worksheets,
        dimensions=terms.dimensions,
        agencies=tuple(case.state.agencies.values()),
        rows=rows,
        language=language,
        entry=case.head.seq,
    )
    write_template(path, plan)
    return SheetWritten(
        rows=sum(len(found) for found in rows.values()),
        alike=sum(bool(row.get(RESEMBLES)) for found in rows.values() for row in found),
        withdrawn=tuple(
            merged_name(row) for sheet in worksheets for row in merging.withdrawn(sheet)
        ),
        reworded=tuple(merged_name(row) for sheet in worksheets for row in merging.reworded(sheet)),
    )


def consolidate(
    workspace: Workspace, city: str, dimension: str, path: Path, *, replace: bool = False
) -> Consolidated:
    """Read a consolidated sheet back and record it.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        dimension: The dimension's key, code or name.
        path: The marked sheet.
        replace: Whether it may replace what somebody else decided after it was written.

    Raises:
        UnknownDimension: there is no such dimension.
        OlderSheet: somebody else has consolidated the dimension since the sheet was written.
        SmartflowError: the file is refused, or is another dimension's.
    """
    from smartflow.workbook.reading.reader import read_workbook

    terms = terms_of(workspace, read_case(workspace, city))
    key = find_dimension(terms.dimensions, dimension).key
    reading = read_workbook(path, terms.expectation)
    act = _Consolidation(terms, reading, path.name, key, replace=replace)
    entry = perform_if(workspace, city, act.plan)
    return Consolidated(act.intake, (*reading.notes, *act.notes), entry, act.counts)


class _Consolidation:
    """One consolidated file on its way into the history; ``plan`` may be asked more than once."""

    intake: Intake
    notes: tuple[Note, ...]
    counts: Mapping[str, Mapping[str, int]]

    def __init__(
        self, terms: Terms, reading: WorkbookReading, name: str, dimension: str, *, replace: bool
    ) -> None:
        self._terms = terms
        self._reading = reading
        self._name = name
        self._dimension = dimension
        self._replace = replace

    def plan(self, case: Case) -> Draft | None:
        """Return the entry of this file, or None when it changes nothing."""
        terms, reading = self._terms, self._reading
        if reading.filler not in ("", self._dimension):
            slug = case.state.city.slug
            raise OtherDimension(owner=reading.filler, dimension=self._dimension, slug=slug)
        filler = find_filler(case, terms.dimensions, self._dimension)
        merging = Merging(case, terms, filler)
        ours = [s for s in reading.sheets if _merges(terms, terms.worksheets[s.worksheet])]
        self.notes = tuple(note for sheet in ours for note in merging.notes(sheet))
        sheets = tuple(merging.completed(s) if s in ours else s for s in reading.sheets)
        whole = msgspec.structs.replace(reading, sheets=sheets)
        self.intake = take_in(case, terms.workflow, terms.worksheets, filler, whole)
        self.counts = {
            part.worksheet.key: tally(part.worksheet, part.rows)
            for part in self.intake.taken
            if consolidates(part.worksheet)
        }
        if not self.intake.taken:
            return None
        if not self._replace:
            _require_newest(case, self.intake, reading.entry)
        return draft_of(Consolidate, self.intake, reading, self._name, decided=self.counts)


def _merging(terms: Terms) -> tuple[Worksheet, ...]:
    """Return the worksheets of the workflow that consolidate another one."""
    named = {key for stage in terms.workflow.stages for key in stage.worksheets}
    return tuple(
        sheet for key, sheet in terms.worksheets.items() if key in named and _merges(terms, sheet)
    )


def _merges(terms: Terms, sheet: Worksheet) -> bool:
    """Say whether a worksheet merges another one that a loaded plugin brings."""
    return consolidates(sheet) and sheet.consolidates in terms.worksheets


def _likeness(case: Case, terms: Terms, sheet: Worksheet) -> Decimal:
    """Return from which share of common words on two rows are alike, in this city."""
    registry = registry_of(case, terms.workflow)
    plugin = registry.worksheets[sheet.key].origin.plugin
    settings = resolve_settings(registry, terms.workflow, case.state.settings)
    value = settings.get(plugin, {}).get(sheet.likeness)
    return value if isinstance(value, Decimal) else LIKENESS


def _require_newest(case: Case, intake: Intake, entry: int) -> None:
    """Refuse a sheet that was written before somebody else decided on the same dimension."""
    person = actor_of(case).person
    for part in intake.taken:
        present = case.state.submissions.get((part.worksheet.key, intake.filler.key))
        if present is not None and present.entry > entry and present.by != person:
            slug, key = (case.state.city.slug, intake.filler.key)
            raise OlderSheet(
                by=present.by,
                filler=intake.filler.title,
                day=present.day,
                entry=present.entry,
                slug=slug,
                key=key,
            )
