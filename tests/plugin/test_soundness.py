"""What a chapter's function gives back is held against the types of the tree, place by place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from smartflow.language import Text
from smartflow.plugin.soundness import Unsound, require_fit
from smartflow.report import Amount, Chapter, Check, Checklist, Facts, Listing, Money, Table
from smartflow.report.table import Cell

NAME = Text(id="nama", en="name")
CELLS: tuple[Cell, ...] = (
    "kata",
    2023,
    Decimal("1.5"),
    date(2023, 7, 5),
    True,
    NAME,
    Money(5),
    Amount(3, "%"),
    None,
)


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: type(cell).__name__)
def test_a_name_may_have_any_cell_for_a_value(cell: Cell) -> None:
    """In facts, in what a check expects, and in a table: whatever a cell can be."""
    require_fit(Facts(NAME, ((NAME, cell),)), "Facts")
    require_fit(Checklist(NAME, (Check(NAME, NAME, ((NAME, cell),)),)), "Checklist")
    require_fit(Table(NAME, ("a",), (NAME,), ((cell,),)), "Table")


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ((NAME, object()), r"Facts\.rows\[0\]\[1\]"),
        (("nama", 1), r"Facts\.rows\[0\]\[0\] must be Text"),
        ((NAME,), r"Facts\.rows\[0\] must be tuple\[2\]"),
        ((NAME, 1, 2), r"Facts\.rows\[0\] must be tuple\[2\]"),
        ([NAME, 1], r"Facts\.rows\[0\] must be tuple\[2\]"),
    ],
)
def test_what_is_no_name_with_a_value_is_refused_with_its_place(row: object, place: str) -> None:
    """Each of the two places has a type of its own, and there are two."""
    with pytest.raises(Unsound, match=place):
        require_fit(Facts(NAME, (row,)), "Facts")  # type: ignore[arg-type]


def test_a_part_of_a_part_is_looked_at() -> None:
    """However deep the wrong word lies."""
    wrong = Chapter("inner", NAME, (Listing((("plain words",),)),))  # type: ignore[arg-type]
    with pytest.raises(Unsound, match=r"parts\[0\]\.blocks\[0\]\.points\[0\]\[0\]"):
        require_fit(Chapter("outer", NAME, parts=(wrong,)), "Chapter")
