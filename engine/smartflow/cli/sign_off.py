"""``smartflow sign-off``: a person approves, or says why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.cli.arguments import city_argument, day_option, reason_option, to_option
from smartflow.cli.command import command, option
from smartflow.cli.decide import answer_of
from smartflow.cli.history_words import ANSWERS
from smartflow.cli.values import EXISTING
from smartflow.cli.wording import FILE, ROLE
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.cli.call import Call

__all__ = ["COMMAND"]


@command(
    "sign-off",
    Text(
        id="Memberi persetujuan (Tim, Dewan Smart City), paraf koordinasi (Sekda) atau pengesahan"
        " (kepala daerah).\n\nJawaban terikat pada isi yang ada sekarang; bila isinya berubah,"
        " jawaban perlu diberikan lagi. Sebutkan orangnya dengan --as.",
        en="Approve, or say why not.\n\nThe answer is bound to what is there now; if that changes,"
        " it is asked for again. Name the person with --as.",
    ),
)
@city_argument
@option(
    "--role",
    text=Text(id="Peran orang itu: team, head, ...", en="The person's role: team, head, ..."),
    metavar_text=ROLE,
    required=True,
)
@option("--decline", text=Text(id="Menolak.", en="Decline."), is_flag=True)
@option(
    "--request-changes",
    text=Text(id="Meminta perubahan.", en="Ask for changes."),
    is_flag=True,
)
@reason_option(
    Text(id="Alasan; wajib bila tidak menyetujui.", en="Why; required unless it is an approval.")
)
@day_option(
    "--signed-on",
    text=Text(id="Tanggal tanda tangan di kertas", en="The day it was signed on paper"),
)
@option(
    "--file",
    text=Text(id="Kertas yang ditandatangani.", en="The signed paper."),
    metavar_text=FILE,
    type=EXISTING,
)
@to_option
def sign_off(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    role: str,
    reason: str,
    signed_on: date | None,
    file: Path | None,
    to: str,
    *,
    decline: bool,
    request_changes: bool,
) -> None:
    """Record an answer."""
    from smartflow.actions.answering import Answer
    from smartflow.actions.sign_off import sign_off as act
    from smartflow.cli.naming import titles_in

    outcome = answer_of(decline=decline, request_changes=request_changes)
    given = Answer(outcome=outcome, reason=reason, to=to, day=signed_on)
    entry = act(call.workspace(), city, role, given, file=file)
    who, answer = entry.body["person"], ANSWERS[outcome]
    post = titles_in(call, city).role(str(entry.body["role"]))
    call.done(
        Text(
            id=f"{who} {answer.id} sebagai {post.id} (entri {entry.seq}).",
            en=f"{who} {answer.en} as {post.en} (entry {entry.seq}).",
        )
    )


COMMAND = sign_off
