"""What people write who come from Excel or a word processor, and what to write in its place.

Only what the library has refused is looked at here, so nothing that may stand is ever told to be
a mistake.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from smartflow.language import Text

__all__ = ["CALLS", "MEANT", "VALUES", "Place", "habit", "write"]


class Place(NamedTuple):
    """Where in an expression something is wrong: what stands before, and what stands there."""

    before: str
    rest: str


MEANT = {
    "isblank": "empty",
    "kosong": "empty",
    "len": "size",
    "count": "size",
    "counta": "size",
    "jumlah": "sum",
    "total": "sum",
    "upper": "lower",
    "text": "string",
    "search": "contains",
    "find": "contains",
    "has": "filled",
    "isempty": "empty",
    "today": "as_of",
    "now": "as_of",
}
"""What is called otherwise here."""

_CONDITION = Text(id="syarat ? a : b", en="condition ? a : b")

CALLS = {
    "and": Text.same("&&"),
    "dan": Text.same("&&"),
    "or": Text.same("||"),
    "atau": Text.same("||"),
    "not": Text.same("!"),
    "bukan": Text.same("!"),
    "if": _CONDITION,
    "jika": _CONDITION,
    "countif": Text(
        id="size(daftar.filter(r, syarat))",
        en="size(list.filter(r, condition))",
    ),
    "sumif": Text(
        id="sum(daftar.filter(r, syarat).map(r, r.kolom))",
        en="sum(list.filter(r, condition).map(r, r.column))",
    ),
    "today": Text.same("as_of"),
    "now": Text.same("as_of"),
}
"""What is a function there and none here."""

VALUES = {"true": "true", "benar": "true", "false": "false", "salah": "false"}
"""What is written in capitals there, or in Indonesian."""

_INSTEAD = (
    (r"^=[<>]", "<= / >=", ""),
    (r"^=(?!=)", "==", "="),
    (r"^<?>", "!=", "<>"),
    ("^\u2264", "<=", ""),
    ("^\u2265", ">=", ""),
    ("^\u2260", "!=", ""),
    (r"^&(?!&)", "&&", "&"),
    (r"^\|(?!\|)", "||", "|"),
    (r"(?i)^(and|dan)\b", "&&", ""),
    (r"(?i)^(or|atau)\b", "||", ""),
    ("^[\u201c\u201d\u2018\u2019]", '"', ""),  # the quotes of a word processor
    ("^;", ",", ""),
)

_NUMBER = Text(
    id="bilangan ditulis tanpa pemisah ribuan, dan dengan titik untuk desimal: 1000000, 0.5.",
    en="a number has nothing between thousands, and a point for decimals: 1000000, 0.5.",
)
_NO_UNIT = Text(
    id="bilangan ditulis penuh dan tanpa satuan: 1000000, bukan 1 juta; 100, bukan 100%.",
    en="a number is written in full and without a unit: 1000000, not 1 juta; 100, not 100%.",
)
_NO_FIRST_EQUALS = Text(
    id="ungkapan tidak dimulai dengan tanda =.", en="an expression does not begin with =."
)
_BLANK = Text(
    id="di sini ada spasi khusus dari pengolah kata; gantilah dengan spasi biasa.",
    en="here is a special blank of a word processor; put an ordinary one in its place.",
)


def write(right: Text | str, wrong: str) -> Text:
    """Return the sentence that says what to write in place of what."""
    words = right if isinstance(right, Text) else Text.same(right)
    return Text(
        id=f"tulislah {words.id} di tempat {wrong}.", en=f"write {words.en} in place of {wrong}."
    )


def habit(place: Place) -> Text | None:
    """Return what to write in place of a usual way of writing that is malformed here, or None.

    Args:
        place: Where the library stumbled.
    """
    refused = re.search(r"\b(not|bukan|tidak)\s+$", place.before, re.IGNORECASE)
    if refused:
        return write("!", refused[1])
    if not place.before.strip() and place.rest.startswith("="):
        return _NO_FIRST_EQUALS
    return _number(place) or _call(place) or _sign(place.rest)


def _number(place: Place) -> Text | None:
    if place.before.rstrip().endswith("%") and not place.rest.strip():
        return _NO_UNIT
    if not re.search(r"\d\s*$", place.before):
        return None
    if re.match(r"[.,_]\s*\d", place.rest):
        return _NUMBER
    unit = re.match(r"(?i)(ribu|rb|juta|jt|mil+[iy]ar|triliun)\b", place.rest)
    return _NO_UNIT if unit else None


def _call(place: Place) -> Text | None:
    """Return what stands in place of IF(a; b; c), when its semicolon was stumbled over."""
    called = re.findall(r"(\w+)\s*\(", place.before) if place.rest.startswith(";") else []
    known = [name for name in called if name.lower() in CALLS]
    return write(CALLS[known[-1].lower()], f"{known[-1]}(...)") if known else None


def _sign(rest: str) -> Text | None:
    for pattern, right, wrong in _INSTEAD:
        found = re.match(pattern, rest)
        if found:
            return write(right, wrong or found[0])
    return _BLANK if rest[:1].isspace() and not rest[:1].isascii() else None
