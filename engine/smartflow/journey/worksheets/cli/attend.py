"""``smartflow attend``: who was at a session."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, day_option
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.values import EXISTING
from smartflow.terminal.words.wording import FILE, TITLE

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "attend",
    Text(
        id="Mencatat daftar hadir.\n\nDaftar (CSV, XLSX, ODS) memiliki kolom Nama dan kolom"
        " Instansi, berisi kode atau nama instansi. Nama orang tidak masuk riwayat.",
        en="Record an attendance list.\n\nThe list (CSV, XLSX, ODS) has a column Nama (name) and"
        " a column Instansi (agency, by code or name). No person's name enters the history.",
    ),
)
@city_argument
@argument("file", label=FILE, text=Text(id="Daftar hadirnya.", en="The list."), type=EXISTING)
@option(
    "--session",
    text=Text(id="Judul sesi.", en="The session's title."),
    metavar_text=TITLE,
    required=True,
)
@day_option("--date", "day", text=Text(id="Tanggal sesi", en="The day"), required=True)
def attend(call: Call, city: str, file: Path, session: str, day: date) -> None:
    """Record an attendance list."""
    from smartflow.journey.worksheets.attend import attend as act
    from smartflow.terminal.cells import counted

    outcome = act(call.workspace(), city, session, day, file)
    count = len(outcome.agencies)
    call.done(
        Text(
            id=f"Daftar hadir tercatat: {outcome.people} orang dari {count} instansi.",
            en=f"Attendance is recorded: {counted(outcome.people, 'person', 'people')} of"
            f" {counted(count, 'agency', 'agencies')}.",
        )
    )
    if outcome.unknown:
        names = "; ".join(outcome.unknown)
        call.say(
            Text(
                id=f"Tidak dikenal sebagai instansi kota ini: {names}.",
                en=f"These are no agencies of the city: {names}.",
            )
        )


COMMAND = attend
