"""docs/scale.md: its figures are measured ones, or there are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facts import Facts
from measure import Curve, Line, Pair, Shown, Timing
from names import ADVANCE, BOARD, SPEED_UP, STORED, VERIFY, WHOLE, WHOLE_CITY
from results import FILE, Group, Results, read_results
from scale import BEGIN, END, PAGE, scale_table, write_scale

DAY = Facts("2026-11-24", "commit aaaaaaa", "CPython 3.11.9", "Linux x86_64, 2 cores")
AMOUNT = re.compile(r"\d[\d.,]*\s*(ms|µs|s|seconds?|minutes?|hours?|kB|MB|GB|%)\b")
MOVED = Line(ADVANCE, 20, 25, at_most=True, pair=Pair(Timing((0.18,)), Timing((0.009,))))
MEASURED = Group(
    DAY,
    (
        Shown(WHOLE, {"ms": 60.0, "entries": 100.0}),
        Line(SPEED_UP, 1.6, 1.4, at_most=False),
        Shown(STORED, {f"{WHOLE_CITY}, PostgreSQL MB": 2.0, f"{WHOLE_CITY}, SQLite MB": 3.0}),
        Curve(BOARD, "cities", {10: Timing((0.002,)), 10_000: Timing((1.001,))}),
        Curve(VERIFY, "entries", {1_000: Timing((9.0,)), 100_000: Timing((0.5,))}),
        MOVED,
    ),
)


def _cells(results: Results) -> dict[str, list[str]]:
    """Return the figures of each row by its heading."""
    rows = [line.strip("| ").split(" | ") for line in scale_table(results).splitlines()[2:]]
    return {row[0]: row[1:-1] for row in rows}


def _page() -> tuple[str, str]:
    """Return the table and everything else of the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(f"{BEGIN}\n")
    table, _, after = rest.partition(END)
    return table, before + after


def test_the_table_of_the_page_is_what_was_measured() -> None:
    """It is made of the kept results; who measures writes it anew."""
    if not FILE.is_file():
        pytest.skip("nothing has been measured yet: make bench")
    assert _page()[0] == scale_table(read_results())


def test_no_measured_figure_stands_outside_the_table() -> None:
    """The words argue; an amount with a unit in them would be one that nobody measures again."""
    assert [match.group() for match in AMOUNT.finditer(_page()[1])] == []


def test_the_figures_are_products_of_measured_ones() -> None:
    """Reckoned by hand from a city of 60 ms, 2 MB and 100 entries."""
    cells = _cells(Results({"one": MEASURED}))
    assert cells["judging each city once, processor minutes"] == ["0.51", "10", "100"]
    assert cells["the same with 2 processes, minutes"] == ["0.32", "6.2", "62"]
    assert cells["cores to judge all within 5 minutes"] == ["1", "3", "25"]
    assert cells["PostgreSQL, GB"] == ["1", "20", "200"]
    assert cells["SQLite, GB"] == ["1.5", "30", "300"]
    assert cells["the board (`portfolio status`), processor seconds"] == ["0.052", "1", "10"]
    assert cells["`audit verify` of all, processor seconds"] == ["0.26", "5", "50"]
    connections = "connections in use at once, 40 acts a city in a day of 8 hours"
    assert cells[connections] == ["0.13", "2.5", "25"]


def test_what_nobody_measured_is_no_figure() -> None:
    """Without results every cell says so; nothing is guessed."""
    said = {cell for row in _cells(Results()).values() for cell in row}
    assert said == {"not measured"}


def test_one_measured_part_leaves_the_others_unsaid() -> None:
    """A row needs all its parts."""
    results = Results({"one": Group(DAY, (MOVED,))})
    known = {what for what, cells in _cells(results).items() if "not measured" not in cells}
    assert known == {"connections in use at once, 40 acts a city in a day of 8 hours"}


def test_the_words_around_the_table_stay(tmp_path: Path) -> None:
    """Writing replaces what stands between the markers, twice as once."""
    page = tmp_path / "scale.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    results = Results({"one": MEASURED})
    for _ in range(2):
        write_scale(results, page)
        expected = f"before\n{BEGIN}\n{scale_table(results)}{END}\nafter\n"
        assert expected == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["no place\n", f"{BEGIN}\nno end\n"])
def test_a_page_without_its_markers_is_left_alone(tmp_path: Path, text: str) -> None:
    """Else the table would be lost, or the rest of the page."""
    page = tmp_path / "scale.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="no place"):
        write_scale(Results(), page)
    assert page.read_text(encoding="utf-8") == text
