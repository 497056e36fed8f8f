"""Every benchmark by its name, in the order of the page, and what several of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from append import append
from books import books
from cel_rules import cel_rules
from city import fill_templates, make_city, put_in_stage
from city_curves import city_curves
from durable_moves import durable_moves
from entry_curves import entry_curves
from gate_memory import gate_memory
from growth import growth
from installed import install
from many_plugins import many_plugins
from measure import Measured
from moves import advance
from names import WHOLE_CITY
from portfolio_check import made_portfolio, portfolio_check
from processes import Programs
from row_curves import row_curves
from row_rules import row_rules
from server_act import server_act
from start import version
from verification import verification
from whole_city import whole_city
from workbooks import reading

__all__ = ["BENCHES", "Bench", "Ground"]

A_MILLION, A_TENTH = 1_000_000, 100_000


class Ground:
    """What several benchmarks share, each made when it is first asked for.

    Args:
        folder: A folder that is there and empty.
        full: Whether what takes long is measured as well.
    """

    def __init__(self, folder: Path, *, full: bool) -> None:
        self.folder = folder
        self.full = full

    @cached_property
    def programs(self) -> Programs:
        """The command in an environment as a person has it."""
        return Programs(install(self.folder / "installed"))

    @cached_property
    def crowded(self) -> Programs:
        """The same once more, for plugins to be installed beside it."""
        return Programs(install(self.folder / "crowded"))

    @cached_property
    def printing(self) -> Programs:
        """The command with the extra for Word and PDF."""
        return Programs(install(self.folder / "printing", extra="docs"))

    @cached_property
    def scheduled(self) -> Programs:
        """The command with the extra for Dask, where that is installed."""
        extra = "dask" if find_spec("distributed") is not None else ""
        return Programs(install(self.folder / "scheduled", extra=extra))

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """The filled-in workbooks of the large city, which is made with them."""
        make_city(self.folder / "city")
        files = fill_templates(self.folder / "city", self.folder / "forms")
        put_in_stage(self.folder / "city", self.folder / "forms")
        return files

    @property
    def city(self) -> Path:
        """The workspace of the large city, the gate of its stage met."""
        return self.files[0].parent.parent / "city"

    @cached_property
    def portfolio(self) -> Path:
        """The workspace of the 514 cities."""
        return made_portfolio(self.scheduled, self.folder / "portfolio")


class Bench(NamedTuple):
    """One benchmark.

    Attributes:
        name: What ``--only`` calls it.
        measure: What measures it.
    """

    name: str
    measure: Callable[[Ground], Iterable[Measured]]


def _server(ground: Ground) -> Iterable[Measured]:
    stores = {WHOLE_CITY: (ground.city, 1), "a city in its first stage": (ground.portfolio, 514)}
    return server_act(ground.folder / "postgresql", stores)


BENCHES = (
    Bench("start", lambda ground: (version(ground.programs),)),
    Bench("workbooks", lambda ground: (reading(ground.city, ground.files),)),
    Bench("advance", lambda ground: (advance(ground.programs, ground.city),)),
    Bench("act", lambda ground: (append(ground.folder / "act"),)),
    Bench("rules", lambda _: (row_rules(),)),
    Bench("cel", lambda _: (cel_rules(),)),
    Bench(
        "plugins",
        lambda ground: many_plugins(ground.programs, ground.crowded, ground.folder / "small"),
    ),
    Bench("growth", lambda _: growth()),
    Bench("gate", lambda _: gate_memory()),
    Bench("verify", lambda ground: verification(A_MILLION if ground.full else A_TENTH)),
    Bench("books", lambda ground: books(ground.printing, ground.folder / "demo")),
    Bench("portfolio", lambda ground: portfolio_check(ground.scheduled, ground.portfolio)),
    Bench("cities", lambda ground: city_curves(ground.folder / "cities")),
    Bench("rows", lambda _: row_curves()),
    Bench("entries", lambda _: entry_curves()),
    Bench("whole", lambda ground: (whole_city(ground.city),)),
    Bench("postgresql", _server),
    Bench("moves", lambda ground: (durable_moves(ground.folder / "moves"),)),
)
