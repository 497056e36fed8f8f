"""``db grant``: what a role of the server may do in the store: act, only read, or nothing.

Three kinds of access, so that a right is a decision and not a list: an ``application`` records acts
and can neither change nor delete, an ``auditor`` only reads, ``none`` sees nothing. Only the owner
grants. A role is the administrator's to make, with its password: none passes through here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.casework.store_owner import require_owner
from smartflow.errors import BadInput
from smartflow.language import Text, did_you_mean
from smartflow.store.server_errors import NoRoles

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

__all__ = [
    "ACCESSES",
    "Access",
    "Granted",
    "OwnerStays",
    "UnknownRole",
    "db_grant",
]

Access = Literal["application", "auditor", "none"]

ACCESSES: tuple[Access, ...] = ("application", "auditor", "none")
"""What can be granted."""

_GRANTING = Text(id="memberi hak", en="grants rights")


class UnknownRole(BadInput):
    """The server has no role of that name."""

    code = "unknown-role"
    says = Text(
        id="Server tidak mengenal peran '{role}'.{near}",
        en="The server knows no role '{role}'.{near}",
    )
    next_step = Text(
        id="Minta pengelola server menjalankan ini di psql, dan memberi kata sandinya dengan"
        " \\password: CREATE ROLE {quoted} LOGIN;",
        en="Ask whoever runs the server to run this in psql, and to give it a password with"
        " \\password: CREATE ROLE {quoted} LOGIN;",
    )


class OwnerStays(BadInput):
    """The role owns the store, or is above all rights: nothing can be granted to it."""

    code = "owner-stays"
    says = Text(
        id="'{role}' adalah {subject}; haknya tidak dapat diatur.",
        en="'{role}' is {subject}; its rights cannot be set.",
    )
    next_step = Text(
        id="Sebutkan peran lain; yang ada: smartflow db status",
        en="Name another role; see which there are: smartflow db status",
    )


class Granted(msgspec.Struct, frozen=True):
    """What was granted.

    Attributes:
        role: The role.
        access: What it may do from now on.
        before: What it could do before.
        place: The store, without a password.
    """

    role: str
    access: str
    before: str
    place: str


def db_grant(workspace: Workspace, role: str, access: Access) -> Granted:
    """Give a role exactly one kind of access to the store of a workspace.

    Args:
        workspace: Whose store.
        role: The role's name, as the server has it.
        access: What it may do.

    Raises:
        NoRoles: the store is a file.
        UnknownRole: there is no such role.
        NeedsOwner: the connected role does not own the store.
        OwnerStays: the role owns the store, or is a superuser.
        SmartflowError: the store cannot be reached.
    """
    facts = workspace.store.facts()
    if facts.kind == "sqlite":
        raise NoRoles(name=facts.place)
    require_owner(workspace, _GRANTING)
    known = {one.role: one for one in workspace.store.roles()}
    if role not in known:
        near = did_you_mean(role, known)
        quoted = '"' + role.replace('"', '""') + '"'
        raise UnknownRole(role=role, near=near, quoted=quoted)
    found = known[role]
    if found.access == "owner":
        what = (
            Text(id="superuser server ini", en="a superuser of this server")
            if found.superuser
            else Text(id="pemilik penyimpanan ini", en="the owner of this store")
        )
        raise OwnerStays(role=found.role, subject=what)
    workspace.store.grant(role, access)
    return Granted(role, access, found.access, facts.place)
