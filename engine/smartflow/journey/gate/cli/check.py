"""``smartflow check``: would the gate open now, and if not, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, to_option
from smartflow.terminal.cells import as_word
from smartflow.terminal.command import command
from smartflow.terminal.options import formats
from smartflow.terminal.words.wording import NEXT_STEP

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "check",
    Text(
        id="Memeriksa apakah kota boleh maju, dan mengapa belum.\n\nHanya melihat; tidak ada yang"
        " dicatat. Kode keluar: 0 memenuhi syarat, 1 belum, 3 ada plugin bermasalah.",
        en="See whether a city may advance, and why not yet.\n\nIt only looks; nothing is"
        " recorded. Exit code: 0 met, 1 not met, 3 a plugin is at fault.",
    ),
)
@city_argument
@to_option
@formats
def check(call: Call, city: str, to: str) -> int:
    """Judge a city and print the verdict."""
    from smartflow.journey.gate.check import check as act
    from smartflow.journey.gate.cli.verdict import print_verdict

    examined = act(call.workspace(), city, to)
    print_verdict(call, examined)
    if examined.verdict.met and call.format == "text":
        slug = examined.case.state.city.slug
        command = f"smartflow advance {slug}" + (f" --to {as_word(to)}" if to else "")
        call.write(f"{call.words(NEXT_STEP)}: {command}")
    return examined.verdict.exit_code


COMMAND = check
