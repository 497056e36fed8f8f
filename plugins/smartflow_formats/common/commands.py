"""The commands in a rule's advice: found, and filled with what is known.

A rule writes its advice for any city: ``Record it: smartflow record CITY mou --number``. In a
letter the city's slug stands for its placeholder, and the command is set apart so that it can be
copied. What nobody knows yet keeps its capitals. The command line itself completes commands from
its own parameters, which no plugin knows; this reads only the words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["commands_in"]

_GROUPS = "agency|audit|city|person|plugin|quick-wins|rule|setting|workflow|worksheet"
"""Commands whose second word is a part of their name; behind others the sentence goes on."""

_PLACEHOLDER = r"[A-Z][A-Z_]+(?:\.\.\.)?(?![a-z])"
_COMMAND = re.compile(
    rf"""\bsmartflow\ (?:(?:{_GROUPS})\ [a-z-]+|[a-z][a-z-]*[a-z])
    (?:\ (?:
        --[a-z-]+(?:\ (?!--)[a-z][a-z0-9_.-]*[a-z0-9](?=[\ .,;)]|$))?
        | {_PLACEHOLDER}
        | [a-z][a-z0-9]*[_.][a-z0-9_.]*[a-z0-9]
        | [a-z]+(?=\ (?:--|\((?:atau|or)\ ))
    ))*
    (?P<other>\ \((?:atau|or)\ [a-z0-9_]+\))?
    (?P<more>(?:\ (?:--[a-z-]+|{_PLACEHOLDER}))*)""",
    re.VERBOSE,
)
"""A command with the options, placeholders and keys that belong to it.

An alternative in the middle, such as ``(or decree_council)``, belongs to the sentence.
"""


def commands_in(advice: str, known: Mapping[str, str]) -> tuple[tuple[str, bool], ...]:
    """Return an advice in parts: the words of each, and whether they are a command.

    All parts together are the advice, except that an alternative in the middle of a command
    follows it, and that what is known stands for its placeholder in a command.

    Args:
        advice: A rule's advice in one language.
        known: Placeholder, such as ``CITY``, to what it stands for.
    """
    parts: list[tuple[str, bool]] = []
    end = 0
    for found in _COMMAND.finditer(advice):
        other = found["other"] or ""
        command = found[0].replace(other, "", 1) if other else found[0]
        filled = re.sub(r"(?<![-\w])[A-Z][A-Z_]+\b", lambda w: known.get(w[0], w[0]), command)
        parts += [(advice[end : found.start()], False), (filled, True), (other, False)]
        end = found.end()
    parts.append((advice[end:], False))
    return tuple(part for part in parts if part[0])
