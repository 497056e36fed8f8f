"""``doctor``: examine this computer and this workspace, and say what to mend. Writes nothing."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.casework.clock_order import CLOCK_SLACK, examine_clock_order, legible, moment_words
from smartflow.casework.signing import find_signer, replaced_key
from smartflow.casework.workspace import find_workspace, open_workspace
from smartflow.errors import SmartflowError
from smartflow.language import Text
from smartflow.ledger.examination import Examination
from smartflow.ledger.keys import read_keys
from smartflow.ledger.scan import StoreScan
from smartflow.offices.doctor.cities import examine_cities
from smartflow.offices.doctor.history import examine_history
from smartflow.offices.doctor.store import examine_store
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.loading.workspace_files import misnamed
from smartflow.workflow.catalogue import Catalogue
from smartflow.workflow.lint.plugin_remarks import plugin_remarks

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.clock import Clock
    from smartflow.plugin.registry import Registry

__all__ = ["Examination", "doctor"]

OLDEST_PYTHON = (3, 11)
WAL_FAULT_ENDS = (3, 51, 3)
"""SQLite 3.7.0 to 3.51.2 can lose a commit in WAL mode; SmartFlow does not use that mode."""


def doctor(
    folder: Path | None,
    *,
    clock: Clock,
    actor_name: str = "",
    safe: bool = False,
    config_folder: Path | None = None,
) -> tuple[Examination, ...]:
    """Examine the computer, the plugins and, where there is one, the workspace.

    Args:
        folder: The workspace that was named; by default the one around the current folder.
        clock: The computer's clock.
        actor_name: Who acts.
        safe: Whether only the built-in plugins are loaded.
        config_folder: The user's configuration folder.
    """
    found = [_python(), _sqlite()]
    try:
        root = find_workspace(folder)
        workspace = open_workspace(
            root, actor_name=actor_name, clock=clock, safe=safe, config_folder=config_folder
        )
    except SmartflowError as error:
        found.append(
            Examination(
                Text(id="Ruang kerja", en="Workspace"),
                "fault" if folder is not None or error.code != "not-a-workspace" else "look",
                error.message,
                error.hint,
                error.exit_code,
            )
        )
        registry = load_registry(built_in_only=safe)
        found.extend(_plugins(registry, Catalogue(registry.workflow_files)))
        return tuple(found)
    try:
        found.extend(_guarded(Text(id="Ruang kerja", en="Workspace"), _workspace(workspace)))
        found.extend(_guarded(Text(id="Jejak audit", en="History"), examine_history(workspace)))
        found.extend(
            _guarded(
                Text(id="Waktu jejak audit", en="Time in the history"),
                examine_clock_order(workspace),
            )
        )
        found.extend(_plugins(workspace.registry, workspace.catalogue))
        found.extend(_misnamed(root))
        found.extend(_workflow_files(workspace))
        found.extend(_guarded(Text(id="Daftar kota", en="Cities"), examine_cities(workspace)))
    finally:
        workspace.close()
    return tuple(found)


def _guarded(subject: Text, examined: Iterator[Examination]) -> Iterator[Examination]:
    """Yield what is examined; what cannot be is a fault, and the rest is examined all the same."""
    try:
        yield from examined
    except SmartflowError as error:
        yield Examination(subject, "fault", error.message, error.hint, error.exit_code)


def _python() -> Examination:
    version = platform.python_version()
    good = sys.version_info >= OLDEST_PYTHON
    return Examination(
        Text.same("Python"),
        "good" if good else "fault",
        Text.same(f"{version} ({platform.system()} {platform.machine()})"),
        None if good else Text(id="Pasang Python 3.11 ke atas.", en="Install Python 3.11 or up."),
        2,
    )


def _sqlite() -> Examination:
    version = sqlite3.sqlite_version
    wal = sqlite3.sqlite_version_info < WAL_FAULT_ENDS
    note = Text(
        id="; cacat WAL-nya tidak berpengaruh karena SmartFlow memakai mode DELETE",
        en="; its WAL fault does not matter, since SmartFlow uses the mode DELETE",
    )
    return Examination(
        Text.same("SQLite"),
        "good",
        Text(id=version + note.id, en=version + note.en) if wal else Text.same(version),
    )


def _workspace(workspace: Workspace) -> Iterator[Examination]:
    subject = Text(id="Ruang kerja", en="Workspace")
    root, configuration = workspace.root, workspace.configuration
    actor = workspace.actor_name or workspace.system_user()
    blocked = ", ".join(configuration.plugins.blocked) or "-"
    yield Examination(
        subject,
        "good",
        Text(
            id=f"{root.resolve()}: basis data {configuration.database}, bahasa"
            f" {configuration.language}, pelaku {actor}, plugin diblokir: {blocked}",
            en=f"{root.resolve()}: database {configuration.database}, language"
            f" {configuration.language}, actor {actor}, blocked plugins: {blocked}",
        ),
    )
    yield from examine_store(workspace)
    yield from _key(workspace)
    yield _clock(workspace)


def _key(workspace: Workspace) -> Iterator[Examination]:
    """Yield whether the key by which this store signs lies here; nothing for an unsigned store."""
    with workspace.store.read() as reading:
        own = StoreScan(reading).own
        key = read_keys(reading, own).current
    if key is None:
        return
    subject, file = Text(id="Kunci penyegel", en="Signing key"), workspace.key_file(own)
    if find_signer(file, key) is not None:
        yield Examination(subject, "good", Text(id=f"ada di {file}", en=f"it is in {file}"))
        return
    replaced = replaced_key(file)
    if replaced is not None:
        yield Examination(subject, "look", replaced.message, replaced.hint)
        return
    yield Examination(
        subject,
        "look",
        Text(
            id="tidak ada di komputer ini; dari sini tidak ada yang dapat dicatat",
            en="it is not on this computer; nothing can be recorded from here",
        ),
        Text(
            id="Salin dari komputer yang memilikinya: smartflow audit key import BERKAS",
            en="Copy it from the computer that has it: smartflow audit key import FILE",
        ),
    )


def _clock(workspace: Workspace) -> Examination:
    """Compare the computer's clock with the newest entry of every log."""
    subject = Text(id="Jam komputer", en="The computer's clock")
    now = workspace.clock.now()
    with workspace.store.read() as reading:
        moments = []
        for log in reading.logs():
            head = reading.head(log)
            after = head.seq - 1 if head else 0
            moments += [entry.at for entry in legible(reading.entries(log, after))]
    newest = max((datetime.fromisoformat(at) for at in moments), default=now)
    shown = moment_words(now)
    if newest <= now + CLOCK_SLACK:
        return Examination(subject, "good", shown)
    ahead = moment_words(newest)
    return Examination(
        subject,
        "look",
        Text(
            id=f"{shown.id}, padahal ada entri dari {ahead.id}",
            en=f"{shown.en}, although there is an entry of {ahead.en}",
        ),
        Text(id="Setel jam komputer ini.", en="Set this computer's clock."),
    )


