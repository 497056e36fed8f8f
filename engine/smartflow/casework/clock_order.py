"""Where the time of a history runs backwards: a computer's clock was set back, or was ahead before.

An act goes on all the same: what counts is the order of the entries, which the chain keeps, and an
office whose clock was wrong once must not stand still until time has caught up. But due days,
waivers and the day of an entry follow the clock, so whoever acts is told at once, and ``doctor``
names the places for ever. Two computers are never quite alike: up to two minutes are no matter.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from smartflow.errors import SmartflowError
from smartflow.history.entries.entry import MalformedEntry, decode_entry
from smartflow.language import Text, day_words
from smartflow.ledger.examination import Examination

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry

__all__ = [
    "CLOCK_SLACK",
    "backward_steps",
    "examine_clock_order",
    "legible",
    "moment_words",
    "warn_of_clock",
]

CLOCK_SLACK: Final = timedelta(minutes=2)
"""By how much two clocks may differ without a word."""

_SHOWN: Final = 3
"""How many places ``doctor`` names."""


def moment_words(moment: datetime) -> Text:
    """Return a moment as people read it, in UTC."""
    at = moment.astimezone(UTC)
    clock = f"{at:%H:%M} UTC"
    return Text(id=f"{day_words(at, 'id')} {clock}", en=f"{day_words(at, 'en')} {clock}")


def backward_steps(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield every two entries of one log of which the later one bears the earlier moment.

    Args:
        entries: The log's entries in their order.
    """
    before: Entry | None = None
    for entry in entries:
        if before is not None and entry.moment < before.moment - CLOCK_SLACK:
            yield before, entry
        before = entry


def warn_of_clock(workspace: Workspace, entry: Entry) -> None:
    """Say beside an act that was just recorded if the clock stands before the entry before it."""
    if entry.seq == 1:
        return
    try:
        with workspace.store.read() as reading:
            contents = tuple(reading.entries(entry.log, max(0, entry.seq - 2)))[:2]
            steps = tuple(backward_steps(decode_entry(content) for content in contents))
    except SmartflowError:
        return  # the act is recorded; what is wrong with the store is the next command's to say
    for before, after in steps:
        was, now = moment_words(before.moment), moment_words(after.moment)
        workspace.troubles.append(
            Text(
                id=f"Peringatan: jam komputer ini menunjukkan {now.id}, padahal entri sebelumnya"
                f" dicatat {was.id}. Urutan entri tetap; tetapi hari, tenggat, dan masa"
                " pengecualian mengikuti jam. Setel jamnya.",
                en=f"Warning: this computer's clock says {now.en}, and the entry before was"
                f" recorded {was.en}. The order of entries stands; but days, due dates and"
                " waivers follow the clock. Set it.",
            )
        )


def examine_clock_order(workspace: Workspace) -> Iterator[Examination]:
    """Examine whether the moments of every log run forwards."""
    subject = Text(id="Waktu jejak audit", en="Time in the history")
    with workspace.store.read() as reading:
        steps = [
            step for log in reading.logs() for step in backward_steps(legible(reading.entries(log)))
        ]
    if not steps:
        yield Examination(subject, "good", Text(id="selalu maju", en="runs forwards throughout"))
        return
    often = Text(id="sekali", en="once")
    if len(steps) > 1:
        often = Text(id=f"{len(steps)} kali", en=f"{len(steps)} times")
    places = [_place(before, entry) for before, entry in steps[:_SHOWN]]
    yield Examination(
        subject,
        "look",
        Text(
            id=f"mundur {often.id}: " + "; ".join(place.id for place in places),
            en=f"runs backwards {often.en}: " + "; ".join(place.en for place in places),
        ),
        Text(
            id="Urutan entri yang berlaku. Tanyakan komputer siapa yang jamnya salah, dan periksa"
            " tanggal kejadian serta masa pengecualian di sekitar entri itu.",
            en="The order of the entries is what holds. Ask whose computer had a wrong clock, and"
            " look at the days and the waivers around those entries.",
        ),
    )


def legible(contents: Iterable[bytes]) -> Iterator[Entry]:
    """Yield the entries up to the first that cannot be read, which is the chain's to name."""
    for content in contents:
        try:
            yield decode_entry(content)
        except MalformedEntry:
            return


def _place(before: Entry, entry: Entry) -> Text:
    was, now = moment_words(before.moment), moment_words(entry.moment)
    return Text(
        id=f"{entry.log} entri {entry.seq} ({now.id}) sesudah {was.id}",
        en=f"{entry.log} entry {entry.seq} ({now.en}) after {was.en}",
    )
