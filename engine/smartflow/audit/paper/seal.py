"""The paper's last page: the head of the history, its newest checkpoint, and who outside saw it.

Whoever signs this page with a legal signature becomes a witness: the history can no longer be
rewritten without contradicting it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.audit.paper.words import moment_at
from smartflow.language import Text
from smartflow.report import Chapter, Facts, Figure, Paragraph, Signature, Signer, Table, Verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.audit.paper.material import Material
    from smartflow.audit.paper.witnesses import SealPage
    from smartflow.report import Block
    from smartflow.report.table import Cell

__all__ = ["seal"]


def _head_facts(material: Material, page: SealPage) -> Facts:
    """Return the head of the history: name, size, leaf, root, moment."""
    head, zone = material.case.head, material.case.state.city.zone
    return Facts(
        Text(id="Kepala riwayat", en="Head of the history"),
        (
            (Text(id="Nama riwayat", en="Name of the history"), material.case.log),
            (Text(id="Banyaknya entri (ukuran)", en="Number of entries (size)"), head.seq),
            (Text(id="Sidik entri terakhir", en="Digest of the last entry"), head.leaf),
            (Text(id="Akar pohon (base64)", en="Root of the tree (base64)"), page.root),
            (Text(id="Kunci publik yang menyegel", en="Public key that signs"), page.key or "-"),
            (Text(id="Saat dicetak", en="Printed"), moment_at(material.now, zone)),
        ),
    )


def seal(material: Material, page: SealPage) -> Chapter:
    """Return the chapter."""
    return Chapter(
        "segel",
        Text(id="Segel riwayat", en="Seal of the history"),
        (Paragraph((_WHY,)), _head_facts(material, page), *_parts(material, page), _SIGNED_BY),
        page="new",
    )


_SIGNED_BY = Signature(
    (
        Signer(
            Text(
                id="Disaksikan pihak di luar kota (sebutkan jabatannya)",
                en="Witnessed by somebody outside the city (state the post)",
            )
        ),
    ),
    dated=True,
)
_WHY = Text(
    id="Simpan halaman ini di luar jangkauan kota. Pada pemeriksaan berikutnya, riwayat harus"
    " tetap memuat keadaan ini: pada ukuran yang sama, sidik dan akarnya harus sama. SmartFlow"
    " membuat pengubahan terlihat; ia tidak dapat mencegahnya pada berkas yang belum pernah"
    " dilihat pihak luar.",
    en="Keep this page where the city cannot reach it. At the next audit the history must still"
    " hold this state: at the same size, digest and root must be the same. SmartFlow makes a"
    " change evident; it cannot prevent one in a file that nobody outside has seen.",
)
_UNSIGNED = Text(
    id="Riwayat ini belum disegel dengan kunci. Catat ukuran dan sidik di atas sebagai gantinya.",
    en="This history is not signed with a key. Keep the size and the digest above instead.",
)
_ALONE = Text(
    id="BELUM ADA SAKSI DI LUAR KOTA. Tanpa salinan di luar, riwayat yang ditulis ulang seluruhnya"
    " tidak akan terlihat.",
    en="NOBODY OUTSIDE HAS WITNESSED IT. Without a copy outside, a history rewritten as a whole"
    " would not show.",
)


def _parts(material: Material, page: SealPage) -> Iterator[Block]:
    if not page.note:
        yield Paragraph((_UNSIGNED,), "warning")
        return
    title = Text(id="Segel terbaru (catatan bertanda tangan)", en="Newest checkpoint (signed note)")
    yield Verbatim(title, page.note.rstrip("\n"))
    if page.svg:
        yield Figure(
            Text(id="Segel yang sama sebagai kode QR", en="The same as a QR code"),
            Text(
                id="Kode QR yang memuat catatan bertanda tangan di atas.",
                en="A QR code that holds the signed note above.",
            ),
            Text.same(page.svg),
        )
    if not page.witnesses:
        yield Paragraph((_ALONE,), "warning")
        return
    zone = material.case.state.city.zone
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.name, one.size, moment_at(one.at, zone) if one.at else None, one.standing)
        for one in page.witnesses
    )
    yield Table(
        Text(
            id="Saksi di luar (segel terbaru masing-masing)", en="Witnesses outside (newest each)"
        ),
        ("name", "size", "at", "standing"),
        (
            Text(id="Kunci saksi", en="Witness's key"),
            Text(id="Banyaknya entri", en="Entries"),
            Text(id="Disaksikan", en="Witnessed"),
            Text(id="Tanda tangan", en="Signature"),
        ),
        rows,
    )
