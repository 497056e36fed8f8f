"""What the contract asks of a registered object beyond the types of its fields.

Each check is for something that would otherwise be silent: a rule that never runs, a template that
fails at its first finding, a setting whose own default it would refuse.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from decimal import Decimal
from types import FunctionType

import msgspec

from smartflow.command import template_fault
from smartflow.language import LANGUAGES, Text
from smartflow.model import Column, Worksheet
from smartflow.plugin.faults import place_of
from smartflow.plugin.objects import Chapter, Demo, OutputFormat, Rule, ScoringRule, Setting
from smartflow.plugin.soundness import Unsound, placeholder_fault, require_fit

__all__ = ["KEY", "contract_fault"]

KEY = re.compile(r"[a-z][a-z0-9_]*")

_REGION = re.compile(r"[1-9][0-9](\.[0-9]{2})?")
_RESERVED = ("text", "table", "json")
"""Rendered by the engine itself, so that no plugin can hide a verdict."""


def contract_fault(thing: object) -> Text | None:
    """Return what is wrong with a registered object, a clause in both languages; None if sound."""
    if not isinstance(thing, msgspec.Struct):
        return None
    try:
        require_fit(thing)
    except Unsound as fault:
        return fault.text
    return next((fault for fault in _faults(thing)), None)


def _faults(thing: msgspec.Struct) -> Iterable[Text]:
    yield from _regions(getattr(thing, "regions", ()))
    yield from _functions(thing)
    match thing:
        case Rule():
            yield from _rule(thing)
        case Worksheet():
            yield from _worksheet(thing)
        case Setting():
            yield from _setting(thing)
        case OutputFormat():
            if thing.key in _RESERVED:
                yield Text(
                    id=f"format '{thing.key}' dibuat oleh SmartFlow sendiri",
                    en=f"the format '{thing.key}' is SmartFlow's own",
                )
            if thing.template is not None and not thing.template.is_file():
                yield Text(
                    id=f"template: berkas '{thing.template.name}' tidak ada di dalam paket",
                    en=f"template: the package has no file '{thing.template.name}'",
                )
        case _:
            return


_CALLED_WITH: tuple[tuple[type, str, tuple[str, ...]], ...] = (
    (Rule, "function", ("dossier", "settings")),
    (ScoringRule, "function", ("dossier", "settings")),
    (OutputFormat, "function", ("thing", "language")),
    (Chapter, "function", ("dossier", "settings")),
    (Demo, "steps", ("folder",)),
)


def _functions(thing: msgspec.Struct) -> Iterable[Text]:
    """Refuse a function that cannot be called as the engine will call it."""
    for kind, field, wanted in _CALLED_WITH:
        if not isinstance(thing, kind):
            continue
        names = _given(thing, wanted)
        function = getattr(thing, field)
        if isinstance(function, FunctionType) and _plainly_takes(function, len(names)):
            continue
        try:
            inspect.signature(function).bind(*names)
        except TypeError as error:
            called, where = ", ".join(names), place_of(function)
            yield Text(
                id=f"{field} {where} harus dapat dipanggil dengan ({called}): {error}",
                en=f"{field} {where} must be callable with ({called}): {error}",
            )
        except ValueError:
            continue  # built in: nobody knows how it is called


def _given(thing: msgspec.Struct, usual: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a function is called with, in the order in which it is given."""
    if isinstance(thing, Rule) and thing.each:
        return ("row", "settings")
    if isinstance(thing, OutputFormat) and thing.template is not None:
        return (*usual, "template")
    return usual


def _plainly_takes(function: FunctionType, count: int) -> bool:
    """Say whether a function surely takes ``count`` values: nearly all do, and there are many."""
    code = function.__code__
    return code.co_argcount == count and not code.co_kwonlyargcount


def _regions(regions: Iterable[str]) -> Iterable[Text]:
    for prefix in regions:
        if not _REGION.fullmatch(prefix):
            yield Text(
                id=f"regions: '{prefix}' bukan kode Kemendagri seperti 13 atau 13.73",
                en=f"regions: '{prefix}' is no Kemendagri code such as 13 or 13.73",
            )


def _rule(rule: Rule) -> Iterable[Text]:
    if not any(stage.strip() for stage in rule.stages):
        yield Text(
            id="stages kosong, jadi ketentuan ini tidak pernah dijalankan",
            en="stages is empty, so the rule would never run",
        )
    if rule.severity == "error" and not any(source.strip() for source in rule.cites):
        yield Text(
            id="ketentuan yang menahan kota harus menyebut sumbernya dalam cites",
            en="a rule that holds a city back must name its source in cites",
        )
    for name in ("title", "why", "fix", "message"):
        text: Text = getattr(rule, name)
        for language in LANGUAGES:
            if not text.in_(language).strip():
                yield Text(id=f"{name}.{language} kosong", en=f"{name}.{language} is empty")
    command_fault = template_fault(rule.fix_command) if rule.fix_command else None
    if command_fault is not None:
        yield Text(id=f"fix_command {command_fault.id}", en=f"fix_command {command_fault.en}")
    fault = placeholder_fault(rule.message)
    if fault:
        yield Text.same(f"message {fault}")


def _worksheet(sheet: Worksheet) -> Iterable[Text]:
    keys = [column.key for column in sheet.columns]
    if not keys:
        yield Text(id="columns kosong", en="columns is empty")
    if sheet.version < 1:
        yield Text(id="version harus 1 atau lebih", en="version must be 1 or more")
    yield from _column_keys(sheet.columns)
    for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
        yield Text(id=f"kolom '{key}' ada dua kali", en=f"the column '{key}' stands twice")
    for key in sheet.row_key:
        if key not in keys:
            yield Text(
                id=f"row_key: kolom '{key}' tidak ada", en=f"row_key: there is no column '{key}'"
            )
    if sheet.compares and sheet.compares not in keys:
        yield Text(
            id=f"compares: kolom '{sheet.compares}' tidak ada",
            en=f"compares: there is no column '{sheet.compares}'",
        )


def _column_keys(columns: Iterable[Column]) -> Iterable[Text]:
    for column in columns:
        if not KEY.fullmatch(column.key):
            yield Text(
                id=f"kolom '{column.key}': kunci hanya boleh huruf kecil, angka dan garis bawah",
                en=f"column '{column.key}': a key may hold small letters, digits and underscores"
                " only",
            )


_KINDS: dict[str, type] = {
    "text": str,
    "integer": int,
    "decimal": Decimal,
    "boolean": bool,
    "texts": tuple,
}


def _setting(setting: Setting) -> Iterable[Text]:
    value = setting.default
    kind = _KINDS[setting.type]
    if not isinstance(value, kind) or isinstance(value, bool) != (kind is bool):
        yield Text(
            id=f"default harus {kind.__name__} karena type '{setting.type}'",
            en=f"default must be {kind.__name__}, for the type is '{setting.type}'",
        )
        return
    if isinstance(value, int | Decimal):
        low, high = setting.minimum, setting.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            yield Text(
                id="default di luar batas minimum dan maximum",
                en="default lies beyond minimum and maximum",
            )
    words = value if isinstance(value, tuple) else (value,)
    if setting.choices and any(word not in setting.choices for word in words):
        yield Text(id="default tidak ada dalam choices", en="default is none of choices")
