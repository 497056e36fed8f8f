"""A book as a Word file: real headings, captions, notes and references; equal bytes; sound XML."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain
from typing import get_args

import pytest
from msgspec.structs import replace
from tests.formats.docx.word_file import TEMPLATE, W, WordFile, book_with, made, table_of

from smartflow import Text, Verdict
from smartflow.report import (
    Block,
    Book,
    Chapter,
    Check,
    Checklist,
    Code,
    Facts,
    Listing,
    Note,
    Paragraph,
    Reference,
    Signature,
    Signer,
)
from smartflow.report.sample import sample_book
from smartflow.workshop.examining.outputs import books
from smartflow_formats import docx

SAMPLE = sample_book()


@pytest.mark.parametrize("language", ["id", "en"])
def test_equal_books_are_equal_bytes_on_any_day(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No clock, no random name: nothing in the file but the book, its language, its template."""
    once = docx.render(SAMPLE, language, TEMPLATE)  # type: ignore[arg-type]
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    assert docx.render(SAMPLE, language, TEMPLATE) == once  # type: ignore[arg-type]
    assert {entry.date_time for entry in WordFile(once).entries} == {(1980, 1, 1, 0, 0, 0)}
    names = [entry.filename for entry in WordFile(once).entries]
    assert names[0] == "[Content_Types].xml"
    assert names[2:] == sorted(names[2:])


def test_the_sample_has_every_kind_of_block_and_is_sound() -> None:
    """A kind of block that a later version adds must be tried here as well."""
    assert {type(block) for block in SAMPLE.blocks()} == set(get_args(Block))
    made(SAMPLE)
    made(replace(SAMPLE, cover=not SAMPLE.cover, draft=not SAMPLE.draft), "en")


@pytest.mark.parametrize(("_called", "book"), books())
def test_the_books_of_plugin_check_can_be_written(_called: Text, book: Book) -> None:
    """What a format of somebody else is tried on, ours can write."""
    made(book)


def test_the_properties_hold_the_day_of_the_book_and_no_other() -> None:
    """Title and language are there for a reader's programs; the time of the day is not."""
    file = made(replace(book_with(words="Buku"), day=date(2026, 3, 2)), "en")
    told = file.files["docProps/core.xml"].decode()
    assert "<dc:title>Buku</dc:title>" in told
    assert "<dc:language>en-GB</dc:language>" in told
    assert re.findall(r"\d{4}-\d\d-\d\dT[^<]*", told) == ["2026-03-02T00:00:00Z"] * 2
    without = made(book_with()).files["docProps/core.xml"].decode()
    assert "dcterms:created" not in without


@pytest.mark.parametrize(("language", "tag"), [("id", "id-ID"), ("en", "en-GB")])
def test_the_language_is_named(language: str, tag: str) -> None:
    """A screen reader and a spelling check speak the language of the book."""
    styles = made(book_with(), language).parts["word/styles.xml"]
    (default,) = styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default.get(f"{W}val") == tag


def test_headings_are_numbered_and_keep_their_level() -> None:
    """Four levels have a style; a deeper one looks like the fourth and keeps its own level."""
    chapter = Chapter("k6", Text.same("Enam"))
    for level in range(5, 0, -1):
        chapter = Chapter(f"k{level}", Text.same(f"Judul {level}"), (), (chapter,))
    file = made(Book(Text.same("B"), Text.same("s"), (), (chapter,)))
    assert file.styled("heading 1") == ["1 Judul 1"]
    assert file.styled("heading 4") == [
        "1.1.1.1 Judul 4",
        "1.1.1.1.1 Judul 5",
        "1.1.1.1.1.1 Enam",
    ]
    assert file.values("outlineLvl") == ["4", "5"]


def test_the_contents_lead_to_every_chapter_and_ask_for_its_page() -> None:
    """A line for each of the first three levels, with the page of the heading's own bookmark."""
    file = made(replace(SAMPLE, cover=True))
    lines = [line for level in (1, 2, 3) for line in file.paragraphs(f"toc {level}")]
    listed = {link.get(f"{W}anchor") for line in lines for link in line.iter(f"{W}hyperlink")}
    heads = chain.from_iterable(file.paragraphs(f"heading {level}") for level in (1, 2, 3))
    marks = {mark.get(f"{W}name") for head in heads for mark in head.iter(f"{W}bookmarkStart")}
    assert listed == marks
    asked = {words.split()[1] for words in file.instructions() if words.startswith("PAGEREF")}
    assert asked == marks
    assert file.values("updateFields", "word/settings.xml") == ["true"]


