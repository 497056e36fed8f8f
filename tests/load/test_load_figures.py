"""The figures are right, and the page has the very table that the command prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from load_check import Complaint, standing_of
from load_figures import BEGIN, END, ROWS, Outcome, longest_silence, table, write_into
from load_notes import DONE, REFUSED, WANTS, Note
from load_run import Crew, Happening

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
MOMENTS = st.lists(st.floats(0, 100), min_size=2, max_size=30).map(sorted)


@given(MOMENTS, st.floats(0, 100), st.floats(0, 100))
def test_the_longest_silence_is_the_naive_one(
    moments: list[float], one: float, other: float
) -> None:
    """Of all pauses between two acts, the longest that begins or ends in the span, or covers it."""
    began, ended = sorted((one, other))
    assume(moments[0] < began and moments[-1] >= ended)
    touching = [
        after - before
        for before, after in pairwise(moments)
        if after >= began
        and after <= ended
        and (before >= began or before == _last(moments, began))
    ]
    expected = max(touching, default=ended - began)
    assert longest_silence(moments, began, ended) == expected


def _last(moments: list[float], began: float) -> float:
    return max(moment for moment in moments if moment < began)


def outcome() -> Outcome:
    """Return a made-up run: ten acts of 1 to 10 ms, one lost race, one killed worker."""
    notes, contents = [], []
    for number in range(1, 11):
        word = f"w0g0n{number}w"
        contents.append(b'{"title":"%s"}' % word.encode())
        notes.append(Note(word, WANTS, "nil", float(number)))
        done = Note(word, DONE, "nil", number + number / 1000, log="a", seq=number, leaf="")
        notes.append(done)
    notes.append(Note("w0g0n11w", WANTS, "nil", 11.0))
    notes.append(Note("w0g0n11w", REFUSED, "nil", 11.5, code="city-moved", exit=5))
    notes.append(Note("w0g0n12w", WANTS, "nil", 12.0))
    return Outcome(
        "SQLite 3",
        workers=8,
        seconds=20.0,
        notes=notes,
        standing=standing_of({"a": contents}, {}),
        crew=Crew(killed=1),
        happened=[Happening("crash", 3.5, 4.0)],
        complaints=[Complaint("lost", "w0g0n1w")],
    )


def test_a_column_holds_what_happened() -> None:
    """Counted and timed from the notes alone."""
    column = dict(zip(ROWS, outcome().column(), strict=True))
    assert column["acts wanted"] == "12"
    assert column["acts recorded"] == "10"
    assert column["acts recorded per second"] == "0.5"
    assert column["an act that was recorded, median (ms)"] == "6"  # 5.5, as Python rounds it
    assert column["an act that was recorded, 95 of 100 (ms)"] == "10"
    assert column["refused because others kept writing (exit 5)"] == "1"
    assert column["refused because the store was away (exit 5)"] == "0"
    assert column["workers killed"] == "1"
    assert column["acts cut off by it: recorded whole / not at all"] == "0 / 1"
    assert column["server restarted / killed (s until it answered)"] == "0.5"
    assert column["longest silence of all workers after that (s)"] == "1.0"
    assert column[ROWS[-1]] == "**1**"


def test_a_silence_belongs_to_what_came_before_it() -> None:
    """Up to when the server is taken away again; and without a server there is none."""
    happened = [Happening("restart", 2.5, 2.6), Happening("crash", 5.5, 7.5)]
    notes = [
        Note(f"w0g0n{at}w", kind, "nil", at) for at in (1, 2, 3, 4, 8, 9) for kind in (WANTS, DONE)
    ]
    two = replace(outcome(), notes=notes, happened=happened)
    none = replace(two, happened=[])
    row = ROWS.index("longest silence of all workers after that (s)")
    assert [one.column()[row] for one in (two, none)] == ["1.0 / 4.0", "-"]


def test_a_table_has_a_row_for_each_figure() -> None:
    """And a column for each store, whatever else is printed."""
    lines = [
        line for line in table([outcome(), outcome()], date(2026, 1, 5)).splitlines() if "|" in line
    ]
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]] == list(ROWS)
    assert {line.count("|") for line in lines} == {4}


def test_a_table_is_written_between_the_markers(tmp_path: Path) -> None:
    """What stands around it stays, and a second run replaces the first one's."""
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    for text in ("first", "second"):
        write_into(page, text)
        assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n{text}\n{END}\nafter\n"


@pytest.mark.parametrize("content", ["", BEGIN, END, f"{END} {BEGIN}"])
def test_a_page_without_the_place_stays_as_it_is(tmp_path: Path, content: str) -> None:
    """Nothing is written where it is not clear what is replaced."""
    page = tmp_path / "page.md"
    page.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="has no place"):
        write_into(page, "x")
    assert page.read_text(encoding="utf-8") == content


def test_the_page_shows_the_figures_of_the_command() -> None:
    """Its rows are those that the command prints today, and its last row says that all was well."""
    shown = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    rows = [line.split(" | ") for line in shown.splitlines() if line.startswith("| ")]
    assert [row[0].removeprefix("| ") for row in rows[1:]] == list(ROWS)
    assert [cell.strip(" |") for cell in rows[-1][1:]] == ["**0**", "**0**"]
    stores = [cell.strip(" |").split()[0] for cell in rows[0][1:]]
    assert stores == ["SQLite", "PostgreSQL"]
