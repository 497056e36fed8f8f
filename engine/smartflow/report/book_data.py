"""A book as plain JSON data, the schema ``smartflow/book/1``, and the book back from them.

For those who put a masterplan's tables and sentences into a system of their own. Every sentence is
``{"id": …, "en": …}``; whatever else is no JSON value of its own is an object that names its
``type``: a block (``{"type": "table", …}``), a piece of a line, a typed cell (``{"type": "money",
"rupiah": 1250000}``, ``{"type": "decimal", "value": "12.50"}``, ``{"type": "date", "value":
"2026-11-24"}``). Decimals are text, so that no reader rounds them. A chart is in it as its SVG, a
picture as Base64 (RFC 4648, section 4). Fields may join; none changes its meaning.

Floor 1; pure. The type of a struct is its class's name, so a kind of block that joins the tree is
carried without a change here.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, get_args

import msgspec

from smartflow.language import Text
from smartflow.report import book as tree
from smartflow.report.table import Amount, Money

if TYPE_CHECKING:
    from smartflow.report.book import Book

__all__ = ["SCHEMA", "book_data", "book_of"]

SCHEMA: Final = "smartflow/book/1"

_STRUCTS: Final[dict[str, type[msgspec.Struct]]] = {
    kind.__name__.lower(): kind
    for kind in (
        *get_args(tree.Block),
        *(run for run in get_args(tree.Run) if run is not Text),
        *(Amount, Money, tree.Chapter, tree.Check, tree.Signer),
    )
}
_SENTENCE: Final = frozenset({"id", "en"})
_VALUES: Final = frozenset({"decimal", "date"})


def book_data(book: Book) -> dict[str, object]:
    """Return a book as plain data: dict, list, str, int, bool or None.

    Args:
        book: Any book.

    Raises:
        TypeError: something stands in it that the tree does not know, such as a float.
    """
    return {"schema": SCHEMA, **_fields(book)}


def book_of(data: dict[str, object]) -> Book:
    """Return the book that :func:`book_data` was given.

    Args:
        data: What it returned, or what a JSON parser made of it.

    Raises:
        ValueError: the data follow another schema, or an object is of no known type.
    """
    if data.get("schema") != SCHEMA:
        message = f"{SCHEMA} was expected, not {data.get('schema')}"
        raise ValueError(message)
    return tree.Book(**_read_fields(data, "schema"))  # type: ignore[arg-type]


def _plain(value: object) -> object:
    match value:
        case None | str() | int():
            return value
        case Text():
            return {"id": value.id, "en": value.en}
        case tuple():
            return [_plain(one) for one in value]
        case Decimal():
            return {"type": "decimal", "value": str(value)}
        case date():
            return {"type": "date", "value": value.isoformat()}
        case bytes():
            return b64encode(value).decode("ascii")
        case msgspec.Struct():
            return {"type": type(value).__name__.lower(), **_fields(value)}
        case _:
            message = f"a {type(value).__name__} cannot stand in a book"
            raise TypeError(message)


def _fields(struct: msgspec.Struct) -> dict[str, object]:
    return {name: _plain(getattr(struct, name)) for name in struct.__struct_fields__}


def _read(value: object) -> object:
    if isinstance(value, list):
        return tuple(_read(one) for one in value)
    if not isinstance(value, dict):
        return value
    if value.keys() == _SENTENCE:
        return Text(id=value["id"], en=value["en"])
    kind = value.get("type")
    if kind in _VALUES:
        words = value["value"]
        return Decimal(words) if kind == "decimal" else date.fromisoformat(words)
    struct = _STRUCTS.get(str(kind))
    if struct is None:
        message = f"a book has nothing of the type {kind!r}"
        raise ValueError(message)
    fields = _read_fields(value, "type")
    if struct is tree.Image:
        fields["content"] = b64decode(str(fields["content"]), validate=True)
    return struct(**fields)


def _read_fields(data: dict[str, object], without: str) -> dict[str, object]:
    return {name: _read(one) for name, one in data.items() if name != without}
