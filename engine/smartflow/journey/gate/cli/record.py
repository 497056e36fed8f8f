"""``smartflow record``: a document exists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, day_option
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.values import EXISTING
from smartflow.terminal.words.wording import DOCUMENT_NUMBER, FILE, KIND, NAME, TITLE

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "record",
    Text(
        id="Mencatat dokumen: SK, MoU, buku, peraturan.\n\nJenis dokumen menurut alur kerja, pada"
        " alur nasional: mou, decree_council, decree_team, forum, legal_basis, identity,"
        " commitment, book, regulation.",
        en="Record a document: decree, MoU, book, regulation.\n\nThe kinds are the workflow's; the"
        " national one has mou, decree_council, decree_team, forum, legal_basis, identity,"
        " commitment, book, regulation.",
    ),
)
@city_argument
@argument(
    "kind",
    label=KIND,
    text=Text(id="Jenis dokumen.", en="The kind of document."),
)
@argument(
    "file",
    label=FILE,
    text=Text(id="Dokumennya sendiri, bila ada.", en="The document itself, if at hand."),
    type=EXISTING,
    required=False,
)
@option(
    "--number",
    text=Text(id="Nomor dokumen.", en="The official number."),
    metavar_text=DOCUMENT_NUMBER,
    default="",
)
@day_option("--date", "day", text=Text(id="Tanggal dokumen", en="The date on it"), required=True)
@option(
    "--title",
    text=Text(id="Judul dokumen.", en="The title."),
    metavar_text=TITLE,
    required=True,
)
@option(
    "--signed-by",
    text=Text(
        id="Orang terdaftar yang menandatangani; boleh diulang.",
        en="A registered person who signed; may be repeated.",
    ),
    metavar_text=NAME,
    multiple=True,
)
def record(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    kind: str,
    file: Path | None,
    number: str,
    day: date,
    title: str,
    signed_by: tuple[str, ...],
) -> None:
    """Record a document."""
    from smartflow.history.acts import RecordDocument, read_as
    from smartflow.journey.gate.record import record as act
    from smartflow.terminal.words.naming import titles_in

    entry = act(
        call.workspace(),
        city,
        kind,
        number=number,
        day=day,
        title=title,
        signed_by=signed_by,
        file=file,
    )
    which = titles_in(call, city).record(read_as(entry, RecordDocument).kind)
    named = f" {number}" if number else ""
    call.done(
        Text(
            id=f"{which.id}{named} tercatat (entri {entry.seq}).",
            en=f"{which.en}{named} is recorded (entry {entry.seq}).",
        )
    )


COMMAND = record
