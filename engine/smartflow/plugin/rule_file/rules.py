"""From an entry of a rule file to a rule: scope, expressions, placeholders, function.

Every expression is compiled once, here. What is wrong is noted in the source at its own line and
column; the reading goes on, so that an author sees everything at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import Formatter
from typing import Literal

import msgspec

from smartflow.language import LANGUAGES, Text
from smartflow.model import Column, Dossier, Finding, Worksheet
from smartflow.plugin.cel import CelFaults, Compiler, Expression
from smartflow.plugin.contract import contract_fault
from smartflow.plugin.objects import RowRuleFunction, Rule, RuleFunction, Settings
from smartflow.plugin.rule_file import evaluation
from smartflow.plugin.rule_file.document import Document, RuleEntry
from smartflow.plugin.rule_file.examples import Example
from smartflow.plugin.rule_file.places import Path
from smartflow.plugin.rule_file.scope import (
    EXTRAS,
    Scope,
    dossier_scope,
    group_scope,
    row_scope,
)
from smartflow.plugin.rule_file.source import Source
from smartflow.plugin.rule_file.wording import not_there

__all__ = ["RuleReader"]

Function = RuleFunction | RowRuleFunction

_OF_DOSSIER = frozenset({"city", "stage", "as_of"})
"""What a row rule can ask for but a row does not hold."""


class _Way(msgspec.Struct, frozen=True):
    """How a rule is run.

    Attributes:
        key: What its compiler is kept under: rules over the same variables share one.
        scope: What its expressions may name.
        function: Makes its function.
        placeholders: What its message may show beside ``values``.
        worksheet: The worksheet whose rows it looks at, if one.
    """

    key: tuple[str, str]
    scope: Callable[[], Scope]
    function: Callable[[evaluation.Judgement], Function]
    placeholders: tuple[str, ...] = ()
    worksheet: Worksheet | None = None


class RuleReader:
    """Makes the rules of one file.

    Args:
        worksheets: All worksheets by key, with the columns that plugins add.
        document: The file's own keys.
        source: The file, in which faults are noted.
    """

    def __init__(
        self, worksheets: Mapping[str, Worksheet], document: Document, source: Source
    ) -> None:
        self._worksheets = worksheets
        self._document = document
        self._source = source
        self._compilers: dict[tuple[str, str], Compiler] = {}

    def rule(self, entry: RuleEntry, path: Path, examples: tuple[Example, ...]) -> Rule | None:
        """Return the rule of an entry; None when anything is wrong with it, which is noted.

        Raises:
            NotInstalled: the library for expressions is not there.
        """
        way = self._way(entry, path)
        if way is None:
            return None
        told = self._placeholders(entry, path, way)
        self._look_at_column(entry, path, way)
        rule = self._plain(entry, examples)
        if not self._source.has_faults_in(path):
            self._look_at_contract(rule, path)
        judgement = self._judgement(entry, path, way, told)
        if judgement is None or self._source.has_faults_in(path):
            return None
        by_row = bool(entry.each) and not judgement.names & _OF_DOSSIER - self._columns(way)
        return msgspec.structs.replace(
            rule,
            function=way.function(judgement),
            each=entry.each if by_row else "",
            reads=self._reads(way, judgement),
        )

    def _plain(self, entry: RuleEntry, examples: tuple[Example, ...]) -> Rule:
        """Return the rule without what it asks."""
        notes: dict[str, Text] = {}
        for example in examples:
            if example.note is not None:
                notes.setdefault(example.expects, example.note)
        return Rule(
            code=entry.code,
            title=entry.title,
            why=entry.why,
            fix=entry.fix,
            fix_command=entry.fix_command,
            message=entry.message,
            stages=entry.stages,
            function=_asks_nothing,
            severity=entry.severity,
            cites=entry.cites,
            since=entry.since,
            regions=self._document.regions if entry.regions is None else entry.regions,
            passes=notes.get("pass"),
            fails=notes.get("fail"),
        )

    def _look_at_contract(self, rule: Rule, path: Path) -> None:
        clause = contract_fault(rule)
        if clause is None:
            return
        text = Text(id=f"{clause.id}.", en=f"{clause.en}.")
        if rule.regions is not self._document.regions or not clause.en.startswith("regions"):
            self._source.fault_at(path, text, on_key=True)
        elif not self._source.has_faults_in(("regions",)):  # the file's own, and told once
            self._source.fault_at(("regions",), text)

    def _reads(self, way: _Way, judgement: evaluation.Judgement) -> tuple[str, ...]:
        if way.worksheet is not None:
            return (way.worksheet.key,)
        names = set(judgement.names)
        if "selected" in names:
            names.update(judgement.fields)
        return tuple(sorted(names & set(self._worksheets)))

    # -- how it is run ------------------------------------------------------------------------

    def _way(self, entry: RuleEntry, path: Path) -> _Way | None:
        if entry.each and entry.for_each:
            self._source.fault_at((*path, "for_each"), _ONE_OF_TWO, on_key=True)
            return None
        if entry.each:
            return self._by_row(entry, path)
        if entry.for_each in ("", "dimensions", "agencies"):
            return self._by_dossier(entry.for_each)
        return self._by_value(entry.for_each, path)

    def _by_row(self, entry: RuleEntry, path: Path) -> _Way | None:
        worksheet = self._worksheets.get(entry.each)
        if worksheet is None:
            self._source.fault_at(
                (*path, "each"), not_there(_WORKSHEET, entry.each, self._worksheets)
            )
            return None

        def function(judgement: evaluation.Judgement) -> Function:
            if judgement.names & _OF_DOSSIER - {column.key for column in worksheet.columns}:
                return evaluation.each_row_of_dossier(judgement, worksheet)
            return evaluation.each_row(judgement, worksheet)

        return _Way(
            key=("row", worksheet.key),
            scope=lambda: row_scope(worksheet),
            function=function,
            placeholders=(*(column.key for column in worksheet.columns), *EXTRAS),
            worksheet=worksheet,
        )

    def _by_dossier(self, many: str) -> _Way:
        one: Literal["", "dimension", "agency"] = _ONE[many]
        make = {
            "": evaluation.over_dossier,
            "dimension": evaluation.for_each_dimension,
            "agency": evaluation.for_each_agency,
        }[one]
        return _Way(
            key=("dossier", one),
            scope=lambda: dossier_scope(self._worksheets, one),
            function=lambda judgement: make(judgement, self._worksheets),
            placeholders=(one,) if one else (),
        )

    def _by_value(self, words: str, path: Path) -> _Way | None:
        key, point, name = words.partition(".")
        worksheet = self._worksheets.get(key)
        if not point or worksheet is None:
            known = ("dimensions", "agencies", *(f"{key}.COLUMN" for key in self._worksheets))
            text = not_there(_WORKSHEET, key, self._worksheets) if point else _for_each(known)
            self._source.fault_at((*path, "for_each"), text)
            return None
        column = next((column for column in worksheet.columns if column.key == name), None)
        if column is None:
            text = not_there(_COLUMN, name, (column.key for column in worksheet.columns))
            self._source.fault_at((*path, "for_each"), text, character=len(key) + 1)
            return None
        return self._of_value(worksheet, column)

    def _of_value(self, worksheet: Worksheet, column: Column) -> _Way:
        return _Way(
            key=(worksheet.key, column.key),
            scope=lambda: group_scope(worksheet, column),
            function=lambda judgement: evaluation.for_each_value(judgement, worksheet, column),
            placeholders=(*(column.key for column in worksheet.columns), *EXTRAS, "value"),
            worksheet=worksheet,
        )

    # -- expressions --------------------------------------------------------------------------

    def _judgement(
        self, entry: RuleEntry, path: Path, way: _Way, told: tuple[str, ...]
    ) -> evaluation.Judgement | None:
        compiler = self._compilers.get(way.key)
        if compiler is None:
            scope = way.scope()
            compiler = self._compilers[way.key] = Compiler(scope.variables, scope.records)
        # Where there is none, that has been noted.
        check = entry.check and self._compiled(compiler.condition, entry.check, (*path, "check"))
        values = {
            name: self._compiled(compiler.compile, words, (*path, "values", name))
            for name, words in entry.values.items()
        }
        sound = {name: value for name, value in values.items() if value is not None}
        if not check or len(sound) < len(values):
            return None
        line, _ = self._source.position((*path, "check"))
        return evaluation.Judgement(
            check=check,
            values=sound,
            told=told,
            column=entry.column,
            place=f"{self._source.shown}, line {line}",
        )

    def _compiled(
        self, compile_: Callable[[str], Expression], words: str, path: Path
    ) -> Expression | None:
        try:
            return compile_(words)
        except CelFaults as faults:
            for fault in faults.faults:
                self._source.fault_at(path, fault.text, character=fault.offset)
            return None

    # -- names --------------------------------------------------------------------------------

    def _placeholders(self, entry: RuleEntry, path: Path, way: _Way) -> tuple[str, ...]:
        """Return what the message shows beside ``values``; a name that is not there is noted."""
        known = (*entry.values, *way.placeholders)
        told: set[str] = set()
        for language in LANGUAGES:
            words, at = entry.message.in_(language), (*path, "message", language)
            try:
                names = {name for _, name, _, _ in Formatter().parse(words) if name is not None}
            except ValueError:
                self._source.fault_at(at, _BRACES, character=_odd_brace(words))
                continue
            told |= names
            for name in sorted(names - set(known)):
                text = not_there(_PLACE_FOR, name, known)
                self._source.fault_at(at, text, character=words.find("{" + name))
        return tuple(sorted(told - set(entry.values)))

    def _look_at_column(self, entry: RuleEntry, path: Path, way: _Way) -> None:
        if not entry.column:
            return
        if not entry.each:
            self._source.fault_at((*path, "column"), _NO_ROW, on_key=True)
        elif entry.column not in self._columns(way):
            text = not_there(_COLUMN, entry.column, sorted(self._columns(way)))
            self._source.fault_at((*path, "column"), text)

    @staticmethod
    def _columns(way: _Way) -> frozenset[str]:
        return frozenset(column.key for column in way.worksheet.columns) if way.worksheet else _NONE


def _asks_nothing(_dossier: Dossier, _settings: Settings) -> Iterable[Finding]:
    return ()


def _odd_brace(words: str) -> int:
    """Return where the brace without a partner probably stands."""
    return words.rfind("{") if words.count("{") > words.count("}") else words.find("}")


_ONE: dict[str, Literal["", "dimension", "agency"]] = {
    "": "",
    "dimensions": "dimension",
    "agencies": "agency",
}
_NONE: frozenset[str] = frozenset()

_WORKSHEET = Text(id="kertas kerja", en="worksheet")
_COLUMN = Text(id="kolom", en="column")
_PLACE_FOR = Text(id="isian", en="placeholder")
_BRACES = Text(
    id="kurung kurawal tidak berpasangan; tulislah {nama}, dan {{ untuk kurung biasa.",
    en="the braces do not match; write {name}, and {{ for a plain brace.",
)
_ONE_OF_TWO = Text(
    id="each dan for_each tidak dapat dipakai bersama; pilihlah satu.",
    en="each and for_each cannot stand together; choose one.",
)
_NO_ROW = Text(
    id="'column' hanya untuk ketentuan dengan each, karena yang lain tidak menilai satu baris.",
    en="'column' is for rules with each, since no other looks at one row.",
)


def _for_each(known: tuple[str, ...]) -> Text:
    words = ", ".join(known)
    return Text(id=f"for_each harus salah satu dari: {words}.", en=f"for_each is one of: {words}.")
