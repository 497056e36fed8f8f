"""The decision methods of the programme, as pure functions over plain tables.

USG and APKL choose among issues; IFAS/EFAS with the quadrant, the IE matrix, TOWS and QSPM make
strategies; SAW, WPM, TOPSIS and AHP weigh alternatives; impact-effort finds quick wins. Each takes
a frozen table whose cells may hold anything, computes what can be computed, and names all that is
wrong as coded findings; none raises for what somebody wrote. Weighted sums are exact fractions;
floats occur in AHP, TOPSIS and the powers of WPM only. This is the public face, loaded name by
name; the room imports the languages and nothing of the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartflow.methods.ahp import AhpResult, AhpTable, Consistency, weigh_ahp
    from smartflow.methods.apkl import (
        ApklIssue,
        ApklResult,
        ApklRow,
        ApklTable,
        check_usg_follows_apkl,
        screen_apkl,
    )
    from smartflow.methods.calculations import CALCULATIONS, Calculation
    from smartflow.methods.catalogue import SITUATIONS, situations_of
    from smartflow.methods.decision import (
        Alternative,
        Criterion,
        DecisionResult,
        DecisionTable,
        Normalization,
    )
    from smartflow.methods.finding import MethodFinding, MethodResult, Severity, Situation
    from smartflow.methods.ie_matrix import IeResult, IeTable, locate_ie_cell
    from smartflow.methods.ifas import IfasAxes, IfasResult, IfasRow, score_ifas
    from smartflow.methods.ifas_table import IfasClaims, IfasFactor, IfasTable, IfasTotals
    from smartflow.methods.impact_effort import (
        ImpactEffortItem,
        ImpactEffortResult,
        ImpactEffortRow,
        ImpactEffortTable,
        place_impact_effort,
    )
    from smartflow.methods.numbers import (
        Cell,
        decimals_of,
        read_number,
        read_scale,
        read_text,
        shown,
    )
    from smartflow.methods.qspm import QspmFactor, QspmResult, QspmRow, QspmTable, score_qspm
    from smartflow.methods.quadrant import UNDECIDED, Quadrant, locate_quadrant, read_quadrant
    from smartflow.methods.random_indices import DEFAULT_RANDOM_INDEX, RANDOM_INDICES, random_index
    from smartflow.methods.ranking import competition_ranks, dense_ranks, read_rank
    from smartflow.methods.reading import weight_tolerance
    from smartflow.methods.resemblance import resembling
    from smartflow.methods.saw import score_saw
    from smartflow.methods.topsis import TopsisResult, score_topsis
    from smartflow.methods.tows import (
        TowsFactor,
        TowsResult,
        TowsStrategy,
        TowsTable,
        check_tows,
        split_codes,
    )
    from smartflow.methods.usg import UsgIssue, UsgResult, UsgRow, UsgTable, rank_usg
    from smartflow.methods.weights import (
        MeanFactor,
        WeightRow,
        WeightsResult,
        WeightsTable,
        weigh_factors,
    )
    from smartflow.methods.wpm import WpmResult, score_wpm

_HOMES = {
    "AhpResult": "ahp",
    "AhpTable": "ahp",
    "Alternative": "decision",
    "ApklIssue": "apkl",
    "ApklResult": "apkl",
    "ApklRow": "apkl",
    "ApklTable": "apkl",
    "CALCULATIONS": "calculations",
    "Calculation": "calculations",
    "Cell": "numbers",
    "Consistency": "ahp",
    "Criterion": "decision",
    "DEFAULT_RANDOM_INDEX": "random_indices",
    "DecisionResult": "decision",
    "DecisionTable": "decision",
    "IeResult": "ie_matrix",
    "IeTable": "ie_matrix",
    "IfasAxes": "ifas",
    "IfasClaims": "ifas_table",
    "IfasFactor": "ifas_table",
    "IfasResult": "ifas",
    "IfasRow": "ifas",
    "IfasTable": "ifas_table",
    "IfasTotals": "ifas_table",
    "ImpactEffortItem": "impact_effort",
    "ImpactEffortResult": "impact_effort",
    "ImpactEffortRow": "impact_effort",
    "ImpactEffortTable": "impact_effort",
    "MeanFactor": "weights",
    "MethodFinding": "finding",
    "MethodResult": "finding",
    "Normalization": "decision",
    "QspmFactor": "qspm",
    "QspmResult": "qspm",
    "QspmRow": "qspm",
    "QspmTable": "qspm",
    "Quadrant": "quadrant",
    "RANDOM_INDICES": "random_indices",
    "SITUATIONS": "catalogue",
    "Severity": "finding",
    "Situation": "finding",
    "TopsisResult": "topsis",
    "TowsFactor": "tows",
    "TowsResult": "tows",
    "TowsStrategy": "tows",
    "TowsTable": "tows",
    "UNDECIDED": "quadrant",
    "UsgIssue": "usg",
    "UsgResult": "usg",
    "UsgRow": "usg",
    "UsgTable": "usg",
    "WeightRow": "weights",
    "WeightsResult": "weights",
    "WeightsTable": "weights",
    "WpmResult": "wpm",
    "check_tows": "tows",
    "check_usg_follows_apkl": "apkl",
    "competition_ranks": "ranking",
    "decimals_of": "numbers",
    "dense_ranks": "ranking",
    "locate_ie_cell": "ie_matrix",
    "locate_quadrant": "quadrant",
    "place_impact_effort": "impact_effort",
    "random_index": "random_indices",
    "rank_usg": "usg",
    "read_number": "numbers",
    "read_quadrant": "quadrant",
    "read_rank": "ranking",
    "read_scale": "numbers",
    "read_text": "numbers",
    "resembling": "resemblance",
    "score_ifas": "ifas",
    "score_qspm": "qspm",
    "score_saw": "saw",
    "score_topsis": "topsis",
    "score_wpm": "wpm",
    "screen_apkl": "apkl",
    "shown": "numbers",
    "situations_of": "catalogue",
    "split_codes": "tows",
    "weigh_ahp": "ahp",
    "weigh_factors": "weights",
    "weight_tolerance": "reading",
}

__all__ = [
    "CALCULATIONS",
    "DEFAULT_RANDOM_INDEX",
    "RANDOM_INDICES",
    "SITUATIONS",
    "UNDECIDED",
    "AhpResult",
    "AhpTable",
    "Alternative",
    "ApklIssue",
    "ApklResult",
    "ApklRow",
    "ApklTable",
    "Calculation",
    "Cell",
    "Consistency",
    "Criterion",
    "DecisionResult",
    "DecisionTable",
    "IeResult",
    "IeTable",
    "IfasAxes",
    "IfasClaims",
    "IfasFactor",
    "IfasResult",
    "IfasRow",
    "IfasTable",
    "IfasTotals",
    "ImpactEffortItem",
    "ImpactEffortResult",
    "ImpactEffortRow",
    "ImpactEffortTable",
    "MeanFactor",
    "MethodFinding",
    "MethodResult",
    "Normalization",
    "QspmFactor",
    "QspmResult",
    "QspmRow",
    "QspmTable",
    "Quadrant",
    "Severity",
    "Situation",
    "TopsisResult",
    "TowsFactor",
    "TowsResult",
    "TowsStrategy",
    "TowsTable",
    "UsgIssue",
    "UsgResult",
    "UsgRow",
    "UsgTable",
    "WeightRow",
    "WeightsResult",
    "WeightsTable",
    "WpmResult",
    "check_tows",
    "check_usg_follows_apkl",
    "competition_ranks",
    "decimals_of",
    "dense_ranks",
    "locate_ie_cell",
    "locate_quadrant",
    "place_impact_effort",
    "random_index",
    "rank_usg",
    "read_number",
    "read_quadrant",
    "read_rank",
    "read_scale",
    "read_text",
    "resembling",
    "score_ifas",
    "score_qspm",
    "score_saw",
    "score_topsis",
    "score_wpm",
    "screen_apkl",
    "shown",
    "situations_of",
    "split_codes",
    "weigh_ahp",
    "weigh_factors",
    "weight_tolerance",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    from importlib import import_module

    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
