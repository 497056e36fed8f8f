"""The worksheets of a stage by agency: copies, what was typed for somebody, confirmations, nils."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from smartflow.audit.paper.words import joined, late_words, listed, recorded
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


def sheets_of(entry: Entry) -> tuple[tuple[str, int], ...]:
    """Return the worksheets that an entry brings, each with its number of rows."""
    parts: Any = entry.body.get("worksheets")
    return tuple(
        (str(part.get("worksheet")), rows if isinstance(rows := part.get("row_count"), int) else 0)
        for part in (parts if isinstance(parts, list) else ())
        if isinstance(part, dict)
    )


def confirmations(material: Material, entry: Entry) -> tuple[Entry, ...]:
    """Return who confirmed what was typed on somebody's behalf, before a newer copy came."""
    mine = {sheet for sheet, _ in sheets_of(entry)}
    filler = entry.body.get("filler")
    found = []
    for later in material.entries[entry.seq :]:
        if later.body.get("filler") != filler:
            continue
        if later.act in SENT:
            mine -= {sheet for sheet, _ in sheets_of(later)}
        elif later.act == "worksheet_confirm" and later.body.get("worksheet") in mine:
            found.append(later)
    return tuple(found)


def submissions(material: Material, stay: Stay) -> Iterator[Table]:
    """Yield the table of a stay, by agency; nothing when nothing came."""
    found = stay.acts(*SENT, "nil")
    confirmed = stay.acts("worksheet_confirm")
    if not found and not confirmed:
        return
    rows = sorted((_row(material, entry) for entry in found), key=lambda row: (row[0], row[1]))
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


def _row(material: Material, entry: Entry) -> tuple[Any, ...]:
    if entry.act == "nil":
        filler, what, how = entry.body.get("agency"), _nil(material, entry), _NIL
    else:
        filler, what, how = (
            entry.body.get("filler"),
            _sheets(material, entry),
            _how(material, entry),
        )
    when = joined((recorded(entry), late_words(entry)), ", ")
    row: tuple[Cell, ...] = (str(filler or "?"), entry.seq, how, what, when, entry.actor.person)
    return row


_NIL = Text(id="NIHIL", en="NIL")


def _nil(material: Material, entry: Entry) -> Text:
    return material.title(entry.body.get("worksheet"))


def _sheets(material: Material, entry: Entry) -> Text:
    told = [(material.title(sheet), rows) for sheet, rows in sheets_of(entry)]
    return Text(
        id=", ".join(f"{title.id} ({rows})" for title, rows in told),
        en=", ".join(f"{title.en} ({rows})" for title, rows in told),
    )


def _how(material: Material, entry: Entry) -> Text:
    how = _HOW[entry.act]
    earlier = _copies_before(material, entry)
    if earlier:
        how = Text(id=f"{how.id}, salinan ke-{earlier + 1}", en=f"{how.en}, copy {earlier + 1}")
    if not entry.body.get("on_behalf"):
        return how
    found = confirmations(material, entry)
    if not found:
        return Text(id=f"{how.id}; BELUM DIKONFIRMASI", en=f"{how.en}; NOT CONFIRMED")
    who = ", ".join(dict.fromkeys(one.actor.person for one in found))
    numbers = listed(one.seq for one in found)
    return Text(
        id=f"{how.id}; dikonfirmasi {who} (entri {numbers})",
        en=f"{how.en}; confirmed by {who} (entries {numbers})",
    )


def _copies_before(material: Material, entry: Entry) -> int:
    copies, filler = material.case.state.copies, str(entry.body.get("filler"))
    return max(
        (
            sum(copy.entry < entry.seq for copy in copies.get((sheet, filler), ()))
            for sheet, _ in sheets_of(entry)
        ),
        default=0,
    )
