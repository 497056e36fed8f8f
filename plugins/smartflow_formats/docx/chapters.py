"""The chapters of a book one after the other, each on pages that stand as it asks, and contents.

A heading is numbered by us, so that "2.1" is the same in every format; it carries a bookmark, to
which references and the contents lead. The contents ask Word for the page of each bookmark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow_formats.common.book_words import headed
from smartflow_formats.docx.blocks import block
from smartflow_formats.docx.door import field, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartflow.report import Book, Chapter
    from smartflow_formats.docx.manuscript import Manuscript
    from smartflow_formats.docx.sections import Sections

__all__ = ["chapters", "contents", "marks_of"]

_DEEPEST: Final = 4
"""The level of the last style of headings; what is deeper looks like it."""

_OUTLINED: Final = 9
"""How many levels Word's outline has."""

_LISTED: Final = 3
_BOOKMARKS: Final = 100_000
"""The bookmarks of the template have lower numbers."""

_UNKNOWN: Final = "\N{EN DASH}"
"""What stands for a page until a program has set the pages."""


def marks_of(book: Book) -> dict[str, str]:
    """Return the bookmark of each chapter by its key: Word takes forty letters and no hyphen."""
    return {chapter.key: f"_Toc{at:08d}" for at, chapter in enumerate(book.walk(), start=1)}


def contents(book: Book, numbers: Mapping[str, str], manuscript: Manuscript) -> Iterator[str]:
    """Yield a line for each chapter of the first three levels, with its page."""
    for chapter, level in _deep(book.chapters, 1):
        if level <= _LISTED:
            mark = manuscript.marks[chapter.key]
            shown = run(headed(numbers[chapter.key], manuscript.said(chapter.title)))
            page = "<w:r><w:tab/></w:r>" + field(rf"PAGEREF {mark} \h", _UNKNOWN)
            yield paragraph(
                manuscript.styles[f"toc {level}"],
                f'<w:hyperlink w:anchor="{mark}" w:history="1">{shown}{page}</w:hyperlink>',
            )


def chapters(
    book: Book, numbers: Mapping[str, str], manuscript: Manuscript, sections: Sections
) -> Iterator[str]:
    """Yield the chapters; what stands before the first counts as upright.

    Args:
        book: The book.
        numbers: The number of each chapter by its key.
        manuscript: Gathers.
        sections: The pages of the template, upright and turned.
    """
    turned, first = False, book.cover
    for chapter, level in _deep(book.chapters, 1):
        new = chapter.page == "new" or first
        if chapter.turned != turned:
            yield sections.closing(turned=turned)
            turned, new = chapter.turned, False
        layout = manuscript.layout
        manuscript.width, manuscript.height = layout.turned if turned else layout.upright
        first = False
        yield _heading(chapter, level, numbers[chapter.key], manuscript, new=new)
        for thing in chapter.blocks:
            yield from block(thing, manuscript)
    sections.end(turned=turned)


def _deep(some: tuple[Chapter, ...], level: int) -> Iterator[tuple[Chapter, int]]:
    for chapter in some:
        yield chapter, level
        yield from _deep(chapter.parts, level + 1)


def _heading(
    chapter: Chapter, level: int, number: str, manuscript: Manuscript, *, new: bool
) -> str:
    mark = manuscript.marks[chapter.key]
    identifier = _BOOKMARKS + int(mark.removeprefix("_Toc"))
    style = manuscript.styles[f"heading {min(level, _DEEPEST)}"]
    look = "<w:pageBreakBefore/>" * new
    if level > _DEEPEST:
        look += f'<w:outlineLvl w:val="{min(level, _OUTLINED) - 1}"/>'
    return paragraph(
        style,
        f'<w:bookmarkStart w:id="{identifier}" w:name="{mark}"/>'
        f"{run(headed(number, manuscript.said(chapter.title)))}"
        f'<w:bookmarkEnd w:id="{identifier}"/>',
        look,
    )
