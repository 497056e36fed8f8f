"""The paper's chapter of officials: who held which post, with which status, by which decree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from smartflow.audit.paper.words import day_of, listed, plain, recorded
from smartflow.language import Text, show
from smartflow.report import Chapter, Paragraph, Table

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material
    from smartflow.history.entries.entry import Entry
    from smartflow.report.table import Cell

__all__ = ["STATUSES", "people", "registration_of", "tenure_words"]

STATUSES: dict[str, Text] = {
    "definitif": Text(id="definitif", en="definitive"),
    "plt": Text(id="Plt. (Pelaksana Tugas)", en="Plt. (acting official)"),
    "plh": Text(id="Plh. (Pelaksana Harian)", en="Plh. (daily acting official)"),
    "pj": Text(id="Pj. (Penjabat)", en="Pj. (interim official)"),
}


def registration_of(entries: Iterable[Entry], name: str, before: int) -> Entry | None:
    """Return the last registration of somebody before an entry, or None."""
    found = None
    for entry in entries:
        person = entry.body.get("person")
        if entry.seq >= before:
            break
        if entry.act == "person_add" and isinstance(person, dict) and person.get("name") == name:
            found = entry
    return found


def tenure_words(entries: Iterable[Entry], name: str, before: int) -> Text:
    """Return by what somebody held the post at the time of an entry."""
    entry = registration_of(entries, name, before)
    if entry is None:
        return Text(id="TIDAK TERDAFTAR sebelumnya", en="NOT REGISTERED before")
    body: dict[str, Any] = entry.body
    person: dict[str, Any] = body["person"]
    status = _status(person)
    decree = person.get("decree")
    decree_id, decree_en = (
        (f"SK {decree}", f"decree {decree}")
        if decree
        else ("nomor SK tidak dicatat", "no decree recorded")
    )
    span = _span(person)
    return Text(
        id=f"{status.id}; {decree_id}; {span.id}; didaftarkan pada entri {entry.seq}",
        en=f"{status.en}; {decree_en}; {span.en}; registered in entry {entry.seq}",
    )


def _status(person: dict[str, Any]) -> Text:
    status = str(person.get("status", "definitif"))
    return STATUSES.get(status, Text.same(status))


def _span(person: dict[str, Any]) -> Text:
    since, until = day_of(person.get("since") or ""), day_of(person.get("until") or "")
    if not since and not until:
        return Text(id="masa jabatan tidak dicatat", en="no term recorded")
    return Text(
        id=f"{show(since, 'id') or '…'} s.d. {show(until, 'id') or '…'}",
        en=f"{show(since, 'en') or '…'} to {show(until, 'en') or '…'}",
    )


_HEADINGS = (
    Text(id="Entri", en="Entry"),
    Text(id="Nama", en="Name"),
    Text(id="Jabatan", en="Post"),
    Text(id="Status", en="Status"),
    Text(id="Peran", en="Roles"),
    Text(id="Masa jabatan", en="Term"),
    Text(id="SK", en="Decree"),
    Text(id="Dicatat", en="Recorded"),
)


def people(material: Material) -> Chapter:
    """Return the chapter."""
    table = Table(
        Text(id="Pejabat dan anggota tim", en="Officials and members of the team"),
        ("entry", "name", "post", "status", "roles", "term", "decree", "recorded"),
        _HEADINGS,
        tuple(_row(material, entry) for entry in material.acts("person_add", "person_end")),
    )
    return Chapter(
        "pejabat",
        Text(id="Pejabat, status jabatan dan dasarnya", en="Officials, their status and its basis"),
        (Paragraph((_HOW,), "note"), table, *_agencies(material)),
        page="new",
    )


_HOW = Text(
    id="Setiap pendaftaran dan setiap akhir masa jabatan satu baris. SmartFlow mencatat siapa yang"
    " disebut bertindak; kebenaran orangnya diuji dengan SK dan lembar bertanda tangan.",
    en="Each registration and each end of a term is a line. SmartFlow records who is said to have"
    " acted; whether it was that person is tested with the decree and the signed sheet.",
)


def _row(material: Material, entry: Entry) -> tuple[Cell, ...]:
    body: dict[str, Any] = entry.body
    if entry.act == "person_end":
        until = day_of(body.get("until"))
        ended = Text(id=f"berakhir {show(until, 'id')}", en=f"ends {show(until, 'en')}")
        name = plain(body.get("name"))
        return (entry.seq, name, "", ended, "", ended, "", recorded(entry))
    person = body.get("person")
    if not isinstance(person, dict):
        return (entry.seq, "?", material.sentence(entry), "", "", "", "", recorded(entry))
    held = person.get("roles")
    roles = [material.title(role) for role in (held if isinstance(held, list) else ())]
    return (
        entry.seq,
        plain(person.get("name")),
        plain(person.get("post")),
        _status(person),
        Text(id=", ".join(r.id for r in roles), en=", ".join(r.en for r in roles)),
        _span(person),
        plain(person.get("decree")),
        recorded(entry),
    )


def _agencies(material: Material) -> tuple[Paragraph, ...]:
    numbers = [entry.seq for entry in material.acts("agency_add", "agency_end")]
    if not numbers:
        return ()
    return (
        Paragraph(
            (
                Text(
                    id=f"Instansi didaftarkan atau diakhiri pada entri {listed(numbers)}; lihat"
                    " daftar seluruh entri.",
                    en=f"Agencies were registered or ended in the entries {listed(numbers)}; see"
                    " the list of all entries.",
                ),
            ),
            "note",
        ),
    )
