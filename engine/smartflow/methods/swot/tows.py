"""TOWS: whether the strategies of a matrix follow from the factors they cite.

Each strategy lies in one cell (SO, WO, ST, WT) and cites at least one internal and one external
factor, of just the letters of its cell. A factor of high score that no strategy uses is worth a
look. Units: scores are weighted scores of the IFAS/EFAS table; which are high is declared. Source:
H. Weihrich, The TOWS matrix, Long Range Planning 15 (1982); F. R. David, Strategic Management.
Imports nothing of the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import msgspec

from smartflow.language import Text
from smartflow.methods.finding import MethodResult, Notebook, Place
from smartflow.methods.numbers import Cell, read_text
from smartflow.methods.reading import claim_at, name_key, places_of, same_names
from smartflow.methods.situations import strategy as found
from smartflow.methods.situations import table
from smartflow.methods.swot.ifas_table import Category, read_category

__all__ = [
    "TowsCell",
    "TowsFactor",
    "TowsResult",
    "TowsStrategy",
    "TowsTable",
    "check_tows",
    "split_codes",
]

TowsCell = Literal["SO", "WO", "ST", "WT"]

_CELLS: dict[str, TowsCell] = {
    "SO": "SO",
    "OS": "SO",
    "WO": "WO",
    "OW": "WO",
    "ST": "ST",
    "TS": "ST",
    "WT": "WT",
    "TW": "WT",
}
_SEPARATORS = re.compile(r"[,;/&+\s]+|\bdan\b|\band\b")
_STRONG_FROM = Text(id="strong_from", en="strong_from")
_SCORE = Text(id="skor", en="the score")


class TowsFactor(msgspec.Struct, frozen=True):
    """A factor that strategies may cite: its code, category and, if it has one, score."""

    code: Cell = None
    category: Cell = None
    score: Cell = None


class TowsStrategy(msgspec.Struct, frozen=True):
    """One strategy, as it was brought.

    Attributes:
        code: Its own code.
        name: Its words.
        cell: SO, WO, ST or WT.
        factors: The codes it cites: a list, or words such as ``S4, O3``.
    """

    code: Cell = None
    name: Cell = None
    cell: Cell = None
    factors: Cell = None


class TowsTable(msgspec.Struct, frozen=True):
    """Factors and strategies.

    Attributes:
        factor: The factors.
        strategy: The strategies.
        strong_from: From which score a factor counts as strong; None asks for no such check.
    """

    factor: tuple[TowsFactor, ...] = ()
    strategy: tuple[TowsStrategy, ...] = ()
    strong_from: Cell = None


class TowsResult(MethodResult, frozen=True, kw_only=True):
    """Which factors are used and which are not, by code in the table's order."""

    used: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


def split_codes(cell: Cell) -> tuple[str, ...]:
    """Split cited codes: a list as it is, words at commas, slashes, spaces, ``dan`` and such."""
    if isinstance(cell, list | tuple):
        return tuple(text for text in map(read_text, cell) if text)
    words = read_text(cell).strip("()[]")
    return tuple(part for part in _SEPARATORS.split(words) if part)


def check_tows(brought: TowsTable) -> TowsResult:
    """Check the strategies of a TOWS matrix.

    Args:
        brought: Factors and strategies.

    Returns:
        The factors used and unused. Findings: an unknown cell or code, letters that the cell does
        not have, no reference or none of one side, an empty cell, a strong factor unused, a code
        or a category that cannot be told.
    """
    notes = Notebook()
    places = places_of([(factor.code,) for factor in brought.factor])
    categories = _categories(brought.factor, places, notes)
    index = _index(brought.factor, categories)
    used: set[int] = set()
    present: set[TowsCell] = set()
    if not brought.strategy:
        notes.note(table.NO_ROWS)
    strategy_places = places_of([(row.code, row.name) for row in brought.strategy])
    for strategy, place in zip(brought.strategy, strategy_places, strict=True):
        cell = _CELLS.get(re.sub(r"[^A-Z]", "", read_text(strategy.cell)[:40].upper()))
        if cell is None:
            notes.note(found.TOW_CELL, place, written=read_text(strategy.cell))
        else:
            present.add(cell)
        used |= _check_strategy(strategy, place, cell, index, notes)
    if brought.strategy:
        for cell in ("SO", "WO", "ST", "WT"):
            if cell not in present:
                notes.note(found.TOW_EMPTY, cell=cell)
    _check_unused(brought, places, used, notes)
    labels = [(number, place.label) for number, place in enumerate(places)]
    return TowsResult(
        used=tuple(label for number, label in labels if number in used),
        unused=tuple(label for number, label in labels if number not in used),
        findings=notes.findings,
    )


def _categories(
    factors: Sequence[TowsFactor], places: Sequence[Place], notes: Notebook
) -> list[Category | None]:
    categories = [read_category(factor.category) for factor in factors]
    for factor, category, place in zip(factors, categories, places, strict=True):
        if category is None:
            notes.note(found.TOW_CATEGORY, place, written=read_text(factor.category))
    keys: list[object] = [
        (category, name_key(factor.code)) if name_key(factor.code) else None
        for factor, category in zip(factors, categories, strict=True)
    ]
    same_names(keys, places, found.TOW_TWICE, notes)
    return categories


def _key(code: str) -> str:
    return re.sub(r"[\s._-]", "", code).casefold()


def _index(
    factors: Sequence[TowsFactor], categories: Sequence[Category | None]
) -> dict[str, tuple[int, Category | None]]:
    """Find factors by code, and those numbered within their category by letter and number."""
    index: dict[str, tuple[int, Category | None]] = {}
    for number, (factor, category) in enumerate(zip(factors, categories, strict=True)):
        key = _key(read_text(factor.code))
        if key.isdigit() and category:
            index.setdefault(category.casefold() + key, (number, category))
        elif key:
            index.setdefault(key, (number, category))
    return index


def _check_strategy(
    strategy: TowsStrategy,
    place: Place,
    cell: TowsCell | None,
    index: dict[str, tuple[int, Category | None]],
    notes: Notebook,
) -> set[int]:
    """Check what one strategy cites; return the factors, by number."""
    codes = split_codes(strategy.factors)
    if not codes:
        notes.note(found.TOW_NO_REFERENCE, place)
        return set()
    cited: dict[int, Category | None] = {}
    for code in dict.fromkeys(codes):
        known = index.get(_key(code))
        if known is None:
            notes.note(found.TOW_UNKNOWN, place, code=code)
            continue
        number, category = known
        cited[number] = category
        if cell and category and category not in cell:
            notes.note(found.TOW_LETTERS, place, cell=cell, category=category, code=code)
    for letter in cell or ():
        if letter not in cited.values():
            notes.note(found.TOW_SIDE, place, cell=cell, category=letter)
    return set(cited)


def _check_unused(
    brought: TowsTable, places: Sequence[Place], used: set[int], notes: Notebook
) -> None:
    strong_from = claim_at(brought.strong_from, _STRONG_FROM, None, notes)
    for number, (factor, place) in enumerate(zip(brought.factor, places, strict=True)):
        score: Fraction | None = claim_at(factor.score, _SCORE, place, notes)
        if number in used or score is None or strong_from is None:
            continue
        if abs(score) >= strong_from:
            notes.note(found.TOW_UNUSED, place, score=score)
