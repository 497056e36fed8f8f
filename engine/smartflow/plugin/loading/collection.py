"""Collecting what plugins register: each object checked, each name owned by one plugin.

A plugin's objects are collected apart and merged only when none of its names is taken, so that a
plugin counts whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from smartflow.language import Text, did_you_mean
from smartflow.model import Column, Dimension, Worksheet
from smartflow.plugin.contract import KEY, contract_fault
from smartflow.plugin.discovery import Candidate
from smartflow.plugin.objects import (
    Chapter,
    Demo,
    OutputFormat,
    Rule,
    ScoringRule,
    Setting,
)
from smartflow.plugin.registry import Observer, Origin, Owned, PluginRecord, Registry

__all__ = ["Collection", "Misregistered", "Taken", "each_fault", "merge", "origin_of"]

Value = TypeVar("Value")

_CODE = re.compile(r"[A-Z]+[0-9]{3}")

_TYPES: dict[str, tuple[type, ...]] = {
    "smartflow_register_dimensions": (Dimension,),
    "smartflow_register_worksheets": (Worksheet, Column),
    "smartflow_register_rules": (Rule,),
    "smartflow_register_scoring_rules": (ScoringRule,),
    "smartflow_register_formats": (OutputFormat,),
    "smartflow_register_chapters": (Chapter,),
    "smartflow_register_workflows": (Path,),
    "smartflow_register_settings": (Setting,),
    "smartflow_register_demos": (Demo,),
}


class Misregistered(Exception):
    """A plugin registers something that the contract does not know."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Taken(Misregistered):
    """A plugin registers a name that another one owns."""


class Collection(msgspec.Struct):
    """What one plugin, or all so far, registered: kind to name to object."""

    things: dict[str, dict[str, Owned[object]]] = msgspec.field(default_factory=dict)
    observers: list[Owned[Observer]] = msgspec.field(default_factory=list)

    @classmethod
    def of(cls, candidate: Candidate, registered: Iterable[tuple[str, object]]) -> Collection:
        """Collect and check what one plugin registered.

        Raises:
            Misregistered: an object or a part of it is of the wrong type, its name is not well
                formed, or it could not do what it is for.
            Taken: the plugin registers one name twice.
        """
        own = cls()
        origin = origin_of(candidate)
        for hook, thing in registered:
            if not isinstance(thing, _TYPES[hook]):
                expected = " / ".join(kind.__name__ for kind in _TYPES[hook])
                raise Misregistered(
                    Text(
                        id=f"{hook} menghasilkan {thing!r}; yang diharapkan {expected}.",
                        en=f"{hook} yields {thing!r}; {expected} was expected.",
                    )
                )
            _require_sound(thing)
            kind, name = _kind_and_name(thing, origin)
            _check_name(kind, name)
            shelf = own.things.setdefault(kind, {})
            if name in shelf:
                raise Taken(
                    Text(
                        id=f"{kind} '{name}' didaftarkan dua kali oleh plugin yang sama.",
                        en=f"{kind} '{name}' is registered twice by the same plugin.",
                    )
                )
            shelf[name] = Owned(thing, origin)
        return own

    def names(self) -> dict[str, tuple[str, ...]]:
        """Return what is registered: kind to sorted names."""
        named = {kind: tuple(sorted(shelf)) for kind, shelf in sorted(self.things.items())}
        return {**named, "observer": ("smartflow_recorded",)} if self.observers else named

    def registry(self, plugins: tuple[PluginRecord, ...]) -> Registry:
        """Return the frozen registry of all that was collected."""
        return Registry(
            plugins=plugins,
            dimensions=self._shelf("dimension", Dimension),
            worksheets=self._shelf("worksheet", Worksheet),
            columns=tuple(self._shelf("column", Column).values()),
            rules=self._shelf("rule", Rule),
            scoring_rules=self._shelf("scoring rule", ScoringRule),
            formats=self._shelf("format", OutputFormat),
            chapters=self._shelf("chapter", Chapter),
            workflow_files=tuple(self._shelf("workflow", Path).values()),
            settings={
                (owned.origin.plugin, owned.value.key): owned
                for owned in self._shelf("setting", Setting).values()
            },
            demos=self._shelf("demo", Demo),
            observers=tuple(self.observers),
        )

    def _shelf(self, kind: str, type_: type[Value]) -> dict[str, Owned[Value]]:
        return {
            name: Owned(owned.value, owned.origin)
            for name, owned in sorted(self.things.get(kind, {}).items())
            if isinstance(owned.value, type_)
        }


def origin_of(candidate: Candidate) -> Origin:
    """Return the origin of whatever a plugin registers."""
    file = "" if candidate.kind == "distribution" else candidate.value
    return Origin(candidate.name, candidate.version, candidate.distribution, file)


