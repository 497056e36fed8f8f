"""``smartflow doctor``: examine this computer and this workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.cli.command import command
from smartflow.cli.common import formats
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.cli.call import Call

__all__ = ["COMMAND"]

STATES = {
    "good": Text(id="baik", en="good"),
    "look": Text(id="PERHATIKAN", en="LOOK"),
    "fault": Text(id="PERBAIKI", en="MEND"),
}
ORDER = (4, 3, 5, 2, 1)
"""Which exit code stands when several hold."""


@command(
    "doctor",
    Text(
        id="Memeriksa komputer dan ruang kerja ini: Python, SQLite, izin, jam, plugin, kuorum.",
        en="Examine this computer and workspace: Python, SQLite, access, clock, plugins, quorums.",
    ),
)
@formats
def doctor(call: Call) -> int:
    """Print what was examined."""
    from smartflow.actions.doctor import doctor as act
    from smartflow.cli.tables import print_table
    from smartflow.report import Table

    found = act(call.folder, clock=call.clock, actor_name=call.actor, safe=call.safe)
    table = Table(
        title=Text(id="Pemeriksaan", en="Examination"),
        keys=("subject", "state", "found", "hint"),
        headings=(
            Text(id="Tentang", en="About"),
            Text(id="Keadaan", en="State"),
            Text(id="Ditemukan", en="Found"),
            Text(id="Yang dilakukan", en="What to do"),
        ),
        rows=tuple((one.subject, STATES[one.state], one.found, one.hint) for one in found),
    )
    print_table(call, table, "examinations")
    codes = {one.exit_code for one in found if one.state == "fault"}
    return next((code for code in ORDER if code in codes), 0)


COMMAND = doctor
