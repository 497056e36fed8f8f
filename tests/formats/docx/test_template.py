"""A Word template that somebody restyled, damaged or meant harm with."""

from __future__ import annotations

import io
import sys
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.formats.docx import make_template as maker
from tests.formats.docx.word_file import TEMPLATE, W, book_with, changed, made

from smartflow import Text
from smartflow.report import (
    BadImage,
    Chapter,
    Figure,
    Image,
    Listing,
    Note,
    Paragraph,
    TemplateFault,
)
from smartflow.report.sample import sample_book
from smartflow_formats import docx
from smartflow_formats.docx.styles import NAMES

BODY = "word/document.xml"
OUTSIDE = (
    '<Relationship Id="x" Type="a/attachedTemplate" Target="http://contoh.id/x.dotm"'
    ' TargetMode="External"/>'
)
BOOK = replace(sample_book(), cover=True, draft=True)


def fault_of(template: bytes) -> TemplateFault:
    """Return what is said of a template."""
    with pytest.raises(TemplateFault) as raised:
        docx.render(BOOK, "id", template)
    assert raised.value.line is None
    assert raised.value.text.id
    assert raised.value.text.en
    return raised.value


@pytest.mark.parametrize(
    ("old", "new", "clause", "words"),
    [
        ("{{ title }}", "{{ titel }}", 'placeholder "titel" tidak dikenal', "{{ titel }}"),
        (
            "{{ title }}",
            "Buku {{ title }",
            "sintaksnya salah: } tidak pada tempatnya",
            "Buku {{ title }",
        ),
        (
            "{{ day }}",
            "Per {{ day|tgl }}",
            'sintaksnya salah: penyaring "tgl" tidak dikenal',
            "Per {{ day|tgl }}",
        ),
        (
            "{{ said.contents }}",
            "{{ said.isi }}",
            'placeholder "said.isi" tidak dikenal',
            "{{ said.isi }}",
        ),
    ],
)
def test_a_fault_is_told_with_the_words_of_its_paragraph(
    old: str, new: str, clause: str, words: str
) -> None:
    """Word shows no line numbers; the words of a paragraph can be looked for."""
    told = fault_of(changed(BODY, old, new)).text
    assert told.id == f'{clause}, dalam paragraf "{words}"'
    assert told.en.endswith(f', in the paragraph "{words}"')


def test_a_block_that_is_nowhere_closed_names_no_paragraph() -> None:
    """It could be closed in any; the clause says which word is missing."""
    told = fault_of(changed(BODY, "{%p endif %}", "selesai")).text.id
    assert told.startswith("sintaksnya salah: ")
    assert "paragraf" not in told


def test_a_picture_that_is_none_is_no_fault_of_the_template() -> None:
    """What somebody brought is named as what it is, in Word as on paper."""
    with pytest.raises(BadImage):
        docx.render(book_with(Image(b"\x89PNG", "image/png", Text.same("Foto"))), "id", TEMPLATE)
    chart = Figure(Text.same("Radar"), Text.same("x"), Text.same("<svg"))
    with pytest.raises(BadImage, match='the picture "Radar" cannot be printed'):
        docx.render(book_with(chart), "id", TEMPLATE)


