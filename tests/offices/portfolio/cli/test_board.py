"""The lines of the board: what is cut is counted, what fits is whole, and JSON loses nothing."""

from __future__ import annotations

import json
import re
import time
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.language import Text
from smartflow.offices.portfolio.blocking import Judged
from smartflow.offices.portfolio.board.board import BoardCity, board_of
from smartflow.offices.portfolio.cli.board import board_lines, cut, held_by
from smartflow.offices.portfolio.cli.board_data import board_data, cities_table
from smartflow.offices.portfolio.running.results import RuleOutcome
from smartflow.offices.portfolio.standing import CityStanding, Failure
from smartflow.terminal.call import Call
from smartflow.terminal.tables import display_width

TODAY = date(2026, 11, 24)
CODES = tuple(f"{family}{number:03}" for family in ("ISU", "SWT") for number in range(1, 8))


def _standing(slug: str = "padang", **more: Any) -> CityStanding:
    log = f"smartflow/x/{slug}"
    known = {"region_code": "13.71", "province": "Sumatera Barat", **more}
    return CityStanding(slug=slug, name=f"Kota {slug.title()}", kind="kota", log=log, **known)


def _judged(codes: tuple[str, ...], roles: int = 0, scores: int = 0) -> Judged:
    return Judged(
        TODAY,
        tuple(RuleOutcome(code, "fail", 1) for code in codes),
        tuple(f"role{n}" for n in range(roles)),
        tuple(f"score{n}" for n in range(scores)),
    )


@given(
    codes=st.lists(st.sampled_from(CODES), unique=True).map(tuple),
    roles=st.integers(0, 3),
    scores=st.integers(0, 3),
    width=st.integers(0, 80),
    dated=st.booleans(),
)
def test_what_does_not_fit_is_counted(
    codes: tuple[str, ...], roles: int, scores: int, width: int, *, dated: bool
) -> None:
    """Reasons that are shown and reasons that are counted are all reasons; the first is shown."""
    city = BoardCity(_standing(), _judged(codes, roles, scores))
    for words in (held_by(city, width, dated=dated).id, held_by(city, width, dated=dated).en):
        reasons = len(codes) + bool(roles) + bool(scores)
        if not reasons:
            assert words == ""
            continue
        assert words.endswith("2026)") is dated
        plain = re.sub(r" \([^)]*\)$", "", words)
        rest = re.search(r" \+(\d+)$", plain)
        shown = plain[: rest.start()] if rest else plain
        assert len(shown.split(", ")) + (int(rest[1]) if rest else 0) == reasons
        assert len(words) <= width or len(shown.split(", ")) == 1


def test_with_room_everything_is_named() -> None:
    """Codes as they are, roles and scores as numbers, in both languages, with the day."""
    city = BoardCity(_standing(), _judged(("ISU001", "SWT002"), 1, 2))
    words = held_by(city, 200, dated=True)
    assert words.id == "ISU001, SWT002, 1 persetujuan, 2 skor (24 Nov 2026)"
    assert words.en == "ISU001, SWT002, 1 sign-off, 2 scores (24 Nov 2026)"


def test_a_failure_goes_before_reasons() -> None:
    """A damaged city says that it is damaged; a gate that cannot be asked says why, and no more."""
    damage = Failure("broken-chain", Text(id="putus", en="broken"), None, 4)
    city = BoardCity(_standing(failure=damage), _judged(("ISU001",)))
    assert held_by(city, 80, dated=True) == Text(id="RUSAK: putus", en="DAMAGED: broken")
    choose = Judged(TODAY, failure=Failure("choose-stage", Text(id="pilih", en="choose"), None, 2))
    assert held_by(BoardCity(_standing(), choose), 80, dated=True).id == "pilih"


