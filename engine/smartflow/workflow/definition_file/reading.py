"""Reading a workflow file: TOML into a :class:`Definition`, or a refusal that says where.

A syntax error names its line; anything else names the path of the key, with the entry's own key
beside its position, because ``stage[3]`` alone tells an official nothing. Unknown keys are looked
for first and all at once. ``tomllib`` reads numbers with a point as exact decimals. Nothing is
resolved here (see ``extends``) and no registry is asked (see ``lint``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from smartflow.language import Text
from smartflow.workflow.definition_file.complaints import (
    DefinitionNotText,
    DefinitionSyntax,
    DuplicateEntry,
    KeyForExtending,
    MissingKey,
    UnknownKey,
    UnreadableDefinition,
    WrongType,
    explained,
    named,
    wrong_type,
)
from smartflow.workflow.definition_file.completing import complete
from smartflow.workflow.definition_file.document import Definition
from smartflow.workflow.definition_file.unknown_keys import refuse_unknown_keys

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "DefinitionSyntax",
    "DuplicateEntry",
    "MissingKey",
    "UnknownKey",
    "UnreadableDefinition",
    "WrongType",
    "read_definition",
]

_LARGEST = 2**53 - 1
"""The greatest integer that RFC 8785 JSON can hold exactly."""


def read_definition(source: Path | bytes, name: str = "") -> Definition:
    """Read one workflow file.

    Args:
        source: The file, or its bytes.
        name: How the file is called in messages; the path by default.

    Raises:
        UnreadableDefinition: the file cannot be opened or is not UTF-8.
        DefinitionSyntax: it is not TOML; the message names line and column.
        UnknownKey: it has keys that do not exist, each with its path.
        MissingKey: a key that it must have is not there.
        WrongType: a value is of the wrong type or out of its range.
        DuplicateEntry: two entries have one key.
    """
    called = name or ("(bytes)" if isinstance(source, bytes) else str(source))
    content = source if isinstance(source, bytes) else _content(source, called)
    data = _parsed(content, called)
    refuse_unknown_keys(data, called)
    _check_numbers(data, called)
    try:
        definition = msgspec.convert(data, Definition)
    except msgspec.ValidationError as error:
        raise explained(str(error), data, called) from None
    _refuse_duplicates(definition, called)
    if not isinstance(definition.workflow.extends, str):
        _refuse_stray(definition, called)
        complete(definition, called)
    return definition


# -- bytes and TOML ---------------------------------------------------------------------------


def _content(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnreadableDefinition(name=name, reason=why) from error


def _parsed(content: bytes, name: str) -> dict[str, object]:
    import tomllib

    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DefinitionNotText(name=name, line=line) from error
    try:
        return tomllib.loads(words, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(str(error), words, name) from error
    except RecursionError as error:
        detail = "nested too deeply"
        raise _syntax(detail, words, name) from error


def _syntax(detail: str, words: str, name: str) -> DefinitionSyntax:
    place = re.search(r"\s*\(at line (\d+), column (\d+)\)", detail)
    line = place[1] if place else str(words.count("\n") + 1)
    where_id = f"baris {line}, kolom {place[2]}" if place else f"baris {line} (akhir berkas)"
    where_en = f"line {line}, column {place[2]}" if place else f"line {line} (end of the file)"
    reason = re.sub(r"\s*\(at [^)]*\)$", "", detail)
    return DefinitionSyntax(name=name, where=Text(id=where_id, en=where_en), reason=reason)


# -- numbers and settings ---------------------------------------------------------------------


def _check_numbers(data: dict[str, object], name: str) -> None:
    """Check what no struct can: minimum scores and settings; a setting's list becomes a tuple."""
    transitions = data.get("transition")
    for position, entry in enumerate(transitions if isinstance(transitions, list) else ()):
        scores = entry.get("minimum_score") if isinstance(entry, Mapping) else None
        for key, value in scores.items() if isinstance(scores, Mapping) else ():
            if not _is_number(value):
                path = f"transition[{position}].minimum_score.{key}"
                raise wrong_type(named(path, data), _NUMBER, name)
    settings = data.get("settings")
    if isinstance(settings, Mapping):
        data["settings"] = {
            plugin: _settings(table, f"settings.{plugin}", name)
            for plugin, table in settings.items()
        }


_NUMBER = Text(id="harus bilangan biasa", en="must be a plain number")
_TABLE = Text(id="harus tabel, seperti [settings.masterplan]", en="must be a table of settings")
_SETTING = Text(
    id="harus teks, bilangan, true atau false, atau daftar teks",
    en="must be text, a number, true or false, or a list of texts",
)


def _is_number(value: object) -> bool:
    """Say whether ``value`` is a finite number that the record can hold exactly."""
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _settings(table: object, path: str, name: str) -> dict[str, object]:
    if not isinstance(table, Mapping):
        raise wrong_type(path, _TABLE, name)
    return {key: _setting(value, f"{path}.{key}", name) for key, value in table.items()}


def _setting(value: object, path: str, name: str) -> object:
    if isinstance(value, str | bool) or _is_number(value):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise wrong_type(path, _SETTING, name)


# -- entries ----------------------------------------------------------------------------------


def _refuse_duplicates(definition: Definition, name: str) -> None:
    entries: list[tuple[str, str]] = [
        *(("stage", entry.key) for entry in definition.stages),
        *(("transition", f"{entry.from_} -> {entry.to}") for entry in definition.transitions),
        *(("role", entry.key) for entry in definition.roles),
        *(("record", entry.key) for entry in definition.records),
        *(("book", entry.key) for entry in definition.books),
        *(("plugin", entry.name) for entry in definition.plugins),
    ]
    for way in definition.transitions:
        if isinstance(way.sign_offs, tuple):
            place = f"transition {way.from_} -> {way.to}, sign_offs"
            entries += [(place, sign_off.role) for sign_off in way.sign_offs]
    seen: set[tuple[str, str]] = set()
    for table, key in entries:
        if (table, key) in seen:
            raise DuplicateEntry(name=name, key=key, table=table)
        seen.add((table, key))


def _refuse_stray(definition: Definition, name: str) -> None:
    """Refuse ``remove`` and ``after`` in a file that extends nothing."""
    entries = (
        *definition.stages,
        *definition.transitions,
        *definition.roles,
        *definition.records,
        *definition.books,
        *definition.plugins,
    )
    for entry in entries:
        for key in ("remove", "after"):
            if getattr(entry, key, msgspec.UNSET) is not msgspec.UNSET:
                raise KeyForExtending(name=name, key=key)
