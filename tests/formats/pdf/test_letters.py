"""What letters the fonts have, where a line may end, how wide words are."""

from __future__ import annotations

import os
import unicodedata
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.pdf.font_coverage import FAMILIES, FONTS, advances, as_words, covered, points_in

from smartflow_formats.pdf.coverage import ADVANCES, ARABIC, SIGNS, TEXT
from smartflow_formats.pdf.letters import breakable, drawable, in_lines, on_a_line, width

KNOWN = points_in(f"{TEXT} {ARABIC} {SIGNS}")

if os.environ.get("CI") == "true" and find_spec("fontTools") is None:
    pytest.fail("fonttools is missing, and CI must have it")


# -- the table -------------------------------------------------------------------------------------


def test_the_table_is_what_the_fonts_cover() -> None:
    """Another release of the fonts without another table would make PDF/A refuse a book."""
    pytest.importorskip("fontTools", reason="fonttools is not installed")
    shipped = {"TEXT": TEXT, "ARABIC": ARABIC, "SIGNS": SIGNS}
    assert {part: " ".join(words.split()) for part, words in shipped.items()} == {
        part: as_words(covered(part)) for part in FAMILIES
    }
    assert tuple(map(int, ADVANCES.split())) == advances()


def test_the_fonts_are_shipped_with_their_licence() -> None:
    """The OFL asks for its text and the copyright lines beside every copy; and they stay small."""
    licence = (FONTS / "OFL.txt").read_text("utf-8")
    fonts = sorted(FONTS.glob("*.ttf"))
    assert [path.name for path in fonts if path.name not in licence] == []
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "PERMISSION & CONDITIONS" in licence
    assert sum(path.stat().st_size for path in fonts) < 2_500_000


def test_what_officials_write_is_there() -> None:
    """Indonesian, Jawi, and the signs of tables and targets."""
    letters = "AaZz\u00e9\u00c9" + "\u0633\u0648\u06a0\u06bd\u06cf"
    signs = "\u2013\u2014\u201c\u201d\u2019\u2026\u00b0\u00bd\u00b2\u00d7"
    targets = "\u2265\u2264\u2260\u2212\u2192\u2190\u2713\u2610"
    assert drawable(letters + signs + targets) == letters + signs + targets


# -- letters ---------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_cannot_be_drawn_is_shown_by_its_number(text: str) -> None:
    """Every letter of the result can be drawn; each one that could not is named in its place."""
    line = on_a_line(text)
    assert {ord(letter) for letter in line} <= KNOWN
    strange = [c for c in text if ord(c) not in KNOWN and unicodedata.category(c) != "Cc"]
    assert line.count("[U+") >= sum(not c.isspace() for c in strange)


def test_an_emoji_and_a_letter_of_another_script_are_named() -> None:
    """So that whoever reads the paper can look them up."""
    assert on_a_line("a \U0001f600 \u4e2d") == "a [U+1F600] [U+4E2D]"


def test_a_heap_of_marks_does_not_cover_the_lines_above() -> None:
    """Four marks above a letter are drawn, more are told."""
    assert drawable("o" + 4 * "\u0301") == "o" + 4 * "\u0301"
    assert drawable("o" + 6 * "\u0301") == "o" + 4 * "\u0301" + 2 * "[U+0301]"


def test_a_mark_is_drawn_above_a_letter_of_its_own_font_only() -> None:
    """Typst refuses a sign from one font with a mark from another; the mark is told instead."""
    assert drawable("e\u0301 \u0628\u064e") == "e\u0301 \u0628\u064e"
    assert drawable("\u2732\u0329 a\u064e") == "\u2732[U+0329] a[U+064E]"


def test_lines_keep_their_blanks() -> None:
    """Of verbatim words only what cannot be drawn changes."""
    assert in_lines("a\n  b\u4e2d\n") == ["a", "  b[U+4E2D]", ""]


# -- where a line may end --------------------------------------------------------------------------


@given(st.text(st.sampled_from("ab /_.-\u0301[]U+09")), st.integers(3, 30))
def test_pieces_are_the_words_and_none_is_long(text: str, longest: int) -> None:
    """Nothing is lost or added, no piece has a longer word than it may, no mark begins one."""
    line = on_a_line(text)
    pieces = breakable(line, longest)
    pieces = [pieces] if isinstance(pieces, str) else pieces
    assert "".join(pieces) == line
    bare = [[c for c in word if c != "\u0301"] for piece in pieces for word in piece.split()]
    most = max(longest, 14) if "/" in text and longest >= 9 else longest
    assert max(map(len, bare), default=0) <= most
    assert not any(piece.startswith("\u0301") for piece in pieces[1:] if piece.strip("\u0301"))


def test_a_long_word_ends_a_line_where_a_reader_would_part_it() -> None:
    """Behind a stroke or a dot rather than in the middle of a name."""
    assert breakable("DISKOMINFO/quick_wins/12", 18) == ["DISKOMINFO/", "quick_", "wins/", "12"]
    for longest in (9, 18, 28):
        told = breakable("sawahlunto/governance/quick_wins/1", longest)
        assert told == ["sawahlunto/", "governance/", "quick_", "wins/", "1"]
    assert breakable("penyelenggaraan layanan", 18) == "penyelenggaraan layanan"
    assert breakable("a" * 20, 18) == ["a" * 8, "a" * 8, "a" * 4]


# -- how wide --------------------------------------------------------------------------------------


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40))
def test_a_width_is_the_sum_of_its_letters(text: str) -> None:
    """Within a hundredth of the letter size for each letter, by the fonts' own figures."""
    table = [int(one) for one in ADVANCES.split()]
    exact = sum(table[ord(letter) - 0x20] for letter in text) / 10
    assert abs(width(text) - exact) <= len(text)


def test_a_letter_beyond_ascii_counts_as_a_wide_one() -> None:
    """An estimate that is too wide leaves room; one that is too narrow leaves none."""
    assert width("\u0633" * 10) == 600
    assert width("a\u00e9") >= width("aa")
