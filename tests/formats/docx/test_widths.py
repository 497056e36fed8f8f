"""Columns as wide as their words ask, and together as wide as the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow_formats.docx.widths import MARGINS, fitted

UPRIGHT, TURNED = 9071, 14003
COLUMNS = st.lists(
    st.lists(st.text("abc XYZ0", max_size=70), min_size=1, max_size=9), min_size=1, max_size=14
)


@given(COLUMNS, st.sampled_from([UPRIGHT, TURNED]))
def test_the_widths_are_the_page(columns: list[list[str]], whole: int) -> None:
    """To the last unit, none is without room, and a line of each holds a letter at least."""
    fit = fitted(columns, [False] * len(columns), whole)
    assert sum(fit.widths) == whole
    assert min(fit.widths) > MARGINS
    assert min(fit.letters) >= 1
    assert fit == fitted(columns, [False] * len(columns), whole)


@given(COLUMNS.filter(lambda columns: len(columns) <= 4))
def test_no_word_is_broken_where_the_page_has_the_room(columns: list[list[str]]) -> None:
    """Naive twin: each word, measured in letters of the size chosen, fits in its column."""
    short = [[" ".join(word[:20] for word in words.split()) for words in one] for one in columns]
    fit = fitted(short, [False] * len(short), TURNED)
    for column, letters in zip(short, fit.letters, strict=True):
        for words in column:
            assert max(map(len, words.split()), default=0) <= letters


def test_the_column_that_holds_the_most_gets_the_most() -> None:
    """A number is narrow, a sentence is wide, a name lies between."""
    columns = [
        ["No."] + ["12"] * 9,
        ["Isu"] + ["Antrean panjang"] * 9,
        ["Bukti"] + ["kata " * 30] * 9,
    ]
    number, name, evidence = fitted(columns, [True, False, False], UPRIGHT).widths
    assert number < name < evidence


def test_an_amount_stays_on_one_line_while_there_is_room() -> None:
    """``Rp 1.250.000.000`` is not parted at its blank, unless nine of them stand side by side."""
    money = ["2027", "Rp1.250.000.000"]
    prose = ["Bukti", "kata " * 30]
    few = fitted([money, money, prose, prose], [True, True, False, False], UPRIGHT)
    assert min(few.letters[:2]) >= len(money[1])
    assert not few.small
    many = fitted([["OPD", "DISKOMINFO"], *[money] * 9], [False, *[True] * 9], TURNED)
    assert many.small
    assert min(many.letters[1:]) >= len("1.250.000.000")


@pytest.mark.parametrize("rows", [1, 399, 400, 401, 10_000])
def test_a_long_table_is_measured_by_a_part_of_it(rows: int) -> None:
    """As wide as the whole of it would ask, where its rows are much the same."""
    column = ["Judul", *["Antrean panjang di loket"] * rows]
    assert fitted([column, ["No."]], [False, True], UPRIGHT) == fitted(
        [column[:2], ["No."]], [False, True], UPRIGHT
    )
