"""The methods by name: which table each takes and which function computes it.

For whoever is given the name of a method and a table as data: ``msgspec.convert`` makes the table
from what TOML or a spreadsheet held, and whatever stands in its cells is the function's to judge.
Imports the methods only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from smartflow.methods.decision.ahp import AhpTable, weigh_ahp
from smartflow.methods.decision.saw import score_saw
from smartflow.methods.decision.table import DecisionTable
from smartflow.methods.decision.topsis import score_topsis
from smartflow.methods.decision.wpm import score_wpm
from smartflow.methods.finding import MethodResult
from smartflow.methods.issues.apkl import ApklTable, screen_apkl
from smartflow.methods.issues.impact_effort import ImpactEffortTable, place_impact_effort
from smartflow.methods.issues.usg import UsgTable, rank_usg
from smartflow.methods.swot.ie_matrix import IeTable, locate_ie_cell
from smartflow.methods.swot.ifas import score_ifas
from smartflow.methods.swot.ifas_table import IfasTable
from smartflow.methods.swot.qspm import QspmTable, score_qspm
from smartflow.methods.swot.tows import TowsTable, check_tows
from smartflow.methods.swot.weights import WeightsTable, weigh_factors

__all__ = ["CALCULATIONS", "Calculation"]


class Calculation(msgspec.Struct, frozen=True):
    """One method.

    Attributes:
        key: Its name on the command line.
        table: The struct of its table.
        function: Computes the result of such a table.
    """

    key: str
    table: type[msgspec.Struct]
    function: Callable[[Any], MethodResult]

    def compute(self, data: object) -> MethodResult:
        """Compute the result of a table given as plain data.

        Args:
            data: A mapping as TOML gives it, with the keys of :attr:`table`.

        Raises:
            msgspec.ValidationError: the data has not the table's shape at all, such as a number
                where the rows should be.
        """
        return self.function(msgspec.convert(data, self.table))


CALCULATIONS: Mapping[str, Calculation] = MappingProxyType(
    {
        key: Calculation(key=key, table=table, function=function)
        for key, table, function in (
            ("usg", UsgTable, rank_usg),
            ("apkl", ApklTable, screen_apkl),
            ("ifas", IfasTable, score_ifas),
            ("weights", WeightsTable, weigh_factors),
            ("ie", IeTable, locate_ie_cell),
            ("tows", TowsTable, check_tows),
            ("qspm", QspmTable, score_qspm),
            ("saw", DecisionTable, score_saw),
            ("wpm", DecisionTable, score_wpm),
            ("ahp", AhpTable, weigh_ahp),
            ("topsis", DecisionTable, score_topsis),
            ("impact-effort", ImpactEffortTable, place_impact_effort),
        )
    }
)
"""All methods by name."""
