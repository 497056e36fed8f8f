"""The format ``csv``: a table, or a verdict as a table, for Excel and for scripts.

Written for the laptops that will open it. Excel with Indonesian regional settings takes the comma
for the decimal mark and therefore expects a semicolon between cells; so Indonesian files have
``;`` and ``0,15``, English ones ``,`` and ``0.15``. Both start with a UTF-8 byte order mark,
without which Excel reads another encoding, and end lines with CR LF (RFC 4180). The first line
holds the stable keys of the columns, alike in both languages, so that a script needs one name.

A worksheet's text may begin like a formula (``=HYPERLINK(...)``), which Excel would run on the
laptop of whoever opens the file. Such a text gets an apostrophe in front; :func:`unguard` takes
it off again. Numbers are typed, so that a negative number stays a number.

The file is named after the format; ``import csv`` below is the standard library's all the same.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import TYPE_CHECKING

import smartflow
from smartflow import OutputFormat, Text, Verdict
from smartflow.report import Table
from smartflow_formats._cells import cell_text
from smartflow_formats._remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow.report.table import Cell
    from smartflow_formats._cells import Language

__all__ = ["DELIMITERS", "FORMAT", "guard", "render", "unguard"]

DELIMITERS: dict[Language, str] = {"id": ";", "en": ","}
"""What stands between cells, by language."""

_BYTE_ORDER_MARK = "\ufeff"
# What spreadsheets take for the start of a formula, full-width forms included (OWASP, "CSV
# Injection"); behind apostrophes too, so that taking one off always gives back the text.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile("''*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")

_VERDICT_KEYS = (
    "kind",
    "code",
    "status",
    "severity",
    "dimension",
    "agency",
    "worksheet",
    "sheet",
    "row",
    "row_number",
    "column",
    "message",
    "fix",
    "cites",
    "plugin",
)
_MET = Text(
    id="Syarat dari tahap {from_} ke tahap {to} terpenuhi (per {as_of}).",
    en="The gate from {from_} to {to} is met (as of {as_of}).",
)
_NOT_MET = Text(
    id="Syarat dari tahap {from_} ke tahap {to} belum terpenuhi (per {as_of}).",
    en="The gate from {from_} to {to} is not met (as of {as_of}).",
)


def guard(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return what :func:`guard` was given."""
    return text[1:] if _GUARDED.match(text) else text


def render(thing: object, language: Language) -> bytes:
    """Write a verdict or a table as CSV.

    Args:
        thing: A :class:`~smartflow.Verdict` or a :class:`~smartflow.report.Table`. Of a table,
            its title and note are left out: a CSV file holds nothing but its rows.
        language: Decides the words, the delimiter and the decimal mark.

    Returns:
        UTF-8 with a byte order mark.

    Raises:
        TypeError: the format cannot write such a thing.
    """
    if isinstance(thing, Table):
        return _written(thing.keys, thing.rows, language)
    if isinstance(thing, Verdict):
        return _written(_VERDICT_KEYS, _verdict_rows(thing, language), language)
    message = f"csv cannot write a {type(thing).__name__}"
    raise TypeError(message)


def _written(keys: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], language: Language) -> bytes:
    out = io.StringIO(newline="")
    out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=DELIMITERS[language], lineterminator="\r\n")
    writer.writerow(keys)
    writer.writerows([_safe(cell, language) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def _safe(cell: Cell, language: Language) -> str:
    text = cell_text(cell, language)
    return guard(text) if isinstance(cell, str | Text) else text


def _verdict_rows(verdict: Verdict, language: Language) -> Iterator[tuple[Cell, ...]]:
    words = _MET if verdict.met else _NOT_MET
    values = {
        "from_": verdict.title(verdict.from_),
        "to": verdict.title(verdict.to),
        "as_of": date.fromisoformat(verdict.as_of),
    }
    blank = (None,) * 7
    status = "met" if verdict.met else "not_met"
    said = words.fill(values).in_(language)
    yield ("verdict", verdict.city, status, None, *blank, said, None, None, None)
    for remark in remarks(verdict, language):
        yield (
            remark.kind,
            remark.code,
            remark.status,
            remark.severity,
            remark.dimension,
            remark.agency,
            remark.worksheet,
            remark.sheet,
            remark.row,
            remark.row_number or None,
            remark.column,
            f"{remark.message} ({remark.fault})" if remark.fault else remark.message,
            remark.fix,
            "; ".join(remark.cites),
            remark.plugin,
        )


FORMAT = OutputFormat(
    key="csv",
    media_type="text/csv",
    suffix=".csv",
    renders=("verdict", "table"),
    function=render,
)


@smartflow.hookimpl
def smartflow_register_formats() -> Iterator[OutputFormat]:
    """Register the format ``csv``."""
    yield FORMAT
