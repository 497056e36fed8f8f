"""Where a store is, as a person names it on the command line.

An address without a database's name would be taken for a database of the role's name, which is
hardly ever meant: whoever names a store for good has to name it whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.store.address import read_address
from smartflow.store.server_errors import BadAddress

if TYPE_CHECKING:
    from smartflow.store.address import Address

__all__ = ["named_address"]


def named_address(place: str) -> Address:
    """Read an address that names its database.

    Args:
        place: A URL.

    Raises:
        BadAddress: it is no address of a PostgreSQL database, or does not say which.
    """
    address = read_address(place)
    if not address.database and "service" not in dict(address.options):
        raise BadAddress(
            why=Text(
                id="nama basis datanya tidak ada di belakang host",
                en="the name of the database is missing behind the host",
            )
        )
    return address
