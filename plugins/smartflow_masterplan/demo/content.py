"""The content files of the demo, read once each.

A misspelt key in a file is an error that names the file, so that whoever corrects the words finds
a slip at once. Imports nothing of SmartFlow.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from smartflow_masterplan.demo.content_types import (
    DIMENSIONS,
    Actions,
    AgencyContent,
    Flaws,
    Goals,
    People,
    Register,
)

__all__ = [
    "CONTENT",
    "DIMENSIONS",
    "agency_contents",
    "dimension_rows",
    "flaws",
    "goals",
    "people",
    "plan_of_action",
    "register",
]

_T = TypeVar("_T")

CONTENT = Path(__file__).parent / "content"
"""The folder that holds the files."""


@cache
def register() -> Register:
    """Return the city and its 38 agencies."""
    return _load("register.toml", Register)


@cache
def agency_contents() -> dict[str, AgencyContent]:
    """Return what each agency wrote, by code, in the order of the register."""
    files = (CONTENT / "agencies").glob("*.toml")
    loaded = (_load(f"agencies/{path.name}", AgencyContent) for path in files)
    by_code = {content.agency: content for content in loaded}
    return {agency.code: by_code[agency.code] for agency in register().agency}


@cache
def dimension_rows(worksheet: str) -> dict[str, tuple[dict[str, str | int], ...]]:
    """Return the rows of ``readiness`` or ``quick_wins`` by dimension."""
    return _load(f"{worksheet}.toml", dict[str, tuple[dict[str, str | int], ...]])


@cache
def goals() -> Goals:
    """Return the vision and the goals."""
    return _load("goals.toml", Goals)


@cache
def plan_of_action() -> tuple[dict[str, str | int], ...]:
    """Return the rows of the action plan."""
    return _load("actions.toml", Actions).rows


@cache
def flaws() -> Flaws:
    """Return what goes wrong on purpose."""
    return _load("flaws.toml", Flaws)


@cache
def people() -> People:
    """Return the invented people."""
    return _load("people.toml", People)


def _load(name: str, kind: type[_T]) -> _T:
    text = (CONTENT / name).read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), kind)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        message = f"{name}: {error}"
        raise ValueError(message) from error
