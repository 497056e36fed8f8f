"""What only the owner of a store on a server may do, and how the owner is asked to do it.

The database refuses it anyway, by grants and triggers. It is looked at beforehand, so that nobody
confirms in vain, and so that the refusal can say who may and how.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.store.address import read_address

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

__all__ = ["NeedsOwner", "require_owner"]


class NeedsOwner(BadInput):
    """Only the owner of the store may do this."""

    code = "needs-owner"
    says = Text(
        id="Hanya pemilik penyimpanan ('{owner}') yang {subject}; perintah ini berjalan sebagai"
        " '{role}'.",
        en="Only the store's owner ('{owner}') {subject}; this command runs as '{role}'.",
    )
    next_step = Text(
        id="Ulangi perintah yang sama sebagai pemilik, dengan SMARTFLOW_DATABASE={address}",
        en="Run the same command as the owner, with SMARTFLOW_DATABASE={address}",
    )


def require_owner(workspace: Workspace, what: Text) -> None:
    """Check that the connected role owns the store; whoever may write a file owns it.

    Args:
        workspace: Whose store.
        what: What is to be done, as the end of "only the owner".

    Raises:
        NeedsOwner: it does not; the hint names the owner's address, with all that stands
            behind its ``?``: whoever copies it must not lose TLS by it.
    """
    store = workspace.store
    facts = store.facts()
    if facts.access == "owner":
        return
    owner = next((one.role for one in store.roles() if one.owns), "PEMILIK")
    address = _as(owner, workspace.configuration.database)
    raise NeedsOwner(owner=owner, subject=what, role=facts.role, address=address)


def _as(owner: str, place: str) -> str:
    """Return the address of a store as its owner writes it in a shell."""
    address = msgspec.structs.replace(read_address(place), user=owner)
    return f'"{address.without_password}"' if address.options else address.without_password
