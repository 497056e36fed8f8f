"""``attend``: record who was at a session, from its attendance list.

The list holds personal data, so it is kept under a salt; the entry names only agencies and counts
heads.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.lookups import folded, not_in_future, seal_file
from smartflow.casework.tabular import find_columns, read_rows
from smartflow.errors import BadInput
from smartflow.history.acts import Attend
from smartflow.history.entries.entry import Entry
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.casework.workspace import Workspace
    from smartflow.model import Agency

__all__ = [
    "Attended",
    "BadAttendanceList",
    "NoAttendanceColumns",
    "NoSession",
    "NobodyPresent",
    "attend",
]

COLUMNS = {
    "name": ("nama", "nama peserta", "nama lengkap", "name", "participant"),
    "agency": (
        "instansi", "opd", "perangkat daerah", "unit kerja", "asal", "asal instansi", "kode",
        "kode opd", "dinas", "agency", "organisation",
    ),
}  # fmt: skip


class BadAttendanceList(BadInput):
    """The list has no column of names or agencies, nobody on it, or no session's title."""

    code = "bad-attendance-list"


class NoSession(BadAttendanceList):
    """The attendance is of a session without a title."""

    says = Text(id="Judul sesi wajib diisi.", en="The session's title is required.")
    next_step = Text(id='Tambahkan: --session "JUDUL"', en='Add: --session "TITLE"')


class NoAttendanceColumns(BadAttendanceList):
    """The list has no column of names or of agencies."""

    says = Text(
        id="Daftar hadir {path} tidak memiliki kolom Nama dan kolom Instansi.",
        en="The attendance list {path} has no column of names and of agencies.",
    )
    next_step = Text(
        id="Beri judul kolom 'Nama' dan 'Instansi' (kode atau nama), lalu ulangi.",
        en="Head the columns 'Nama' and 'Instansi' (code or name), then try again.",
    )


class NobodyPresent(BadAttendanceList):
    """Nobody is on the list."""

    says = Text(
        id="Daftar hadir {path} belum berisi nama siapa pun.",
        en="Nobody is on the attendance list {path}.",
    )
    next_step = Text(id="Periksa berkasnya, lalu ulangi.", en="Check the file, then try again.")


class Attended(msgspec.Struct, frozen=True):
    """What came of an attendance list.

    Attributes:
        entry: The entry.
        agencies: Codes of the agencies that were present.
        people: How many people signed.
        unknown: What stood in the agency column and names no registered agency.
    """

    entry: Entry
    agencies: tuple[str, ...]
    people: int
    unknown: tuple[str, ...]


def attend(workspace: Workspace, city: str, session: str, day: date, path: Path) -> Attended:
    """Record an attendance list.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        session: The session's title.
        day: The day of the session.
        path: The list (CSV, XLSX or ODS) with a column of names and one of agencies, by code or
            name. A row without a name does not count.

    Raises:
        BadAttendanceList: it lacks those columns, or nobody is on it.
        FutureDay: the session is still to come.
        SmartflowError: the file cannot be read.
    """
    title = " ".join(session.split())
    if not title:
        raise NoSession
    signed = _signed(path)
    blob = seal_file(path, salted=True)
    found: list[tuple[tuple[str, ...], tuple[str, ...]]] = []

    def plan(case: Case) -> Draft:
        not_in_future(day, case.today, Text(id="Sesi tanggal", en="The session of"))
        codes, unknown = _match(signed, case.state.agencies.values())
        found[:] = [(codes, unknown)]
        return Draft.of(
            Attend(
                session=title,
                day=day,
                sheet=blob.digest,
                agencies=codes,
                people=len(signed),
            ),
            blobs=(blob,),
            occurred=day,
        )

    entry = perform(workspace, city, plan)
    codes, unknown = found[0]
    return Attended(entry, codes, len(signed), unknown)


def _signed(path: Path) -> tuple[str, ...]:
    """Return, for each person on the list, what stands in the column of agencies."""
    rows = read_rows(path)
    header = find_columns(rows, COLUMNS)
    if header is None:
        raise NoAttendanceColumns(path=path.name)
    name, agency = header.columns["name"], header.columns["agency"]
    people = tuple(row[agency] for row in rows[header.row + 1 :] if row[name])
    if not people:
        raise NobodyPresent(path=path.name)
    return people


def _match(
    signed: Iterable[str], agencies: Iterable[Agency]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the agencies that are named, and the words that name none."""
    known = {
        folded(words): agency.code for agency in agencies for words in (agency.code, agency.name)
    }
    words = dict.fromkeys(word for word in signed if word)
    codes = {known[folded(word)] for word in words if folded(word) in known}
    unknown = tuple(word for word in words if folded(word) not in known)
    return tuple(sorted(codes)), unknown
