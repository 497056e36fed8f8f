"""A code survives what spreadsheets do to it: it is given back, or among those asked about.

Each damage here is what a program really does with ``13.10``: what it takes it for, and how it
shows that in a cell or writes it into a CSV file. Never may another code come back alone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartflow.regions import Region, all_regions, find_region, read_code

REGIONS = st.sampled_from(all_regions())
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
INDONESIAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
Damage = Callable[[str], str | None]


# -- as a number ----------------------------------------------------------------------------------


def _as_number(code: str) -> str:
    return str(float(code))


def _as_noisy_number(code: str) -> str:
    return repr(float(code) + 2e-15)


def _as_scientific(code: str) -> str:
    return f"{float(code):.3E}"


NUMBERS: dict[str, Damage] = {
    "zero dropped": _as_number,
    "zero dropped, comma": lambda code: _as_number(code).replace(".", ","),
    "decimal comma": lambda code: code.replace(".", ","),
    "noise of a computer": _as_noisy_number,
    "many decimals": lambda code: f"{float(code):.6f}",
    "scientific": _as_scientific,
    "scientific, point lost": lambda code: _as_scientific(code.replace(".", "")),
    "point lost": lambda code: code.replace(".", ""),
    "point lost, a float": lambda code: code.replace(".", "") + ".0",
    "point lost, comma": lambda code: code.replace(".", "") + ",00",
    "grouped": lambda code: f"{int(code.replace('.', '')):,}".replace(",", "."),
    "grouped, comma": lambda code: f"{int(code.replace('.', '')):,}",
}

# -- as a time: the minutes may be more than an hour, and then the hour is the next ---------------


def _minutes(code: str) -> int:
    hours, minutes = code.split(".")
    return int(hours) * 60 + int(minutes)


def _clock(code: str, pattern: str) -> str:
    hours, minutes = divmod(_minutes(code), 60)
    return pattern.format(h=hours, m=minutes)


def _half_day(code: str) -> str | None:
    if _minutes(code) >= 24 * 60:
        return None
    moment = datetime(2026, 1, 1) + timedelta(minutes=_minutes(code))  # noqa: DTZ001  a clock's face
    return f"{moment:%I:%M %p}"


def _as_moment(code: str) -> str | None:
    if _minutes(code) < 24 * 60:
        return None
    first = datetime(1899, 12, 31)  # noqa: DTZ001  spreadsheets know no zone
    return (first + timedelta(minutes=_minutes(code))).isoformat()


TIMES: dict[str, Damage] = {
    "time": lambda code: _clock(code, "{h}:{m:02}"),
    "as typed": lambda code: code.replace(".", ":"),
    "time with seconds": lambda code: _clock(code, "{h}:{m:02}:00"),
    "time with points": lambda code: _clock(code, "{h}.{m:02}.00"),
    "as typed, with seconds": lambda code: f"{code}.00",
    "half a day": _half_day,
    "duration": lambda code: str(timedelta(minutes=_minutes(code))),
    "moment": _as_moment,
    "part of a day": lambda code: repr(_minutes(code) / 1440),
    "part of a day, comma": lambda code: f"{_minutes(code) / 1440:.9f}".replace(".", ","),
}

# -- as a day -------------------------------------------------------------------------------------


def _century(short: int) -> int:
    """Return the year that two digits are to a spreadsheet: from 1930 to 2029."""
    return short + (2000 if short < 30 else 1900)


def _days(code: str, this_year: int) -> list[date]:
    """Return the days for which some program takes a code."""
    one, other = map(int, code.split("."))
    tried = [(this_year, other, one), (this_year, one, other)]
    tried += [(_century(other), one, 1), (_century(one), other, 1)]
    found = []
    for year, month, day in tried:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


DAYS: dict[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "moment": lambda day: f"{day.isoformat()}T00:00:00",
    "day first": lambda day: f"{day:%d/%m/%Y}",
    "day first, short": lambda day: f"{day:%d-%m-%y}",
    "month first": lambda day: f"{day.month}/{day.day}/{day.year}",
    "month named": lambda day: f"{day.day}-{ENGLISH[day.month - 1]}-{day:%y}",
    "month named, Indonesian": lambda day: f"{day.day:02} {INDONESIAN[day.month - 1]} {day.year}",
    "counted": lambda day: str((day - date(1899, 12, 30)).days),
}


def _short_day(code: str, months: tuple[str, ...], pattern: str) -> str | None:
    one, other = map(int, code.split("."))
    if not (1 <= other <= 12 and one <= 31):
        return None
    return pattern.format(d=one, m=months[other - 1])


def _month_and_year(code: str, months: tuple[str, ...]) -> str | None:
    month, year = code.split(".")
    return f"{months[int(month) - 1]}-{year}" if int(month) <= 12 else None


def _year_and_month(code: str) -> str | None:
    year, month = code.split(".")
    return f"{ENGLISH[int(month) - 1]}-{year}" if 1 <= int(month) <= 12 else None


SHORT_DAYS: dict[str, Damage] = {
    "day and month": lambda code: _short_day(code, ENGLISH, "{d}-{m}"),
    "day and month, Indonesian": lambda code: _short_day(code, INDONESIAN, "{d} {m}"),
    "month and day": lambda code: _short_day(code, ENGLISH, "{m}-{d}"),
    "month and year": lambda code: _month_and_year(code, ENGLISH),
    "month and year, Indonesian": lambda code: _month_and_year(code, INDONESIAN),
    "year and month": _year_and_month,
    "in digits": lambda code: code.replace(".", "/"),
}

# -- by hand --------------------------------------------------------------------------------------

WRAPPED: dict[str, Damage] = {
    "itself": lambda code: code,
    "blanks": lambda code: f" \u00a0{code}\t ",
    "apostrophe": lambda code: f"'{code}",
    "formula": lambda code: f'="{code}"',
    "prefix": lambda code: f"ID-{code}",
    "word": lambda code: f"Kode: {code}",
    "wide digits": lambda code: code.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}),
}


@given(REGIONS, st.sampled_from([*NUMBERS.items(), *TIMES.items(), *SHORT_DAYS.items()]))
def test_a_damaged_code_is_given_back_or_asked_about(
    region: Region, damage: tuple[str, Damage]
) -> None:
    """Whatever a spreadsheet took a code for, the code is among those that it may have been."""
    text = damage[1](region.code)
    assume(text is not None)
    assert region.code in read_code(text or "").codes


@given(REGIONS, st.sampled_from(sorted(DAYS)), st.integers(2000, 2029))
def test_a_day_still_tells_its_code(region: Region, form: str, this_year: int) -> None:
    """A code that became a day of any year, in any form, is among those that it may have been."""
    for day in _days(region.code, this_year):
        assert region.code in read_code(DAYS[form](day)).codes


def test_every_code_survives_every_damage() -> None:
    """All 514 under every damage, so that no rare pair depends on luck."""
    damages = {**NUMBERS, **TIMES, **SHORT_DAYS, **WRAPPED}
    lost = [
        (region.code, name, text)
        for region in all_regions()
        for name, damage in damages.items()
        if (text := damage(region.code)) is not None and region.code not in read_code(text).codes
    ]
    assert lost == []


@given(REGIONS, st.sampled_from(sorted(WRAPPED)))
def test_what_stands_there_as_it_should_is_taken_at_its_word(region: Region, form: str) -> None:
    """Blanks, a formula, an apostrophe or a prefix around a code leave it that code alone."""
    reading = read_code(WRAPPED[form](region.code) or "")
    assert (reading.code, reading.codes, reading.exact) == (region.code, (region.code,), True)


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,5}([.,:/-][0-9]{1,4}){0,2}", fullmatch=True))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    """Nothing that can stand in a cell breaks the reader, and it names regions of the list only."""
    reading = read_code(text)
    assert list(reading.codes) == sorted(set(reading.codes))
    assert [code for code in reading.codes if find_region(code) is None] == []
    assert (reading.code != "") == (len(reading.codes) == 1)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("13.1", ("13.01", "13.10")),
        ("13,1", ("13.01", "13.10")),
        ("13,73", ("13.73",)),
        ("13:10", ("13.10",)),
        ("14:13", ("13.73",)),
        ("33:11", ("32.71", "33.11")),
        ("13.73.00", ("13.73",)),
        ("13-Oct", ("13.10",)),
        ("Nov-73", ("11.73", "73.11")),
        ("1973-01-13", ("13.01", "13.73", "73.01", "73.13")),
        ("1373", ("13.73",)),
        ("1373.0", ("13.73",)),
        ("13.730000000000001", ("13.73",)),
        ("12/11", ("11.12", "12.11")),
    ],
)
def test_the_usual_damages_as_an_official_meets_them(text: str, codes: tuple[str, ...]) -> None:
    """The forms of the brief, each with all that it may have been, and none of them exact."""
    reading = read_code(text)
    assert (reading.codes, reading.exact) == (codes, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.37E+01",
        "1.31E+03",
        "13",
        "13.",
        "1",
        "abc",
        "13.731",
        "13.99",
        "13-31-99",
        "2024",
        "Kota Solok",
    ],
)
def test_what_is_no_code_is_none(text: str) -> None:
    """A province, a year, a word and a number that only resembles a code name no region."""
    assert read_code(text).codes == ()
