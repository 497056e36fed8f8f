"""``smartflow portfolio``: the group; each of its commands has a file of its own."""

from __future__ import annotations

from smartflow.language import Text
from smartflow.offices.portfolio.cli.advance import advance
from smartflow.offices.portfolio.cli.check import check
from smartflow.offices.portfolio.cli.compare import compare
from smartflow.offices.portfolio.cli.importing import import_
from smartflow.offices.portfolio.cli.rules import rules
from smartflow.offices.portfolio.cli.status import status
from smartflow.terminal.group import Group

__all__ = ["COMMAND"]

COMMAND = Group(
    "portfolio",
    Text(
        id="Banyak kabupaten/kota sekaligus: impor, papan, periksa, maju, bandingkan.",
        en="Many cities at once: import, board, check, advance, compare.",
    ),
    (import_, status, check, advance, rules, compare),
)
