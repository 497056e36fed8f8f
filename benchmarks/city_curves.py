"""How commands grow with the cities of a store: 10, 100, 1,000 and 10,000.

A command about one city should not depend on them; one about all of them should be linear.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from city_run import CityRun
from city_store import FIRST, make_cities, slug_of
from measure import Curve, Shown, Timing
from names import BOARD, LOOKUP
from peak import SHELL
from processes import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Measured

__all__ = ["city_curves"]

COUNTS = (10, 100, 1_000, 10_000)
WITH_ROOM = (10, 100, 1_000, 9_000)
"""Stores in which a code is left for a city that is added."""
ROUNDS = 3
SAMPLE = tuple(f"00.{number:02d}" for number in range(8))
"""Codes of cities that are in every store, among the first that were added."""
_RUN = (sys.executable, str(Path(__file__).with_name("city_run.py")))
_JSON = ("--format", "json")

MEMORY = "peak memory over the most cities"


class _Command(NamedTuple):
    """What is measured.

    Attributes:
        what: What it is called.
        words: The command of a round, which has a number of its own.
        counts: The sizes of the stores.
    """

    what: str
    words: Callable[[int], tuple[str, ...]]
    counts: tuple[int, ...] = COUNTS


def _act(number: int) -> tuple[str, ...]:
    """Return an act in a city that was quiet while all others were added."""
    city = slug_of(SAMPLE[number % ROUNDS])
    return ("record", city, "mou", "--number", "@", "--date", "2026-11-01", "--title", "@")


def _add(number: int) -> tuple[str, ...]:
    name = ("--name", f"Kota Baru {number}", "--kind", "kota", "--province", "Provinsi 1")
    return ("city", "add", f"kota-baru-{number}", "--region-code", f"99.{number:02d}", *name)


_CHECKED = tuple(word for code in SAMPLE for word in ("--city", slug_of(code)))
COMMANDS = (
    _Command("city list", lambda _: ("city", "list", *_JSON)),
    _Command(LOOKUP, lambda _: ("history", slug_of(FIRST), *_JSON)),
    _Command("one act in a city that was quiet: record", _act),
    _Command("city add", _add, WITH_ROOM),
    _Command(BOARD, lambda _: ("portfolio", "status", *_JSON)),
    _Command(
        f"portfolio check of {len(SAMPLE)} cities, in one process",
        lambda _: ("portfolio", "check", *_JSON, "--workers", "1", *_CHECKED),
    ),
)


def city_curves(folder: Path) -> Iterator[Measured]:
    """Measure every command in a store of each size.

    Args:
        folder: A folder that is not there yet.
    """
    folder.mkdir()
    make_cities(folder / "warm", COUNTS[0])
    for count in {*COUNTS, *WITH_ROOM}:
        make_cities(folder / str(count), count)
    peaks: dict[str, float] = {}
    for command in COMMANDS:
        numbers, seconds = itertools.count(), {}
        for count in command.counts:
            runs = [_run_in(folder, count, command.words(next(numbers))) for _ in range(ROUNDS)]
            seconds[count] = Timing(tuple(one.seconds for one in runs))
            if runs[0].peak is not None:
                peaks[f"{command.what}, MB"] = runs[0].peak / 1_000_000
        yield Curve(command.what, "cities", seconds)
    if peaks:
        yield Shown(MEMORY, peaks)


def _run_in(folder: Path, count: int, words: tuple[str, ...]) -> CityRun:
    said = run(*SHELL, *_RUN, str(folder / "warm"), str(folder / str(count)), *words)
    return msgspec.json.decode(said, type=CityRun)
