"""``smartflow audit drill``: attack a copy of the store, and print what was caught."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import command
from smartflow.terminal.options import formats

if TYPE_CHECKING:
    from smartflow.audit.drill.drill import Drill, DrilledAttack
    from smartflow.report import Table
    from smartflow.report.table import Cell
    from smartflow.terminal.call import Call

__all__ = ["drill"]

NOT_CAUGHT = 4

BY = {
    "file": Text(id="berkas", en="the files"),
    "key": Text(id="berkas dan kunci", en="files and key"),
}


@command(
    "drill",
    Text(
        id="Berlatih: menyerang salinan penyimpanan dengan segala cara, lalu melihat mana yang"
        " ketahuan.\n\nPenyimpanan sendiri hanya dibaca. Kode keluar 4 bila ada serangan yang"
        " lolos.",
        en="Drill: attack a copy of the store in every way, and see what is caught.\n\nThe store"
        " itself is only read. Exit code 4 if an attack goes unnoticed.",
    ),
    aliases=("latihan",),
)
@formats
def drill(call: Call) -> int:
    """Run the drill, then list the attacks."""
    from smartflow.audit.drill.drill import drill as act
    from smartflow.terminal.tables import print_table

    done = act(call.workspace(), _progress)
    _progress("")
    print_table(call, _table(done), "attacks")
    call.say(_summary(done))
    return 0 if done.all_caught else NOT_CAUGHT


def _progress(key: str) -> None:
    """Show on a terminal what is tried; an empty key wipes the line."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{key:<40}\r")
        sys.stderr.flush()


def _table(done: Drill) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(
            id=f"Latihan pada salinan {done.log} ({done.entries} entri)",
            en=f"Drill on a copy of {done.log} ({done.entries} entries)",
        ),
        keys=("attack", "what", "with", "caught_inside", "caught_outside"),
        headings=(
            Text(id="Serangan", en="Attack"),
            Text(id="Yang dilakukan", en="What is done"),
            Text(id="Bermodal", en="With"),
            Text(id="Ketahuan dari penyimpanan", en="Caught by the store alone"),
            Text(id="Dengan segel di luar", en="With a checkpoint kept outside"),
        ),
        rows=tuple(_row(one) for one in done.attacks),
    )


def _row(one: DrilledAttack) -> tuple[Cell, ...]:
    if one.not_tried is not None:
        why = Text(id=f"tidak dicoba: {one.not_tried.id}", en=f"not tried: {one.not_tried.en}")
        return (one.key, one.title, BY[one.by], why, None)
    inside = one.inside[0].kind.value if one.inside else Text(id="tidak", en="no")
    outside = one.outside[0].kind.value if one.outside else Text(id="tidak", en="no")
    return (one.key, one.title, BY[one.by], inside, outside)


def _summary(done: Drill) -> Text:
    tried = [one for one in done.attacks if one.not_tried is None]
    caught = sum(one.caught for one in tried)
    only = sum(one.needs_outside for one in tried)
    return Text(
        id=f"{caught} dari {len(tried)} serangan ketahuan; {only} di antaranya hanya berkat segel"
        " yang disimpan di luar.\nSimpan segel di luar: smartflow audit checkpoint -o BERKAS, lalu"
        " kirim kepada provinsi atau auditor.",
        en=f"{caught} of {len(tried)} attacks were caught, {only} of them only by a checkpoint kept"
        " outside.\nKeep one outside: smartflow audit checkpoint -o FILE, then send it to the"
        " province or an auditor.",
    )
