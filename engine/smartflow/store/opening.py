"""Opening the store that a workspace names: a file, or a database on a server.

The one place that knows which adapter stands behind a name. The driver of the server is imported
only when a name asks for it, so that whoever works with a file neither installs nor loads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.store.address import is_url, read_address

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.store.protocol import Store

__all__ = ["open_store"]


def open_store(place: str, root: Path, *, create: bool = False) -> Store:
    """Open the store that ``smartflow.toml`` names.

    Args:
        place: A file, relative to ``root``; or ``postgresql://[user@]host[:port]/database``.
        root: The workspace's folder.
        create: Make the store if there is none; one that is there already is just opened.

    Returns:
        The store; close it when done.

    Raises:
        BadAddress: the address cannot be read.
        DriverMissing: it is on a server, and the extra ``postgres`` is not installed.
        StoreMissing: there is none, and ``create`` is false.
        SmartflowError: it cannot be opened; see
            :func:`~smartflow.store.sqlite.adapter.open_sqlite` and
            :func:`~smartflow.store.postgres.adapter.open_postgres`.
    """
    if is_url(place):
        address = read_address(place)
        from smartflow.store.postgres.adapter import open_postgres

        return open_postgres(address, create=create)
    from smartflow.store.sqlite.adapter import open_sqlite

    return open_sqlite(root / place, create=create)
