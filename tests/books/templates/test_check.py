"""``template check``: a sound template passes, and each way of spoiling one is told with its place.

The templates are those that are shipped, spoiled as an official spoils one: a name mistyped, a
brace lost, a part thrown away, or an attack pasted from the internet.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from smartflow.books.templates.check import UnknownTemplate, template_check
from smartflow.books.templates.names import formats_with_template
from smartflow.books.templates.printed_words import plain, printed_words
from smartflow.books.templates.templates import BadTemplate, Template, shipped_template
from smartflow.books.templates.trial import TemplateRemark, lost_parts, try_template
from smartflow.casework.printing.rendering import FormatFailed
from smartflow.language import LANGUAGES, Text
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.objects import OutputFormat
from smartflow.plugin.registry import Origin, Owned
from smartflow.report import TemplateFault
from smartflow.report.sample import EVIDENCE, sample_book

if TYPE_CHECKING:
    from smartflow.report import Book

BUILT_IN = formats_with_template(load_registry(built_in_only=True).formats)
HTML = BUILT_IN["html"]
FRAME = shipped_template(HTML.value).content.decode("utf-8")


def remarks(content: str | bytes, owned: Owned[OutputFormat] = HTML) -> tuple[TemplateRemark, ...]:
    """Return what is said of a template of the official's own."""
    given = content.encode() if isinstance(content, str) else content
    return try_template(owned, Template(given, Path("templates/book.x")))


def spoiled(old: str, new: str) -> str:
    """Return the shipped page with one thing altered."""
    assert old in FRAME
    return FRAME.replace(old, new)


def line_of(words: str, text: str) -> int:
    """Return the first line of a text that holds some words, from 1."""
    return 1 + [words in line for line in text.splitlines()].index(True)


@pytest.mark.parametrize("key", BUILT_IN)
def test_every_shipped_template_passes(key: str) -> None:
    """And prints the whole book: an own one is only held to what the shipped one prints."""
    owned = BUILT_IN[key]
    assert [lost_parts(owned, None, language) for language in LANGUAGES] == [(), ()]
    assert remarks(shipped_template(owned.value).content, owned) == ()


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("{{ titel }}", "'title'"),
        ("{{ title", "syntax"),
        ("{% if draft %}", "syntax"),
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "__init__"),
        ("{{ title.__init__ }}", "__init__"),
        ("{% include '/etc/passwd' %}", "not allowed"),
        ("{% for i in range(999999999) %}{% endfor %}", "Range too big"),
        ("{{ 1 // 0 }}", "ZeroDivisionError"),
    ],
)
def test_what_cannot_be_filled_is_told_with_its_line(new: str, told: str) -> None:
    """Once and not four times, though it holds in all four prints; nothing of it is run."""
    text = spoiled("<h1>{{ title }}</h1>", f"<h1>{new}</h1>")
    (remark,) = remarks(text)
    assert told in remark.message.en
    assert remark.prints == ()
    expected = {line_of(f"<h1>{new}", text)}
    if new == "{% if draft %}":  # an opened block is missed where the file ends
        expected = {remark.line or 0} & {*range(1, text.count("\n") + 2)}
    assert {remark.line} == expected


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("<h1>{{ title }}</h1>", "", "title"),
        ("{{ subtitle }}", "", "subtitle"),
        ("{{ head }}", "", "head"),
        ("{{ notes }}", "", "head_note"),
        ("{{ body }}", "<!-- {{ body }} -->", "paragraph"),
        ("{{ body }}", "{% if draft %}{{ body }}{% endif %}", "paragraph"),
        ("{{ body }}", "{{ body }}".replace("body", "body|truncate(300)"), "last"),
    ],
)
def test_a_part_that_is_lost_is_named(old: str, new: str, part: str) -> None:
    """Though the template can be filled, and nothing in it is wrong by itself."""
    (remark,) = remarks(spoiled(old, new))
    assert EVIDENCE[part].part.en in remark.message.en
    assert remark.prints == ()


