"""What came out of past decisions made again: one, those of a city, all, and their exit codes.

Pure values; :mod:`smartflow.audit.replay.replay` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from smartflow.audit.replay.causes import Cause
from smartflow.audit.replay.decision_faults import DecisionDisagrees
from smartflow.audit.replay.past_binding import BindingChange
from smartflow.audit.replay.verdict_changes import RuleChange, ScoreChange, StandingChange
from smartflow.errors import GateNotMet, PluginFault, SmartflowError, gravest
from smartflow.history.acts import Advance, readable_act
from smartflow.history.entries.entry import Entry
from smartflow.language import Text
from smartflow.ledger.register import RegisteredCity

__all__ = ["CityReplay", "Difference", "Replay", "ReplayState", "Replays"]

ReplayState = Literal["same", "differs", "cannot", "disagrees"]
"""What became of a decision that was made again."""


class Difference(msgspec.Struct, frozen=True):
    """One thing that comes out otherwise.

    Attributes:
        change: What it was and what it is: of a rule, a score, a sign-off or waiver, a digest.
        causes: What may be why; empty when nothing that is known of has changed.
    """

    change: RuleChange | ScoreChange | StandingChange | BindingChange
    causes: tuple[Cause, ...]


class Replay(msgspec.Struct, frozen=True):
    """One decision, made again.

    Attributes:
        entry: The entry.
        titles: What the stages, dimensions and worksheets of its verdict were called.
        met: Whether the gate is met when it is judged again; None where none was judged.
        identical: Whether the same bytes came out.
        differences: What came out otherwise.
        changed: What is not what it was: plugins, settings, dimensions.
        left_out: Plugins of today that took no part then, and so were not asked.
        trouble: Why it could not be made again, if it could not.
        crashed: Whether a rule did not run to its end, and did then.
    """

    entry: Entry
    titles: Mapping[str, Text] = {}
    met: bool | None = None
    identical: bool = False
    differences: tuple[Difference, ...] = ()
    changed: tuple[Cause, ...] = ()
    left_out: tuple[str, ...] = ()
    trouble: SmartflowError | None = None
    crashed: bool = False

    @property
    def met_before(self) -> bool | None:
        """Whether an ``advance`` says that the gate was met; None for another act."""
        act = readable_act(self.entry)
        return act.moved if isinstance(act, Advance) else None

    @property
    def state(self) -> ReplayState:
        """What became of the decision."""
        if isinstance(self.trouble, DecisionDisagrees):
            return "disagrees"
        if self.trouble is not None:
            return "cannot"
        return "differs" if self.differences else "same"

    @property
    def exit_code(self) -> int:
        """0 same, 1 differs, 3 when a rule crashed on the way, else that of the trouble."""
        if self.trouble is not None:
            return self.trouble.exit_code
        if not self.differences:
            return 0
        return PluginFault.exit_code if self.crashed else GateNotMet.exit_code


class CityReplay(msgspec.Struct, frozen=True):
    """The decisions of one city, made again.

    Attributes:
        city: The city.
        replays: The decisions, the oldest first.
        trouble: Why its history could not be read, if it could not.
    """

    city: RegisteredCity
    replays: tuple[Replay, ...] = ()
    trouble: SmartflowError | None = None

    @property
    def exit_code(self) -> int:
        """The gravest of its decisions' exit codes, or that of the trouble."""
        if self.trouble is not None:
            return self.trouble.exit_code
        return gravest(replay.exit_code for replay in self.replays)


class Replays(msgspec.Struct, frozen=True):
    """All that was made again.

    Attributes:
        cities: The cities, sorted by slug.
    """

    cities: tuple[CityReplay, ...]

    @property
    def exit_code(self) -> int:
        """The gravest of the cities' exit codes: 4, 3, 5, 2, 1, else 0."""
        return gravest(city.exit_code for city in self.cities)

    @property
    def decisions(self) -> tuple[Replay, ...]:
        """The decisions of all cities."""
        return tuple(replay for city in self.cities for replay in city.replays)
