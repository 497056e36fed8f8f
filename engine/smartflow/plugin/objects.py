"""The typed, frozen objects that a plugin registers.

Hooks only register; the engine calls what is registered by itself, each inside its own guard, so
that a failure is always attributed to its plugin.

The attributes told here are tables of docs/plugins/reference.md, which
tests/docs/plugins/test_plugin_reference.py writes.
What is a tuple must be one: ``("issue_analysis",)`` with its comma, not ``"issue_analysis"``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec

from smartflow.language import Text
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
"""The resolved settings of the plugin that registered the rule: key to value.

Every setting that the plugin registers is there; another plugin's never is.
"""

RuleFunction = Callable[[Dossier, Settings], "Iterable[Finding | NotApplicable]"]
RowRuleFunction = Callable[[Row, Settings], "Mapping[str, object] | None"]
ScoringFunction = Callable[[Dossier, Settings], "Iterable[Score]"]

SettingType = Literal["text", "integer", "decimal", "boolean", "texts"]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A coded check.

    Attributes:
        code: Capitals and three digits, such as ``ISU001``; never used again for another meaning.
        title: What is asked, in a few words.
        why: Why it is asked.
        fix: How to mend it: who does what.
        message: The sentence of a finding; ``{placeholders}`` are filled from its values.
        stages: Keys of the stages that must not end while an error stands.
        function: ``function(dossier, settings)`` yields findings; with ``each``,
            ``function(row, settings)`` returns None when the row is good, else a mapping of
            values for the message. The mapping's optional key ``"column"`` names the column.
        severity: ``error`` or ``warning``.
        cites: Sources; a rule of severity error has at least one.
        since: The version of the plugin that brought it.
        reads: Keys of the worksheets that it looks at, for ``rule explain`` and ``workflow lint``.
        regions: Kemendagri code prefixes of the cities it is for; empty means all.
        each: For a row rule, the worksheet over whose rows it is run.
        passes: An example that passes, for ``rule explain``.
        fails: An example that does not.
        fix_command: The command that mends it, without the word smartflow, such as
            ``record {city} {kind} --number {number}``. The engine fills in ``{city}``,
            ``{dimension}``, ``{agency}``, ``{worksheet}``, and others such as ``{kind}`` from the
            finding's values; what only a person knows (``{number}``, ``{date}``, ``{title}``,
            ``{name}``, ``{file}``) is printed as a word in capitals. ``""``: the sentence of
            ``fix`` says it all.
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
    passes: Text | None = None
    fails: Text | None = None
    fix_command: str = ""

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")


class ScoringRule(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its breakdown, computed from the dossier.

    Attributes:
        key: Its key, such as ``readiness``; no other plugin may have the same.
        title: What is scored.
        function: ``function(dossier, settings)`` yields one Score per subject.
        stages: Keys of the stages in whose gate it is shown; empty means all.
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
        key: What stands after ``--format``; ``text`` and ``json`` are the engine's own.
        media_type: The media type, such as ``text/markdown``.
        suffix: The file suffix with its dot, such as ``.md``.
        renders: What it can write: ``verdict``, ``table``, ``book``, or several of them.
        function: ``function(thing, language)`` returns the bytes; of text the last one is a line
            break. The thing is a ``smartflow.Verdict``, a ``smartflow.report.Table`` or a
            ``smartflow.report.Book``; the language is ``id`` or ``en``. With a ``template``,
            ``function(thing, language, template)``: its bytes, or those of the file that an
            official put in its place.
        template: The file that gives a book its look and that officials may change, or None.
            ``smartflow template copy`` hands it out.
    """

    key: str
    media_type: str
    suffix: str
    renders: tuple[str, ...]
    function: Callable[..., bytes]
    template: Path | None = None


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter of a book.

    Attributes:
        key: Its key; no other plugin may have the same.
        book: The key of the book it stands in, as the workflow names it (``[[book]]``).
        position: Where it stands; chapters are sorted by position, then key.
        function: ``function(dossier, settings)`` returns a ``smartflow.report.Chapter``, or None
            where it has nothing to say. In a book for each stage, ``dossier.stage`` is the stage
            that the book is about.
        replaces: The key of a chapter, or of a part of one, in whose place it stands, or ``""``.
        within: The key of a chapter, or of a part of one, below which it is a part, or ``""``.
        regions: Kemendagri code prefixes of the cities it is for; empty means all.
    """

    key: str
    book: str
    position: int
    function: Callable[[Dossier, Settings], object]
    replaces: str = ""
    within: str = ""
    regions: tuple[str, ...] = ()


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a workflow file or a city may set.

    Attributes:
        key: Its key inside the plugin; people write ``PLUGIN.KEY``.
        type: ``text``, ``integer``, ``decimal``, ``boolean`` or ``texts``; rules get a str, int,
            Decimal, bool or tuple of str.
        default: What holds when nobody sets it, a value of that type.
        title: What it decides.
        minimum: The least value, for numbers: a Decimal.
        maximum: The greatest value, for numbers: a Decimal.
        choices: The only words allowed, for text and texts.
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
