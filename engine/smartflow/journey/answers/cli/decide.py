"""``smartflow decide``: a body has met and decided; its minutes are recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, day_option, reason_option, to_option
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.values import EXISTING, Whole
from smartflow.terminal.words.wording import DOCUMENT_NUMBER, FILE, MEMBERS, PRESENT, ROLE

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND", "answer_of"]


def answer_of(*, decline: bool, request_changes: bool) -> str:
    """Return the answer that the flags mean.

    Raises:
        UsageFault: both flags were given.
    """
    from smartflow.terminal.usage import UsageFault

    if decline and request_changes:
        raise UsageFault(
            Text(
                id="Pilih salah satu: --decline atau --request-changes.",
                en="Choose one: --decline or --request-changes.",
            )
        )
    if decline:
        return "decline"
    return "request_changes" if request_changes else "approve"


@command(
    "decide",
    Text(
        id="Mencatat keputusan rapat sebuah badan, misalnya Dewan Smart City.\n\nKeputusan yang"
        " menyetujui memenuhi persetujuan badan itu selama isi yang disetujui tidak berubah.",
        en="Record what a body decided in a meeting, such as the Dewan Smart City.\n\nAn approval"
        " satisfies the body's sign-off as long as what was approved does not change.",
    ),
)
@city_argument
@argument(
    "file",
    label=FILE,
    text=Text(id="Berita acara yang ditandatangani.", en="The signed minutes."),
    type=EXISTING,
)
@option(
    "--body",
    text=Text(id="Badannya, misalnya council.", en="The body, such as council."),
    metavar_text=ROLE,
    required=True,
)
@option(
    "--present",
    text=Text(id="Jumlah anggota yang hadir.", en="How many members were present."),
    metavar_text=PRESENT,
    type=Whole(0),
    required=True,
)
@option(
    "--of",
    "members",
    text=Text(id="Jumlah seluruh anggota.", en="How many members there are."),
    metavar_text=MEMBERS,
    type=Whole(0),
    required=True,
)
@day_option(
    "--date", "day", text=Text(id="Tanggal rapat; bawaan hari ini", en="The day; default today")
)
@option(
    "--number",
    text=Text(id="Nomor berita acara.", en="The number of the minutes."),
    metavar_text=DOCUMENT_NUMBER,
    default="",
)
@option("--decline", text=Text(id="Badan menolak.", en="The body declined."), is_flag=True)
@option(
    "--request-changes",
    text=Text(id="Badan meminta perubahan.", en="The body asked for changes."),
    is_flag=True,
)
@reason_option(
    Text(
        id="Isi keputusan; wajib bila tidak menyetujui.",
        en="What was decided; required unless it approves.",
    )
)
@to_option
def decide(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    file: Path,
    body: str,
    present: int,
    members: int,
    day: date | None,
    number: str,
    reason: str,
    to: str,
    *,
    decline: bool,
    request_changes: bool,
) -> None:
    """Record a decision."""
    from smartflow.history.acts import Decide, read_as
    from smartflow.journey.answers.answering import Answer
    from smartflow.journey.answers.decide import Meeting
    from smartflow.journey.answers.decide import decide as act
    from smartflow.terminal.words.history import ANSWERS
    from smartflow.terminal.words.naming import titles_in

    outcome = answer_of(decline=decline, request_changes=request_changes)
    given = Answer(outcome=outcome, reason=reason, to=to, day=day)
    meeting = Meeting(present=present, members=members, number=number)
    entry = act(call.workspace(), city, body, meeting, given, file=file)
    who, answer = titles_in(call, city).role(read_as(entry, Decide).body), ANSWERS[outcome]
    call.done(
        Text(
            id=f"{who.id} {answer.id}; keputusannya tercatat (entri {entry.seq}).",
            en=f"{who.en} {answer.en}; the decision is recorded (entry {entry.seq}).",
        )
    )


COMMAND = decide
