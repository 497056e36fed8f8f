"""What stands beside a table: moments and counts in words, names and paths, cells for JSON.

Imports only the lowest floors and the table itself.
"""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.canonical import decimal_text
from smartflow.clock import ZONES
from smartflow.language import Language, Text, day_words
from smartflow.report import Amount, Money

if TYPE_CHECKING:
    from smartflow.report import Table

__all__ = [
    "as_word",
    "cell_data",
    "counted",
    "day_text",
    "from_here",
    "local_day",
    "moment_words",
    "short_name",
    "table_data",
]

_PLAIN = re.compile(r"[\w@%+=:,./\\~-]+")


def day_text(day: object) -> Text:
    """Return a day in both languages.

    Args:
        day: A date, or one as the history holds it: ISO 8601.

    Raises:
        ValueError: it is no day.
    """
    known = day if isinstance(day, date) else date.fromisoformat(str(day))
    return Text(id=day_words(known, "id"), en=day_words(known, "en"))


def local_day(at: str, zone: str) -> date:
    """Return the day on the official's calendar of a stored moment; see :func:`moment_words`."""
    return datetime.fromisoformat(at).astimezone(ZONES[zone]).date()


def moment_words(at: str, zone: str, language: Language) -> str:
    """Return a stored moment as the official's clock showed it: ``5 Jul 2023 09:15 WIB``.

    Args:
        at: RFC 3339 in UTC, as an entry holds it.
        zone: ``WIB``, ``WITA`` or ``WIT``.
        language: The language of the month.
    """
    moment = datetime.fromisoformat(at).astimezone(ZONES[zone])
    return f"{day_words(moment.date(), language)} {moment:%H:%M} {zone}"


def from_here(path: Path) -> str:
    """Return a path as it is written from the current folder, where that is shorter."""
    try:
        near = os.path.relpath(path)
    except ValueError:  # it lies on another drive
        return str(path)
    return min(near, str(path), key=len)


def as_word(value: object) -> str:
    """Return a value as one word of a command, in quotation marks if a shell would split it.

    Quotation marks of this kind hold in the shells of Windows, Linux and macOS alike.
    """
    words = str(value)
    return words if _PLAIN.fullmatch(words) else f'"{words}"'


def short_name(name: str) -> str:
    """Return a city's name with its kind as officials shorten it, so that what differs is seen."""
    for long, short in (("Kabupaten ", "Kab. "), ("Administrasi ", "Adm. ")):
        name = name.replace(long, short, 1)
    return name


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number of English things: ``1 rule``, ``2 rules``; Indonesian needs no such care.

    Args:
        number: How many.
        one: What one of them is called.
        many: What several are called; by default ``one`` with an s.
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def cell_data(cell: object) -> object:
    """Return a cell as JSON holds it: decimals and dates as text, a Text in both languages."""
    match cell:
        case Text():
            return {"id": cell.id, "en": cell.en}
        case Decimal():
            return decimal_text(cell)
        case date():
            return cell.isoformat()
        case Money():
            return cell.rupiah
        case Amount():
            return {"number": cell_data(cell.number), "unit": cell.unit}
        case _:
            return cell


def table_data(table: Table) -> list[dict[str, object]]:
    """Return the rows of a table as JSON objects."""
    return [
        {key: cell_data(cell) for key, cell in zip(table.keys, row, strict=True)}
        for row in table.rows
    ]
