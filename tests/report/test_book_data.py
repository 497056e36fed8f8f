"""Books as data: nothing is lost on the way there and back, and the data are JSON alone."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import date
from decimal import Decimal
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow import Text
from smartflow.report import (
    Amount,
    Block,
    Book,
    Cell,
    Chapter,
    Check,
    Checklist,
    Code,
    Facts,
    Figure,
    Image,
    Listing,
    Money,
    Note,
    Paragraph,
    Reference,
    Run,
    Signature,
    Table,
    Verbatim,
)
from smartflow.report.book_data import SCHEMA, book_data, book_of

WORDS = st.one_of(st.sampled_from(["", "type", "decimal", "=1+1", "\ud800", "\x00"]), st.text())
TEXTS = st.builds(Text, WORDS, WORDS)
NUMBERS = st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False))
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    WORDS,
    NUMBERS,
    st.dates(),
    TEXTS,
    st.builds(Money, st.integers()),
    st.builds(Amount, NUMBERS, WORDS),
)
RUNS: st.SearchStrategy[Run] = st.one_of(
    TEXTS, st.builds(Code, WORDS), st.builds(Reference, WORDS, TEXTS), st.builds(Note, TEXTS)
)


def several(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """Return tuples of at most three."""
    return st.lists(of, max_size=3).map(tuple)


PAIRS = several(st.tuples(TEXTS, CELLS))
LINES = several(RUNS)
BLOCKS = {
    Paragraph: st.builds(Paragraph, LINES, st.sampled_from(("plain", "note", "warning"))),
    Listing: st.builds(Listing, several(LINES), st.sampled_from(("bullets", "steps"))),
    Verbatim: st.builds(Verbatim, TEXTS, WORDS),
    Facts: st.builds(Facts, TEXTS, PAIRS, st.sampled_from(("line", "box"))),
    Table: st.builds(
        Table,
        TEXTS,
        several(WORDS),
        several(TEXTS),
        several(several(CELLS)),
        st.none() | TEXTS,
    ),
    Figure: st.builds(Figure, TEXTS, TEXTS, TEXTS),
    Image: st.builds(
        Image, st.binary(), st.sampled_from(("image/png", "image/jpeg")), TEXTS, st.none() | TEXTS
    ),
    Checklist: st.builds(
        Checklist, TEXTS, several(st.builds(Check, TEXTS, TEXTS, PAIRS)), st.integers()
    ),
    Signature: st.builds(Signature, several(TEXTS)),
}
CHAPTERS = st.recursive(
    st.builds(Chapter, WORDS, TEXTS, several(st.one_of(*BLOCKS.values()))),
    lambda parts: st.builds(
        Chapter,
        WORDS,
        TEXTS,
        several(st.one_of(*BLOCKS.values())),
        several(parts),
        st.sampled_from(("same", "new")),
        st.booleans(),
    ),
    max_leaves=3,
)
BOOKS = st.builds(
    Book,
    TEXTS,
    TEXTS,
    several(st.one_of(*BLOCKS.values())),
    several(CHAPTERS),
    WORDS,
    st.none() | BLOCKS[Image],
    st.none() | st.dates(),
    st.booleans(),
    st.booleans(),
)


def test_every_kind_of_block_is_tried() -> None:
    """A kind of block that a later version adds must be tried here as well."""
    assert set(BLOCKS) == set(get_args(Block))


@given(BOOKS)
def test_a_book_comes_back_from_its_json(book: Book) -> None:
    """Through a JSON text and back it is the same book, types and all digits included."""
    back = book_of(json.loads(json.dumps(book_data(book), allow_nan=False)))
    assert back == book
    assert repr(back) == repr(book)  # 1.50 is not 1.5, and True is not 1


@given(BOOKS)
def test_nothing_is_left_out(book: Book) -> None:
    """Whatever field a struct of the tree has stands in the data of the object."""
    data = book_data(book)
    assert list(data) == ["schema", *Book.__struct_fields__]
    assert data["schema"] == SCHEMA == "smartflow/book/1"


def test_the_data_of_a_book_as_a_reader_meets_them() -> None:
    """Sentences are pairs, typed cells say what they are, a picture is Base64, a chart its SVG."""
    pair = Text(id="Anggaran", en="Budget")
    said = {"id": "Anggaran", "en": "Budget"}
    cells = (None, True, "=1", 2026, Decimal("1.50"), date(2026, 11, 24), pair)
    row: tuple[Cell, ...] = (*cells, Money(5), Amount(Decimal("12.5"), "%"))
    table = Table(pair, ("a",) * 9, (pair,) * 9, (row,))
    figure = Figure(pair, pair, Text.same("<svg/>"))
    chapter = Chapter("uang", pair, (Paragraph((pair, Note(pair))), table, figure))
    emblem = Image(b"\x89PNG", "image/png", pair)
    data = book_data(Book(pair, pair, (), (chapter,), "rencana", emblem, date(2026, 1, 2)))
    assert data["day"] == {"type": "date", "value": "2026-01-02"}
    picture = data["emblem"]
    assert isinstance(picture, dict)
    assert b64decode(picture["content"]) == b"\x89PNG"
    (found,) = data["chapters"]  # type: ignore[misc]
    paragraph, grid, chart = found["blocks"]  # type: ignore[index]
    assert paragraph == {
        "type": "paragraph",
        "runs": [said, {"type": "note", "words": said}],
        "tone": "plain",
    }
    assert grid["rows"] == [
        [
            *(None, True, "=1", 2026),
            {"type": "decimal", "value": "1.50"},
            {"type": "date", "value": "2026-11-24"},
            said,
            {"type": "money", "rupiah": 5},
            {"type": "amount", "number": {"type": "decimal", "value": "12.5"}, "unit": "%"},
        ]
    ]
    assert chart["svg"] == {"id": "<svg/>", "en": "<svg/>"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"schema": "smartflow/book/2"}, "smartflow/book/1 was expected, not smartflow/book/2"),
        ({}, "smartflow/book/1 was expected, not None"),
        ({"schema": SCHEMA, "head": [{"type": "film"}]}, "nothing of the type 'film'"),
        ({"schema": SCHEMA, "head": [{"id": "x"}]}, "nothing of the type None"),
    ],
)
def test_what_is_no_book_is_refused(data: dict[str, object], expected: str) -> None:
    """Data of another schema, or an object of no known type, are not guessed at."""
    with pytest.raises(ValueError, match=expected):
        book_of(data)


def test_a_float_is_no_cell() -> None:
    """A number that was never typed is a fault of whoever made the book."""
    row = (0.1,)
    table = Table(Text.same("T"), ("a",), (Text.same("A"),), (row,))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a float cannot stand in a book"):
        book_data(Book(Text.same("B"), Text.same("B"), (table,)))


def test_no_struct_of_the_tree_has_a_field_called_type() -> None:
    """The name ``type`` is the object's own; a field of that name would overwrite it."""
    from smartflow.report import book as tree

    structs = [one for one in vars(tree).values() if isinstance(one, type)]
    named = [one for one in structs if issubclass(one, msgspec.Struct)]
    assert [one for one in named if "type" in one.__struct_fields__] == []
