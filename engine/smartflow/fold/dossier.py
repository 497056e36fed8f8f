"""From a city's state to the dossier that rules see: worksheets typed, settings resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.fold.state import CityState
from smartflow.history.entries.blob import open_salted
from smartflow.history.evidence import RESTORE
from smartflow.language import Text
from smartflow.model import (
    Dimension,
    Dossier,
    Row,
    RowSource,
    SettingValue,
    Submission,
    WorkflowRef,
    Worksheet,
)
from smartflow.model.row_table import StoredTable, decode_table, typed_rows
from smartflow.plugin.registry import Registry

__all__ = [
    "BrokenRows",
    "MissingBlob",
    "build_dossier",
    "row_source",
    "rows_of_copy",
    "submitted_rows",
]

ReadBlobs = Callable[[tuple[str, ...]], Mapping[str, bytes]]
"""Gives the stored bytes of the blobs that it is asked for, as far as they are there."""


class MissingBlob(IntegrityFailure):
    """The history names rows that the store does not hold."""

    code = "missing-blob"
    says = Text(
        id="Isi kertas kerja {worksheet} dari {filler} (entri {entry}) tidak ada di penyimpanan.",
        en="The rows of worksheet {worksheet} of {filler} (entry {entry}) are not in the store.",
    )
    next_step = RESTORE


class BrokenRows(IntegrityFailure):
    """Stored rows that are not a table."""

    code = "broken-rows"
    says = Text(
        id="Isi kertas kerja {worksheet} dari {filler} (entri {entry}) tidak terbaca: {cause}.",
        en="The rows of worksheet {worksheet} of {filler} (entry {entry}) cannot be read: {cause}.",
    )
    next_step = RESTORE


def build_dossier(  # noqa: PLR0913  each part comes from another room
    state: CityState,
    *,
    as_of: date,
    workflow: WorkflowRef,
    dimensions: tuple[str, ...],
    settings: Mapping[str, Mapping[str, SettingValue]],
    registry: Registry,
    read_blobs: ReadBlobs,
) -> Dossier:
    """Return the dossier of a city.

    Args:
        state: The folded entries.
        as_of: The day as of which it is judged.
        workflow: The pinned workflow.
        dimensions: Keys of its dimensions; one that no loaded plugin brings is left out.
        settings: The resolved settings.
        registry: The registered dimensions and worksheets.
        read_blobs: Reads stored rows, when a rule first asks for a worksheet.
    """
    worksheets = registry.worksheets_for(state.city)
    return Dossier(
        city=state.city,
        stage=state.stage,
        as_of=as_of,
        workflow=workflow,
        settings=settings,
        dimensions=_dimensions(dimensions, registry),
        worksheet_types=worksheets,
        agencies=tuple(state.agencies[code] for code in sorted(state.agencies)),
        people=tuple(state.people[name] for name in sorted(state.people)),
        submissions=dict(sorted(state.submissions.items())),
        nils=tuple(state.nils[key] for key in sorted(state.nils)),
        records=tuple(state.records),
        presentations=tuple(state.presentations),
        attendance=tuple(state.attendance),
        decisions=tuple(state.decisions),
        sign_offs=tuple(state.sign_offs),
        waivers=tuple(state.waivers[entry] for entry in sorted(state.waivers)),
        selections=tuple(state.selections),
        issued=tuple(state.issued),
        row_source=row_source(state, worksheets, read_blobs),
    )


def _dimensions(keys: tuple[str, ...], registry: Registry) -> tuple[Dimension, ...]:
    return tuple(registry.dimensions[key].value for key in keys if key in registry.dimensions)


def row_source(
    state: CityState, worksheets: Mapping[str, Worksheet], read_blobs: ReadBlobs
) -> RowSource:
    """Return a function that gives all rows of one worksheet, fillers sorted."""

    def rows_of(worksheet: str) -> tuple[Row, ...]:
        submissions = [s for _, s in sorted(state.submissions.items()) if s.worksheet == worksheet]
        contents = read_blobs(tuple(s.rows for s in submissions))
        rows: list[Row] = []
        for submission in submissions:
            table = _table(submission, contents)
            rows.extend(typed_rows(table, worksheets[worksheet]))
        return tuple(rows)

    return rows_of


def submitted_rows(
    state: CityState, worksheet: Worksheet, filler: str, read_blobs: ReadBlobs
) -> tuple[tuple[Row, ...], int]:
    """Return one filler's rows of one worksheet, and the number of its next new row."""
    submission = state.submissions.get((worksheet.key, filler))
    if submission is None:
        erased = state.erased.get((worksheet.key, filler))
        return (), erased.next if erased is not None else 1
    table = _table(submission, read_blobs((submission.rows,)))
    return typed_rows(table, worksheet), table.next


def rows_of_copy(
    submission: Submission, worksheet: Worksheet, contents: Mapping[str, bytes]
) -> tuple[Row, ...]:
    """Return the rows of one copy, be it the present one or an earlier one.

    Args:
        submission: The copy.
        worksheet: The worksheet.
        contents: Stored bytes by digest, among them the copy's rows.
    """
    return typed_rows(_table(submission, contents), worksheet)


def _table(submission: Submission, contents: Mapping[str, bytes]) -> StoredTable:
    try:
        return decode_table(_content(submission, contents))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BrokenRows(
            worksheet=submission.worksheet,
            filler=submission.filler,
            entry=submission.entry,
            cause=error,
        ) from error


def _content(submission: Submission, contents: Mapping[str, bytes]) -> bytes:
    sealed = contents.get(submission.rows)
    if sealed is None:
        raise MissingBlob(
            worksheet=submission.worksheet, filler=submission.filler, entry=submission.entry
        )
    return open_salted(sealed)
