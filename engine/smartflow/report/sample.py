"""A book with every kind of block, to try a template or a format on.

Some of its sentences are evidence: each stands in one place of the book, so that a sentence which
an output lacks names the part that a template has lost. What people type into worksheets is there
too: markup of other languages, Arabic letters, combining marks, a word without an end. A control
character is among it, half a surrogate pair is not: no record can hold one. Floor 1; pure.
"""

from __future__ import annotations

import base64
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.language import Text
from smartflow.report.book import (
    Book,
    Chapter,
    Check,
    Checklist,
    Code,
    Facts,
    Figure,
    Image,
    Listing,
    Note,
    Paragraph,
    Reference,
    Signature,
    Signer,
    Verbatim,
)
from smartflow.report.table import Amount, Money, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartflow.report.book import Block
    from smartflow.report.table import Cell

__all__ = ["EVIDENCE", "HOSTILE", "Evidence", "sample_book"]


class Evidence(msgspec.Struct, frozen=True):
    """A sentence of the sample book that stands in one place only.

    Attributes:
        part: What it is in the book, as an official calls it.
        words: The sentence.
    """

    part: Text
    words: Text


def _evidence(part_id: str, part_en: str, words_id: str, words_en: str) -> Evidence:
    return Evidence(Text(id=part_id, en=part_en), Text(id=words_id, en=words_en))


EVIDENCE: Final = {
    "title": _evidence(
        "judul",
        "the title",
        "Contoh buku <b>tebal</b> & {{ 7*7 }}",
        "Sample <b>book</b> & {{ 7*7 }}",
    ),
    "subtitle": _evidence(
        "anak judul", "the subtitle", "Anak judul #1 $x$ \\ @contoh", "Subtitle #1 $x$ \\ @sample"
    ),
    "head": _evidence(
        "keterangan sampul", "the head", "Baris di depan bab pertama", "A line before all chapters"
    ),
    "head_note": _evidence(
        "catatan kaki sampul", "notes of the head", "Catatan sampul contoh", "A note of the cover"
    ),
    "foreword": _evidence(
        "judul bab tanpa nomor",
        "titles of chapters without a number",
        "Pengantar percobaan",
        "The foreword on trial",
    ),
    "chapter": _evidence("judul bab", "chapter titles", "Bab percobaan", "The chapter on trial"),
    "part": _evidence("judul subbab", "titles of parts", "Subbab percobaan", "A part on trial"),
    "paragraph": _evidence(
        "paragraf", "paragraphs", "Paragraf biasa untuk percobaan", "A plain paragraph to be tried"
    ),
    "warning": _evidence(
        "peringatan", "warnings", "Peringatan untuk percobaan", "A warning to be tried"
    ),
    "note": _evidence("catatan kaki", "notes", "Catatan asal percobaan", "Where the trial is from"),
    "reference": _evidence("rujukan", "references", "lihat bab penutup", "see the last chapter"),
    "code": _evidence("kode", "code", "smartflow-contoh", "smartflow-sample"),
    "listing": _evidence("daftar butir", "lists", "Butir percobaan", "A point to be tried"),
    "verbatim": _evidence(
        "teks apa adanya", "verbatim text", "baris apa adanya", "a line as it is"
    ),
    "facts": _evidence("daftar keterangan", "facts", "Nama percobaan", "A name to be tried"),
    "heading": _evidence("judul kolom", "table headings", "Kolom percobaan", "A column on trial"),
    "cell": _evidence("isi tabel", "table cells", "Sel percobaan", "A cell to be tried"),
    "table_note": _evidence(
        "keterangan tabel", "table notes", "Keterangan di bawah tabel", "A note below the table"
    ),
    "figure": _evidence("judul grafik", "chart titles", "Grafik percobaan", "A chart on trial"),
    "image": _evidence("judul gambar", "picture titles", "Foto percobaan", "A photo on trial"),
    "check": _evidence("daftar periksa", "checklists", "Apakah ini tercetak", "Is this printed"),
    "signature": _evidence(
        "tempat tanda tangan", "signature places", "Kepala Dinas Percobaan", "Head of the Trial"
    ),
    "signer": _evidence("nama penanda tangan", "names of signers", "Rina Contoh", "Rina Contoh"),
    "last": _evidence("bab terakhir", "the last chapter", "Kalimat terakhir", "The last sentence"),
}
"""By a name of its own, in the order of reading."""

HOSTILE: Final = (
    "<script>alert(1)</script> &amp; ]]>",
    "{{ ''.__class__ }} {% for x in y %} {# z #}",
    '#import "x" #read("/etc/passwd") $ a $ @b <c>',
    "{ MERGEFIELD Nama } =1+1 @SUM(A1) `a` | **b** [c](d)",
    "سواه لونتو \u202eterbalik\u202c e\u0301 \U0001f3db\ufe0f",
    "nol\x00bel\x07",
    "tanpaspasi" * 60,
)
"""What somebody may have typed, and what must be printed as it was typed."""

_DIGEST: Final = "0123456789abcdef" * 4
_PICTURE: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAHUlEQVR42mOw+f//PzJmQOPbMKDxgSrQ9DAMIzMA"
    "mXPOQcBTWNUAAAAASUVORK5CYII="
)
_SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 120 60">'
    '<rect width="120" height="60" fill="#fff" stroke="#000"/>'
    '<path d="M10 50 L60 10 L110 50" fill="none" stroke="#000"/></svg>\n'
)
_LONG: Final = 60
"""Rows of a table that is longer than a page."""

_CONTENT: Final = Text(id="Isi", en="Content")


