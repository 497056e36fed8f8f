"""From a definition with all its values to the workflow: gaps become defaults or refusals.

Used when a file that extends nothing is read, and after merging. Imports no merging and no
reading, so that both can use it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from msgspec import UnsetType

from smartflow.canonical import decimal_text
from smartflow.workflow.definition import (
    AllowedPlugin,
    BookKind,
    Migration,
    PlainSetting,
    RecordKind,
    Role,
    SendBack,
    Stage,
    Transition,
    WaiverApproval,
    Workflow,
)
from smartflow.workflow.definition_file.complaints import missing_key

if TYPE_CHECKING:
    from smartflow.workflow.definition_file.document import (
        BookEntry,
        Definition,
        Header,
        StageEntry,
        TransitionEntry,
    )

__all__ = ["complete"]

_V = TypeVar("_V")


def complete(definition: Definition, name: str) -> Workflow:
    """Return the workflow that a definition gives when nothing is below it.

    Args:
        definition: A file that extends nothing, or the result of merging.
        name: How the file is called in messages.

    Raises:
        MissingKey: it lacks a title, the initial or the final stages.
    """
    header: Header = definition.workflow
    return Workflow(
        key=header.key,
        version=header.version,
        title=_need(header.title, "workflow.title", name),
        initial=_need(header.initial, "workflow.initial", name),
        final=_need(header.final, "workflow.final", name),
        dimensions=_or(header.dimensions, ()),
        requires=_or(header.requires, ()),
        stages=tuple(_stage(entry, name) for entry in definition.stages),
        transitions=tuple(_transition(entry) for entry in definition.transitions),
        roles=tuple(
            Role(
                key=entry.key,
                title=_need(entry.title, f"role ({entry.key}).title", name),
                body=_or(entry.body, other=False),
            )
            for entry in definition.roles
        ),
        records=tuple(
            RecordKind(key=entry.key, title=_need(entry.title, f"record ({entry.key}).title", name))
            for entry in definition.records
        ),
        books=tuple(_book(entry, name) for entry in definition.books),
        emblem=_or(header.emblem, ""),
        send_back=_or(definition.send_back, SendBack()),
        waiver=_or(definition.waiver, WaiverApproval()),
        migrate=_or(definition.migrate, Migration()),
        settings={
            plugin: {key: _plain(value) for key, value in values.items()}
            for plugin, values in definition.settings.items()
        },
        plugins=tuple(
            AllowedPlugin(name=entry.name, fingerprint=_or(entry.fingerprint, ""))
            for entry in definition.plugins
        ),
    )


def _stage(entry: StageEntry, name: str) -> Stage:
    worksheets = _or(entry.worksheets, ())
    return Stage(
        key=entry.key,
        title=_need(entry.title, f"stage ({entry.key}).title", name),
        worksheets=worksheets,
        due_days=None if isinstance(entry.due_days, UnsetType) else entry.due_days,
        presents=_or(entry.presents, worksheets),
    )


def _book(entry: BookEntry, name: str) -> BookKind:
    return BookKind(
        key=entry.key,
        title=_need(entry.title, f"book ({entry.key}).title", name),
        each=_or(entry.each, "city"),
        whole_after=_or(entry.whole_after, ""),
        rules=_or(entry.rules, ()),
        cover=_or(entry.cover, other=True),
        form=_or(entry.form, other=False),
    )


def _transition(entry: TransitionEntry) -> Transition:
    return Transition(
        from_=entry.from_,
        to=entry.to,
        rules=_or(entry.rules, ()),
        sign_offs=_or(entry.sign_offs, ()),
        skip=_or(entry.skip, ()),
        minimum_score=_or(entry.minimum_score, {}),
    )


def _or(value: _V | UnsetType, other: _V) -> _V:
    return other if isinstance(value, UnsetType) else value


def _need(value: _V | UnsetType, where: str, name: str) -> _V:
    if isinstance(value, UnsetType):
        raise missing_key(where, name)
    return value


def _plain(value: object) -> PlainSetting:
    """Return a setting as a workflow holds it (see :data:`PlainSetting`)."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, tuple | list):
        return tuple(str(item) for item in value)
    message = f"a setting cannot hold {value!r}"
    raise TypeError(message)
