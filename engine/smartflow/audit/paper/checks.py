"""The page that an auditor checks by hand: numbered questions, each with what to hold beside what.

No computer is needed but for the digests, and how to compute one is told on its own page. The
samples of worksheets are drawn evenly over the history, so that two prints draw the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from smartflow.audit.paper import questions
from smartflow.history.acts import Act, Attend, Decide, Filing, RecordDocument, SignOffAnswer
from smartflow.language import Text
from smartflow.report import Chapter, Check, Checklist, Facts, Paragraph

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material
    from smartflow.audit.paper.witnesses import SealPage
    from smartflow.history.entries.entry import Entry

__all__ = ["checks"]

AnAct = TypeVar("AnAct", bound=Act)

_SAMPLES = 5
"""How many workbooks are drawn."""


def checks(material: Material, page: SealPage) -> Chapter:
    """Return the chapter."""
    groups: list[tuple[Text, tuple[Check, ...]]] = [
        (Text(id="A. Riwayat", en="A. The history"), tuple(_history(material, page))),
        *((title, tuple(asked(material))) for title, asked in _OF),
        (_SAMPLED, tuple(questions.workbook(material, *sample) for sample in _samples(material))),
    ]
    blocks: list[Checklist] = []
    first = 1
    for title, found in groups:
        if found:
            blocks.append(Checklist(title, found, first))
            first += len(found)
    return Chapter("periksa", _TITLE, (Paragraph((_HOW,)), _AUDITOR, *blocks), page="new")


def _of(
    kind: type[AnAct], ask: Callable[[Material, Entry, AnAct], Check]
) -> Callable[[Material], Iterator[Check]]:
    """Return how the questions about one kind of act are asked."""
    return lambda material: (ask(material, entry, act) for entry, act in material.done(kind))


_OF = (
    (Text(id="B. Berita acara", en="B. Minutes"), _of(Decide, questions.minutes)),
    (
        Text(id="C. Persetujuan perorangan", en="C. Sign-offs by people"),
        _of(SignOffAnswer, questions.sign_off),
    ),
    (Text(id="D. Dokumen", en="D. Documents"), _of(RecordDocument, questions.document)),
    (Text(id="E. Daftar hadir", en="E. Attendance"), _of(Attend, questions.attendance)),
)
_SAMPLED = Text(id="F. Uji petik kertas kerja", en="F. Samples of worksheets")
_TITLE = Text(id="Lembar pemeriksaan dengan tangan", en="What can be checked by hand")
_HOW = Text(
    id="Lembar ini dapat dikerjakan tanpa keahlian komputer. Untuk setiap nomor: ambil dokumen"
    " aslinya, bandingkan dengan yang tercetak, beri tanda pada satu kotak, dan tulis catatan bila"
    " tidak sesuai. Sidik berkas dihitung seperti pada bab cara menghitung sidik; bila dokumen"
    " hanya ada di kertas, cukup bandingkan nomor, tanggal, nama dan tanda tangannya.",
    en="This can be done without any skill in computing. For each number: take the original"
    " document, compare it with what is printed, tick one box, and write a remark where it differs."
    " A digest is computed as told in the chapter on digests; where a document exists on paper"
    " alone, compare its number, date, names and signatures.",
)
_AUDITOR = Facts(
    Text(id="Pemeriksa", en="Auditor"),
    (
        (Text(id="Nama pemeriksa", en="Auditor's name"), None),
        (Text(id="Tanggal pemeriksaan", en="Date of the check"), None),
        (Text(id="Paraf", en="Initials"), None),
    ),
)


def _history(material: Material, page: SealPage) -> Iterator[Check]:
    head = material.case.head
    yield Check(
        Text(
            id="Apakah nomor entri pada daftar seluruh entri berurutan tanpa lompatan?",
            en="Do the numbers in the list of all entries run without a gap?",
        ),
        Text(
            id="Daftar seluruh entri dalam kertas kerja ini, dari halaman pertama sampai terakhir.",
            en="The list of all entries in this paper, from its first page to its last.",
        ),
        (
            (Text(id="Entri pertama", en="First entry"), 1),
            (Text(id="Entri terakhir", en="Last entry"), head.seq),
        ),
    )
    yield Check(
        Text(
            id="Apakah catatan yang disimpan pihak luar (provinsi, Inspektorat, kertas kerja"
            " sebelumnya) masih cocok?",
            en="Does what somebody outside kept (province, Inspektorat, an earlier paper) still"
            " agree?",
        ),
        Text(
            id="Cari nomor entri pada catatan luar itu dalam kertas kerja ini, atau minta:"
            " smartflow history KOTA NOMOR. Sidik entrinya harus sama. Bila ukurannya sama dengan"
            " ukuran sekarang, akar pohonnya harus sama pula.",
            en="Look for the number on what was kept outside in this paper, or ask for: smartflow"
            " history CITY NUMBER. The digest of that entry must be the same. Where the size is"
            " today's, the root must be the same as well.",
        ),
        (
            (Text(id="Ukuran sekarang", en="Size now"), head.seq),
            (Text(id="Sidik entri terakhir", en="Digest of the last entry"), head.leaf),
            (Text(id="Akar pohon", en="Root of the tree"), page.root),
        ),
    )
    yield Check(
        Text(
            id="Apakah sudah ada pihak di luar kota yang menyimpan segel riwayat?",
            en="Does somebody outside the city keep a checkpoint?",
        ),
        Text(
            id="Halaman segel riwayat; surat atau berkas di provinsi atau Inspektorat.",
            en="The page with the seal; a letter or file at the province or the Inspektorat.",
        ),
        (
            (
                Text(id="Saksi yang tercatat", en="Witnesses recorded"),
                ", ".join(one.name for one in page.witnesses)
                or Text(id="belum ada", en="none yet"),
            ),
        ),
    )


def _samples(material: Material) -> tuple[tuple[Entry, Filing], ...]:
    """Return some of the copies that came, drawn evenly from the first to the last."""
    sent = material.done(Filing)
    if len(sent) <= _SAMPLES:
        return sent
    step = (len(sent) - 1) / (_SAMPLES - 1)
    return tuple(sent[round(step * number)] for number in range(_SAMPLES))