def test_a_sheet_has_no_contents_and_asks_nothing_on_opening() -> None:
    """Minutes of two pages open without a question; their first page has its number."""
    file = made(replace(SAMPLE, cover=False))
    assert not file.paragraphs("toc 1")
    assert file.all("updateFields", "word/settings.xml") == []
    feet = [b"NUMPAGES" in file.files[f"word/footer{at}.xml"] for at in (1, 2)]
    assert feet == [True, True]
    cover = made(replace(SAMPLE, cover=True))
    assert b"NUMPAGES" not in cover.files["word/footer2.xml"]


@pytest.mark.parametrize("cover", [True, False])
def test_the_first_chapter_begins_a_page_behind_the_contents(cover: bool) -> None:  # noqa: FBT001
    """Others begin one where they ask for it, those of a sheet as well."""
    pages = ("same", "same", "new")
    some = tuple(Chapter(f"k{at}", Text.same("B"), page=page) for at, page in enumerate(pages))
    file = made(Book(Text.same("B"), Text.same("s"), (), some, cover=cover))
    breaks = [
        head.find(f"{W}pPr/{W}pageBreakBefore") is not None for head in file.paragraphs("heading 1")
    ]
    assert breaks == [cover, False, True]


def test_captions_count_anew_in_word_and_read_alike_in_every_format() -> None:
    """Tables count apart from figures; the number shown before Word counts is the right one."""
    file = made(book_with(table_of(((1,),)), Paragraph(()), table_of(((2,),))))
    assert file.styled("caption") == ["Tabel 1. Isu", "Tabel 2. Isu"]
    assert [one for one in file.instructions() if one.startswith("SEQ")] == ["SEQ Tabel"] * 2
    captions = made(SAMPLE, "en").styled("Figure Caption")
    assert [one.split(".")[0] for one in captions] == ["Figure 1", "Figure 2"]


def test_a_note_is_a_note_of_word_at_its_place() -> None:
    """Each stands once, numbered in the order of reading, its words in the notes of the file."""
    pieces = (Text.same("satu"), Note(Text.same("asal A")), Text.same("dua"), Note(Text.same("B")))
    file = made(book_with(Paragraph(pieces), Paragraph((Note(Text.same("C")),))))
    assert [one.get(f"{W}id") for one in file.all("footnoteReference")] == ["1", "2", "3"]
    notes = file.all("footnote", "word/footnotes.xml")
    words = {one.get(f"{W}id"): "".join(one.itertext(f"{W}t")) for one in notes}
    assert words == {"-1": "", "0": "", "1": " asal A", "2": " B", "3": " C"}
    assert "word/footnotes.xml" not in made(book_with()).files


def test_a_reference_is_a_link_inside_the_file_and_never_a_broken_one() -> None:
    """One to a chapter that is not in the book is printed as words."""
    pieces = (
        Reference("bab", Text.same("lihat bab")),
        Reference("tiada", Text.same("lihat tiada")),
    )
    file = made(book_with(Paragraph(pieces)))
    assert ["".join(one.itertext(f"{W}t")) for one in file.all("hyperlink")] == ["lihat bab"]
    assert file.styled("Normal") == ["lihat bablihat tiada"]


def test_every_list_of_steps_begins_with_one() -> None:
    """Each has a count of its own, made from that of the style."""
    steps = Listing(((Text.same("a"),), (Text.same("b"),)), "steps")
    file = made(book_with(steps, Listing(((Text.same("c"),),)), steps))
    lists = [
        file.paragraphs("List Number")[at].find(f".//{W}numId").get(f"{W}val") for at in range(4)
    ]
    assert lists[0] == lists[1] != lists[2] == lists[3]
    anew = [
        one.get(f"{W}numId")
        for one in file.all("num", "word/numbering.xml")
        if one.find(f"{W}lvlOverride/{W}startOverride") is not None
    ]
    assert anew == [lists[0], lists[2]]


def test_pictures_are_told_in_words_and_kept_once() -> None:
    """Every drawing has its words and a number of its own; equal bytes are one file."""
    twice = replace(
        SAMPLE,
        chapters=(
            *SAMPLE.chapters,
            Chapter(
                "lagi",
                Text.same("Lagi"),
                tuple(
                    block
                    for block in SAMPLE.blocks()
                    if type(block).__name__ in {"Figure", "Image"}
                ),
            ),
        ),
    )
    file = made(twice)
    told = [one for one in file.body.iter() if str(one.tag).endswith("}docPr")]
    assert all(one.get("descr") for one in told)
    assert len({one.get("id") for one in told}) == len(told)
    media = [name for name in file.files if "/media/" in name]
    assert len(media) == len([n for n in made(SAMPLE).files if "/media/" in n]) < len(told)


