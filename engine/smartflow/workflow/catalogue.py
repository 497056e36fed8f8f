"""The catalogue: which workflows there are, from plugins and from the workspace's own folder.

A file is read the first time that it is asked for, and a bad one spoils only itself: it stands in
the list with its fault, and only who asks for it is refused. Knows files, but no plugin: the
registered paths are given to it with their origins.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.errors import BadInput, SmartflowError
from smartflow.language import Text
from smartflow.workflow.definition_file.document import Definition
from smartflow.workflow.definition_file.extends import resolve
from smartflow.workflow.definition_file.reading import read_definition
from smartflow.workflow.suggestion import one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.plugin.registry import Owned
    from smartflow.workflow.definition import Workflow

__all__ = ["Catalogue", "CatalogueEntry", "UnknownWorkflow", "WorkflowClash"]


class UnknownWorkflow(BadInput):
    """A word that names no workflow."""

    code = "unknown-workflow"
    says = Text(
        id="Alur kerja '{reference}' tidak ada.{guess}",
        en="There is no workflow '{reference}'.{guess}",
    )
    next_step = Text(
        id="Lihat alur kerja yang ada: smartflow workflow list",
        en="See the workflows there are: smartflow workflow list",
    )


class WorkflowClash(BadInput):
    """Two files that give the same key and version."""

    code = "workflow-clash"
    says = Text(
        id="Alur kerja '{reference}' ada di lebih dari satu berkas: {places}.",
        en="The workflow '{reference}' stands in more than one file: {places}.",
    )
    next_step = Text(
        id="Ubah 'key' atau 'version' pada salah satunya.",
        en="Change 'key' or 'version' in one of them.",
    )


class CatalogueEntry(msgspec.Struct, frozen=True):
    """One workflow file.

    Attributes:
        path: The file.
        plugin: The plugin that ships it, or ``""`` for the workspace's own.
        definition: What stands in it, or None when it cannot be read.
        fault: Why it cannot be read, or None.
    """

    path: Path
    plugin: str
    definition: Definition | None
    fault: SmartflowError | None = None

    @property
    def key(self) -> str:
        """The workflow's key; the file's name without suffix when it cannot be read."""
        return self.path.stem if self.definition is None else self.definition.workflow.key

    @property
    def version(self) -> int:
        """The workflow's version; 0 when the file cannot be read."""
        return 0 if self.definition is None else self.definition.workflow.version

    @property
    def title(self) -> Text:
        """The workflow's own title; its key when the file gives none."""
        title = self.definition.workflow.title if self.definition is not None else None
        return title if isinstance(title, Text) else Text.same(self.key)

    @property
    def extends(self) -> str:
        """What it extends, or ``""``."""
        if self.definition is None or not isinstance(self.definition.workflow.extends, str):
            return ""
        return self.definition.workflow.extends


class Catalogue:
    """All workflow files that are at hand.

    Args:
        files: The paths that plugins registered.
        folder: The workspace's ``workflows`` folder; it need not exist.
    """

    def __init__(self, files: Sequence[Owned[Path]] = (), folder: Path | None = None) -> None:
        """Take the sources; nothing is read yet."""
        self._files = tuple(files)
        self._folder = folder

    @cached_property
    def entries(self) -> tuple[CatalogueEntry, ...]:
        """Every file, sorted by key, version and path."""
        sources = [(owned.value, owned.origin.plugin) for owned in self._files]
        if self._folder is not None and self._folder.is_dir():
            sources += [(path, "") for path in sorted(self._folder.glob("*.toml"))]
        found = [_entry(path, plugin) for path, plugin in dict(sources).items()]
        return tuple(sorted(found, key=lambda entry: (entry.key, entry.version, entry.path)))

    def find(self, reference: str) -> Workflow:
        """Return the resolved workflow that ``reference`` names.

        Args:
            reference: ``masterplan@1``, or ``masterplan`` for the newest version.

        Raises:
            UnknownWorkflow: there is none; the message says what there is.
            WorkflowClash: two files give it.
            BadInput: its file, or one that it extends, cannot be read or merged.
        """
        entry = self._entry(reference)
        return resolve(_definition(entry), self._parent, str(entry.path))

    def newer_than(self, key: str, version: int) -> str:
        """Return the newest version of a workflow, ``masterplan@2``; ``""`` if that is no newer.

        Args:
            key: The workflow's key.
            version: The version that is known.
        """
        versions = [entry.version for entry in self.entries if entry.key == key]
        newest = max(versions, default=version)
        return f"{key}@{newest}" if newest > version else ""

    def read(self, path: Path) -> Workflow:
        """Return the resolved workflow of a file that need not be in the catalogue.

        Raises:
            BadInput: the file, or one that it extends, cannot be read or merged.
        """
        return resolve(read_definition(path), self._parent, str(path))

    def _parent(self, reference: str) -> Definition:
        return _definition(self._entry(reference))

    def _entry(self, reference: str) -> CatalogueEntry:
        key, _, version = reference.partition("@")
        fitting = [
            entry
            for entry in self.entries
            if entry.key == key and (not version or str(entry.version) == version)
        ]
        # A file that cannot be read is known by its name only: whoever means it learns why.
        faulty = [e for e in self.entries if e.definition is None and e.key == key]
        readable = [entry for entry in fitting if entry.definition is not None]
        if not readable and faulty:
            return faulty[0]
        if not readable:
            raise self._unknown(reference)
        newest = max(entry.version for entry in readable)
        best = [entry for entry in readable if entry.version == newest]
        if len(best) > 1:
            raise _clash(best)
        return best[0]

    def _unknown(self, reference: str) -> UnknownWorkflow:
        known = [
            f"{entry.key}@{entry.version}" if "@" in reference else entry.key
            for entry in self.entries
            if entry.definition is not None
        ]
        guess = one_of(reference, dict.fromkeys(known))
        return UnknownWorkflow(reference=reference, guess=guess)


def _entry(path: Path, plugin: str) -> CatalogueEntry:
    try:
        return CatalogueEntry(path, plugin, read_definition(path))
    except SmartflowError as error:
        return CatalogueEntry(path, plugin, None, error)


def _definition(entry: CatalogueEntry) -> Definition:
    if entry.fault is not None:
        raise entry.fault
    if entry.definition is None:
        message = f"{entry.path} has neither definition nor fault"
        raise AssertionError(message)
    return entry.definition


def _clash(entries: Sequence[CatalogueEntry]) -> WorkflowClash:
    paths = [str(entry.path) for entry in entries]
    reference = f"{entries[0].key}@{entries[0].version}"
    return WorkflowClash(
        reference=reference, places=Text(id=" dan ".join(paths), en=" and ".join(paths))
    )
