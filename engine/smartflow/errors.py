"""The one base error, and the five kinds that decide an exit code.

Every refusal that a user can meet is a :class:`SmartflowError` with a sentence in both languages
and a hint that names the next step. A room subclasses one of the five kinds for each of its
situations and declares its words, once, as templates; whoever raises it gives the values::

    class UnknownCity(BadInput):
        code = "unknown-city"
        says = Text(id="Kota {name} tidak terdaftar.", en="No city {name} is registered.")
        next_step = Text(id="Lihat: smartflow status", en="See: smartflow status")


    raise UnknownCity(name=name)

Tests assert the ``code`` and the ``values``, so that the words may be worded better. Only the
command line renders them.

The values are plain ``**values: object``. A constructor of three lines for each of 320 situations
would say again what the template says, and most are raised at one place only; a test compares the
values of every ``raise`` with the placeholders instead. A class that is raised at many places, or
whose values the engine reads, may still write its own constructor and pass the values on.

A sentence that cannot be declared, because it is another error's, is given as before:
``SmartflowError(message, hint)``.
"""

from __future__ import annotations

import copyreg
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from smartflow.command import Command
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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
        message: A sentence that is not declared; by default :attr:`says` with the values in it.
        hint: The next step, with such a sentence.
        command: The command that takes it, printed behind the hint. Whoever knows the city fills
            it in.
        values: What is filled into the templates. A text, a date and a list are written as each
            language does; anything else, a number too, as ``str`` does: a number in a refusal
            names an entry or a line more often than an amount.

    Attributes:
        code: A stable name of the situation, such as ``unknown-city``.
        exit_code: What the process ends with (0 done, 1 gate not met, 2 bad input, 3 plugin,
            4 integrity, 5 conflict).
        says: What is wrong, a whole sentence with placeholders.
        next_step: What to do now, with placeholders.
        message: The sentence.
        hint: The next step, if there is one to name.
        values: What was filled in.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 2
    says: ClassVar[Text | None] = None
    next_step: ClassVar[Text | None] = None

    def __init__(
        self,
        message: Text | None = None,
        hint: Text | None = None,
        /,
        *,
        command: Command | None = None,
        **values: object,
    ) -> None:
        self.values: Mapping[str, object] = {
            name: _settled(value) for name, value in values.items()
        }
        words = {name: _written(value) for name, value in self.values.items()}
        if message is None:
            # What is declared nowhere is a fault of ours: its name and values tell more than none.
            message = self.says or Text.same(type(self).__name__)
            message = message.fill(words)
        if hint is None and self.next_step is not None:
            hint = self.next_step.fill(words)
        super().__init__(message.en)
        self.message = message
        self._hint = hint if hint is None or hint.id else None
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
        """Replace the next step, with its command."""
        self._hint = hint
        self.command = None

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...], dict[str, object]]:
        """Let a copy be made without the constructor, which a subclass may write otherwise."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


def _settled(value: object) -> object:
    """Return a value that can be kept: a path or an exception as its words, a list as a tuple."""
    if isinstance(value, list | tuple):
        return tuple(map(_settled, value))
    return value if isinstance(value, Text | str | int | date | None) else str(value)


def _written(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(_written, value))
    return str(value) if isinstance(value, int) else value


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
