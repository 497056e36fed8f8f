"""Store: where logs and blobs are kept, behind one small protocol.

Floor 2: imports the history below it, and nothing of plugins or workbooks beside it. Today one
adapter stands behind the protocol, SQLite.
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
from smartflow.store.protocol import CheckpointSpan, Head, Reading, Store, Writing
from smartflow.store.sqlite import BUSY_TIMEOUT, open_sqlite

__all__ = [
    "BUSY_TIMEOUT",
    "CheckpointSpan",
    "CorruptStore",
    "Head",
    "HeadMoved",
    "NewerStore",
    "NotAStore",
    "Reading",
    "Store",
    "StoreFailed",
    "StoreLocked",
    "StoreMissing",
    "Writing",
    "open_sqlite",
]
