"""SWOT factors and TOWS strategies as the SWT and TWS rules see them.

Which category a factor has, which letters a cell allows, and whether a dimension's agencies'
sheets or its consolidated one is read. Codes recur in every worksheet, so what is worked out of
one is remembered. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from smartflow_masterplan.sheets.shared_columns import USED

if TYPE_CHECKING:
    from smartflow import Dossier, Row

__all__ = [
    "CATEGORIES",
    "CELLS",
    "EXTERNAL",
    "INTERNAL",
    "category",
    "category_of_code",
    "cited_codes",
    "in_force",
    "normal_code",
    "side_of",
    "unmerged_agencies",
    "whole_code",
]

CATEGORIES = ("S", "W", "O", "T")
CELLS = ("SO", "WO", "ST", "WT")
INTERNAL = ("S", "W")
EXTERNAL = ("O", "T")


@lru_cache(maxsize=8192)
def normal_code(code: str) -> str:
    """Return a factor's code as it is compared: capitals without spaces."""
    return "".join(code.split()).upper()


def whole_code(code: str, agency: str) -> str:
    """Return a code as merged views print it, ``DINKES:S4``; a bare one is its agency's own."""
    plain = normal_code(code)
    return plain if ":" in plain else f"{normal_code(agency)}:{plain}"


@lru_cache(maxsize=8192)
def category_of_code(code: str) -> str:
    """Return the category letter with which a code begins, or ``""``."""
    letter = normal_code(code)[:1]
    return letter if letter in CATEGORIES else ""


def category(row: Row) -> str:
    """Return a factor's category: what its column says, else its code's letter, else ``""``."""
    said = row.text("category")
    if said in CATEGORIES:
        return said
    said = said.upper()
    return said if said in CATEGORIES else category_of_code(row.text("code"))


def side_of(letter: str) -> str:
    """Return the side of the matrix on which a category stands: ``internal`` or ``external``."""
    return "internal" if letter in INTERNAL else "external"


def cited_codes(row: Row) -> tuple[str, ...]:
    """Return the codes that a strategy cites, each once, without its own agency's prefix.

    ``S4`` and, in the worksheet of DINKES, ``DINKES:S4`` are the same factor.
    """
    value = row.get("cites")
    return _own_codes(value, row.agency) if isinstance(value, tuple) else ()


@lru_cache(maxsize=8192)
def _own_codes(given: tuple[str, ...], agency: str) -> tuple[str, ...]:
    prefix = f"{normal_code(agency)}:"
    return tuple(dict.fromkeys(normal_code(code).removeprefix(prefix) for code in given))


def in_force(dossier: Dossier, worksheet: str, merged: str, dimension: str) -> tuple[Row, ...]:
    """Return what counts for a dimension: the used rows once it is consolidated, else all.

    Args:
        dossier: The city's dossier.
        worksheet: The agencies' worksheet.
        merged: The worksheet that consolidates it.
        dimension: The dimension's key.
    """
    if not dossier.submitted(merged, dimension):
        return dossier.rows(worksheet, dimension=dimension)
    return tuple(
        row for row in dossier.rows(merged, dimension=dimension) if row.text("decision") == USED
    )


def unmerged_agencies(
    dossier: Dossier, worksheet: str, merged: str, dimension: str
) -> tuple[str, ...]:
    """Return the agencies some of whose rows came after the dimension was consolidated.

    Args:
        dossier: The city's dossier.
        worksheet: The agencies' worksheet.
        merged: The worksheet that consolidates it.
        dimension: The dimension's key.

    Returns:
        Their codes, sorted; none while nothing is consolidated.
    """
    if not dossier.submitted(merged, dimension):
        return ()
    decided = {row.text("source") for row in dossier.rows(merged, dimension=dimension)}
    rows = dossier.rows(worksheet, dimension=dimension)
    return tuple(sorted({row.agency for row in rows if row.id not in decided}))