def _require_sound(thing: object) -> None:
    """Refuse an object that the contract does not allow, naming its field."""
    fault = contract_fault(thing)
    if fault is not None:
        named: object = getattr(thing, "code", "") or getattr(thing, "key", "")
        label = f"{type(thing).__name__} {named!r}" if named else type(thing).__name__
        raise Misregistered(Text(id=f"{label}: {fault.id}.", en=f"{label}: {fault.en}."))


def _kind_and_name(thing: object, origin: Origin) -> tuple[str, str]:
    match thing:
        case Dimension():
            return "dimension", thing.key
        case Worksheet():
            return "worksheet", thing.key
        case Column():
            return "column", f"{thing.worksheet}.{thing.key}"
        case Rule():
            return "rule", thing.code
        case ScoringRule():
            return "scoring rule", thing.key
        case OutputFormat():
            return "format", thing.key
        case Chapter():
            return "chapter", thing.key
        case Setting():
            return "setting", f"{origin.plugin}.{thing.key}"
        case Demo():
            return "demo", thing.key
        case _:
            return "workflow", str(thing)


def _check_name(kind: str, name: str) -> None:
    if kind == "workflow":
        return
    if kind == "rule":
        if not _CODE.fullmatch(name):
            raise Misregistered(
                Text(
                    id=f"Kode ketentuan '{name}' harus huruf besar dan tiga angka, misalnya"
                    " 'SWL001'.",
                    en=f"The rule code '{name}' must be capitals and three digits, such as"
                    " 'SWL001'.",
                )
            )
        return
    # Only a column's name is two keys; in any other key a dot would read as "rule.subject".
    plugin, _, own = name.rpartition(".")
    parts = (plugin, own) if kind == "column" else (own,) if kind == "setting" else (name,)
    if not all(KEY.fullmatch(part) for part in parts):
        raise Misregistered(
            Text(
                id=f"{kind} '{name}': kunci hanya boleh huruf kecil, angka dan garis bawah.",
                en=f"{kind} '{name}': a key may hold small letters, digits and underscores only.",
            )
        )


def merge(total: Collection, own: Collection) -> None:
    """Add one plugin's objects to all, whole or not at all.

    Raises:
        Taken: a name, or the family of a rule, belongs to another plugin already.
    """
    for kind, shelf in own.things.items():
        taken = total.things.get(kind, {})
        for name in shelf:
            if name in taken:
                raise _owned_by(taken[name].origin, kind, name)
    _check_columns(total, own)
    families = _families(total.things.get("rule", {}))
    for name, owned in own.things.get("rule", {}).items():
        owner = families.get(name.rstrip("0123456789"))
        if owner is not None and owner.plugin != owned.origin.plugin:
            raise _owned_by(owner, "rule family", name.rstrip("0123456789"))
    for kind, shelf in own.things.items():
        total.things.setdefault(kind, {}).update(shelf)
    total.observers.extend(own.observers)


def each_fault(own: Collection, worksheets: Iterable[str]) -> Text | None:
    """Return which of a plugin's row rules is for a worksheet that is none of ``worksheets``."""
    known = tuple(worksheets)
    for owned in own.things.get("rule", {}).values():
        rule = owned.value
        if isinstance(rule, Rule) and rule.each and rule.each not in known:
            guess = did_you_mean(rule.each, known)
            return Text(
                id=f"Rule '{rule.code}': each='{rule.each}' bukan kertas kerja yang ada.{guess.id}",
                en=f"Rule '{rule.code}': each='{rule.each}' is no worksheet there is.{guess.en}",
            )
    return None


def _check_columns(total: Collection, own: Collection) -> None:
    """Refuse a column that its worksheet has already."""
    for owned in own.things.get("column", {}).values():
        column = owned.value
        sheet = total.things.get("worksheet", {}).get(getattr(column, "worksheet", ""))
        if sheet is None or not isinstance(column, Column):
            continue
        if isinstance(sheet.value, Worksheet) and column.key in {
            existing.key for existing in sheet.value.columns
        }:
            raise _owned_by(sheet.origin, "column", f"{column.worksheet}.{column.key}")


def _families(rules: Mapping[str, Owned[object]]) -> dict[str, Origin]:
    return {name.rstrip("0123456789"): owned.origin for name, owned in rules.items()}


def _owned_by(owner: Origin, kind: str, name: str) -> Taken:
    told = Text(
        id=f"{kind} '{name}' sudah dimiliki plugin '{owner.plugin}' ({owner.source}).",
        en=f"{kind} '{name}' already belongs to the plugin '{owner.plugin}' ({owner.source}).",
    )
    if kind.startswith("rule"):
        told = Text(
            id=f"{told.id} Pakailah huruf lain dalam semua kode Anda.",
            en=f"{told.en} Give all of your codes other letters.",
        )
    return Taken(told)
