"""What was measured, kept in ``results.json``: one group of lines for each benchmark.

A run that measured some benchmarks takes the place of these alone; each group keeps the facts of
the run that measured it. ``RESULTS.md`` is this file as a page (:mod:`page`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from facts import Facts
from measure import Curve, Line, Measured, Shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["FILE", "Group", "Results", "read_results", "write_results"]

FILE = Path(__file__).with_name("results.json")


class Group(msgspec.Struct, frozen=True):
    """What one benchmark measured.

    Attributes:
        facts: The run that measured it.
        items: Its lines, curves and numbers.
    """

    facts: Facts
    items: tuple[Measured, ...]


class Results(msgspec.Struct, frozen=True):
    """All that was measured, by the names of the benchmarks in the order of the page."""

    groups: dict[str, Group] = {}

    def with_groups(self, new: Mapping[str, Group], order: tuple[str, ...]) -> Results:
        """Return these results with some groups in the place of older ones.

        Args:
            new: The groups that were measured now.
            order: The names of all benchmarks; a group of a name that is not there is left out.
        """
        merged = {**self.groups, **new}
        return Results({name: merged[name] for name in order if name in merged})

    def lines(self) -> Iterator[tuple[str, Facts, Line]]:
        """Yield every promise with its benchmark's name and its run."""
        for name, group in self.groups.items():
            for item in group.items:
                if isinstance(item, Line):
                    yield name, group.facts, item

    def curves(self) -> Iterator[tuple[str, Curve]]:
        """Yield every curve with its benchmark's name."""
        for name, group in self.groups.items():
            for item in group.items:
                if isinstance(item, Curve):
                    yield name, item

    def number(self, what: str, key: str) -> float | None:
        """Return a number that is shown, or None if nobody measured it."""
        for group in self.groups.values():
            for item in group.items:
                if isinstance(item, Shown) and item.what == what and key in item.numbers:
                    return item.numbers[key]
        return None

    def curve(self, what: str) -> Curve | None:
        """Return a curve, or None if nobody measured it."""
        return next((one for _, one in self.curves() if one.what == what), None)


def read_results(file: Path = FILE) -> Results:
    """Return what was measured before; nothing if there is no file."""
    if not file.is_file():
        return Results()
    return msgspec.json.decode(file.read_bytes(), type=Results)


def write_results(results: Results, file: Path = FILE) -> None:
    """Keep the results: a line for each benchmark, a number to its sixth digit."""
    groups = [
        f"{msgspec.json.encode(name).decode()}: {msgspec.json.encode(_rounded(plain)).decode()}"
        for name, plain in msgspec.to_builtins(results.groups).items()
    ]
    text = '{"groups": {\n' + ",\n".join(groups) + "\n}}\n"
    file.write_text(text, encoding="utf-8", newline="\n")


def _rounded(value: object) -> object:
    match value:
        case float():
            return float(f"{value:.6g}")
        case dict():
            return {key: _rounded(own) for key, own in value.items()}
        case list() | tuple():
            return [_rounded(own) for own in value]
        case _:
            return value
