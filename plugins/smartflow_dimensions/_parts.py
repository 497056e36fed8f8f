"""Short words with which a dimension's file declares its parts.

A dimension's file should read like the table in the programme's guide: a key, the Indonesian
words, the English words, a unit, a range. These functions only build the engine's frozen objects;
they hold no knowledge of any dimension.
"""

from __future__ import annotations

from decimal import Decimal

from smartflow import Indicator, SubDimension, Text

__all__ = ["indicator", "sub_dimension"]


def sub_dimension(key: str, indonesian: str, english: str) -> SubDimension:
    """Return a sub-dimension with its title in both languages."""
    return SubDimension(key=key, title=Text(id=indonesian, en=english))


def indicator(  # noqa: PLR0913  the columns of one line of the table
    key: str,
    indonesian: str,
    english: str,
    unit: str,
    low: str | None = None,
    high: str | None = None,
    *,
    better: str = "higher",
) -> Indicator:
    """Return an indicator.

    Args:
        key: Its name inside the dimension.
        indonesian: What it is called in Indonesian.
        english: What it is called in English.
        unit: The unit as officials write it, such as ``%`` or ``orang/tahun``.
        low: The least possible value, inclusive, in plain notation such as ``1.00``.
        high: The greatest possible value, inclusive.
        better: ``higher`` or ``lower``.
    """
    return Indicator(
        key=key,
        title=Text(id=indonesian, en=english),
        unit=unit,
        minimum=None if low is None else Decimal(low),
        maximum=None if high is None else Decimal(high),
        better=better,
    )
