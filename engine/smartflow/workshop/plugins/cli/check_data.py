"""The report of ``plugin check`` as data: JSON (``smartflow/conformance/1``), or one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.cells import cell_data
from smartflow.workshop.examining.aspects import ASPECTS

if TYPE_CHECKING:
    from smartflow.report import Table
    from smartflow.workshop.examining import Remark, Report
    from smartflow.workshop.examining.remark import RuleTime

__all__ = ["SCHEMA", "SEVERITIES", "flat_table", "report_data"]

SCHEMA = "smartflow/conformance/1"

SEVERITIES = {
    "error": Text(id="PERBAIKI", en="MEND"),
    "warning": Text(id="PERHATIKAN", en="LOOK"),
}


def report_data(report: Report) -> dict[str, object]:
    """Return all of a report as plain data for JSON: the schema ``smartflow/conformance/1``."""
    return {
        "schema": SCHEMA,
        "exit_code": report.exit_code,
        "errors": report.errors,
        "warnings": report.warnings,
        "plugins": [
            {
                "name": one.name,
                "version": one.version,
                "source": one.source,
                "state": one.state,
                "registers": {kind: list(names) for kind, names in one.registers.items()},
            }
            for one in report.plugins
        ],
        "remarks": [_remark_data(one) for one in report.remarks],
        "examined": [
            {
                "code": one.code,
                "title": cell_data(ASPECTS[one.code].title),
                "about": list(one.about),
            }
            for one in report.examined
        ],
        "rules": [_time_data(one) for one in report.times],
    }


def _remark_data(remark: Remark) -> dict[str, object]:
    return {
        "code": remark.code,
        "severity": remark.severity,
        "title": cell_data(ASPECTS[remark.code].title),
        "about": remark.about,
        "place": remark.place,
        "message": cell_data(remark.message),
        "fix": cell_data(remark.fix),
    }


def _time_data(time: RuleTime) -> dict[str, object]:
    """Return a rule's times in milliseconds, as text like every number that is not whole."""
    per = time.per_thousand
    return {
        "rule": time.rule,
        "examples": time.examples,
        "samples": time.samples,
        "milliseconds": f"{time.seconds * 1000:.3f}",
        "milliseconds_per_1000_rows": None if per is None else f"{per * 1000:.3f}",
    }


def flat_table(report: Report) -> Table:
    """Return a row for each remark, for tables alone."""
    from smartflow.report import Table

    return Table(
        title=Text(id=f"Pemeriksaan {report.name}", en=f"Check of {report.name}"),
        keys=("code", "severity", "about", "place", "message", "fix"),
        headings=(
            Text(id="Kode", en="Code"),
            Text(id="Tindakan", en="Action"),
            Text(id="Tentang", en="About"),
            Text(id="Tempat", en="Place"),
            Text(id="Ditemukan", en="Found"),
            Text(id="Perbaikan", en="How to mend it"),
        ),
        rows=tuple(
            (one.code, SEVERITIES[one.severity], one.about, one.place, one.message, one.fix)
            for one in report.remarks
        ),
    )
