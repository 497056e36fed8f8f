"""The worksheets of a stage by agency: copies, what was typed for somebody, confirmations, nils."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from smartflow.audit.paper.words import joined, late_words, listed, recorded
from smartflow.history.acts import Act, Filing, NothingToReport, WorksheetConfirm, readable_act
from smartflow.language import Text
from smartflow.report import Table

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material, Stay
    from smartflow.history.entries.entry import Entry
    from smartflow.report.table import Cell

__all__ = ["ON_PAPER", "SENT", "confirmations", "sheets_of", "submissions"]

SENT = ("submit", "worksheet_entry", "consolidate")
"""The acts that bring a copy of a worksheet."""

ON_PAPER = Text(id="dientri atas nama instansi", en="typed on the agency's behalf")
_HOW = {
    "submit": Text(id="dikirim", en="submitted"),
    "worksheet_entry": ON_PAPER,
    "consolidate": Text(id="konsolidasi", en="consolidation"),
}


def sheets_of(act: Filing) -> frozenset[str]:
    """Return the worksheets that an act brings a copy of."""
    return frozenset(sheet.worksheet for sheet in act.worksheets)


def confirmations(material: Material, entry: Entry, act: Filing) -> tuple[Entry, ...]:
    """Return who confirmed what was typed on somebody's behalf, before a newer copy came."""
    mine = sheets_of(act)
    confirming = []
    for later in material.entries[entry.seq :]:
        answer = readable_act(later)
        if isinstance(answer, Filing) and answer.filler == act.filler:
            mine -= sheets_of(answer)
        elif isinstance(answer, WorksheetConfirm) and answer.filler == act.filler:
            confirming += [later] if answer.worksheet in mine else []
    return tuple(confirming)


def submissions(material: Material, stay: Stay) -> Iterator[Table]:
    """Yield the table of a stay, by agency; nothing when nothing came."""
    found = stay.acts(*SENT, "nil")
    confirmed = stay.acts("worksheet_confirm")
    if not found and not confirmed:
        return
    rows = sorted(
        (_row(material, entry, readable_act(entry)) for entry in found),
        key=lambda row: (row[0], row[1]),
    )
    told = listed(entry.seq for entry in confirmed)
    yield Table(
        Text(id="Kertas kerja per instansi", en="Worksheets by agency"),
        ("agency", "entry", "how", "sheets", "recorded", "by"),
        (
            Text(id="Pengisi", en="Filler"),
            Text(id="Entri", en="Entry"),
            Text(id="Cara", en="How"),
            Text(id="Kertas kerja (baris)", en="Worksheets (rows)"),
            Text(id="Dicatat", en="Recorded"),
            Text(id="Dicatat oleh", en="Recorded by"),
        ),
        tuple((material.title(row[0]), *row[1:]) for row in rows),
        Text(id=f"Konfirmasi: entri {told}.", en=f"Confirmations: entries {told}.")
        if told
        else None,
    )


def _row(material: Material, entry: Entry, act: Act) -> tuple[Any, ...]:
    filler, what, how = "", Text.same(""), _HOW.get(entry.act, _NIL)
    if isinstance(act, NothingToReport):
        filler, what = act.agency, material.title(act.worksheet)
    elif isinstance(act, Filing):
        filler, what, how = act.filler, _sheets(material, act), _how(material, entry, act)
    when = joined((recorded(entry), late_words(entry)), ", ")
    row: tuple[Cell, ...] = (filler or "?", entry.seq, how, what, when, entry.actor.person)
    return row


_NIL = Text(id="NIHIL", en="NIL")


def _sheets(material: Material, act: Filing) -> Text:
    sheets = [(material.title(sheet.worksheet), sheet.row_count) for sheet in act.worksheets]
    return Text(
        id=", ".join(f"{title.id} ({rows})" for title, rows in sheets),
        en=", ".join(f"{title.en} ({rows})" for title, rows in sheets),
    )


def _how(material: Material, entry: Entry, act: Filing) -> Text:
    how = _HOW[entry.act]
    earlier = _copies_before(material, entry, act)
    if earlier:
        how = Text(id=f"{how.id}, salinan ke-{earlier + 1}", en=f"{how.en}, copy {earlier + 1}")
    if not act.on_behalf:
        return how
    confirming = confirmations(material, entry, act)
    if not confirming:
        return Text(id=f"{how.id}; BELUM DIKONFIRMASI", en=f"{how.en}; NOT CONFIRMED")
    who = ", ".join(dict.fromkeys(one.actor.person for one in confirming))
    numbers = listed(one.seq for one in confirming)
    return Text(
        id=f"{how.id}; dikonfirmasi {who} (entri {numbers})",
        en=f"{how.en}; confirmed by {who} (entries {numbers})",
    )


def _copies_before(material: Material, entry: Entry, act: Filing) -> int:
    copies = material.case.state.copies
    return max(
        (
            sum(copy.entry < entry.seq for copy in copies.get((sheet, act.filler), ()))
            for sheet in sheets_of(act)
        ),
        default=0,
    )
