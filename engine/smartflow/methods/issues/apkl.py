"""APKL: whether an issue is worth analysing (actual, problematic, relevant, feasible).

Formula: total = A + P + K + L. Two variants, told apart by the declared scale: on ``[0, 1]`` each
criterion is a check mark and an issue passes when all four hold (general practice: only such
issues go on to USG); on a longer scale such as ``[1, 5]`` the total ranks the issues (4 to 20) and
passing is not defined. Units: steps of that scale. Source: the analysis of issues taught by
Lembaga Administrasi Negara. Imports nothing of the model.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import msgspec

from smartflow.language import Text
from smartflow.methods.finding import MethodFinding, MethodResult, Notebook, Place
from smartflow.methods.numbers import Cell, read_scale, read_text, written
from smartflow.methods.ranking import check_ranks, competition_ranks
from smartflow.methods.reading import claim_at, name_key, number_at, places_of, same_names
from smartflow.methods.situations import issue as found
from smartflow.methods.situations import table

__all__ = [
    "ApklIssue",
    "ApklResult",
    "ApklRow",
    "ApklTable",
    "check_usg_follows_apkl",
    "screen_apkl",
]

_CRITERIA = (
    ("actual", Text(id="Aktual (A)", en="actual (A)")),
    ("problematic", Text(id="Problematik (P)", en="problematic (P)")),
    ("relevant", Text(id="Kekhalayakan (K)", en="relevant (K)")),
    ("feasible", Text(id="Kelayakan (L)", en="feasible (L)")),
)
_TOTAL = Text(id="total", en="total")
_BINARY = (Fraction(0), Fraction(1))
_HOLDS = frozenset({"ya", "y", "yes", "true", "v", "✓", "✔", "√", "+"})
_DASHES = frozenset({"-", "–", "—", "−"})  # noqa: RUF001  the dashes that Word puts in
_FAILS = frozenset({"tidak", "no", "false", "x", "✗", "✘", "×"})  # noqa: RUF001  a cross


class ApklIssue(msgspec.Struct, frozen=True):
    """One row, as it was brought.

    Attributes:
        name: The issue.
        actual: A: it happens now.
        problematic: P: it departs from a standard, so a cause and a solution are to be found.
        relevant: K (kekhalayakan): it touches many people.
        feasible: L (kelayakan): it is within one's duties and can be solved.
        total: The total that the table states, if it does.
        rank: The rank that the table states, if it does.
    """

    name: Cell = None
    actual: Cell = None
    problematic: Cell = None
    relevant: Cell = None
    feasible: Cell = None
    total: Cell = None
    rank: Cell = None


class ApklTable(msgspec.Struct, frozen=True):
    """An APKL table.

    Attributes:
        issue: The rows.
        scale: ``[0, 1]`` for check marks (numbers, true/false, ya/tidak or marks), else scores.
    """

    issue: tuple[ApklIssue, ...] = ()
    scale: Cell = None


class ApklRow(msgspec.Struct, frozen=True):
    """What was computed for one issue.

    Attributes:
        name: The issue.
        total: A + P + K + L, None when one of them cannot be read.
        rank: Its competition rank by total.
        passes: Whether all four hold; None for scores, and when a mark cannot be read.
        scores: A, P, K and L as read, a check mark as 1 or 0.
    """

    name: str
    total: Fraction | None
    rank: int | None
    passes: bool | None
    scores: tuple[Fraction | None, ...] = ()


class ApklResult(MethodResult, frozen=True, kw_only=True):
    """Totals, ranks and who passes, in the table's order."""

    rows: tuple[ApklRow, ...] = ()


def screen_apkl(brought: ApklTable) -> ApklResult:
    """Judge the issues of an APKL table and check what it states.

    Args:
        brought: The table.

    Returns:
        Totals, ranks, and for check marks who passes. Findings: an undeclared scale, a missing
        or non-numeric criterion, check marks mixed with scores, a score outside the scale, a
        wrong total or rank, an issue listed twice.
    """
    notes = Notebook()
    scale = read_scale(brought.scale)
    if scale is None:
        notes.note(found.APK_SCALE if brought.scale is None else table.SCALE_UNREADABLE)
    places = places_of([(issue.name,) for issue in brought.issue])
    scores = [
        _scores(cells, place, scale, notes)
        for cells, place in zip(_cells(brought), places, strict=True)
    ]
    totals = [_total(row) for row in scores]
    _check_rows(brought.issue, places, totals, notes)
    ranks = competition_ranks(totals)
    rows = zip(brought.issue, places, scores, totals, ranks, strict=True)
    return ApklResult(
        rows=tuple(
            ApklRow(
                name=read_text(issue.name) or place.label,
                total=total,
                rank=rank,
                passes=all(mark == 1 for mark in row)
                if scale == _BINARY and None not in row
                else None,
                scores=row,
            )
            for issue, place, row, total, rank in rows
        ),
        findings=notes.findings,
    )


