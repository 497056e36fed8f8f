"""What stands in a workflow file: the same shape as a workflow, but with gaps.

A file that extends another one gives only what differs, so every value may be unset here, and an
entry may say ``remove = true``. The names of the file are the singular ones of TOML's array
tables (``[[stage]]``). Plain data; reading is in ``reading``, merging in ``extends``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from smartflow.language import Text
from smartflow.workflow.definition import (
    Each,
    Migration,
    SendBack,
    SignOffRequirement,
    Skip,
    WaiverApproval,
)

__all__ = [
    "BookEntry",
    "Definition",
    "FileSetting",
    "Fingerprint",
    "Header",
    "Key",
    "PluginEntry",
    "RecordEntry",
    "RoleEntry",
    "StageEntry",
    "TransitionEntry",
]

Key = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]*$", max_length=64)]
"""Lower-case letters, digits and underscores: it is typed on a command line and names a state."""

Fingerprint = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
"""A sha256 in hex, as ``smartflow plugin info`` prints it."""

Version = Annotated[int, msgspec.Meta(ge=1, le=999_999)]

FileSetting = str | int | bool | Decimal | tuple[str, ...]
"""A setting as a file holds it; never a float."""


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[workflow]``."""

    key: Key
    version: Version
    extends: str | UnsetType = UNSET
    title: Text | UnsetType = UNSET
    dimensions: tuple[str, ...] | UnsetType = UNSET
    requires: tuple[str, ...] | UnsetType = UNSET
    initial: Key | UnsetType = UNSET
    final: tuple[Key, ...] | UnsetType = UNSET
    emblem: str | UnsetType = UNSET


class StageEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table ``[[stage]]``; ``after`` names the stage behind which a new one is put."""

    key: Key
    remove: bool | UnsetType = UNSET
    after: Key | UnsetType = UNSET
    title: Text | UnsetType = UNSET
    worksheets: tuple[str, ...] | UnsetType = UNSET
    due_days: int | UnsetType = UNSET
    presents: tuple[str, ...] | UnsetType = UNSET


class TransitionEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table ``[[transition]]``."""

    from_: Key = msgspec.field(name="from")
    to: Key
    remove: bool | UnsetType = UNSET
    rules: tuple[str, ...] | UnsetType = UNSET
    sign_offs: tuple[SignOffRequirement, ...] | UnsetType = UNSET
    skip: tuple[Skip, ...] | UnsetType = UNSET
    minimum_score: dict[str, Decimal] | UnsetType = UNSET


class RoleEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table ``[[role]]``."""

    key: Key
    remove: bool | UnsetType = UNSET
    title: Text | UnsetType = UNSET
    body: bool | UnsetType = UNSET


class RecordEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table ``[[record]]``."""

    key: Key
    remove: bool | UnsetType = UNSET
    title: Text | UnsetType = UNSET


class BookEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table ``[[book]]``."""

    key: Key
    remove: bool | UnsetType = UNSET
    title: Text | UnsetType = UNSET
    each: Each | UnsetType = UNSET
    whole_after: str | UnsetType = UNSET
    rules: tuple[str, ...] | UnsetType = UNSET
    cover: bool | UnsetType = UNSET
    form: bool | UnsetType = UNSET


class PluginEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table ``[[plugin]]``: one plugin of the allow-list."""

    name: Key
    remove: bool | UnsetType = UNSET
    fingerprint: Fingerprint | UnsetType = UNSET


class Definition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One workflow file.

    Attributes:
        workflow: The table ``[workflow]``.
        stages: ``[[stage]]``, in the order of the file; likewise the other sequences.
        settings: ``[settings.PLUGIN]``, checked on reading to hold :data:`FileSetting` only.
    """

    workflow: Header
    stages: tuple[StageEntry, ...] = msgspec.field(name="stage", default=())
    transitions: tuple[TransitionEntry, ...] = msgspec.field(name="transition", default=())
    roles: tuple[RoleEntry, ...] = msgspec.field(name="role", default=())
    records: tuple[RecordEntry, ...] = msgspec.field(name="record", default=())
    books: tuple[BookEntry, ...] = msgspec.field(name="book", default=())
    send_back: SendBack | UnsetType = UNSET
    waiver: WaiverApproval | UnsetType = UNSET
    migrate: Migration | UnsetType = UNSET
    settings: dict[str, dict[str, object]] = {}
    plugins: tuple[PluginEntry, ...] = msgspec.field(name="plugin", default=())

    @property
    def reference(self) -> str:
        """The key and version as ``extends`` names it: ``masterplan@1``."""
        return f"{self.workflow.key}@{self.workflow.version}"
