"""The pages of a book that no plugin writes: what stands on its cover, and its last page.

The last page says from what the book was made: digests, the newest checkpoint and its code. So a
printed decision can be traced to its entry, and whoever signs the page witnesses the history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow import __version__
from smartflow.casework.foreign_city import copy_facts
from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.ledger.seal import seal_of
from smartflow.model import PluginFact
from smartflow.report import Chapter, Code, Facts, Figure, Image, Paragraph, Table, Verbatim
from smartflow.report.image import BadImage, image_of

if TYPE_CHECKING:
    from smartflow.casework.casework import Case
    from smartflow.casework.printing.reports import Report
    from smartflow.report import Block
    from smartflow.workflow.definition import Workflow

__all__ = ["BadEmblem", "Issuer", "Sources", "emblem_of", "head", "seal_chapter"]


class BadEmblem(BadInput):
    """The file that was recorded as the coat of arms is no picture."""

    code = "bad-emblem"
    says = Text(
        id="Lambang daerah pada entri {entry} tidak dapat dipakai: {fault}.",
        en="The coat of arms of entry {entry} cannot be used: {fault}.",
    )
    next_step = Text(
        id="Catat gambar yang benar: smartflow record {slug} {kind} --date TANGGAL --title JUDUL"
        " BERKAS.png",
        en="Record a right picture: smartflow record {slug} {kind} --date DATE --title TITLE"
        " FILE.png",
    )


class Issuer(msgspec.Struct, frozen=True):
    """Who makes a book official.

    Attributes:
        person: The name.
        post: The post, as it is written on paper.
        entry: The number of the entry by which it becomes official.
    """

    person: str
    post: str
    entry: int


class Sources(msgspec.Struct, frozen=True):
    """What a book was made from.

    Attributes:
        dossier: Digest of the dossier's manifest, hex sha256.
        plugins: The plugins that brought its chapters, and those that are blocked.
    """

    dossier: str
    plugins: tuple[PluginFact, ...]


def emblem_of(case: Case, workflow: Workflow) -> Image | None:
    """Return the newest picture of the kind of document that the workflow names, or None.

    Raises:
        BadEmblem: its file is no PNG and no JPEG, or too large.
    """
    kind = workflow.emblem
    records = [one for one in case.state.records if one.kind == kind and one.file]
    if not kind or not records:
        return None
    newest = records[-1]
    content = case.read_blobs((newest.file,)).get(newest.file)
    if content is None:
        return None  # `audit verify` names what the store lacks
    city = case.state.city.name
    try:
        return image_of(content, Text(id=f"Lambang {city}", en=f"Coat of arms of {city}"))
    except BadImage as fault:
        raise BadEmblem(
            entry=newest.entry, fault=fault.text, slug=case.state.city.slug, kind=kind
        ) from fault


def head(
    case: Case, workflow: Workflow, report: Report, *, draft: bool, issuer: Issuer | None
) -> tuple[Block, ...]:
    """Return what stands below the title.

    Args:
        case: The city.
        workflow: Its workflow.
        report: What is printed.
        draft: Whether something is missing.
        issuer: Who makes it official, or None.
    """
    city = case.state.city
    stage = report.stage or workflow.stage(case.state.stage)
    status = Text(id="Lengkap, belum diterbitkan", en="Complete, not issued")
    if report.book.form:
        status = Text(id="Untuk diisi", en="To be filled in")
    if draft:
        status = Text(id="DRAF", en="DRAFT")
    if issuer is not None:
        named = ", ".join(word for word in (issuer.person, issuer.post) if word)
        status = Text(
            id=f"Diterbitkan oleh {named} (entri {issuer.entry})",
            en=f"Issued by {named} (entry {issuer.entry})",
        )
    return (
        Facts(
            Text(id="Keterangan", en="Particulars"),
            (
                (
                    Text(id="Kabupaten/kota", en="City or regency"),
                    f"{city.name} ({city.region_code})",
                ),
                (Text(id="Provinsi", en="Province"), city.province),
                (Text(id="Tahap", en="Stage"), stage.title),
                (Text(id="Keadaan per tanggal", en="As of"), case.today),
                (Text(id="Status", en="Status"), status),
                *copy_facts(case.imported),
            ),
        ),
    )


_HOW = Text(
    id="Dokumen ini dicetak dari isian yang tersimpan, tidak diketik ulang. Kolom 'Asal' pada"
    " setiap tabel menyebut baris asalnya di kertas kerja. Angka di bawah ini mengikat dokumen pada"
    " jejak auditnya. Berkas yang diterbitkan diperiksa dengan ",
    en="This document is printed from what was filled in; nothing was typed anew. The column"
    " 'Origin' of each table names the row of the worksheet that it comes from. The numbers below"
    " bind the document to its history. A file that was issued is verified with ",
)
_OUTSIDE = Text(
    id="; segel di bawah, bila disimpan di luar kota, dengan ",
    en="; the checkpoint below, where it is kept outside the city, with ",
)
_UNSIGNED = Text(
    id="Riwayat ini belum disegel dengan kunci. Catat ukuran dan sidik di atas sebagai gantinya.",
    en="This history is not signed with a key. Keep the size and the digest above instead.",
)


def seal_chapter(case: Case, workflow: Workflow, sources: Sources) -> Chapter:
    """Return the last page: digests, plugins, the newest checkpoint as text and as a code."""
    return Chapter(
        "seal",
        Text(id="Keaslian dokumen", en="Authenticity of this document"),
        (
            Paragraph(
                (
                    _HOW,
                    Code("smartflow audit verify --file BERKAS"),
                    _OUTSIDE,
                    Code("smartflow audit verify --against SEGEL"),
                    Text.same("."),
                )
            ),
            _digests(case, workflow, sources),
            _plugins(sources),
            *_checkpoint(case),
        ),
        page="new",
        numbered=False,
    )


def _digests(case: Case, workflow: Workflow, sources: Sources) -> Facts:
    return Facts(
        Text(id="Dibuat dari", en="Made from"),
        (
            (Text(id="Nama riwayat", en="Name of the history"), case.log),
            (Text(id="Banyaknya entri", en="Number of entries"), case.head.seq),
            (Text(id="Sidik entri terakhir", en="Digest of the last entry"), case.head.leaf),
            (
                Text(id="Sidik seluruh isian", en="Digest of all that was filled in"),
                sources.dossier,
            ),
            (
                Text(
                    id=f"Sidik alur kerja {workflow.reference}",
                    en=f"Digest of {workflow.reference}",
                ),
                case.state.workflow.digest,
            ),
            (Text(id="Versi SmartFlow", en="Version of SmartFlow"), __version__),
        ),
    )


_TOOK_PART = Text(id="menyusun", en="composed it")
_BLOCKED = Text(id="DIBLOKIR", en="BLOCKED")


def _plugins(sources: Sources) -> Table:
    return Table(
        title=Text(id="Plugin yang menyusun dokumen ini", en="Plugins that composed it"),
        keys=("plugin", "version", "part", "fingerprint"),
        headings=(
            Text(id="Plugin", en="Plugin"),
            Text(id="Versi", en="Version"),
            Text(id="Keikutsertaan", en="Part"),
            Text(id="Sidik", en="Fingerprint"),
        ),
        rows=tuple(
            (
                one.name,
                one.version,
                _TOOK_PART if one.state == "loaded" else _BLOCKED,
                one.fingerprint or None,
            )
            for one in sources.plugins
        ),
    )


def _checkpoint(case: Case) -> tuple[Block, ...]:
    with case.workspace.store.read() as reading:
        seal = seal_of(reading, case.log)
    if seal is None:
        return (Paragraph((_UNSIGNED,), "warning"),)
    return (
        Verbatim(
            Text(
                id="Segel terbaru (catatan bertanda tangan)", en="Newest checkpoint (signed note)"
            ),
            seal.text.rstrip("\n"),
        ),
        Figure(
            Text(id="Segel yang sama sebagai kode QR", en="The same as a QR code"),
            Text(
                id="Kode QR yang memuat catatan bertanda tangan di atas.",
                en="A QR code that holds the signed note above.",
            ),
            Text.same(seal.svg),
        ),
    )
