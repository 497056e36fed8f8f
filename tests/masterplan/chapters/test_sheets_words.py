"""How a berita acara is worded: days and numbers in words, posts as on paper."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from tests.masterplan.chapters.signed_city import CITY, DAY, with_people

from smartflow import Text
from smartflow.testing import a_city
from smartflow_masterplan.chapters.shared import wording as worded
from smartflow_masterplan.chapters.sheets import days

# -- days and numbers in words --------------------------------------------------------------------

WORDS = {
    0: "nol",
    7: "tujuh",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    20: "dua puluh",
    21: "dua puluh satu",
    100: "seratus",
    111: "seratus sebelas",
    310: "tiga ratus sepuluh",
    1000: "seribu",
    1945: "seribu sembilan ratus empat puluh lima",
    2023: "dua ribu dua puluh tiga",
    9999: "sembilan ribu sembilan ratus sembilan puluh sembilan",
}
_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000}
_TIMES = {"puluh": 10, "ratus": 100, "ribu": 1000}


def heard(words: str) -> int:
    """Return the number that Indonesian words say: multiplied and added up as a listener does."""
    total, last = 0, 0
    for word in words.split():
        if word in _DIGITS:
            last = _DIGITS.index(word)
        elif word == "belas":
            last += 10
        elif word in _WHOLE:
            total += _WHOLE[word]
        else:
            total, last = total + last * _TIMES[word], 0
    return total + last


def test_numbers_are_worded_as_officials_word_them() -> None:
    """The forms that are irregular, and the years that everybody has seen on paper."""
    assert {number: days.number_in_words(number) for number in WORDS} == WORDS


def test_every_number_can_be_heard() -> None:
    """Whoever listens to the words writes down the number that was meant."""
    assert [heard(days.number_in_words(n)) for n in range(10_000)] == [*range(10_000)]


@pytest.mark.parametrize("number", [-1, 10_000])
def test_another_number_is_not_worded(number: int) -> None:
    """Rather than wrong words there are none."""
    with pytest.raises(ValueError, match="0 to 9999"):
        days.number_in_words(number)


def test_a_day_is_worded_as_in_a_berita_acara() -> None:
    """Weekday, day, month and year in words, with the figures behind them."""
    assert days.official_day(DAY) == Text(
        id="Rabu tanggal lima bulan Juli tahun dua ribu dua puluh tiga (05-07-2023)",
        en="Wednesday, 5 July 2023",
    )


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_every_day_is_the_calendars(day: date) -> None:
    """Weekday and month are those that another library has for the day, in both languages."""
    said = days.official_day(day)
    weekday, month = (format_date(day, form, locale="id") for form in ("EEEE", "MMMM"))
    assert said.id.startswith(f"{weekday} tanggal ")
    assert f" bulan {month} tahun " in said.id
    assert said.id.endswith(f"({day:%d-%m}-{day.year:04})")
    assert said.en == format_date(day, "EEEE, d MMMM", locale="en") + f" {day.year}"


# -- posts and places -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "post", "printed"),
    [
        ("definitif", "Kepala DLH", "Kepala DLH"),
        ("plt", "Kepala DLH", "Plt. Kepala DLH"),
        ("plh", "Camat Talawi", "Plh. Camat Talawi"),
        ("pj", "Wali Kota Sawahlunto", "Pj. Wali Kota Sawahlunto"),
        ("pj", "Pj. Wali Kota Sawahlunto", "Pj. Wali Kota Sawahlunto"),
    ],
)
def test_whoever_acts_for_another_says_so(status: str, post: str, printed: str) -> None:
    """Pj., Plt. and Plh. stand before the post, once."""
    person = {"name": "Rina", "roles": ("head",), "post": post, "status": status}
    (rina,) = with_people(CITY, person).dossier().people
    assert worded.post_words(rina) == printed


@pytest.mark.parametrize(
    ("kind", "name", "post"),
    [
        ("kota", "Kota Sawahlunto", "Wali Kota Sawahlunto"),
        ("kota", "Sawahlunto", "Wali Kota Sawahlunto"),
        ("kabupaten", "Kabupaten Padang Pariaman", "Bupati Padang Pariaman"),
    ],
)
def test_the_head_of_a_region_is_called_by_its_kind(kind: str, name: str, post: str) -> None:
    """A kota has a mayor, a kabupaten a regent."""
    dossier = a_city("daerah", kind=kind, name=name).dossier()
    assert worded.head_post(dossier).id == post
