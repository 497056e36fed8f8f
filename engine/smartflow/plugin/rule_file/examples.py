"""The examples inside a rule file: rows and cases of which the author says what must be found.

They are kept as cases, in the format of the case files, for the conformance check to run; only the
names of their worksheets and columns are looked at here, while the place in the file is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from smartflow.language import Text
from smartflow.model import Worksheet
from smartflow.plugin.rule_file.document import ExampleEntry, RuleEntry, entry_of
from smartflow.plugin.rule_file.places import Path
from smartflow.plugin.rule_file.source import Source
from smartflow.plugin.rule_file.wording import not_there

__all__ = ["Example", "examples_of"]

_SAID = ("says", "says_en", "note")
_BESIDE = ("filler", "written")
"""What may stand beside the cells of a row."""


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One example of a rule.

    Attributes:
        expects: ``pass`` when the rule must find nothing, ``fail`` when it must find something.
        case: The city it is about, in the format of the case files (``stage``, ``rows`` ...).
        says: A part of the Indonesian message, or ``""``.
        says_en: A part of the English message, or ``""``.
        note: What it shows, for ``rule explain``.
        line: The line in the rule file.
    """

    expects: Literal["pass", "fail"]
    case: Mapping[str, Any]
    says: str = ""
    says_en: str = ""
    note: Text | None = None
    line: int = 0


def examples_of(
    entry: RuleEntry, path: Path, worksheets: Mapping[str, Worksheet], source: Source
) -> tuple[Example, ...]:
    """Return the examples of a rule; what is wrong with them is noted.

    Args:
        entry: The rule.
        path: Its path in the file.
        worksheets: All worksheets by key.
        source: The file.
    """
    made: list[Example] = []
    groups: tuple[tuple[Literal["pass", "fail"], str, tuple[dict[str, Any], ...]], ...] = (
        ("pass", "passes", entry.passes),
        ("fail", "fails", entry.fails),
    )
    for expects, key, tables in groups:
        for number, given in enumerate(tables):
            at = (*path, key, number)
            example = (
                _of_row(given, at, entry, worksheets, source)
                if entry.each and "row" in given
                else _of_case(given, at, entry, worksheets, source)
            )
            if example is not None:
                made.append(msgspec.structs.replace(example, expects=expects))
    return tuple(made)


def _of_row(
    given: Mapping[str, Any],
    path: Path,
    entry: RuleEntry,
    worksheets: Mapping[str, Worksheet],
    source: Source,
) -> Example | None:
    """Read the short form: one row of the rule's worksheet."""
    read = entry_of(ExampleEntry, given, path, source)
    if entry.each not in worksheets:
        return None
    _look_at_row(read.row, (*path, "row"), worksheets[entry.each], source)
    _look_at_row(read.written, (*path, "written"), worksheets[entry.each], source)
    row = {**read.row, "written": read.written} if read.written else read.row
    return Example(
        expects="pass",
        case={**_ground(entry), "rows": {entry.each: [row]}},
        says=read.says,
        says_en=read.says_en,
        note=read.note,
        line=source.position(path)[0],
    )


def _of_case(
    given: Mapping[str, Any],
    path: Path,
    entry: RuleEntry,
    worksheets: Mapping[str, Worksheet],
    source: Source,
) -> Example:
    """Read the long form: a whole case, beside which stands what the message says."""
    said = entry_of(_Said, {key: given[key] for key in _SAID if key in given}, path, source)
    rows = given.get("rows", {})
    for key, sheet in rows.items() if isinstance(rows, Mapping) else ():
        at = (*path, "rows", key)
        if key not in worksheets:
            source.fault_at(at, not_there(_WORKSHEET, key, worksheets), on_key=True)
            continue
        for number, row in enumerate(sheet if isinstance(sheet, list) else ()):
            if isinstance(row, Mapping):
                _look_at_row(row, (*at, number), worksheets[key], source)
    return Example(
        expects="pass",
        case={**_ground(entry), **{key: given[key] for key in given if key not in _SAID}},
        says=said.says,
        says_en=said.says_en,
        note=said.note,
        line=source.position(path)[0],
    )


def _ground(entry: RuleEntry) -> dict[str, Any]:
    """Return what a case is about unless it says otherwise: this rule, in its first stage."""
    return {"rule": entry.code, **({"stage": entry.stages[0]} if entry.stages else {})}


class _Said(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of an example, beside its case."""

    says: str = ""
    says_en: str = ""
    note: Text | None = None


_WORKSHEET = Text(id="kertas kerja", en="worksheet")
_COLUMN = Text(id="kolom", en="column")


def _look_at_row(row: Mapping[str, Any], path: Path, worksheet: Worksheet, source: Source) -> None:
    known = tuple(column.key for column in worksheet.columns)
    for key in row:
        if key not in known and key not in _BESIDE:
            source.fault_at((*path, key), not_there(_COLUMN, key, known), on_key=True)
