"""What the compiler says of an expression, in words for a person who knows spreadsheets.

The library speaks of overloads and undeclared references, at brackets and points. Here each of its
complaints is put where the name or sign stands; ``sentences`` has the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from smartflow.language import Text
from smartflow.plugin.cel.sentences import Names, Place, sentence

__all__ = ["CelFault", "CelFaults", "complaints"]


class CelFault(msgspec.Struct, frozen=True):
    """One thing that is wrong with an expression.

    Attributes:
        offset: Where, counted in characters of the expression from 0.
        text: What is wrong, and what to write instead.
    """

    offset: int
    text: Text


class CelFaults(Exception):
    """An expression that cannot be compiled.

    Attributes:
        faults: All that is wrong with it, in the order of the places.
    """

    def __init__(self, faults: Iterable[CelFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.offset))
        super().__init__(" ".join(fault.text.en for fault in self.faults))


_LINE = re.compile(r"^(?:\w+: )?ERROR: <input>:(-?\d+):(-?\d+): (.*)$", re.MULTILINE)


def complaints(words: str, source: str, names: Names) -> CelFaults:
    """Return what the library's error says of an expression.

    Args:
        words: The error.
        source: The expression.
        names: What it may name.
    """
    starts = _line_starts(source)
    found: list[CelFault] = []
    for line, column, said in _LINE.findall(words):
        if "*error*" in said:
            continue  # only the consequence of another one
        offset = starts[int(line) - 1] + int(column) - 1 if int(line) > 0 else 0
        offset = _at_name(source, offset)
        found.append(CelFault(offset, sentence(said, _place(source, offset), names)))
        if said.startswith("Syntax error"):
            break  # what follows a syntax error is guesswork
    return CelFaults(found or [CelFault(0, sentence(words, _place(source, 0), names))])


def _line_starts(source: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", source))]


def _at_name(source: str, offset: int) -> int:
    """Return where a name begins: the library names its bracket, or the point before it."""
    field = re.match(r"\.\s*(?=[A-Za-z_])", source[offset:])
    if field:
        return offset + field.end()
    if source[offset : offset + 1] != "(":
        return offset
    name = re.search(r"\w*$", source[:offset])
    return name.start() if name else offset


def _place(source: str, offset: int) -> Place:
    return Place(source[:offset], source[offset:])
