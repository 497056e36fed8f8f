"""A verdict as one run of SARIF 2.1.0; section numbers are those of the OASIS standard.

* What a rule says of a subject is a result. ``fail`` and ``warn`` are of the kind ``fail`` with
  the rule's severity as level; ``pass`` and ``not_applicable`` have their own kinds, whose level
  must be ``none`` (3.27.9, 3.27.10).
* A waived finding keeps its level and carries its waiver as an accepted, external suppression with
  the reason for justification (3.35). Every result has the array, empty or not, because all must
  have it or none (3.27.23).
* A scoring rule and a sign-off are rules as well, since a gate may be shut by them alone.
* A rule that did not run to its end is no result, because a result's rule "was evaluated"
  (3.27.10). It is a tool execution notification of level ``error`` that names the rule (3.20.21,
  3.58.3), and the run was not successful (3.20.14, 3.58.6).
* A waiver that covers nothing now, and a plugin that is blocked or bears a mark, are conditions of
  the configuration (3.20.22).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow_formats.common.gate_words import gate_sentence
from smartflow_formats.common.remarks import remarks
from smartflow_formats.sarif.places import Places, fingerprints
from smartflow_formats.sarif.rules import Descriptors, rule_id, tool, translation
from smartflow_formats.sarif.words import message

if TYPE_CHECKING:
    from smartflow import Verdict
    from smartflow_formats.common.cells import Language
    from smartflow_formats.common.remarks import Remark

__all__ = ["sarif_log"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_KINDS = {"pass": "pass", "not_applicable": "notApplicable"}
_OTHER: dict[Language, Language] = {"id": "en", "en": "id"}


def sarif_log(verdict: Verdict, language: Language) -> dict[str, object]:
    """Return a verdict as a SARIF log file: JSON types alone.

    Args:
        verdict: The verdict.
        language: The language of its messages; the rules are in both.
    """
    run = _Run(verdict, language).data()
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


class _Run:
    """One verdict in one language, on its way to a run (section 3.14)."""

    def __init__(self, verdict: Verdict, language: Language) -> None:
        self._verdict = verdict
        self._language = language
        self._lines = tuple(zip(remarks(verdict, "id"), remarks(verdict, "en"), strict=True))
        self._rules = Descriptors(verdict, self._lines)
        self._places = Places(verdict.city, language)

    def data(self) -> dict[str, object]:
        """Return the run."""
        verdict = self._verdict
        results = [
            self._result(at, remark)
            for at, remark in enumerate(self._told())
            if rule_id(remark) and remark.status != "error"
        ]
        return {
            "tool": tool(verdict, self._rules, self._language),
            "language": self._language,
            "translations": [translation(self._rules, _OTHER[self._language])],
            "automationDetails": {
                "id": f"{verdict.city}/{verdict.from_}/{verdict.to}/{verdict.as_of}"
            },
            "invocations": [self._invocation()],
            "logicalLocations": self._places.found,
            "results": results,
            "properties": {
                "city": verdict.city,
                "from": verdict.from_,
                "to": verdict.to,
                "met": verdict.met,
                "asOf": verdict.as_of,
                "digests": dict(verdict.digests),
            },
        }

    def _told(self) -> list[Remark]:
        """Return the lines of the verdict in the language of the run."""
        return [pair[self._language == "en"] for pair in self._lines]

    def _result(self, at: int, remark: Remark) -> dict[str, object]:
        """Return a line as a result (section 3.27); ``at`` is its number among all lines."""
        one, other = self._lines[at]
        both = Text(id=one.message, en=other.message)
        if remark.kind == "result":  # its own words, without those of its waiver
            both = self._verdict.results[at].message
        reference = self._rules.reference(rule_id(remark)) or {}
        return {
            "ruleId": reference["id"],
            "ruleIndex": reference["index"],
            **_kind(self._verdict, remark),
            "message": message(both.in_(self._language)),
            "locations": self._places.of(remark),
            "partialFingerprints": fingerprints(self._verdict.city, remark, both),
            "suppressions": _suppressions(self._verdict, at) if remark.kind == "result" else [],
            "properties": _properties(remark),
        }

    def _invocation(self) -> dict[str, object]:
        """Return how the run went (section 3.20)."""
        told = self._told()
        sentence = gate_sentence(self._verdict).in_(self._language)
        return {
            "executionSuccessful": not self._verdict.crashed,
            "exitCode": self._verdict.exit_code,
            "exitCodeDescription": sentence,
            "toolExecutionNotifications": [
                self._notification(one, "error") for one in told if one.status == "error"
            ],
            "toolConfigurationNotifications": [
                self._notification(one, "warning" if _is_blocked(one) else "note")
                for one in told
                if not rule_id(one)
            ],
        }

    def _notification(self, remark: Remark, level: str) -> dict[str, object]:
        """Return a line as a notification (section 3.58)."""
        fault = f" ({remark.fault})" if remark.fault and remark.kind == "result" else ""
        notification: dict[str, object] = {
            "level": level,
            "message": message(f"{remark.message}{fault}"),
        }
        rule = remark.code if remark.kind == "waiver" else rule_id(remark)
        if (reference := self._rules.reference(rule)) is not None:
            notification["associatedRule"] = reference
        return notification


def _kind(verdict: Verdict, remark: Remark) -> dict[str, str]:
    """Return kind and level of a line (sections 3.27.9 and 3.27.10)."""
    kind = _KINDS.get(remark.status, "fail")
    if remark.kind == "score" and kind == "pass":
        bounded = {one.rule for one in verdict.scores if one.minimum is not None}
        kind = "pass" if remark.code in bounded else "informational"
    if kind != "fail":
        return {"kind": kind, "level": "none"}
    return {"kind": kind, "level": "warning" if remark.severity == "warning" else "error"}


def _suppressions(verdict: Verdict, at: int) -> list[dict[str, object]]:
    """Return the waiver of a finding; empty where it has none (section 3.35)."""
    result = verdict.results[at]
    if result.status != "waived":
        return []
    suppression: dict[str, object] = {"kind": "external", "status": "accepted"}
    if (waiver := verdict.waiver_of(result)) is not None:
        suppression["justification"] = waiver.reason
        suppression["properties"] = {
            "until": waiver.until,
            "requestedBy": waiver.requested_by,
            "approvedBy": waiver.approved_by,
            "entry": waiver.entry,
            "approval": waiver.approval,
        }
    return [suppression]


def _properties(remark: Remark) -> dict[str, str]:
    """Return what SARIF has no place for, without what is empty."""
    told = {
        "status": remark.status,
        "dimension": remark.dimension,
        "agency": remark.agency,
        "row": remark.row,
        "fix": remark.fix,
    }
    return {name: value for name, value in told.items() if value}


def _is_blocked(remark: Remark) -> bool:
    return remark.kind == "plugin" and remark.status == "warn"
