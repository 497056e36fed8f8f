"""A real LibreOffice opens our Word files: pages, headings, contents, heads that repeat.

LibreOffice and poppler are programs of the system: without them these tests are left out on a
person's machine and fail in CI, where they must be there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.formats.docx.word_file import TEMPLATE, changed, made, table_of

from smartflow import Text
from smartflow.report import (
    Book,
    Chapter,
    Check,
    Checklist,
    Facts,
    Listing,
    Money,
    Note,
    Paragraph,
    Signature,
    Signer,
)
from smartflow.report.sample import EVIDENCE, sample_book
from smartflow_formats import docx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Convert = Callable[[bytes, str], Path]

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
POPPLER = shutil.which("pdftotext") and shutil.which("pdfinfo")
pytestmark = pytest.mark.slow
WORDS = "Pelayanan kesehatan masih antre karena pendaftaran dilakukan secara manual. "


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Let LibreOffice open a Word file and save it in another format."""

    def run(content: bytes, suffix: str) -> Path:
        if SOFFICE is None or POPPLER is None:
            told = "LibreOffice or poppler is missing (libreoffice-writer, poppler-utils)"
            if os.environ.get("CI") == "true":
                pytest.fail(f"{told}, and CI must have them")
            pytest.skip(told)
        (tmp_path / "buku.docx").write_bytes(content)
        profile, target = (tmp_path / "profile").as_uri(), tmp_path / "saved"
        words = ["--headless", "--convert-to", suffix, "--outdir", str(target)]
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation={profile}", *words, str(tmp_path / "buku.docx")],
            check=True,
            capture_output=True,
            timeout=240,
        )
        return target / f"buku.{suffix}"

    return run


def pages_of(pdf: Path) -> list[str]:
    """Return the words of each page, white space collapsed."""
    read = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"],  # noqa: S607  found by the fixture above
        check=True,
        capture_output=True,
        timeout=60,
    )
    return [" ".join(page.split()) for page in read.stdout.decode().split("\f")[:-1]]


def sizes_of(pdf: Path) -> list[tuple[float, float]]:
    """Return width and height of every page, in points."""
    read = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "999", str(pdf)],  # noqa: S607  found by the fixture above
        check=True,
        capture_output=True,
        timeout=60,
    )
    return [
        (float(wide), float(high))
        for wide, high in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", read.stdout.decode())
    ]


def book_of(chapters: int) -> Book:
    """Return a book like that of a city: chapters with parts, long tables, one turned."""

    def part(at: int, key: str) -> Chapter:
        rows = tuple(
            (
                row,
                f"Isu {key} {row}",
                WORDS,
                Decimal(row) / 8,
                Money(1_250_000 * row),
                f"{key}r{row}",
            )
            for row in range(1, 31)
        )
        blocks = (
            Paragraph((Text.same(WORDS * 3), Note(Text.same(f"Asal {key}")))),
            table_of(rows),
            Listing(((Text.same("langkah"),), (Text.same("lagi"),)), "steps"),
        )
        return Chapter(key, Text.same(f"Bagian {at} tentang {key}"), blocks, turned=at == 2)

    some = tuple(
        Chapter(
            f"bab{at}",
            Text.same(f"Judul bab {at}"),
            (Paragraph((Text.same(WORDS * 20),)),),
            tuple(part(number, f"b{at}k{number}") for number in (1, 2)),
            "new",
        )
        for at in range(1, chapters + 1)
    )
    return Book(
        Text.same("Buku Percobaan"), Text.same("Kota Contoh"), (), some, draft=True, cover=True
    )


