"""Places for signatures in a Word file, side by side, as an official letter has them.

Post, room, name and number are rows of one table, so that lines of one row stand at one height
however long a post is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow_formats.common import book_words as said
from smartflow_formats.docx.door import paragraph, run, words
from smartflow_formats.docx.tables import opening, split, table_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from smartflow.report import Signature, Signer
    from smartflow_formats.docx.manuscript import Manuscript

__all__ = ["signature"]

_ROOM: Final = 1300
"""How high the room for a signature is, in twentieths of a point."""

_WHOLE: Final = "<w:cantSplit/>"
_NAMED: Final = '<w:b/><w:bCs/><w:u w:val="single"/>'
_LINE: Final = "." * 40
_NUMBER: Final = "." * 30


def signature(block: Signature, manuscript: Manuscript) -> Iterator[str]:
    """Yield places for signatures; the line for place and date stands above the last of a row."""
    for count, places in enumerate(said.abreast(block.places)):
        yield from _abreast(places, manuscript, dated=block.dated and count == 0)


def _abreast(
    places: Sequence[Signer | None], manuscript: Manuscript, *, dated: bool
) -> Iterator[str]:
    style = manuscript.styles["Signature Place"]
    wide = [manuscript.width // len(places)] * len(places)

    def line(told: Callable[[Signer], str]) -> str:
        cells = [paragraph(style, "" if one is None else told(one)) for one in places]
        return table_row(wide, iter(cells), split(cells, wide))

    yield opening(
        manuscript.styles["Book Signatures"], wide, "0400", manuscript.said(said.SIGNATURES)
    )
    if dated:
        day = f"({manuscript.said(said.PLACE_AND_DAY)})"
        last = paragraph(style, run(said.BLANK_DAY)) + paragraph(style, run(day))
        yield table_row(wide, iter([*(paragraph(style, "") for _ in places[1:]), last]), _WHOLE)
    yield line(lambda one: run(manuscript.said(one.post)))
    high = f'{_WHOLE}<w:trHeight w:val="{_ROOM}" w:hRule="exact"/>'
    yield table_row(wide, (paragraph(style, "") for _ in places), high)
    yield line(_named)
    number = run(f"{manuscript.said(said.OFFICIAL)} {_NUMBER}")
    yield line(lambda _: number)
    yield "</w:tbl>"
    yield paragraph(manuscript.styles["Table End"], "")


def _named(place: Signer) -> str:
    name = words(place.name)
    return run(name, _NAMED) if name else run(_LINE)