def test_nothing_known_is_nothing_said() -> None:
    """Neither a city that nobody judged, nor one whose gate was met, is held by anything."""
    assert held_by(BoardCity(_standing()), 80, dated=True).id == ""
    met = Judged(TODAY, (RuleOutcome("ISU001", "warn", 3),))
    assert held_by(BoardCity(_standing(), met), 80, dated=False).id == ""


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Mn", "Me", "Mc"))), st.integers(2, 30)
)
def test_cut_keeps_to_one_line_and_its_width(words: str, width: int) -> None:
    """Whatever a name holds, it takes no more columns, and is whole or begins as it does."""
    short = cut(words, width)
    line = " ".join(words.split())
    assert display_width(short) <= width
    assert "\n" not in short
    assert short == line or (short.endswith("…") and line.startswith(short[:-1].rstrip()))


@pytest.mark.parametrize("width", [14, 20, 33])
def test_cut_counts_wide_letters_twice(width: int) -> None:
    """A name in letters of two columns is cut to half as many of them."""
    assert display_width(cut("市" * 40, width)) <= width
    assert cut("Kota Padang", 14) == "Kota Padang"


def test_cut_takes_a_moment_for_a_word_of_any_length() -> None:
    """A name comes from whoever recorded it: one of a million letters must not stop the board."""
    begun = time.process_time()
    assert cut("K" * 10**6, 14) == "K" * 13 + "…"
    assert time.process_time() - begun < 20


def test_json_and_table_tell_the_same() -> None:
    """Both hold every city, in the same order, with the same stage, days and reasons."""
    cities = [
        _standing("satu", stage="awal", today=TODAY, due=TODAY - timedelta(days=3), intake=2024),
        _standing("dua", stage="akhir", today=TODAY, since=TODAY),
        _standing("tiga", failure=Failure("x", Text.same("rusak"), Text.same("salin"), 4)),
    ]
    board = board_of(cities, {"satu": _judged(("ISU001",), 1)}, TODAY)
    data = json.loads(json.dumps(board_data(board)))
    table = cities_table(board, board.cities)
    rows = [dict(zip(table.keys, row, strict=True)) for row in table.rows]
    assert [one["city"] for one in data["cities"]] == [row["city"] for row in rows]
    for one, row in zip(data["cities"], rows, strict=True):
        assert one["overdue_days"] == row["overdue_days"]
        assert (one["stage"] or "") == row["stage"]
        blocking = one["judged"]["blocking"] if one["judged"] else []
        assert ", ".join(blocking) == row["blocking_rules"]
        assert (one["failure"] is None) == (row["failure"] is None)
    assert data["all"]["stages"] == {"awal": 1, "akhir": 1, "unknown": 1}
    assert data["intakes"][-1]["intake"] is None


@pytest.mark.parametrize("width", [80, 100])
def test_a_copy_from_another_office_is_marked_and_explained(
    monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """The mark takes no room of its own, and a note says what it is; no copy, neither of them."""
    monkeypatch.setattr("smartflow.offices.portfolio.cli.board.TERMINAL", width)
    long = _standing("b", stage="")
    long = msgspec.structs.replace(long, name="Kota " + "Panjang " * 8)
    copy = msgspec.structs.replace(long, imported=True)
    plain, marked = (
        board_lines(Call(language="en"), board_of([one], {}, TODAY), everything=True)
        for one in (long, copy)
    )
    assert "*" not in "".join(plain)
    (line,) = (line for line in "\n".join(marked).splitlines() if line.startswith("Kota Panjang"))
    assert re.search(r"… \*  ", line)
    assert display_width(line) <= width
    heads = [next(one for one in lines if "Held by" in one) for lines in (plain, marked)]
    assert heads[0].index("Held by") == heads[1].index("Held by")
    assert "* a copy from another office" in "\n".join(marked)


def test_a_file_says_which_city_is_a_copy() -> None:
    """One column, empty for the cities of this office."""
    board = board_of([_standing("a"), _standing("b", imported=True)], {}, TODAY)
    table = cities_table(board, board.cities)
    column = table.keys.index("imported")
    told = {row[0]: row[column] for row in table.rows}
    assert told == {"a": None, "b": Text(id="ya", en="yes")}
