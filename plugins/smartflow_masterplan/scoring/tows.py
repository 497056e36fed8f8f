"""TOWS coverage: how many of a dimension's strong factors some strategy uses, and which none does.

A factor is strong when its score (weight x rating) is at least the settings' share of the mean
score of its category; without any numbers in the dimension every factor counts. A strategy that
cites a factor which the consolidation merged into another uses the one it went into. Imports the
public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow import Score, Text
from smartflow_masterplan.rules.judging import amount, number, shortened
from smartflow_masterplan.rules.swot.factors import category, in_force, whole_code
from smartflow_masterplan.scoring.parts import part, percent, thousandths
from smartflow_masterplan.sheets.shared_columns import MERGED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow import Dossier, Row, Settings

__all__ = ["NOT_CITED", "tows_coverage"]

_STRONG = Text(id="Faktor kuat", en="Strong factors")
_USED = Text(id="Faktor kuat yang dirujuk strategi", en="Strong factors that a strategy cites")
NOT_CITED = Text(id="Belum dirujuk: ", en="Not cited: ")
"""What stands in the breakdown before a strong factor that no strategy uses."""
_NOTHING = Decimal(0)


def tows_coverage(dossier: Dossier, settings: Settings) -> Iterator[Score]:
    """Yield, for each dimension with factors and strategies, the share of strong factors used.

    The value is in percent. The breakdown counts strong factors and used ones, and names each
    strong factor that no strategy uses, with its score.
    """
    share = number(settings, "strong_factor_share")
    for dimension in dossier.dimensions:
        factors = in_force(dossier, "swot", "swot_merged", dimension.key)
        strategies = in_force(dossier, "tows", "tows_merged", dimension.key)
        if not factors or not strategies:
            continue
        strong = _strong(factors, share)
        cited = _cited(dossier, strategies, dimension.key)
        unused = [row for row in strong if _code(row) not in cited]
        used = len(strong) - len(unused)
        yield Score(
            subject=dimension.key,
            value=thousandths(percent(used, len(strong))),
            breakdown=(
                part(_STRONG, Decimal(len(strong)), _NOTHING),
                part(_USED, Decimal(used), _NOTHING),
                *(part(_title(row), _weighted(row) or _NOTHING, _NOTHING) for row in unused),
            ),
        )


def _strong(factors: Sequence[Row], share: Decimal) -> list[Row]:
    """Return the strong factors; all of them when none has a score."""
    scores: dict[str, list[Decimal]] = defaultdict(list)
    for row in factors:
        weighted = _weighted(row)
        if weighted is not None:
            scores[category(row)].append(weighted)
    if not scores:
        return list(factors)
    least = {key: share * sum(found) / len(found) for key, found in scores.items()}
    return [
        row
        for row in factors
        if (weighted := _weighted(row)) is not None and weighted >= least[category(row)]
    ]


def _weighted(row: Row) -> Decimal | None:
    weight, rating = amount(row, "weight"), amount(row, "rating")
    return None if weight is None or rating is None else weight * rating


def _agency(row: Row) -> str:
    """Return whose row it is: a consolidated one names its agency in a column."""
    return row.agency or (row.text("agency") if "agency" in row else "")


def _code(row: Row) -> str:
    """Return a factor's code as merged views print it, ``DINKES:S4``."""
    return whole_code(row.text("code"), _agency(row))


def _cited(dossier: Dossier, strategies: Sequence[Row], dimension: str) -> set[str]:
    """Return every factor that a strategy uses, also through one that was merged into it."""
    into = {
        _code(row): whole_code(row.text("merged_into"), _agency(row))
        for row in dossier.rows("swot_merged", dimension=dimension)
        if row.text("decision") == MERGED and row.text("merged_into")
    }
    cited: set[str] = set()
    for row in strategies:
        given = row.get("cites")
        for code in given if isinstance(given, tuple) else ():
            whole = whole_code(code, _agency(row))
            cited |= {whole, into.get(whole, whole)}
    return cited


def _title(row: Row) -> Text:
    words = f"{_code(row)} {shortened(row.text('factor'))}"
    return Text(id=NOT_CITED.id + words, en=NOT_CITED.en + words)
