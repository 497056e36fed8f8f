"""A book as PDF/A-2b: what other programs read in it is what stands in the book, on any machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace
from tests.formats.pdf.pdf_file import (
    TEMPLATE,
    PdfFile,
    assert_blank_margins,
    book_with,
    letters_of,
)

from smartflow import Text, Verdict
from smartflow.report import (
    BadImage,
    Block,
    Book,
    Chapter,
    Facts,
    Figure,
    Image,
    Note,
    Paragraph,
    Reference,
    Table,
)
from smartflow.report.sample import EVIDENCE, sample_book
from smartflow.workshop.examining.outputs import books
from smartflow_formats import pdf
from smartflow_formats.common.book_words import numbered, value_text
from smartflow_formats.pdf.book import laid_out
from smartflow_formats.pdf.letters import on_a_line
from smartflow_formats.pdf.pictures import chart_size
from smartflow_formats.pdf.press import _compiler

SAMPLE = sample_book()
A4, TURNED = (595, 842), (842, 595)


def written(book: Book, folder: Path, language: str = "id") -> PdfFile:
    """Return a book as a file."""
    return PdfFile(pdf.render(book, language, TEMPLATE), folder)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> PdfFile:
    """Return the sample book in Indonesian."""
    return written(SAMPLE, tmp_path_factory.mktemp("sample"))


# -- what it is ------------------------------------------------------------------------------------


def test_the_sample_has_every_kind_of_block() -> None:
    """A kind of block that a later version adds must be tried here as well."""
    assert {type(block) for block in SAMPLE.blocks()} == set(get_args(Block))


@pytest.mark.parametrize("language", ["id", "en"])
def test_other_programs_are_told_title_language_and_day(language: str, tmp_path: Path) -> None:
    """The file says of itself what the book says, with the book's day and no other."""
    made = written(SAMPLE, tmp_path, language)
    told = made.info()
    assert told["Title"] == on_a_line(SAMPLE.title.in_(language))  # type: ignore[arg-type]
    assert told["Subject"] == on_a_line(SAMPLE.subtitle.in_(language))  # type: ignore[arg-type]
    assert (told["Tagged"], told["Encrypted"], told["JavaScript"]) == ("yes", "no", "no")
    assert told["CreationDate"] == told["ModDate"]
    assert told["CreationDate"].startswith("Mon Mar  2 00:00:00 2026")
    assert f"/Lang({language}-{'ID' if language == 'id' else 'GB'})".encode() in made.content


def test_it_says_that_it_is_pdf_a_2b(sample: PdfFile) -> None:
    """The marks of ISO 19005-2: part and conformance in the metadata, a colour profile, no more."""
    metadata = sample.content.decode("latin-1")
    assert re.findall(r"<pdfaid:part>(.*?)<", metadata) == ["2"]
    assert re.findall(r"<pdfaid:conformance>(.*?)<", metadata) == ["B"]
    assert b"/OutputIntents" in sample.content
    for forbidden in (b"/JavaScript", b"/Launch", b"/EmbeddedFiles", b"/Encrypt", b"/LZWDecode"):
        assert forbidden not in sample.content
    assert sample.content.endswith(b"%%EOF\n")


@pytest.mark.parametrize("language", ["id", "en"])
def test_typst_finds_nothing_against_pdf_ua_1(language: str) -> None:
    """Asked for is PDF/A-2b; the same pages pass what Typst looks at for ISO 14289-1 as well."""
    laid = laid_out(replace(SAMPLE, draft=True), language)  # type: ignore[arg-type]
    content = _compiler(TEMPLATE, {"book": json.dumps(laid.data)}).compile(
        format="pdf", pdf_standards=["a-2b", "ua-1"], timestamp=0
    )
    assert b"pdfuaid:part" in content


