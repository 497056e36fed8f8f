"""Typing one cell: exact, tolerant of spelling, and never inventing a value."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.language import Text
from smartflow.model import Column
from smartflow.workbook.misfits import ERROR_VALUES, Odd
from smartflow.workbook.names import agency_directory, dimension_directory
from smartflow.workbook.reading.cells import split_codes, typer_for
from smartflow.workbook.shown import exact_decimal, written_text

NAME = Text("Kolom", "Column")


@pytest.fixture
def typed(town: SimpleNamespace) -> Any:
    """Type a value for a column of the given kind."""

    def make(raw: object, kind: Any = "text", **more: Any) -> object:
        column = Column("c", NAME, kind, **more)
        directories = (dimension_directory(town.dimensions), agency_directory(town.agencies))
        return typer_for(column, *directories)(raw)

    return make


def misfit(value: object) -> str:
    """Return what was written in a cell that did not fit."""
    assert isinstance(value, Odd)
    assert value.value is None
    return value.written


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_numbers_of_a_file_stay_exact(number: Decimal) -> None:
    """A figure of up to 15 digits comes out of its double as it was typed."""
    assert number == exact_decimal(float(number))


def test_cached_formulas_show_what_excel_shows() -> None:
    """Digits that only the binary arithmetic made are not kept: Excel never shows them either."""
    assert Decimal("0.15") == exact_decimal(1 - 0.85)
    assert Decimal("0.3") == exact_decimal(0.1 + 0.2)
    assert Decimal("0.0000001") == exact_decimal(1e-7)
    assert Decimal(10**20) == exact_decimal(1e20)
    assert str(exact_decimal(2.38)) == "2.38"


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("text", "  isu  ", "isu"),
        ("text", 2024.0, "2024"),
        ("text", 2.5, "2,5"),
        ("text", True, "TRUE"),
        ("text", date(2026, 12, 31), "31/12/2026"),
        ("text", datetime(2026, 12, 31, 8, 30), "31/12/2026 08:30"),  # noqa: DTZ001  a cell
        ("text", "   ", None),
        ("decimal", 2.38, Decimal("2.38")),
        ("decimal", "2,38", Decimal("2.38")),
        ("decimal", "  ", None),
        ("integer", 2024.0, 2024),
        ("integer", "2024", 2024),
        ("integer", "3,0", 3),
        ("money", "Rp 1.500.000", 1500000),
        ("money", 0.0, 0),
        ("date", datetime(2026, 12, 31, 8, 30), date(2026, 12, 31)),  # noqa: DTZ001  a cell
        ("date", "31 Desember 2026", date(2026, 12, 31)),
        ("codes", "s1, O2; t3 W4\nS1", ("S1", "O2", "T3", "W4")),
        ("codes", "S1 dan O2 & T1", ("S1", "O2", "T1")),
        ("codes", 7.0, ("7",)),
        ("codes", " , ", None),
    ],
)
def test_what_fits_is_typed(typed: Any, kind: str, raw: object, value: object) -> None:
    """What fits its column becomes a value of the column's type."""
    result = typed(raw, kind)
    assert (value, type(value)) == (result, type(result))


@pytest.mark.parametrize(
    ("kind", "raw", "written"),
    [
        ("decimal", "banyak", "banyak"),
        ("decimal", "1.000", "1.000"),
        ("decimal", True, "TRUE"),
        ("decimal", date(2026, 5, 1), "01/05/2026"),
        ("decimal", time(12, 0), "12:00"),
        ("decimal", 1e300, "1e+300"),
        ("integer", 2.5, "2,5"),
        ("integer", "2,5", "2,5"),
        ("money", "1,2 M", "1,2 M"),
        ("date", "31/02/2026", "31/02/2026"),
        ("date", 2026.0, "2026"),
    ],
)
def test_what_does_not_fit_is_kept_as_written(
    typed: Any, kind: str, raw: object, written: str
) -> None:
    """What does not fit has no value, and stands there as a person saw it."""
    assert written == misfit(typed(raw, kind))


