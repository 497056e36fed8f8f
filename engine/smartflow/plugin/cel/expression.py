"""A compiled expression: evaluated as often as asked, with one of three outcomes.

It gives a value; or it has no answer, because it needed a number or a date that is not there, as
a sum in a spreadsheet has none while a figure is missing; or it is stopped, because it is wrong
(division by zero) or costs too much. ``&&`` and ``||`` need no answer from one side when the other
decides, as everywhere in CEL.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from smartflow.language import Text
from smartflow.plugin.cel.arithmetic import decimal_of
from smartflow.plugin.cel.library import Untyped, library
from smartflow.plugin.cel.types import Type

__all__ = ["LOOPS", "Arena", "Expression", "NoAnswer", "Stopped"]

LOOPS = 10_000
"""At so many items, counted over all the loops of one evaluation, the library stops."""


class NoAnswer(Exception):
    """The expression needed what is not there: the number of an empty cell."""


class Stopped(Exception):
    """The evaluation was stopped.

    Attributes:
        text: Why, a clause in both languages.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Arena:
    """Memory that many small evaluations share, which halves their time.

    It grows until it is given up, so that only so many share one; never use it for evaluations
    that are given whole worksheets.
    """

    __slots__ = ("_arena", "_left")

    def __init__(self) -> None:
        self._arena: Untyped = None
        self._left = 0

    def __call__(self) -> Untyped:
        """Return the memory for the next evaluation."""
        if not self._left:
            self._arena = library().cel.Arena()
            self._left = _SHARING
        self._left -= 1
        return self._arena


_SHARING = 200
"""Evaluations that share an arena: a few hundred kilobytes."""


class Expression:
    """One compiled expression.

    Attributes:
        kind: The type of its value.
        names: The variables that it reads; no other need be given.
        fields: The fields that it reads, of whatever record.
    """

    __slots__ = ("_error", "_evaluate", "fields", "kind", "names")

    def __init__(
        self,
        program: Untyped,
        error: Untyped,
        kind: Type,
        names: frozenset[str],
        fields: frozenset[str],
    ) -> None:
        self._evaluate = program.eval
        self._error = error
        self.kind = kind
        self.names = names
        self.fields = fields

    def holds(self, values: Mapping[str, object], arena: Untyped = None) -> bool | None:
        """Return whether a condition is true; None when an empty cell leaves it open.

        Args:
            values: The variables. A date is ISO text, a decimal a double (``double_of``).
            arena: Memory to use, from an :class:`Arena`; by default one of its own.

        Raises:
            Stopped: it is wrong or costs too much.
        """
        try:
            # By position: the library takes three times as long to sort out names.
            answer = self._evaluate(None, values, None, arena).plain_value()
        except RuntimeError as error:
            raise Stopped(_stopped(str(error))) from None
        if answer is True or answer is False:
            return bool(answer)
        if _is_open(answer):
            return None
        raise Stopped(_stopped(answer))

    def value(self, values: Mapping[str, object]) -> object:
        """Return the value: str, int, Decimal, bool, date, tuple of str, or None (empty).

        Args:
            values: The variables, as in :meth:`holds`.

        Raises:
            NoAnswer: it needed a number or a date of an empty cell.
            Stopped: it is wrong or costs too much.
        """
        try:
            answer = self._evaluate(None, values)
        except RuntimeError as error:
            raise Stopped(_stopped(str(error))) from None
        plain = answer.plain_value()
        if answer.type() == self._error:
            if _is_open(plain):
                raise NoAnswer
            raise Stopped(_stopped(plain))
        return _returned(plain, self.kind)


def _returned(plain: object, kind: Type) -> object:
    if isinstance(plain, list):
        return tuple(plain)
    if kind.name == "decimal" and isinstance(plain, int | float):
        return decimal_of(plain)
    if kind.name == "date" and isinstance(plain, str):
        return date.fromisoformat(plain)
    return plain


def _is_open(said: object) -> bool:
    """Say whether something was asked of what is not there.

    That is a null, for which the library finds no function, or a place in an empty list or map.
    """
    if not isinstance(said, str):
        return False
    if "No matching overloads" in said:
        return "null_type" in said
    return said.startswith(_NOT_THERE)


_NOT_THERE = ("NOT_FOUND: Key not found", "UNKNOWN: Index error")


def _stopped(said: str) -> Text:
    if "budget" in said:
        return Text(
            id=f"ungkapan ini terlalu mahal ({LOOPS} langkah perulangan atau lebih); biarkan each"
            " atau for_each membagi datanya",
            en=f"the expression costs too much ({LOOPS} steps of loops or more); let each or"
            " for_each divide the data",
        )
    known = next((text for words, text in _KNOWN.items() if words in said.lower()), None)
    if known is not None:
        return known
    words = " ".join(said.removesuffix("[INTERNAL]").split())
    return Text(id=f"perhitungannya gagal ({words})", en=f"it cannot be computed ({words})")


_KNOWN = {
    "divi": Text(id="pembagian dengan nol", en="division by zero"),
    "modulus by zero": Text(id="pembagian dengan nol", en="division by zero"),
    "overflow": Text(id="bilangannya terlalu besar", en="the number is too large"),
    "out of range": Text(id="bilangannya terlalu besar", en="the number is too large"),
}
