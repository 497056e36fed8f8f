"""What many cities need, reckoned from the measured cost of one: the table of docs/scale.md.

Every figure in it is measured or a product of measured ones, by the formula in its row. Where
nobody has measured, the cell says so. The table stands in ``RESULTS.md`` and between two markers
of ``docs/scale.md``, where each run of the benchmarks writes it anew.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from names import ADVANCE, BOARD, LOOKUP, SPEED_UP, STORED, VERIFY, WHOLE, WHOLE_CITY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from measure import Line
    from results import Results

__all__ = ["BEGIN", "END", "PAGE", "scale_table", "write_scale"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "scale.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
SIZES = (514, 10_000, 100_000)
_MINUTE, _THOUSAND, _WHOLE_NUMBERS = 60, 1000, 100
_SOON = 5 * _MINUTE
_ACTS, _DAY = 40, 8 * 60 * _MINUTE
"""An assumption, told in the table: acts of a city in a working day of so many seconds."""
_NOBODY = "not measured"


class _Row(NamedTuple):
    """A row of the table.

    Attributes:
        what: What is needed.
        formula: How it is reckoned from the measured cost.
        cells: The figures, one for each of :data:`SIZES`.
    """

    what: str
    formula: str
    cells: tuple[str, ...]


class _Straight(NamedTuple):
    """A cost that begins at a fixed one and grows with each city."""

    fixed: float
    each: float

    def of(self, cities: int) -> float:
        """Return the cost of so many cities."""
        return self.fixed + self.each * cities


def scale_table(results: Results) -> str:
    """Return the table as Markdown, with a line break at its end."""
    heads = ("what", *(f"{size:,} cities" for size in SIZES), "reckoned")
    lines = [f"| {' | '.join(heads)} |", f"|{'|'.join('---' for _ in heads)}|"]
    rows = (
        *_judging(results),
        *_storing(results),
        *_asking(results),
        _verifying(results),
        _connected(results),
    )
    lines += [f"| {' | '.join((row.what, *row.cells, row.formula))} |" for row in rows]
    return "\n".join(lines) + "\n"


def write_scale(results: Results, page: Path = PAGE) -> None:
    """Write the table between the two markers of a page.

    Raises:
        ValueError: the page has no such markers.
    """
    before, begin, rest = page.read_text(encoding="utf-8").partition(f"{BEGIN}\n")
    _, end, after = rest.partition(END)
    if not begin or not end:
        message = f"{page.name} has no place for the table: {BEGIN} and {END} on lines of their own"
        raise ValueError(message)
    text = f"{before}{begin}{scale_table(results)}{end}{after}"
    page.write_text(text, encoding="utf-8", newline="\n")


# -- the rows -------------------------------------------------------------------------------------


def _judging(results: Results) -> Iterator[_Row]:
    each, line = results.number(WHOLE, "ms"), _line(results, SPEED_UP)
    one, two = "judging each city once, processor minutes", "the same with 2 processes, minutes"
    cores = f"cores to judge all within {_SOON // _MINUTE} minutes"
    if each is None:
        yield from (_unknown(one), _unknown(two), _unknown(cores))
        return
    seconds = each / _THOUSAND
    yield _row(one, f"c · n; c = {_figure(each)} ms", _Straight(0, seconds / _MINUTE).of)
    if line is None:
        yield from (_unknown(two), _unknown(cores))
        return
    gain = line.ratio
    yield _row(two, f"c · n / s; s = {gain:.2f}", _Straight(0, seconds / gain / _MINUTE).of)
    needed = tuple(f"{math.ceil(seconds * n / _SOON / (gain / 2)):,}" for n in SIZES)
    yield _Row(cores, "c · n / 5 minutes / (s / 2), as long as that efficiency holds", needed)


def _storing(results: Results) -> Iterator[_Row]:
    for kind in ("PostgreSQL", "SQLite"):
        what = f"{kind}, GB"
        each = results.number(STORED, f"{WHOLE_CITY}, {kind} MB")
        if each is None:
            yield _unknown(what)
        else:
            formula = f"g · n; g = {_figure(each)} MB a city"
            yield _row(what, formula, _Straight(0, each / _THOUSAND).of)


def _asking(results: Results) -> Iterator[_Row]:
    for what, name in (
        ("the board (`portfolio status`), processor seconds", BOARD),
        ("a command about one city, processor seconds", LOOKUP),
    ):
        cost = _straight(results, name)
        if cost is None:
            yield _unknown(what)
            continue
        fixed, each = f"{1000 * cost.fixed:.2g} ms", f"{_figure(1_000_000 * cost.each)} µs"
        yield _row(what, f"a + b · n; a = {fixed}, b = {each} a city", cost.of)


def _verifying(results: Results) -> _Row:
    what = "`audit verify` of all, processor seconds"
    curve, entries = results.curve(VERIFY), results.number(WHOLE, "entries")
    if curve is None or entries is None:
        return _unknown(what)
    most = max(curve.seconds)
    each = curve.seconds[most].median / most
    cost = f"v = {1_000_000 * each:.2g} µs an entry, e = {entries:.0f} entries a city"
    return _row(what, f"v · e · n; {cost}", _Straight(0, each * entries).of)


def _connected(results: Results) -> _Row:
    what = f"connections in use at once, {_ACTS} acts a city in a day of 8 hours"
    line = _line(results, ADVANCE)
    if line is None or line.pair is None:
        return _unknown(what)
    held = line.pair.subject.median
    formula = f"acts a second · the seconds of `advance`, {_figure(held)}"
    return _row(what, formula, _Straight(0, _ACTS / _DAY * held).of)


def _row(what: str, formula: str, of: Callable[[int], float]) -> _Row:
    return _Row(what, formula, tuple(_figure(of(size)) for size in SIZES))


def _unknown(what: str) -> _Row:
    return _Row(what, _NOBODY, (_NOBODY,) * len(SIZES))


def _figure(value: float) -> str:
    """Return a number with the two digits that count."""
    if value >= _WHOLE_NUMBERS:
        return f"{float(f'{value:.2g}'):,.0f}"
    return f"{value:.2g}"


def _line(results: Results, what: str) -> Line | None:
    return next((line for _, _, line in results.lines() if line.what == what), None)


def _straight(results: Results, what: str) -> _Straight | None:
    """Return the straight line through the smallest and the greatest count of a curve."""
    curve = results.curve(what)
    if curve is None or min(curve.seconds) == max(curve.seconds):
        return None
    low, high = min(curve.seconds), max(curve.seconds)
    bottom, top = curve.seconds[low].median, curve.seconds[high].median
    each = (top - bottom) / (high - low)
    return _Straight(bottom - each * low, each)
