"""``smartflow remind``: the list of those who are late, as a message that can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text, day_words
from smartflow.terminal.arguments import city_argument
from smartflow.terminal.command import command
from smartflow.terminal.options import formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow.journey.gate.remind import Late, Reminder
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "remind",
    Text(
        id="Menyusun pesan pengingat bagi yang belum mengirim kertas kerja.\n\nPesannya tinggal"
        " disalin ke surat atau WhatsApp.",
        en="Write the reminder for those who have not submitted.\n\nIt can be copied into a"
        " letter or a chat.",
    ),
)
@city_argument
@formats
def remind(call: Call, city: str) -> None:
    """Print the reminder."""
    from smartflow.journey.gate.remind import remind as act

    reminder = act(call.workspace(), city)
    if call.format == "text":
        call.write("\n".join(_message(call, reminder)))
    else:
        from smartflow.terminal.tables import print_table

        print_table(call, _table(call, reminder), "late")


def _message(call: Call, reminder: Reminder) -> Iterator[str]:
    say, stage, name = call.words, reminder.stage, reminder.city.name
    must = [late for late in reminder.late if late.required]
    may = [late for late in reminder.late if not late.required]
    if not reminder.late:
        yield say(_nobody_is_late(reminder))
        return
    yield say(
        Text(
            id=f"Yth. Bapak/Ibu, penyusunan masterplan smart city {name} berada di tahap"
            f" {stage.id}.{_due_id(call, reminder)}",
            en=f"Dear all, the smart-city masterplan of {name} is in the stage"
            f" {stage.en}.{_due_en(call, reminder)}",
        )
    )
    yield ""
    if must:
        yield say(Text(id="Yang masih kami tunggu:", en="We are still waiting for:"))
        yield from _late_lines(call, must)
    if may:
        if must:
            yield ""
        yield say(
            Text(
                id="Bila ada yang ingin disampaikan (tidak wajib):",
                en="If there is anything to report (not required):",
            )
        )
        yield from _late_lines(call, may)
    yield ""
    yield say(_farewell(reminder.late))


def _nobody_is_late(reminder: Reminder) -> Text:
    stage, name = reminder.stage, reminder.city.name
    if not reminder.awaited:
        return Text(
            id=f"Tahap {stage.id} {name} tidak meminta kertas kerja; tidak ada yang perlu"
            f" diingatkan. Lihat yang masih kurang: smartflow check {reminder.city.slug}",
            en=f"The stage {stage.en} of {name} asks for no worksheet; there is nobody to remind."
            f" See what is still open: smartflow check {reminder.city.slug}",
        )
    return Text(
        id=f"Semua kertas kerja tahap {stage.id} {name} sudah masuk. Terima kasih.",
        en=f"All worksheets of the stage {stage.en} of {name} are in. Thank you.",
    )


def _farewell(late: Iterable[Late]) -> Text:
    """Return the last line: a working group and the city cannot answer with nil."""
    agencies = {one.per == "agency" for one in late}
    if agencies == {True}:
        return Text(
            id="Bila tidak ada yang dilaporkan, cukup balas: nihil. Terima kasih.",
            en="If there is nothing to report, simply answer: nil. Thank you.",
        )
    if agencies == {False}:
        return Text(id="Terima kasih.", en="Thank you.")
    return Text(
        id="Perangkat daerah yang tidak memiliki hal untuk dilaporkan cukup membalas: nihil. Terima"
        " kasih.",
        en="An agency with nothing to report simply answers: nil. Thank you.",
    )


def _late_lines(call: Call, late: list[Late]) -> Iterator[str]:
    """Yield who is late, together with all who lack the same worksheets."""
    alike: dict[str, list[str]] = {}
    for one in late:
        sheets = ", ".join(call.words(sheet) for sheet in one.worksheets)
        people = f" ({'; '.join(one.people)})" if one.people else ""
        alike.setdefault(sheets, []).append(f"{one.title}{people}")
    for sheets, names in alike.items():
        yield f"{sheets}:"
        yield from (f"  - {name}" for name in names)


def _due_id(call: Call, reminder: Reminder) -> str:

    if reminder.due is None:
        return ""
    day = day_words(reminder.due, call.language)
    if reminder.late_by:
        return f" Tenggatnya {day}, sudah lewat {reminder.late_by} hari."
    return f" Tenggatnya {day}."


def _due_en(call: Call, reminder: Reminder) -> str:
    from smartflow.terminal.cells import counted

    if reminder.due is None:
        return ""
    day = day_words(reminder.due, call.language)
    if reminder.late_by:
        return f" It was due on {day}, {counted(reminder.late_by, 'day')} ago."
    return f" It is due on {day}."


def _table(call: Call, reminder: Reminder) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(
            id=f"Belum mengirim: {reminder.city.name}", en=f"Not yet in: {reminder.city.name}"
        ),
        keys=("filler", "title", "worksheets", "required", "people"),
        headings=(
            Text(id="Kode", en="Code"),
            Text(id="Nama", en="Name"),
            Text(id="Kertas kerja", en="Worksheets"),
            Text(id="Wajib", en="Required"),
            Text(id="Orang", en="People"),
        ),
        rows=tuple(
            (
                late.key,
                late.title,
                ", ".join(call.words(sheet) for sheet in late.worksheets),
                late.required,
                ", ".join(late.people),
            )
            for late in reminder.late
        ),
    )


COMMAND = remind
