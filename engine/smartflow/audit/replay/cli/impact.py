"""``smartflow plugin impact``: what today's plugins would have decided; it only looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command
from smartflow.terminal.options import formats
from smartflow.terminal.words.wording import NAME

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["impact"]


@command(
    "impact",
    Text(
        id="Menilai lagi keputusan terakhir setiap kota dengan plugin hari ini.\n\nMenunjukkan"
        " hasil yang berbalik dan karena ketentuan mana, serta pergeseran skor. Tidak ada yang"
        " dicatat. Kode keluar: 0 tidak ada yang berbalik, 1 ada, 2 ada kota yang tidak dapat"
        " dinilai lagi, 3 ada plugin bermasalah, 4 catatan rusak.",
        en="Judge each city's last decision again with today's plugins.\n\nIt shows which verdicts"
        " flip, by which rule, and how far scores move. Nothing is recorded. Exit code: 0 none"
        " flips, 1 some do, 2 some city cannot be judged again, 3 a plugin is at fault, 4 the"
        " record is damaged.",
    ),
    aliases=("dampak",),
)
@argument(
    "name",
    label=NAME,
    text=Text(
        id="Hanya akibat plugin ini, yang terpasang atau yang sudah tidak ada.",
        en="Only what this plugin does, be it installed or gone.",
    ),
    required=False,
    default="",
)
@formats
def impact(call: Call, name: str) -> int:
    """Print what today's plugins change."""
    from smartflow.audit.replay.cli.impact_data import flat_table, impact_data
    from smartflow.audit.replay.cli.impact_text import text_blocks
    from smartflow.audit.replay.impact import plugin_impact
    from smartflow.terminal.tables import print_data, print_table

    found = plugin_impact(call.workspace(), name)
    if call.format == "json":
        print_data(call, impact_data(found))
    elif call.format == "text":
        call.write("\n\n".join(text_blocks(found, call.language)))
    else:
        print_table(call, flat_table(found), "changes")
    return found.exit_code