@pytest.mark.parametrize("shown", sorted(ERROR_VALUES))
@pytest.mark.parametrize("kind", ["text", "decimal", "integer", "money", "date", "codes"])
def test_error_values_never_pass_as_text(typed: Any, kind: str, shown: str) -> None:
    """``#N/A`` typed or exported as text is an error in every column, also one of text."""
    assert shown == misfit(typed(shown, kind))


def test_suggestions_are_said(typed: Any) -> None:
    """The note of an unclear number names the likelier one, in both languages."""
    odd = typed("2,512", "decimal")
    assert "2,5120, tulis 2,5120" in odd.message.id
    assert "write 2.512" in odd.message.en
    assert "150000000" in typed("150 jt", "money").message.id
    assert "31/12/2026" in typed("12/31/2026", "date").message.id
    assert "31/12/2026" in typed(46387.0, "date").message.id


def test_percent_is_read_with_a_note(typed: Any) -> None:
    """``85%`` is 85, and the sender is told so."""
    odd = typed("85%", "decimal")
    assert (Decimal(85), "") == (odd.value, odd.written)
    assert type(typed("85%", "integer").value) is int


def test_choices_are_read_in_any_case(typed: Any) -> None:
    """A choice is stored in the column's spelling; another word is kept as written."""
    assert typed(" rutin ", choices=("Rutin", "Baru")) == "Rutin"
    assert misfit(typed("Lama", choices=("Rutin", "Baru"))) == "Lama"
    assert typed(3.0, "integer", choices=("1", "2", "3")) == 3
    assert typed("s, W", "codes", choices=("S", "W", "O")) == ("S", "W")
    assert misfit(typed("S, X", "codes", choices=("S", "W", "O"))) == "S, X"
    assert typed("  ", choices=("Rutin",)) is None


@pytest.mark.parametrize("name", ["living", "LIV", "Smart Living", "smart  living", "SMART-LIVING"])
def test_dimensions_go_by_every_name(typed: Any, name: str) -> None:
    """Key, code and title name a dimension in any case and spacing."""
    assert typed(name, refers="dimension") == "living"


def test_aliases_are_mapped_with_a_note(typed: Any) -> None:
    """An alias becomes the key, and the sender is told the proper name."""
    odd = typed("People", refers="dimension")
    assert (odd.value, odd.written) == ("society", "")
    assert "Smart Society" in odd.message.id
    assert misfit(typed("Smart Mobile", refers="dimension")) == "Smart Mobile"


@pytest.mark.parametrize(
    "name", ["dinkes", "DINKES", "dinas kesehatan", "DINKES - Dinas Kesehatan"]
)
def test_agencies_go_by_code_and_name(typed: Any, name: str) -> None:
    """An agency is named by code, name or both, in any case."""
    assert typed(name, refers="agency") == "DINKES"
    assert misfit(typed("Dinas Pertanian", refers="agency")) == "Dinas Pertanian"


@pytest.mark.parametrize(
    "text",
    ["DINKES, DISDIK", "dinkes disdik", "Dinas Kesehatan; Dinas Pendidikan dan Kebudayaan"],
)
def test_several_agencies_in_one_cell(typed: Any, text: str) -> None:
    """Names parted by commas, semicolons or (codes) blanks are all found, or all kept."""
    assert typed(text, "codes", refers="agency") == ("DINKES", "DISDIK")
    assert misfit(typed("DINKES, DISPERKIM", "codes", refers="agency")) == "DINKES, DISPERKIM"
    assert typed("people, LIV", "codes", refers="dimension").value == ("society", "living")


@given(st.lists(st.from_regex(r"[SWOT][1-9][0-9]?", fullmatch=True), max_size=6))
def test_codes_come_back_in_order(codes: list[str]) -> None:
    """Codes are split at any separator, once each, in the order of writing."""
    expected = tuple(dict.fromkeys(codes))
    for separator in (",", "; ", " ", "\n"):
        assert expected == split_codes(separator.join(codes).lower())


