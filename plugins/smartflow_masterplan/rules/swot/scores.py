"""SWT005 and SWT007: scores are products, totals are sums, the quadrant is the computed one.

All of it is optional (domain.md 4.3, 4.4): only what somebody worked out and wrote down is
checked, exactly, with the tolerance that published tables need for their rounding. A total may be
that of its category or of its side. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import amount, finding, number
from smartflow_masterplan.rules.swot.factor_table import factor_table
from smartflow_masterplan.rules.swot.factors import category, side_of
from smartflow_masterplan.rules.swot.numbers import weight_tolerance
from smartflow_masterplan.sheets.shared_columns import USED
from smartflow_masterplan.stages import SWOT_TOWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dimension, Dossier, Finding, Row, Settings
    from smartflow_masterplan.rules.swot.factor_table import Factor

__all__ = ["SCORE_RULES"]

_ROUNDING = Decimal("0.005")
_ZERO = Decimal(0)

# -- SWT005 ---------------------------------------------------------------------------------------

_WRONG_SCORE = Text(
    id="Faktor {code} ({agency}): skor tertulis {score}, seharusnya {weight} x {rating} ="
    " {product}.",
    en="Factor {code} ({agency}): the score is written as {score}, it should be {weight} x"
    " {rating} = {product}.",
)
_UNCHECKED_SCORE = Text(
    id="Faktor {code} ({agency}) memiliki skor tetapi bobot atau ratingnya kosong, sehingga skornya"
    " tidak dapat diperiksa.",
    en="Factor {code} ({agency}) has a score but no weight or no rating, so that the score cannot"
    " be checked.",
)
_WRONG_TOTAL = Text(
    id="Total skor pada baris {code} ({agency}) tertulis {written}, padahal jumlah skor {side}"
    " adalah {total}.",
    en="The total in row {code} ({agency}) is written as {written}, while the {side} scores add up"
    " to {total}.",
)

_SIDES = {
    "internal": Text(id="internal (S+W)", en="internal (S+W)"),
    "external": Text(id="eksternal (O+T)", en="external (O+T)"),
}


class _Sum(NamedTuple):
    """What the scores of a group add up to: as they are written, and as they should be."""

    written: Decimal
    exact: Decimal
    size: int


def scores_are_products(dossier: Dossier, settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield findings for scores that are not weight times rating, and totals that are no sum."""
    table = factor_table(dossier)
    scored = [factor for factor in table if factor.score is not None]
    totalled = [factor for factor in table if factor.total is not None]
    if not scored and not totalled:
        yield NotApplicable()
    whole = number(settings, "weight_total")
    for factor in scored:
        yield from _score(factor, _ROUNDING * whole)
    sums = _sums(table) if totalled else {}
    for factor in totalled:
        yield from _total(factor, sums, whole)


def _score(factor: Factor, tolerance: Decimal) -> Iterator[Finding]:
    """Yield what is wrong with the score of one factor."""
    said: dict[str, object] = {"code": factor.code, "agency": factor.agency}
    if factor.weight is None or factor.rating is None:
        yield finding(_UNCHECKED_SCORE, said, row=factor.row, column="score", severity="warning")
        return
    product = factor.weight * factor.rating
    if factor.score is not None and abs(factor.score - product) > tolerance:
        yield finding(
            _WRONG_SCORE,
            {
                **said,
                "score": factor.score,
                "weight": factor.weight,
                "rating": factor.rating,
                "product": product,
            },
            row=factor.row,
            column="score",
        )


def _sums(table: tuple[Factor, ...]) -> dict[tuple[str, str, str], _Sum]:
    """Return sums of scores by agency, dimension and category, and by side."""
    sums: dict[tuple[str, str, str], _Sum] = defaultdict(lambda: _Sum(_ZERO, _ZERO, 0))
    for factor in table:
        has_parts = factor.weight is not None and factor.rating is not None
        exact = (factor.weight or _ZERO) * (factor.rating or _ZERO) if has_parts else factor.score
        if not factor.category or exact is None:
            continue
        written = exact if factor.score is None else factor.score
        for group in (factor.category, side_of(factor.category)):
            key = (factor.agency, factor.dimension, group)
            so_far = sums[key]
            sums[key] = _Sum(so_far.written + written, so_far.exact + exact, so_far.size + 1)
    return sums