def sample_book(*, draft: bool = False, changed: str = "") -> Book:
    """Return the sample book.

    Args:
        draft: Whether it is a draft; nothing else in it depends on that.
        changed: The name of a sentence of :data:`EVIDENCE` that reads differently, or ``""``: two
            outputs that are equal in spite of it do not print that sentence.
    """
    say = {
        name: Text(id=f"{one.words.id}{_MARK}", en=f"{one.words.en}{_MARK}")
        if name == changed
        else one.words
        for name, one in EVIDENCE.items()
    }
    return Book(
        title=say["title"],
        subtitle=say["subtitle"],
        head=(
            Paragraph((say["head"], Note(say["head_note"]))),
            Facts(Text(id="Sampul", en="Cover"), ((_CONTENT, date(2026, 3, 2)),)),
        ),
        chapters=(
            Chapter("foreword", say["foreword"], page="new", numbered=False),
            Chapter("first", say["chapter"], _sentences(say), _parts(say), "new"),
            Chapter("wide", Text(id="Halaman melintang", en="A turned page"), _wide(), turned=True),
            Chapter("hostile", Text(id="Yang diketik orang", en="What people type"), _hostile()),
            Chapter("last", Text(id="Penutup", en="Closing"), _last(say), page="new"),
        ),
        key="sample",
        emblem=Image(_PICTURE, "image/png", Text(id="Lambang", en="Coat of arms")),
        day=date(2026, 3, 2),
        draft=draft,
        cover=True,
    )


_MARK: Final = " lain"


def _sentences(say: Mapping[str, Text]) -> tuple[Block, ...]:
    blank, code = Text.same(" "), say["code"]
    return (
        Paragraph(
            (say["paragraph"], Note(say["note"]), blank, Reference("last", say["reference"]))
        ),
        Paragraph((say["warning"],), "warning"),
        Paragraph((_CONTENT,), "note"),
        Listing(((say["listing"],), (Code(code.id), blank, Code(code.en)))),
        Listing(((_CONTENT,), (_CONTENT, blank, Code(_DIGEST))), "steps"),
        Verbatim(_CONTENT, f"{say['verbatim'].id}\n  {say['verbatim'].en}\n"),
        Facts(_CONTENT, ((say["facts"], 2026), (_CONTENT, None))),
        Facts(_CONTENT, ((_CONTENT, None),), "box"),
    )


def _parts(say: Mapping[str, Text]) -> tuple[Chapter, ...]:
    words = Text(id="Lambang yang dilukis", en="A painted emblem")
    pictures = (
        Figure(say["figure"], words, Text.same(_SVG)),
        Image(_PICTURE, "image/png", words, say["image"]),
        Image(_PICTURE, "image/png", words),
    )
    deepest = Chapter("deepest", Text(id="Paling dalam", en="Deepest"), (Paragraph((words,)),))
    tables = Chapter("tables", Text(id="Tabel", en="Tables"), (_cells(say), _long()), (deepest,))
    return (Chapter("part", say["part"], pictures, (tables,)),)


def _cells(say: Mapping[str, Text]) -> Table:
    rows: tuple[tuple[Cell, Cell], ...] = (
        (say["cell"], "teks"),
        (Text(id="Bilangan bulat", en="A whole number"), 2026),
        (Text(id="Desimal", en="A decimal"), Decimal("0.125")),
        (Text(id="Hari", en="A day"), date(2026, 3, 2)),
        (Text(id="Ya atau tidak", en="Yes or no"), True),
        (Text(id="Uang", en="Money"), Money(-1_250_000_000)),
        (Text(id="Jumlah", en="An amount"), Amount(Decimal("12345.50"), "orang")),
        (Text(id="Kosong", en="Nothing"), None),
    )
    headings = (say["heading"], Text(id="Nilai", en="Value"))
    return Table(_CONTENT, ("what", "value"), headings, rows, say["table_note"])


def _long() -> Table:
    number, title = Text(id="Nomor", en="Number"), Text(id="Tabel panjang", en="A long table")
    rows = tuple((place, f"DINAS/contoh/{place}") for place in range(1, _LONG + 1))
    return Table(title, ("number", "origin"), (number, Text(id="Asal", en="Origin")), rows)


def _wide() -> tuple[Block, ...]:
    keys = tuple(f"year_{year}" for year in range(2026, 2038))
    headings = tuple(Text.same(key[-4:]) for key in keys)
    row = tuple(Money(1_000_000 * place) for place in range(len(keys)))
    empty = Table(Text(id="Tabel kosong", en="An empty table"), keys, headings, ())
    return (Table(Text(id="Tabel lebar", en="A wide table"), keys, headings, (row,)), empty)


def _hostile() -> tuple[Block, ...]:
    heading, title = Text(id="Diketik", en="Typed"), Text(id="Sel", en="Cells")
    return (
        *(Paragraph((Text.same(words), Note(Text.same(words)))) for words in HOSTILE),
        Verbatim(title, "\n".join(HOSTILE)),
        Table(title, ("typed",), (heading,), tuple((words,) for words in HOSTILE)),
    )


def _last(say: Mapping[str, Text]) -> tuple[Block, ...]:
    hold = Text(id="Bandingkan dengan berkas contoh", en="Hold it beside the sample file")
    check = Check(say["check"], hold, ((_CONTENT, _DIGEST),))
    return (
        Checklist(_CONTENT, (check,), 7),
        Paragraph((say["last"],)),
        Signature((Signer(Text(id="Camat", en="Head of the district")),)),
        Signature(
            (
                Signer(say["signature"]),
                Signer(Text(id="Wali Kota", en="Mayor"), say["signer"].id),
            ),
            dated=True,
        ),
    )
