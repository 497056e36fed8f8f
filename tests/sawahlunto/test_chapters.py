"""The regional example's chapters inside the engine: in their places, and in its region only."""

from __future__ import annotations

import pytest

from smartflow.plugin.registry import Registry
from smartflow.testing import CityInWords, a_city, compose_book

SAWAHLUNTO = a_city("sawahlunto", region_code="13.73").at("quick_win_selection")
NEIGHBOUR = a_city("padang-panjang", region_code="13.74").at("quick_win_selection")


@pytest.mark.parametrize("city", [SAWAHLUNTO, NEIGHBOUR], ids=["sawahlunto", "another"])
@pytest.mark.parametrize("book", ["analysis", "executive_summary"])
def test_its_region_alone_has_its_chapters(
    city: CityInWords, book: str, registry: Registry
) -> None:
    """One takes the place of a national chapter, one is added; another city has neither."""
    own = city is SAWAHLUNTO
    keys = compose_book(book, city, registry).assert_sound().keys
    if book == "analysis":
        assert keys[0] == ("sawahlunto_foreword" if own else "analysis_foreword")
        assert len({"sawahlunto_foreword", "analysis_foreword"} & set(keys)) == 1
    else:
        assert ("sawahlunto_heritage" in keys) == own


def test_the_regional_columns_arrive_in_the_book(registry: Registry) -> None:
    """What an official writes into the region's own columns is printed, with its origin."""
    city = SAWAHLUNTO
    for number, tradition in enumerate(("Randai", "", "gotong royong"), start=1):
        cells = {"tradition": tradition, "custodian": f"RT {number}"}
        filled = {key: words for key, words in cells.items() if words}
        city = city.with_row("quick_wins", "living", programme=f"P{number}", **filled)
    compose_book("executive_summary", city, registry).assert_rows(
        "sawahlunto_heritage",
        ("P1", "Randai", "RT 1", False, "living/quick_wins/1"),
        ("P3", "gotong royong", "RT 3", False, "living/quick_wins/3"),
    )
