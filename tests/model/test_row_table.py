"""Stored rows come back as they were, and equal tables are equal bytes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from smartflow import Column, Row, Text, Worksheet
from smartflow.model.row import Cell
from smartflow.model.row_table import decode_table, encode_table, typed_rows

WORDS = Text(id="x", en="x")
SHEET = Worksheet(
    key="things",
    version=2,
    title=WORDS,
    columns=(
        Column("dimension", WORDS, refers="dimension"),
        Column("text", WORDS),
        Column("whole", WORDS, "integer"),
        Column("part", WORDS, "decimal"),
        Column("rupiah", WORDS, "money"),
        Column("day", WORDS, "date"),
        Column("codes", WORDS, "codes"),
    ),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
CELLS: st.SearchStrategy[dict[str, Cell]] = st.fixed_dictionaries(
    {
        "dimension": st.sampled_from(["living", "economy", None]),
        "text": st.none() | TEXTS,
        "whole": st.none() | WHOLE,
        "part": st.none()
        | st.decimals(
            allow_nan=False, allow_infinity=False, places=4, min_value=-9999, max_value=9999
        ),
        "rupiah": st.none() | WHOLE,
        "day": st.none() | st.dates(),
        "codes": st.none() | st.lists(TEXTS, max_size=3).map(tuple),
    }
)


def rows_of(tables: list[dict[str, Cell]]) -> tuple[Row, ...]:
    """Return rows with these cells."""
    return tuple(
        Row(
            cells,
            id=f"A/things/{n}",
            worksheet="things",
            filler="A",
            agency="A",
            dimension=str(cells["dimension"] or ""),
            sheet="Lembar",
            number=n,
        )
        for n, cells in enumerate(tables, 1)
    )


@given(st.lists(CELLS, max_size=4))
def test_a_table_comes_back_as_it_was(tables: list[dict[str, Cell]]) -> None:
    """Ids, places and typed cells survive; writing again gives the same bytes."""
    rows = rows_of(tables)
    content = encode_table(SHEET, "A", rows, 9)
    table = decode_table(content)
    again = typed_rows(table, SHEET)
    assert [
        (row.id, row.number, row.sheet, row.dimension, row.agency, dict(row)) for row in again
    ] == [(row.id, row.number, row.sheet, row.dimension, "A", dict(row)) for row in rows]
    assert encode_table(SHEET, "A", again, table.next) == content


def test_a_misfit_is_kept_as_written() -> None:
    """What does not fit its column is None as a cell and stays readable."""
    row = Row(
        {"text": "a", "part": None},
        id="A/things/1",
        worksheet="things",
        filler="A",
        written={"part": "dua koma tiga"},
    )
    [again] = typed_rows(decode_table(encode_table(SHEET, "A", (row,), 2)), SHEET)
    assert (again["part"], again.written("part")) == (None, "dua koma tiga")


def test_a_column_that_changed_its_type_loses_nothing() -> None:
    """A stored text in a column that is now a date is a misfit, not a crash."""
    row = Row({"day": date(2026, 1, 1)}, id="A/things/1", worksheet="things", filler="A")
    content = encode_table(SHEET, "A", (row,), 2).replace(b"2026-01-01", b"kemarin dulu")
    [again] = typed_rows(decode_table(content), SHEET)
    assert (again["day"], again.written("day")) == (None, "kemarin dulu")


def test_who_a_row_belongs_to_follows_from_its_filler() -> None:
    """A dimension's own sheet gives its rows the dimension and no agency."""
    sheet = Worksheet(
        key="own", version=1, title=WORDS, columns=(Column("n", WORDS, "decimal"),), per="dimension"
    )
    row = Row({"n": Decimal("0.10")}, id="living/own/1", worksheet="own", filler="living")
    [again] = typed_rows(decode_table(encode_table(sheet, "living", (row,), 2)), sheet)
    assert (again.dimension, again.agency, again["n"]) == ("living", "", Decimal("0.1"))
