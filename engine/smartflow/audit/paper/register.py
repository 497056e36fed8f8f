"""The paper's last lists: every entry of the history, and every file that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.audit.paper.files import STATES
from smartflow.audit.paper.words import (
    actor_words,
    basis_words,
    joined,
    late_words,
    recorded,
    short_day,
)
from smartflow.language import Text
from smartflow.report import Chapter, Paragraph, Table

if TYPE_CHECKING:
    from smartflow.audit.paper.files import NamedFile
    from smartflow.audit.paper.material import Material, Stay
    from smartflow.history.entries.entry import Entry
    from smartflow.report.table import Cell

__all__ = ["files", "register"]

_REASON = Text(id="Alasan: {reason}", en="Reason: {reason}")


def register(material: Material) -> Chapter:
    """Return the list of all entries, stage by stage, none left out."""
    return Chapter(
        "entri",
        Text(id="Daftar seluruh entri", en="All entries"),
        (Paragraph((_COMPLETE,), "note"), *(_of_stay(material, stay) for stay in material.stays)),
        page="new",
    )


_COMPLETE = Text(
    id="Nomor entri berurutan dari 1 tanpa lompatan. Nomor yang hilang berarti ada halaman atau"
    " entri yang dihilangkan.",
    en="The numbers run from 1 without a gap. A missing number means that a page or an entry was"
    " taken away.",
)


def _of_stay(material: Material, stay: Stay) -> Table:
    title = material.title(stay.stage)
    return Table(
        Text(id=f"Entri dalam tahap {title.id}", en=f"Entries in the stage {title.en}"),
        ("entry", "recorded", "happened", "what", "by", "basis"),
        (
            Text(id="Entri", en="Entry"),
            Text(id="Dicatat", en="Recorded"),
            Text(id="Terjadi", en="Happened"),
            Text(id="Apa", en="What"),
            Text(id="Oleh (jabatan)", en="By (post)"),
            Text(id="Dasar pengenalan", en="Known by"),
        ),
        tuple(_entry(material, entry) for entry in stay.entries),
    )


def _entry(material: Material, entry: Entry) -> tuple[Cell, ...]:
    told = material.sentence(entry)
    if entry.reason:
        told = joined((told, _REASON.fill({"reason": entry.reason})), " ")
    return (
        entry.seq,
        joined((recorded(entry), late_words(entry)), ", "),
        short_day(entry.occurred),
        told,
        actor_words(entry),
        basis_words(entry),
    )


def files(material: Material) -> Chapter:
    """Return the list of all files that the history names, with their digests."""
    shown = [one for one in material.files if one.kind != "rows" or one.state != "held"]
    inside = len(material.files) - len(shown)
    return Chapter(
        "berkas",
        Text(id="Daftar berkas dan sidiknya", en="Files and their digests"),
        (
            Paragraph((_SALT, _INSIDE.fill({"n": inside})), "note"),
            Table(
                Text(id="Berkas yang disebut jejak audit", en="Files that the history names"),
                ("entry", "what", "digest", "salted", "state"),
                (
                    Text(id="Entri", en="Entry"),
                    Text(id="Berkas", en="File"),
                    Text(id="Sidik (SHA-256)", en="Digest (SHA-256)"),
                    Text(id="Bergaram", en="Salted"),
                    Text(id="Keadaan", en="State"),
                ),
                tuple(_file(material, one) for one in shown),
            ),
        ),
        page="new",
    )


_INSIDE = Text(
    id=" Isi kertas kerja sebagaimana dibaca komputer ({n} lampiran, semuanya tersimpan utuh) tidak"
    " didaftar satu per satu.",
    en=" The rows of worksheets as the computer read them ({n} attachments, all kept whole) are not"
    " listed one by one.",
)
_SALT = Text(
    id="Berkas yang mungkin memuat data pribadi disimpan di belakang 16 byte acak (garam), agar"
    " dapat dihapus tanpa sisa. Sidiknya cocok dengan berkas simpanan, bukan langsung dengan"
    " berkas asal; caranya ada di bab cara menghitung sidik.",
    en="A file that may hold personal data is kept behind 16 random bytes (a salt), so that it can"
    " be erased without a trace. Its digest fits the stored file, not the original; how to compare"
    " is told in the chapter on digests.",
)


def _file(material: Material, one: NamedFile) -> tuple[Cell, ...]:
    name = material.title(one.name)
    state = STATES[one.state]
    if one.state == "erased":
        state = Text(
            id=f"{state.id} (entri {one.erased_by})", en=f"{state.en} (entry {one.erased_by})"
        )
    return (
        one.entry,
        joined((one.what, name if one.name else Text.same("")), ": "),
        one.digest,
        one.salted,
        state,
    )
