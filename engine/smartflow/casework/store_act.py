"""Acts that concern the store and no city: its beginning, its keys, who vouches for it.

They are entries of the store log, written and signed like those of a city. A plan is made inside
the write transaction, for what it looks at is the store itself and takes no time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from smartflow.casework.repeating import repeated
from smartflow.casework.signing import pen_of
from smartflow.casework.system_user import system_user
from smartflow.casework.telling import tell
from smartflow.clock import Clock, Zone, day_in, stamp
from smartflow.history.entries.chain import EMPTY_HASH, Head
from smartflow.history.entries.entry import Actor, Entry

if TYPE_CHECKING:
    from smartflow.casework.casework import Draft
    from smartflow.casework.workspace import Workspace
    from smartflow.store.protocol import Writing

__all__ = ["perform_in_store", "store_entry"]

_ZONE: Zone = "WIB"
"""The store belongs to no city; its days are those of the capital."""


def perform_in_store(workspace: Workspace, plan: Callable[[Writing, str], Draft]) -> Entry:
    """Let an act on the store happen: plan, write one entry, sign for it, tell who must be told.

    Args:
        workspace: Where.
        plan: What the act wants, from the open transaction and the name of the store log.

    Raises:
        StoreLocked: another process holds the store for too long.
        SigningKeyMissing: the store is signed and its key is not on this computer.
        SmartflowError: whatever the plan refuses.
    """
    entry = repeated(lambda: _attempt(workspace, plan))
    tell(workspace, entry)
    return entry


def _attempt(workspace: Workspace, plan: Callable[[Writing, str], Draft]) -> Entry:
    """Plan and write once; telling comes afterwards, when nothing can be repeated."""
    with workspace.reading() as reading:
        own = workspace.register(reading).own
    pen = pen_of(workspace, own)
    with workspace.store.write(own) as writing:
        draft = plan(writing, own)
        for blob in draft.blobs:
            writing.put_blob(blob.digest, blob.content)
        entry = store_entry(
            own,
            writing.head(own),
            workspace.clock,
            draft.act,
            draft.body,
            person=workspace.actor_name,
            reason=draft.reason,
        )
        leaves = workspace.register(writing).leaves
        pen.append(writing, entry, tuple(map(bytes.fromhex, leaves)))
    return entry


def store_entry(  # noqa: PLR0913  the parts of an entry
    log: str,
    head: Head | None,
    clock: Clock,
    act: str,
    body: dict[str, Any],
    *,
    person: str = "",
    reason: str = "",
) -> Entry:
    """Return an entry of the store log.

    Args:
        log: The store log.
        head: Its newest entry, or None.
        clock: The clock by which it is stamped.
        act: The act's name.
        body: Its body.
        person: Who acts; by default the operating system's user. Nobody is registered in a store,
            so the actor is claimed either way.
        reason: Why, in the person's words.
    """
    now = clock.now()
    user = system_user()
    return Entry(
        log=log,
        seq=head.seq + 1 if head else 1,
        at=stamp(now),
        occurred=day_in(_ZONE, now),
        zone=_ZONE,
        act=act,
        actor=Actor(person=person or user, basis=f"claimed by {user}"),
        body=body,
        reason=reason,
        prev=head.leaf if head else EMPTY_HASH,
    )
