"""Weights of factors and QSPM explained."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from smartflow.language import Text
from smartflow.methods import (
    MeanFactor,
    QspmFactor,
    QspmResult,
    QspmTable,
    WeightRow,
    WeightsResult,
    WeightsTable,
    read_number,
    read_text,
)
from smartflow.report import Table
from smartflow.workshop.calc.cli.calc_words import (
    Explained,
    answer,
    cell_figure,
    cut,
    figure,
    joined,
    operand,
    said,
    worked,
)

__all__ = ["explain_qspm", "explain_weights"]

_CODE = Text(id="Kode", en="Code")
_FACTOR = Text(id="Faktor", en="Factor")
_WEIGHT = Text(id="Bobot", en="Weight")
_TIMES = "\N{MULTIPLICATION SIGN}"
_LONGEST_CELL = 200
_DASH = "-"

# -- weights --------------------------------------------------------------------------------------


def explain_weights(table: WeightsTable, result: WeightsResult) -> Explained:
    """Explain weights from means, or from paired comparisons."""
    formula = Text(
        id="Bobot = jumlah baris ÷ jumlah semua baris (tanpa diagonal)",
        en="Weight = row sum ÷ sum of all rows (without the diagonal)",
    )
    steps = _pair_steps(table, result.rows)
    if table.factor:
        formula = Text(id="Bobot = rata-rata ÷ jumlah rata-rata", en="Weight = mean ÷ sum of means")
        steps = _mean_steps(table.factor, result.rows)
    return Explained(
        title=Text(id="Bobot faktor", en="Weights of factors"),
        formula=(formula,),
        steps=steps,
        table=_weights_table(table, result.rows),
    )


def _weights_table(table: WeightsTable, rows: Sequence[WeightRow]) -> Table:
    """Return the weights; factors that have code and name are shown with both."""
    names = _names(table.factor)
    return Table(
        title=Text(id="Bobot", en="Weights"),
        keys=("code", *(["name"] if names else []), "weight"),
        headings=(_CODE, *([_FACTOR] if names else []), _WEIGHT),
        rows=tuple(
            (cut(row.code, _LONGEST_CELL), *names[at : at + 1], figure(row.weight))
            for at, row in enumerate(rows)
        ),
    )


def _names(factors: Sequence[MeanFactor | QspmFactor]) -> list[str]:
    """Return the names of factors that have a code besides; nothing when there are none."""
    names = [cut(read_text(factor.name), _LONGEST_CELL) for factor in factors]
    return names if any(names) and any(read_text(factor.code) for factor in factors) else []


def _pair_steps(table: WeightsTable, rows: Sequence[WeightRow]) -> tuple[Text, ...]:
    """Write row sums over their sum; of a half-filled matrix the weights only."""
    grid = [
        [read_number(cell) for cell in (line if isinstance(line, list | tuple) else [])]
        for line in (table.pairwise if isinstance(table.pairwise, list | tuple) else [])
    ]
    parts = [
        [value for at, value in enumerate(line) if at != index and isinstance(value, Fraction)]
        for index, line in enumerate(grid)
    ]
    sums = [sum(values, Fraction(0)) for values in parts]
    whole = len(parts) == len(rows) and all(len(values) == len(rows) - 1 for values in parts)

    def write(index: int) -> Text:
        row = rows[index]
        if not whole:
            return said(
                id="{code}: bobot {weight}",
                en="{code}: weight {weight}",
                code=cut(row.code),
                weight=answer(figure(row.weight)),
            )
        return said(
            id="{code}: ({terms}) ÷ {total} = {sum} ÷ {total} = {weight}",
            en="{code}: ({terms}) ÷ {total} = {sum} ÷ {total} = {weight}",
            code=cut(row.code),
            terms=joined((operand(figure(value)) for value in parts[index]), "+"),
            sum=figure(sums[index]),
            total=figure(sum(sums, Fraction(0))),
            weight=answer(figure(row.weight)),
        )

    return worked(list(range(len(rows))), write)


def _mean_steps(factors: Sequence[MeanFactor], rows: Sequence[WeightRow]) -> tuple[Text, ...]:
    means = [read_number(factor.mean) for factor in factors]
    known = [mean for mean in means if isinstance(mean, Fraction)]
    total = figure(sum(known, Fraction(0)))
    figures = [cell_figure(factor.mean) for factor in factors]
    return (
        said(
            id="Jumlah rata-rata = {terms} = {total}",
            en="Sum of means = {terms} = {total}",
            terms=joined(map(operand, figures), "+"),
            total=total,
        ),
        *worked(
            list(zip(figures, rows, strict=True)),
            lambda pair: said(
                id="{code}: {mean} ÷ {total} = {weight}",
                en="{code}: {mean} ÷ {total} = {weight}",
                code=cut(pair[1].code),
                mean=operand(pair[0]),
                total=total,
                weight=operand(figure(pair[1].weight)),
            ),
        ),
    )


# -- QSPM -----------------------------------------------------------------------------------------


def explain_qspm(table: QspmTable, result: QspmResult) -> Explained:
    """Explain a QSPM table strategy by strategy."""
    numbers = list(range(len(result.strategies)))

    def strategy(index: int) -> Text:
        terms = [
            Text(id=f"{weight.id} {_TIMES} {score.id}", en=f"{weight.en} {_TIMES} {score.en}")
            for weight, score in (_factors(factor, index) for factor in table.factor)
            if score.en != _DASH
        ]
        return said(
            id="{name}: {terms} = {total} → peringkat {rank}",
            en="{name}: {terms} = {total} → rank {rank}",
            name=cut(result.strategies[index]),
            terms=joined(terms, "+"),
            total=answer(figure(result.totals[index])),
            rank=result.ranks[index] or "?",
        )

    weights = [cell_figure(factor.weight) for factor in table.factor]
    names = [Text.same(cut(name)) for name in result.strategies]
    factors = _names(table.factor)
    kept = ["name"] if factors else []
    blank = [None] * len(kept)
    return Explained(
        title=Text.same("QSPM"),
        formula=(
            Text(id=f"TAS = bobot {_TIMES} AS", en=f"TAS = weight {_TIMES} AS"),
            Text(
                id="Jumlah TAS tertinggi adalah strategi yang paling menarik.",
                en="The highest sum of TAS is the most attractive strategy.",
            ),
        ),
        steps=worked(numbers, strategy),
        table=Table(
            title=Text(id="TAS setiap strategi", en="TAS by strategy"),
            keys=("code", *kept, "weight", *(f"strategy_{number + 1}" for number in numbers)),
            headings=(_CODE, *([_FACTOR] if kept else []), _WEIGHT, *names),
            rows=(
                *(
                    (
                        cut(row.code),
                        *factors[at : at + 1],
                        weights[at],
                        *map(figure, row.attractiveness),
                    )
                    for at, row in enumerate(result.rows)
                ),
                (Text(id="Jumlah", en="Sum"), *blank, None, *map(figure, result.totals)),
                (Text(id="Peringkat", en="Rank"), *blank, None, *result.ranks),
            ),
        ),
    )


def _factors(factor: QspmFactor, index: int) -> tuple[Text, Text]:
    """Return the weight and AS of one strategy as operands; a dash for none."""
    scores = factor.scores if isinstance(factor.scores, list | tuple) else [factor.scores]
    cell = scores[index] if index < len(scores) else None
    score = Text.same(_DASH) if read_number(cell) == "missing" else operand(cell_figure(cell))
    return operand(cell_figure(factor.weight)), score
