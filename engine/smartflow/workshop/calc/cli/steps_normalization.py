"""How the values of a decision table are brought to one size, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from smartflow.language import Text
from smartflow.methods import DecisionResult, DecisionTable, read_number, read_text
from smartflow.workshop.calc.cli.calc_words import cut, figure, joined, operand, said, worked

__all__ = ["normalized_steps", "normalizing"]

_COSTS = frozenset({"cost", "biaya", "loss", "min"})

_NORMALIZING = {
    "max": Text(
        id="Normalisasi max: keuntungan r = x ÷ maks, biaya r = min ÷ x",
        en="Normalisation max: benefit r = x ÷ max, cost r = min ÷ x",
    ),
    "sum": Text(
        id="Normalisasi sum: keuntungan r = x ÷ jumlah kolom, biaya r = (1 ÷ x) ÷ jumlah (1 ÷ x)",
        en="Normalisation sum: benefit r = x ÷ column sum, cost r = (1 ÷ x) ÷ sum of (1 ÷ x)",
    ),
    "vector": Text(
        id="Normalisasi vector: r = x ÷ √(jumlah x²)",
        en="Normalisation vector: r = x ÷ √(sum of x²)",
    ),
    "minmax": Text(
        id="Normalisasi minmax: keuntungan r = (x - min) ÷ (maks - min), "
        "biaya r = (maks - x) ÷ (maks - min)",
        en="Normalisation minmax: benefit r = (x - min) ÷ (max - min), "
        "cost r = (max - x) ÷ (max - min)",
    ),
}
_REVERSE = Text(id="Untuk biaya r dikurangkan dari 1.", en="For a cost r is taken from 1.")


class _Column(msgspec.Struct, frozen=True):
    """What a criterion's values are divided by.

    Attributes:
        cost: Whether less is better.
        low: The smallest value.
        high: The largest value.
        whole: The column's sum, or the sum of 1 / x of a cost.
        length: sqrt(sum of x^2).
    """

    cost: bool
    low: Fraction
    high: Fraction
    whole: float
    length: float


def normalizing(method: str, result: DecisionResult) -> tuple[Text, ...]:
    """Return the formula of the normalisation that was used."""
    formula = _NORMALIZING[result.normalization]
    if result.normalization == "vector" and method != "topsis":
        return (formula, _REVERSE)
    return (formula,)


def normalized_steps(method: str, table: DecisionTable, result: DecisionResult) -> tuple[Text, ...]:
    """Write r of the first alternatives with the numbers put in.

    Args:
        method: ``saw``, ``wpm`` or ``topsis``.
        table: The table as it was read.
        result: What was computed.
    """
    values = [_values(row.values) for row in table.alternative]
    size = len(table.criterion)
    whole = [row for row in values if row and len(row) == size]
    if not whole or not any(result.normalized):
        return ()
    costs = [read_text(criterion.type).casefold() in _COSTS for criterion in table.criterion]
    columns = [
        _column(column, cost=cost)
        for column, cost in zip(zip(*whole, strict=True), costs, strict=True)
    ]
    numbers = [n for n, row in enumerate(values) if row and result.normalized[n] is not None]

    def write(number: int) -> Text:
        row, done = values[number] or [], result.normalized[number] or ()
        pieces = [
            _division(method, result.normalization, value, column)
            for value, column in zip(row, columns, strict=True)
        ]
        return said(
            id="r({name}) = ({pieces}) = ({done})",
            en="r({name}) = ({pieces}) = ({done})",
            name=cut(result.names[number]),
            pieces=joined(pieces, ";"),
            done=joined((operand(figure(value)) for value in done), ";"),
        )

    return worked(numbers, write)


def _values(cells: object) -> list[Fraction] | None:
    """Return the numbers of a row, None when one of them cannot be read."""
    numbers = [
        read_number(cell) for cell in (cells if isinstance(cells, list | tuple) else [cells])
    ]
    known = [number for number in numbers if isinstance(number, Fraction)]
    return known if len(known) == len(numbers) else None


def _column(values: Sequence[Fraction], *, cost: bool) -> _Column:
    parts = [1 / float(value) if cost and value else float(value) for value in values]
    return _Column(
        cost=cost,
        low=min(values),
        high=max(values),
        whole=sum(parts),
        length=sum(float(value) ** 2 for value in values) ** 0.5,
    )


def _division(method: str, way: str, value: Fraction, column: _Column) -> Text:
    """Write one division, such as ``1.25 ÷ 2.5``."""
    x = operand(figure(value))
    if way == "max":
        ends = (
            (operand(figure(column.low)), x) if column.cost else (x, operand(figure(column.high)))
        )
        return _over(*ends)
    if way == "sum":
        above = _over(Text.same("1"), x, brackets=True) if column.cost else x
        return _over(above, operand(figure(column.whole)))
    if way == "vector":
        ratio = _over(x, operand(figure(column.length)))
        if column.cost and method != "topsis":
            return Text(id=f"1 - {ratio.id}", en=f"1 - {ratio.en}")
        return ratio
    first, second = (column.high, value) if column.cost else (value, column.low)
    above = joined((operand(figure(first)), operand(figure(second))), "-")
    width = operand(figure(column.high - column.low))
    return _over(Text(id=f"({above.id})", en=f"({above.en})"), width)


def _over(above: Text, below: Text, *, brackets: bool = False) -> Text:
    left, right = ("(", ")") if brackets else ("", "")
    return Text(
        id=f"{left}{above.id} ÷ {below.id}{right}", en=f"{left}{above.en} ÷ {below.en}{right}"
    )
