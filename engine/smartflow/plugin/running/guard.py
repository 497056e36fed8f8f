"""The guard: runs rules so that one that fails is named, and all the others still speak.

Every rule and scoring rule runs inside its own guard. A row rule runs in one pass over its
worksheet. What a rule gives back becomes plain results; what it raises becomes an ``error``
result with its plugin, version, distribution, file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from smartflow.command import PERSONAL, Command
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
from smartflow.plugin.running.isolation import Isolation
from smartflow.plugin.running.plenty import at_most, keep_most
from smartflow.plugin.soundness import require_fit

__all__ = ["fault_result", "run_rules", "run_scoring_rules"]

ColumnTitles = Mapping[tuple[str, str], Text]
"""What a column is called, by its worksheet's key and its own."""

_NOTHING_TO_JUDGE = Text(id="Tidak ada yang dinilai.", en="There is nothing to judge.")


def run_rules(rules: Sequence[Owned[Rule]], dossier: Dossier) -> tuple[Result, ...]:
    """Run every rule over a dossier.

    Args:
        rules: The rules, in any order.
        dossier: What they look at; its settings are given to each rule by its plugin's name.

    Returns:
        At least one result per rule, in the order of the rules' codes, then of their findings.
    """
    titles = {
        (key, column.key): column.title
        for key, worksheet in dossier.worksheet_types.items()
        for column in worksheet.columns
    }
    isolation = Isolation()
    results: list[Result] = []
    for owned in sorted(rules, key=lambda owned: owned.value.code):
        run = _run_row_rule if owned.value.each else _run_dossier_rule
        results.extend(run(owned, dossier, titles, isolation))
    return tuple(results)


def run_scoring_rules(
    rules: Sequence[Owned[ScoringRule]], dossier: Dossier
) -> tuple[ScoreResult, ...]:
    """Run every scoring rule over a dossier; one that fails gives a single result with a fault."""
    isolation = Isolation()
    results: list[ScoreResult] = []
    for owned in sorted(rules, key=lambda owned: owned.value.key):
        results.extend(_run_scoring_rule(owned, dossier, isolation))
    return tuple(results)


# -- rules over the whole dossier -----------------------------------------------------------------


def _run_dossier_rule(
    owned: Owned[Rule], dossier: Dossier, titles: ColumnTitles, isolation: Isolation
) -> list[Result]:
    function, form = cast("RuleFunction", owned.value.function), _form(owned, dossier)
    try:
        with isolation.around(owned.value.code, owned.origin.plugin):
            given: object = function(dossier, _settings(owned.origin, dossier))
            items = at_most(_each(given, owned), owned.value.code)
            results = keep_most(_result_of(item, owned, form, titles) for item in items)
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


def _result_of(item: object, owned: Owned[Rule], form: Result, titles: ColumnTitles) -> Result:
    if isinstance(item, Finding):
        if not _is_plain(item):
            require_fit(item, "Finding")
        return _finding_result(item, form, titles)
    if isinstance(item, NotApplicable):
        require_fit(item, "NotApplicable")
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
        and (finding.message is None or _is_plain_text(finding.message))
    )


def _is_plain_text(message: Text) -> bool:
    return type(message) is Text and type(message.id) is str and type(message.en) is str


# -- row rules, each in one pass over its worksheet ------------------------------------------------


def _run_row_rule(
    owned: Owned[Rule], dossier: Dossier, titles: ColumnTitles, isolation: Isolation
) -> list[Result]:
    """Run a rule over every row of its worksheet; the first row at which it fails ends it."""
    function, form = cast("RowRuleFunction", owned.value.function), _form(owned, dossier)
    settings = _settings(owned.origin, dossier)
    row: Row | None = None
    results: list[Result] = []
    try:
        with isolation.around(owned.value.code, owned.origin.plugin):
            rows = dossier.rows(owned.value.each)
            for row in rows:
                values: object = function(row, settings)
                if values is not None:
                    results.append(_row_result(values, row, form, titles))
    except (KeyboardInterrupt, IntegrityFailure):
        raise
    except CATCHABLE as error:
        return [fault_result(owned, error, row)]
    if not rows:
        return [_quiet(owned, "not_applicable", _NOTHING_TO_JUDGE)]
    return keep_most(results) or [_quiet(owned, "pass", owned.value.title)]


