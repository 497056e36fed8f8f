"""What a stage has worked out, in its berita acara: worksheets that came in, documents.

Who is asked for a worksheet is what the engine's ``status`` says: everybody who fills it in must
send it or, an agency, declare nil; agencies of kinds that need not are counted when they did.
Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow import Text, Worksheet, report
from smartflow.report import Table
from smartflow_masterplan.chapters.shared import wording as worded
from smartflow_masterplan.chapters.shared.parts import nothing_yet
from smartflow_masterplan.glossary import heading
from smartflow_masterplan.stages import MASTERPLAN_APPROVAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Settings

__all__ = ["Received", "received", "records", "worksheets"]

# -- worksheets -----------------------------------------------------------------------------------


class Received(msgspec.Struct, frozen=True):
    """What has come in of one worksheet.

    Attributes:
        worksheet: The worksheet.
        sent: Who has sent it: agency codes, dimension keys or the city's slug, sorted.
        nil: The agencies that declared nil and have sent nothing.
        missing: Whose is still awaited.
        unconfirmed: Of ``sent``, those for whom somebody else entered it and who have not
            confirmed it.
        rows: How many rows there are.
    """

    worksheet: Worksheet
    sent: tuple[str, ...]
    nil: tuple[str, ...]
    missing: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    rows: int


def received(dossier: Dossier) -> tuple[Received, ...]:
    """Return what has come in of each worksheet of the stage, in the workflow's order."""
    keys = dossier.workflow.worksheets.get(dossier.stage, ())
    types = dossier.worksheet_types
    return tuple(_received(dossier, types[key]) for key in keys if key in types)


def _received(dossier: Dossier, worksheet: Worksheet) -> Received:
    copies = [copy for (key, _), copy in dossier.submissions.items() if key == worksheet.key]
    sent = {copy.filler for copy in copies}
    nil = {one.agency for one in dossier.nils if one.worksheet == worksheet.key} - sent
    return Received(
        worksheet=worksheet,
        sent=tuple(sorted(sent)),
        nil=tuple(sorted(nil)),
        missing=tuple(sorted(set(_asked(dossier, worksheet)) - sent - nil)),
        unconfirmed=tuple(sorted(copy.filler for copy in copies if not copy.confirmed)),
        rows=sum(copy.row_count for copy in copies),
    )


def _asked(dossier: Dossier, worksheet: Worksheet) -> Iterator[str]:
    """Yield who must send a worksheet."""
    if worksheet.per == "agency":
        for agency in dossier.present_agencies:
            if agency.kind in worksheet.required_from:
                yield agency.code
    elif worksheet.per == "dimension":
        for dimension in dossier.dimensions:
            yield dimension.key
    else:
        yield dossier.city.slug


def worksheets(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return what was submitted in the stage: how many sent it, declared nil, are missing."""
    lines = received(dossier)
    table = Table(
        Text(id="Kertas kerja tahap ini", en="Worksheets of this stage"),
        ("worksheet", "sent", "rows", "nil", "missing", "awaited"),
        (
            heading("worksheet"),
            Text(id="Masuk", en="In"),
            Text(id="Baris", en="Rows"),
            heading("nil"),
            Text(id="Belum masuk", en="Missing"),
            Text(id="Yang belum masuk", en="Who is missing"),
        ),
        tuple(
            (
                one.worksheet.title,
                len(one.sent),
                one.rows,
                len(one.nil),
                len(one.missing),
                _names(dossier, one),
            )
            for one in lines
        ),
        note=Text(
            id="Dihitung yang wajib mengisi; isian perangkat daerah lain ikut dihitung bila masuk.",
            en="Counted are those who must fill it in, and others where they did.",
        ),
    )
    none = Text(id="Tahap ini tidak meminta kertas kerja.", en="This stage asks for no worksheets.")
    return report.Chapter(
        key="minutes_worksheets",
        title=Text(id="Kertas kerja", en="Worksheets"),
        blocks=(table,) if lines else (nothing_yet(none),),
    )


def _names(dossier: Dossier, one: Received) -> Text | None:
    """Return who is missing: agencies by code, dimensions by title."""
    if not one.missing:
        return None
    known = {dimension.key: dimension.title for dimension in dossier.dimensions}
    found = [
        known[key] if one.worksheet.per == "dimension" and key in known else Text.same(key)
        for key in one.missing
    ]
    return Text(id=", ".join(name.id for name in found), en=", ".join(name.en for name in found))


# -- documents ------------------------------------------------------------------------------------


def records(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return the documents that were recorded in the stage, and the books that were issued."""
    what = Text(id="dokumen", en="document")
    recorded = _recorded(dossier)
    return report.Chapter(
        key="minutes_records",
        title=Text(id="Dokumen", en="Documents"),
        blocks=(
            recorded if recorded.rows else nothing_yet(worded.none_recorded(dossier, what)),
            *_issued(dossier),
        ),
    )


def _recorded(dossier: Dossier) -> Table:
    """Return the documents; pictures for the covers are none."""
    titles, emblem = dossier.workflow.record_titles, dossier.workflow.emblem
    return Table(
        Text(id="Dokumen yang dicatat", en="Documents recorded"),
        ("entry", "kind", "number", "date", "title", "signatories"),
        (
            worded.ENTRY,
            Text(id="Jenis", en="Kind"),
            Text(id="Nomor", en="Number"),
            Text(id="Tanggal", en="Date"),
            Text(id="Judul", en="Title"),
            Text(id="Penanda tangan", en="Signatories"),
        ),
        tuple(
            (
                one.entry,
                titles.get(one.kind, Text.same(one.kind)),
                one.number or None,
                one.date,
                one.title,
                len(one.signed_by) or None,
            )
            for one in dossier.records
            if one.stage == dossier.stage and one.kind != emblem
        ),
    )


def _issued(dossier: Dossier) -> Iterator[report.Block]:
    """Yield the books that were issued: in the stage or, where the plan is approved, by its end."""
    approving = dossier.stage == MASTERPLAN_APPROVAL
    stages = dossier.stages_up_to(dossier.stage) if approving else (dossier.stage,)
    found = [one for one in dossier.issued if one.stage in stages]
    if found:
        yield Table(
            Text(id="Buku dan lembar yang diterbitkan", en="Books and sheets issued"),
            ("entry", "day", "title", "format", "by", "file"),
            (
                worded.ENTRY,
                Text(id="Tanggal", en="Date"),
                Text(id="Judul", en="Title"),
                Text(id="Format", en="Format"),
                Text(id="Diterbitkan oleh", en="Issued by"),
                Text(id="Sidik berkas (SHA-256)", en="Digest of the file (SHA-256)"),
            ),
            tuple((one.entry, one.day, one.title, one.format, one.by, one.file) for one in found),
        )
    elif approving:
        yield nothing_yet(worded.none_recorded(dossier, _ISSUED_BOOK))


_ISSUED_BOOK = Text(id="penerbitan buku", en="issue of a book")
