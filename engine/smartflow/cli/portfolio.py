"""``smartflow portfolio``: the group; each of its commands has a file of its own."""

from __future__ import annotations

from smartflow.cli.group import Group
from smartflow.cli.portfolio_advance import advance
from smartflow.cli.portfolio_check import check
from smartflow.cli.portfolio_compare import compare
from smartflow.cli.portfolio_import import import_
from smartflow.cli.portfolio_rules import rules
from smartflow.cli.portfolio_status import status
from smartflow.language import Text

__all__ = ["COMMAND"]

COMMAND = Group(
    "portfolio",
    Text(
        id="Banyak kabupaten/kota sekaligus: impor, papan, periksa, maju, bandingkan.",
        en="Many cities at once: import, board, check, advance, compare.",
    ),
    (import_, status, check, advance, rules, compare),
)