def test_a_part_that_is_lost_in_one_language_is_told_for_that_one() -> None:
    """The prints are named where it is not all of them."""
    (remark,) = remarks(spoiled("{{ head }}", "{% if language == 'en' %}{{ head }}{% endif %}"))
    assert remark.prints == ("draft-id", "final-id")


def test_a_fault_of_drafts_alone_is_told_for_drafts() -> None:
    """A book that is final would be printed."""
    (remark,) = remarks(spoiled("{{ said.draft_long }}", "{{ 1 // 0 }}"))
    assert remark.prints == ("draft-id", "draft-en")


def test_a_draft_that_does_not_say_so_is_told() -> None:
    """Whatever else differs between the two files."""
    (remark,) = remarks(spoiled("{% if draft %}", "{% if false %}"))
    assert "draft" in remark.message.en


def test_restyling_is_no_fault() -> None:
    """Colours, capitals, another order, words of one's own: that is what templates are for."""
    text = spoiled("#0b4a6f", "#7a0000")
    text = text.replace("<h1>{{ title }}</h1>", "<h1>{{ title|upper }}</h1><p>Kota Contoh</p>")
    text = text.replace("{{ style }}\n", "")
    assert remarks("\ufeff" + text.replace("\n", "\r\n")) == ()


# -- formats whose prints nobody can read ----------------------------------------------------------


def packed(book: Book, language: str, template: bytes) -> bytes:
    """Print a page and pack it, so that no word in it can be read."""
    return b"\xff\x00" + zlib.compress(HTML.value.function(book, language, template)) + b"\n"


OPAQUE = Owned(replace(HTML.value, key="opaque", media_type="x/x", function=packed), HTML.origin)


def test_a_lost_part_is_found_where_no_word_can_be_read() -> None:
    """By what makes no difference: the same parts are named as of the page that can be read."""
    for old, new in [("{{ head }}", ""), ("{{ body }}", "<!-- {{ key or body }} -->")]:
        (opaque,) = remarks(spoiled(old, new), OPAQUE)
        (read,) = remarks(spoiled(old, new))
        assert opaque.message == read.message


def test_one_language_has_to_do_where_each_sentence_takes_a_print() -> None:
    """What is lost is lost in both, and a second look would only take as long again."""
    template = spoiled("{{ head }}", "").encode()
    found = [lost_parts(OPAQUE, template, language) for language in LANGUAGES]
    assert found == [("head",), ()]


def test_an_opaque_format_passes_with_what_it_ships() -> None:
    """Every sentence makes a difference there."""
    assert remarks(FRAME, OPAQUE) == ()
    assert printed_words(packed(sample_book(), "id", FRAME.encode()), "text/html") is None


@pytest.mark.skipif("docx" not in BUILT_IN, reason="the Word format is not registered here")
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{p body }}", "", "body"),
        ("{{p head }}", "", "head"),
        ("{{ subtitle }}", "{{ subtitel }}", "'subtitle'"),
        ("{{ subtitle }}", "{{ ''.__class__ }}", "__class__"),
        ("{{ subtitle }}", "{{ subtitle", "the subtitle"),
    ],
)
def test_a_word_file_is_tried_like_a_page(old: str, new: str, told: str) -> None:
    """Word keeps its text in a zip of XML."""
    whole = shipped_template(BUILT_IN["docx"].value).content
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    remark, *_ = remarks(made.getvalue(), BUILT_IN["docx"])
    assert told in remark.message.en


@pytest.mark.parametrize("key", [key for key in BUILT_IN if key != "html"])
def test_a_text_with_the_wrong_name_is_told(key: str) -> None:
    """A page that somebody named book.docx is no Word file, and no Typst either."""
    assert remarks(FRAME, BUILT_IN[key])


# -- formats that fail -----------------------------------------------------------------------------


