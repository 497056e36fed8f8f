"""``plugin impact``: what today's plugins would have decided at each city's last decision.

The newest ``advance`` entry of a city, moved or refused, is judged once more: by the entries
before it, as of its day, with the plugins and settings of today. Writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.audit.replay.past_decision import (
    InputChange,
    PastDecision,
    input_changes,
    judged_again,
    last_decision,
    recorded_decision,
)
from smartflow.audit.replay.verdict_changes import VerdictChange
from smartflow.audit.replay.verdict_comparison import compare_verdicts
from smartflow.casework.casework import read_history
from smartflow.errors import BadInput, GateNotMet, PluginFault, SmartflowError, gravest
from smartflow.history.entries.entry import Entry
from smartflow.journey.gate.check import require_sound_plugins
from smartflow.language import Text, did_you_mean
from smartflow.ledger.register import RegisteredCity
from smartflow.model import Verdict

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

__all__ = ["CityImpact", "CityState", "Impact", "NoSuchPlugin", "plugin_impact"]

CityState = Literal["flips", "differs", "same", "undecided", "cannot"]
"""The verdict flips; only parts of it differ; nothing does; none was ever reached; nobody knows."""


class NoSuchPlugin(BadInput):
    """No plugin of that name is installed, or took part in any of the decisions."""

    code = "no-such-plugin"
    says = Text(
        id="Plugin '{plugin}' tidak terpasang dan tidak ikut dalam keputusan mana pun.",
        en="The plugin '{plugin}' is not installed and took part in no decision.",
    )
    next_step = Text.same("{advice}")


class CityImpact(msgspec.Struct, frozen=True):
    """What today's plugins change at one city's last decision.

    Attributes:
        city: The city.
        decision: The entry of that decision; None when it never decided.
        change: How the two verdicts differ; None when they could not be compared.
        inputs: What differs in that which was judged, because plugins bring it.
        trouble: Why the decision could not be made again, if it could not.
        recorded: The verdict that was recorded, if it could be read.
    """

    city: RegisteredCity
    decision: Entry | None = None
    change: VerdictChange | None = None
    inputs: tuple[InputChange, ...] = ()
    trouble: SmartflowError | None = None
    recorded: Verdict | None = None

    @property
    def state(self) -> CityState:
        """What became of the decision."""
        if self.trouble is not None:
            return "cannot"
        if self.change is None:
            return "undecided"
        if self.change.flips:
            return "flips"
        return "differs" if self.change.rules or self.change.scores else "same"

    @property
    def exit_code(self) -> int:
        """0 when nothing flips, 1 when the verdict does, else that of the trouble."""
        if self.trouble is not None:
            return self.trouble.exit_code
        if self.change is not None and self.change.crashed:
            return PluginFault.exit_code
        return GateNotMet.exit_code if self.state == "flips" else 0


class Impact(msgspec.Struct, frozen=True):
    """What today's plugins change.

    Attributes:
        plugin: The plugin that was asked for; ``""`` for all.
        cities: Every city, sorted by slug.
    """

    plugin: str
    cities: tuple[CityImpact, ...]

    @property
    def exit_code(self) -> int:
        """The gravest of the cities' exit codes."""
        return gravest(city.exit_code for city in self.cities)


def plugin_impact(workspace: Workspace, plugin: str = "") -> Impact:
    """Judge the last decision of every city again.

    Args:
        workspace: Where.
        plugin: Only what this plugin does to them, be it installed or gone; ``""`` for all.

    Raises:
        FaultyPlugins: a plugin is broken; nothing can be said beside it.
        NoSuchPlugin: there is no such plugin, and there was none.
    """
    require_sound_plugins(workspace.registry)
    with workspace.reading() as reading:
        cities = workspace.register(reading).cities
    impacts = tuple(_impact(workspace, city, plugin) for city in cities)
    known = {record.name for record in workspace.registry.plugins}
    known |= {
        fact.name
        for impact in impacts
        if impact.recorded is not None
        for fact in impact.recorded.plugins
    }
    if plugin and plugin not in known:
        near = did_you_mean(plugin, known)
        raise NoSuchPlugin(
            plugin=plugin,
            advice=Text(
                id=f"{near.id} Lihat semuanya: smartflow plugin list".strip(),
                en=f"{near.en} See all: smartflow plugin list".strip(),
            ),
        )
    return Impact(plugin, impacts)


def _impact(workspace: Workspace, city: RegisteredCity, plugin: str) -> CityImpact:
    entry: Entry | None = None
    decision: PastDecision | None = None
    try:
        history = read_history(workspace, city.slug)
        entry = last_decision(history)
        if entry is None:
            return CityImpact(city)
        decision = recorded_decision(workspace, entry)
        examined = judged_again(workspace, history, entry, workspace.registry)
        inputs = input_changes(decision, examined)
    except SmartflowError as trouble:
        recorded = decision.verdict if decision is not None else None
        return CityImpact(city, entry, trouble=trouble, recorded=recorded)
    recorded = decision.verdict
    change = compare_verdicts(recorded, examined.verdict, plugin)
    return CityImpact(city, entry, change, _of(plugin, inputs), recorded=recorded)


def _of(plugin: str, inputs: tuple[InputChange, ...]) -> tuple[InputChange, ...]:
    """Return the inputs that one plugin brings; all for ``""``."""
    return tuple(
        one for one in inputs if not plugin or one.name.partition(".")[0] in (plugin, "dimensions")
    )
