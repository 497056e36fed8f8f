"""The questions of the page that is checked by hand: one for each paper that an entry tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.audit.paper.people import tenure_words
from smartflow.audit.paper.words import ANSWERS, plain
from smartflow.language import Text
from smartflow.report import Check

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material
    from smartflow.history.acts import Attend, Decide, Filing, RecordDocument, SignOffAnswer
    from smartflow.history.entries.entry import Entry
    from smartflow.report.table import Cell

__all__ = ["attendance", "document", "minutes", "sign_off", "workbook"]

_ENTRY = Text(id="Entri", en="Entry")
_NUMBER = Text(id="Nomor", en="Number")
_DAY = Text(id="Tanggal", en="Day")
_DIGEST = Text(id="Sidik berkas", en="Digest of the file")


def _file(digest: str) -> Cell:
    return digest or _NONE


_NONE = Text(id="tidak dilampirkan", en="not attached")


def minutes(material: Material, entry: Entry, act: Decide) -> Check:
    """Return the question about the minutes of a body."""
    who = material.title(act.body)
    answer = ANSWERS.get(act.outcome, Text.same(plain(act.outcome)))
    return Check(
        Text(
            id=f"Apakah berita acara rapat {who.id} sesuai dengan entri {entry.seq}?",
            en=f"Do the minutes of {who.en} agree with entry {entry.seq}?",
        ),
        Text(
            id="Berita acara bertanda tangan: nomor, tanggal, keputusan, jumlah hadir, nama dan"
            " tanda tangan; cocokkan jumlahnya dengan daftar hadir rapat itu.",
            en="The signed minutes: number, date, outcome, how many were present, names and"
            " signatures; compare the count with that meeting's attendance list.",
        ),
        (
            (_ENTRY, entry.seq),
            (_NUMBER, plain(act.number)),
            (_DAY, act.day),
            (Text(id="Keputusan", en="Outcome"), answer),
            (
                Text(id="Hadir dari anggota", en="Present of members"),
                f"{act.present} / {act.members}",
            ),
            (_DIGEST, _file(act.file)),
        ),
    )


def sign_off(material: Material, entry: Entry, act: SignOffAnswer) -> Check:
    """Return the question about a person's sign-off, and the post in which it was given."""
    name, role = act.person, material.title(act.role)
    answer = ANSWERS.get(act.answer, Text.same(plain(act.answer)))
    return Check(
        Text(
            id=f"Apakah {name} benar {answer.id} sebagai {role.id} (entri {entry.seq})?",
            en=f"Has {name} indeed {answer.en} as {role.en} (entry {entry.seq})?",
        ),
        Text(
            id="Lembar persetujuan bertanda tangan; SK jabatannya (bagi Plt., Plh. atau Pj.: SK"
            " penunjukan dan masa berlakunya pada tanggal itu). Bila tidak ada lembar, tanyakan"
            " langsung kepada yang bersangkutan.",
            en="The signed sheet; the decree of the post (for an acting or interim official,"
            " the appointment and its term on that day). Where there is no sheet, ask the"
            " person.",
        ),
        (
            (Text(id="Nama", en="Name"), name),
            (Text(id="Jabatan", en="Post"), plain(act.post)),
            (
                Text(id="Dasar jabatan", en="Basis of the post"),
                tenure_words(material.entries, name, entry.seq),
            ),
            (_DAY, entry.occurred),
            (_DIGEST, _file(act.file)),
        ),
    )


def document(material: Material, entry: Entry, act: RecordDocument) -> Check:
    """Return the question about a decree, a book, a regulation."""
    kind = material.title(act.kind)
    return Check(
        Text(
            id=f"Apakah dokumen '{kind.id}' sesuai dengan entri {entry.seq}?",
            en=f"Does the document '{kind.en}' agree with entry {entry.seq}?",
        ),
        Text(
            id="Dokumen asli (untuk peraturan: JDIH): nomor, tanggal, judul, penanda tangan.",
            en="The original (a regulation: the JDIH): number, date, title, who signed.",
        ),
        (
            (Text(id="Judul", en="Title"), plain(act.title)),
            (_NUMBER, plain(act.number)),
            (_DAY, act.day),
            (Text(id="Penanda tangan", en="Signed by"), plain(act.signed_by)),
            (_DIGEST, _file(act.file)),
        ),
    )


def attendance(_material: Material, entry: Entry, act: Attend) -> Check:
    """Return the question about an attendance list."""
    return Check(
        Text(
            id=f"Apakah daftar hadir sesuai dengan entri {entry.seq}?",
            en=f"Does the attendance list agree with entry {entry.seq}?",
        ),
        Text(
            id="Daftar hadir bertanda tangan: hitung tanda tangannya dan instansinya.",
            en="The signed list: count its signatures and its agencies.",
        ),
        (
            (Text(id="Acara", en="Session"), plain(act.session)),
            (_DAY, act.day),
            (Text(id="Tanda tangan", en="Signatures"), str(act.people)),
            (Text(id="Instansi", en="Agencies"), len(act.agencies)),
        ),
    )


def workbook(material: Material, entry: Entry, act: Filing) -> Check:
    """Return the question about a copy of a worksheet, drawn as a sample."""
    filler = material.title(act.filler)
    sheets = material.sentence(entry)
    return Check(
        Text(
            id=f"Apakah {filler.id} benar mengirim kertas kerja ini (entri {entry.seq})?",
            en=f"Did {filler.en} indeed send this worksheet (entry {entry.seq})?",
        ),
        Text(
            id="Berkas yang dipegang instansi itu, atau keterangan pejabatnya: jumlah baris dan"
            " isinya. Sidiknya bergaram: lihat bab cara menghitung sidik.",
            en="The file that the agency holds, or what its official says: how many rows, and"
            " what is in them. Its digest is salted: see the chapter on digests.",
        ),
        (
            (Text(id="Isi entri", en="The entry"), sheets),
            (Text(id="Nama berkas", en="Name of the file"), plain(act.file_name)),
            (Text(id="Sidik bergaram", en="Salted digest"), plain(act.file)),
        ),
    )
