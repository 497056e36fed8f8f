"""The blocks of a book as HTML, one function for each kind.

Written by hand rather than by templates, so that no word gets in but through the one door of
``_html_words``. A picture is embedded as an image, in which nothing can run. The page around the
blocks is ``_book_html``'s.
"""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING

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
from smartflow_formats.common import book_words as said
from smartflow_formats.common.letters import encodable, lines_of
from smartflow_formats.html.tables import checklist, facts, table
from smartflow_formats.html.words import runs, titled, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from smartflow.report import Block, Signer
    from smartflow_formats.html.words import Writing

__all__ = ["block", "picture"]


def block(thing: Block, writing: Writing) -> str:
    """Return a block of a book."""
    return _WRITERS[type(thing)](thing, writing)


def _paragraph(thing: Paragraph, writing: Writing) -> str:
    tone = "" if thing.tone == "plain" else f' class="{thing.tone}"'
    return f"<p{tone}>{runs(thing.runs, writing)}</p>"


def _listing(thing: Listing, writing: Writing) -> str:
    tag = "ol" if thing.kind == "steps" else "ul"
    points = "".join(f"<li>{runs(point, writing)}</li>" for point in thing.points)
    return f"<{tag}>{points}</{tag}>"


def _verbatim(thing: Verbatim, writing: Writing) -> str:
    lines = "\n".join(html.escape(line) for line in lines_of(thing.words))
    title = writing.words(thing.title)
    return f"<figure><figcaption>{title}</figcaption><pre><code>{lines}</code></pre></figure>"


def _figure(thing: Figure, writing: Writing) -> str:
    source = _source("image/svg+xml", encodable(thing.svg.in_(writing.language)).encode())
    return (
        f'<figure class="chart"><img alt="{writing.words(thing.words)}" src="{source}">'
        f"<figcaption>{titled(thing, thing.title, writing)}</figcaption></figure>"
    )


def _image(thing: Image, writing: Writing) -> str:
    caption = ""
    if thing.title is not None:
        caption = f"<figcaption>{titled(thing, thing.title, writing)}</figcaption>"
    return f"<figure>{picture(thing, writing)}{caption}</figure>"


def picture(thing: Image, writing: Writing) -> str:
    """Return a picture without its caption."""
    source = _source(thing.media_type, thing.content)
    return f'<img alt="{writing.words(thing.words)}" src="{source}">'


def _source(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def _signature(thing: Signature, writing: Writing) -> str:
    first, *others = said.abreast(thing.places) or [[]]
    rows = [_abreast(first, writing, dated=thing.dated)]
    rows += [_abreast(row, writing, dated=False) for row in others]
    return "\n".join(rows)


def _abreast(row: Sequence[Signer | None], writing: Writing, *, dated: bool) -> str:
    """Return who signs side by side; place and date stand above the last."""
    day = ""
    if dated:
        told = writing.words(said.PLACE_AND_DAY)
        day = f'<p class="dated"><span>{said.BLANK_DAY}</span> <span>({told})</span></p>'
    places = [_place(place, writing, "") for place in row[:-1]]
    places += [_place(place, writing, day) for place in row[-1:]]
    return f'<div class="signatures{" day" * dated}">{"".join(places)}</div>'


def _place(place: Signer | None, writing: Writing, day: str) -> str:
    if place is None:
        return f'<div class="nobody">{day}</div>'
    name, number = words(place.name), writing.words(said.OFFICIAL)
    signer = f"<strong>{name}</strong>" if name else _PEN
    return (
        f'<div>{day}<p class="post">{writing.words(place.post)}</p>'
        f'<p class="signer">{signer}</p><p class="official">{number} {_PEN}</p></div>'
    )


_PEN = '<span class="pen"></span>'


_WRITERS: Mapping[type, Callable[..., str]] = {
    Paragraph: _paragraph,
    Listing: _listing,
    Verbatim: _verbatim,
    Facts: facts,
    Table: table,
    Figure: _figure,
    Image: _image,
    Checklist: checklist,
    Signature: _signature,
}
