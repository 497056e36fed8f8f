"""IFAS and EFAS explained: scores, totals, the SWOT point and its quadrant."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from smartflow.language import Text
from smartflow.methods import (
    IfasFactor,
    IfasResult,
    IfasRow,
    IfasTable,
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

__all__ = ["explain_ifas"]

_CODE = Text(id="Kode", en="Code")
_FACTOR = Text(id="Faktor", en="Factor")
_WEIGHT = Text(id="Bobot", en="Weight")
_SCORE = Text(id="Skor", en="Score")
_TIMES = "\N{MULTIPLICATION SIGN}"
_MINUS = "\N{MINUS SIGN}"
_LONGEST_CELL = 200


def explain_ifas(table: IfasTable, result: IfasResult) -> Explained:
    """Explain a table of one side or of both."""
    pairs = list(zip(table.factor, result.rows, strict=True))
    percent = any(one.situation == "ifas-weights-in-percent" for one in result.findings)
    hundred = " ÷ 100" if percent else ""
    signed = read_text(table.convention).casefold() == "signed"
    sign = "+" if signed else _MINUS
    return Explained(
        title=Text(id="Matriks IFAS/EFAS", en="IFAS/EFAS matrix"),
        formula=(
            said(
                id="Skor = bobot {by} rating{hundred}",
                en="Score = weight {by} rating{hundred}",
                by=_TIMES,
                hundred=hundred,
            ),
            Text(
                id="Total internal = S + W; total eksternal = O + T",
                en="Internal total = S + W; external total = O + T",
            ),
            Text.same(f"x = S {sign} W; y = O {sign} T"),
        ),
        steps=(
            *worked(pairs, lambda pair: _ifas_step(pair[0], pair[1], hundred)),
            *_category_sums(result),
            *_sides(result),
            *_point(result, sign),
        ),
        table=_ifas_table(pairs, result),
    )


def _ifas_step(factor: IfasFactor, row: IfasRow, hundred: str) -> Text:
    return said(
        id="{code}: {weight} {by} {rating}{hundred} = {score}",
        en="{code}: {weight} {by} {rating}{hundred} = {score}",
        code=_numbered(row),
        weight=operand(cell_figure(factor.weight)),
        rating=operand(cell_figure(factor.rating)),
        score=answer(figure(row.score)),
        by=_TIMES,
        hundred=hundred,
    )


def _numbered(row: IfasRow) -> str:
    """Return a factor's code; one that only counts gets the letter of its category."""
    counts = row.code.isdigit() and row.category is not None
    return f"{row.category}{row.code}" if counts else cut(row.code)


def _category_sums(result: IfasResult) -> list[Text]:
    totals = result.totals
    steps = []
    for category, total in (
        ("S", totals.strengths),
        ("W", totals.weaknesses),
        ("O", totals.opportunities),
        ("T", totals.threats),
    ):
        scores = [row.score for row in result.rows if row.category == category]
        if scores:
            terms = joined((operand(figure(score)) for score in scores), "+")
            steps.append(_equation(Text.same(category), terms, total))
    return steps


def _sides(result: IfasResult) -> list[Text]:
    totals = result.totals
    steps = []
    for name, plus, minus, total in (
        (
            Text(id="Total internal (S + W)", en="Internal total (S + W)"),
            totals.strengths,
            totals.weaknesses,
            totals.internal,
        ),
        (
            Text(id="Total eksternal (O + T)", en="External total (O + T)"),
            totals.opportunities,
            totals.threats,
            totals.external,
        ),
    ):
        if total is not None:
            terms = joined((operand(figure(plus)), operand(figure(minus))), "+")
            steps.append(_equation(name, terms, total))
    return steps


def _point(result: IfasResult, sign: str) -> list[Text]:
    axes, totals, quadrant = result.axes, result.totals, result.quadrant
    if axes is None or quadrant is None:
        return []
    x = joined((operand(figure(totals.strengths)), operand(figure(totals.weaknesses))), sign)
    y = joined((operand(figure(totals.opportunities)), operand(figure(totals.threats))), sign)
    return [
        _equation(Text.same("x"), x, axes.x),
        _equation(Text.same("y"), y, axes.y),
        _quadrant(result),
    ]


def _quadrant(result: IfasResult) -> Text:
    axes, quadrant = result.axes, result.quadrant
    if axes is None or quadrant is None or quadrant.roman is None:
        return Text(
            id="Titik berada di atas sumbu: kuadran belum dapat ditentukan.",
            en="The point lies on an axis: the quadrant is undecided.",
        )
    return said(
        id="x {x} 0 dan y {y} 0: kuadran {roman}, strategi {strategy} ({name})",
        en="x {x} 0 and y {y} 0: quadrant {roman}, {strategy} strategy ({name})",
        x=">" if axes.x > 0 else "<",
        y=">" if axes.y > 0 else "<",
        roman=quadrant.roman,
        strategy=quadrant.strategy,
        name=quadrant.name,
    )


def _equation(name: Text, terms: Text, total: Fraction | None) -> Text:
    number = figure(total)
    right = answer(number)
    if terms != operand(number):
        right = said(id="{t} = {r}", en="{t} = {r}", t=terms, r=right)
    return said(id="{name} = {right}", en="{name} = {right}", name=name, right=right)


def _ifas_table(pairs: Sequence[tuple[IfasFactor, IfasRow]], result: IfasResult) -> Table:
    totals = result.totals
    sums = (
        (Text(id="Total internal", en="Internal total"), totals.internal),
        (Text(id="Total eksternal", en="External total"), totals.external),
        (Text.same("x"), result.axes.x if result.axes else None),
        (Text.same("y"), result.axes.y if result.axes else None),
    )
    codes = [cut(read_text(factor.code)) for factor, _ in pairs]
    coded = any(codes)
    return Table(
        title=Text(id="Hasil IFAS/EFAS", en="IFAS/EFAS result"),
        keys=(*(["code"] if coded else []), "category", "name", "weight", "rating", "score"),
        headings=(
            *([_CODE] if coded else []),
            Text(id="Kategori", en="Category"),
            _FACTOR,
            _WEIGHT,
            Text.same("Rating"),
            _SCORE,
        ),
        rows=(
            *(
                (
                    *([code] if coded else []),
                    row.category,
                    cut(row.name, _LONGEST_CELL),
                    cell_figure(factor.weight),
                    cell_figure(factor.rating),
                    figure(row.score),
                )
                for code, (factor, row) in zip(codes, pairs, strict=True)
            ),
            *(
                (*([None] if coded else []), None, name, None, None, figure(sum_))
                for name, sum_ in sums
                if sum_ is not None
            ),
        ),
        note=_quadrant(result) if result.quadrant is not None else None,
    )
