"""Store: where logs and blobs are kept, behind one small protocol.

Floor 2: imports the history below it, and nothing of plugins or workbooks beside it. Two adapters
stand behind the protocol: SQLite, a file for one office, and PostgreSQL, a server for many.

In this folder:

``address``: The address of a database on a server: read once, and never shown with its password.
``errors``: What can go wrong with a store, each situation with its sentence and the next step.
``opening``: Opening the store that a workspace names: a file, or a database on a server.
``postgres``: The store as tables on a PostgreSQL server.
``protocol``: The store as the rest of the engine sees it: a few reads and writes, in transactions.
``server_errors``: What can go wrong with a store on a server, each situation with its sentence and
    the next step.
``sqlite``: The store as one file of SQLite.
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