def test_the_contents_name_the_pages_on_which_chapters_begin(convert: Convert) -> None:
    """Every line of the contents, against the page on which the heading really stands."""
    pages = pages_of(convert(docx.render(book_of(3), "id", TEMPLATE), "pdf"))
    assert pages[1].startswith("Buku Percobaan Daftar isi")
    listed = re.findall(r"(\d+(?:\.\d)?) ((?:Judul|Bagian) [\w ]+?)\.{3,} ?(\d+)", pages[1])
    assert len(listed) == 9
    begins = {
        f"{number} {title}": next(
            at for at, page in enumerate(pages, start=1) if at > 2 and f"{number} {title}" in page
        )
        for number, title, _ in listed
    }
    assert {f"{number} {title}": int(page) for number, title, page in listed} == begins
    assert sorted(begins.values()) == list(begins.values())
    assert len(set(begins.values())) > 5


def test_pages_are_numbered_turned_and_marked_and_heads_repeat(convert: Convert) -> None:
    """Foot, watermark and head of the table on each page; turned chapters on turned pages."""
    book = book_of(1)
    pdf = convert(docx.render(book, "id", TEMPLATE), "pdf")
    pages, sizes = pages_of(pdf), sizes_of(pdf)
    assert len(sizes) == len(pages)
    for number, page in enumerate(pages[1:], start=2):
        assert page.endswith(f"Halaman {number} dari {len(pages)}")
    assert not pages[0].endswith(f"dari {len(pages)}")
    with_rows = [page for page in pages if re.search(r"b1k1r\d", page)]
    assert len(with_rows) > 1
    assert all("k0 k1 k2 k3 k4 k5" in page for page in with_rows)
    turned = [wide > high for wide, high in sizes]
    assert turned == ["b1k2" in page and at > 1 for at, page in enumerate(pages)]


def test_everything_that_the_sample_says_is_printed(convert: Convert) -> None:
    """Each sentence of evidence stands on some page, and the words of nobody are markup."""
    book = replace(sample_book(), cover=True)
    text = " ".join(pages_of(convert(docx.render(book, "id", TEMPLATE), "pdf")))
    missing = [
        name for name, one in EVIDENCE.items() if one.words.id.casefold() not in text.casefold()
    ]
    assert missing == []
    assert "&#123;" not in text
    assert "{{ ''.__class__ }}" in text
    assert "{ MERGEFIELD Nama } =1+1" in text


def test_pages_stay_pages_where_no_word_ends(convert: Convert) -> None:
    """Five thousand letters without a blank wherever words may stand: all pages come out."""
    long = Text.same("tanpaspasi" * 500)
    table = replace(table_of(((long.id, 1), ("x", 2))), title=long, note=long)
    blocks = (
        Paragraph((long, Note(long))),
        table,
        Facts(long, ((long, long.id), (long, None))),
        Checklist(long, (Check(long, long, ((long, long.id),)),)),
        Signature((Signer(long, long.id), Signer(long)), dated=True),
    )
    chapters = (Chapter("a", long, blocks), Chapter("b", Text.same("Penutup"), page="new"))
    book = Book(long, long, blocks[:1], chapters, draft=True, cover=True)
    pages = pages_of(convert(docx.render(book, "id", TEMPLATE), "pdf"))
    assert "2 Penutup" in pages[-1]
    assert 15 < len(pages) < 80
    letters = "".join("".join(pages).split()).count("tanpaspasi")
    assert letters > 14 * 400


def test_a_template_that_libreoffice_saved_is_still_a_template(convert: Convert) -> None:
    """An official opens it, changes a colour, saves: styles, places and fields are still there."""
    restyled = changed("word/styles.xml", 'w:color w:val="0B3D91"', 'w:color w:val="006633"')
    saved = convert(restyled, "docx").read_bytes()
    assert saved != restyled
    book = book_of(1)
    file, before = made(book, "id", saved), made(book)
    assert file.tables() == before.tables()
    for name in ("heading 1", "heading 2", "caption", "toc 1", "Draft"):
        assert [" ".join(one.split()) for one in file.styled(name)] == [
            " ".join(one.split()) for one in before.styled(name)
        ]
    assert file.instructions() == before.instructions()
    pages = pages_of(convert(docx.render(book, "id", saved), "pdf"))
    assert pages[-1].endswith(f"Halaman {len(pages)} dari {len(pages)}")
    assert "006633" in file.files["word/styles.xml"].decode()
