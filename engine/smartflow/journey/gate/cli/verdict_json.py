"""A verdict as JSON: the schema ``smartflow/verdict/1``, rendered by the engine itself.

The keys of design section 8 come first and in its order; a reader may rely on them. Behind them
stand facts that help to find the place (``sheet``, ``row_number``) and to judge the run
(``as_of``, ``plugins``); new ones may join, none of them leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.canonical import decimal_text, plain
from smartflow.command import Command

if TYPE_CHECKING:
    from smartflow.language import Text
    from smartflow.model import Result, ScoreResult, SignOffStatus, Verdict

__all__ = ["SCHEMA", "verdict_data"]

SCHEMA = "smartflow/verdict/1"


def verdict_data(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as plain data for JSON."""
    return {
        "schema": SCHEMA,
        "city": verdict.city,
        "from": verdict.from_,
        "to": verdict.to,
        "met": verdict.met,
        "results": [_result(result) for result in verdict.results],
        "scores": [_score(score) for score in verdict.scores],
        "sign_offs": [_sign_off(status) for status in verdict.sign_offs],
        "digests": dict(verdict.digests),
        "as_of": verdict.as_of,
        "exit_code": verdict.exit_code,
        "plugins": [plain(fact) for fact in verdict.plugins],
        "titles": {key: _text(title) for key, title in sorted(verdict.titles.items())},
        "waivers": [plain(waiver) for waiver in verdict.waivers],
    }


def _text(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def _result(result: Result) -> dict[str, object]:
    return {
        "rule": result.rule,
        "status": result.status,
        "severity": result.severity,
        "dimension": result.dimension,
        "agency": result.agency,
        "worksheet": result.worksheet,
        "row": result.row,
        "column": result.column,
        "message": _text(result.message),
        "fix": _text(result.fix),
        "cites": list(result.cites),
        "plugin": {"name": result.plugin.name, "version": result.plugin.version},
        "title": _text(result.title),
        "sheet": result.sheet,
        "row_number": result.row_number,
        "column_title": None if result.column_title is None else _text(result.column_title),
        "fault": result.fault,
        "waiver": result.waiver or None,
        **_command(result.fix_command),
    }


def _command(command: object) -> dict[str, object]:
    """Return the command that mends a finding; nothing where its rule names none."""
    return {"fix_command": _text(command.text)} if isinstance(command, Command) else {}


def _score(score: ScoreResult) -> dict[str, object]:
    return {
        "rule": score.rule,
        "title": _text(score.title),
        "subject": score.subject,
        "value": None if score.value is None else decimal_text(score.value),
        "minimum": None if score.minimum is None else decimal_text(score.minimum),
        "met": score.met,
        "breakdown": [
            {
                "title": _text(line.title),
                "value": decimal_text(line.value),
                "weight": decimal_text(line.weight),
            }
            for line in score.breakdown
        ],
        "plugin": {"name": score.plugin.name, "version": score.plugin.version},
        "fault": score.fault,
    }


def _sign_off(status: SignOffStatus) -> dict[str, object]:
    return {
        "role": status.role,
        "title": _text(status.title),
        "quorum": status.quorum,
        "met": status.met,
        "approved": list(status.approved),
        "outdated": list(status.outdated),
        "declined": list(status.declined),
        "decision": status.decision,
        "entries": list(status.entries),
        "body": status.body,
        "signed": status.signed,
        "unsigned": list(status.unsigned),
    }
