"""A region is known by its name in every usual spelling, and called alike by every office."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.journey.register.city_add import checked_city
from smartflow.journey.register.time_zones import zone_of
from smartflow.model import City
from smartflow.regions import (
    Region,
    all_provinces,
    all_regions,
    bears_name,
    find_province,
    regions_named,
    slug_of,
)
from smartflow.regions.names import _PROVINCES

REGIONS = st.sampled_from(all_regions())

WIB = {
    *("Aceh", "Sumatera Utara", "Sumatera Barat", "Riau", "Jambi", "Sumatera Selatan"),
    *("Bengkulu", "Lampung", "Kepulauan Bangka Belitung", "Kepulauan Riau"),
    *("Daerah Khusus Ibukota Jakarta", "Jawa Barat", "Jawa Tengah", "Daerah Istimewa Yogyakarta"),
    *("Jawa Timur", "Banten", "Kalimantan Barat", "Kalimantan Tengah"),
}
WIT = {
    *("Maluku", "Maluku Utara", "Papua", "Papua Barat", "Papua Selatan", "Papua Tengah"),
    *("Papua Pegunungan", "Papua Barat Daya"),
}
"""Keppres 41/1987, with the provinces that were made since out of those that it names."""


def test_a_full_name_means_one_region_and_no_other() -> None:
    """The 514 names are apart even without case, blanks, hyphens and abbreviations."""
    assert [regions_named(region.name) for region in all_regions()] == [
        (region,) for region in all_regions()
    ]


@given(
    REGIONS, st.sampled_from(["Kab. ", "KAB ", "kabupaten  "]), st.sampled_from([str, str.upper])
)
def test_spelling_makes_no_difference(
    region: Region, kabupaten: str, written: Callable[[str], str]
) -> None:
    """Abbreviations, case, hyphens and lost blanks still mean the same region."""
    name = region.name.replace("Kabupaten ", kabupaten).replace("Kep.", "KEPULAUAN")
    kind, _, rest = name.replace("Administrasi", "Adm.").partition(" ")
    joined = f"{kind} {rest.replace('-', '')}"
    assert regions_named(written(joined)) == (region,)


@given(REGIONS)
def test_without_its_kind_a_name_means_all_that_bear_it(region: Region) -> None:
    """A bare name never decides between a kabupaten and a kota of that name."""
    bare = region.name.split(" ", 1)[1]
    found = regions_named(bare)
    assert region in found
    naive = [r for r in all_regions() if r.name.split(" ", 1)[1] == bare]
    assert set(naive) <= set(found)
    assert bears_name(region, bare)


@pytest.mark.parametrize(
    "name", ["", "Kota", "Kota Solokk", "Sumatera Barat", "Kabupaten Sawahlunto"]
)
def test_what_is_no_name_means_no_region(name: str) -> None:
    """Neither a kind alone, nor a misspelling, nor the right name with the wrong kind."""
    assert regions_named(name) == ()


def test_slugs_are_unique_and_well_formed() -> None:
    """Each of the 514 can be registered beside all others, by a slug that the act accepts."""
    slugs = [slug_of(region) for region in all_regions()]
    assert len(set(slugs)) == 514
    for region, slug in zip(all_regions(), slugs, strict=True):
        city = City(slug, region.name, region.kind, region.code, region.province)
        assert checked_city(city) == city


def test_of_two_that_share_a_name_the_kota_says_its_kind() -> None:
    """The kabupaten has the bare name; where nobody shares it, so has the kota."""
    bare = {re.sub(r"^kota-", "", slug_of(region)) for region in all_regions()}
    twice = {
        slug_of(region) for region in all_regions() if f"kota-{slug_of(region)}" in _all_slugs()
    }
    assert len(bare) == 514 - len(twice)
    assert {"solok", "banjar", "bogor"} <= twice
    assert ("sawahlunto" in _all_slugs(), "kota-sawahlunto" in _all_slugs()) == (True, False)


def _all_slugs() -> set[str]:
    return {slug_of(region) for region in all_regions()}


@pytest.mark.parametrize(
    ("words", "province"),
    [
        ("DKI Jakarta", "Daerah Khusus Ibukota Jakarta"),
        ("jakarta", "Daerah Khusus Ibukota Jakarta"),
        ("Daerah Khusus Jakarta", "Daerah Khusus Ibukota Jakarta"),
        ("D.I. Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("DIY", "Daerah Istimewa Yogyakarta"),
        ("Prov. Sumatera Barat", "Sumatera Barat"),
        ("PROVINSI RIAU", "Riau"),
        ("NTT", "Nusa Tenggara Timur"),
        ("Sumbar", "Sumatera Barat"),
        ("SUMUT", "Sumatera Utara"),
        ("Prov. Jateng", "Jawa Tengah"),
        ("kalteng", "Kalimantan Tengah"),
        ("Kaltara", "Kalimantan Utara"),
        ("sulteng", "Sulawesi Tengah"),
        ("Sultra", "Sulawesi Tenggara"),
        ("Kepri", "Kepulauan Riau"),
        ("babel", "Kepulauan Bangka Belitung"),
        ("Malut", "Maluku Utara"),
        ("sumtim", None),
        (" 13 ", "Sumatera Barat"),
        ("Riau Kepulauan", None),
        ("Sumatera", None),
        ("", None),
        ("99", None),
    ],
)
def test_provinces_are_known_by_their_usual_names(words: str, province: str | None) -> None:
    """Titles and abbreviations make no difference; what is no province is none."""
    assert find_province(words) == province


def test_no_abbreviation_leads_nowhere() -> None:
    """Each that is known means a province of the list."""
    assert [short for short in _PROVINCES if find_province(short) is None] == []


def test_every_province_is_found_by_its_own_name() -> None:
    """No two of the 38 are taken for each other (Riau, Kepulauan Riau; the six of Papua)."""
    assert [find_province(name) for name in all_provinces()] == list(all_provinces())


def test_every_region_has_the_zone_of_its_province() -> None:
    """The zone by code agrees with the decree's table of provinces by name, for all 514."""
    by_name = {
        region.code: "WIB"
        if region.province in WIB
        else "WIT"
        if region.province in WIT
        else "WITA"
        for region in all_regions()
    }
    assert {region.code: zone_of(region.code) for region in all_regions()} == by_name
