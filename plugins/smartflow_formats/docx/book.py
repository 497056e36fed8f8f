"""A book as the bytes of a Word file: the frame is filled, the body written, both put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import TemplateFault
from smartflow_formats.common.book_words import numbered
from smartflow_formats.docx.blocks import block, emblem
from smartflow_formats.docx.chapters import chapters, contents, marks_of
from smartflow_formats.docx.frame import PLACES, filled, place
from smartflow_formats.docx.guard import BODY, sound
from smartflow_formats.docx.links import Document
from smartflow_formats.docx.manuscript import Layout, Manuscript
from smartflow_formats.docx.package import packed, properties
from smartflow_formats.docx.parts import (
    ask_for_pages,
    first_list,
    first_note,
    write_heads,
    write_lists,
    write_notes,
)
from smartflow_formats.docx.sections import Sections
from smartflow_formats.docx.styles import Styles, shipped_styles
from smartflow_formats.docx.xml import W, parsed, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from smartflow.report import Book
    from smartflow_formats.common.cells import Language

__all__ = ["book_file"]


def book_file(book: Book, language: Language, template: bytes) -> bytes:
    """Return a book as a Word file.

    Args:
        book: The book.
        language: The reader's language.
        template: The Word file that gives it its look.

    Raises:
        TemplateFault: the template cannot be filled.
    """
    files = filled(book, language, template)
    with sound():
        document = Document(files)
        styles_file = _styles_file(document)
        frame = parsed(document.files[BODY])
        _close_cells(frame)
        styles = Styles(document.files[styles_file], shipped_styles())
        sections = Sections(_last_section(frame))
        layout = _layout(document, styles, sections)
        manuscript = Manuscript(language, styles, layout, marks_of(book))
        write_heads(document, list(frame.iter(f"{W}sectPr")), book, manuscript)
    places = _written(book, manuscript, sections)
    with sound():
        document.files[styles_file] = styles.content(language)
        _add_the_rest(document, manuscript, book)
        document.files[BODY] = _put_together(written(frame), places)
        document.close()
    return packed(document.files)


def _styles_file(document: Document) -> str:
    names = document.named("styles")
    if names:
        return names[0]
    raise TemplateFault(
        Text(id="dokumen Word-nya tidak memuat gaya", en="the Word document holds no styles")
    )


def _close_cells(frame: _Element) -> None:
    """Let a cell in which a place stands end with a paragraph, whatever comes there."""
    from lxml import etree

    for cell in frame.iter(f"{W}tc", f"{W}txbxContent"):
        if len(cell) and cell[-1].tag is etree.ProcessingInstruction:
            etree.SubElement(cell, f"{W}p")


def _last_section(frame: _Element) -> _Element:
    """Return the section at the end of the body; a file may lack one, and Word then takes A4."""
    from lxml import etree

    body = frame.find(f"{W}body")
    last = None if body is None else body.find(f"{W}sectPr")
    if last is None:
        last = etree.SubElement(frame if body is None else body, f"{W}sectPr")
    return last


def _layout(document: Document, styles: Styles, sections: Sections) -> Layout:
    listed = bool(document.named("numbering"))
    return Layout(
        upright=sections.upright,
        turned=sections.turned,
        bulleted=listed and styles.numbering_of("List Bullet") is not None,
        counted=listed and styles.numbering_of("List Number") is not None,
        first_note=first_note(document),
        first_list=first_list(document),
    )


def _written(book: Book, manuscript: Manuscript, sections: Sections) -> dict[str, str]:
    """Return what stands in each place, written in the order of reading, which numbers follow."""
    numbers = numbered(book.chapters)
    return {
        "emblem": "" if book.emblem is None else emblem(book.emblem, manuscript),
        "head": "".join(part for thing in book.head for part in block(thing, manuscript)),
        "contents": "".join(contents(book, numbers, manuscript)),
        "body": "".join(chapters(book, numbers, manuscript, sections)),
    }


def _add_the_rest(document: Document, manuscript: Manuscript, book: Book) -> None:
    write_notes(document, manuscript)
    write_lists(document, manuscript)
    for picture in manuscript.pictures:
        document.add("image", f"word/media/{picture.file}", picture.content, picture.link)
    if book.cover:
        ask_for_pages(document)
    document.write_properties(properties(book, manuscript.language))


def _put_together(frame: bytes, places: Mapping[str, str]) -> bytes:
    """Put each text in its place; a mark of a place is nothing that anybody can type."""
    for name in PLACES:
        frame = frame.replace(place(name).encode(), places[name].encode(), 1)
    return frame