def _total(
    factor: Factor, sums: dict[tuple[str, str, str], _Sum], whole: Decimal
) -> Iterator[Finding]:
    """Yield what is wrong with a total: it is neither its category's nor its side's."""
    if factor.total is None or not factor.category:
        return
    side = side_of(factor.category)
    found = [sums.get((factor.agency, factor.dimension, key)) for key in (side, factor.category)]
    known = [item for item in found if item is not None]
    for item in known:
        tolerance = weight_tolerance(item.size, whole)
        if min(abs(factor.total - item.written), abs(factor.total - item.exact)) <= tolerance:
            return
    if known:
        values: dict[str, object] = {
            "code": factor.code,
            "agency": factor.agency,
            "written": factor.total,
            "side": _SIDES[side],
            "total": known[0].exact,
        }
        yield finding(_WRONG_TOTAL, values, row=factor.row, column="total")


# -- SWT007 ---------------------------------------------------------------------------------------

_WRONG_QUADRANT = Text(
    id="Dimensi {dimension} ditulis berada di kuadran {stated}; dengan S-W = {x} dan O-T = {y},"
    " kuadrannya {computed}.",
    en="The dimension {dimension} is said to be in quadrant {stated}; with S-W = {x} and O-T = {y}"
    " it is in quadrant {computed}.",
)
_ON_AXIS = Text(
    id="Dimensi {dimension} ditulis berada di kuadran {stated}, tetapi S-W = {x} dan O-T = {y}"
    " terletak pada sumbu, sehingga kuadrannya belum dapat ditentukan.",
    en="The dimension {dimension} is said to be in quadrant {stated}, but S-W = {x} and O-T = {y}"
    " lie on an axis, so that no quadrant is decided.",
)
_NO_NUMBERS = Text(
    id="Dimensi {dimension} ditulis berada di kuadran {stated}, tetapi faktor yang dipakai tidak"
    " berbobot dan ber-rating, sehingga tidak dapat diperiksa.",
    en="The dimension {dimension} is said to be in quadrant {stated}, but the factors used have no"
    " weights and ratings, so that it cannot be checked.",
)


