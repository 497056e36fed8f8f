"""The typed, frozen objects that a plugin registers.

Hooks only register; the engine calls what is registered by itself, each inside its own guard, so
that a failure is always attributed to its plugin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec

from smartflow.language import Language, Text
from smartflow.model import Dossier, Finding, NotApplicable, Row, Score, SettingValue, Severity

__all__ = [
    "Chapter",
    "Demo",
    "OutputFormat",
    "RowRuleFunction",
    "Rule",
    "RuleFunction",
    "ScoringFunction",
    "ScoringRule",
    "Setting",
    "SettingType",
    "Settings",
    "Step",
]

Settings = Mapping[str, SettingValue]
"""The resolved settings of the plugin that registered the rule."""

RuleFunction = Callable[[Dossier, Settings], "Iterable[Finding | NotApplicable]"]
RowRuleFunction = Callable[[Row, Settings], "Mapping[str, object] | None"]
ScoringFunction = Callable[[Dossier, Settings], "Iterable[Score]"]

SettingType = Literal["text", "integer", "decimal", "boolean", "texts"]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A coded check.

    Attributes:
        code: Letters and three digits, such as ``ISU001``; never used again for another meaning.
        title: What is asked, in a few words.
        why: Why it is asked.
        fix: How to mend it: who does what.
        message: The sentence of a finding; ``{placeholders}`` are filled from its values.
        severity: ``error`` or ``warning``.
        stages: Keys of the stages that must not end while an error stands.
        cites: Sources; a rule of severity error has at least one.
        since: The version of the plugin that brought it.
        reads: Keys of the worksheets that it looks at.
        regions: Kemendagri code prefixes of the cities it is for; empty means all.
        each: For a row rule, the worksheet over whose rows it is run.
        function: ``function(dossier, settings)`` yields findings; with ``each``,
            ``function(row, settings)`` returns None when the row is good, else a mapping of
            values for the message.  The mapping's optional key ``"column"`` names the column.
    """

    code: str
    title: Text
    why: Text
    fix: Text
    message: Text
    stages: tuple[str, ...]
    function: RuleFunction | RowRuleFunction
    severity: Severity = "error"
    cites: tuple[str, ...] = ()
    since: str = ""
    reads: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    each: str = ""

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")


class ScoringRule(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its breakdown, computed from the dossier.

    Attributes:
        key: Its key, such as ``readiness``.
        title: What is scored.
        stages: Keys of the stages in whose gate it is shown; empty means all.
        function: ``function(dossier, settings)`` yields one Score per subject.
        regions: Kemendagri code prefixes of the cities it is for; empty means all.
    """

    key: str
    title: Text
    function: ScoringFunction
    stages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


class OutputFormat(msgspec.Struct, frozen=True, kw_only=True):
    """A way to write something down.

    Attributes:
        key: What stands after ``--format``.
        media_type: The media type, such as ``text/markdown``.
        suffix: The file suffix with its dot, such as ``.md``.
        renders: Names of what it can write: ``verdict`` and ``table`` today.
        function: ``function(thing, language)`` returns the bytes.  A ``verdict`` is a
            :class:`~smartflow.model.Verdict`; a ``table`` is a
            :class:`~smartflow.report.Table`.
    """

    key: str
    media_type: str
    suffix: str
    renders: tuple[str, ...]
    function: Callable[[object, Language], bytes]


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter of a book.

    Attributes:
        key: Its key.
        book: The key of the book it stands in.
        position: Where it stands; chapters are sorted by position, then key.
        replaces: The key of a chapter in whose place it stands, or ``""``.
        function: ``function(dossier, settings)`` returns the chapter.
        regions: Kemendagri code prefixes of the cities it is for; empty means all.
    """

    key: str
    book: str
    position: int
    function: Callable[[Dossier, Settings], object]
    replaces: str = ""
    regions: tuple[str, ...] = ()


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a workflow file or a city may set.

    Attributes:
        key: Its key inside the plugin.
        type: ``text``, ``integer``, ``decimal``, ``boolean`` or ``texts``.
        default: What holds when nobody sets it.
        title: What it decides.
        minimum: The least value, for numbers.
        maximum: The greatest value, for numbers.
        choices: The only words allowed, for text.
    """

    key: str
    type: SettingType
    default: SettingValue
    title: Text
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[str, ...] = ()


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One command of a demo.

    Attributes:
        argv: The words behind ``smartflow``, without ``--workspace``.
        note: What it shows, printed above it.
        exit_code: What it must end with; the demo stops at the first that differs.
        quiet: Whether its output is left out (many alike).
    """

    argv: tuple[str, ...]
    note: Text
    exit_code: int = 0
    quiet: bool = False


class Demo(msgspec.Struct, frozen=True, kw_only=True):
    """A city that can be played through.

    Attributes:
        key: Its key.
        title: Its title.
        steps: ``steps(folder)`` yields the steps; the engine runs each before it asks for the
            next, so that a step may read what the ones before it wrote.
    """

    key: str
    title: Text
    steps: Callable[[Path], Iterable[Step]]