def _workflow_files(workspace: Workspace) -> Iterator[Examination]:
    """Name each workflow file that cannot be read: nobody can pin it, and nobody else says so."""
    for entry in workspace.catalogue.entries:
        if entry.fault is not None:
            yield Examination(
                Text(id="Alur kerja", en="Workflow"),
                "fault",
                entry.fault.message,
                entry.fault.hint,
                entry.fault.exit_code,
            )


def _misnamed(root: Path) -> Iterator[Examination]:
    """Name each file that is no plugin only because an editor put ``.txt`` behind its name."""
    for name in misnamed(root):
        meant = name[: -len(".txt")]
        yield Examination(
            Text.same("Plugin"),
            "look",
            Text(
                id=f"{name} tidak dibaca karena berakhiran .txt",
                en=f"{name} is not read, because it ends in .txt",
            ),
            Text(id=f"Ganti namanya menjadi {meant}", en=f"Rename it to {meant}"),
        )


def _plugins(registry: Registry, catalogue: Catalogue) -> Iterator[Examination]:
    subject = Text.same("Plugin")
    loaded = sum(1 for plugin in registry.plugins if plugin.state == "loaded")
    blocked = sum(1 for plugin in registry.plugins if plugin.state == "blocked")
    yield Examination(
        subject,
        "good" if loaded else "fault",
        Text(id=f"{loaded} dimuat, {blocked} diblokir", en=f"{loaded} loaded, {blocked} blocked"),
        exit_code=3,
    )
    for name, remarks in plugin_remarks(registry, catalogue).items():
        for remark in remarks:
            yield Examination(
                subject,
                "look",
                Text(id=f"'{name}': {remark.id}", en=f"'{name}': {remark.en}"),
                Text(
                    id=f"Beri tahu pembuatnya; rincian: smartflow plugin info {name}",
                    en=f"Tell its author; details: smartflow plugin info {name}",
                ),
            )
    for plugin in registry.faulty:
        yield Examination(
            subject,
            "fault",
            Text(
                id=f"'{plugin.name}' ({plugin.source}):"
                f" {plugin.reason.id if plugin.reason else plugin.fault}",
                en=f"'{plugin.name}' ({plugin.source}):"
                f" {plugin.reason.en if plugin.reason else plugin.fault}",
            ),
            Text(
                id=f"Pasang versi yang diperbaiki, copot, atau: smartflow plugin block"
                f" {plugin.name}",
                en=f"Install a mended version, remove it, or: smartflow plugin block {plugin.name}",
            ),
            3,
        )