def _cells(brought: ApklTable) -> tuple[tuple[Cell, ...], ...]:
    """Return the four cells of each issue; a dash beside marks of plus means no, not blank."""
    rows = [tuple(getattr(issue, key) for key, _ in _CRITERIA) for issue in brought.issue]
    words = [[cell.strip() if isinstance(cell, str) else "" for cell in row] for row in rows]
    signed = any("+" in row for row in words)
    return tuple(
        tuple(
            False if signed and word in _DASHES else cell
            for cell, word in zip(row, of_row, strict=True)
        )
        for row, of_row in zip(rows, words, strict=True)
    )


def _scores(
    cells: tuple[Cell, ...],
    place: Place,
    scale: tuple[Fraction, Fraction] | None,
    notes: Notebook,
) -> tuple[Fraction | None, ...]:
    """Read the four criteria, noting each that cannot be read."""
    scores: list[Fraction | None] = []
    for (_, column), cell in zip(_CRITERIA, cells, strict=True):
        mark = _mark(cell)
        if mark is not None:
            score: Fraction | None = mark
            if scale not in (None, _BINARY):
                notes.note(found.APK_MIXED, place, column=column, value=written(cell))
        else:
            score = number_at(cell, column, place, notes, found.APK_MISSING)
            if score is not None and scale:
                _check_score(score, column, place, scale, notes)
        scores.append(score)
    return tuple(scores)


def _total(scores: tuple[Fraction | None, ...]) -> Fraction | None:
    known = [score for score in scores if score is not None]
    return sum(known, Fraction(0)) if len(known) == len(scores) else None


def _mark(cell: Cell) -> Fraction | None:
    """Read a check mark, which is not a number: 1 when it holds, 0 when it does not."""
    if isinstance(cell, bool):
        return Fraction(int(cell))
    if isinstance(cell, str):
        word = cell.strip().casefold()
        if word in _HOLDS:
            return Fraction(1)
        if word in _FAILS:
            return Fraction(0)
    return None


def _check_score(
    score: Fraction,
    column: Text,
    place: Place,
    scale: tuple[Fraction, Fraction],
    notes: Notebook,
) -> None:
    low, high = scale
    if scale == _BINARY:
        if score not in _BINARY:
            notes.note(found.APK_MIXED, place, column=column, value=score)
    elif not low <= score <= high:
        notes.note(found.APK_OUTSIDE, place, column=column, value=score, low=low, high=high)


def _check_rows(
    issues: tuple[ApklIssue, ...],
    places: tuple[Place, ...],
    totals: list[Fraction | None],
    notes: Notebook,
) -> None:
    if not issues:
        notes.note(table.NO_ROWS)
    for issue, place, total in zip(issues, places, totals, strict=True):
        if not read_text(issue.name):
            notes.note(table.NAME_MISSING, place)
        stated = claim_at(issue.total, _TOTAL, place, notes)
        if stated is not None and total is not None and stated != total:
            notes.note(found.APK_TOTAL, place, stated=stated, total=total)
    situations = (found.APK_RANK, found.APK_GAPLESS)
    check_ranks([issue.rank for issue in issues], totals, places, situations, notes)
    same_names([name_key(issue.name) for issue in issues], places, found.APK_TWICE, notes)


def check_usg_follows_apkl(
    screened: ApklResult, usg_names: Iterable[str]
) -> tuple[MethodFinding, ...]:
    """Find the issues of a USG table that APKL has sorted out.

    Args:
        screened: The result of :func:`screen_apkl`.
        usg_names: The names in the USG table, in its order.

    Returns:
        One error per issue that does not pass; issues unknown to APKL are passed over.
    """
    failed = {name_key(row.name) for row in screened.rows if row.passes is False}
    notes = Notebook()
    for number, name in enumerate(usg_names, start=1):
        if name_key(name) in failed:
            notes.note(found.APK_FAILED_IN_USG, Place(number=number, label=name))
    return notes.findings
