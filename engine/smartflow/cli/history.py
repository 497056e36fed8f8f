"""``smartflow history``: what happened, when, by whom. Imports no third-party plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.cli.arguments import optional_city_argument
from smartflow.cli.command import command, option
from smartflow.cli.common import formats
from smartflow.cli.values import Whole
from smartflow.cli.wording import NUMBER
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartflow.cli.call import Call
    from smartflow.history.entry import Entry
    from smartflow.report import Table

__all__ = ["COMMAND"]


@command(
    "history",
    Text(
        id="Melihat jejak audit sebuah kota: apa, kapan, oleh siapa.\n\nTanpa kota: riwayat ruang"
        " kerja ini sendiri.",
        en="Show the history of a city: what happened, when, by whom.\n\nWithout a city: the"
        " history of the workspace itself.",
    ),
)
@optional_city_argument
@option(
    "--last",
    text=Text(id="Hanya sekian entri terakhir.", en="Only so many entries, the newest."),
    metavar_text=NUMBER,
    type=Whole(1),
)
@formats
def history(call: Call, city: str | None, last: int | None) -> None:
    """Print the history of a city, or of the store."""
    from smartflow.cli.history_words import earlier_posts, sentence
    from smartflow.cli.tables import print_data, print_table

    entries, titles = _read(call, city)
    shown = entries[-last:] if last else entries
    if call.format == "json":
        print_data(call, {"entries": [_data(entry) for entry in shown]})
        return
    posts = earlier_posts(entries)
    told = [(entry, sentence(entry, titles, posts.get(entry.seq, ""))) for entry in shown]
    if call.format == "text":
        call.write("\n".join(_lines(call, told)))
    else:
        print_table(call, _table(call, told), "entries")


def _read(call: Call, city: str | None) -> tuple[Sequence[Entry], Mapping[str, Text]]:
    from smartflow.actions.casework import read_case
    from smartflow.actions.cities import store_log
    from smartflow.actions.pinned import pinned_workflow
    from smartflow.cli.naming import names_of
    from smartflow.history.entry import decode_entry

    workspace = call.workspace()
    titles: Mapping[str, Text] = {}
    log = ""
    if city:
        case = read_case(workspace, city)
        workflow, log = pinned_workflow(case), case.log
        titles = names_of(case.state.city, workflow, workspace.built_in_registry).all()
    # A city's log was compared with the log file when the case was read; the store's own is now.
    with workspace.reading() as reading:
        contents = reading.entries(log or store_log(reading))
        return [decode_entry(content) for content in contents], titles


def _lines(call: Call, told: Sequence[tuple[Entry, Text]]) -> list[str]:
    from smartflow.cli.cells import local_day, moment_words
    from smartflow.language import day_words

    lines: list[str] = []
    for entry, what in told:
        moment = moment_words(entry.at, entry.zone, call.language)
        post = f" ({entry.actor.post})" if entry.actor.post else ""
        lines.append(f"{entry.seq:>4}  {moment}  {entry.actor.person}{post}")
        words = call.words(what)
        lines.append(f"      {words}")
        day = day_words(entry.occurred, call.language)
        if entry.occurred != local_day(entry.at, entry.zone) and day not in words:
            happened = Text(id=f"Terjadi {day}.", en=f"It happened on {day}.")
            lines.append(f"      {call.words(happened)}")
        if entry.reason:
            lines.append(
                "      "
                + call.words(Text(id=f"Alasan: {entry.reason}", en=f"Reason: {entry.reason}"))
            )
    return lines


def _data(entry: Entry) -> dict[str, object]:
    import msgspec

    data: dict[str, object] = msgspec.to_builtins(entry)
    return data


def _table(call: Call, told: Sequence[tuple[Entry, Text]]) -> Table:
    from smartflow.cli.cells import moment_words
    from smartflow.report import Table

    return Table(
        title=Text(id="Riwayat", en="History"),
        keys=("seq", "at", "act", "person", "post", "what", "reason"),
        headings=(
            Text(id="No", en="No"),
            Text(id="Waktu", en="Time"),
            Text(id="Tindakan", en="Act"),
            Text(id="Oleh", en="By"),
            Text(id="Jabatan", en="Post"),
            Text(id="Apa", en="What"),
            Text(id="Alasan", en="Reason"),
        ),
        rows=tuple(
            (
                entry.seq,
                moment_words(entry.at, entry.zone, call.language),
                entry.act,
                entry.actor.person,
                entry.actor.post,
                what,
                entry.reason,
            )
            for entry, what in told
        ),
    )


COMMAND = history