def _row_result(values: object, row: Row, form: Result, titles: ColumnTitles) -> Result:
    if type(values) is not dict and not isinstance(values, Mapping):
        message = f"{form.rule} gave back {values!r} for a row, not a mapping"
        raise TypeError(message)
    for key in values:
        if not isinstance(key, str):
            message = f"{form.rule} names a value by something else than a text"
            raise TypeError(message)
    column = values.get("column")
    result = _filled_at(form, values, row, column if isinstance(column, str) else "", titles)
    return _with_command(result, values)


# -- scoring rules --------------------------------------------------------------------------------


def _run_scoring_rule(
    owned: Owned[ScoringRule], dossier: Dossier, isolation: Isolation
) -> list[ScoreResult]:
    rule, plugin = owned.value, _plugin(owned.origin)
    try:
        with isolation.around(rule.key, owned.origin.plugin):
            given: object = rule.function(dossier, _settings(owned.origin, dossier))
            results = [
                ScoreResult(
                    rule=rule.key,
                    title=rule.title,
                    subject=score.subject,
                    value=score.value,
                    plugin=plugin,
                    breakdown=score.breakdown,
                )
                for score in _scores(given, rule)
            ]
    except (KeyboardInterrupt, IntegrityFailure):
        raise
    except CATCHABLE as error:
        fault = describe_fault(error, getattr(rule.function, "__module__", ""), rule.function)
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
    for score in at_most(given, rule.key):
        if not isinstance(score, Score):
            message = f"{rule.key} yields {score!r}, which is not a Score"
            raise TypeError(message)
        require_fit(score, "Score")
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
    return f"plugin {origin.named}"


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


def _form(owned: Owned[Rule], dossier: Dossier) -> Result:
    """Return what all results of a rule's findings share; its message is still to be filled in."""
    rule = owned.value
    form = _quiet(owned, "warn" if rule.severity == "warning" else "fail", rule.message)
    if not rule.fix_command:
        return form
    command = Command.of(rule.fix_command).fill({"city": dossier.city.slug})
    return replace(form, fix_command=command)


def _with_command(result: Result, values: Mapping[str, object]) -> Result:
    """Return a result whose command says what the finding knows."""
    if not isinstance(result.fix_command, Command):
        return result
    own = {name: value for name, value in values.items() if name not in PERSONAL}
    place = {
        "dimension": result.dimension,
        "agency": result.agency,
        "worksheet": result.worksheet,
    }
    return replace(result, fix_command=result.fix_command.fill(own | place))


def _finding_result(finding: Finding, form: Result, titles: ColumnTitles) -> Result:
    if finding.message is not None:
        form = replace(form, message=finding.message)
    if finding.severity == "warning":
        form = replace(form, status="warn", severity="warning")
    values, row, column = finding.values, finding.row, finding.column or ""
    if row is None:
        result = replace(form, message=form.message.fill(values), column=column)
    else:
        result = _filled_at(form, values, row, column, titles)
    result = replace(
        result,
        dimension=finding.dimension or result.dimension,
        agency=finding.agency or result.agency,
    )
    return _with_command(result, values)


def _filled_at(
    form: Result, values: Mapping[str, object], row: Row, column: str, titles: ColumnTitles
) -> Result:
    return replace(
        form,
        message=form.message.fill(values),
        dimension=row.dimension,
        agency=row.agency,
        worksheet=row.worksheet,
        sheet=row.sheet,
        row=row.id,
        row_number=row.number,
        column=column,
        column_title=titles.get((row.worksheet, column)),
    )


def fault_result(owned: Owned[Rule], error: BaseException, row: Row | None = None) -> Result:
    """Return the ``error`` result of a rule that did not run to its end."""
    module = getattr(owned.value.function, "__module__", "") or ""
    fault = f"{_who(owned.origin)}: {describe_fault(error, module, owned.value.function)}"
    at_id, at_en = (f" pada baris {row.id}", f" at row {row.id}") if row is not None else ("", "")
    text = Text(
        id=f"Ketentuan {owned.value.code} tidak dapat dijalankan{at_id}: {fault}.",
        en=f"Rule {owned.value.code} could not be run{at_en}: {fault}.",
    )
    fix = Text(
        id=f"Laporkan kepada pembuat plugin '{owned.origin.plugin}', pasang versi yang sudah"
        " diperbaiki, atau blokir.",
        en=f"Report it to the author of the plugin '{owned.origin.plugin}', install a mended"
        " version, or block it.",
    )
    command = Command(("plugin", "block", owned.origin.plugin))
    return replace(_quiet(owned, "error", text), fix=fix, fix_command=command, fault=fault)
