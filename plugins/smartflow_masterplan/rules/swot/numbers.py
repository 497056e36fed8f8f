"""SWT003 and SWT004: weights that add up, and ratings on their scale (domain.md 4.3).

SWOT may be qualitative: both rules judge only what is given as a number. Sums are exact; the
tolerance allows for published tables whose weights are rounded. Imports the public names of
``smartflow`` only; pure.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import dimension_title, finding, number, said_number, word
from smartflow_masterplan.rules.swot.factor_table import factor_table
from smartflow_masterplan.rules.swot.factors import side_of
from smartflow_masterplan.stages import SWOT_TOWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Settings
    from smartflow_masterplan.rules.swot.factor_table import Factor

__all__ = ["NUMBER_RULES", "weight_tolerance"]

_LEAST_TOLERANCE = Decimal("0.005")
_PER_FACTOR = Decimal("0.0005")

_WRONG_SUM = Text(
    id="Dimensi {dimension}, {agency}: jumlah bobot {group} dari {count} faktor adalah {total};"
    " harus {expected} (toleransi {tolerance}).",
    en="Dimension {dimension}, {agency}: the weights of {group} over {count} factors add up to"
    " {total}; they must add up to {expected} (tolerance {tolerance}).",
)
_NO_WEIGHT = Text(
    id="Faktor {code} ({agency}) berbobot {weight}; bobot harus lebih dari 0.",
    en="Factor {code} ({agency}) has the weight {weight}; a weight must be more than 0.",
)

_GROUPS = {
    "internal": Text(id="internal (S+W)", en="internal factors (S+W)"),
    "external": Text(id="eksternal (O+T)", en="external factors (O+T)"),
    "S": Text(id="kekuatan (S)", en="strengths (S)"),
    "W": Text(id="kelemahan (W)", en="weaknesses (W)"),
    "O": Text(id="peluang (O)", en="opportunities (O)"),
    "T": Text(id="ancaman (T)", en="threats (T)"),
}


def weight_tolerance(count: int, total: Decimal = Decimal(1)) -> Decimal:
    """Return by how much ``count`` weights may miss their sum: max(0.005, 0.0005 n), scaled.

    Args:
        count: How many factors have a weight.
        total: What the weights are to add up to, 1 or 100.
    """
    return max(_LEAST_TOLERANCE, _PER_FACTOR * count) * total


def weights_add_up(dossier: Dossier, settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield findings for sums of weights that are off, and for weights that are not positive."""
    groups = _weighted(dossier, by_category=word(settings, "weight_scope") == "category")
    if not groups:
        yield NotApplicable()
    expected = number(settings, "weight_total")
    for (agency, dimension, group), factors in groups.items():
        weights = [factor.weight or Decimal(0) for factor in factors]
        total = sum(weights, Decimal(0))
        tolerance = weight_tolerance(len(factors), expected)
        if abs(total - expected) > tolerance:
            yield finding(
                _WRONG_SUM,
                {
                    "dimension": dimension_title(dossier.dimensions, dimension),
                    "agency": agency,
                    "group": _GROUPS[group],
                    "count": len(factors),
                    "total": total,
                    "expected": expected,
                    "tolerance": tolerance,
                },
                dimension=dimension,
                agency=agency,
            )
        for factor, weight in zip(factors, weights, strict=True):
            if weight <= 0:
                values = {"code": factor.code, "agency": agency, "weight": weight}
                yield finding(_NO_WEIGHT, values, row=factor.row, column="weight")


def _weighted(dossier: Dossier, *, by_category: bool) -> dict[tuple[str, str, str], list[Factor]]:
    """Return the factors with a weight: (agency, dimension, group) to factors."""
    groups: dict[tuple[str, str, str], list[Factor]] = defaultdict(list)
    for factor in factor_table(dossier):
        letter = factor.category
        if letter and factor.weight is not None:
            group = letter if by_category else side_of(letter)
            groups[factor.agency, factor.dimension, group].append(factor)
    return groups


# -- SWT004 ---------------------------------------------------------------------------------------

