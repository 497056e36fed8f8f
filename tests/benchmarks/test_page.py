"""The page of results: made of the kept file alone, with every promise's verdict."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from facts import Facts
from measure import Curve, Line, Pair, Shown, Skipped, Timing
from page import page, table_of
from results import FILE, Group, Results, read_results

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "benchmarks"
DAY = Facts("2026-11-24", "commit aaaaaaa", "CPython 3.11.9", "Linux x86_64, 2 cores")
LATER = Facts("2026-11-25", "commit bbbbbbb", "CPython 3.11.9", "Linux x86_64, 2 cores")
PAIR = Pair(Timing((0.002, 0.001, 0.004)), Timing((0.001, 0.001, 0.001)))
KEPT = Line("a / b", 2, 2, at_most=True, pair=PAIR)
MISSED = Line("c / d", 4.96, 5, at_most=False, pair=PAIR)


def _page(**groups: Group) -> str:
    return page(Results(groups))


def test_the_page_that_lies_there_is_the_one_that_was_measured() -> None:
    """``RESULTS.md`` is ``results.json`` as a page: nobody has written in it by hand."""
    if not FILE.is_file():
        pytest.skip("nothing has been measured yet: make bench")
    assert (BENCHMARKS / "RESULTS.md").read_text(encoding="utf-8") == page(read_results())


def test_a_promise_that_is_not_kept_says_so() -> None:
    """The verdict stands in the line, and the count above the table."""
    text = _page(one=Group(DAY, (KEPT, MISSED)))
    assert "1 of 2 are kept." in text
    assert "| one | a / b | 2.0 (1.0-4.0) | 1.0 (1.0-1.0) | 2.00 | at most 2 | kept | 1 |" in text
    assert (
        "| one | c / d | 2.0 (1.0-4.0) | 1.0 (1.0-1.0) | 4.96 | at least 5 | **NOT KEPT** | 1 |"
        in text
    )


def test_each_line_names_the_run_that_measured_it() -> None:
    """Lines of two runs stand on one page, the newer run is the first."""
    text = _page(one=Group(DAY, (KEPT,)), two=Group(LATER, (MISSED,)))
    assert f"1. {LATER.words}\n2. {DAY.words}\n" in text
    rows = [row for row in text.splitlines() if row.startswith(("| one |", "| two |"))]
    assert [row[-5:] for row in rows] == ["| 2 |", "| 1 |"]


def test_what_could_not_be_measured_is_told_with_its_reason() -> None:
    """A peer that is missing is no line that silently is not there."""
    text = _page(one=Group(DAY, (Skipped("e / f", "pandera is not installed"),)))
    assert "- one: e / f: pandera is not installed" in text


def test_a_curve_has_its_exponent() -> None:
    """Quadratic growth is seen as 2, with the exact fit of an exact law."""
    seconds = {count: Timing((count * count / 1000,)) for count in (10, 100, 1_000)}
    text = _page(one=Group(DAY, (Curve("pairs", "cities", seconds),)))
    assert "| one | pairs | 100 | 1e+04 | 1e+06 | 2.00 ± 0.00 | 1.000 | 2.00 | 1 |" in text


def test_two_counts_have_no_exponent() -> None:
    """Who measured with two counts sees the times alone."""
    seconds = {10: Timing((0.001,)), 100: Timing((0.002,))}
    text = _page(one=Group(DAY, (Curve("pairs", "cities", seconds),)))
    assert "| one | pairs | 1 | 2 |  |  |  | 1 |" in text


def test_numbers_without_a_promise_are_shown() -> None:
    """With what each number is of."""
    text = _page(one=Group(DAY, (Shown("moves a second", {"ours": 123.456, "theirs": 2.0}),)))
    assert "- one: moves a second: ours 123.5, theirs 2 (run 1)" in text


def test_a_stroke_in_a_cell_breaks_no_table() -> None:
    """A column's end is a stroke, so one in a cell is written as another sign."""
    assert list(table_of(("a", "b"), [("x|y", "z")])) == ["| a | b |", "|---|---|", "| x/y | z |"]


def test_every_benchmark_is_explained() -> None:
    """Each name that ``--only`` takes stands in the README's table."""
    said = subprocess.run(
        [sys.executable, str(BENCHMARKS), "--list"], capture_output=True, text=True, check=True
    )
    readme = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    names = said.stdout.split()
    assert [name for name in names if f"| `{name}` |" not in readme] == []
    assert len(names) == len(set(names)) > 0


def test_a_benchmark_of_another_name_is_refused() -> None:
    """A slip of the pen measures nothing, and the names are told."""
    words = [sys.executable, str(BENCHMARKS), "--only", "strat"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, "start" in done.stderr) == (2, True)
