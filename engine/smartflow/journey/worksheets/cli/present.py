"""``smartflow present``: a dimension has presented its work."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, day_option, dimension_argument
from smartflow.terminal.command import command, option
from smartflow.terminal.words.wording import NAME, WORDS

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "present",
    Text(
        id="Mencatat paparan sebuah dimensi.\n\nPaparan berlaku untuk tahap ini dan untuk isi yang"
        " ada sekarang; bila isinya berubah, dimensi perlu memaparkan lagi.",
        en="Record a dimension's presentation.\n\nIt counts for this stage and for what the"
        " dimension has now; if that changes, the dimension presents again.",
    ),
)
@city_argument
@dimension_argument
@option(
    "--by",
    text=Text(id="Siapa yang memaparkan.", en="Who presented."),
    metavar_text=NAME,
    required=True,
)
@option(
    "--notes",
    text=Text(id="Tanggapan yang diberikan.", en="What was remarked."),
    metavar_text=WORDS,
    default="",
)
@option(
    "--mentor",
    text=Text(id="Pendamping yang hadir.", en="Who guided it."),
    metavar_text=NAME,
    default="",
)
@day_option("--date", "day", text=Text(id="Tanggal; bawaan hari ini", en="The day; default today"))
def present(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    dimension: str,
    by: str,
    notes: str,
    mentor: str,
    day: date | None,
) -> None:
    """Record a presentation."""
    from smartflow.history.acts import Present, read_as
    from smartflow.journey.worksheets.present import present as act
    from smartflow.terminal.words.naming import titles_in

    entry = act(call.workspace(), city, dimension, by=by, notes=notes, mentor=mentor, day=day)
    which = titles_in(call, city).dimension(read_as(entry, Present).dimension)
    call.done(
        Text(
            id=f"Paparan {which.id} tercatat (entri {entry.seq}).",
            en=f"The presentation of {which.en} is recorded (entry {entry.seq}).",
        )
    )


COMMAND = present
