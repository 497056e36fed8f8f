"""``smartflow advance``: move a city to its next stage, if the gate is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, reason_option, to_option
from smartflow.terminal.command import command, option
from smartflow.terminal.options import formats

if TYPE_CHECKING:
    from smartflow.journey.gate.check import Examined
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "advance",
    Text(
        id="Memajukan kota ke tahap berikutnya bila syarat tahap terpenuhi.\n\nHasilnya dicatat,"
        " juga bila belum boleh maju. Kode keluar: 0 maju, 1 belum memenuhi syarat, 3 ada plugin"
        " bermasalah, 5 didahului orang lain.",
        en="Move a city to its next stage if the gate is met.\n\nThe outcome is recorded, a"
        " refusal too. Exit code: 0 moved, 1 not met, 3 a plugin is at fault, 5 somebody else was"
        " first.",
    ),
)
@city_argument
@to_option
@option(
    "--dry-run",
    text=Text(id="Hanya melihat, tidak mencatat.", en="Only look; record nothing."),
    is_flag=True,
)
@reason_option(Text(id="Catatan untuk riwayat.", en="A remark for the history."))
@formats
def advance(call: Call, city: str, to: str, reason: str, *, dry_run: bool) -> int:
    """Judge a city, move it if the gate is met, and print the verdict."""
    from smartflow.journey.gate.advance import advance as act
    from smartflow.journey.gate.cli.verdict import print_verdict

    outcome = act(call.workspace(), city, to, reason=reason, dry_run=dry_run)
    recorded = outcome.entry.seq if outcome.entry is not None else 0
    print_verdict(call, outcome.examined, recorded=recorded)
    if outcome.examined.verdict.met and recorded and call.format == "text":
        call.write(call.words(_moved(outcome.examined)))
    return outcome.examined.verdict.exit_code


def _moved(examined: Examined) -> Text:
    title = examined.workflow.stage(examined.verdict.to).title
    name, slug = examined.case.state.city.name, examined.case.state.city.slug
    return Text(
        id=f"{name} kini di tahap {title.id}.\nLangkah berikutnya: smartflow status {slug}",
        en=f"{name} is now in the stage {title.en}.\nNext step: smartflow status {slug}",
    )


COMMAND = advance
