"""ACT002: an action carries out a strategy that exists, and strategies are carried out.

Strategy codes are local to an agency, so an action cites ``DINKES:SO1``; a bare ``SO1`` is its own
agency's, or one of its dimension when that has just such a code. An agency may use one code in
several dimensions: what an action cites is the strategy of its own dimension, another's only where
its own has none of that code. An action without a known strategy is an error; strategies that no
action carries out only warn, by dimension. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding, listed
from smartflow_masterplan.rules.plan.actions import activity_name
from smartflow_masterplan.rules.swot.factors import in_force, normal_code
from smartflow_masterplan.stages import MASTERPLAN_APPROVAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["ORIGIN_RULES", "Strategy", "cited_strategies", "strategy_name", "strategy_of"]

_NAMED = 6
"""How many strategies a finding names."""

_NO_STRATEGY = Text(
    id="Kegiatan '{activity}' belum merujuk strategi TOWS.",
    en="The activity '{activity}' cites no TOWS strategy.",
)
_UNKNOWN_STRATEGY = Text(
    id="Kegiatan '{activity}' merujuk {unknown}, yang tidak ada dalam TOWS.",
    en="The activity '{activity}' cites {unknown}, which no TOWS worksheet has.",
)
_UNUSED_STRATEGIES = Text(
    id="{count} dari {all} strategi dimensi {dimension} belum dijalankan oleh kegiatan mana pun:"
    " {strategies}{more}.",
    en="{count} of {all} strategies of the dimension {dimension} are carried out by no activity:"
    " {strategies}{more}.",
)
_NO_TOWS = Text(
    id="Belum ada strategi TOWS yang dapat dirujuk.", en="There is no TOWS strategy to cite."
)


class Strategy(NamedTuple):
    """One strategy: a code of an agency in a dimension.

    Attributes:
        dimension: The key of its dimension.
        name: What it is called there, by :func:`strategy_name`.
    """

    dimension: str
    name: str


def actions_come_from_strategies(
    dossier: Dossier, _settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield findings for actions without a strategy, and for strategies without an action."""
    rows = dossier.rows("actions")
    if not dossier.rows("tows") or not rows:
        yield NotApplicable(None if dossier.rows("tows") else _NO_TOWS)
        return
    carried: set[Strategy] = set()
    for row, meant in zip(rows, cited_strategies(dossier), strict=True):
        carried.update(*meant.values())
        unknown = [code for code, strategies in meant.items() if not strategies]
        said: dict[str, object] = {"activity": activity_name(row)}
        if not meant:
            yield finding(_NO_STRATEGY, said, row=row, column="strategy")
        elif unknown:
            values = {**said, "unknown": listed(unknown)}
            yield finding(_UNKNOWN_STRATEGY, values, row=row, column="strategy")
    yield from _unused(dossier, carried)


def cited_strategies(dossier: Dossier) -> tuple[dict[str, frozenset[Strategy]], ...]:
    """Return what each action cites: code to the strategies it may mean, none when it is unknown.

    One mapping per action, in the order of the worksheet.
    """
    known: dict[str, set[str]] = {}
    for row in dossier.rows("tows"):
        known.setdefault(strategy_name(row), set()).add(row.dimension)
    return tuple(
        {code: _meant(code, row, known) for code in _cited(row)} for row in dossier.rows("actions")
    )


def strategy_of(row: Row) -> Strategy:
    """Return which strategy a row of TOWS is, be it consolidated or not."""
    return Strategy(row.dimension, strategy_name(row))


def strategy_name(row: Row) -> str:
    """Return what a strategy is called everywhere, ``DINKES:SO1``, be it consolidated or not."""
    return _name(row.agency or row.text("agency"), row.text("code"))


def _name(agency: str, code: str) -> str:
    return f"{normal_code(agency)}:{normal_code(code)}"


def _cited(row: Row) -> tuple[str, ...]:
    value = row.get("strategy")
    given = value if isinstance(value, tuple) else ()
    return tuple(dict.fromkeys(normal_code(code) for code in given))


def _meant(code: str, row: Row, known: Mapping[str, set[str]]) -> frozenset[Strategy]:
    """Return the strategies that a citation may mean; none when it is unknown.

    Those of the action's own dimension come first. A bare code there is its own agency's, else
    anybody's; in another dimension it is its own agency's only.
    """
    whole = code if ":" in code else _name(row.text("owner"), code)
    if row.dimension in known.get(whole, ()):
        return frozenset({Strategy(row.dimension, whole)})
    if ":" not in code:
        near = {name for name, dimensions in known.items() if row.dimension in dimensions}
        alike = {name for name in near if name.partition(":")[2] == code}
        if alike:
            return frozenset(Strategy(row.dimension, name) for name in alike)
    return frozenset(Strategy(dimension, whole) for dimension in known.get(whole, ()))


def _unused(dossier: Dossier, carried: set[Strategy]) -> Iterator[Finding]:
    """Yield a finding for each dimension whose strategies in force are not all carried out."""
    for dimension in dossier.dimensions:
        names = [
            strategy_name(row) for row in in_force(dossier, "tows", "tows_merged", dimension.key)
        ]
        unused = sorted({name for name in names if (dimension.key, name) not in carried})
        rest = len(unused) - _NAMED
        if unused:
            values = {
                "dimension": dimension.title,
                "count": len(unused),
                "all": len(set(names)),
                "strategies": listed(unused[:_NAMED]),
                "more": Text(id=f" dan {rest} lainnya", en=f" and {rest} more")
                if rest > 0
                else Text.same(""),
            }
            yield finding(_UNUSED_STRATEGIES, values, dimension=dimension.key, severity="warning")


ORIGIN_RULES = (
    Rule(
        code="ACT002",
        title=Text(
            id="Setiap kegiatan berasal dari strategi yang ada",
            en="Every activity comes from an existing strategy",
        ),
        why=Text(
            id="Kegiatan tanpa strategi tidak menjawab isu mana pun, dan strategi tanpa kegiatan"
            " tinggal di atas kertas.",
            en="An activity without a strategy answers no issue, and a strategy without an activity"
            " stays on paper.",
        ),
        fix=Text(
            id="Isi kolom Strategi yang dirujuk dengan kode TOWS, misalnya DINKES:SO1. Strategi"
            " yang tidak dipakai dapat dilepas saat penggabungan.",
            en="Fill in the strategies cited with TOWS codes such as DINKES:SO1. A strategy that is"
            " not wanted can be dropped in the consolidation.",
        ),
        message=_NO_STRATEGY,
        severity="error",
        stages=(MASTERPLAN_APPROVAL,),
        cites=(sources.DAVID, sources.SOLO),
        since="0.1.0",
        reads=("actions", "tows", "tows_merged"),
        function=actions_come_from_strategies,
        passes=Text(
            id="'Menyederhanakan catatan posyandu' merujuk DINKES:WO1, dan WO1 ada dalam TOWS"
            " DINKES.",
            en="'Menyederhanakan catatan posyandu' (simpler health records) cites DINKES:WO1, and"
            " the TOWS of DINKES has WO1.",
        ),
        fails=Text(
            id="'Membangun videotron' tidak merujuk strategi apa pun; 'Menata reklame' merujuk"
            " DPUPR:SO9, yang tidak ada.",
            en="'Membangun videotron' (a video wall) cites no strategy; 'Menata reklame' cites"
            " DPUPR:SO9, which does not exist.",
        ),
    ),
)
