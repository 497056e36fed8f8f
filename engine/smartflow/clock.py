"""Time that is passed in: nothing below the command line asks the computer what time it is.

Indonesia has three zones without daylight saving (Keppres 41/1987): WIB UTC+7, WITA UTC+8, WIT
UTC+9. An entry keeps its moment in UTC and the zone in which the official lives.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal, Protocol

__all__ = ["ZONES", "Clock", "FixedClock", "SystemClock", "Zone", "day_in", "stamp"]

Zone = Literal["WIB", "WITA", "WIT"]

ZONES: dict[str, timezone] = {
    "WIB": timezone(timedelta(hours=7), "WIB"),
    "WITA": timezone(timedelta(hours=8), "WITA"),
    "WIT": timezone(timedelta(hours=9), "WIT"),
}


class Clock(Protocol):
    """Anything that can say what moment it is."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved: for tests and replays."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Return the moment at which the clock stands."""
        return self.moment


def stamp(moment: datetime) -> str:
    """Return ``moment`` as RFC 3339 text in UTC with microseconds and a ``Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def day_in(zone: str, moment: datetime) -> date:
    """Return the calendar day of ``moment`` in ``zone`` (``WIB``, ``WITA`` or ``WIT``)."""
    return moment.astimezone(ZONES[zone]).date()