def test_every_font_is_ours_and_in_the_file(sample: PdfFile) -> None:
    """Embedded, a part of each only, and with a way back from shapes to letters."""
    named = {line.split()[0].partition("+")[2] for line in sample.fonts()}
    assert named == {"NotoSans-Regular", "NotoSans-Bold", "NotoMono", "NotoSansArabic-Regular"}
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in sample.fonts())


def test_equal_books_are_equal_bytes_on_any_day_in_any_folder(tmp_path: Path) -> None:
    """Another process, another folder, time zone and language of the machine: equal bytes."""
    program = (
        "import sys; from smartflow.report.sample import sample_book\n"
        "from smartflow_formats import pdf\n"
        "content = pdf.render(sample_book(), 'id', pdf.FORMAT.template.read_bytes())\n"
        "sys.stdout.buffer.write(content)"
    )
    surroundings = {"TZ": "Pacific/Kiritimati", "LC_ALL": "ar_EG.UTF-8", "SOURCE_DATE_EPOCH": "99"}
    other = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**surroundings, "HOME": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    once = pdf.render(SAMPLE, "id", TEMPLATE)
    assert pdf.render(SAMPLE, "id", TEMPLATE) == once
    assert other.stdout == once


def test_a_file_bears_its_books_day_and_one_without_a_day_the_first_of_all(tmp_path: Path) -> None:
    """PDF/A asks for a day; today's would make equal books different."""
    assert "1970" in written(replace(SAMPLE, day=None), tmp_path).info()["CreationDate"]
    later = written(replace(SAMPLE, day=date(2027, 1, 5)), tmp_path)
    assert "Jan  5 00:00:00 2027" in later.info()["CreationDate"]


@pytest.mark.parametrize(("_called", "book"), books())
def test_the_books_of_plugin_check_can_be_written(_called: Text, book: Book) -> None:
    """What a format of somebody else is tried on, ours can write."""
    assert pdf.render(book, "en", TEMPLATE).startswith(b"%PDF-1.7")


def test_it_refuses_what_it_does_not_know(verdict: Verdict) -> None:
    """A thing of another kind is a fault of the caller, named by its type."""
    with pytest.raises(TypeError, match="pdf cannot write a Verdict"):
        pdf.render(verdict, "id", TEMPLATE)


def test_without_typst_it_says_which_library_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine turns that into the command that installs it."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ModuleNotFoundError) as raised:
        pdf.render(SAMPLE, "id", TEMPLATE)
    assert raised.value.name == "typst"


# -- what stands in it -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_sentence_of_the_sample_is_printed(language: str, tmp_path: Path) -> None:
    """Each sentence that stands in one place of the book stands in the file."""
    told = letters_of(written(SAMPLE, tmp_path, language).text())
    sought = [one.words.in_(language) for one in EVIDENCE.values()]  # type: ignore[arg-type]
    assert [words for words in sought if letters_of(words) not in told] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_cell_is_printed(language: str, tmp_path: Path) -> None:
    """Tables and facts: all that a reader of the tree finds, a reader of the paper finds."""
    told = letters_of(written(SAMPLE, tmp_path, language).text())
    cells = [
        value_text(cell, language)  # type: ignore[arg-type]
        for block in SAMPLE.blocks()
        for row in (block.rows if isinstance(block, Table | Facts) else ())
        for cell in row
    ]
    assert len(cells) > 150
    missing = [cell for cell in cells if letters_of(on_a_line(cell)) not in told]
    assert [cell for cell in missing if not re.search("[\u0600-\u06ff]", cell)] == []


def test_chapters_are_bookmarks_headings_and_lines_of_the_contents(sample: PdfFile) -> None:
    """Each with its number and depth, on the page that bookmark and contents name."""
    numbers, places = numbered(SAMPLE.chapters), sample.places()
    tags, contents = sample.structure(), sample.pages()[1].splitlines()
    expected = [(1, "Daftar isi", 2)]
    for place, chapter in enumerate(SAMPLE.walk(), start=1):
        heading = f"{numbers[chapter.key]} {on_a_line(chapter.title.id)}".strip()
        depth, page = numbers[chapter.key].count(".") + 1, places[f"bab-{place}"]
        expected.append((depth, heading, page))
        assert f'H{depth} "{heading}"' in tags
        lines = [line for line in contents if line.startswith(f"{heading} ")]
        assert [int(re.findall(r"\d+", line)[-1]) for line in lines] == [page] * (depth <= 3)
    assert sample.bookmarks() == expected


