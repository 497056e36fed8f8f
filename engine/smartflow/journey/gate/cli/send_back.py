"""``smartflow send-back``: return a city to an earlier stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, reason_option
from smartflow.terminal.command import argument, command
from smartflow.terminal.words.wording import STAGE

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "send-back",
    Text(
        id="Mengembalikan kota ke tahap sebelumnya, dengan alasan.",
        en="Return a city to an earlier stage, with a reason.",
    ),
)
@city_argument
@argument(
    "stage",
    label=STAGE,
    text=Text(id="Tahap yang dituju.", en="The stage to return to."),
)
@reason_option(Text(id="Alasannya.", en="Why."), required=True)
def send_back(call: Call, city: str, stage: str, reason: str) -> None:
    """Return a city to an earlier stage."""
    from smartflow.history.acts import SendBack, read_as
    from smartflow.journey.gate.send_back import send_back as act
    from smartflow.terminal.words.naming import titles_in

    entry = act(call.workspace(), city, stage, reason=reason)
    names = titles_in(call, city)
    sent = read_as(entry, SendBack)
    from_, to = names.stage(sent.from_), names.stage(sent.to)
    call.done(
        Text(
            id=f"Dikembalikan dari {from_.id} ke {to.id} (entri {entry.seq}).",
            en=f"Sent back from {from_.en} to {to.en} (entry {entry.seq}).",
        )
    )


COMMAND = send_back
