"""Arguments and options that several commands share, so that they are called alike everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from smartflow.language import Text
from smartflow.terminal.command import argument, option
from smartflow.terminal.values import DAY as DAY_TYPE
from smartflow.terminal.words.wording import (
    AGENCY,
    AGENCY_HELP,
    CITY,
    CITY_HELP,
    DAY,
    DAY_HELP,
    DIMENSION,
    DIMENSION_HELP,
    WORDS,
    WORKSHEET,
    WORKSHEET_HELP,
)

__all__ = [
    "agency_argument",
    "city_argument",
    "day_option",
    "dimension_argument",
    "optional_city_argument",
    "reason_option",
    "to_option",
    "worksheet_argument",
]

Function = TypeVar("Function", bound=Callable[..., Any])


def city_argument(function: Function) -> Function:
    """Take a city."""
    return argument("city", label=CITY, text=CITY_HELP)(function)


def optional_city_argument(function: Function) -> Function:
    """Take a city, or none."""
    return argument("city", label=CITY, text=CITY_HELP, required=False)(function)


def agency_argument(function: Function) -> Function:
    """Take an agency."""
    return argument("agency", label=AGENCY, text=AGENCY_HELP)(function)


def dimension_argument(function: Function) -> Function:
    """Take a dimension."""
    return argument("dimension", label=DIMENSION, text=DIMENSION_HELP)(function)


def worksheet_argument(function: Function) -> Function:
    """Take a worksheet."""
    return argument("worksheet", label=WORKSHEET, text=WORKSHEET_HELP)(function)


def reason_option(text: Text, *, required: bool = False) -> Callable[[Function], Function]:
    """Take a reason; ``text`` says what for."""
    return option("--reason", text=text, metavar_text=WORDS, required=required, default="")


def to_option(function: Function) -> Function:
    """Take the stage to which a move leads, where there are several."""
    return option(
        "--to",
        text=Text(
            id="Tahap tujuan, bila ada lebih dari satu.",
            en="The stage to move to, where there are several.",
        ),
        metavar_text=Text(id="TAHAP", en="STAGE"),
        default="",
    )(function)


def day_option(*names: str, text: Text, required: bool = False) -> Callable[[Function], Function]:
    """Take a date, year first or day first."""
    words = Text(id=f"{text.id} ({DAY_HELP.id}).", en=f"{text.en} ({DAY_HELP.en}).")
    return option(*names, text=words, metavar_text=DAY, type=DAY_TYPE, required=required)
