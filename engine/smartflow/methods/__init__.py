"""The decision methods of the programme, as pure functions over plain tables.

USG and APKL choose among issues; IFAS/EFAS with the quadrant, the IE matrix, TOWS and QSPM make
strategies; SAW, WPM, TOPSIS and AHP weigh alternatives; impact-effort finds quick wins. Each takes
a frozen table whose cells may hold anything, computes what can be computed, and names all that is
wrong as coded findings; none raises for what somebody wrote. Weighted sums are exact fractions;
floats occur in AHP, TOPSIS and the powers of WPM only. This is the public face, loaded name by
name; the room imports the languages and nothing of the model.

In this folder:

``calculations``: The methods by name: which table each takes and which function computes it.
``decision``: Weighing alternatives: SAW, WPM and TOPSIS over one table, and AHP for the weights.
``finding``: What a method found wrong, and the notebook in which a calculation writes it down.
``issues``: Choosing among issues: by urgency, by whether they are worth it, by impact and effort.
``numbers``: Numbers as they stand in the cells of a table that somebody brings, read exactly.
``ranking``: Ranks, and whether the ranks that somebody printed are the ranks of their numbers.
``reading``: Reads the cells of a table one by one, and notes each that cannot be read.
``resemblance``: Which texts say the same, or nearly so: by the share of words that they have in
    common.
``situations``: What can be wrong with the table of a method: every situation with its code and
    sentence.
``swot``: From factors to strategies: IFAS and EFAS, the quadrant, the IE matrix, TOWS and QSPM.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.lazily import loading

if TYPE_CHECKING:
    from smartflow.methods.calculations import CALCULATIONS, Calculation
    from smartflow.methods.decision.ahp import AhpResult, AhpTable, Consistency, weigh_ahp
    from smartflow.methods.decision.random_indices import (
        DEFAULT_RANDOM_INDEX,
        RANDOM_INDICES,
        random_index,
    )
    from smartflow.methods.decision.saw import score_saw
    from smartflow.methods.decision.table import (
        Alternative,
        Criterion,
        DecisionResult,
        DecisionTable,
        Normalization,
    )
    from smartflow.methods.decision.topsis import TopsisResult, score_topsis
    from smartflow.methods.decision.wpm import WpmResult, score_wpm
    from smartflow.methods.finding import MethodFinding, MethodResult, Severity, Situation
    from smartflow.methods.issues.apkl import (
        ApklIssue,
        ApklResult,
        ApklRow,
        ApklTable,
        check_usg_follows_apkl,
        screen_apkl,
    )
    from smartflow.methods.issues.impact_effort import (
        ImpactEffortItem,
        ImpactEffortResult,
        ImpactEffortRow,
        ImpactEffortTable,
        place_impact_effort,
    )
    from smartflow.methods.issues.usg import UsgIssue, UsgResult, UsgRow, UsgTable, rank_usg
    from smartflow.methods.numbers import (
        Cell,
        decimals_of,
        read_number,
        read_scale,
        read_text,
        shown,
    )
    from smartflow.methods.ranking import competition_ranks, dense_ranks, read_rank
    from smartflow.methods.reading import weight_tolerance
    from smartflow.methods.resemblance import resembling
    from smartflow.methods.situations.catalogue import SITUATIONS, situations_of
    from smartflow.methods.swot.ie_matrix import IeResult, IeTable, locate_ie_cell
    from smartflow.methods.swot.ifas import IfasAxes, IfasResult, IfasRow, score_ifas
    from smartflow.methods.swot.ifas_table import IfasClaims, IfasFactor, IfasTable, IfasTotals
    from smartflow.methods.swot.qspm import QspmFactor, QspmResult, QspmRow, QspmTable, score_qspm
    from smartflow.methods.swot.quadrant import UNDECIDED, Quadrant, locate_quadrant, read_quadrant
    from smartflow.methods.swot.tows import (
        TowsFactor,
        TowsResult,
        TowsStrategy,
        TowsTable,
        check_tows,
        split_codes,
    )
    from smartflow.methods.swot.weights import (
        MeanFactor,
        WeightRow,
        WeightsResult,
        WeightsTable,
        weigh_factors,
    )

_HOMES = {
    "AhpResult": "smartflow.methods.decision.ahp",
    "AhpTable": "smartflow.methods.decision.ahp",
    "Alternative": "smartflow.methods.decision.table",
    "ApklIssue": "smartflow.methods.issues.apkl",
    "ApklResult": "smartflow.methods.issues.apkl",
    "ApklRow": "smartflow.methods.issues.apkl",
    "ApklTable": "smartflow.methods.issues.apkl",
    "CALCULATIONS": "smartflow.methods.calculations",
    "Calculation": "smartflow.methods.calculations",
    "Cell": "smartflow.methods.numbers",
    "Consistency": "smartflow.methods.decision.ahp",
    "Criterion": "smartflow.methods.decision.table",
    "DEFAULT_RANDOM_INDEX": "smartflow.methods.decision.random_indices",
    "DecisionResult": "smartflow.methods.decision.table",
    "DecisionTable": "smartflow.methods.decision.table",
    "IeResult": "smartflow.methods.swot.ie_matrix",
    "IeTable": "smartflow.methods.swot.ie_matrix",
    "IfasAxes": "smartflow.methods.swot.ifas",
    "IfasClaims": "smartflow.methods.swot.ifas_table",
    "IfasFactor": "smartflow.methods.swot.ifas_table",
    "IfasResult": "smartflow.methods.swot.ifas",
    "IfasRow": "smartflow.methods.swot.ifas",
    "IfasTable": "smartflow.methods.swot.ifas_table",
    "IfasTotals": "smartflow.methods.swot.ifas_table",
    "ImpactEffortItem": "smartflow.methods.issues.impact_effort",
    "ImpactEffortResult": "smartflow.methods.issues.impact_effort",
    "ImpactEffortRow": "smartflow.methods.issues.impact_effort",
    "ImpactEffortTable": "smartflow.methods.issues.impact_effort",
    "MeanFactor": "smartflow.methods.swot.weights",
    "MethodFinding": "smartflow.methods.finding",
    "MethodResult": "smartflow.methods.finding",
    "Normalization": "smartflow.methods.decision.table",
    "QspmFactor": "smartflow.methods.swot.qspm",
    "QspmResult": "smartflow.methods.swot.qspm",
    "QspmRow": "smartflow.methods.swot.qspm",
    "QspmTable": "smartflow.methods.swot.qspm",
    "Quadrant": "smartflow.methods.swot.quadrant",
    "RANDOM_INDICES": "smartflow.methods.decision.random_indices",
    "SITUATIONS": "smartflow.methods.situations.catalogue",
    "Severity": "smartflow.methods.finding",
    "Situation": "smartflow.methods.finding",
    "TopsisResult": "smartflow.methods.decision.topsis",
    "TowsFactor": "smartflow.methods.swot.tows",
    "TowsResult": "smartflow.methods.swot.tows",
    "TowsStrategy": "smartflow.methods.swot.tows",
    "TowsTable": "smartflow.methods.swot.tows",
    "UNDECIDED": "smartflow.methods.swot.quadrant",
    "UsgIssue": "smartflow.methods.issues.usg",
    "UsgResult": "smartflow.methods.issues.usg",
    "UsgRow": "smartflow.methods.issues.usg",
    "UsgTable": "smartflow.methods.issues.usg",
    "WeightRow": "smartflow.methods.swot.weights",
    "WeightsResult": "smartflow.methods.swot.weights",
    "WeightsTable": "smartflow.methods.swot.weights",
    "WpmResult": "smartflow.methods.decision.wpm",
    "check_tows": "smartflow.methods.swot.tows",
    "check_usg_follows_apkl": "smartflow.methods.issues.apkl",
    "competition_ranks": "smartflow.methods.ranking",
    "decimals_of": "smartflow.methods.numbers",
    "dense_ranks": "smartflow.methods.ranking",
    "locate_ie_cell": "smartflow.methods.swot.ie_matrix",
    "locate_quadrant": "smartflow.methods.swot.quadrant",
    "place_impact_effort": "smartflow.methods.issues.impact_effort",
    "random_index": "smartflow.methods.decision.random_indices",
    "rank_usg": "smartflow.methods.issues.usg",
    "read_number": "smartflow.methods.numbers",
    "read_quadrant": "smartflow.methods.swot.quadrant",
    "read_rank": "smartflow.methods.ranking",
    "read_scale": "smartflow.methods.numbers",
    "read_text": "smartflow.methods.numbers",
    "resembling": "smartflow.methods.resemblance",
    "score_ifas": "smartflow.methods.swot.ifas",
    "score_qspm": "smartflow.methods.swot.qspm",
    "score_saw": "smartflow.methods.decision.saw",
    "score_topsis": "smartflow.methods.decision.topsis",
    "score_wpm": "smartflow.methods.decision.wpm",
    "screen_apkl": "smartflow.methods.issues.apkl",
    "shown": "smartflow.methods.numbers",
    "situations_of": "smartflow.methods.situations.catalogue",
    "split_codes": "smartflow.methods.swot.tows",
    "weigh_ahp": "smartflow.methods.decision.ahp",
    "weigh_factors": "smartflow.methods.swot.weights",
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
