"""Writing a workflow file: a :class:`Definition` or a whole :class:`Workflow` as TOML.

Reading what was written gives back the same definition. Values that are unset are left out, so
that a file that extends another one stays as short as it was. Comments do not survive: this
writes new files, it does not edit those of people.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from smartflow.workflow.definition import Workflow
from smartflow.workflow.definition_file.document import (
    BookEntry,
    Definition,
    Header,
    PluginEntry,
    RecordEntry,
    RoleEntry,
    StageEntry,
    TransitionEntry,
)

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["as_definition", "definition_toml", "write_definition"]


def as_definition(workflow: Workflow) -> Definition:
    """Return ``workflow`` as a complete definition that extends nothing."""
    return Definition(
        workflow=Header(
            key=workflow.key,
            version=workflow.version,
            title=workflow.title,
            dimensions=workflow.dimensions,
            requires=workflow.requires,
            initial=workflow.initial,
            final=workflow.final,
            emblem=workflow.emblem or msgspec.UNSET,
        ),
        stages=tuple(
            StageEntry(
                key=stage.key,
                title=stage.title,
                worksheets=stage.worksheets,
                due_days=msgspec.UNSET if stage.due_days is None else stage.due_days,
                presents=stage.presents,
            )
            for stage in workflow.stages
        ),
        transitions=tuple(
            TransitionEntry(
                from_=way.from_,
                to=way.to,
                rules=way.rules,
                sign_offs=way.sign_offs,
                skip=way.skip,
                minimum_score=way.minimum_score,
            )
            for way in workflow.transitions
        ),
        roles=tuple(RoleEntry(key=r.key, title=r.title, body=r.body) for r in workflow.roles),
        records=tuple(RecordEntry(key=r.key, title=r.title) for r in workflow.records),
        books=tuple(
            BookEntry(
                key=book.key,
                title=book.title,
                each=msgspec.UNSET if book.each == "city" else book.each,
                whole_after=book.whole_after or msgspec.UNSET,
                rules=book.rules or msgspec.UNSET,
                cover=msgspec.UNSET if book.cover else book.cover,
                form=book.form or msgspec.UNSET,
            )
            for book in workflow.books
        ),
        send_back=workflow.send_back,
        waiver=workflow.waiver if workflow.waiver.roles else msgspec.UNSET,
        migrate=workflow.migrate if workflow.migrate.roles else msgspec.UNSET,
        settings={plugin: dict(values) for plugin, values in workflow.settings.items()},
        plugins=tuple(
            PluginEntry(name=one.name, fingerprint=one.fingerprint or msgspec.UNSET)
            for one in workflow.plugins
        ),
    )


def definition_toml(definition: Definition | Workflow) -> str:
    """Return the TOML text of a definition."""
    import tomli_w

    whole = as_definition(definition) if isinstance(definition, Workflow) else definition
    data = msgspec.to_builtins(whole, builtin_types=(Decimal,))
    for way in data["transition"]:
        for asked in way.get("sign_offs", ()):
            for field in ("signed", "minutes"):
                if not asked[field]:
                    del asked[field]
    return tomli_w.dumps({key: value for key, value in data.items() if value not in ([], {})})


def write_definition(definition: Definition | Workflow, path: Path) -> None:
    """Write a definition to ``path``, in UTF-8 with plain line ends.

    Raises:
        OSError: the file cannot be written.
    """
    from smartflow.workbook.writing.placing import put_in_place

    put_in_place(path, definition_toml(definition).encode())
