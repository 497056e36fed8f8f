"""What to do about a finding: the rule's advice as a sentence, and one whole command to paste.

A rule names its command beside its sentence, and the verdict holds it filled in. Where a rule
names none, a finding at a worksheet is mended in it, and that comes back by one of two commands.
Decides nothing, and reads no sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from smartflow.command import Command
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.model import Result
    from smartflow.terminal.words.naming import Names

__all__ = ["Advice", "advice_of"]

_PLUGINS = Command.of("plugin list")
_SUBMIT = Command.of("submit {city} {file}")
_CONSOLIDATE = Command.of("consolidate {city} {dimension} {file}")


class Advice(NamedTuple):
    """What to do about one finding.

    Attributes:
        how: The rule's advice.
        command: The whole command; empty where an older rule's advice holds one.
    """

    how: Text
    command: Text


def advice_of(result: Result, names: Names, city: str) -> Advice:
    """Return what to do about ``result``.

    Args:
        result: What a rule found.
        names: The keys that may stand in a command, with their titles.
        city: The city's slug.
    """
    command = _command(result, names)
    if command is None:
        return Advice(result.fix, Text.same(""))
    known = {"city": city, "dimension": result.dimension, "agency": result.agency}
    return Advice(result.fix, command.fill(known).text)


def _command(result: Result, names: Names) -> Command | None:
    if isinstance(result.fix_command, Command):
        return result.fix_command
    if result.status == "error":  # a verdict of before a command stood beside the sentence
        return _PLUGINS
    # Until then the sentence held it, as those of older plugins do: two would contradict.
    if not result.row and "smartflow " in result.fix.id:
        return None
    if result.worksheet in names.consolidated:
        return _CONSOLIDATE
    if result.row or result.worksheet or result.agency or result.dimension:
        return _SUBMIT
    return Command(("rule", "explain", result.rule))
