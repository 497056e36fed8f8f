"""``smartflow plugin block`` and ``unblock``: going without a plugin knowingly, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command
from smartflow.terminal.words.wording import NAME
from smartflow.workshop.plugins.cli.views import find_plugin

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["block", "unblock"]

NAMES = Text(id="Nama plugin.", en="Names of plugins.")


@command(
    "block",
    Text(
        id="Memblokir plugin di ruang kerja ini.\n\nDitulis ke smartflow.toml dan tampak di setiap"
        " hasil pemeriksaan. Membukanya lagi: smartflow plugin unblock.",
        en="Block plugins in this workspace.\n\nIt is written to smartflow.toml and shows in every"
        " verdict. To undo it: smartflow plugin unblock.",
    ),
    aliases=("blokir",),
)
@argument("names", label=NAME, text=NAMES, nargs=-1, required=True)
def block(call: Call, names: tuple[str, ...]) -> None:
    """Write the names to ``smartflow.toml``."""
    from smartflow.casework.workspace import CONFIG_NAME, find_workspace
    from smartflow.workshop.plugins.block import block as act

    root = find_workspace(call.folder)
    found = [find_plugin(call, name).name for name in names]
    act(root, found)
    listing = ", ".join(found)
    call.done(
        Text(
            id=f"Diblokir di {root / CONFIG_NAME}: {listing}. Ketentuannya tidak berlaku di"
            " ruang kerja ini, dan setiap hasil pemeriksaan menyebutnya.",
            en=f"Blocked in {root / CONFIG_NAME}: {listing}. Its rules do not hold in this"
            " workspace, and every verdict says so.",
        )
    )


@command(
    "unblock",
    Text(
        id="Membuka blokir plugin di ruang kerja ini.",
        en="Take plugins off the blocked ones of this workspace.",
    ),
    aliases=("buka-blokir",),
)
@argument("names", label=NAME, text=NAMES, nargs=-1, required=True)
def unblock(call: Call, names: tuple[str, ...]) -> None:
    """Take the names off ``smartflow.toml``."""
    from smartflow.casework.workspace import CONFIG_NAME, find_workspace
    from smartflow.workshop.plugins.block import unblock as act

    root = find_workspace(call.folder)
    act(root, names)
    listing = ", ".join(names)
    call.done(
        Text(
            id=f"Tidak lagi diblokir di {root / CONFIG_NAME}: {listing}. Periksa: smartflow"
            " plugin list",
            en=f"No longer blocked in {root / CONFIG_NAME}: {listing}. Look: smartflow plugin list",
        )
    )