def quadrants_are_computed(
    dossier: Dossier, _settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield findings for dimensions whose stated quadrant is not the one of their numbers."""
    stating = [row for row in dossier.rows("swot_merged") if row.text("quadrant")]
    if not stating:
        yield NotApplicable()
    dimensions = {dimension.key: dimension for dimension in dossier.dimensions}
    # Once for each dimension: any of its rows may state the quadrant.
    axes = {
        key: _axes(dossier.rows("swot_merged", dimension=key))
        for key in dict.fromkeys(row.dimension for row in stating)
        if key in dimensions
    }
    for row in stating:
        if row.dimension in axes:
            yield from _quadrant(axes[row.dimension], dimensions[row.dimension], row)


def _quadrant(
    axes: tuple[Decimal, Decimal] | None, dimension: Dimension, row: Row
) -> Iterator[Finding]:
    """Yield what is wrong with one stated quadrant; numbering I SO, II ST, III WO, IV WT."""
    from smartflow.methods import locate_quadrant

    stated = row.text("quadrant")
    said: dict[str, object] = {"dimension": dimension.title, "stated": stated}
    if axes is None:
        yield finding(_NO_NUMBERS, said, row=row, column="quadrant", severity="warning")
        return
    x, y = axes
    computed = locate_quadrant(Fraction(x), Fraction(y)).roman
    said |= {"x": x, "y": y}
    if computed is None:
        yield finding(_ON_AXIS, said, row=row, column="quadrant", severity="warning")
    elif computed != stated:
        values = {**said, "computed": computed}
        yield finding(_WRONG_QUADRANT, values, row=row, column="quadrant")


def _axes(rows: tuple[Row, ...]) -> tuple[Decimal, Decimal] | None:
    """Return S - W and O - T over the factors used that have numbers, None without any."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        weight, rating = amount(row, "weight"), amount(row, "rating")
        if row.text("decision") == USED and weight is not None and rating is not None:
            sums[category(row)] += weight * rating
    if not sums:
        return None
    return sums["S"] - sums["W"], sums["O"] - sums["T"]


SCORE_RULES = (
    Rule(
        code="SWT005",
        title=Text(
            id="Skor SWOT adalah bobot kali rating, dan totalnya adalah jumlahnya",
            en="A SWOT score is weight times rating, and a total is their sum",
        ),
        why=Text(
            id="Salah hitung pada satu skor menggeser total IFAS/EFAS dan kuadrannya; tabel yang"
            " terbit pun pernah salah jumlah.",
            en="One miscalculated score moves the IFAS/EFAS total and its quadrant; even published"
            " tables have been added up wrongly.",
        ),
        fix=Text(
            id="Hitung ulang skor pada baris itu, atau kosongkan kolom Skor dan Total:"
            " SmartFlow menghitungnya sendiri.",
            en="Work out the score of that row again, or leave the columns for score and total"
            " empty: SmartFlow computes them.",
        ),
        message=_WRONG_SCORE,
        severity="error",
        stages=(SWOT_TOWS,),
        cites=(sources.MAYTAG, sources.CIANJUR),
        since="0.1.0",
        reads=("swot",),
        function=scores_are_products,
        passes=Text(
            id="DINKES, S1: bobot 0,15, rating 4, skor 0,60; total faktor S dan W ditulis 2,75 dan"
            " memang 2,75.",
            en="DINKES, S1: weight 0.15, rating 4, score 0.60; the total of S and W is written as"
            " 2.75 and is 2.75.",
        ),
        fails=Text(
            id="DINKES, W2: bobot 0,10, rating 2, tetapi skornya ditulis 0,30 (seharusnya 0,20).",
            en="DINKES, W2: weight 0.10, rating 2, but the score is written as 0.30 (it should be"
            " 0.20).",
        ),
    ),
    Rule(
        code="SWT007",
        title=Text(
            id="Kuadran yang ditulis sama dengan yang dihitung",
            en="The quadrant stated is the one computed",
        ),
        why=Text(
            id="Kuadran menentukan strategi utama dimensi; penomoran Indonesia (I SO, II ST, III"
            " WO, IV WT) sering tertukar dengan penomoran matematika.",
            en="The quadrant decides a dimension's main strategy; the Indonesian numbering (I SO,"
            " II ST, III WO, IV WT) is often confused with the mathematical one.",
        ),
        fix=Text(
            id="Perbaiki kolom Kuadran pada SWOT gabungan dimensi itu, atau kosongkan, lalu kirim"
            " lagi.",
            en="Mend the column for the quadrant in that dimension's consolidated SWOT, or leave it"
            " empty, then send it again.",
        ),
        fix_command="consolidate {city} {dimension} {file}",
        message=_WRONG_QUADRANT,
        severity="error",
        stages=(SWOT_TOWS,),
        cites=(sources.PUPR_2016, sources.QUADRANTS),
        since="0.1.0",
        reads=("swot_merged",),
        function=quadrants_are_computed,
        passes=Text(
            id="Smart Living: S 1,60, W 0,90, O 1,20, T 1,40, jadi S-W = 0,70 dan O-T = -0,20;"
            " ditulis kuadran II.",
            en="Smart Living: S 1.60, W 0.90, O 1.20, T 1.40, hence S-W = 0.70 and O-T = -0.20;"
            " quadrant II is stated.",
        ),
        fails=Text(
            id="Smart Living dengan S-W = 0,70 dan O-T = -0,20 ditulis berada di kuadran IV.",
            en="Smart Living with S-W = 0.70 and O-T = -0.20 is said to be in quadrant IV.",
        ),
    ),
)