def archive(**files: bytes) -> bytes:
    """Return a zip archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return target.getvalue()


def test_the_shipped_template_is_what_its_maker_makes() -> None:
    """Whoever changes one changes both; a review reads the maker."""
    with zipfile.ZipFile(io.BytesIO(TEMPLATE)) as pack:
        shipped = {name: pack.read(name).decode() for name in pack.namelist()}
    assert shipped == maker.parts()


def test_the_shipped_template_has_every_style_that_a_book_is_written_in() -> None:
    """None of them has to be added, so that an official finds all of them to restyle."""
    styles = maker.styles()
    for names in NAMES.values():
        for name in names:
            assert styles.count(f'<w:name w:val="{name}"/>') == 1


def test_its_explanations_are_not_printed() -> None:
    """What the template says to officials stays in it."""
    words = "".join(made(BOOK).body.itertext(f"{W}t"))
    assert all(line in maker.document() for line in maker.HELP)
    assert not any(line in words for line in maker.HELP)


@pytest.mark.parametrize(
    ("part", "old", "new", "name"),
    [
        (BODY, "{{ title }}", "{{ titel }}", "titel"),
        (BODY, "{%p if day %}", "{%p if hari %}", "hari"),
        (BODY, "{{ said.contents }}", "{{ said.daftar }}", "said.daftar"),
        ("word/header1.xml", "{{ title | truncate(90) }}", "{{ kop }}", "kop"),
        ("word/footer1.xml", "{{ said.of }}", "{{ said.dr }}", "said.dr"),
    ],
)
def test_an_unknown_placeholder_is_named(part: str, old: str, new: str, name: str) -> None:
    """Wherever it stands; what there is comes with it, for a nearest match."""
    fault = fault_of(changed(part, old, new))
    assert fault.name == name
    assert f'"{name}"' in fault.text.id
    assert "title" in fault.known or "said.contents" in fault.known


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ title }}", "{{ title }"),
        ("{{ title }}", "{% if title %}"),
        ("{%p endif %}", "{%p endfi %}"),
        ("{{ title }}", "{{ title | tebal }}"),
        ("{{ title }}", "{{ title( }}"),
    ],
)
def test_a_syntax_error_is_told(old: str, new: str) -> None:
    """In words about the template; no line of the XML inside, which nobody sees."""
    assert "sintaksnya salah" in fault_of(changed(BODY, old, new)).text.id


@pytest.mark.parametrize(
    "attack",
    [
        "''.__class__.__mro__",
        "''|attr('__class__')",
        "cycler.__init__.__globals__.os.popen('touch TARGET').read()",
        "namespace.__init__.__globals__",
        "joiner.__init__.__globals__",
        "self._TemplateReference__context",
        "title.format.__self__.__class__",
        "('{0.__class__}').format(title)",
        "[].append(1) or said.update({'page': 'x'})",
        "title.encode.__func__",
        "range(1000000000)|list",
    ],
)
def test_a_template_cannot_run_a_program(attack: str, tmp_path: object) -> None:
    """The sandbox refuses; nothing is written, nothing of Python's inside is shown."""
    fault_of(changed(BODY, "{{ title }}", f"{{{{ {attack} }}}}".replace("TARGET", f"{tmp_path}/x")))
    assert not list(tmp_path.iterdir())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{{p body }}", "{{ body }}", "{{p body }}"),
        ("{{p body }}", "isi", "body"),
        ("{{p head }}", "", "head"),
        ("{{p contents }}", "{{p body }}", "tepat satu kali"),
        ("{{p body }}", "{% include 'x' %}{{p body }}", "berdiri sendiri"),
    ],
)
def test_a_place_that_is_lost_or_stands_wrongly_is_told(old: str, new: str, what: str) -> None:
    """A book without its body is worse than none."""
    if "include" in new:
        old, new = "{{ title }}", "{% include 'x' %}"
    assert what in fault_of(changed(BODY, old, new)).text.id


