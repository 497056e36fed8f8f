"""Past decisions made again, as data: JSON (``smartflow/replay/1``), or one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.replay.causes import PluginChange
from smartflow.audit.replay.cli.impact_data import rule_data, score_data
from smartflow.audit.replay.cli.replay_text import STATES, cause_lines, change_words
from smartflow.audit.replay.past_binding import BindingChange
from smartflow.audit.replay.verdict_changes import RuleChange, ScoreChange
from smartflow.canonical import plain
from smartflow.language import Text
from smartflow.terminal.cells import cell_data

if TYPE_CHECKING:
    from smartflow.audit.replay.causes import Cause
    from smartflow.audit.replay.outcome import CityReplay, Difference, Replay, Replays
    from smartflow.audit.replay.verdict_changes import FindingChange
    from smartflow.errors import SmartflowError
    from smartflow.report import Table
    from smartflow.report.table import Cell
    from smartflow.terminal.words.naming import Names

__all__ = ["SCHEMA", "flat_table", "replay_data"]

SCHEMA = "smartflow/replay/1"


def replay_data(replays: Replays) -> dict[str, object]:
    """Return all of it as plain data for JSON: the schema ``smartflow/replay/1``."""
    return {
        "schema": SCHEMA,
        "exit_code": replays.exit_code,
        "cities": [_city_data(city) for city in replays.cities],
    }


def _city_data(city: CityReplay) -> dict[str, object]:
    return {
        "city": city.city.slug,
        "name": city.city.name,
        "trouble": _trouble_data(city.trouble),
        "decisions": [_decision_data(replay) for replay in city.replays],
    }


def _decision_data(replay: Replay) -> dict[str, object]:
    entry = replay.entry
    return {
        "entry": entry.seq,
        "act": entry.act,
        "day": entry.occurred.isoformat(),
        "state": replay.state,
        "exit_code": replay.exit_code,
        "identical": replay.identical,
        "met_before": replay.met_before,
        "met_after": replay.met,
        "differences": [_difference_data(one) for one in replay.differences],
        "changed": [_cause_data(one) for one in replay.changed],
        "left_out": list(replay.left_out),
        "trouble": _trouble_data(replay.trouble),
    }


def _trouble_data(trouble: SmartflowError | None) -> dict[str, object] | None:
    if trouble is None:
        return None
    return {
        "code": trouble.code,
        "message": cell_data(trouble.message),
        "hint": cell_data(trouble.hint),
    }


def _difference_data(difference: Difference) -> dict[str, object]:
    change = difference.change
    causes = {"causes": [_cause_data(one) for one in difference.causes]}
    if isinstance(change, RuleChange):
        found = [_finding_data(one) for one in change.findings]
        return {"what": "rule", **rule_data(change), "subjects": found, **causes}
    if isinstance(change, ScoreChange):
        return {"what": "score", **score_data(change), **causes}
    if isinstance(change, BindingChange):
        return {"what": "binding", **msgspec.structs.asdict(change), **causes}
    kept = {"before": plain(change.before), "after": plain(change.after)}
    return {"what": "standing", **kept, **causes}


def _finding_data(change: FindingChange) -> dict[str, object]:
    one = change.newest
    before, after = change.statuses
    return {
        "dimension": one.dimension,
        "agency": one.agency,
        "worksheet": one.worksheet,
        "row": one.row,
        "column": one.column,
        "before": before,
        "after": after,
        "message": cell_data(one.message),
    }


def _cause_data(cause: Cause) -> dict[str, object]:
    if isinstance(cause, PluginChange):
        kept = {"before": plain(cause.before), "after": plain(cause.after)}
        return {"what": "plugin", "name": cause.name, "kind": cause.kind, **kept}
    return {"what": "input", **msgspec.structs.asdict(cause)}


def flat_table(replays: Replays, names: Mapping[str, Names]) -> Table:
    """Return a row for each decision and one for each difference, for tables alone."""
    from smartflow.report import Table

    return Table(
        title=Text(id="Keputusan yang dihitung ulang", en="Decisions made again"),
        keys=("city", "entry", "act", "day", "state", "what", "causes"),
        headings=(
            Text(id="Kota", en="City"),
            Text(id="Entri", en="Entry"),
            Text(id="Tindakan", en="Act"),
            Text(id="Tanggal", en="Day"),
            Text(id="Hasil", en="Outcome"),
            Text(id="Tentang", en="About"),
            Text(id="Sebab", en="Cause"),
        ),
        rows=tuple(row for city in replays.cities for row in _rows(city, names[city.city.slug])),
    )


def _rows(city: CityReplay, names: Names) -> Iterator[tuple[Cell, ...]]:
    if city.trouble is not None:
        yield (city.city.slug, None, None, None, STATES["cannot"], city.trouble.message, None)
    for replay in city.replays:
        entry, trouble = replay.entry, replay.trouble
        where = (city.city.slug, entry.seq, entry.act, entry.occurred, STATES[replay.state])
        yield (*where, None if trouble is None else trouble.message, _causes(replay.changed))
        for one in replay.differences:
            yield (*where, change_words(one, names), _causes(one.causes))


def _causes(causes: tuple[Cause, ...]) -> Text | None:
    words = cause_lines(causes)
    if not words:
        return None
    return Text(id="; ".join(w.id for w in words), en="; ".join(w.en for w in words))
