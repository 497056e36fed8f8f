"""Whether an object is, in all its parts, what its type says: nobody checks a plugin's types.

msgspec structs take whatever they are given when they are made in Python. ``stages="draft"`` in
place of ``stages=("draft",)`` would make a rule that silently never runs, or runs where it should
not; so everything that a plugin registers, and everything that its rules give back, is compared
with the annotations of its struct, in depth.

Knows the types of the contract and nothing of plugins, registries or dossiers.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from smartflow.language import Text

__all__ = ["Unsound", "placeholder_fault", "require_fit"]


class Unsound(TypeError):
    """A part of an object is not of its type.

    Attributes:
        place: The part, such as ``columns[2].title.en``.
        expected: What it must be.
        text: All of it in one clause.
    """

    def __init__(self, place: str, expected: Text, found: object) -> None:
        shown = _shown(found)
        self.text = Text(
            id=f"{place} harus {expected.id}, bukan {shown}",
            en=f"{place} must be {expected.en}, not {shown}",
        )
        super().__init__(self.text.en)
        self.place = place
        self.expected = expected


def require_fit(value: msgspec.Struct, place: str = "") -> None:
    """Compare every field of a struct, and what is in it, with its annotations.

    Args:
        value: The struct.
        place: How it is called, in front of its fields' names.

    Raises:
        Unsound: naming the first field that does not fit.
    """
    for name, check in _checks(type(value)):
        check(getattr(value, name), f"{place}.{name}" if place else name)


def placeholder_fault(text: Text) -> str:
    """Return what is wrong with a text as a template, or ``""``.

    Both languages must parse, and may name plain placeholders only: no attribute, no index.
    """
    for words in (text.id, text.en):
        try:
            names = [name for _, name, _, _ in Formatter().parse(words) if name is not None]
        except ValueError as error:
            return f"'{words}': {error}"
        for name in names:
            if not name.isidentifier():
                return f"'{words}': {{{name}}} is no plain placeholder"
    return ""


Check = Callable[[object, str], None]


@cache
def _checks(kind: type[msgspec.Struct]) -> tuple[tuple[str, Check], ...]:
    hints = get_type_hints(kind)
    return tuple((name, _check_of(hints[name])) for name in kind.__struct_fields__)


@cache
def _check_of(hint: object) -> Check:
    """Return the function that compares a value with one annotation."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _any_of(parts)
    if origin is Literal:
        return _one_of(parts)
    if origin is tuple:
        return _tuple_of(parts[0]) if parts[-1] is Ellipsis else _fields_of(parts)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_of(*parts)
    if hint is Callable or origin is not None:
        return _callable
    if hint is object:
        return _anything
    if not isinstance(hint, type):  # NoneType is a type; anything else is not of the contract
        message = f"the contract has no check for {hint!r}"
        raise TypeError(message)
    return _instance_of(hint)


def _anything(_value: object, _place: str) -> None:
    """Accept whatever there is."""


def _callable(value: object, place: str) -> None:
    if not callable(value):
        raise Unsound(place, Text(id="fungsi", en="a function"), value)


def _instance_of(kind: type) -> Check:
    def check(value: object, place: str) -> None:
        # A truth value is no number, and what is not finite is no measure.
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            raise Unsound(place, _name(kind), value)
        if isinstance(value, Decimal) and not value.is_finite():
            raise Unsound(place, Text(id="bilangan berhingga", en="a finite number"), value)
        if isinstance(value, msgspec.Struct):
            require_fit(value, place)

    return check


def _one_of(words: tuple[object, ...]) -> Check:
    known = Text(
        id=" atau ".join(repr(word) for word in words),
        en=" or ".join(repr(word) for word in words),
    )

    def check(value: object, place: str) -> None:
        if not isinstance(value, str) or value not in words:
            raise Unsound(place, known, value)

    return check


def _tuple_of(part: object) -> Check:
    inner = _check_of(part)

    def check(value: object, place: str) -> None:
        if not isinstance(value, tuple):
            raise Unsound(place, Text.same("tuple"), value)
        for number, item in enumerate(value):
            inner(item, f"{place}[{number}]")

    return check


def _fields_of(parts: tuple[object, ...]) -> Check:
    """Check a tuple that has one place for each of its types: a name with its value."""
    checks = [_check_of(part) for part in parts]

    def check(value: object, place: str) -> None:
        if not isinstance(value, tuple) or len(value) != len(checks):
            raise Unsound(place, Text.same(f"tuple[{len(checks)}]"), value)
        for number, (one, item) in enumerate(zip(checks, value, strict=True)):
            one(item, f"{place}[{number}]")

    return check


def _mapping_of(key: object, part: object) -> Check:
    keys, inner = _check_of(key), _check_of(part)

    def check(value: object, place: str) -> None:
        if not isinstance(value, Mapping):
            raise Unsound(place, Text.same("mapping"), value)
        for name, item in value.items():
            keys(name, f"{place} (a key)")
            inner(item, f"{place}[{name!r}]")

    return check


def _any_of(parts: tuple[object, ...]) -> Check:
    checks = [_check_of(part) for part in parts]

    def check(value: object, place: str) -> None:
        faults: list[Unsound] = []
        for one in checks:
            try:
                one(value, place)
            except Unsound as fault:
                faults.append(fault)
            else:
                return
        deepest = next((fault for fault in faults if fault.place != place), None)
        if deepest is not None:
            raise deepest
        expected = Text(
            id=" atau ".join(fault.expected.id for fault in faults),
            en=" or ".join(fault.expected.en for fault in faults),
        )
        raise Unsound(place, expected, value)

    return check


def _name(kind: type) -> Text:
    return Text.same("None" if kind is type(None) else kind.__name__)


def _shown(value: object) -> str:
    """Return a value as it is shown; a hostile one does not get to speak."""
    try:
        words = repr(value)
    except Exception:  # noqa: BLE001  whatever it raises, its type is named
        words = f"a {type(value).__name__}"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


_LONGEST = 80
"""Signs of a value that a refusal shows."""
