"""The bytes and the digest of a resolved workflow: what a city pins and a sign-off binds.

Canonical JSON (RFC 8785) with decimals as strings. Reading it back gives the same workflow, so a
gate judges by the pinned bytes alone and needs no file that may have changed since.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.errors import IntegrityFailure
from smartflow.language import Text
from smartflow.workflow.definition import Workflow

__all__ = ["BrokenWorkflow", "digest", "workflow_bytes", "workflow_from_bytes"]


class BrokenWorkflow(IntegrityFailure):
    """Stored bytes that are not those of a workflow."""

    code = "workflow-broken"
    says = Text(
        id="Alur kerja yang tersimpan tidak dapat dibaca ({cause}).",
        en="The stored workflow cannot be read ({cause}).",
    )
    next_step = Text(
        id="Periksa riwayatnya: smartflow audit verify",
        en="Look over the history: smartflow audit verify",
    )


def workflow_bytes(workflow: Workflow) -> bytes:
    """Return the canonical JSON of ``workflow``."""
    data = msgspec.to_builtins(workflow, builtin_types=(Decimal,))
    if not workflow.plugins:  # so that a workflow from before allow-lists keeps its digest
        del data["plugins"]
    if not workflow.waiver.roles:  # likewise one from before waivers
        del data["waiver"]
    if not workflow.migrate.roles:  # and one from before migrations
        del data["migrate"]
    for key in ("books", "emblem"):  # and one from before books
        if not data[key]:
            del data[key]
    for way in data["transitions"]:  # and one from before signed sign-offs
        for asked in way["sign_offs"]:
            for field in ("signed", "minutes"):
                if not asked[field]:
                    del asked[field]
    return canonical_bytes(data)


def workflow_from_bytes(content: bytes) -> Workflow:
    """Return the workflow that :func:`workflow_bytes` wrote.

    Raises:
        BrokenWorkflow: the bytes are not those of a workflow.
    """
    try:
        return msgspec.json.decode(content, type=Workflow)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BrokenWorkflow(cause=error) from error


def digest(workflow: Workflow) -> str:
    """Return the sha256 of the canonical JSON, in hex."""
    return sha256_hex(workflow_bytes(workflow))
