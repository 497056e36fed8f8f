"""Laws in the order in which an official document cites them: the higher before the lower.

The order is that of Law 12 of 2011, article 7: laws, government regulations, presidential
regulations; ministerial ones follow, then those of the province and of the region. Imports the
public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from smartflow import Text
from smartflow.report import Table
from smartflow_masterplan.chapters.shared.wording import ENTRY
from smartflow_masterplan.stages import LEGAL_BASIS

if TYPE_CHECKING:
    from datetime import date

    from smartflow import Dossier

__all__ = ["Law", "laws", "laws_table", "level_of"]

_LEVELS = tuple(
    re.compile(rf"\s*(?:{words})\b", re.IGNORECASE)
    for words in (
        r"UUD|undang-undang dasar",
        r"UU|undang-undang|perppu|peraturan pemerintah pengganti",
        r"PP|peraturan pemerintah(?! pengganti)",
        r"perpres|peraturan presiden|inpres|instruksi presiden|keppres|keputusan presiden",
        r"permen\w*|peraturan (?:menteri|badan|lembaga)|kepmen\w*|keputusan menteri|surat edaran",
        r"pergub|peraturan gubernur",
        r"perda|peraturan daerah|qanun",
        r"perkada|perwali|perwako|perbup|peraturan (?:wali|bupati|kepala daerah)",
    )
)
"""How the laws of each level are called, the highest first."""


class Law(NamedTuple):
    """A law as it was recorded, in the order in which a table shows it.

    Attributes:
        number: Its official number.
        title: Its title.
        day: The date on it.
        entry: The entry of the audit trail that records it.
    """

    number: str
    title: str
    day: date
    entry: int


def level_of(number: str, title: str) -> int:
    """Return at which level a law stands, from 0; what is none of those known is the lowest.

    Args:
        number: Its number, which may say what it is: ``PP 59/2022``.
        title: Its title.
    """
    for words in (number, title):
        for level, named in enumerate(_LEVELS):
            if named.match(words):
                return level
    return len(_LEVELS)


def laws(dossier: Dossier) -> tuple[Law, ...]:
    """Return the recorded legal basis, the higher law first, of one level the older."""
    found = [
        Law(one.number, one.title, one.date, one.entry) for one in dossier.records_of(LEGAL_BASIS)
    ]
    return tuple(
        sorted(found, key=lambda one: (level_of(one.number, one.title), one.day, one.entry))
    )


def laws_table(dossier: Dossier, title: Text) -> Table | None:
    """Return the recorded legal basis as a table, None where there is none.

    Args:
        dossier: The dossier.
        title: What the table shows.
    """
    found = laws(dossier)
    if not found:
        return None
    return Table(
        title=title,
        keys=("number", "title", "date", "entry"),
        headings=(
            Text(id="Nomor", en="Number"),
            Text(id="Judul", en="Title"),
            Text(id="Tanggal", en="Date"),
            ENTRY,
        ),
        rows=found,
    )
