"""QSPM: which strategy is the most attractive, factor by factor.

Formula: TAS = weight x AS for each factor and strategy; a strategy's STAS is the sum of its TAS,
the highest wins. Units and ranges: weights are those of IFE and EFE (1 for each side, 2 in all);
AS is 1-4, so STAS is at most 8; a factor without influence on the choice has a dash for all
strategies. Source: M. E. David, F. R. David and F. R. David, The Quantitative Strategic Planning
Matrix (2009). Imports nothing of the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from smartflow.language import Text
from smartflow.methods.finding import MethodResult, Notebook, Place
from smartflow.methods.numbers import Cell, read_list, read_number, read_scale
from smartflow.methods.ranking import competition_ranks
from smartflow.methods.reading import (
    claim_at,
    name_key,
    number_at,
    places_of,
    printed_tolerance,
    same_names,
    weight_tolerance,
)
from smartflow.methods.situations import strategy as found
from smartflow.methods.situations import table
from smartflow.methods.swot.ifas_table import IfasFactor, read_category
from smartflow.methods.swot.qspm_sheet import MOST_WEIGHT, Attractiveness, AttractivenessSheet

__all__ = ["QspmFactor", "QspmResult", "QspmRow", "QspmTable", "score_qspm"]

_WEIGHT = Text(id="bobot", en="the weight")
_TAS = Text(id="TAS", en="TAS")
_TOTAL = Text(id="total TAS", en="the sum of TAS")
_USUAL_SCALE = (Fraction(1), Fraction(4))
_SAME_WEIGHT = Fraction(5, 10000)


class QspmFactor(msgspec.Struct, frozen=True):
    """One row, as it was brought.

    Attributes:
        code: Its code.
        category: S, W, O or T, if the table says so; needed only where codes repeat.
        name: Its words.
        weight: Its weight in IFE or EFE.
        scores: AS per strategy, in the strategies' order; blank or ``-`` is a dash.
        tas: The TAS per strategy that the table states, if it does.
    """

    code: Cell = None
    category: Cell = None
    name: Cell = None
    weight: Cell = None
    scores: Cell = None
    tas: Cell = None


class QspmTable(msgspec.Struct, frozen=True):
    """A QSPM table.

    Attributes:
        strategies: The names of the strategies.
        factor: The rows.
        totals: The STAS that the table states, per strategy, if it does.
        scale: The scale of AS.
    """

    strategies: Cell = None
    factor: tuple[QspmFactor, ...] = ()
    totals: Cell = None
    scale: Cell = (1, 4)


class QspmRow(msgspec.Struct, frozen=True):
    """TAS per strategy for one factor; None for a dash and for what cannot be computed."""

    code: str
    attractiveness: tuple[Fraction | None, ...]


class QspmResult(MethodResult, frozen=True, kw_only=True):
    """TAS by row, and STAS and rank by strategy.

    Attributes:
        strategies: Their names.
        rows: TAS, in the table's order.
        totals: STAS per strategy, None when a cell that is no dash cannot be read.
        ranks: Competition ranks by STAS.
    """

    strategies: tuple[str, ...] = ()
    rows: tuple[QspmRow, ...] = ()
    totals: tuple[Fraction | None, ...] = ()
    ranks: tuple[int | None, ...] = ()


def score_qspm(brought: QspmTable, factors: Sequence[IfasFactor] = ()) -> QspmResult:
    """Compute the attractiveness of strategies and check a QSPM table.

    Args:
        brought: The table.
        factors: The IFE/EFE factors whose weights must be the same, if they are at hand.

    Returns:
        TAS, STAS and ranks. Findings: AS missing for some strategies or outside the scale; a
        weight that is missing, not positive or not that of IFE/EFE; weights that sum to neither 1
        nor 2; fewer than two strategies; a wrong TAS or total; a total outside its range; a row
        without any difference; a factor listed twice.
    """
    notes = Notebook()
    scale = read_scale(brought.scale)
    if scale is None:
        notes.note(table.SCALE_UNREADABLE)
    strategies = _strategies(brought)
    if len(strategies) < 2:  # noqa: PLR2004  a comparison
        notes.note(found.QSP_TOO_FEW, count=len(strategies))
    if not brought.factor:
        notes.note(table.NO_ROWS)
    places = places_of([(factor.code, factor.name) for factor in brought.factor])
    _check_repetitions(brought.factor, places, notes)
    weights = _weights(brought.factor, places, notes)
    if factors:
        _compare_weights(brought.factor, weights, places, factors, notes)
    sheet = AttractivenessSheet(strategies, scale or _USUAL_SCALE, notes)
    scores = [
        sheet.read(factor.scores, place)
        for factor, place in zip(brought.factor, places, strict=True)
    ]
    totals = tuple(_total(index, scores, weights) for index in range(len(strategies)))
    tolerance = weight_tolerance(len(scores))
    sheet.check_range(totals, tolerance)
    rows = tuple(
        QspmRow(code=place.label, attractiveness=tuple(_product(weight, score) for score in row))
        for place, weight, row in zip(places, weights, scores, strict=True)
    )
    _check_products(brought.factor, rows, places, strategies, notes)
    _check_totals(brought.totals, totals, strategies, tolerance, notes)
    return QspmResult(
        strategies=tuple(place.label for place in strategies),
        rows=rows,
        totals=totals,
        ranks=competition_ranks(totals),
        findings=notes.findings,
    )


def _product(weight: Fraction | None, score: Attractiveness | None) -> Fraction | None:
    """Return TAS, None for a dash and for what cannot be computed."""
    if weight is None or score is None or isinstance(score, str):
        return None
    return weight * score


def _total(
    index: int,
    scores: Sequence[Sequence[Attractiveness | None]],
    weights: Sequence[Fraction | None],
) -> Fraction | None:
    """Return the STAS of one strategy; a dash adds nothing, an unread cell makes it unknown."""
    total = Fraction(0)
    for row, weight in zip(scores, weights, strict=True):
        if row[index] is None:
            continue
        product = _product(weight, row[index])
        if product is None:
            return None
        total += product
    return total if scores else None


def _strategies(brought: QspmTable) -> tuple[Place, ...]:
    """Name the strategies; without names, as many as the longest row has scores."""
    names = read_list(brought.strategies)
    longest = max((len(read_list(factor.scores)) for factor in brought.factor), default=0)
    return places_of([(name,) for name in names or (None,) * longest])


def _check_repetitions(
    factors: Sequence[QspmFactor], places: Sequence[Place], notes: Notebook
) -> None:
    """Note factors listed twice; factors numbered within categories may share a number."""
    keys: list[object] = []
    for factor in factors:
        code, name = name_key(factor.code), name_key(factor.name)
        category = read_category(factor.category)
        if code.isdigit() and not name and category is None:
            # Factors numbered anew on each side cannot be told from repeated ones.
            keys.append(None)
        elif code:
            keys.append((category, code, name if code.isdigit() else ""))
        else:
            keys.append(name)
    same_names(keys, places, found.QSP_TWICE, notes)


def _weights(
    factors: Sequence[QspmFactor], places: Sequence[Place], notes: Notebook
) -> list[Fraction | None]:
    weights = []
    for factor, place in zip(factors, places, strict=True):
        weight = number_at(factor.weight, _WEIGHT, place, notes)
        if weight is not None and weight <= 0:
            notes.note(found.QSP_WEIGHT, place, weight=weight)
        weights.append(weight)
    known = [weight for weight in weights if weight is not None]
    total, tolerance = sum(known, Fraction(0)), weight_tolerance(len(known))
    if known and all(abs(total - target) > tolerance for target in (1, MOST_WEIGHT)):
        notes.note(found.QSP_SUM, total=total)
    return weights


def _compare_weights(
    rows: Sequence[QspmFactor],
    weights: Sequence[Fraction | None],
    places: Sequence[Place],
    factors: Sequence[IfasFactor],
    notes: Notebook,
) -> None:
    """Note each weight that differs from the weight of the same code in IFE or EFE."""
    expected: dict[tuple[object, str], Fraction] = {}
    for factor in factors:
        known = read_number(factor.weight)
        if isinstance(known, Fraction):
            code = name_key(factor.code)
            expected[read_category(factor.category), code] = known
            expected.setdefault((None, code), known)
    for row, weight, place in zip(rows, weights, places, strict=True):
        other = expected.get((read_category(row.category), name_key(row.code)))
        if weight is not None and other is not None and abs(weight - other) > _SAME_WEIGHT:
            notes.note(found.QSP_WEIGHTS_DIFFER, place, weight=weight, expected=other)


def _check_products(
    factors: Sequence[QspmFactor],
    rows: Sequence[QspmRow],
    places: Sequence[Place],
    strategies: Sequence[Place],
    notes: Notebook,
) -> None:
    """Compare the stated TAS with weight x AS, as far as they are printed."""
    stated = [
        [claim_at(cell, _TAS, place, notes) for cell in read_list(factor.tas)]
        for factor, place in zip(factors, places, strict=True)
    ]
    width = printed_tolerance([claim for row in stated for claim in row])
    for place, claims, row in zip(places, stated, rows, strict=True):
        for claim, product, strategy in zip(claims, row.attractiveness, strategies, strict=False):
            if claim is not None and product is not None and abs(claim - product) > width:
                notes.note(
                    found.QSP_PRODUCT, place, strategy=strategy.label, stated=claim, product=product
                )


def _check_totals(
    cell: Cell,
    totals: Sequence[Fraction | None],
    strategies: Sequence[Place],
    tolerance: Fraction,
    notes: Notebook,
) -> None:
    """Compare the stated totals with the computed ones."""
    claims = read_list(cell)
    if claims and len(claims) != len(totals):
        notes.note(found.QSP_CLAIMS, count=len(claims), size=len(totals))
    for one, total, strategy in zip(claims, totals, strategies, strict=False):
        claim = claim_at(one, _TOTAL, strategy, notes)
        if claim is not None and total is not None and abs(claim - total) > tolerance:
            notes.note(found.QSP_TOTAL, strategy, stated=claim, total=total)
