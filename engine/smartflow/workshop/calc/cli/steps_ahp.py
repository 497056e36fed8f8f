"""AHP explained: the weights, and whether the judgements agree."""

from __future__ import annotations

from fractions import Fraction

from smartflow.language import Text
from smartflow.methods import AhpResult, AhpTable, Consistency, read_number
from smartflow.report import Table
from smartflow.workshop.calc.cli.calc_words import (
    Explained,
    cut,
    figure,
    joined,
    operand,
    said,
    worked,
)

__all__ = ["explain_ahp"]

_LONGEST_CELL = 200
_LIMIT = 0.1
_FEWEST_COMPARED = 3
_RECIPROCAL = Fraction(25, 1000)
"""How far printed decimals may be from reciprocal, as the method has it."""

_TIMES = "\N{MULTIPLICATION SIGN}"


def explain_ahp(table: AhpTable, result: AhpResult) -> Explained:
    """Explain pairwise judgements: the weights, and whether the judgements agree."""
    pairs = list(zip(result.items, result.weights, strict=True))
    return Explained(
        title=Text(id="AHP: bobot dari perbandingan berpasangan", en="AHP: weights by pairs"),
        formula=(
            Text(
                id="Bobot = vektor eigen utama matriks, berjumlah 1",
                en="Weights = principal eigenvector of the matrix, summing to 1",
            ),
            Text.same("CI = (λmax - n) ÷ (n - 1); CR = CI ÷ RI"),
            Text(id="Penilaian konsisten bila CR ≤ 0,1", en="Judgements agree when CR ≤ 0.1"),
        ),
        steps=(
            *worked(
                pairs,
                lambda pair: said(
                    id="w({name}) = {weight}",
                    en="w({name}) = {weight}",
                    name=cut(pair[0]),
                    weight=operand(figure(pair[1])),
                ),
            ),
            *_peaks(table, result),
            *_consistency(result.consistency, len(result.items)),
        ),
        table=Table(
            title=Text(id="Bobot AHP", en="AHP weights"),
            keys=("name", "weight"),
            headings=(Text(id="Unsur", en="Item"), Text(id="Bobot", en="Weight")),
            rows=tuple((cut(name, _LONGEST_CELL), figure(weight)) for name, weight in pairs),
            note=_ratio_note(result.consistency),
        ),
    )


def _peaks(table: AhpTable, result: AhpResult) -> tuple[Text, ...]:
    """Show that the matrix stretches its eigenvector by one factor, row by row."""
    weights = [weight for weight in result.weights if weight]
    grid = _grid(table.matrix, len(weights))
    if grid is None or len(weights) < len(result.weights):
        return ()

    def write(number: int) -> Text:
        row = grid[number]
        peak = sum(float(a) * w for a, w in zip(row, weights, strict=True)) / weights[number]
        terms = [
            Text(id=f"{one.id} {_TIMES} {other.id}", en=f"{one.en} {_TIMES} {other.en}")
            for one, other in (
                (operand(figure(a)), operand(figure(w))) for a, w in zip(row, weights, strict=True)
            )
        ]
        return said(
            id="λ({name}) = ({terms}) ÷ {weight} = {peak}",
            en="λ({name}) = ({terms}) ÷ {weight} = {peak}",
            name=cut(result.items[number]),
            terms=joined(terms, "+"),
            weight=operand(figure(weights[number])),
            peak=figure(peak),
        )

    return worked(list(range(len(weights))), write)


def _grid(matrix: object, size: int) -> list[list[Fraction]] | None:
    """Return the judgements as they were used, None when one is missing.

    The larger of a pair holds, so that a printed 0.33 is 1 / 3.
    """
    rows = matrix if isinstance(matrix, list | tuple) else []
    cells = [list(row) if isinstance(row, list | tuple) else [] for row in rows]
    if len(cells) != size or any(len(row) != size for row in cells):
        return None
    numbers = [[read_number(cell) for cell in row] for row in cells]
    grid: list[list[Fraction]] = []
    for i, row in enumerate(numbers):
        used = []
        for j, value in enumerate(row):
            mirror = numbers[j][i]
            if not isinstance(value, Fraction) or not isinstance(mirror, Fraction):
                return None
            near = value > 0 and abs(value * mirror - 1) <= _RECIPROCAL
            used.append(1 / mirror if near and value < mirror else value)
        grid.append(used)
    return grid


def _consistency(found: Consistency | None, size: int) -> list[Text]:
    if found is None:
        return []
    peak = figure(found.lambda_max)
    steps = [said(id="λmax = {peak}", en="λmax = {peak}", peak=peak)]
    if size < _FEWEST_COMPARED:
        return [
            *steps,
            Text(
                id="Dua penilaian tidak dapat bertentangan: CR = 0",
                en="Two judgements cannot contradict each other: CR = 0",
            ),
        ]
    steps.append(
        said(
            id="CI = ({peak} - {size}) ÷ ({size} - 1) = {ci}",
            en="CI = ({peak} - {size}) ÷ ({size} - 1) = {ci}",
            peak=peak,
            size=size,
            ci=figure(found.ci, 6),
        )
    )
    if found.cr is not None and found.ri is not None:
        steps.append(
            said(
                id="CR = {ci} ÷ {ri} (RI tabel {name}, n = {size}) = {cr}",
                en="CR = {ci} ÷ {ri} (RI of the table {name}, n = {size}) = {cr}",
                ci=figure(found.ci, 6),
                ri=figure(found.ri),
                name=found.random_index,
                size=size,
                cr=figure(found.cr),
            )
        )
    return steps


def _ratio_note(found: Consistency | None) -> Text | None:
    if found is None or found.cr is None:
        return None
    agree = found.cr <= _LIMIT
    verdict = (
        Text(id="konsisten", en="the judgements agree")
        if agree
        else Text(id="belum konsisten", en="the judgements do not agree")
    )
    return said(
        id="CR = {cr} ({name}): {verdict}",
        en="CR = {cr} ({name}): {verdict}",
        cr=figure(found.cr),
        name=found.random_index,
        verdict=verdict,
    )
