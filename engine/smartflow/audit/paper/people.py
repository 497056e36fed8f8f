"""The paper's chapter of officials: who held which post, with which status, by which decree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from smartflow.audit.paper.words import listed, plain, recorded
from smartflow.history.acts import PersonAdd, PersonEnd, PersonFacts, acts_of, readable_act
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


def registration_of(
    entries: Iterable[Entry], name: str, before: int
) -> tuple[Entry, PersonFacts] | None:
    """Return the last registration of somebody before an entry, or None."""
    last = None
    for entry, act in acts_of(entries, PersonAdd):
        if entry.seq >= before:
            break
        if act.person.name == name:
            last = entry, act.person
    return last


def tenure_words(entries: Iterable[Entry], name: str, before: int) -> Text:
    """Return by what somebody held the post at the time of an entry."""
    registration = registration_of(entries, name, before)
    if registration is None:
        return Text(id="TIDAK TERDAFTAR sebelumnya", en="NOT REGISTERED before")
    entry, person = registration
    status = _status(person)
    decree_id, decree_en = (
        (f"SK {person.decree}", f"decree {person.decree}")
        if person.decree
        else ("nomor SK tidak dicatat", "no decree recorded")
    )
    span = _span(person)
    return Text(
        id=f"{status.id}; {decree_id}; {span.id}; didaftarkan pada entri {entry.seq}",
        en=f"{status.en}; {decree_en}; {span.en}; registered in entry {entry.seq}",
    )


def _status(person: PersonFacts) -> Text:
    return STATUSES.get(person.status, Text.same(person.status))


def _span(person: PersonFacts) -> Text:
    since, until = person.since or "", person.until or ""
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
    act = readable_act(entry)
    if isinstance(act, PersonEnd):
        ended = Text(id=f"berakhir {show(act.until, 'id')}", en=f"ends {show(act.until, 'en')}")
        return (entry.seq, act.name, "", ended, "", ended, "", recorded(entry))
    if not isinstance(act, PersonAdd):
        return (entry.seq, "?", material.sentence(entry), "", "", "", "", recorded(entry))
    person = act.person
    roles = [material.title(role) for role in person.roles]
    return (
        entry.seq,
        plain(person.name),
        plain(person.post),
        _status(person),
        Text(id=", ".join(r.id for r in roles), en=", ".join(r.en for r in roles)),
        _span(person),
        plain(person.decree),
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
