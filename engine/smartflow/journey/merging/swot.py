"""The SWOT matrix of a city: factors, strategies and totals by dimension. Writes nothing.

Which worksheets hold them, and which scoring rule sums them up, is told by the command in a
:class:`Layout`; the engine names none itself. Once a dimension is consolidated its own sheet
counts, and every row that it merged or dropped is listed: who decided that, when, and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import Case, read_case
from smartflow.casework.fillers import find_dimension
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.journey.gate.check import dossier_of
from smartflow.journey.worksheets.consolidated import (
    USED,
    RowDecision,
    agency_of,
    consolidates,
    decisions_of,
    merged_name,
    outcome_of,
    whole_code,
)
from smartflow.methods import UNDECIDED, Quadrant, locate_quadrant
from smartflow.model import Dimension, Dossier, Row, ScoreResult
from smartflow.plugin.running.guard import run_scoring_rules

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

__all__ = [
    "CATEGORIES",
    "Factor",
    "Layout",
    "Matrix",
    "Strategy",
    "Swot",
    "Totals",
    "swot_of",
]

CATEGORIES = ("S", "W", "O", "T")


class Layout(msgspec.Struct, frozen=True):
    """Where a SWOT stands.

    Attributes:
        factors: The worksheet of the agencies' factors.
        strategies: The worksheet of their strategies.
        totals: The scoring rule whose breakdown holds S, W, O, T, x and y, in this order.
        coverage: The scoring rule that says how many strong factors are used.
    """

    factors: str
    strategies: str
    totals: str
    coverage: str


class Factor(msgspec.Struct, frozen=True):
    """One factor; ``code`` names its agency, such as ``DINKES:S4``."""

    code: str
    category: str
    words: str
    weight: Decimal | None
    rating: Decimal | None
    score: Decimal | None
    cited_by: tuple[str, ...]


class Strategy(msgspec.Struct, frozen=True):
    """One strategy and the factors that it cites, all with their agencies."""

    code: str
    cell: str
    words: str
    cites: tuple[str, ...]


class Totals(msgspec.Struct, frozen=True):
    """Weighted totals and where they lead; ``uncounted`` factors have no numbers."""

    sums: Mapping[str, Decimal]
    x: Decimal
    y: Decimal
    quadrant: Quadrant
    uncounted: int


class Matrix(msgspec.Struct, frozen=True):
    """The SWOT of one dimension.

    Attributes:
        dimension: The dimension.
        merged: Whether its consolidated sheet counts, not the agencies'.
        factors: The factors, by category and code.
        strategies: The strategies, by cell and code.
        left_out: What the consolidation merged or dropped.
        totals: None where factors have no numbers.
        coverage: What the scoring rule says of strong factors, if anything.
    """

    dimension: Dimension
    merged: bool
    factors: tuple[Factor, ...]
    strategies: tuple[Strategy, ...]
    left_out: tuple[RowDecision, ...]
    totals: Totals | None
    coverage: ScoreResult | None

    def count(self, category: str) -> int:
        """Count the factors of a category."""
        return sum(factor.category == category for factor in self.factors)


class Swot(msgspec.Struct, frozen=True):
    """The SWOT of a city.

    Attributes:
        case: The city.
        matrices: One matrix per dimension that was asked for.
        city: The totals over all dimensions, None without numbers.
        faults: Scoring rules that did not run to their end.
    """

    case: Case
    matrices: tuple[Matrix, ...]
    city: Totals | None
    faults: tuple[ScoreResult, ...]


def swot_of(workspace: Workspace, city: str, layout: Layout, dimension: str = "") -> Swot:
    """Return the SWOT of a city.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        layout: Where factors, strategies and totals stand.
        dimension: One dimension by key, code or name; ``""`` for all.

    Raises:
        UnknownCity: there is no such city.
        UnknownDimension: there is no such dimension.
    """
    case = read_case(workspace, city)
    workflow = pinned_workflow(case)
    registry = registry_of(case, workflow)
    dossier = dossier_of(case, workflow, registry)
    wanted = dossier.dimensions
    if dimension:
        wanted = (find_dimension(dossier.dimensions, dimension),)
    rules = [
        owned
        for key, owned in registry.scoring_rules.items()
        if key in (layout.totals, layout.coverage) and dossier.city.in_region(owned.value.regions)
    ]
    results = run_scoring_rules(rules, dossier)
    found = {(result.rule, result.subject): result for result in results if not result.fault}
    return Swot(
        case=case,
        matrices=tuple(_matrix(case, dossier, layout, one, found) for one in wanted),
        city=_totals(found.get((layout.totals, ""))),
        faults=tuple(result for result in results if result.fault),
    )


def _matrix(
    case: Case,
    dossier: Dossier,
    layout: Layout,
    dimension: Dimension,
    found: Mapping[tuple[str, str], ScoreResult],
) -> Matrix:
    factors, merged, dropped = _in_force(case, dossier, layout.factors, dimension.key)
    strategies, _, unused = _in_force(case, dossier, layout.strategies, dimension.key)
    plans = sorted((_strategy(row) for row in strategies), key=lambda s: (s.cell, s.code))
    made = [_factor(row, plans) for row in factors]
    return Matrix(
        dimension=dimension,
        merged=merged,
        factors=tuple(sorted(made, key=_place)),
        strategies=tuple(plans),
        left_out=(*dropped, *unused),
        totals=_totals(found.get((layout.totals, dimension.key))),
        coverage=found.get((layout.coverage, dimension.key)),
    )


def _in_force(
    case: Case, dossier: Dossier, worksheet: str, dimension: str
) -> tuple[tuple[Row, ...], bool, tuple[RowDecision, ...]]:
    """Return the rows that count, whether they are consolidated, and the rows left out."""
    for key, sheet in dossier.worksheet_types.items():
        if sheet.consolidates != worksheet or not consolidates(sheet):
            continue
        if dossier.submitted(key, dimension):
            rows = dossier.rows(key, dimension=dimension)
            kept = tuple(row for row in rows if outcome_of(sheet, row) == USED)
            left = (row for row in rows if outcome_of(sheet, row) != USED)
            return kept, True, decisions_of(case, sheet, dimension, left)
    return dossier.rows(worksheet, dimension=dimension), False, ()


def _cited(row: Row, code: str) -> str:
    """Return the whole code that a strategy cites; a bare one is its own agency's."""
    return whole_code(agency_of(row), code)


