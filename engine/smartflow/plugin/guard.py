"""The guard: runs rules so that one that fails is named, and all the others still speak.

Every rule and scoring rule runs inside its own guard. A row rule runs in one pass over its
worksheet. What a rule gives back becomes plain results; what it raises becomes an ``error``
result with its plugin, version, distribution, file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.language import Text
from smartflow.model import (
    Dossier,
    Finding,
    NotApplicable,
    PluginRef,
    Result,
    Row,
    Score,
    ScoreResult,
    Status,
    Worksheet,
)
from smartflow.plugin.faults import CATCHABLE, describe_fault
from smartflow.plugin.objects import (
    RowRuleFunction,
    Rule,
    RuleFunction,
    ScoringRule,
    Settings,
)
from smartflow.plugin.registry import Origin, Owned
from smartflow.plugin.soundness import require_fit

__all__ = ["fault_result", "run_rules", "run_scoring_rules"]

_NOTHING_TO_JUDGE = Text(id="Tidak ada yang dinilai.", en="There is nothing to judge.")


def run_rules(rules: Sequence[Owned[Rule]], dossier: Dossier) -> tuple[Result, ...]:
    """Run every rule over a dossier.

    Args:
        rules: The rules, in any order.
        dossier: What they look at; its settings are given to each rule by its plugin's name.

    Returns:
        At least one result per rule, in the order of the rules' codes, then of their findings.
    """
    ordered = sorted(rules, key=lambda owned: owned.value.code)
    results: list[Result] = []
    for owned in ordered:
        results.extend(
            _run_row_rule(owned, dossier) if owned.value.each else _run_dossier_rule(owned, dossier)
        )
    return tuple(results)


def run_scoring_rules(
    rules: Sequence[Owned[ScoringRule]], dossier: Dossier
) -> tuple[ScoreResult, ...]:
    """Run every scoring rule over a dossier; one that fails gives a single result with a fault."""
    results: list[ScoreResult] = []
    for owned in sorted(rules, key=lambda owned: owned.value.key):
        results.extend(_run_scoring_rule(owned, dossier))
    return tuple(results)


# -- rules over the whole dossier -----------------------------------------------------------------


def _run_dossier_rule(owned: Owned[Rule], dossier: Dossier) -> list[Result]:
    function = cast("RuleFunction", owned.value.function)
    try:
        given: object = function(dossier, _settings(owned.origin, dossier))
        results = [_result_of(item, owned, dossier.worksheet_types) for item in _each(given, owned)]
    except (KeyboardInterrupt, IntegrityFailure):
        raise  # what the store lacks is no fault of the rule
    except CATCHABLE as error:
        return [fault_result(owned, error)]
    return results or [_quiet(owned, "pass", owned.value.title)]


def _each(given: object, owned: Owned[Rule]) -> Iterable[object]:
    if isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping):
        return given
    message = f"{owned.value.code} gave back {given!r} where findings were expected"
    raise TypeError(message)


def _result_of(item: object, owned: Owned[Rule], worksheets: Mapping[str, Worksheet]) -> Result:
    if isinstance(item, Finding):
        if not _is_plain(item):
            require_fit(item)
        return _finding(item, owned, worksheets)
    if isinstance(item, NotApplicable):
        require_fit(item)
        return _quiet(owned, "not_applicable", item.reason or _NOTHING_TO_JUDGE)
    message = f"{owned.value.code} yields {item!r}, which is neither Finding nor NotApplicable"
    raise TypeError(message)


_WORD = (str, type(None))


def _is_plain(finding: Finding) -> bool:
    """Say whether a finding is surely what its type says: nearly all are, and there are many."""
    return (
        type(finding.values) is dict
        and all(type(key) is str for key in finding.values)
        and type(finding.row) in (Row, type(None))
        and type(finding.column) in _WORD
        and type(finding.dimension) in _WORD
        and type(finding.agency) in _WORD
        and finding.severity is None
        and finding.message is None
    )


# -- row rules, each in one pass over its worksheet ------------------------------------------------


def _run_row_rule(owned: Owned[Rule], dossier: Dossier) -> list[Result]:
    """Run a rule over every row of its worksheet; the first row at which it fails ends it."""
    function = cast("RowRuleFunction", owned.value.function)
    settings = _settings(owned.origin, dossier)
    row: Row | None = None
    results: list[Result] = []
    try:
        rows = dossier.rows(owned.value.each)
        for row in rows:
            values: object = function(row, settings)
            if values is not None:
                results.append(_row_result(values, row, owned, dossier))
    except (KeyboardInterrupt, IntegrityFailure):
        raise
    except CATCHABLE as error:
        return [fault_result(owned, error, row)]
    if not rows:
        return [_quiet(owned, "not_applicable", _NOTHING_TO_JUDGE)]
    return results or [_quiet(owned, "pass", owned.value.title)]


def _row_result(values: object, row: Row, owned: Owned[Rule], dossier: Dossier) -> Result:
    if not isinstance(values, Mapping):
        message = f"{owned.value.code} gave back {values!r} for a row, not a mapping"
        raise TypeError(message)
    if not all(isinstance(key, str) for key in values):
        message = f"{owned.value.code} names a value by something else than a text"
        raise TypeError(message)
    finding = Finding(values=values, row=row, column=_column_in(values))
    return _finding(finding, owned, dossier.worksheet_types)


def _column_in(values: Mapping[str, object]) -> str | None:
    column = values.get("column")
    return column if isinstance(column, str) else None


# -- scoring rules --------------------------------------------------------------------------------


def _run_scoring_rule(owned: Owned[ScoringRule], dossier: Dossier) -> list[ScoreResult]:
    rule, plugin = owned.value, _plugin(owned.origin)
    try:
        results = [
            ScoreResult(
                rule=rule.key,
                title=rule.title,
                subject=score.subject,
                value=score.value,
                plugin=plugin,
                breakdown=score.breakdown,
            )
            for score in _scores(rule.function(dossier, _settings(owned.origin, dossier)), rule)
        ]
    except (KeyboardInterrupt, IntegrityFailure):
        raise
    except CATCHABLE as error:
        fault = describe_fault(error, getattr(rule.function, "__module__", ""))
        return [
            ScoreResult(
                rule=rule.key,
                title=rule.title,
                subject="",
                value=None,
                plugin=plugin,
                met=False,
                fault=f"{_who(owned.origin)}: {fault}",
            )
        ]
    return sorted(results, key=lambda result: result.subject)


def _scores(given: object, rule: ScoringRule) -> Iterable[Score]:
    if not isinstance(given, Iterable):
        message = f"{rule.key} gave back {given!r} where scores were expected"
        raise TypeError(message)
    subjects: set[str] = set()
    for score in given:
        if not isinstance(score, Score):
            message = f"{rule.key} yields {score!r}, which is not a Score"
            raise TypeError(message)
        require_fit(score)
        if score.subject in subjects:
            message = f"{rule.key} scores {score.subject!r} twice"
            raise ValueError(message)
        subjects.add(score.subject)
        yield score


# -- results --------------------------------------------------------------------------------------


def _settings(origin: Origin, dossier: Dossier) -> Settings:
    return dossier.settings.get(origin.plugin, {})


def _plugin(origin: Origin) -> PluginRef:
    return PluginRef(name=origin.plugin, version=origin.version)


def _who(origin: Origin) -> str:
    return f"plugin {origin.plugin} {origin.version} ({origin.distribution})"


def _quiet(owned: Owned[Rule], status: Status, message: Text) -> Result:
    """Return the result of a rule that found nothing."""
    rule = owned.value
    return Result(
        rule=rule.code,
        status=status,
        severity=rule.severity,
        title=rule.title,
        message=message,
        fix=rule.fix,
        plugin=_plugin(owned.origin),
        cites=rule.cites,
    )


def _finding(finding: Finding, owned: Owned[Rule], worksheets: Mapping[str, Worksheet]) -> Result:
    rule, row = owned.value, finding.row
    warns = "warning" in (rule.severity, finding.severity)
    template = finding.message or rule.message
    column = finding.column or ""
    result = _quiet(owned, "warn" if warns else "fail", template.fill(finding.values))
    return msgspec.structs.replace(
        result,
        severity="warning" if warns else "error",
        dimension=finding.dimension or (row.dimension if row is not None else ""),
        agency=finding.agency or (row.agency if row is not None else ""),
        worksheet=row.worksheet if row is not None else "",
        sheet=row.sheet if row is not None else "",
        row=row.id if row is not None else "",
        row_number=row.number if row is not None else 0,
        column=column,
        column_title=_column_title(row, column, worksheets),
    )


def _column_title(row: Row | None, column: str, worksheets: Mapping[str, Worksheet]) -> Text | None:
    if row is None or not column or row.worksheet not in worksheets:
        return None
    try:
        return worksheets[row.worksheet].column(column).title
    except KeyError:
        return None


def fault_result(owned: Owned[Rule], error: BaseException, row: Row | None = None) -> Result:
    """Return the ``error`` result of a rule that did not run to its end."""
    module = getattr(owned.value.function, "__module__", "") or ""
    fault = f"{_who(owned.origin)}: {describe_fault(error, module)}"
    at_id, at_en = (f" pada baris {row.id}", f" at row {row.id}") if row is not None else ("", "")
    text = Text(
        id=f"Ketentuan {owned.value.code} tidak dapat dijalankan{at_id}: {fault}.",
        en=f"Rule {owned.value.code} could not be run{at_en}: {fault}.",
    )
    fix = Text(
        id=f"Laporkan kepada pembuat plugin '{owned.origin.plugin}', pasang versi yang sudah"
        f" diperbaiki, atau blokir: smartflow plugin block {owned.origin.plugin}",
        en=f"Report it to the author of the plugin '{owned.origin.plugin}', install a mended"
        f" version, or block it: smartflow plugin block {owned.origin.plugin}",
    )
    return msgspec.structs.replace(_quiet(owned, "error", text), fix=fix, fault=fault)
