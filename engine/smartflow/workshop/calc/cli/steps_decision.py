"""SAW, WPM and TOPSIS explained."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from smartflow.language import Text
from smartflow.methods import (
    DecisionResult,
    DecisionTable,
    TopsisResult,
    read_number,
    read_text,
)
from smartflow.methods.decision.table import read_type
from smartflow.report import Table
from smartflow.workshop.calc.cli.calc_words import (
    WORKED,
    Explained,
    answer,
    cut,
    figure,
    joined,
    operand,
    said,
    worked,
)
from smartflow.workshop.calc.cli.steps_normalization import normalized_steps, normalizing

__all__ = ["explain_decision"]

_TIMES = "\N{MULTIPLICATION SIGN}"
_ALTERNATIVE = Text(id="Alternatif", en="Alternative")
_RANK = Text(id="Peringkat", en="Rank")
_LONGEST_CELL = 200

_FORMULAS = {
    "saw": (Text.same(f"V = Σ w {_TIMES} r"),),
    "wpm": (Text(id="S = hasil kali r^w", en="S = product of r^w"),),
    "topsis": (
        Text.same(f"v = w {_TIMES} r"),
        Text(
            id="A+ = v terbaik setiap kriteria, A- = v terburuk; D+ dan D- = jarak ke A+ dan A-",
            en="A+ = the best v of each criterion, A- the worst; D+ and D- = distance to A+ and A-",
        ),
        Text.same("C = D- ÷ (D+ + D-)"),
    ),
}
_NAMES = {"saw": Text.same("SAW"), "wpm": Text.same("WPM"), "topsis": Text.same("TOPSIS")}
_KINDS: dict[bool | None, Text] = {
    True: Text(id="keuntungan", en="benefit"),
    False: Text(id="biaya", en="cost"),
    None: Text.same("?"),
}
_SYMBOLS = {"saw": "V", "wpm": "S", "topsis": "C"}


def explain_decision(method: str, table: DecisionTable, result: DecisionResult) -> Explained:
    """Explain a decision table.

    Args:
        method: ``saw``, ``wpm`` or ``topsis``.
        table: The table as it was read.
        result: What was computed.
    """
    numbers = list(range(len(result.names)))
    steps = (
        _topsis_steps(result)
        if isinstance(result, TopsisResult)
        else worked(numbers, lambda number: _weighted(method, result, number))
    )
    return Explained(
        title=_NAMES[method],
        formula=(*normalizing(method, result), *_FORMULAS[method]),
        steps=(*_criteria(table, result), *normalized_steps(method, table, result), *steps),
        table=_decision_table(method, table, result),
    )


def _criteria(table: DecisionTable, result: DecisionResult) -> list[Text]:
    """Say how each criterion counts: its kind and the weight as used."""
    return [
        said(
            id="{name}: {kind}, bobot {weight}",
            en="{name}: {kind}, weight {weight}",
            name=cut(read_text(criterion.name)) or str(number),
            kind=_KINDS[read_type(criterion.type)],
            weight=figure(weight) if isinstance(read_number(criterion.weight), Fraction) else "?",
        )
        for number, (criterion, weight) in enumerate(
            zip(table.criterion[:WORKED], result.weights[:WORKED], strict=True), start=1
        )
    ]


def _rank_words(name: str, left: Text, score: Fraction | float | None, rank: int | None) -> Text:
    return said(
        id="{name}: {left} = {score} → peringkat {rank}",
        en="{name}: {left} = {score} → rank {rank}",
        name=cut(name),
        left=left,
        score=answer(figure(score)),
        rank="?" if rank is None else rank,
    )


def _unscored(name: str) -> Text:
    return said(
        id="{name}: belum dapat dihitung",
        en="{name}: cannot be computed yet",
        name=cut(name),
    )


def _weighted(method: str, result: DecisionResult, number: int) -> Text:
    """Write the weighted sum (SAW) or product (WPM) of one alternative."""
    row = result.normalized[number]
    if row is None:
        return _unscored(result.names[number])
    inner, outer = ("^", _TIMES) if method == "wpm" else (f" {_TIMES} ", "+")
    terms = []
    for weight, value in zip(result.weights, row, strict=True):
        first, second = (value, weight) if method == "wpm" else (weight, value)
        one, other = operand(figure(first)), operand(figure(second))
        terms.append(Text(id=f"{one.id}{inner}{other.id}", en=f"{one.en}{inner}{other.en}"))
    left = joined(terms, outer)
    return _rank_words(result.names[number], left, result.scores[number], result.ranks[number])


def _topsis_steps(result: TopsisResult) -> tuple[Text, ...]:
    steps = []
    for name, point in (("A+", result.ideal), ("A-", result.anti_ideal)):
        if point:
            coordinates = joined((operand(figure(value)) for value in point), ";")
            steps.append(said(id="{n} = ({p})", en="{n} = ({p})", n=name, p=coordinates))

    def closeness(number: int) -> Text:
        plus, minus = result.to_ideal[number], result.to_anti_ideal[number]
        if plus is None or minus is None:
            return _unscored(result.names[number])
        values = {"plus": figure(plus), "minus": figure(minus)}
        left = said(
            id="D+ = {plus}, D- = {minus}; C = {minus} ÷ ({plus} + {minus})",
            en="D+ = {plus}, D- = {minus}; C = {minus} ÷ ({plus} + {minus})",
            **values,
        )
        return _rank_words(result.names[number], left, result.scores[number], result.ranks[number])

    return (*steps, *worked(list(range(len(result.names))), closeness))


def _decision_table(method: str, table: DecisionTable, result: DecisionResult) -> Table:
    """Return r (for TOPSIS v) by criterion, then the score and the rank."""
    size = len(table.criterion)
    blank: tuple[None, ...] = (None,) * size
    shown_rows: Sequence[Sequence[Fraction | float] | None] = (
        result.weighted if isinstance(result, TopsisResult) else result.normalized
    )
    names = [read_text(criterion.name) or str(n + 1) for n, criterion in enumerate(table.criterion)]
    letter = "v" if method == "topsis" else "r"
    return Table(
        title=said(
            id="Hasil {method} ({letter} per kriteria)",
            en="{method} result ({letter} by criterion)",
            method=_NAMES[method],
            letter=letter,
        ),
        keys=("name", *(f"{letter}_{n + 1}" for n in range(size)), "score", "rank"),
        headings=(
            _ALTERNATIVE,
            *(Text.same(cut(name)) for name in names),
            Text.same(_SYMBOLS[method]),
            _RANK,
        ),
        rows=tuple(
            (
                cut(name, _LONGEST_CELL),
                *(blank if row is None else map(figure, row)),
                figure(score),
                rank,
            )
            for name, row, score, rank in zip(
                result.names, shown_rows, result.scores, result.ranks, strict=True
            )
        ),
    )
