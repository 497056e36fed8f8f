"""USG and APKL explained: sums of scores, and ranks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from smartflow.language import Text
from smartflow.methods import (
    ApklIssue,
    ApklResult,
    ApklRow,
    ApklTable,
    UsgIssue,
    UsgResult,
    UsgRow,
    UsgTable,
    read_scale,
    shown,
)
from smartflow.report import Table
from smartflow.report.table import Cell
from smartflow.workshop.calc.cli.calc_words import (
    Explained,
    cell_figure,
    cut,
    figure,
    joined,
    operand,
    said,
    worked,
)

__all__ = ["explain_apkl", "explain_usg"]

_USG = ("urgency", "seriousness", "growth")
_APKL = ("actual", "problematic", "relevant", "feasible")
_ISSUE = Text(id="Isu", en="Issue")
_TOTAL = Text.same("Total")
_RANK = Text(id="Peringkat", en="Rank")
_RANKING = Text(
    id="Total tertinggi menjadi peringkat 1; total yang sama berbagi peringkat (1, 2, 2, 4).",
    en="The highest total is rank 1; equal totals share a rank (1, 2, 2, 4).",
)
_BINARY = (Fraction(0), Fraction(1))
_Issue = UsgIssue | ApklIssue
_Row = UsgRow | ApklRow


def explain_usg(table: UsgTable, result: UsgResult) -> Explained:
    """Explain a USG table."""
    pairs = list(zip(table.issue, result.rows, strict=True))
    return Explained(
        title=Text(id="Analisis USG", en="USG analysis"),
        formula=(
            *_scale(table.scale),
            Text.same("Total = U + S + G"),
            _RANKING,
        ),
        steps=worked(pairs, lambda pair: _sum(pair[0], pair[1], _USG)),
        table=Table(
            title=Text(id="Hasil USG", en="USG result"),
            keys=("name", *_USG, "total", "rank"),
            headings=(_ISSUE, *map(Text.same, "USG"), _TOTAL, _RANK),
            rows=tuple(_cells(issue, row, _USG) for issue, row in pairs),
        ),
    )


def explain_apkl(table: ApklTable, result: ApklResult) -> Explained:
    """Explain an APKL table; check marks count 1 and 0."""
    pairs = list(zip(table.issue, result.rows, strict=True))
    binary = read_scale(table.scale) == _BINARY
    passing = Text(
        id="Isu lolos ke USG bila keempatnya terpenuhi (A = P = K = L = 1).",
        en="An issue goes on to USG when all four hold (A = P = K = L = 1).",
    )
    return Explained(
        title=Text(id="Analisis APKL", en="APKL analysis"),
        formula=(
            *_scale(table.scale),
            Text.same("Total = A + P + K + L"),
            passing if binary else _RANKING,
        ),
        steps=worked(pairs, lambda pair: _sum(pair[0], pair[1], _APKL)),
        table=Table(
            title=Text(id="Hasil APKL", en="APKL result"),
            keys=("name", *_APKL, "total", "rank", *(["passes"] if binary else [])),
            headings=(
                _ISSUE,
                *map(Text.same, "APKL"),
                _TOTAL,
                _RANK,
                *([Text(id="Lolos", en="Passes")] if binary else []),
            ),
            rows=tuple(
                (*_cells(issue, row, _APKL), *([row.passes] if binary else []))
                for issue, row in pairs
            ),
        ),
    )


def _scale(cell: object) -> tuple[Text, ...]:
    scale = read_scale(cell)
    if scale is None:
        return ()
    return (
        said(
            id="Skala nilai: {low} sampai {high}",
            en="Scale: {low} to {high}",
            low=shown(scale[0]),
            high=shown(scale[1]),
        ),
    )


def _score(cell: object) -> Text:
    """Return a score as an operand; what is no number as it was written."""
    number = cell_figure(cell)
    if number is None and isinstance(cell, bool):
        return Text.same(str(int(cell)))
    if number is None and isinstance(cell, str) and cell.strip():
        return Text.same(cut(cell, 12))
    return operand(number)


def _sum(issue: _Issue, row: _Row, keys: Sequence[str]) -> Text:
    # A check mark is written as the 1 or 0 that it counts; what is unread, as it stands there.
    read = getattr(row, "scores", ()) or (None,) * len(keys)
    operands = [
        _score(getattr(issue, key)) if score is None else operand(figure(score))
        for key, score in zip(keys, read, strict=True)
    ]
    terms = joined(operands, "+")
    if row.total is None:
        return said(
            id="{name}: {terms} = ? (belum dapat dijumlahkan)",
            en="{name}: {terms} = ? (cannot be summed yet)",
            name=cut(row.name),
            terms=terms,
        )
    passes = getattr(row, "passes", None)
    if passes is not None:
        end = Text(id="lolos", en="passes") if passes else Text(id="tidak lolos", en="fails")
    else:
        end = said(id="peringkat {rank}", en="rank {rank}", rank=row.rank)
    return said(
        id="{name}: {terms} = {total} → {end}",
        en="{name}: {terms} = {total} → {end}",
        name=cut(row.name),
        terms=terms,
        total=figure(row.total),
        end=end,
    )


def _cells(issue: _Issue, row: _Row, keys: Sequence[str]) -> tuple[Cell, ...]:
    scores = [
        number if (number := cell_figure(cell)) is not None else _score(cell).en
        for cell in (getattr(issue, key) for key in keys)
    ]
    return (cut(row.name, 200), *scores, figure(row.total), row.rank)
