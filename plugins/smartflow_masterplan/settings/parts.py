"""The two usual kinds of setting, in one line each: a share and a whole number.

Imports the public names of ``smartflow`` only.
"""

from __future__ import annotations

from decimal import Decimal

from smartflow import Setting, Text

__all__ = ["share", "whole"]

_ZERO = Decimal(0)
_ONE = Decimal(1)


def share(key: str, default: str, indonesian: str, english: str) -> Setting:
    """Return a setting that is a share between 0 and 1."""
    return Setting(
        key=key,
        type="decimal",
        default=Decimal(default),
        title=Text(id=indonesian, en=english),
        minimum=_ZERO,
        maximum=_ONE,
    )


def whole(  # noqa: PLR0913  one line per setting below reads better than a mapping each
    key: str, default: int, indonesian: str, english: str, least: int = 0, most: int | None = None
) -> Setting:
    """Return a setting that is a whole number."""
    return Setting(
        key=key,
        type="integer",
        default=default,
        title=Text(id=indonesian, en=english),
        minimum=Decimal(least),
        maximum=None if most is None else Decimal(most),
    )
