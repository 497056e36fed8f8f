"""The files beside the body: notes at the foot, lists that count anew, heads, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow_formats.common import book_words as said
from smartflow_formats.docx.door import run
from smartflow_formats.docx.links import OFFICE
from smartflow_formats.docx.watermark import mark, unmark
from smartflow_formats.docx.xml import W, parsed, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from smartflow.report import Book
    from smartflow_formats.docx.links import Document
    from smartflow_formats.docx.manuscript import Manuscript

__all__ = ["ask_for_pages", "first_list", "first_note", "write_heads", "write_lists", "write_notes"]

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LINES: Final = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
    f"<w:r><w:{tag}/></w:r></w:p></w:footnote>"
    for kind, number, tag in (
        ("separator", -1, "separator"),
        ("continuationSeparator", 0, "continuationSeparator"),
    )
)
"""The rules above notes; Word wants both."""

_LATER: Final = frozenset(
    f"{W}{name}"
    for name in (
        "hdrShapeDefaults",
        "footnotePr",
        "endnotePr",
        "compat",
        "docVars",
        "rsids",
        "attachedSchema",
        "themeFontLang",
        "clrSchemeMapping",
        "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures",
        "forceUpgrade",
        "captions",
        "readModeInkLockDown",
        "smartTagType",
        "shapeDefaults",
        "doNotEmbedSmartTags",
        "decimalSymbol",
        "listSeparator",
    )
)
"""What follows ``w:updateFields`` in the settings (ECMA-376, part 1, 17.15.1.78)."""


def first_note(document: Document) -> int:
    """Return the number that the first note of the book gets; the template may hold some."""
    numbers = [
        int(note.get(f"{W}id", "0"))
        for name in document.named("footnotes")
        for note in parsed(document.files[name]).iter(f"{W}footnote")
    ]
    return max([0, *numbers]) + 1


def first_list(document: Document) -> int:
    """Return the number that the first list of the book gets which counts anew."""
    numbers = [
        int(one.get(f"{W}numId", "0"))
        for name in document.named("numbering")
        for one in parsed(document.files[name]).iter(f"{W}num")
    ]
    return max([0, *numbers]) + 1


def write_notes(document: Document, manuscript: Manuscript) -> None:
    """Write the notes as those of Word, each at the foot of its page."""
    if not manuscript.notes:
        return
    style = manuscript.styles["footnote text"]
    sign = f'<w:r><w:rPr><w:rStyle w:val="{manuscript.styles["footnote reference"]}"/></w:rPr>'
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"{sign}<w:footnoteRef/></w:r>{run(f' {words}')}</w:p></w:footnote>"
        for number, words in enumerate(manuscript.notes, start=manuscript.layout.first_note)
    )
    there = document.named("footnotes")
    if there:
        before, close, after = document.files[there[0]].rpartition(b"</")
        document.files[there[0]] = before + notes.encode() + close + after
        return
    content = f'{_XML}<w:footnotes xmlns:w="{W[1:-1]}">{_LINES}{notes}</w:footnotes>'
    document.add("footnotes", "word/footnotes.xml", content.encode())


def write_lists(document: Document, manuscript: Manuscript) -> None:
    """Write a list for each that counts anew from 1."""
    if not manuscript.lists:
        return
    (name,) = document.named("numbering")[:1]
    root = parsed(document.files[name])
    number = manuscript.styles.numbering_of("List Number")
    (kind,) = [
        one.find(f"{W}abstractNumId").get(f"{W}val")
        for one in root.iter(f"{W}num")
        if one.get(f"{W}numId") == number
    ]
    last = max(at for at, one in enumerate(root) if one.tag == f"{W}num")
    first = manuscript.layout.first_list
    for at in range(manuscript.lists):
        new = (
            f'<w:num xmlns:w="{W[1:-1]}" w:numId="{first + at}"><w:abstractNumId w:val="{kind}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        root.insert(last + 1 + at, parsed(new.encode()))
    document.files[name] = written(root)


def write_heads(
    document: Document, sections: Sequence[_Element], book: Book, manuscript: Manuscript
) -> None:
    """Set the watermark of a draft in the head of every page, or take it away.

    Args:
        document: The files.
        sections: The ``w:sectPr`` of the template, from the first page on.
        book: The book.
        manuscript: Gathers.
    """
    if book.draft:
        _complete(document, sections, manuscript)
    word = said.DRAFT.in_(manuscript.language)
    for number, name in enumerate(sorted(set(document.named("header"))), start=1):
        head = parsed(document.files[name])
        unmark(head)
        if book.draft:
            mark(head, word, number)
        document.files[name] = written(head)


def _complete(document: Document, sections: Sequence[_Element], manuscript: Manuscript) -> None:
    """Give the first section a head of every kind that its pages may ask for."""
    from lxml import etree

    first = sections[0]
    kinds = ["default"]
    if any(one.find(f"{W}titlePg") is not None for one in sections):
        kinds.append("first")
    if any(b"evenAndOddHeaders" in document.files[one] for one in document.named("settings")):
        kinds.append("even")
    there = {one.get(f"{W}type") for one in first.iter(f"{W}headerReference")}
    for kind in kinds:
        if kind not in there:
            style = manuscript.styles["header"]
            content = (
                f'{_XML}<w:hdr xmlns:w="{W[1:-1]}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
                "</w:p></w:hdr>"
            )
            link = document.add("header", f"word/headerBook{kind}.xml", content.encode())
            reference = etree.Element(f"{W}headerReference")
            reference.set(f"{W}type", kind)
            reference.set(f"{{{OFFICE}}}id", link)
            first.insert(0, reference)


def ask_for_pages(document: Document) -> None:
    """Let Word set the pages of the contents when it opens the file; it asks the reader first."""
    from lxml import etree

    for name in document.named("settings")[:1]:
        root = parsed(document.files[name])
        for old in root.findall(f"{W}updateFields"):
            root.remove(old)
        new = etree.Element(f"{W}updateFields")
        new.set(f"{W}val", "true")
        at = next((at for at, one in enumerate(root) if one.tag in _LATER), len(root))
        root.insert(at, new)
        document.files[name] = written(root)
