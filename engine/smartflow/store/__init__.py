"""Store: where logs and blobs are kept, behind one small protocol.

Floor 2: imports the history below it, and nothing of plugins or workbooks beside it. Two adapters
stand behind the protocol: SQLite, a file for one office, and PostgreSQL, a server for many.
"""

from __future__ import annotations

from smartflow.store.errors import (
    CorruptStore,
    HeadMoved,
    NewerStore,
    NotAStore,
    StoreFailed,
    StoreLocked,
    StoreMissing,
)
from smartflow.store.opening import open_store
from smartflow.store.protocol import (
    CheckpointSpan,
    Head,
    Neighbour,
    Reading,
    RoleAccess,
    Store,
    StoreFacts,
    Writing,
)
from smartflow.store.server_errors import (
    BadAddress,
    CommitUnknown,
    DriverMissing,
    NotDurable,
    PasswordWritten,
    StoreFull,
    StoreInterrupted,
    StoreRefused,
    StoreTooOld,
    StoreUnreachable,
)
from smartflow.store.sqlite.adapter import BUSY_TIMEOUT, open_sqlite

__all__ = [
    "BUSY_TIMEOUT",
    "BadAddress",
    "CheckpointSpan",
    "CommitUnknown",
    "CorruptStore",
    "DriverMissing",
    "Head",
    "HeadMoved",
    "Neighbour",
    "NewerStore",
    "NotAStore",
    "NotDurable",
    "PasswordWritten",
    "Reading",
    "RoleAccess",
    "Store",
    "StoreFacts",
    "StoreFailed",
    "StoreFull",
    "StoreInterrupted",
    "StoreLocked",
    "StoreMissing",
    "StoreRefused",
    "StoreTooOld",
    "StoreUnreachable",
    "Writing",
    "open_sqlite",
    "open_store",
]