def test_a_draft_says_so_on_every_page_and_an_official_book_nowhere() -> None:
    """Both heads have Word's own watermark; a book that is none has none, nor a sentence."""
    draft = made(replace(SAMPLE, draft=True, cover=True))
    for number in (1, 2):
        assert draft.files[f"word/header{number}.xml"].count(b'string="DRAF"') == 1
    assert draft.styled("Draft") == ["Draf: buku ini belum resmi dan masih dapat berubah."]
    official = made(replace(SAMPLE, draft=False, cover=True))
    assert not any(b"DRAF" in content for content in official.files.values())
    assert official.styled("Draft") == []


def orientations(file: WordFile) -> list[bool]:
    """Return whether each section is turned."""
    return [one.get(f"{W}orient") == "landscape" for one in file.all("pgSz")]


@pytest.mark.parametrize(
    ("turned", "sections"),
    [
        ((False, False), [False]),
        ((False, True, False), [False, True, False]),
        ((True, True), [False, True]),
        ((False, True), [False, True]),
    ],
)
def test_turned_chapters_stand_on_turned_pages(
    turned: tuple[bool, ...], sections: list[bool]
) -> None:
    """Neighbours that stand alike share a section; only the first page of all has no head."""
    some = tuple(
        Chapter(f"k{at}", Text.same("Bab"), (table_of(((1,),)),), turned=one)
        for at, one in enumerate(turned)
    )
    file = made(Book(Text.same("B"), Text.same("s"), (), some, cover=True))
    assert orientations(file) == sections
    first = [one.find(f"{W}titlePg") is not None for one in file.all("sectPr")]
    assert first == [True, *[False] * (len(sections) - 1)]
    links = [len(one.findall(f"{W}headerReference")) for one in file.all("sectPr")]
    assert links == [2] * len(sections)
    wide = [sum(int(one.get(f"{W}w")) for one in grid) for grid in file.all("tblGrid")]
    assert [room > 12_000 for room in wide] == list(turned)


def test_heads_of_tables_repeat_and_short_rows_stay_whole() -> None:
    """A row that would fill a good part of a page may be parted, any other may not."""
    file = made(book_with(table_of((("pendek", 1), ("panjang " * 400, 2)))))
    rows = file.all("tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, True, False]


def test_a_blank_is_left_for_a_pen() -> None:
    """A value that is None leaves a line or a box of room; a place to sign a line to sign on."""
    rows = ((Text.same("Nama"), None), (Text.same("Hari"), "x"))
    file = made(book_with(Facts(Text.same("F"), rows), Facts(Text.same("G"), rows[:1], "box")))
    assert [int(one) for one in file.values("trHeight")] == [480, 1700]
    names = ("Wali Kota", "Ketua", "Sekretaris", "Camat")
    places = tuple(Signer(Text.same(name)) for name in names)
    signed = made(book_with(Signature(places))).tables()
    assert [table[0] for table in signed] == [["Wali Kota", "Ketua"], ["Sekretaris", "Camat"]]
    assert {"....." in cell for table in signed for row in table[2:] for cell in row} == {True}


def test_a_long_value_or_question_may_be_parted_and_a_short_one_may_not() -> None:
    """A row higher than a page would otherwise be cut off by some programs."""
    short, long = Text.same("pendek"), Text.same("panjang " * 400)
    rows = ((short, "x"), (short, long), (long, None))
    checks = (Check(short, short), Check(long, short), Check(short, short, ((short, long),)))
    file = made(book_with(Facts(short, rows), Checklist(short, checks)))
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in file.all("tr")]
    assert whole == [True, False, False, True, True, False, False]


def test_a_digest_is_copied_whole() -> None:
    """Nothing is put between its digits; the style alone says that it is code."""
    file = made(book_with(Paragraph((Code("ab" * 32),)), table_of((("cd" * 32,),))))
    assert file.styled("Normal") == ["ab" * 32]
    assert file.tables()[0][1] == ["cd" * 32]
    assert file.values("rStyle") == ["Code", "Code"]


def test_no_link_leads_out_of_the_file() -> None:
    """Opening a book asks no other computer for anything."""
    file = made(SAMPLE)
    for name, root in file.parts.items():
        if name.endswith(".rels"):
            assert [link.get("TargetMode") for link in root] == [None] * len(root)
    assert {one.split()[0] for one in file.instructions()} == {"PAGEREF", "SEQ"}


def test_it_refuses_what_it_does_not_know(verdict: Verdict) -> None:
    """A thing of another kind is a fault of the caller, named by its type."""
    with pytest.raises(TypeError, match="docx cannot write a Verdict"):
        docx.render(verdict, "id", TEMPLATE)
    assert docx.FORMAT.renders == ("book",)
