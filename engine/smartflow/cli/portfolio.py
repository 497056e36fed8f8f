"""``smartflow portfolio``: the group; each of its commands has a file of its own."""

from __future__ import annotations

from smartflow.cli.group import Group
from smartflow.language import Text

__all__ = ["COMMAND"]

COMMAND = Group(
    "portfolio",
    Text(
        id="Banyak kabupaten/kota sekaligus: impor, papan, periksa, maju, bandingkan.",
        en="Many cities at once: import, board, check, advance, compare.",
    ),
    (),
)
