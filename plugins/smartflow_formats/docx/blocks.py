"""The blocks of a book as Word's paragraphs: one function for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow.report import (
    Checklist,
    Facts,
    Figure,
    Image,
    Listing,
    Paragraph,
    Signature,
    Table,
    Verbatim,
)
from smartflow_formats.common.book_words import unprintable
from smartflow_formats.common.raster import DOTS, raster
from smartflow_formats.docx import tables
from smartflow_formats.docx.door import lines, paragraph, run, words
from smartflow_formats.docx.pictures import drawing
from smartflow_formats.docx.signatures import signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from smartflow.report import Block
    from smartflow_formats.docx.manuscript import Manuscript

__all__ = ["block", "emblem"]

_TONES: Final = {"plain": "Normal", "note": "Note", "warning": "Warning"}
_PHOTOGRAPH: Final = 150
"""How many dots of a photograph are an inch, where it does not say so itself."""

_EMBLEM: Final = (1700, 2000)
"""How wide and how high a coat of arms may be, in twentieths of a point."""

_HIGH: Final = 8000
"""How high a photograph may be, in twentieths of a point."""


def block(thing: Block, manuscript: Manuscript) -> Iterator[str]:
    """Yield a block of any kind."""
    yield from _WRITERS[type(thing)](thing, manuscript)


def emblem(image: Image, manuscript: Manuscript) -> str:
    """Return what stands above the title."""
    return _drawn(image.content, manuscript.said(image.words), DOTS, _EMBLEM, "Emblem", manuscript)


def _paragraph(thing: Paragraph, manuscript: Manuscript) -> Iterator[str]:
    yield paragraph(manuscript.styles[_TONES[thing.tone]], manuscript.runs(thing.runs))


def _listing(thing: Listing, manuscript: Manuscript) -> Iterator[str]:
    steps = thing.kind == "steps"
    style = manuscript.styles["List Number" if steps else "List Bullet"]
    drawn = manuscript.layout.counted if steps else manuscript.layout.bulleted
    counts = ""
    if steps and drawn:
        number = manuscript.layout.first_list + manuscript.lists
        manuscript.lists += 1
        counts = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    for number, point in enumerate(thing.points, start=1):
        sign = "" if drawn else run(f"{number}. " if steps else "\N{BULLET} ")
        yield paragraph(style, sign + manuscript.runs(point), counts)


def _verbatim(thing: Verbatim, manuscript: Manuscript) -> Iterator[str]:
    yield tables.caption(manuscript, "caption", "", manuscript.said(thing.title))
    style = manuscript.styles["Code Block"]
    for line in lines(thing.words):
        yield paragraph(style, run(line, "<w:noProof/>") if line else "")
    yield paragraph(manuscript.styles["Table End"], "")


def _figure(thing: Figure, manuscript: Manuscript) -> Iterator[str]:
    try:
        dots = raster(thing.svg.in_(manuscript.language))
    except RuntimeError as error:
        raise unprintable(thing.title) from error
    yield _drawn(
        dots,
        manuscript.said(thing.words),
        DOTS,
        (manuscript.width, manuscript.height * 3 // 4),
        "Figure",
        manuscript,
    )
    yield _captioned(thing, manuscript.said(thing.title), manuscript)


def _image(thing: Image, manuscript: Manuscript) -> Iterator[str]:
    room = (manuscript.width, min(_HIGH, manuscript.height * 3 // 4))
    shown = manuscript.said(thing.words)
    yield _drawn(thing.content, shown, _PHOTOGRAPH, room, "Figure", manuscript)
    if thing.title is not None:
        yield _captioned(thing, manuscript.said(thing.title), manuscript)


def _drawn(  # noqa: PLR0913  what a picture is, and where it stands
    content: bytes,
    shown: str,
    dots: int,
    room: tuple[int, int],
    style: str,
    manuscript: Manuscript,
) -> str:
    suffix = "png" if content.startswith(b"\x89PNG") else "jpeg"
    kept = manuscript.picture(content, suffix)
    manuscript.drawn += 1
    return paragraph(manuscript.styles[style], drawing(kept, shown, dots, room, manuscript.drawn))


def _captioned(thing: Figure | Image, title: str, manuscript: Manuscript) -> str:
    label = manuscript.numbers.label(thing)
    said = label.in_(manuscript.language) if label else ""
    return tables.caption(manuscript, "Figure Caption", words(said), title)


_WRITERS: Mapping[type, Callable[..., Iterator[str]]] = {
    Paragraph: _paragraph,
    Listing: _listing,
    Verbatim: _verbatim,
    Facts: tables.facts,
    Table: tables.table,
    Figure: _figure,
    Image: _image,
    Checklist: tables.checklist,
    Signature: signature,
}
