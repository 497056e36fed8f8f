"""SWT006: the same factor, or nearly the same, stands several times in one dimension.

Agencies copy each other, and one that writes a factor twice counts it twice (domain.md 4.3).
Factors of one dimension are compared by their words (:mod:`smartflow.methods.resemblance`). Once a
dimension is consolidated only the factors used are compared: what was merged is settled. Imports
the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow.methods import resembling
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding, listed, number, shortened
from smartflow_masterplan.rules.swot.factor_table import factor_table
from smartflow_masterplan.sheets.shared_columns import USED
from smartflow_masterplan.stages import SWOT_TOWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Settings
    from smartflow_masterplan.rules.swot.factor_table import Factor

__all__ = ["DUPLICATE_RULES"]

_NAMED = 4
"""How many of the others a finding names."""

_REPEATED = Text(
    id="Faktor {code} ({agency}) sama atau hampir sama dengan {others}{more}: '{factor}'.",
    en="Factor {code} ({agency}) is the same as {others}{more}, or nearly so: '{factor}'.",
)


def factors_are_distinct(dossier: Dossier, settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield a finding for each group of factors of one dimension that say the same."""
    by_dimension = _in_force(dossier)
    if not by_dimension:
        yield NotApplicable()
    share = number(settings, "duplicate_similarity")
    for factors in by_dimension.values():
        for group in resembling([factor.row.text("factor") for factor in factors], share):
            yield _repeated([factors[place] for place in group])


def _in_force(dossier: Dossier) -> dict[str, list[Factor]]:
    """Return the factors by dimension; of a consolidated dimension, those used."""
    settled = {filler for sheet, filler in dossier.submissions if sheet == "swot_merged"}
    used = {
        row.text("source")
        for row in (dossier.rows("swot_merged") if settled else ())
        if row.text("decision") == USED
    }
    factors: dict[str, list[Factor]] = defaultdict(list)
    for factor in factor_table(dossier):
        if factor.dimension not in settled or factor.row.id in used:
            factors[factor.dimension].append(factor)
    return factors


def _repeated(factors: list[Factor]) -> Finding:
    """Return the finding for factors that say the same, at the first of them."""
    first, *others = sorted(factors, key=lambda given: (given.agency, given.row.number, given.code))
    names = listed(f"{other.code} ({other.agency})" for other in others[:_NAMED])
    rest = len(others) - _NAMED
    more = Text(id=f" dan {rest} lainnya", en=f" and {rest} more") if rest > 0 else Text.same("")
    return finding(
        _REPEATED,
        {
            "code": first.code,
            "agency": first.agency,
            "others": names,
            "more": more,
            "factor": shortened(first.row.text("factor")),
        },
        row=first.row,
        column="factor",
    )


DUPLICATE_RULES = (
    Rule(
        code="SWT006",
        title=Text(
            id="Tidak ada faktor SWOT yang kembar dalam satu dimensi",
            en="No SWOT factor stands twice in a dimension",
        ),
        why=Text(
            id="Faktor yang disalin antarperangkat daerah terhitung berulang kali dan menutupi"
            " keadaan khas masing-masing.",
            en="A factor copied between agencies counts several times and hides what is peculiar"
            " to each.",
        ),
        fix=Text(
            id="Gabungkan pada SWOT gabungan dimensi, atau minta perangkat daerah menulis"
            " keadaannya sendiri.",
            en="Merge them in the dimension's consolidated SWOT, or ask the agencies to write what"
            " is their own.",
        ),
        fix_command="consolidate {city} {dimension} --output {file}",
        message=_REPEATED,
        severity="warning",
        stages=(SWOT_TOWS,),
        cites=(sources.MALANG, sources.CIANJUR),
        since="0.1.0",
        reads=("swot", "swot_merged"),
        function=factors_are_distinct,
        passes=Text(
            id="DINKES menulis 'Tenaga gizi belum ada di 6 puskesmas', RSUD menulis 'Dokter"
            " spesialis anak hanya satu orang'.",
            en="DINKES writes 'Tenaga gizi belum ada di 6 puskesmas' (no nutritionist in 6 health"
            " centres), RSUD 'Dokter spesialis anak hanya satu orang' (one paediatrician only).",
        ),
        fails=Text(
            id="DINKES menulis W1 'Terbatasnya SDM', RSUD menulis W3 'Terbatasnya SDM.' pada"
            " dimensi yang sama.",
            en="DINKES writes W1 'Terbatasnya SDM' (too few staff), RSUD writes W3 'Terbatasnya"
            " SDM.' in the same dimension.",
        ),
    ),
)