def test_references_lead_and_one_that_leads_nowhere_is_words(tmp_path: Path) -> None:
    """A link goes to its chapter's page; a chapter that the book lacks makes no fault."""
    text = Text.same("lihat")
    book = book_with(Paragraph((Reference("bab", text), Reference("tiada", text))))
    made = written(book, tmp_path)
    assert made.content.count(b"/Subtype/Link") == 1
    assert "lihatlihat" in letters_of(made.text())


def test_notes_are_numbered_through_the_book_and_stand_on_their_page(tmp_path: Path) -> None:
    """The first note of the second chapter goes on counting, at the foot of its own page."""
    chapters = tuple(
        Chapter(
            f"bab{place}",
            Text.same(f"Bab {place}"),
            (Paragraph((Text.same("kata"), Note(Text.same(f"asal{place}")))),),
            page="new",
        )
        for place in (1, 2, 3)
    )
    pages = written(book_with(chapters=chapters), tmp_path).pages()
    notes = [re.findall(r"(\d+) ?(asal\d)", page) for page in pages]
    assert [found for found in notes if found] == [[(str(n), f"asal{n}")] for n in (1, 2, 3)]


def test_tables_and_figures_are_counted_apart_in_the_order_of_reading(sample: PdfFile) -> None:
    """As every other format counts them; a picture without a title has no number."""
    told = sample.text()
    assert re.findall(r"^(Tabel \d+)\.", told, re.MULTILINE) == [f"Tabel {n}" for n in range(1, 6)]
    assert re.findall(r"^(Gambar \d+)\.", told, re.MULTILINE) == ["Gambar 1", "Gambar 2"]


def test_the_head_of_a_table_is_repeated_on_every_page(tmp_path: Path) -> None:
    """Whoever opens a page in the middle sees what its columns are."""
    heading = (Text.same("Nomor urut"), Text.same("Asalnya"))
    rows = tuple((number, f"DINAS/{number}") for number in range(200))
    made = written(book_with(Table(Text.same("T"), ("a", "b"), heading, rows)), tmp_path)
    pages = [page for page in made.pages() if "DINAS/" in page]
    assert len(pages) > 3
    assert all("NomorurutAsalnya" in letters_of(page) for page in pages)
    assert made.structure().count("THead") == 1


def test_pictures_are_told_in_words_and_charts_stay_lines(sample: PdfFile) -> None:
    """Each picture has its words for those who cannot see it; no chart becomes pixels."""
    assert sample.content.count(b"/Alt") == 4
    assert sample.content.count(b"/Subtype/Image") == 1


def test_chart_text_is_set_in_our_letters(tmp_path: Path) -> None:
    """The fonts of screens are not ours, and a letter without a shape is shown by number."""
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='90' font-family='Arial'>"
        "<text x='9' y='40'>Angka &#128512; \N{GRINNING FACE} &lt;b&gt; \u2265 7</text></svg>"
    )
    text = Text.same("Grafik")
    made = written(book_with(Figure(text, text, Text.same(svg))), tmp_path)
    assert "Angka [U+1F600] [U+1F600] <b> \u2265 7" in made.text()


# -- its pages -------------------------------------------------------------------------------------


def test_pages_are_a4_and_turned_where_the_chapter_is(sample: PdfFile) -> None:
    """Only the turned chapter's own pages are wide."""
    sizes = sample.sizes()
    wide = [place for place, size in enumerate(sizes) if size == TURNED]
    assert set(sizes) == {A4, TURNED}
    assert [page for page in wide if "Tabel lebar" not in sample.pages()[page]] == []
    assert len(wide) == 1