SEEN = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))


@given(
    st.text(SEEN, max_size=30).filter(lambda text: text.strip() not in ERROR_VALUES),
)
def test_text_is_only_stripped(text: str) -> None:
    """A text column keeps every character that is seen but the blanks around it."""
    column = Column("c", NAME)
    empty = dimension_directory(())
    assert (text.strip() or None) == typer_for(column, empty, empty)(text)
    assert text.strip() == written_text(text)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("\u200b", None),
        ("\ufeffisu\u200b ", "isu"),
        ("satu\r\ndua\x0btiga", "satu\ndua\ntiga"),
        ("merah\x1b[31m\x00", "merah[31m"),
        ("keluarga 👨\u200d👩\u200d👧 مرحبا", "keluarga 👨\u200d👩\u200d👧 مرحبا"),
        (timedelta(hours=30), "30:00"),
        (time(8, 30), "08:30"),
    ],
)
def test_what_is_not_seen_is_no_content(typed: Any, raw: object, value: str | None) -> None:
    """Unseen blanks do not fill a cell, control characters go, line ends are one kind."""
    assert typed(raw) == value


@pytest.mark.parametrize("kind", ["decimal", "date"])
def test_unseen_characters_do_not_spoil_figures(typed: Any, kind: str) -> None:
    """A figure pasted from a web page, with a zero-width blank before it, is a figure."""
    raw, value = {"decimal": ("2,5", Decimal("2.5")), "date": ("31/12/2026", date(2026, 12, 31))}[
        kind
    ]
    assert typed(f"\u200b{raw}\u00a0", kind) == value


def test_a_sentence_quotes_one_short_line(typed: Any) -> None:
    """A long cell with line breaks is kept whole, and its message stays one readable line."""
    odd = typed("kata\n" * 8000, "decimal")
    assert len(odd.written) == len("kata\n" * 8000) - 1
    assert len(odd.message.id) < 120
    assert "\n" not in odd.message.id


@pytest.mark.parametrize("kind", ["integer", "money"])
def test_whole_numbers_suggest_whole_numbers(typed: Any, kind: str) -> None:
    """Where there is no fraction, a year with a mark in it can only mean the year."""
    assert "tulis 2022." in typed("2,022", kind).message.id
    assert "tulis 2022." in typed("2.022", kind).message.id


@pytest.mark.parametrize("text", ["1.500.000,-", "Rp1.500.000.-", "1.500.000 ,--"])
def test_round_rupiah_without_a_sign(typed: Any, text: str) -> None:
    """The dash behind a figure says that it is round, also without Rp before it."""
    assert typed(text, "money") == 1_500_000


@pytest.mark.parametrize(
    ("text", "advice"),
    [("-", "Kosongkan"), ("n/a", "Kosongkan"), ("nihil", "Kosongkan"), ("sda", "Tulis ulang")],
)
def test_words_for_nothing_get_advice(typed: Any, text: str, advice: str) -> None:
    """What stands for nothing, or for the cell above, is kept and the next step is named."""
    odd = typed(text, "decimal")
    assert (odd.value, odd.written) == (None, text)
    assert advice in odd.message.id


def test_an_unknown_dimension_names_the_known_ones(typed: Any) -> None:
    """The sentence about a wrong dimension says what may stand there."""
    assert "(Smart Living, Smart Society)" in typed("Smart Livng", refers="dimension").message.id


@pytest.mark.parametrize("text", ["S1/W2", "S 1, W.2", "s1|w2"])
def test_codes_as_officials_part_them(typed: Any, text: str) -> None:
    """A stroke parts codes, and a blank or dot between letter and figure does not."""
    assert typed(text, "codes") == ("S1", "W2")


def test_a_numbered_dimension(typed: Any) -> None:
    """Somebody who numbers the dimensions has named them all the same."""
    assert typed("1. Smart Living", refers="dimension") == "living"
    assert typed("B) people", refers="dimension").value == "society"
