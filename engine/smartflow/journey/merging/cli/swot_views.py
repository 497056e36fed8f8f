"""How a SWOT is shown: matrices in words, JSON, a flat table of factors, the quadrant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text

if TYPE_CHECKING:
    from decimal import Decimal

    from smartflow.journey.merging.swot import Factor, Matrix, Swot, Totals
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["draw", "factor_table", "swot_data", "text_blocks"]

_HEADINGS = (
    Text(id="Faktor", en="Factor"),
    Text(id="Uraian", en="Words"),
    Text(id="Bobot", en="Weight"),
    Text(id="Rating", en="Rating value"),
    Text(id="Skor", en="Score"),
    Text(id="Dirujuk", en="Cited by"),
)


# -- text -----------------------------------------------------------------------------------------


def text_blocks(call: Call, found: Swot) -> list[str]:
    """Return an overview, then one block per dimension that has or had factors."""
    city = found.case.state.city
    blocks = [call.words(Text(id=f"SWOT {city.name}", en=f"SWOT of {city.name}"))]
    if not any(matrix.factors or matrix.left_out for matrix in found.matrices):
        blocks.append(
            call.words(
                Text(
                    id=f"Belum ada faktor SWOT. Kirim dahulu: smartflow submit {city.slug} BERKAS",
                    en=f"There is no factor yet. Submit first: smartflow submit {city.slug} FILE",
                )
            )
        )
        return blocks
    blocks.append(_overview(call, found))
    for matrix in found.matrices:
        if matrix.factors or matrix.left_out:
            blocks += _one_dimension(call, matrix)
    return blocks


def _overview(call: Call, found: Swot) -> str:
    """Return one line per dimension: counts, point, quadrant; the city last."""
    from smartflow.report import Table
    from smartflow.terminal.tables import text_table

    rows = [
        (
            matrix.dimension.title,
            *(matrix.count(category) for category in "SWOT"),
            *_sums(matrix.totals),
            _quadrant(matrix.totals),
        )
        for matrix in found.matrices
    ]
    if found.city is not None and len(found.matrices) > 1:
        counts = (sum(m.count(category) for m in found.matrices) for category in "SWOT")
        city = Text.same(found.case.state.city.name)
        rows.append((city, *counts, *_sums(found.city), _quadrant(found.city)))
    headings = ("S", "W", "O", "T", "x = S-W", "y = O-T")
    table = Table(
        title=Text(
            id="Jumlah faktor, titik (x, y) dan kuadran", en="Factors, point (x, y) and quadrant"
        ),
        keys=("dimension", "s", "w", "o", "t", "x", "y", "quadrant"),
        headings=(
            Text(id="Dimensi", en="Dimension"),
            *map(Text.same, headings),
            Text(id="Kuadran", en="Quadrant"),
        ),
        rows=tuple(rows),
    )
    return text_table(table, call.language)


def _sums(totals: Totals | None) -> tuple[Decimal | None, Decimal | None]:
    return (None, None) if totals is None else (totals.x, totals.y)


def _quadrant(totals: Totals | None) -> Text:
    if totals is None:
        return Text(id="- (tanpa bobot dan rating)", en="- (no weights and ratings)")
    name = totals.quadrant.name
    if totals.quadrant.roman is None:
        return name
    head = f"{totals.quadrant.roman} {totals.quadrant.strategy}"
    return Text(id=f"{head} ({name.id})", en=f"{head} ({name.en})")


def _one_dimension(call: Call, matrix: Matrix) -> list[str]:
    from smartflow.report import Table
    from smartflow.terminal.tables import text_table

    source = (
        Text(id="SWOT gabungan", en="consolidated")
        if matrix.merged
        else Text(id="lembar perangkat daerah", en="the agencies' sheets")
    )
    title = matrix.dimension.title
    table = Table(
        title=Text(id=f"{title.id} ({source.id})", en=f"{title.en} ({source.en})"),
        keys=("code", "factor", "weight", "rating", "score", "cited_by"),
        headings=_HEADINGS,
        rows=tuple(
            (f.code, f.words, f.weight, f.rating, f.score, _cited(f)) for f in matrix.factors
        ),
    )
    blocks = [text_table(table, call.language)]
    lines = [*_total_lines(call, matrix), *_coverage_lines(call, matrix), *_left_out(call, matrix)]
    return [*blocks, "\n".join(lines)] if lines else blocks


def _cited(factor: Factor) -> str:
    return ", ".join(factor.cited_by)


def _total_lines(call: Call, matrix: Matrix) -> list[str]:
    from smartflow.numbers import number_words

    totals = matrix.totals
    if totals is None:
        return []
    parts = {key: number_words(value, call.language) for key, value in totals.sums.items()}
    x, y = (number_words(value, call.language) for value in (totals.x, totals.y))
    lines = [
        f"x = S - W = {parts['S']} - {parts['W']} = {x}",
        f"y = O - T = {parts['O']} - {parts['T']} = {y}",
        call.words(Text(id="Kuadran: ", en="Quadrant: ")) + call.words(_quadrant(totals)),
    ]
    if totals.uncounted:
        lines.append(
            call.words(
                Text(
                    id=f"{totals.uncounted} faktor tanpa bobot atau rating tidak dihitung.",
                    en=f"Not counted, without weight or rating: {totals.uncounted}.",
                )
            )
        )
    return lines


def _coverage_lines(call: Call, matrix: Matrix) -> list[str]:
    """Return the strong factors that no strategy uses, as the scoring rule names them."""
    from smartflow.numbers import number_words

    if matrix.coverage is None or matrix.coverage.value is None:
        return []
    value = number_words(matrix.coverage.value, call.language)
    lines = [f"{call.words(matrix.coverage.title)}: {value}"]
    lines += [f"  - {call.words(line.title)}" for line in matrix.coverage.breakdown[2:]]
    return lines


def _left_out(call: Call, matrix: Matrix) -> list[str]:
    if not matrix.left_out:
        return []
    from smartflow.journey.merging.cli.swot_decisions import decision_lines

    title = call.words(Text(id="Digabung atau tidak dipakai:", en="Merged or not used:"))
    return [title, *decision_lines(call, matrix.left_out)]


# -- data -----------------------------------------------------------------------------------------


def swot_data(found: Swot) -> dict[str, object]:
    """Return everything as JSON holds it: numbers as text, titles in both languages."""
    return {
        "city": found.case.state.city.slug,
        "dimensions": [_matrix_data(matrix) for matrix in found.matrices],
        "totals": _totals_data(found.city),
    }


def _matrix_data(matrix: Matrix) -> dict[str, object]:
    from smartflow.journey.merging.cli.swot_decisions import decision_data
    from smartflow.terminal.cells import cell_data

    return {
        "key": matrix.dimension.key,
        "title": cell_data(matrix.dimension.title),
        "consolidated": matrix.merged,
        "counts": {category: matrix.count(category) for category in "SWOT"},
        "totals": _totals_data(matrix.totals),
        "coverage": cell_data(matrix.coverage.value) if matrix.coverage else None,
        "factors": [
            {
                "code": factor.code,
                "category": factor.category,
                "factor": factor.words,
                "weight": cell_data(factor.weight),
                "rating": cell_data(factor.rating),
                "score": cell_data(factor.score),
                "cited_by": list(factor.cited_by),
            }
            for factor in matrix.factors
        ],
        "strategies": [
            {"code": s.code, "cell": s.cell, "strategy": s.words, "cites": list(s.cites)}
            for s in matrix.strategies
        ],
        "left_out": [decision_data(one) for one in matrix.left_out],
    }


def _totals_data(totals: Totals | None) -> dict[str, object] | None:
    from smartflow.terminal.cells import cell_data

    if totals is None:
        return None
    return {
        **{key: cell_data(value) for key, value in totals.sums.items()},
        "x": cell_data(totals.x),
        "y": cell_data(totals.y),
        "quadrant": {
            "roman": totals.quadrant.roman,
            "strategy": totals.quadrant.strategy,
            "name": cell_data(totals.quadrant.name),
        },
        "uncounted": totals.uncounted,
    }


def factor_table(found: Swot) -> Table:
    """Return every factor as one row, for the formats that know tables only."""
    from smartflow.report import Table

    return Table(
        title=Text(
            id=f"Faktor SWOT {found.case.state.city.name}",
            en=f"SWOT factors of {found.case.state.city.name}",
        ),
        keys=("dimension", "category", "code", "factor", "weight", "rating", "score", "cited_by"),
        headings=(
            Text(id="Dimensi", en="Dimension"),
            Text(id="Kategori", en="Category"),
            *_HEADINGS,
        ),
        rows=tuple(
            (m.dimension.key, f.category, f.code, f.words, f.weight, f.rating, f.score, _cited(f))
            for m in found.matrices
            for f in m.factors
        ),
    )


# -- picture --------------------------------------------------------------------------------------


def draw(call: Call, found: Swot, path: Path) -> None:
    """Save the quadrant with the city, if all dimensions are shown, and each dimension."""
    from smartflow.report.charts import QuadrantPoint, quadrant_chart
    from smartflow.terminal.charts import save_picture

    name = found.case.state.city.name
    points = []
    if found.city is not None and len(found.matrices) > 1:
        points.append(QuadrantPoint(name, found.city.x, found.city.y, solid=True))
    points += [
        QuadrantPoint(call.words(m.dimension.title), m.totals.x, m.totals.y)
        for m in found.matrices
        if m.totals is not None
    ]
    title = Text(id=f"Kuadran SWOT {name}", en=f"SWOT quadrant of {name}")
    save_picture(call, path, quadrant_chart(call.words(title), points, call.language))