@pytest.mark.parametrize(
    "template",
    [
        b"",
        b"bukan zip",
        b"PK\x03\x04 bukan zip",
        TEMPLATE[:3000],
        archive(**{"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}),
        archive(**{BODY: b"<x/>"}),
    ],
)
def test_what_is_no_word_file_is_told(template: bytes) -> None:
    """With what to do: save it as .docx."""
    assert ".docx" in fault_of(template).text.id


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """Two hundred megabytes in two hundred kilobytes, or a thousand files."""
    types = {"[Content_Types].xml": b"<x/>"}
    assert "terlalu besar" in fault_of(archive(**{BODY: b"0" * 200_000_000}, **types)).text.id
    many = {f"word/{at}.xml": b"" for at in range(1000)}
    assert "terlalu besar" in fault_of(archive(**many, **types)).text.id


@pytest.mark.parametrize(
    ("part", "old", "new", "what"),
    [
        (BODY, "<w:body>", "<w:bodi>", "rusak"),
        ("word/styles.xml", "<w:styles", "<w:stiles", "rusak"),
        ("[Content_Types].xml", "document.main", "dokumen.utama", "rusak"),
        ("word/_rels/document.xml.rels", "relationships/styles", "relationships/gaya", "gaya"),
        (BODY, "<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><w:document', "DOCTYPE"),
        (BODY, "<w:body>", '<w:body><w:instrText>DDEAUTO c:\\\\x "y"</w:instrText>', "DDEAUTO"),
        (
            "word/_rels/document.xml.rels",
            "</Relationships>",
            f"{OUTSIDE}</Relationships>",
            "berkas luar",
        ),
    ],
)
def test_damage_and_what_reaches_outside_are_told(part: str, old: str, new: str, what: str) -> None:
    """A broken part, an entity, a field that runs something, a link to somebody's computer."""
    assert what in fault_of(changed(part, old, new)).text.id


def test_a_macro_is_refused() -> None:
    """A template is no program, and a book made from it would carry it to every reader."""
    with zipfile.ZipFile(io.BytesIO(TEMPLATE)) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    assert "makro" in fault_of(archive(**files, **{"word/vbaProject.bin": b"x"})).text.id


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_template_damaged_anywhere_is_a_fault_or_a_book(data: st.DataObject) -> None:
    """One byte of a part is another: no other exception comes out than the one that is told."""
    part = data.draw(st.sampled_from(sorted(maker.parts())))
    content = bytearray(maker.parts()[part].encode())
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    files = {name: words.encode() for name, words in maker.parts().items()}
    damaged = archive(**{**files, part: bytes(content)})
    with suppress(TemplateFault):
        assert docx.render(BOOK, "id", damaged) == docx.render(BOOK, "id", damaged)


def test_a_template_without_some_styles_gets_those_of_the_shipped_one() -> None:
    """LibreOffice leaves out what no line uses; the book has its styles all the same."""
    styles = maker.styles()
    start = styles.index('<w:style w:type="paragraph" w:styleId="Warning">')
    end = styles.index("</w:style>", start) + len("</w:style>")
    file = made(BOOK, "id", changed("word/styles.xml", styles[start:end], ""))
    assert file.styled("Warning")
    other = changed("word/styles.xml", '<w:name w:val="Warning"/>', '<w:name w:val="Awas"/>')
    again = made(BOOK, "id", other)
    assert again.styled("Warning")
    assert again.styled("Awas") == []


def test_a_style_that_was_added_rests_on_what_it_rests_on() -> None:
    """Small numbers stand to the right like the others, whatever those are called inside."""
    small = '<w:name w:val="Table Number Small"/>'
    bare = changed("word/styles.xml", small, '<w:name w:val="Lain"/>')
    template = changed("word/styles.xml", 'w:styleId="TableNumber"', 'w:styleId="Angka"', bare)
    (added,) = [
        style
        for style in made(BOOK, "id", template).all("style", "word/styles.xml")
        if style.find(f"{W}name").get(f"{W}val") == "Table Number Small"
    ]
    assert added.find(f"{W}basedOn").get(f"{W}val") == "Angka"


def test_a_template_of_an_indonesian_word_is_read_by_the_names_of_its_styles() -> None:
    """Word calls ``heading 1`` ``Judul1`` there; what a style is called inside does not matter."""
    template = changed("word/styles.xml", 'w:styleId="Heading1"', 'w:styleId="Judul1"')
    file = made(BOOK, "id", template)
    assert file.values("pStyle").count("Judul1") == len(BOOK.chapters)


def test_lists_and_notes_of_the_template_stay() -> None:
    """A template without numbering gets its numbers written; one with notes keeps them first."""
    steps = Listing(((Text.same("a"),), (Text.same("b"),)), "steps")
    bare = changed("word/_rels/document.xml.rels", "relationships/numbering", "relationships/x")
    file = made(book_with(steps, replace(steps, kind="bullets")), "id", bare)
    assert file.styled("List Number") == ["1. a", "2. b"]
    assert file.styled("List Bullet") == ["\N{BULLET} a", "\N{BULLET} b"]


def test_a_watermark_in_the_template_is_not_that_of_an_official_book() -> None:
    """What somebody saved in a template does not say draft over a book that is none."""
    shape = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"'
        ' id="PowerPlusWaterMarkObject7"><v:textpath string="RAHASIA"/></v:shape></w:pict></w:r>'
    )
    template = changed("word/header1.xml", "<w:p>", shape)
    assert (
        b"RAHASIA" not in made(replace(BOOK, draft=False), "id", template).files["word/header1.xml"]
    )
    draft = made(BOOK, "id", template).files["word/header1.xml"]
    assert (draft.count(b"RAHASIA"), draft.count(b'string="DRAF"')) == (0, 1)


def test_a_draft_has_its_watermark_where_the_template_has_no_heads() -> None:
    """Every page says draft, whatever somebody deleted."""
    heads = (
        '<w:headerReference w:type="default" r:id="rId4"/>'
        '<w:headerReference w:type="first" r:id="rId5"/>'
    )
    chapters = (Chapter("a", Text.same("A"), turned=True), Chapter("b", Text.same("B")))
    book = replace(BOOK, chapters=chapters)
    file = made(book, "id", changed(BODY, heads, ""))
    kinds = [
        {one.get(f"{W}type") for one in section.findall(f"{W}headerReference")}
        for section in file.all("sectPr")
    ]
    assert kinds[0] == {"default", "first"}
    assert all(b'string="DRAF"' in file.files[f"word/headerBook{one}.xml"] for one in kinds[0])


def test_places_of_the_cover_may_stand_in_a_table_and_the_body_may_not() -> None:
    """A cover is often a table; the body has sections, which Word allows nowhere else."""
    cell = '<w:tbl><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{}'
    cell += "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"

    def in_cell(name: str) -> bytes:
        place = f'<w:p><w:r><w:t xml:space="preserve">{{{{p {name} }}}}</w:t></w:r></w:p>'
        styled = place.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Emblem"/></w:pPr>')
        old = styled if name == "emblem" else place
        return changed(BODY, old, cell.format(f"{{{{p {name} }}}}"))

    for name in ("emblem", "head", "contents"):
        made(BOOK, "id", in_cell(name))
        made(replace(BOOK, emblem=None, head=(), chapters=()), "id", in_cell(name))
    assert "body" in fault_of(in_cell("body")).text.id


def test_what_the_template_says_of_itself_is_not_filled_and_not_kept() -> None:
    """Word writes its author's name and words into every file; a book has its own."""
    told = "<dc:title>{{ apa }}</dc:title><dc:creator>Budi</dc:creator></cp:coreProperties>"
    template = changed(
        "docProps/core.xml",
        'dc="http://purl.org/dc/elements/1.1/"/>',
        f'dc="http://purl.org/dc/elements/1.1/">{told}',
    )
    properties = made(book_with(words="Buku"), "id", template).files["docProps/core.xml"].decode()
    assert "<dc:title>Buku</dc:title>" in properties
    assert "Budi" not in properties


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine turns this into a sentence with the extra that brings the library."""
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(ModuleNotFoundError) as raised:
        docx.render(BOOK, "id", TEMPLATE)
    assert raised.value.name == "docxtpl"


def test_notes_of_the_template_keep_their_numbers() -> None:
    """A foot note that an official wrote into the frame stays the first."""
    once = made(book_with(Paragraph((Note(Text.same("lama")),))))
    notes = once.files["word/footnotes.xml"].decode()
    with zipfile.ZipFile(io.BytesIO(TEMPLATE)) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    files["word/footnotes.xml"] = notes.encode()
    files["[Content_Types].xml"] = once.files["[Content_Types].xml"]
    files["word/_rels/document.xml.rels"] = once.files["word/_rels/document.xml.rels"]
    file = made(book_with(Paragraph((Note(Text.same("baru")),))), "id", archive(**files))
    assert [one.get(f"{W}id") for one in file.all("footnoteReference")] == ["2"]
    words = ["".join(one.itertext(f"{W}t")) for one in file.all("footnote", "word/footnotes.xml")]
    assert words == ["", "", " lama", " baru"]
