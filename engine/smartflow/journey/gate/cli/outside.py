"""How old the newest checkpoint is that somebody outside holds, in a line of ``status``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smartflow.clock import day_in, stamp
from smartflow.language import Text
from smartflow.terminal.cells import counted, day_text

if TYPE_CHECKING:
    from datetime import date

    from smartflow.casework.outside import Outside

__all__ = ["outside_data", "outside_lines"]

_MAIL = Text(
    id="Kirim ke saksi: smartflow audit checkpoint -o BERKAS",
    en="Mail one to a witness: smartflow audit checkpoint -o FILE",
)


def outside_lines(outside: Outside | None, zone: str, today: date) -> Iterator[Text]:
    """Yield the line about a checkpoint held outside; none of a history that is not signed.

    Args:
        outside: How much of the history somebody outside has seen.
        zone: The city's zone.
        today: The day in that zone.
    """
    if outside is None:
        return
    days = outside.days(zone, today)
    if outside.at is None or days is None:
        yield Text(
            id=f"Segel riwayat di luar: belum ada; {outside.entries} entri hanya ada di sini."
            f" {_MAIL.id}",
            en=f"Checkpoint held outside: none yet; {counted(outside.entries, 'entry', 'entries')}"
            f" seen by nobody else. {_MAIL.en}",
        )
        return
    day, ago = day_text(day_in(zone, outside.at)), _ago(days)
    mail_id, mail_en = (f" {_MAIL.id}", f" {_MAIL.en}") if outside.after else ("", "")
    yield Text(
        id=f"Segel riwayat di luar: {ago.id} ({day.id}) oleh {outside.witness}; {outside.after}"
        f" entri sesudahnya.{mail_id}",
        en=f"Checkpoint held outside: {ago.en} ({day.en}) by {outside.witness};"
        f" {counted(outside.after, 'entry', 'entries')} since.{mail_en}",
    )


def _ago(days: int) -> Text:
    if not days:
        return Text(id="hari ini", en="today")
    return Text(id=f"{days} hari lalu", en=f"{counted(days, 'day')} ago")


def outside_data(outside: Outside | None, zone: str, today: date) -> dict[str, object] | None:
    """Return the same as plain data for JSON; None of a history that is not signed."""
    if outside is None:
        return None
    return {
        "days": outside.days(zone, today),
        "at": stamp(outside.at) if outside.at is not None else None,
        "witness": outside.witness or None,
        "size": outside.size,
        "entries_since": outside.after,
    }
