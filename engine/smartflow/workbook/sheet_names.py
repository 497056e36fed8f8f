"""What the sheets of a workbook are called; shared by the template and the reader."""

from __future__ import annotations

import re

from smartflow.language import Text
from smartflow.workbook.meta import META_SHEET

__all__ = ["INSTRUCTIONS", "LISTS_SHEET", "LONGEST_NAME", "OWN_SHEETS", "sheet_name"]

LISTS_SHEET = "_daftar"
"""The hidden sheet that holds the words of the drop-downs."""

INSTRUCTIONS = Text(id="Petunjuk", en="Instructions")
"""The first sheet of a template."""

OWN_SHEETS = frozenset({META_SHEET, LISTS_SHEET, INSTRUCTIONS.id, INSTRUCTIONS.en})
"""Sheets that never hold a table."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_GENERIC = re.compile(r"^kertas kerja | worksheet$", re.IGNORECASE)
"""What every sheet is; a title that is too long goes without it."""

LONGEST_NAME = 31
"""Excel's limit for the name of a sheet."""


def sheet_name(title: str, taken: frozenset[str] = frozenset()) -> str:
    """Return the name of the sheet for a title: at most 31 characters, none that Excel forbids.

    Args:
        title: The worksheet's title.
        taken: Names that are taken already, in lower case.
    """
    plain = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("'") or "-"
    if len(plain) > LONGEST_NAME:
        plain = _GENERIC.sub("", plain)
    name, number = _shortened(plain, LONGEST_NAME), 2
    while name.lower() in taken:
        ending = f" {number}"
        name, number = _shortened(plain, LONGEST_NAME - len(ending)) + ending, number + 1
    return name


def _shortened(title: str, longest: int) -> str:
    """Cut a title that is too long behind a whole word, if its first words fit."""
    if len(title) <= longest:
        return title
    words = title[: longest + 1].rpartition(" ")[0].rstrip(" ,;:-")
    return words or title[:longest]