def a_format(function: Any, tmp_path: Path) -> Owned[OutputFormat]:
    """Return a format of somebody's plugin with a template of its own."""
    (tmp_path / "frame.zine").write_bytes(b"bawaan")
    form = OutputFormat(
        key="zine",
        media_type="text/plain",
        suffix=".txt",
        renders=("book",),
        function=function,
        template=tmp_path / "frame.zine",
    )
    return Owned(form, Origin("zine", "1", "dist-zine"))


def test_a_format_that_fails_with_one_template_alone_blames_that_one(tmp_path: Path) -> None:
    """What it raises is told, and it is tried once: it may have taken its whole minute."""
    calls: list[bytes] = []

    def function(_book: object, _language: str, template: bytes) -> bytes:
        calls.append(template)
        if template != b"bawaan":
            message = "tidak dapat dibaca"
            raise ValueError(message)
        return b"\n"

    (remark,) = remarks(b"rusak", a_format(function, tmp_path))
    assert "tidak dapat dibaca" in remark.message.id
    assert calls == [b"rusak", b"bawaan"]


def test_a_format_that_fails_always_is_at_fault_itself(tmp_path: Path) -> None:
    """Exit code 3: no official can mend it in a template."""

    def function(_book: object, _language: str, _template: bytes) -> bytes:
        message = "rusak"
        raise ValueError(message)

    owned = a_format(function, tmp_path)
    for template in (Template(b"x", Path("x.zine")), shipped_template(owned.value)):
        with pytest.raises(FormatFailed):
            try_template(owned, template)


def test_a_missing_library_is_told_with_what_to_install(tmp_path: Path) -> None:
    """It ends no trial of the other formats."""

    def function(_book: object, _language: str, _template: bytes) -> bytes:
        import tidak_ada_sama_sekali  # noqa: F401

        return b"\n"

    owned = a_format(function, tmp_path)
    checked = template_check({"zine": owned, "html": HTML}, (), None)
    assert [(one.format, len(one.remarks)) for one in checked] == [("html", 0), ("zine", 1)]
    assert "tidak_ada_sama_sekali" in checked[1].remarks[0].message.id


@pytest.mark.parametrize("legible", [True, False])
def test_a_format_that_prints_a_part_by_design_is_held_to_that_part(
    tmp_path: Path, *, legible: bool
) -> None:
    """A leaflet has titles and knows no drafts; its own templates may not lose a title."""

    def function(book: Book, language: str, template: bytes) -> bytes:
        words = {"title": book.title, "chapter": book.chapters[1].title}
        shown = [
            words[n].in_("id" if language == "id" else "en") for n in template.decode().split()
        ]
        text = "\n".join(shown).encode() + b"\n"
        return text if legible else b"\xff" + zlib.compress(text)

    owned = a_format(function, tmp_path)
    assert owned.value.template is not None
    owned.value.template.write_text("title chapter")
    assert remarks("title chapter", owned) == ()
    assert remarks("chapter title", owned) == ()
    assert try_template(owned, shipped_template(owned.value)) == ()
    expected = (
        TemplateRemark(
            Text(
                id="Hilang atau berubah saat dicetak: judul bab.",
                en="Lost or altered in print: chapter titles.",
            )
        ),
    )
    assert remarks("title", owned) == expected


@pytest.mark.parametrize("legible", [True, False])
def test_a_draft_must_say_so_where_the_shipped_template_does(
    tmp_path: Path, *, legible: bool
) -> None:
    """Whether the words can be read or only compared."""

    def function(book: Book, _language: str, template: bytes) -> bytes:
        text = b"judul" + (b" DRAF" if book.draft and b"draft" in template else b"") + b"\n"
        return text if legible else b"\xff" + zlib.compress(text)

    owned = a_format(function, tmp_path)
    assert owned.value.template is not None
    owned.value.template.write_text("draft")
    assert remarks("draft", owned) == ()
    (remark,) = remarks("x", owned)
    assert "draft" in remark.message.en


