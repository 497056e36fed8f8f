"""A small city whose sheets are printed in the tests beside this module, and how to read them."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartflow.report import Signature
from smartflow.testing import CityInWords, ComposedBook, a_city

STAGES = (
    "issue_analysis",
    "swot_tows",
    "quick_win_selection",
    "masterplan_approval",
    "approved",
    "adopted",
)
DAY = date(2023, 7, 5)
CITY = (
    a_city("sawahlunto", region_code="13.73", province="Sumatera Barat")
    .on(DAY)
    .with_agency("DINKES", "Dinas Kesehatan", leads=("living",))
    .with_agency("DLH", "Dinas Lingkungan Hidup", leads=("environment",))
    .with_agency("KUBANG", "Kelurahan Kubang", kind="kelurahan")
    .with_agency("MEDIA", "Kabar Kota", kind="partner")
)


def with_people(city: CityInWords, *people: dict[str, object]) -> CityInWords:
    """Return a city with people whose every field is told."""
    return CityInWords({**city.case, "people": people})


def cells(
    book: ComposedBook, chapter: str, *columns: str, title: str = ""
) -> list[tuple[Any, ...]]:
    """Return some columns of a table."""
    table = book.table(chapter, title)
    places = [table.keys.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in table.rows]


def places(book: ComposedBook, chapter: str) -> list[str]:
    """Return who signs in a chapter, in the order of the places: name and post, or a post alone.

    At most three stand side by side, and the first row alone bears place and date.
    """
    blocks = [one for one in book.chapter(chapter).blocks if isinstance(one, Signature)]
    assert all(len(block.places) <= 3 for block in blocks)
    assert [block.dated for block in blocks] == [place == 0 for place in range(len(blocks))]
    return [
        f"{place.name}, {place.post.id}" if place.name else place.post.id
        for block in blocks
        for place in block.places
    ]
