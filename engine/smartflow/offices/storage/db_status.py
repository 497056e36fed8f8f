"""``db status``: what keeps this workspace's store, how much is in it, and who may do what there.

For whoever looks after the database. It looks only, with whatever rights it is given, and proves
nothing of the history: that is ``audit verify``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.clock_order import legible
from smartflow.casework.signing import find_signer, replaced_key
from smartflow.language import Text
from smartflow.store.protocol import Neighbour, RoleAccess, StoreFacts

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.store.protocol import Reading

__all__ = ["DbStatus", "Newest", "Remark", "db_status"]

_ACTING = ("owner", "application")


class Newest(msgspec.Struct, frozen=True):
    """The newest entry of a store.

    Attributes:
        log: The log in which it stands.
        seq: Its number there.
        act: What was done.
        at: When it was written, UTC.
    """

    log: str
    seq: int
    act: str
    at: str


class Remark(msgspec.Struct, frozen=True):
    """Something worth a look.

    Attributes:
        found: What was found.
        hint: What to do.
    """

    found: Text
    hint: Text


class DbStatus(msgspec.Struct, frozen=True):
    """How the store of a workspace stands.

    Attributes:
        facts: What keeps it.
        store: The name of the store log.
        logs: How many logs there are, the store log among them.
        entries: How many entries.
        checkpoints: How many checkpoints.
        blobs: How many attachments.
        newest: The newest entry; None where none can be read.
        key_file: Where the private key is, or would be; None for a store that is not signed.
        has_key: Whether it is there.
        may_act: Whether acts can be recorded from here: the right to, and the key.
        may_erase: Whether personal data can be erased from here.
        roles: Which roles have which access; none for a file.
        neighbours: Who else is connected now; none for a file.
        remarks: What is worth a look.
    """

    facts: StoreFacts
    store: str
    logs: int
    entries: int
    checkpoints: int
    blobs: int
    newest: Newest | None
    key_file: Path | None
    has_key: bool
    may_act: bool
    may_erase: bool
    roles: tuple[RoleAccess, ...]
    neighbours: tuple[Neighbour, ...]
    remarks: tuple[Remark, ...]


def db_status(workspace: Workspace) -> DbStatus:
    """Look at the store of a workspace.

    Args:
        workspace: Where.

    Raises:
        IntegrityFailure: the store log is not as it was written.
        SmartflowError: the store cannot be read.
    """
    facts = workspace.store.facts()
    with workspace.store.read() as reading:
        register = workspace.register(reading)
        totals, logs = reading.totals(), reading.logs()
        blobs = sum(1 for _ in reading.digests())
        newest = _newest(reading, logs)
    key = register.keys.current
    file = workspace.key_file(register.own) if key is not None else None
    has_key = key is not None and find_signer(file, key) is not None
    writable = facts.access in _ACTING and _is_writable(facts)
    may_act = writable and (key is None or has_key)
    return DbStatus(
        facts,
        register.own,
        len(logs),
        totals.entries,
        totals.checkpoints,
        blobs,
        newest,
        file,
        has_key,
        may_act,
        may_act and facts.access == "owner",
        workspace.store.roles(),
        workspace.store.neighbours(),
        (
            *_remarks(facts),
            *(_of_the_key(file) if writable and key is not None and not has_key else ()),
        ),
    )


def _newest(reading: Reading, logs: tuple[str, ...]) -> Newest | None:
    """Return the newest entry of all logs, by the moment that it bears."""
    found: list[Entry] = []
    for log in logs:
        head = reading.head(log)
        found += legible(reading.entries(log, head.seq - 1 if head is not None else 0))
    if not found:
        return None
    one = max(found, key=lambda entry: (entry.moment, entry.log))
    return Newest(one.log, one.seq, one.act, one.at)


def _is_writable(facts: StoreFacts) -> bool:
    """Say whether the computer lets the store be written, where it is a file of this computer."""
    return facts.kind != "sqlite" or (
        os.access(facts.place, os.W_OK) and os.access(Path(facts.place).parent, os.W_OK)
    )


def _remarks(facts: StoreFacts) -> Iterator[Remark]:
    if facts.superuser:
        yield Remark(
            Text(
                id=f"Peran '{facts.role}' adalah superuser: baginya hak dan pemicu basis data tidak"
                " berlaku.",
                en=f"The role '{facts.role}' is a superuser: the database's rights and triggers do"
                " not hold for it.",
            ),
            Text(
                id="Untuk kerja sehari-hari pakai peran sendiri: smartflow db grant PERAN --access"
                " application",
                en="Use a role of its own for daily work: smartflow db grant ROLE --access"
                " application",
            ),
        )
    elif facts.kind != "sqlite" and facts.access == "owner":
        yield Remark(
            Text(
                id=f"Peran '{facts.role}' adalah pemilik penyimpanan: ia dapat memberi hak dan"
                " menghapus lampiran.",
                en=f"The role '{facts.role}' owns the store: it can grant rights and erase"
                " attachments.",
            ),
            Text(
                id="Untuk kerja sehari-hari pakai peran lain: smartflow db grant PERAN --access"
                " application",
                en="Use another role for daily work: smartflow db grant ROLE --access application",
            ),
        )


def _of_the_key(file: Path | None) -> Iterator[Remark]:
    """Say why nothing can be recorded: the store's key was replaced elsewhere, or is not here."""
    replaced = replaced_key(file)
    if replaced is not None and replaced.hint is not None:
        yield Remark(replaced.message, replaced.hint)
    else:
        yield Remark(
            Text(
                id="Kunci penyegelnya tidak ada di komputer ini; dari sini tidak ada yang dapat"
                " dicatat.",
                en="Its signing key is not on this computer; nothing can be recorded from here.",
            ),
            Text(
                id="Salin dari komputer yang memilikinya: smartflow audit key import BERKAS",
                en="Copy it from the computer that has it: smartflow audit key import FILE",
            ),
        )
