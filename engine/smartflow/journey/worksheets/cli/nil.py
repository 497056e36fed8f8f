"""``smartflow nil``: an agency has nothing to report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import (
    agency_argument,
    city_argument,
    reason_option,
    worksheet_argument,
)
from smartflow.terminal.command import command

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "nil",
    Text(
        id="Mencatat laporan nihil sebuah OPD atau kelurahan.\n\nNihil berarti sudah menjawab:"
        " tidak ada yang dilaporkan.",
        en="Record that an agency has nothing to report.\n\nNil is an answer, unlike silence.",
    ),
)
@city_argument
@agency_argument
@worksheet_argument
@reason_option(Text(id="Keterangannya.", en="What was said."))
def nil(call: Call, city: str, agency: str, worksheet: str, reason: str) -> None:
    """Record nil."""
    from smartflow.history.acts import NothingToReport, read_as
    from smartflow.journey.worksheets.nil import nil as act
    from smartflow.terminal.words.naming import titles_in

    entry = act(call.workspace(), city, agency, worksheet, reason=reason)
    said = read_as(entry, NothingToReport)
    who, sheet = said.agency, titles_in(call, city).worksheet(said.worksheet)
    call.done(
        Text(
            id=f"Nihil dari {who} untuk {sheet.id} tercatat (entri {entry.seq}).",
            en=f"Nil of {who} for {sheet.en} is recorded (entry {entry.seq}).",
        )
    )


COMMAND = nil
