"""The impact of today's plugins as data: JSON (``smartflow/impact/1``), or one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smartflow.audit.replay.cli.impact_text import MET, STATES, STATUS, input_words
from smartflow.history.acts import Advance, read_as
from smartflow.language import Text
from smartflow.terminal.cells import cell_data

if TYPE_CHECKING:
    from smartflow.audit.replay.impact import CityImpact, Impact
    from smartflow.audit.replay.verdict_changes import RuleChange, ScoreChange
    from smartflow.report import Table
    from smartflow.report.table import Cell

__all__ = ["SCHEMA", "flat_table", "impact_data", "rule_data", "score_data"]

SCHEMA = "smartflow/impact/1"

_DECISION = Text(id="keputusan", en="decision")
_INPUT = Text(id="masukan", en="input")
_RULE = Text(id="ketentuan", en="rule")
_SCORE = Text(id="skor", en="score")


def impact_data(impact: Impact) -> dict[str, object]:
    """Return all of it as plain data for JSON: the schema ``smartflow/impact/1``."""
    return {
        "schema": SCHEMA,
        "plugin": impact.plugin,
        "exit_code": impact.exit_code,
        "cities": [_city_data(city) for city in impact.cities],
    }


def _city_data(city: CityImpact) -> dict[str, object]:
    change, entry, trouble = city.change, city.decision, city.trouble
    act = None if entry is None else read_as(entry, Advance)
    return {
        "city": city.city.slug,
        "name": city.city.name,
        "state": city.state,
        "entry": None if entry is None else entry.seq,
        "day": None if entry is None else entry.occurred.isoformat(),
        "from": None if act is None else act.from_,
        "to": None if act is None else act.to,
        "met_before": None if change is None else change.met_before,
        "met_after": None if change is None else change.met_after,
        "same_inputs": change is not None and not city.inputs,
        "inputs": [
            {"name": one.name, "before": one.before, "after": one.after} for one in city.inputs
        ],
        "rules": [] if change is None else [rule_data(one) for one in change.rules],
        "scores": [] if change is None else [score_data(one) for one in change.scores],
        "lacking": [] if change is None else list(change.lacking),
        "trouble": None
        if trouble is None
        else {
            "code": trouble.code,
            "message": cell_data(trouble.message),
            "hint": cell_data(trouble.hint),
        },
    }


def rule_data(change: RuleChange) -> dict[str, object]:
    """Return what became of a rule, as plain data."""
    return {
        "rule": change.rule,
        "title": cell_data(change.title),
        "kind": change.kind,
        "before": change.before,
        "after": change.after,
        "plugin": {
            "name": change.plugin,
            "version_before": change.version_before,
            "version_after": change.version_after,
        },
        "findings": {
            "appeared": change.appeared,
            "vanished": change.vanished,
            "reworded": change.reworded,
        },
    }


def score_data(change: ScoreChange) -> dict[str, object]:
    """Return how far a score has moved, as plain data."""
    return {
        "rule": change.rule,
        "title": cell_data(change.title),
        "subject": change.subject,
        "before": cell_data(change.before),
        "after": cell_data(change.after),
        "difference": cell_data(change.difference),
        "met_before": change.met_before,
        "met_after": change.met_after,
        "plugin": change.plugin,
    }


def flat_table(impact: Impact) -> Table:
    """Return a row for each city and one for each thing that differs, for tables alone."""
    from smartflow.report import Table

    return Table(
        title=Text(id="Dampak plugin hari ini", en="Impact of today's plugins"),
        keys=("city", "entry", "what", "key", "title", "plugin", "before", "after", "difference"),
        headings=(
            Text(id="Kota", en="City"),
            Text(id="Entri", en="Entry"),
            Text(id="Tentang", en="About"),
            Text(id="Kunci", en="Key"),
            Text(id="Judul", en="Title"),
            Text.same("Plugin"),
            Text(id="Dahulu", en="Before"),
            Text(id="Hari ini", en="Today"),
            Text(id="Selisih", en="Difference"),
        ),
        rows=tuple(row for city in impact.cities for row in _rows(city)),
    )


def _rows(city: CityImpact) -> Iterator[tuple[Cell, ...]]:
    """Yield the row of the decision, then one for each thing that differs."""
    where = (city.city.slug, None if city.decision is None else city.decision.seq)
    change, trouble = city.change, city.trouble
    state = STATES[city.state] if trouble is None else trouble.message
    if change is None:
        yield (*where, _DECISION, city.state, state, None, None, None, None)
        return
    met = (MET[change.met_before], MET[change.met_after])
    yield (*where, _DECISION, city.state, state, None, *met, None)
    for put in city.inputs:
        values = (input_words(put.before), input_words(put.after))
        yield (*where, _INPUT, put.name, None, None, *values, None)
    for rule in change.rules:
        found = rule.appeared - rule.vanished
        status = (STATUS[rule.before], STATUS[rule.after])
        yield (*where, _RULE, rule.rule, rule.title, rule.plugin, *status, found)
    for score in change.scores:
        name = f"{score.rule}.{score.subject}" if score.subject else score.rule
        moved = (score.before, score.after, score.difference)
        yield (*where, _SCORE, name, score.title, score.plugin, *moved)
