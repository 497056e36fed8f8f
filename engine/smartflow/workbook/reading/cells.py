"""Typing one cell: what calamine gave becomes what the column asks for, or stays as written.

For each column a function is made once (:func:`typer_for`) and called for each cell, because a
reading of forty workbooks types a hundred thousand cells. It returns the typed value itself, or an
:class:`Odd` where something is to be said: a misfit (``value`` None, ``written`` kept, with the
suggested number) or an accepted value with a note. What was a number in the file keeps the digits
that Excel shows, through its shortest decimal text: 2.38 stays 2.38.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeGuard

from smartflow.language import Text
from smartflow.model import Cell
from smartflow.workbook.date_text import read_date, serial_date
from smartflow.workbook.misfits import (
    AGENCY,
    DATE,
    ERROR_VALUES,
    NUMBER,
    RUPIAH,
    WHOLE,
    Odd,
    alias_note,
    day_first_note,
    error_cell,
    misfit,
    percent_note,
)
from smartflow.workbook.names import Directory, fold_name
from smartflow.workbook.number_text import read_number, read_whole
from smartflow.workbook.shown import (
    EXACT_WHOLE,
    HUGE,
    clean_text,
    exact_decimal,
    written_text,
)

if TYPE_CHECKING:
    from smartflow.model import Column, ColumnType

__all__ = ["Typer", "split_codes", "typer_for"]

_CODES = re.compile(r"[\s,;&+()\[\]/|]+")
_GAP = re.compile(r"\b([A-Z])[ .\u00a0]{1,2}(?=\d)")
"""``S 1`` and ``S.1`` are the code S1; a letter alone is none."""

_SHORT = 80
"""Only texts up to this length are remembered."""

_NAMES = re.compile(r"[,;\n]+")
_CONJUNCTIONS = frozenset({"DAN", "AND", "SERTA", "-", "–"})  # noqa: RUF001  typed by Word


Typer = Callable[[object], Cell | Odd]
"""Types one cell that is not empty."""


def split_codes(text: str) -> tuple[str, ...]:
    """Split ``S1, s2; O3`` into capitals, each code once, in the order of writing."""
    words = (word.strip(".:'\"") for word in _CODES.split(text.upper()))
    return tuple(dict.fromkeys(w for w in words if w and w not in _CONJUNCTIONS))


def typer_for(column: Column, dimensions: Directory, agencies: Directory) -> Typer:
    """Return the function that types the cells of ``column``."""
    if column.refers:
        directory = dimensions if column.refers == "dimension" else agencies
        make = _references if column.type == "codes" else _reference
        return _Remembered(make(directory, column.refers)).__getitem__
    if column.choices:
        return _Remembered(_choice(column)).__getitem__
    return {
        "text": _text,
        "integer": _integer,
        "money": _money,
        "decimal": _Remembered(_number).__getitem__,
        "date": _date,
        "codes": _Remembered(_codes).__getitem__,
    }[column.type]


class _Remembered(dict[object, Cell | Odd]):
    """Types each short text once: the same few words stand in a column again and again."""

    def __init__(self, typer: Typer) -> None:
        super().__init__()
        self._typer = typer

    def __missing__(self, raw: object) -> Cell | Odd:
        """Type what is new; only texts are kept, because the number 1 and TRUE are equal."""
        typed = self._typer(raw)
        if type(raw) is str and len(raw) <= _SHORT:
            self[raw] = typed
        return typed


# -- numbers ----------------------------------------------------------------------------------


def _number(raw: object) -> Decimal | Odd | None:
    """Read a number from whatever stood in the cell; None when only blanks did."""
    if isinstance(raw, str):
        return _number_from_text(clean_text(raw))
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return misfit(raw, NUMBER)
    if not -HUGE < raw < HUGE:
        return misfit(raw, NUMBER)
    return exact_decimal(float(raw))


def _number_from_text(text: str) -> Decimal | Odd | None:
    if not text:
        return None
    reading = read_number(text)
    if reading.value is None:
        return misfit(text, NUMBER, reading.suggestion)
    if reading.percent:
        return Odd(reading.value, "", percent_note(text, reading.value))
    return reading.value


def _is_plain_whole(raw: object) -> TypeGuard[float]:
    """Say whether a cell is what whole numbers usually are in a file: a double without fraction."""
    return type(raw) is float and raw.is_integer() and -EXACT_WHOLE <= raw <= EXACT_WHOLE


def _whole(raw: object, kind: Text) -> Cell | Odd:
    found = _number(raw)
    if found is None:
        return None
    number = found.value if isinstance(found, Odd) else found
    if not isinstance(number, Decimal):
        return _whole_text(raw, kind) if isinstance(raw, str) else found
    if number != number.to_integral_value():
        return misfit(raw, kind)
    if isinstance(found, Odd):
        return Odd(int(number), "", found.message)
    return int(number)


def _whole_text(raw: str, kind: Text) -> Cell | Odd:
    """Read what only means one thing where there is no fraction; suggest whole numbers only."""
    text = clean_text(raw)
    if text in ERROR_VALUES:
        return error_cell(text)
    reading = read_whole(text)
    if reading.value is not None:
        return int(reading.value)
    return misfit(text, kind, reading.suggestion)


def _integer(raw: object) -> Cell | Odd:
    return int(raw) if _is_plain_whole(raw) else _whole(raw, WHOLE)


def _money(raw: object) -> Cell | Odd:
    return int(raw) if _is_plain_whole(raw) else _whole(raw, RUPIAH)


# -- words ------------------------------------------------------------------------------------


def _text(raw: object) -> Cell | Odd:
    if not isinstance(raw, str):
        return written_text(raw)
    text = raw.strip()
    if not (text.isascii() and text.isprintable()):
        text = clean_text(text)
    if text in ERROR_VALUES:
        return error_cell(text)
    return text or None


def _codes(raw: object) -> Cell | Odd:
    text = written_text(raw)
    if text in ERROR_VALUES:
        return error_cell(text)
    return split_codes(_GAP.sub(r"\1", text.upper())) or None


def _choice(column: Column) -> Typer:
    """Choices in any spelling of case; the stored word is the one of the column."""
    known: dict[str, Cell] = {}
    for word in column.choices:
        known.setdefault(fold_name(word), _typed_choice(word, column.type))
    kind = Text(
        id=f"salah satu dari: {', '.join(column.choices)}",
        en=f"one of: {', '.join(column.choices)}",
    )

    def several(raw: object) -> Cell | Odd:
        codes = split_codes(written_text(raw))
        if all(fold_name(code) in known for code in codes):
            return tuple(word for code in codes for word in _as_codes(known[fold_name(code)]))
        return misfit(raw, kind)

    def one(raw: object) -> Cell | Odd:
        text = written_text(raw)
        if not text:
            return None
        found = known.get(fold_name(text))
        return misfit(raw, kind) if found is None else found

    return several if column.type == "codes" else one


def _typed_choice(word: str, kind: ColumnType) -> Cell:
    if kind in ("integer", "money"):
        return int(word)
    if kind == "decimal":
        return Decimal(word)
    return (word,) if kind == "codes" else word


def _as_codes(value: Cell) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _one_of(directory: Directory, refers: str) -> Text:
    """Name what may stand there; agencies are too many for a sentence."""
    if refers != "dimension":
        return AGENCY
    titles = ", ".join(directory.titles.values())
    return Text(
        id=f"salah satu dimensi ({titles})" if titles else "salah satu dimensi",
        en=f"one of the dimensions ({titles})" if titles else "one of the dimensions",
    )


def _reference(directory: Directory, refers: str) -> Typer:
    """A dimension or an agency by any of its names; stored as its key or code."""
    kind = _one_of(directory, refers)

    def typed(raw: object) -> Cell | Odd:
        text = written_text(raw)
        if not text:
            return None
        found = directory.find(text)
        if found is None:
            return misfit(raw, kind)
        key, is_alias = found
        return Odd(key, "", alias_note(text, directory.titles[key])) if is_alias else key

    return typed


def _references(directory: Directory, refers: str) -> Typer:
    """Several names, parted by comma, semicolon or line; by blanks where they are codes."""
    kind = _one_of(directory, refers)

    def typed(raw: object) -> Cell | Odd:
        text = written_text(raw)
        whole = directory.find(text) if text else None
        names = [text] if whole else [part.strip() for part in _NAMES.split(text) if part.strip()]
        found = [directory.find(name) for name in names]
        if None in found:
            names = list(split_codes(text))
            found = [directory.find(name) for name in names]
        if None in found:
            return misfit(raw, kind)
        pairs = [one for one in found if one is not None]
        keys = tuple(dict.fromkeys(key for key, _ in pairs)) or None
        for name, (key, is_alias) in zip(names, pairs, strict=True):
            if is_alias:
                return Odd(keys, "", alias_note(name, directory.titles[key]))
        return keys

    return typed


# -- dates ------------------------------------------------------------------------------------


def _date(raw: object) -> Cell | Odd:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str):
        return _date_from_text(clean_text(raw))
    serial = serial_date(raw) if isinstance(raw, float) else None
    return misfit(raw, DATE, serial)


def _date_from_text(text: str) -> Cell | Odd:
    if not text:
        return None
    reading = read_date(text)
    if reading.value is None:
        return misfit(text, DATE, reading.suggestion)
    if reading.swappable:
        return Odd(reading.value, "", day_first_note(text, reading.value))
    return reading.value
