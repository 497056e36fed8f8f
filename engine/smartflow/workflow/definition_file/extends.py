"""``extends``: merging a file into the ones it builds on, until a complete workflow remains.

Stages, roles, records and books merge by key, transitions by from and to, settings by plugin and
key, the allow-list of plugins by name.
``remove = true`` deletes an entry; every other value that is given replaces the one below it, so
lists never concatenate. A new stage stands behind the one that its ``after`` names, else at the
end; a new entry of another kind stands at the end. Nothing is looked up here but through the
function that is passed in, so this module knows neither files nor plugins.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import UNSET

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.workflow.definition_file.complaints import MEND
from smartflow.workflow.definition_file.completing import complete
from smartflow.workflow.definition_file.document import (
    BookEntry,
    Definition,
    PluginEntry,
    RecordEntry,
    RoleEntry,
    StageEntry,
    TransitionEntry,
)
from smartflow.workflow.suggestion import one_of

if TYPE_CHECKING:
    from smartflow.workflow.definition import Workflow

__all__ = [
    "MAX_DEPTH",
    "ExtendsFault",
    "ExtendsInCircle",
    "ExtendsTooDeep",
    "NotInParent",
    "Parents",
    "UnreadableReference",
    "resolve",
]

MAX_DEPTH = 8
"""How many files may stand below one another; deeper is taken for a mistake."""

Parents = Callable[[str], Definition]
"""Gives the definition that ``masterplan@1`` names, or raises."""


class ExtendsFault(BadInput):
    """A file that cannot be merged into what it extends."""

    code = "workflow-extends"


class NotInParent(ExtendsFault):
    """What a file changes is not in the file that it extends."""

    says = Text(
        id="{name}: {subject} ('{word}') tidak ada di berkas induknya.{guess}",
        en="{name}: {subject} ('{word}') is not in the file it extends.{guess}",
    )
    next_step = MEND


class UnreadableReference(ExtendsFault):
    """A file does not say which version of which workflow it extends."""

    says = Text(
        id="{name}: extends '{reference}' harus menyebut kunci dan versi, seperti 'masterplan@1'.",
        en="{name}: extends '{reference}' must give key and version, such as 'masterplan@1'.",
    )
    next_step = MEND


class ExtendsInCircle(ExtendsFault):
    """A file extends itself, by way of others."""

    says = Text(
        id="{name}: extends berputar ({circle}).",
        en="{name}: extends goes in a circle ({circle}).",
    )
    next_step = MEND


class ExtendsTooDeep(ExtendsFault):
    """More files are stacked than anybody could follow."""

    says = Text(
        id="{name}: extends bertumpuk lebih dari {max_depth} berkas.",
        en="{name}: extends goes deeper than {max_depth} files.",
    )
    next_step = MEND


_E = TypeVar("_E", StageEntry, TransitionEntry, RoleEntry, RecordEntry, BookEntry, PluginEntry)
_S = TypeVar("_S", bound=msgspec.Struct)


def resolve(definition: Definition, parents: Parents, name: str = "") -> Workflow:
    """Return the complete workflow of a file.

    Args:
        definition: The file.
        parents: Gives the definitions that it extends, by ``key@version``.
        name: How the file is called in messages; ``key@version`` by default.

    Raises:
        ExtendsFault: a cycle, more than :data:`MAX_DEPTH` files, an ``extends`` that is not
            ``key@version``, or ``remove`` or ``after`` of something that is not there.
        MissingKey: a value that nobody gives.
        BadInput: whatever ``parents`` raises for a reference that it does not know.
    """
    called = name or definition.reference
    chain = _chain(definition, parents, called)
    merged = chain[-1]
    for child in reversed(chain[:-1]):
        merged = _merge(merged, child, called)
    return complete(merged, called)


def _chain(definition: Definition, parents: Parents, name: str) -> list[Definition]:
    """Return the file and all below it, the file first."""
    chain, seen = [definition], [definition.reference]
    while isinstance(reference := chain[-1].workflow.extends, str):
        key, at, version = reference.partition("@")
        if not (key and at and version.isdecimal()):
            raise UnreadableReference(name=name, reference=reference)
        if reference in seen:
            circle = " -> ".join([*seen, reference])
            raise ExtendsInCircle(name=name, circle=circle)
        if len(chain) >= MAX_DEPTH:
            raise ExtendsTooDeep(name=name, max_depth=MAX_DEPTH)
        chain.append(parents(reference))
        seen.append(reference)
    return chain


# -- merging ----------------------------------------------------------------------------------


def _merge(base: Definition, child: Definition, name: str) -> Definition:
    settings = {plugin: dict(values) for plugin, values in base.settings.items()}
    for plugin, values in child.settings.items():
        settings.setdefault(plugin, {}).update(values)
    header = _overlay(base.workflow, child.workflow)
    return Definition(
        workflow=msgspec.structs.replace(header, extends=UNSET),
        stages=_merge_stages(base.stages, child.stages, name),
        transitions=_merge_entries(base.transitions, child.transitions, "transition", name),
        roles=_merge_entries(base.roles, child.roles, "role", name),
        records=_merge_entries(base.records, child.records, "record", name),
        books=_merge_entries(base.books, child.books, "book", name),
        send_back=base.send_back if child.send_back is UNSET else child.send_back,
        waiver=base.waiver if child.waiver is UNSET else child.waiver,
        migrate=base.migrate if child.migrate is UNSET else child.migrate,
        settings=settings,
        plugins=_merge_entries(base.plugins, child.plugins, "plugin", name),
    )


def _overlay(base: _S, patch: _S) -> _S:
    """Return ``base`` with every value that ``patch`` gives."""
    given = {
        field: value
        for field in patch.__struct_fields__
        if (value := getattr(patch, field)) is not UNSET
    }
    return msgspec.structs.replace(base, **given)


def _key(
    entry: StageEntry | TransitionEntry | RoleEntry | RecordEntry | BookEntry | PluginEntry,
) -> str:
    if isinstance(entry, TransitionEntry):
        return f"{entry.from_} -> {entry.to}"
    if isinstance(entry, PluginEntry):
        return entry.name
    return entry.key


def _merge_entries(
    base: tuple[_E, ...], patch: tuple[_E, ...], table: str, name: str
) -> tuple[_E, ...]:
    merged = {_key(entry): entry for entry in base}
    for entry in patch:
        key = _key(entry)
        if entry.remove is True:
            if key not in merged:
                entry_name = f"{table} '{key}'"
                raise _absent(entry_name, "remove", key, tuple(merged), name)
            del merged[key]
            continue
        shown = msgspec.structs.replace(entry, remove=UNSET)
        merged[key] = _overlay(merged[key], shown) if key in merged else shown
    return tuple(merged.values())


def _merge_stages(
    base: tuple[StageEntry, ...], patch: tuple[StageEntry, ...], name: str
) -> tuple[StageEntry, ...]:
    merged = list(_merge_entries(base, patch, "stage", name))
    for entry in patch:
        if entry.remove is True or not isinstance(entry.after, str):
            continue
        stage = next(stage for stage in merged if stage.key == entry.key)
        merged.remove(stage)
        keys = [other.key for other in merged]
        if entry.after not in keys:
            place = f"stage '{entry.key}', after '{entry.after}'"
            raise _absent(place, "after", entry.after, keys, name)
        placed = msgspec.structs.replace(stage, after=UNSET)
        merged.insert(keys.index(entry.after) + 1, placed)
    return tuple(merged)


def _absent(
    what: str, word: str, key: str, known: tuple[str, ...] | list[str], name: str
) -> ExtendsFault:
    guess = one_of(key, known)
    return NotInParent(name=name, subject=what, word=word, guess=guess)
