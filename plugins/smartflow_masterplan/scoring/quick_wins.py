"""The ranking of quick wins, by SAW, TOPSIS or WPM; criteria and weights are settings.

Every criterion is on one scale of 1 to 5, so that the three methods take the same table: impact
and effort as they are given, the number of beneficiaries against the proposal with most, local
wisdom 5 when it is described and 1 when not, measurability by the share of its cells filled in,
and any column of numbers that a setting names, stretched over 1 to 5. Effort is a cost. What is
not given takes the worst value, so that a better-described proposal stands higher. Scores run from
0 to 100. Imports the public names of ``smartflow`` and its methods; pure.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from smartflow import Score, Text, methods
from smartflow_masterplan.rules.judging import amount, number, said_number, word, words
from smartflow_masterplan.rules.quick_wins.judged import is_new
from smartflow_masterplan.rules.quick_wins.local_wisdom import has_local_wisdom
from smartflow_masterplan.scoring.parts import HUNDRED, mean_score, part, percent, thousandths
from smartflow_masterplan.settings.registered import RANK_WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from smartflow import BreakdownLine, Dossier, Row, Settings

__all__ = ["quick_win_rank"]

_LEAST = Decimal(1)
_MOST = Decimal(5)
_STEPS = _MOST - _LEAST
_NOTHING = Decimal(0)
_MEASURES = ("indicator", "baseline", "target", "unit", "target_year")
_TITLES = {
    "impact": Text(id="Dampak", en="Impact"),
    "effort": Text(id="Upaya", en="Effort"),
    "beneficiaries": Text(id="Penerima manfaat", en="Beneficiaries"),
    "local_wisdom": Text(id="Kearifan lokal", en="Local wisdom"),
    "measurable": Text(id="Keterukuran", en="Measurability"),
}
_TO_IDEAL = Text(id="Jarak ke yang ideal (x 100)", en="Distance to the ideal (x 100)")
_TO_WORST = Text(id="Jarak ke yang terburuk (x 100)", en="Distance to the worst (x 100)")
_PRODUCT = Text(id="Hasil kali S (x 100)", en="Product S (x 100)")


class _Criterion(NamedTuple):
    """One criterion with the values of all candidates, on a scale of 1 to 5."""

    title: Text
    kind: Literal["benefit", "cost"]
    weight: Decimal
    values: tuple[Decimal, ...]


def quick_win_rank(dossier: Dossier, settings: Settings) -> Iterator[Score]:
    """Yield the rank score of every candidate quick win, from 0 to 100; higher is better.

    The breakdown has one line for each setting ``rank_weight_*`` in their order, then for each
    column of ``rank_columns``: what the method made of the value, times 100, and the weight. Under
    ``saw`` the score is the weighted mean of these lines.
    """
    rows = dossier.rows("quick_wins")
    criteria = [*_national(rows, settings), *_further(rows, settings)]
    if not rows:
        return
    if not any(criterion.weight for criterion in criteria):
        for row in rows:
            yield Score(row.id, _NOTHING)
        return
    yield from _METHODS[word(settings, "rank_method")](rows, criteria)


# -- criteria -------------------------------------------------------------------------------------


def _national(rows: Sequence[Row], settings: Settings) -> Iterator[_Criterion]:
    """Yield the criteria that have a weight of their own among the settings."""
    most = max((amount(row, "beneficiary_count") or _NOTHING for row in rows), default=_NOTHING)
    given = [_values(row, most, settings) for row in rows]
    for setting in RANK_WEIGHTS:
        key = setting.key.removeprefix("rank_weight_")
        yield _Criterion(
            title=_TITLES[key],
            kind="cost" if key == "effort" else "benefit",
            weight=number(settings, setting.key),
            values=tuple(values[key] for values in given),
        )


def _values(row: Row, most: Decimal, settings: Settings) -> dict[str, Decimal]:
    """Return what each national criterion gives one candidate, from 1 to 5."""
    impact, effort = amount(row, "impact"), amount(row, "effort")
    count = max(amount(row, "beneficiary_count") or _NOTHING, _NOTHING)
    measures = [key for key in _MEASURES if key != "baseline" or not is_new(row)]
    measured = sum(bool(row.text(key)) for key in measures)
    return {
        "impact": _clamped(_LEAST if impact is None else impact),
        "effort": _clamped(_MOST if effort is None else effort),
        "beneficiaries": _on_scale(count / most if most > 0 else _NOTHING),
        "local_wisdom": _MOST if has_local_wisdom(row, settings) else _LEAST,
        "measurable": _on_scale(percent(measured, len(measures)) / HUNDRED),
    }


def _on_scale(share: Decimal) -> Decimal:
    """Return a share of 0 to 1 on the scale of 1 to 5, in thousandths."""
    return thousandths(_LEAST + _STEPS * share)


def _clamped(value: Decimal) -> Decimal:
    return min(max(value, _LEAST), _MOST)


def _further(rows: Sequence[Row], settings: Settings) -> Iterator[_Criterion]:
    """Yield the criteria that are columns of numbers.

    Raises:
        ValueError: an entry of the setting is not ``COLUMN:benefit|cost:WEIGHT``.
    """
    for entry in words(settings, "rank_columns"):
        column, _, rest = entry.replace(" ", "").partition(":")
        kind, _, weight_text = rest.partition(":")
        weight = _weight(weight_text)
        if not column or weight is None or kind not in ("benefit", "cost"):
            message = f"rank_columns: {entry!r} is not COLUMN:benefit:WEIGHT or COLUMN:cost:WEIGHT"
            raise ValueError(message)
        yield _Criterion(
            title=Text.same(column),
            kind="cost" if kind == "cost" else "benefit",
            weight=weight,
            values=_stretched(rows, column, worst=_MOST if kind == "cost" else _LEAST),
        )


def _weight(text: str) -> Decimal | None:
    try:
        weight = Decimal(text)
    except InvalidOperation:
        return None
    return weight if weight.is_finite() and weight >= 0 else None


def _stretched(rows: Sequence[Row], column: str, *, worst: Decimal) -> tuple[Decimal, ...]:
    """Return a column on the scale of 1 to 5: its least number 1, its greatest 5."""
    given = [amount(row, column) if column in row else None for row in rows]
    known = [value for value in given if value is not None]
    low, high = (min(known), max(known)) if known else (_NOTHING, _NOTHING)
    return tuple(
        worst
        if value is None
        else _on_scale((value - low) / (high - low) if high > low else _NOTHING)
        for value in given
    )


# -- methods --------------------------------------------------------------------------------------


def _table(rows: Sequence[Row], criteria: Sequence[_Criterion]) -> methods.DecisionTable:
    return methods.DecisionTable(
        criterion=tuple(
            methods.Criterion(name=c.title.en, type=c.kind, weight=c.weight) for c in criteria
        ),
        alternative=tuple(
            methods.Alternative(name=row.id, values=tuple(c.values[n] for c in criteria))
            for n, row in enumerate(rows)
        ),
    )


def _lines(
    number_of_row: int, criteria: Sequence[_Criterion], result: methods.DecisionResult
) -> list[BreakdownLine]:
    """Return one line per criterion: what the method made of the value, times 100."""
    normalized = result.normalized[number_of_row]
    parts = normalized or (Fraction(0),) * len(criteria)
    return [
        part(_title(criterion, number_of_row), share * 100, criterion.weight)
        for criterion, share in zip(criteria, parts, strict=True)
    ]


def _title(criterion: _Criterion, number_of_row: int) -> Text:
    """Return ``Dampak: 4 (terbaik 5)``, from which the normalised value follows."""
    value = said_number(criterion.values[number_of_row])
    pick = min if criterion.kind == "cost" else max
    best = said_number(pick(criterion.values))
    return Text(
        id=f"{criterion.title.id}: {value.id} (terbaik {best.id})",
        en=f"{criterion.title.en}: {value.en} (best {best.en})",
    )


def _by_saw(rows: Sequence[Row], criteria: Sequence[_Criterion]) -> Iterator[Score]:
    """Weighted mean of x / max (benefit) and min / x (cost)."""
    result = methods.score_saw(_table(rows, criteria))
    for position, row in enumerate(rows):
        yield mean_score(row.id, _lines(position, criteria, result))


def _by_topsis(rows: Sequence[Row], criteria: Sequence[_Criterion]) -> Iterator[Score]:
    """Closeness to the ideal, D- / (D+ + D-); candidates that are all alike are all 100."""
    result = methods.score_topsis(_table(rows, criteria))
    for position, row in enumerate(rows):
        closeness = result.scores[position]
        value = HUNDRED if closeness is None else thousandths(float(closeness) * 100)
        distances = (result.to_ideal[position] or 0.0, result.to_anti_ideal[position] or 0.0)
        ends = (
            part(title, thousandths(distance * 100), _NOTHING)
            for title, distance in zip((_TO_IDEAL, _TO_WORST), distances, strict=True)
        )
        yield Score(row.id, value, (*_lines(position, criteria, result), *ends))


def _by_wpm(rows: Sequence[Row], criteria: Sequence[_Criterion]) -> Iterator[Score]:
    """Weighted product of x / sum (cost: of 1/x), in percent of the greatest."""
    result = methods.score_wpm(_table(rows, criteria))
    shares = [float(share or 0) for share in result.shares]
    top = max(shares, default=0.0)
    for position, row in enumerate(rows):
        value = thousandths(shares[position] / top * 100) if top else _NOTHING
        product = part(_PRODUCT, thousandths(float(result.scores[position] or 0) * 100), _NOTHING)
        yield Score(row.id, value, (*_lines(position, criteria, result), product))


_METHODS: dict[str, Callable[[Sequence[Row], Sequence[_Criterion]], Iterator[Score]]] = {
    "saw": _by_saw,
    "topsis": _by_topsis,
    "wpm": _by_wpm,
}
