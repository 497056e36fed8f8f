"""A row: a mapping of typed cells that nobody can change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from smartflow.model import Row


def made(cells: dict[str, Any]) -> Row:
    """Return a row with these cells."""
    return Row(cells, id="A/things/1", worksheet="things", filler="A")


def _set(row: Any) -> None:
    row["name"] = "other"


def _delete(row: Any) -> None:
    del row["name"]


def _merge(row: Any) -> None:
    row |= {"name": "other"}


@pytest.mark.parametrize(
    "change",
    [
        _set,
        _delete,
        _merge,
        lambda row: row.update(name="other"),
        lambda row: row.update({"name": "other"}),
        lambda row: row.setdefault("new", 1),
        lambda row: row.pop("name"),
        lambda row: row.popitem(),
        lambda row: row.clear(),
    ],
)
def test_no_cell_can_be_changed(change: Callable[[Any], object]) -> None:
    """Whatever changes a dict refuses, names the row, and leaves it as it was."""
    row = made({"name": "satu", "size": None})
    with pytest.raises(TypeError, match=r"read-only.*A/things/1"):
        change(row)
    assert dict(row) == {"name": "satu", "size": None}


def test_every_way_to_change_a_dict_is_refused() -> None:
    """What a later Python brings to change a dict by is noticed here."""
    reading = {"__reversed__", "fromkeys", "get", "items", "keys", "values"}
    changing = set(dir(dict)) - set(dir(frozenset)) - set(dir(tuple)) - reading
    assert changing - set(vars(Row)) == set()


def test_a_row_keeps_what_it_was_made_from() -> None:
    """Its cells are its own: the mapping that it was given may change afterwards."""
    cells = {"name": "satu"}
    row = made(cells)
    cells["name"] = "dua"
    assert row["name"] == "satu"


def test_no_part_can_be_set() -> None:
    """Whose row it is stays as it was submitted."""
    with pytest.raises(AttributeError, match="read-only"):
        made({}).agency = "B"


def test_a_column_that_is_not_there_is_an_error() -> None:
    """A rule that misspells a column is told; ``get`` asks without being told."""
    row = made({"name": "satu"})
    with pytest.raises(KeyError, match="nama"):
        row["nama"]
    assert row.get("nama") is None


@pytest.mark.parametrize(("cell", "words"), [(" satu ", "satu"), (None, ""), (5, "5")])
def test_a_cell_reads_as_text(cell: Any, words: str) -> None:
    """``text`` strips, and an empty cell or an unknown column is the empty text."""
    assert (made({"name": cell}).text("name"), made({}).text("name")) == (words, "")
