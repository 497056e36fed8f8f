"""The journey of a city as a table and as a picture: stays, due days, and what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text, day_words
from smartflow.terminal.cells import counted, day_text
from smartflow.terminal.charts import save_picture
from smartflow.terminal.tables import print_table
from smartflow.terminal.words.history import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from smartflow.audit.history.cli.reading import ReadHistory
    from smartflow.audit.history.timeline import Event, EventKind, Journey, Stay
    from smartflow.report import Table
    from smartflow.report.charts import MarkShape, StageBar
    from smartflow.terminal.call import Call

__all__ = ["draw_journey", "print_journey"]


def print_journey(call: Call, read: ReadHistory) -> None:
    """Print the stays of a city in its stages, in the format of the call."""
    print_table(call, _table(read, _journey(read)), "stays")


def draw_journey(call: Call, read: ReadHistory, path: Path) -> None:
    """Draw the journey to an SVG file.

    Raises:
        CannotSavePicture: it cannot be written there.
    """
    from smartflow.report.charts import timeline_chart

    journey = _journey(read)
    bars = [_bar(call, read, stay) for stay in journey.stays]
    title = call.words(Text(id=f"Perjalanan {_name(read)}", en=f"The journey of {_name(read)}"))
    days, today = journey.days, journey.today
    save_picture(call, path, timeline_chart(title, bars, days, today, call.language))


def _journey(read: ReadHistory) -> Journey:
    from smartflow.audit.history.timeline import journey_of

    assert read.city is not None  # noqa: S101  asked by the command
    return journey_of(*read.city, read.entries)


def _name(read: ReadHistory) -> str:
    return read.names.city if read.names is not None else ""


def _table(read: ReadHistory, journey: Journey) -> Table:
    from smartflow.report import Table

    name = _name(read)
    return Table(
        title=Text(id=f"Perjalanan {name}", en=f"The journey of {name}"),
        keys=(
            *("stage", "entry", "since", "until", "due", "late_by_days"),
            *("refused", "sent_back", "presented", "signed", "decided"),
        ),
        headings=(
            Text(id="Tahap", en="Stage"),
            Text(id="Entri", en="Entry"),
            Text(id="Sejak", en="Since"),
            Text(id="Sampai", en="Until"),
            Text(id="Tenggat", en="Due"),
            Text(id="Lewat (hari)", en="Late (days)"),
            Text(id="Belum boleh maju", en="Not moved"),
            Text(id="Dikembalikan", en="Sent back"),
            Text(id="Paparan", en="Presentations"),
            Text(id="Persetujuan", en="Sign-offs"),
            Text(id="Keputusan", en="Decisions"),
        ),
        rows=tuple(
            (
                stay.stage.title,
                stay.entry,
                stay.since,
                stay.until,
                stay.due,
                stay.late_by,
                *(stay.count(kind) for kind in _SHAPES),
            )
            for stay in journey.stays
        ),
    )


_SHAPES: Mapping[EventKind, MarkShape] = {
    "refused": "square",
    "sent_back": "black_square",
    "presented": "circle",
    "signed": "black_circle",
    "decided": "black_circle",
}


def _bar(call: Call, read: ReadHistory, stay: Stay) -> StageBar:
    from smartflow.report.charts import Mark, StageBar

    return StageBar(
        title=call.words(stay.stage.title),
        first=stay.entry - 1,
        last=stay.left - 1 if stay.left else None,
        since=stay.since,
        until=stay.until,
        due=stay.due,
        late_by=stay.late_by,
        marks=tuple(
            Mark(_SHAPES[event.kind], event.entries[0].seq - 1, _label(call, read, event))
            for event in stay.events
        ),
    )


def _label(call: Call, read: ReadHistory, event: Event) -> str:
    """Return what the legend says of an event: its entry, its day, its words."""
    first, last = event.entries[0], event.entries[-1]
    day = day_words(first.occurred, call.language)
    if len(event.entries) == 1:
        told = sentence(first, read.titles)
        return call.words(
            Text(
                id=f"entri {first.seq}, {day}: {told.id}", en=f"entry {first.seq}, {day}: {told.en}"
            )
        )
    number = len(event.entries)
    days = sorted({entry.occurred for entry in event.entries})
    if len(days) > 1:
        begun, ended = day_text(days[0]), day_text(days[-1])
        day = call.words(Text(id=f"{begun.id} – {ended.id}", en=f"{begun.en} – {ended.en}"))  # noqa: RUF001
    what = _SEVERAL[event.kind]
    said = Text(id=f"{number} {what.id}", en=counted(number, what.en))
    return call.words(
        Text(
            id=f"entri {first.seq}-{last.seq}, {day}: {said.id}",
            en=f"entries {first.seq}-{last.seq}, {day}: {said.en}",
        )
    )


_SEVERAL: Mapping[EventKind, Text] = {
    "refused": Text(id="kali belum boleh maju", en="refusal"),
    "sent_back": Text(id="kali dikembalikan", en="return"),
    "presented": Text(id="paparan", en="presentation"),
    "signed": Text(id="persetujuan", en="sign-off"),
    "decided": Text(id="keputusan", en="decision"),
}
