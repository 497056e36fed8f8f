"""``smartflow history``: what happened, when, by whom. Imports no third-party plugin.

What it lists can be narrowed; one entry can be seen in full, two copies of a worksheet compared,
and the whole journey drawn.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import day_option, optional_city_argument
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.options import formats
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.values import Whole
from smartflow.terminal.words.wording import FILE, KEY, NAME, NUMBER, STAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.audit.history.cli.reading import ReadHistory
    from smartflow.audit.history.filter import Filter
    from smartflow.history.entries.entry import Entry
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "history",
    Text(
        id="Melihat jejak audit sebuah kota: apa, kapan, oleh siapa.\n\nTanpa kota: riwayat ruang"
        " kerja ini sendiri. Dengan nomor entri: entri itu selengkapnya. Semua saringan yang"
        " disebut harus cocok.",
        en="Show the history of a city: what happened, when, by whom.\n\nWithout a city: the"
        " history of the workspace itself. With the number of an entry: that entry in full. All"
        " filters that are given must hold.",
    ),
)
@optional_city_argument
@argument(
    "entries",
    label=Text(id="ENTRI", en="ENTRY"),
    text=Text(id="Nomor entri, selengkapnya.", en="Numbers of entries, to be shown in full."),
    type=Whole(1),
    nargs=-1,
    required=False,
)
@option(
    "--last",
    text=Text(id="Hanya sekian entri terakhir.", en="Only so many entries, the newest."),
    metavar_text=NUMBER,
    type=Whole(1),
)
@option(
    "--act",
    "acts",
    text=Text(
        id="Hanya tindakan ini, misalnya submit atau maju; dapat diulang.",
        en="Only this act, such as submit or advance; may be repeated.",
    ),
    metavar_text=Text(id="TINDAKAN", en="ACT"),
    multiple=True,
)
@option(
    "--person",
    text=Text(
        id="Hanya yang dilakukan, ditandatangani atau dipaparkan orang ini.",
        en="Only what this person did, signed or presented.",
    ),
    metavar_text=NAME,
    default="",
)
@option(
    "--stage",
    text=Text(
        id="Hanya selama kota berada di tahap ini.", en="Only while the city was in this stage."
    ),
    metavar_text=STAGE,
    default="",
)
@day_option("--since", text=Text(id="Mulai tanggal ini", en="From this day on"))
@day_option("--until", text=Text(id="Sampai dengan tanggal ini", en="Up to and with this day"))
@option(
    "--occurred",
    text=Text(
        id="Tanggalnya ialah hari terjadinya, bukan hari pencatatannya.",
        en="The days are those on which it happened, not those of recording.",
    ),
    is_flag=True,
)
@option(
    "--rule",
    text=Text(
        id="Hanya keputusan yang ditahan atau diperingatkan ketentuan ini.",
        en="Only decisions that this rule blocked or warned of.",
    ),
    metavar_text=KEY,
    default="",
)
@option(
    "--diff",
    text=Text(
        id="Bandingkan kertas kerja pada dua ENTRI; dengan satu, terhadap salinan sebelumnya.",
        en="Compare the worksheets of two ENTRIES; with one, with the copy before it.",
    ),
    is_flag=True,
)
@option(
    "--timeline",
    text=Text(
        id="Perjalanan kota: masa setiap tahap, tenggat, dan kejadiannya.",
        en="The journey of the city: each stay in a stage, its due day, what happened.",
    ),
    is_flag=True,
)
@option(
    "--svg",
    text=Text(
        id="Gambar perjalanan kota ke berkas SVG ini.",
        en="Draw the journey of the city to this SVG file.",
    ),
    metavar_text=FILE,
    type=PATH,
)
@formats
def history(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str | None,
    entries: tuple[int, ...],
    last: int | None,
    acts: tuple[str, ...],
    person: str,
    stage: str,
    since: date | None,
    until: date | None,
    rule: str,
    svg: Path | None,
    *,
    occurred: bool,
    diff: bool,
    timeline: bool,
) -> None:
    """Print the history of a city, or of the store."""
    from smartflow.audit.history.cli.reading import acts_named, read_history
    from smartflow.audit.history.filter import Filter

    if occurred and since is None and until is None:
        raise _occurred_without_day(city)
    asked = Filter((), person, stage, since, until, occurred, rule)
    narrow = bool(acts or last) or asked != Filter(occurred=occurred)
    of_a_city = bool(diff or timeline or svg or stage or rule)
    _require_sense(city, entries, narrow=narrow, diff=diff, timeline=timeline, of_a_city=of_a_city)
    read = read_history(call, city)
    if diff:
        from smartflow.audit.history.cli.difference import print_differences

        print_differences(call, read, entries)
    elif entries:
        from smartflow.audit.history.cli.entry import print_entries

        print_entries(call, read, entries)
    elif timeline:
        from smartflow.audit.history.cli.journey import print_journey

        print_journey(call, read)
    else:
        import msgspec

        _print(call, read, msgspec.structs.replace(asked, acts=acts_named(acts, read)), last)
    if svg is not None:
        from smartflow.audit.history.cli.journey import draw_journey

        draw_journey(call, read, svg)


def _occurred_without_day(city: str | None) -> UsageFault:
    where = f" {city}" if city else ""
    return UsageFault(
        Text(
            id="--occurred memerlukan --since atau --until.",
            en="--occurred needs --since or --until.",
        ),
        Text(
            id=f"Misalnya: smartflow history{where} --occurred --since TANGGAL",
            en=f"For example: smartflow history{where} --occurred --since DAY",
        ),
    )


def _require_sense(  # noqa: PLR0913  what was asked for at once
    city: str | None,
    entries: tuple[int, ...],
    *,
    narrow: bool,
    diff: bool,
    timeline: bool,
    of_a_city: bool,
) -> None:
    """Refuse what cannot be asked for at once.

    Raises:
        UsageFault: something is missing, or does not go together.
    """
    if of_a_city and city is None:
        raise UsageFault(
            Text(
                id="--diff, --timeline, --svg, --stage dan --rule memerlukan kota.",
                en="--diff, --timeline, --svg, --stage and --rule need a city.",
            ),
            Text(id="Lihat: smartflow city list", en="See: smartflow city list"),
        )
    if diff and len(entries) not in (1, 2):
        raise UsageFault(
            Text(
                id="--diff memerlukan nomor satu atau dua entri.",
                en="--diff needs the number of one entry or two.",
            ),
            Text(
                id=f"Lihat nomornya: smartflow history {city} --act submit",
                en=f"See the numbers: smartflow history {city} --act submit",
            ),
        )
    if ((entries or timeline) and narrow) or (entries and timeline) or (diff and timeline):
        raise UsageFault(
            Text(
                id="Nomor entri, --timeline, dan saringan tidak dapat dipakai bersama.",
                en="Numbers of entries, --timeline, and filters do not go together.",
            ),
            Text(
                id="Pakai salah satu: smartflow history --help",
                en="Use one of them: smartflow history --help",
            ),
        )


def _print(call: Call, read: ReadHistory, asked: Filter, last: int | None) -> None:
    """Print the entries for which all holds that is asked."""
    from smartflow.audit.history.cli.reading import entry_data, entry_table
    from smartflow.audit.history.filter import narrowed
    from smartflow.terminal.tables import print_data, print_table
    from smartflow.terminal.words.history import earlier_posts, sentence

    found = narrowed(call.workspace(), read.entries, asked, read.city)
    shown = found[-last:] if last else found
    if call.format == "json":
        print_data(call, {"entries": [entry_data(entry) for entry in shown]})
        return
    posts = earlier_posts(read.entries)
    told = [(entry, sentence(entry, read.titles, posts.get(entry.seq, ""))) for entry in shown]
    if call.format != "text":
        print_table(call, entry_table(call, told), "entries")
    elif told:
        call.write("\n".join(_lines(call, told)))
    else:
        call.write(call.words(_NONE_FITS))


_NONE_FITS = Text(
    id="Tidak ada entri yang cocok dengan semua saringan itu.",
    en="No entry fits all of these filters.",
)


def _lines(call: Call, told: Sequence[tuple[Entry, Text]]) -> list[str]:
    from smartflow.language import day_words
    from smartflow.terminal.cells import local_day, moment_words

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


COMMAND = history
