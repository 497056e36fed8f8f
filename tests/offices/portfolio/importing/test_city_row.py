"""A row means one region or it is refused: what a spreadsheet damaged is never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.journey.register.city_add import BadCity
from smartflow.journey.register.time_zones import zone_of
from smartflow.model import City
from smartflow.offices.portfolio.importing.city_list import CityLine
from smartflow.offices.portfolio.importing.city_row import BadCityRow, Defaults, judge_row
from smartflow.regions import Region, all_regions, read_code, slug_of

NOTHING = Defaults()
REGIONS = st.sampled_from([region for region in all_regions() if not region.administrative])


def _city(region: Region) -> City:
    return City(
        slug_of(region),
        region.name,
        region.kind,
        region.code,
        region.province,
        zone_of(region.code),
    )


@given(REGIONS)
def test_a_code_says_all_the_rest(region: Region) -> None:
    """Name, kind, province, zone and slug come from the list, and nothing is odd about it."""
    judged = judge_row(CityLine(2, region.code), NOTHING)
    assert (judged.city, judged.workflow, judged.warnings) == (_city(region), "", ())


@given(REGIONS, st.sampled_from([".", ",", ":", "/", ""]))
def test_a_damaged_code_is_decided_by_the_name_or_refused(region: Region, mark: str) -> None:
    """With its name a row never means another region; what was read is shown."""
    damaged = region.code.replace(".", mark).rstrip("0" if mark in (".", ",") else "")
    judged = judge_row(CityLine(2, damaged, name=region.name), NOTHING)
    assert judged.city == _city(region)
    assert len(judged.warnings) == (0 if damaged == region.code else 1)
    assert all(damaged in warning.en for warning in judged.warnings)


@given(REGIONS, st.sampled_from([".", ",", ":", "/", ""]))
def test_without_a_name_only_a_certain_code_is_taken(region: Region, mark: str) -> None:
    """A code that may be two regions is refused, and both are named."""
    damaged = region.code.replace(".", mark).rstrip("0" if mark in (".", ",") else "")
    candidates = read_code(damaged).codes
    if len(candidates) == 1:
        assert judge_row(CityLine(2, damaged), NOTHING).region == region
        return
    with pytest.raises(BadCityRow) as refusal:
        judge_row(CityLine(2, damaged), NOTHING)
    assert [code for code in candidates if code not in refusal.value.message.en] == []


@given(REGIONS, REGIONS)
def test_a_name_of_another_region_is_a_fault(one: Region, other: Region) -> None:
    """Code and name of two regions contradict each other, whichever of them slipped."""
    line = CityLine(2, one.code, name=other.name)
    if one == other:
        assert judge_row(line, NOTHING).region == one
        return
    with pytest.raises(BadCityRow) as refusal:
        judge_row(line, NOTHING)
    assert (one.name in refusal.value.message.en, other.code in refusal.value.message.en) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (CityLine(2, ""), "no code"),
        (CityLine(2, "", name="Kota Padang"), "by its name 13.71 Kota Padang"),
        (CityLine(2, "13.99", name="Kota Padang"), "by its name 13.71 Kota Padang"),
        (CityLine(2, "99.01"), "'99.01' is not in"),
        (CityLine(2, "13.1"), "13.01 Kabupaten Pesisir Selatan or 13.10 Kabupaten Dharmasraya"),
        (CityLine(2, "13.1", name="Kabupaten Agam"), "does not tell which"),
        (CityLine(2, "13,73", name="Kota Baru"), "13.73 Kota Sawahlunto"),
        (CityLine(2, "13.02", kind="kota"), "its kind is 'kota'"),
        (CityLine(2, "13.02", kind="desa"), "its kind is 'desa'"),
        (CityLine(2, "13.02", intake="dua"), "'dua' is no year"),
        (CityLine(2, "13.02", intake="2.024,5"), "is no year"),
        (CityLine(2, "13.02", zone="GMT"), "must be WIB, WITA or WIT"),
    ],
)
def test_each_fault_says_what_is_wrong(line: CityLine, words: str) -> None:
    """Codes, kinds, years and zones that cannot be, with what was meant where that is known."""
    with pytest.raises(BadCityRow) as refusal:
        judge_row(line, NOTHING)
    assert words in refusal.value.message.en


@pytest.mark.parametrize(
    "line", [CityLine(2, "13.73", slug="1x"), CityLine(2, "13.73", intake="1990")]
)
def test_what_the_act_would_refuse_is_a_fault_of_the_row(line: CityLine) -> None:
    """Slugs and years are judged by the act's own rule, before anything is written."""
    with pytest.raises(BadCity):
        judge_row(line, NOTHING)


@pytest.mark.parametrize("kind", ["Kab.", "KABUPATEN", "kab"])
def test_kinds_are_known_by_their_abbreviations(kind: str) -> None:
    """As lists write them."""
    assert judge_row(CityLine(2, "13.02", kind=kind), NOTHING).city.kind == "kabupaten"


def test_a_new_name_is_kept_and_remarked_on() -> None:
    """Official names change before the list does; a name that is nobody's is taken, with a word."""
    judged = judge_row(CityLine(2, "13.73", name="Kota Arang"), NOTHING)
    assert judged.city.name == "Kota Arang"
    assert "13.73 is Kota Sawahlunto" in judged.warnings[0].en


def test_a_row_goes_before_the_command_and_the_list_before_the_row() -> None:
    """Intake and workflow: the row, else the command. The province is always the list's."""
    line = CityLine(2, "93.01", intake="2019", province="Papua")
    judged = judge_row(line, Defaults("lain", 2024))
    assert (judged.city.intake, judged.workflow) == (2019, "lain")
    assert (judged.city.province, len(judged.warnings)) == ("Papua Selatan", 1)
    assert judge_row(CityLine(2, "93.01"), Defaults("lain", 2024)).city.intake == 2024
