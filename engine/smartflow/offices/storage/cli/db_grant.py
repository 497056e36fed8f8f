"""``smartflow db grant``: what a role of the server may do in this workspace's store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.values import OneOf
from smartflow.terminal.words.wording import KEY, ROLE

if TYPE_CHECKING:
    from smartflow.offices.storage.db_grant import Access
    from smartflow.terminal.call import Call

__all__ = ["ACCESS_WORDS", "grant"]

ACCESS_WORDS = {
    "owner": Text(id="pemilik", en="owner"),
    "application": Text(id="mencatat tindakan", en="records acts"),
    "auditor": Text(id="hanya membaca", en="only reads"),
    "none": Text(id="tidak ada", en="nothing"),
}
"""What each access comes to, in words."""


@command(
    "grant",
    Text(
        id="Memberi sebuah peran server tepat satu jenis hak atas penyimpanan ini.\n\napplication"
        " mencatat tindakan dan tidak dapat mengubah atau menghapus apa pun; auditor hanya membaca;"
        " none tidak melihat apa-apa. Hanya pemilik yang memberi hak. Perannya harus sudah ada;"
        " kata sandi tidak pernah lewat di sini.",
        en="Give a role of the server exactly one kind of access to this store.\n\napplication"
        " records acts and can neither change nor delete anything; auditor only reads; none sees"
        " nothing. Only the owner grants. The role must exist; no password ever passes here.",
    ),
    aliases=("beri-hak", "hak"),
)
@argument(
    "role",
    label=ROLE,
    text=Text(id="Nama peran di server.", en="The role's name on the server."),
)
@option(
    "--access",
    text=Text(
        id="application, auditor atau none.",
        en="application, auditor or none.",
    ),
    metavar_text=KEY,
    type=OneOf(
        ("application", "auditor", "none"),
        {"aplikasi": "application", "pemeriksa": "auditor", "tidak-ada": "none"},
    ),
    required=True,
)
def grant(call: Call, role: str, access: Access) -> None:
    """Grant, and say what the role may do now."""
    from smartflow.offices.storage.db_grant import db_grant

    made = db_grant(call.workspace(), role, access)
    now, before = ACCESS_WORDS[made.access], ACCESS_WORDS[made.before]
    call.done(
        Text(
            id=f"Peran '{made.role}' di {made.place}: {now.id} (sebelumnya: {before.id}).",
            en=f"The role '{made.role}' in {made.place}: {now.en} (before: {before.en}).",
        )
    )
    call.done(
        Text(
            id="Lihat semua peran: smartflow db status",
            en="See all roles: smartflow db status",
        )
    )
