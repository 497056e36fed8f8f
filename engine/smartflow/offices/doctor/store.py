"""The store as ``doctor`` looks at it: what keeps it, how safely, and what may be done there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.ledger.examination import Examination

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.casework.workspace import Workspace
    from smartflow.store.protocol import StoreFacts

__all__ = ["examine_store"]

_DATABASE = Text(id="Basis data", en="Database")
_WRITING = Text(id="Izin tulis", en="Write access")
_STATUS = Text(
    id="Lihat hak setiap peran: smartflow db status",
    en="See each role's rights: smartflow db status",
)
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def examine_store(workspace: Workspace) -> Iterator[Examination]:
    """Yield what keeps the store, and whether it and the workspace can be written.

    Args:
        workspace: Where.

    Raises:
        SmartflowError: the store cannot be read.
    """
    facts = workspace.store.facts()
    name = _NAMES.get(facts.kind, facts.kind)
    role = Text(id=f", peran {facts.role}", en=f", role {facts.role}") if facts.role else None
    said = f"{name} {facts.version}, {facts.place} ({facts.durability})"
    yield Examination(
        _DATABASE,
        "good",
        Text(id=f"{said}{role.id}", en=f"{said}{role.en}") if role else Text.same(said),
    )
    if facts.superuser:
        yield Examination(
            _DATABASE,
            "look",
            Text(
                id=f"peran {facts.role} adalah superuser; hak basis data tidak berlaku baginya",
                en=f"the role {facts.role} is a superuser; the database's rights do not hold for"
                " it",
            ),
            _STATUS,
        )
    yield _writable(workspace, facts)


def _writable(workspace: Workspace, facts: StoreFacts) -> Examination:
    files = [workspace.root]
    if facts.kind == "sqlite":
        files.append(workspace.root / workspace.configuration.database)
    blocked = [path for path in files if not os.access(path, os.W_OK)]
    if blocked:
        names = ", ".join(str(path) for path in blocked)
        return Examination(
            _WRITING,
            "fault",
            Text(id=f"tidak dapat menulis {names}", en=f"cannot write {names}"),
            Text(
                id="Beri izin tulis pada folder dan berkasnya.",
                en="Allow writing to the folder and the file.",
            ),
            2,
        )
    if facts.access in {"owner", "application"}:
        return Examination(_WRITING, "good", Text(id="ada", en="granted"))
    return Examination(
        _WRITING,
        "look",
        Text(
            id=f"peran {facts.role} hanya dapat membaca; dari sini tidak ada yang dapat dicatat",
            en=f"the role {facts.role} may only read; nothing can be recorded from here",
        ),
        _STATUS,
    )
