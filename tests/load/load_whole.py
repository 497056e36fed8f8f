"""Afterwards: the store verified whole, every city folded, every log file held against it.

Not a test.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from load_check import Complaint
from load_office import read_logs

from smartflow.audit.verify.verify import verify
from smartflow.casework.casework import read_case
from smartflow.casework.telling import extend_log
from smartflow.casework.workspace import open_workspace
from smartflow.errors import SmartflowError
from smartflow.history.entries.chain import leaf_hash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from load_office import Offices

    from smartflow.casework.workspace import Workspace

__all__ = ["examine"]


def examine(offices: Offices) -> tuple[dict[str, tuple[bytes, ...]], list[Complaint]]:
    """Return what the store keeps, and whatever is wrong with it by itself."""
    found: list[Complaint] = []
    logs: dict[str, tuple[bytes, ...]] = {}
    for number, root in enumerate(offices.roots):
        workspace = open_workspace(root, config_folder=offices.config)
        try:
            logs = read_logs(workspace)
            found += _log_file(workspace, root, logs)
            if number == 0:
                found += _verified(workspace)
                found += _folded(workspace)
        finally:
            workspace.close()
    return logs, found


def _verified(workspace: Workspace) -> Iterator[Complaint]:
    """Let the engine verify every chain, blob, checkpoint and signature."""
    for finding in verify(workspace, every=True).findings:
        yield Complaint("verify", str(finding.kind), str(finding))


def _folded(workspace: Workspace) -> Iterator[Complaint]:
    with workspace.store.read() as reading:
        cities = [city.slug for city in workspace.register(reading).cities]
    for slug in cities:
        try:
            read_case(workspace, slug)
        except SmartflowError as error:
            yield Complaint("unreadable", slug, error.message.en)


def _log_file(
    workspace: Workspace, root: Path, logs: Mapping[str, Sequence[bytes]]
) -> Iterator[Complaint]:
    """Complete the log file as the next act would, and compare it line by line."""
    extend_log(workspace, tuple(logs))
    for trouble in workspace.troubles:
        yield Complaint("log file", root.name, trouble.en)
    lines = [json.loads(line) for line in workspace.log_file.read_bytes().splitlines()]
    held = {(line["log"], line["seq"]): line["leaf"] for line in lines}
    kept = {
        (log, seq): leaf_hash(content)
        for log, contents in logs.items()
        for seq, content in enumerate(contents, start=1)
    }
    if len(held) != len(lines):
        yield Complaint("log file", root.name, "a line stands there twice")
    if held != kept:
        some = sorted(held.items() ^ kept.items())[:3]
        yield Complaint("log file", root.name, f"it and the store differ at {some}")