_OFF_SCALE = Text(
    id="Faktor {code} ({agency}) ber-rating {rating}; skala rating {minimum} sampai {maximum}.",
    en="Factor {code} ({agency}) has the rating {rating}; the scale is {minimum} to {maximum}.",
)
_WRONG_HALF = Text(
    id="Faktor {code} ({agency}) ber-rating {rating}; menurut aturan yang dipilih, kekuatan di"
    " atas {middle} dan kelemahan di bawahnya.",
    en="Factor {code} ({agency}) has the rating {rating}; by the chosen convention strengths are"
    " above {middle} and weaknesses below it.",
)


def ratings_on_scale(dossier: Dossier, settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield a finding for each rating off the scale, or against the chosen convention."""
    rated = [factor for factor in factor_table(dossier) if factor.rating is not None]
    if not rated:
        yield NotApplicable()
    minimum, maximum = number(settings, "rating_minimum"), number(settings, "rating_maximum")
    middle = (minimum + maximum) / 2
    david = word(settings, "rating_convention") == "david"
    for factor in rated:
        rating = factor.rating or Decimal(0)
        off_scale = not minimum <= rating <= maximum
        if not off_scale and not (david and _against_david(factor.category, rating, middle)):
            continue
        values = {
            "code": factor.code,
            "agency": factor.agency,
            "rating": said_number(rating),
        }
        if off_scale:
            scale = {"minimum": minimum, "maximum": maximum}
            yield finding(_OFF_SCALE, {**values, **scale}, row=factor.row, column="rating")
        else:
            more = {**values, "middle": middle}
            yield finding(_WRONG_HALF, more, row=factor.row, column="rating")


def _against_david(letter: str, rating: Decimal, middle: Decimal) -> bool:
    """Say whether a strength is rated in the lower half, or a weakness in the upper one."""
    return (letter == "S" and rating <= middle) or (letter == "W" and rating >= middle)


NUMBER_RULES = (
    Rule(
        code="SWT003",
        title=Text(id="Bobot SWOT berjumlah satu", en="SWOT weights add up to one"),
        why=Text(
            id="Skor IFAS/EFAS hanya dapat dibandingkan jika bobotnya berjumlah 1,00 pada setiap"
            " sisi.",
            en="IFAS/EFAS scores can be compared only if the weights of each side add up to 1.00.",
        ),
        fix=Text(
            id="Perbaiki bobot pada SWOT perangkat daerah itu, atau kosongkan semuanya jika SWOT"
            " dinilai tanpa angka.",
            en="Mend the weights in that agency's SWOT, or leave all empty when it is judged"
            " without numbers.",
        ),
        message=_WRONG_SUM,
        severity="error",
        stages=(SWOT_TOWS,),
        cites=(sources.CIANJUR, sources.SENTUL),
        since="0.1.0",
        reads=("swot",),
        function=weights_add_up,
        passes=Text(
            id="Bobot S dan W DINKES: 0,30 + 0,25 + 0,25 + 0,20 = 1,00.",
            en="The weights of S and W of DINKES: 0.30 + 0.25 + 0.25 + 0.20 = 1.00.",
        ),
        fails=Text(
            id="Bobot S dan W DINKES: 0,30 + 0,25 + 0,25 + 0,40 = 1,20.",
            en="The weights of S and W of DINKES: 0.30 + 0.25 + 0.25 + 0.40 = 1.20.",
        ),
    ),
    Rule(
        code="SWT004",
        title=Text(id="Rating SWOT pada skalanya", en="SWOT ratings are on the scale"),
        why=Text(
            id="Rating di luar skala membuat skor total tidak bermakna.",
            en="A rating off the scale makes the total score meaningless.",
        ),
        fix=Text(
            id="Perbaiki rating pada baris itu. Skalanya: setelan rating_minimum dan"
            " rating_maximum.",
            en="Mend the rating in that row. The scale is the settings rating_minimum and"
            " rating_maximum.",
        ),
        message=_OFF_SCALE,
        severity="error",
        stages=(SWOT_TOWS,),
        cites=(sources.CIANJUR, sources.DAVID),
        since="0.1.0",
        reads=("swot",),
        function=ratings_on_scale,
        passes=Text(
            id="S1 ber-rating 4 dan W1 ber-rating 2 pada skala 1 sampai 4.",
            en="S1 has the rating 4 and W1 the rating 2 on the scale 1 to 4.",
        ),
        fails=Text(
            id="S1 ber-rating 5 pada skala 1 sampai 4.",
            en="S1 has the rating 5 on the scale 1 to 4.",
        ),
    ),
)