def test_every_page_but_the_cover_tells_its_number_and_how_many_there_are(
    sample: PdfFile,
) -> None:
    """A page that was lost is missed."""
    pages = sample.pages()
    feet = [re.findall(r"Halaman (\d+) dari (\d+)", page) for page in pages]
    assert feet == [[], *([(str(n), str(len(pages)))] for n in range(2, len(pages) + 1))]


@pytest.mark.parametrize(("language", "mark"), [("id", "DRAF"), ("en", "DRAFT")])
def test_a_draft_says_so_on_every_page(language: str, mark: str, tmp_path: Path) -> None:
    """In the book's language, on turned pages too; on its cover in a sentence."""
    made = written(replace(SAMPLE, draft=True), tmp_path, language)
    begins = [letters_of(page)[: len(mark)] for page in made.pages()]
    assert begins == [mark] * len(made.sizes())
    final = [letters_of(page)[: len(mark)] for page in written(SAMPLE, tmp_path, language).pages()]
    assert mark not in final


def test_nothing_is_drawn_beyond_the_margins(tmp_path: Path) -> None:
    """Words without an end, wide tables and large pictures stay on the paper."""
    made = written(SAMPLE, tmp_path)
    assert_blank_margins(made)


def test_a_sheet_has_neither_cover_nor_contents(tmp_path: Path) -> None:
    """Of a sheet of one page everything stands on that page."""
    made = written(book_with(Paragraph((Text.same("kata"),))), tmp_path)
    assert len(made.sizes()) == 1
    assert "Daftar isi" not in made.text()
    assert "Halaman 1 dari 1" in made.text()


def test_a_blank_leaves_room_for_a_pen(tmp_path: Path) -> None:
    """A box leaves more of the page blank than a line."""
    text = Text.same("Nama")
    rows = tuple((text, None) for _ in range(8))
    lines = written(book_with(Facts(text, rows)), tmp_path)
    assert len(lines.sizes()) == 1
    boxes = written(book_with(Facts(text, rows, "box")), tmp_path)
    assert len(boxes.sizes()) == 2


# -- pictures that are none ------------------------------------------------------------------------


def test_a_broken_picture_is_named_and_is_no_fault_of_the_template() -> None:
    """A sound head with a broken body: whoever brought it learns which picture it is."""
    (photo,) = [one for one in SAMPLE.blocks() if isinstance(one, Image) and one.title]
    broken = replace(photo, content=photo.content[:40] + b"\x00" * 30)
    with pytest.raises(BadImage, match=f'the picture "{photo.words.en}" cannot be printed'):
        pdf.render(book_with(broken), "id", TEMPLATE)


def test_a_broken_chart_is_named() -> None:
    """The same of an SVG that is none."""
    figure = Figure(Text.same("Radar"), Text.same("x"), Text.same("<svg"))
    with pytest.raises(BadImage, match='the picture "Radar" cannot be printed'):
        pdf.render(book_with(figure), "id", TEMPLATE)


def test_a_tall_picture_stays_on_one_page(tmp_path: Path) -> None:
    """It is made smaller rather than cut off."""
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='9000'>"
        "<rect width='9' height='8999'/></svg>"
    )
    text = Text.same("Tinggi")
    assert len(written(book_with(Figure(text, text, Text.same(svg))), tmp_path).sizes()) == 1


@pytest.mark.parametrize(
    ("root", "points"),
    [
        ('<svg width="96" height="48">', (72.0, 36.0)),
        ('<svg width="96px" height="48px">', (72.0, 36.0)),
        ('<svg width="25.4mm" height="50.8mm">', (72.0, 144.0)),
    ],
)
def test_a_chart_is_as_large_as_it_says(root: str, points: tuple[float, float]) -> None:
    """In pixels of a 96th of an inch, or in millimetres: a code keeps the size of its modules."""
    assert chart_size(root) == pytest.approx(points)