def _number(row: Row, column: str) -> Decimal | None:
    value = row.get(column)
    return Decimal(value) if isinstance(value, Decimal | int) else None


def _strategy(row: Row) -> Strategy:
    given = row.get("cites")
    cites = given if isinstance(given, tuple) else ()
    return Strategy(
        code=merged_name(row),
        cell=row.text("cell").upper(),
        words=row.text("strategy"),
        cites=tuple(dict.fromkeys(_cited(row, code) for code in cites)),
    )


def _factor(row: Row, strategies: Sequence[Strategy]) -> Factor:
    code = merged_name(row)
    letter = row.text("category").upper() or row.text("code").strip()[:1].upper()
    weight, rating = _number(row, "weight"), _number(row, "rating")
    return Factor(
        code=code,
        category=letter if letter in CATEGORIES else "",
        words=row.text("factor"),
        weight=weight,
        rating=rating,
        score=None if weight is None or rating is None else weight * rating,
        cited_by=tuple(strategy.code for strategy in strategies if code in strategy.cites),
    )


def _place(factor: Factor) -> tuple[int, str, int, str]:
    """Sort by category, then agency, then the number of the code."""
    agency, _, code = factor.code.rpartition(":")
    number = "".join(letter for letter in code if letter.isdecimal())
    order = CATEGORIES.index(factor.category) if factor.category else len(CATEGORIES)
    return order, agency, int(number or 0), factor.code


def _totals(result: ScoreResult | None) -> Totals | None:
    if result is None or len(result.breakdown) < len(CATEGORIES) + 2:
        return None
    values = [line.value for line in result.breakdown]
    x, y = values[4], values[5]
    return Totals(
        sums=dict(zip(CATEGORIES, values, strict=False)),
        x=x,
        y=y,
        quadrant=locate_quadrant(Fraction(x), Fraction(y)) if x and y else UNDECIDED,
        uncounted=int(values[6]) if len(values) > 6 else 0,  # noqa: PLR2004  the seventh line
    )
