"""``smartflow waive``: an exception to a rule, asked for by one person and approved by another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, day_option, reason_option
from smartflow.terminal.cells import as_word
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.words.wording import AGENCY, DIMENSION

if TYPE_CHECKING:
    from smartflow.history.entries.entry import Entry
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "waive",
    Text(
        id="Meminta pengecualian dari satu ketentuan, menyetujuinya, atau menariknya.\n\nBerlaku"
        " setelah disetujui orang lain, sampai dengan hari terakhirnya. Tanpa --agency,"
        " --dimension dan --row, berlaku untuk semua catatan ketentuan itu. Gangguan plugin tidak"
        " dapat dikecualikan. Sebutkan orangnya dengan --as.",
        en="Ask for a waiver of one rule, approve it, or withdraw it.\n\nIt counts once somebody"
        " else has approved it, to the end of its last day. Without --agency, --dimension and"
        " --row it is for whatever the rule finds. A plugin's fault cannot be waived. Name the"
        " person with --as.",
    ),
)
@city_argument
@argument(
    "rule",
    label=Text(id="KODE", en="CODE"),
    text=Text(id="Kode ketentuan, misalnya ISU001.", en="The code of the rule, such as ISU001."),
)
@option(
    "--agency",
    text=Text(id="Hanya untuk OPD, kelurahan atau mitra ini.", en="For this agency only."),
    metavar_text=AGENCY,
    default="",
)
@option(
    "--dimension",
    text=Text(id="Hanya untuk dimensi ini.", en="For this dimension only."),
    metavar_text=DIMENSION,
    default="",
)
@option(
    "--row",
    text=Text(
        id="Hanya untuk baris ini: nomornya di lembar, atau ID-nya.",
        en="For this row only: its number in the sheet, or its id.",
    ),
    metavar_text=Text(id="BARIS", en="ROW"),
    default="",
)
@reason_option(Text(id="Alasannya; wajib saat meminta.", en="Why; required to ask for one."))
@day_option(
    "--until",
    text=Text(
        id="Hari terakhir berlakunya; wajib saat meminta",
        en="Its last day; required to ask for one",
    ),
)
@option(
    "--approve",
    text=Text(id="Menyetujui yang diminta orang lain.", en="Approve what somebody else asked for."),
    is_flag=True,
)
@option(
    "--withdraw",
    text=Text(id="Menarik permintaan atau pengecualian.", en="Withdraw a request or a waiver."),
    is_flag=True,
)
def waive(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    rule: str,
    agency: str,
    dimension: str,
    row: str,
    reason: str,
    until: date | None,
    *,
    approve: bool,
    withdraw: bool,
) -> None:
    """Ask for a waiver, approve one, or withdraw one."""
    from smartflow.journey.waivers.approve import waive_approve
    from smartflow.journey.waivers.request import waive as ask
    from smartflow.journey.waivers.waivers import Subject
    from smartflow.journey.waivers.withdraw import waive_withdraw
    from smartflow.terminal.words.history import sentence
    from smartflow.terminal.words.naming import titles_in

    _require_one_act(until, approve=approve, withdraw=withdraw)
    workspace, subject = call.workspace(), Subject(agency, dimension, row)
    if until is not None:
        entry = ask(workspace, city, rule, subject, reason=reason, until=until)
    else:
        act = waive_approve if approve else waive_withdraw
        entry = act(workspace, city, rule, subject, reason=reason)
    said = sentence(entry, titles_in(call, city).all())
    call.done(
        Text(
            id=f"{said.id.removesuffix('.')} (entri {entry.seq}).",
            en=f"{said.en.removesuffix('.')} (entry {entry.seq}).",
        )
    )
    if until is not None:
        call.done(_next(city, entry))


def _next(city: str, entry: Entry) -> Text:
    """Return what makes a request count."""
    from smartflow.history.acts import WaiveRequest, read_as
    from smartflow.journey.gate.cli.verdict_waivers import command_of

    act = read_as(entry, WaiveRequest)
    subject = [act.rule, act.agency, act.dimension, act.row]
    command = f"{command_of(as_word(city), subject)} --approve --as"
    return Text(
        id=f'Berlaku setelah disetujui orang lain: {command} "NAMA"',
        en=f'It counts once somebody else has approved it: {command} "NAME"',
    )


def _require_one_act(until: date | None, *, approve: bool, withdraw: bool) -> None:
    """Refuse words that ask for no act, or for two."""
    from smartflow.terminal.usage import UsageFault

    acts = (until is not None, approve, withdraw)
    if sum(acts) > 1:
        raise UsageFault(
            Text(
                id="Pilih salah satu: meminta (--until), --approve atau --withdraw.",
                en="Choose one: to ask (--until), --approve or --withdraw.",
            )
        )
    if not any(acts):
        raise UsageFault(
            Text(
                id='Untuk meminta, sebutkan alasan dan hari terakhirnya: --reason "ALASAN" --until'
                " TANGGAL; selain itu --approve atau --withdraw.",
                en='To ask for one, give the reason and its last day: --reason "WHY" --until DATE;'
                " otherwise --approve or --withdraw.",
            )
        )


COMMAND = waive