def test_a_fault_without_a_name_is_told_as_it_is(tmp_path: Path) -> None:
    """A format need not know lines or names."""

    def function(_book: object, _language: str, _template: bytes) -> bytes:
        raise TemplateFault(Text(id="kurang garam", en="it lacks salt"))

    expected = (TemplateRemark(Text(id="Kurang garam.", en="It lacks salt.")),)
    assert remarks(b"x", a_format(function, tmp_path)) == expected


# -- which templates are tried ---------------------------------------------------------------------


def test_without_files_all_are_tried_that_some_format_uses(tmp_path: Path) -> None:
    """Own ones by name, then the shipped ones; what is no template is passed over."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "minutes.html").write_text(spoiled("{{ title }}", "{{ titel }}"), encoding="utf-8")
    (folder / "book.HTML").touch()
    (folder / "catatan.txt").write_text("x")
    found = [
        (one.format, one.path and one.path.name, len(one.remarks))
        for one in template_check({"html": HTML}, (), tmp_path)
    ]
    assert found == [("html", "book.HTML", 1), ("html", "minutes.html", 1), ("html", None, 0)]


def test_each_format_that_shares_a_suffix_is_tried(tmp_path: Path) -> None:
    """Nobody can tell for which of them a file is."""
    path = tmp_path / "x.html"
    path.write_text(FRAME, encoding="utf-8")
    checked = template_check({"html": HTML, "opaque": OPAQUE}, (path,), None)
    assert [(one.format, one.remarks) for one in checked] == [("html", ()), ("opaque", ())]


def test_a_file_of_no_format_is_refused_with_the_suffixes(tmp_path: Path) -> None:
    """With the nearest one."""
    path = tmp_path / "book.htm"
    path.write_text(FRAME, encoding="utf-8")
    with pytest.raises(UnknownTemplate, match=r"'\.html'"):
        template_check({"html": HTML}, (path,), None)


@pytest.mark.parametrize("name", ["", "hilang.html", "hilang"])
def test_what_is_no_file_is_told_as_that(tmp_path: Path, name: str) -> None:
    """A folder, and a name that nothing has, whatever its suffix."""
    path = tmp_path / name
    if name == "hilang.html":
        (checked,) = template_check({"html": HTML}, (path,), None)
        assert "no such file" in checked.remarks[0].message.en
    else:
        with pytest.raises(BadTemplate):
            template_check({"html": HTML}, (path,), None)


# -- words of prints -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "media_type", "expected"),
    [
        (b"Satu  DUA\n", "text/plain", "satu dua"),
        (b"<p>Sa<b>tu</b> &amp; &lt;dua&gt;</p>", "text/html", "satu & <dua>"),
        (b"<head><title>T</title></head><!-- x --><header>h</header>", "text/html", "h"),
        (b"<style>p{}</style><script>x</script><p title='y'>z</p>", "text/html", "z"),
        (b"%PDF-1.7 satu", "application/pdf", None),
        (b"\xff\xfe", "text/plain", None),
        (b"", "text/plain", ""),
    ],
)
def test_words_are_what_a_reader_sees(content: bytes, media_type: str, expected: str) -> None:
    """No markup, no head, no comment, no attribute."""
    assert printed_words(content, media_type) == expected


def test_words_of_a_document_are_those_of_its_pages() -> None:
    """Not those of its properties, nor of pictures."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("docProps/core.xml", "<t>Judul</t>")
        archive.writestr("word/document.xml", "<w:t>Sa</w:t><w:t>tu</w:t>")
        archive.writestr("word/footnotes.xml", "<w:t>dua</w:t>")
        archive.writestr("word/media/x.png", b"\x89PNG")
    assert printed_words(made.getvalue(), "x/x") == "satu dua"


def test_plain_words_compare_whatever_breaks_the_line() -> None:
    """A no-break space and a line break are a blank."""
    assert plain(" Satu\u00a0\nDUA ") == "satu dua"
