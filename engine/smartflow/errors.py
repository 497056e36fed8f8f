"""The one base error, and the five kinds that decide an exit code.

Every refusal that a user can meet is a :class:`SmartflowError` with a sentence in both languages
and a hint that names the next step. A room subclasses one of the five kinds for each of its
situations, gives the subclass a ``code``, and raises it; only the command line renders it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from smartflow.command import Command
from smartflow.language import Text

__all__ = [
    "BadInput",
    "Conflict",
    "GateNotMet",
    "IntegrityFailure",
    "PluginFault",
    "SmartflowError",
    "gravest",
]


class SmartflowError(Exception):
    """A refusal that is meant to be read by a person.

    Args:
        message: What is wrong, a whole sentence in both languages.
        hint: The next step, if there is one to name.
        command: The command that takes it, printed behind the hint. Whoever knows the city fills
            it in.

    Attributes:
        code: A stable name of the situation, such as ``unknown-city``.
        exit_code: What the process ends with (0 done, 1 gate not met, 2 bad input, 3 plugin,
            4 integrity, 5 conflict).
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 2

    def __init__(
        self, message: Text, hint: Text | None = None, *, command: Command | None = None
    ) -> None:
        super().__init__(message.en)
        self.message = message
        self._hint = hint
        self.command = command

    @property
    def hint(self) -> Text | None:
        """The next step, with the command that takes it; another that is set stands alone."""
        if self._hint is None or self.command is None:
            return self._hint
        words = Text(id="{hint}: {command}", en="{hint}: {command}")
        return words.fill({"hint": self._hint, "command": self.command.text})

    @hint.setter
    def hint(self, hint: Text | None) -> None:
        self._hint = hint
        self.command = None


class GateNotMet(SmartflowError):
    """The gate of a transition is not met (exit code 1)."""

    code = "gate-not-met"
    exit_code = 1


class BadInput(SmartflowError):
    """A wrong word, a bad file or a bad definition (exit code 2)."""

    code = "bad-input"
    exit_code = 2


class PluginFault(SmartflowError):
    """A plugin is broken or missing, so that nothing may be decided (exit code 3)."""

    code = "plugin-fault"
    exit_code = 3


class IntegrityFailure(SmartflowError):
    """What is stored does not agree with its own digests (exit code 4)."""

    code = "integrity-failure"
    exit_code = 4


class Conflict(SmartflowError):
    """Somebody else acted at the same moment, or holds the lock (exit code 5)."""

    code = "conflict"
    exit_code = 5


_GRAVITY = (
    IntegrityFailure.exit_code,
    PluginFault.exit_code,
    Conflict.exit_code,
    BadInput.exit_code,
    GateNotMet.exit_code,
)


def gravest(codes: Iterable[int]) -> int:
    """Return the exit code that stands when several hold: 4, 3, 5, 2, 1, else 0."""
    held = frozenset(codes)
    return next((code for code in _GRAVITY if code in held), 0)
