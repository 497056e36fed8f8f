"""Cells of an .xlsx sheet about which calamine is silent, found in the bytes of the sheet.

calamine gives a cell that shows an error (``#N/A``) and a formula whose value was never computed as
empty, and a cell that is shown as ``85%`` as the plain number 0.85. Each would be silently wrong,
so they are looked for here, in the sheets in which a cheap search has seen a sign of them
(:mod:`.limits_xlsx`). The patterns allow a namespace prefix and any order of attributes.
"""

from __future__ import annotations

import html
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from smartflow.workbook.limits.sizes import unpack
from smartflow.workbook.misfits import Odd, error_cell, formula_cell, percent_cell

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Set as AbstractSet

__all__ = [
    "ADDRESS",
    "ATTRIBUTES",
    "Found",
    "column_number",
    "find_faults",
    "percent_styles",
    "sheet_names",
]

ATTRIBUTES = rb"""((?:[^>"'/]++|"[^"]*+"|'[^']*+'|/(?!>))*+)"""
"""All attributes of a tag that is not self-closing; a quoted ``>`` does not end it."""

ADDRESS = re.compile(rb"(?:^|\s)r\s*=\s*[\"']\s*([A-Za-z]{0,9})(\d{0,9})")
"""The address of a row or cell among its attributes: letters, then the row's number."""

Found = dict[str, dict[tuple[int, int], Odd]]
"""By sheet name, and by (row, column) from 0: what is to be said of the cell."""

_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])" + ATTRIBUTES + rb">(.*?)</(?:\w+:)?c>", re.DOTALL)
_TYPE = re.compile(rb"(?:^|\s)t\s*=\s*[\"'](\w+)")
_STYLE = re.compile(rb"(?:^|\s)s\s*=\s*[\"'](\d{1,9})")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s/>])[^>]*?(?:/>|>([^<]*)<)")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s" + ATTRIBUTES + rb"/?>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s" + ATTRIBUTES + rb"/?>")
_OWN_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s" + ATTRIBUTES + rb"/?>")
_CELL_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_STYLE = re.compile(rb"<(?:\w+:)?xf\s" + ATTRIBUTES + rb"/?>")
_PERCENT_FORMATS = frozenset({"9", "10"})
"""Excel's built-in formats ``0%`` and ``0.00%``."""


# -- names and styles -------------------------------------------------------------------------


def sheet_names(name: str, content: bytes, parts: tuple[zipfile.ZipInfo, ...]) -> dict[str, str]:
    """Return the sheet's name for each part that holds a sheet."""
    by_path = {part.filename: part for part in parts}
    book, relations = by_path.get("xl/workbook.xml"), by_path.get("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    targets = {}
    for match in _RELATION.finditer(b"".join(unpack(name, content, relations))):
        target = _attribute(match[1], b"Target")
        targets[_attribute(match[1], b"Id")] = (
            target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        )
    names = {}
    for match in _SHEET.finditer(b"".join(unpack(name, content, book))):
        path = targets.get(_attribute(match[1], rb"[\w]+:id"))
        if path is not None:
            names[path] = _attribute(match[1], b"name")
    return names


def _attribute(attributes: bytes, name: bytes) -> str:
    found = re.search(rb"(?:^|\s)" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", attributes)
    return html.unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""


def percent_styles(styles: bytes) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number as per cent."""
    if b"%" not in styles and b'"9"' not in styles and b'"10"' not in styles:
        return frozenset()
    formats = {
        _attribute(match[1], b"numFmtId")
        for match in _OWN_FORMAT.finditer(styles)
        if "%" in _attribute(match[1], b"formatCode")
    } | _PERCENT_FORMATS
    table = _CELL_STYLES.search(styles)
    found = _CELL_STYLE.finditer(table[0]) if table else ()
    return frozenset(
        number for number, one in enumerate(found) if _attribute(one[1], b"numFmtId") in formats
    )


def column_number(letters: bytes) -> int:
    """Return the number of a column from 1: ``A`` is 1, ``XFD`` is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


# -- cells ------------------------------------------------------------------------------------


def find_faults(content: bytes, percents: AbstractSet[int]) -> dict[tuple[int, int], Odd]:
    """Find the cells of a sheet about which something is to be said.

    Args:
        content: The sheet's XML.
        percents: The cell styles that show per cent.

    Returns:
        By (row, column) from 0: an error or an uncomputed formula (without a value), or the number
        of a cell that is shown as per cent.
    """
    found: dict[tuple[int, int], Odd] = {}
    for match in _CELL.finditer(content):
        fault = _fault(match[1], match[2], percents)
        address = ADDRESS.search(match[1]) if fault else None
        if fault and address and address[1] and address[2]:
            found[int(address[2]) - 1, column_number(address[1]) - 1] = fault
    return found


def _fault(attributes: bytes, inside: bytes, percents: AbstractSet[int]) -> Odd | None:
    kind = _TYPE.search(attributes)
    formula = _FORMULA.search(inside)
    value = _VALUE.search(inside)
    shown = _text(value[1]) if value else ""
    if kind is not None and kind[1] == b"e" and shown:
        return error_cell(shown)
    if formula and not shown:
        # t="str" with an empty value is a formula whose result is an empty text.
        is_empty_text = kind is not None and kind[1] == b"str" and value is not None
        return None if is_empty_text else formula_cell("=" + _text(formula[1] or b""))
    style = _STYLE.search(attributes) if percents and shown and _is_number(kind) else None
    if style is None or int(style[1]) not in percents:
        return None
    try:
        return percent_cell(Decimal(shown))
    except InvalidOperation:
        return None


def _is_number(kind: re.Match[bytes] | None) -> bool:
    return kind is None or kind[1] == b"n"


def _text(content: bytes) -> str:
    return html.unescape(content.decode("utf-8", "replace")).strip()
