"""A calculated table as a teacher writes it: formula, numbers put in, result, what is wrong.

How each method explains itself stands in the ``calc_steps_*`` modules; here it is only laid out.
Formats of plugins get the tables: ``markdown`` can be pasted into a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.report import Table
from smartflow.terminal.tables import print_format, print_table
from smartflow.workshop.calc.cli.calc_words import Explained, cut

if TYPE_CHECKING:
    from smartflow.methods import MethodResult
    from smartflow.terminal.call import Call
    from smartflow.workshop.calc.calc import Calculated

__all__ = ["explain", "print_calculated"]

_SEVERITIES = {
    "error": Text(id="harus diperbaiki", en="must be mended"),
    "warning": Text(id="perlu diperhatikan", en="worth a look"),
}
_MANY = 200
"""More findings than this are counted, not listed, in the text; JSON holds them all."""


def explain(calculated: Calculated) -> Explained:
    """Return the explanation of a calculated table."""
    from smartflow.methods import (
        AhpResult,
        AhpTable,
        ApklResult,
        ApklTable,
        DecisionResult,
        DecisionTable,
        IfasResult,
        IfasTable,
        QspmResult,
        QspmTable,
        UsgResult,
        UsgTable,
        WeightsResult,
        WeightsTable,
    )
    from smartflow.workshop.calc.cli.steps_ahp import explain_ahp
    from smartflow.workshop.calc.cli.steps_decision import explain_decision
    from smartflow.workshop.calc.cli.steps_issue import explain_apkl, explain_usg
    from smartflow.workshop.calc.cli.steps_swot import explain_ifas
    from smartflow.workshop.calc.cli.steps_weights import explain_qspm, explain_weights

    match calculated.table, calculated.result:
        case UsgTable() as table, UsgResult() as result:
            return explain_usg(table, result)
        case ApklTable() as table, ApklResult() as result:
            return explain_apkl(table, result)
        case IfasTable() as table, IfasResult() as result:
            return explain_ifas(table, result)
        case WeightsTable() as table, WeightsResult() as result:
            return explain_weights(table, result)
        case QspmTable() as table, QspmResult() as result:
            return explain_qspm(table, result)
        case DecisionTable() as table, DecisionResult() as result:
            return explain_decision(calculated.method, table, result)
        case AhpTable() as table, AhpResult() as result:
            return explain_ahp(table, result)
    message = f"nobody explains {calculated.method}"
    raise LookupError(message)


def print_calculated(call: Call, calculated: Calculated) -> None:
    """Print a calculated table as text, or through a format of a plugin.

    Args:
        call: The call; its format is not ``json``.
        calculated: What was computed.
    """
    explained = explain(calculated)
    findings = calculated.result.findings
    if call.format != "text":
        print_format(call, "table", explained.table)
        if findings and call.format == "markdown":
            call.write("")
            print_format(call, "table", _findings_table(calculated.result))
        return
    call.write(call.words(explained.title), bold=True)
    for heading, lines in (
        (Text(id="Rumus", en="Formula"), explained.formula),
        (Text(id="Perhitungan", en="Calculation"), explained.steps),
    ):
        if lines:
            call.write(f"\n{call.words(heading)}:")
            for line in lines:
                call.write(f"  {call.words(line)}")
    call.write("")
    print_table(call, explained.table, "rows")
    call.write("")
    _print_findings(call, calculated.result)


def _print_findings(call: Call, result: MethodResult) -> None:
    errors = sum(one.severity == "error" for one in result.findings)
    for one in result.findings[:_MANY]:
        severity = call.words(_SEVERITIES[one.severity])
        call.write(f"{one.code} ({severity}): {call.words(one.message)}")
    if len(result.findings) > _MANY:
        left = len(result.findings) - _MANY
        call.write(
            call.words(
                Text(
                    id=f"… dan {left} catatan lain; semuanya: --format json",
                    en=f"… and {left} more; all of them: --format json",
                )
            )
        )
    verdict = Text(
        id=f"Tabel belum sah: {errors} hal harus diperbaiki.",
        en=f"The table is not valid: {errors} to mend.",
    )
    if not errors:
        verdict = Text(id="Tabel sah.", en="The table is valid.")
    call.write(call.words(verdict), bold=True)


def _findings_table(result: MethodResult) -> Table:
    return Table(
        title=Text(id="Catatan", en="Findings"),
        keys=("code", "severity", "row", "message"),
        headings=(
            Text(id="Kode", en="Code"),
            Text(id="Bobot", en="Severity"),
            Text(id="Baris", en="Row"),
            Text(id="Uraian", en="What is found"),
        ),
        rows=tuple(
            (one.code, _SEVERITIES[one.severity], cut(one.row or ""), one.message)
            for one in result.findings
        ),
    )
