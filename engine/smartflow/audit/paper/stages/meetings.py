"""The documents, meetings and presentations of a stage, and what no other part tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smartflow.audit.paper.words import (
    actor_words,
    joined,
    late_words,
    plain,
    recorded,
    short_day,
)
from smartflow.history.acts import Attend, Present, RecordDocument
from smartflow.language import Text
from smartflow.report import Table

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material, Stay
    from smartflow.history.entries.entry import Entry
    from smartflow.report.table import Cell

__all__ = ["documents", "meetings", "other_acts"]

_ENTRY = Text(id="Entri", en="Entry")
_RECORDED = Text(id="Dicatat", en="Recorded")
_BY = Text(id="Dicatat oleh", en="Recorded by")
_DIGEST = Text(id="Sidik berkas", en="Digest of the file")


def documents(material: Material, stay: Stay) -> Iterator[Table]:
    """Yield the decrees, books and other documents that were recorded in a stay."""
    recorded_here = stay.done(RecordDocument)
    if recorded_here:
        yield Table(
            Text(id="Dokumen yang dicatat", en="Documents recorded"),
            ("entry", "kind", "number", "date", "signed", "recorded", "digest"),
            (
                _ENTRY,
                Text(id="Jenis dan judul", en="Kind and title"),
                Text(id="Nomor", en="Number"),
                Text(id="Tanggal dokumen", en="Day of the document"),
                Text(id="Penanda tangan", en="Signed by"),
                _RECORDED,
                _DIGEST,
            ),
            tuple(_document(material, entry, act) for entry, act in recorded_here),
        )


def _document(material: Material, entry: Entry, act: RecordDocument) -> tuple[Cell, ...]:
    kind, title = material.title(act.kind), plain(act.title)
    return (
        entry.seq,
        Text(id=f"{kind.id}: {title}", en=f"{kind.en}: {title}"),
        plain(act.number),
        short_day(act.day),
        plain(act.signed_by),
        _when(entry),
        plain(act.file),
    )


def _when(entry: Entry) -> Text:
    return joined((recorded(entry), late_words(entry)), ", ")


def meetings(material: Material, stay: Stay) -> Iterator[Table]:
    """Yield the attendance lists and the presentations of a stay."""
    lists = stay.done(Attend)
    if lists:
        yield Table(
            Text(id="Daftar hadir", en="Attendance lists"),
            ("entry", "session", "date", "people", "agencies", "recorded", "digest"),
            (
                _ENTRY,
                Text(id="Acara", en="Session"),
                Text(id="Tanggal", en="Day"),
                Text(id="Orang", en="People"),
                Text(id="Instansi", en="Agencies"),
                _RECORDED,
                Text(id="Sidik (bergaram)", en="Digest (salted)"),
            ),
            tuple(_attendance(entry, act) for entry, act in lists),
        )
    shown = stay.done(Present)
    if shown:
        yield Table(
            Text(id="Paparan", en="Presentations"),
            ("entry", "dimension", "by", "mentor", "day", "recorded", "notes", "digest"),
            (
                _ENTRY,
                Text(id="Dimensi", en="Dimension"),
                Text(id="Penyaji", en="Presented by"),
                Text(id="Pembimbing", en="Mentor"),
                Text(id="Tanggal", en="Day"),
                _RECORDED,
                Text(id="Catatan", en="Notes"),
                Text(id="Sidik isi yang dipaparkan", en="Digest of what was shown"),
            ),
            tuple(_presentation(material, entry, act) for entry, act in shown),
        )


def _attendance(entry: Entry, act: Attend) -> tuple[Cell, ...]:
    return (
        entry.seq,
        plain(act.session),
        short_day(act.day),
        str(act.people),
        len(act.agencies),
        _when(entry),
        plain(act.sheet),
    )


def _presentation(material: Material, entry: Entry, act: Present) -> tuple[Cell, ...]:
    return (
        entry.seq,
        material.title(act.dimension),
        plain(act.by),
        plain(act.mentor),
        short_day(entry.occurred),
        _when(entry),
        plain(act.notes),
        plain(act.digest),
    )


_TOLD = frozenset(
    {
        *("advance", "send_back", "sign_off", "decide", "record", "attend", "present"),
        *("submit", "worksheet_entry", "consolidate", "worksheet_confirm", "nil"),
        *("person_add", "person_end", "agency_add", "agency_end"),
    }
)
"""What other parts of the paper tell."""


def other_acts(material: Material, stay: Stay) -> Iterator[Table]:
    """Yield what else happened in a stay: settings, waivers, choices, unknown acts."""
    found = [entry for entry in stay.entries if entry.act not in _TOLD]
    if found:
        yield Table(
            Text(id="Tindakan lain", en="Other acts"),
            ("entry", "what", "reason", "by", "recorded"),
            (
                _ENTRY,
                Text(id="Apa", en="What"),
                Text(id="Alasan", en="Reason"),
                _BY,
                _RECORDED,
            ),
            tuple(
                (e.seq, material.sentence(e), e.reason or "-", actor_words(e), _when(e))
                for e in found
            ),
        )
