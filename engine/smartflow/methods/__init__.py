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

from smartflow.lazily import loading

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
    "AhpResult": "smartflow.methods.ahp",
    "AhpTable": "smartflow.methods.ahp",
    "Alternative": "smartflow.methods.decision",
    "ApklIssue": "smartflow.methods.apkl",
    "ApklResult": "smartflow.methods.apkl",
    "ApklRow": "smartflow.methods.apkl",
    "ApklTable": "smartflow.methods.apkl",
    "CALCULATIONS": "smartflow.methods.calculations",
    "Calculation": "smartflow.methods.calculations",
    "Cell": "smartflow.methods.numbers",
    "Consistency": "smartflow.methods.ahp",
    "Criterion": "smartflow.methods.decision",
    "DEFAULT_RANDOM_INDEX": "smartflow.methods.random_indices",
    "DecisionResult": "smartflow.methods.decision",
    "DecisionTable": "smartflow.methods.decision",
    "IeResult": "smartflow.methods.ie_matrix",
    "IeTable": "smartflow.methods.ie_matrix",
    "IfasAxes": "smartflow.methods.ifas",
    "IfasClaims": "smartflow.methods.ifas_table",
    "IfasFactor": "smartflow.methods.ifas_table",
    "IfasResult": "smartflow.methods.ifas",
    "IfasRow": "smartflow.methods.ifas",
    "IfasTable": "smartflow.methods.ifas_table",
    "IfasTotals": "smartflow.methods.ifas_table",
    "ImpactEffortItem": "smartflow.methods.impact_effort",
    "ImpactEffortResult": "smartflow.methods.impact_effort",
    "ImpactEffortRow": "smartflow.methods.impact_effort",
    "ImpactEffortTable": "smartflow.methods.impact_effort",
    "MeanFactor": "smartflow.methods.weights",
    "MethodFinding": "smartflow.methods.finding",
    "MethodResult": "smartflow.methods.finding",
    "Normalization": "smartflow.methods.decision",
    "QspmFactor": "smartflow.methods.qspm",
    "QspmResult": "smartflow.methods.qspm",
    "QspmRow": "smartflow.methods.qspm",
    "QspmTable": "smartflow.methods.qspm",
    "Quadrant": "smartflow.methods.quadrant",
    "RANDOM_INDICES": "smartflow.methods.random_indices",
    "SITUATIONS": "smartflow.methods.catalogue",
    "Severity": "smartflow.methods.finding",
    "Situation": "smartflow.methods.finding",
    "TopsisResult": "smartflow.methods.topsis",
    "TowsFactor": "smartflow.methods.tows",
    "TowsResult": "smartflow.methods.tows",
    "TowsStrategy": "smartflow.methods.tows",
    "TowsTable": "smartflow.methods.tows",
    "UNDECIDED": "smartflow.methods.quadrant",
    "UsgIssue": "smartflow.methods.usg",
    "UsgResult": "smartflow.methods.usg",
    "UsgRow": "smartflow.methods.usg",
    "UsgTable": "smartflow.methods.usg",
    "WeightRow": "smartflow.methods.weights",
    "WeightsResult": "smartflow.methods.weights",
    "WeightsTable": "smartflow.methods.weights",
    "WpmResult": "smartflow.methods.wpm",
    "check_tows": "smartflow.methods.tows",
    "check_usg_follows_apkl": "smartflow.methods.apkl",
    "competition_ranks": "smartflow.methods.ranking",
    "decimals_of": "smartflow.methods.numbers",
    "dense_ranks": "smartflow.methods.ranking",
    "locate_ie_cell": "smartflow.methods.ie_matrix",
    "locate_quadrant": "smartflow.methods.quadrant",
    "place_impact_effort": "smartflow.methods.impact_effort",
    "random_index": "smartflow.methods.random_indices",
    "rank_usg": "smartflow.methods.usg",
    "read_number": "smartflow.methods.numbers",
    "read_quadrant": "smartflow.methods.quadrant",
    "read_rank": "smartflow.methods.ranking",
    "read_scale": "smartflow.methods.numbers",
    "read_text": "smartflow.methods.numbers",
    "resembling": "smartflow.methods.resemblance",
    "score_ifas": "smartflow.methods.ifas",
    "score_qspm": "smartflow.methods.qspm",
    "score_saw": "smartflow.methods.saw",
    "score_topsis": "smartflow.methods.topsis",
    "score_wpm": "smartflow.methods.wpm",
    "screen_apkl": "smartflow.methods.apkl",
    "shown": "smartflow.methods.numbers",
    "situations_of": "smartflow.methods.catalogue",
    "split_codes": "smartflow.methods.tows",
    "weigh_ahp": "smartflow.methods.ahp",
    "weigh_factors": "smartflow.methods.weights",
    "weight_tolerance": "smartflow.methods.reading",
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

__getattr__ = loading(__name__, _HOMES)


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
