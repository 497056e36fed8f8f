"""A calculated table as JSON: numbers rounded to 6 decimals, in the order of the file.

Only the keys that the method has are there; what cannot be computed is null. Sentences stand in
both languages, as everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from smartflow.methods import (
    AhpResult,
    ApklResult,
    DecisionResult,
    IfasResult,
    MethodFinding,
    MethodResult,
    QspmResult,
    UsgResult,
    WeightsResult,
    shown,
)

if TYPE_CHECKING:
    from smartflow.workshop.calc.calc import Calculated

__all__ = ["calculated_data", "number"]

_Number = Fraction | float | None
_Data = dict[str, object]


def calculated_data(calculated: Calculated) -> _Data:
    """Return what ``--format json`` prints."""
    return {
        "method": calculated.method,
        "valid": calculated.result.valid,
        **_numbers(calculated.result),
        "findings": [_finding(one) for one in calculated.result.findings],
    }


def number(value: _Number) -> int | float | None:
    """Return a number for JSON, rounded half up to 6 decimals; whole ones without a point."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    rounded = shown(value)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def _list(values: Iterable[_Number]) -> list[int | float | None]:
    return [number(value) for value in values]


def _finding(finding: MethodFinding) -> _Data:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "row": finding.row,
        "message": {"id": finding.message.id, "en": finding.message.en},
    }


def _numbers(result: MethodResult) -> _Data:
    """Return the keys that the method has, with its numbers."""
    match result:
        case UsgResult() | ApklResult():
            rows = [{"name": r.name, "total": number(r.total), "rank": r.rank} for r in result.rows]
            return {"rows": rows}
        case IfasResult():
            return _ifas(result)
        case WeightsResult():
            return {"weights": _list(row.weight for row in result.rows)}
        case QspmResult():
            return {"totals": _list(result.totals)}
        case DecisionResult():
            return {"scores": _list(result.scores), "ranks": list(result.ranks)}
        case AhpResult():
            return {"weights": _list(result.weights), "consistency": _consistency(result)}
        case _:
            return {}


def _ifas(result: IfasResult) -> _Data:
    totals = result.totals
    data: _Data = {
        "rows": [{"code": row.code, "score": number(row.score)} for row in result.rows],
        "totals": {
            "S": number(totals.strengths),
            "W": number(totals.weaknesses),
            "O": number(totals.opportunities),
            "T": number(totals.threats),
            "internal": number(totals.internal),
            "external": number(totals.external),
        },
    }
    if result.axes is not None:
        data["axes"] = {"x": number(result.axes.x), "y": number(result.axes.y)}
    if result.quadrant is not None:
        quadrant = result.quadrant
        data["quadrant"] = {"roman": quadrant.roman, "strategy": quadrant.strategy}
    return data


def _consistency(result: AhpResult) -> _Data | None:
    found = result.consistency
    if found is None:
        return None
    return {
        "lambda_max": number(found.lambda_max),
        "ci": number(found.ci),
        "cr": number(found.cr),
        "random_index": found.random_index,
    }
