"""Whoever registers a city is told where the ministry's list says otherwise, and never refused."""

from __future__ import annotations

import msgspec
import pytest

from smartflow.journey.register.region_remarks import region_remarks
from smartflow.journey.register.time_zones import zone_of
from smartflow.model import City
from smartflow.regions import all_regions, slug_of

SOLOK = City("kota-solok", "Kota Solok", "kota", "13.72", "Sumatera Barat")


def test_what_the_list_says_itself_is_never_remarked_on() -> None:
    """All 508 autonomous regions, as an import registers them, fit their codes."""
    remarks = [
        remark
        for region in all_regions()
        if not region.administrative
        for remark in region_remarks(
            City(
                slug_of(region),
                region.name,
                region.kind,
                region.code,
                region.province,
                zone_of(region.code),
            )
        )
    ]
    assert remarks == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "Kabupaten Solok"}, "13.72 is Kota Solok"),
        ({"name": "Kota Sawahlunto"}, "belongs to 13.73 Kota Sawahlunto"),
        ({"kind": "kabupaten"}, "(kabupaten)"),
        ({"province": "Riau"}, "the province Sumatera Barat, not 'Riau'"),
        ({"region_code": "13.99"}, "13.99 is not in"),
        ({"region_code": "13.99"}, "belongs to 13.72 Kota Solok"),
    ],
)
def test_what_does_not_fit_is_named_with_what_was_meant(
    changes: dict[str, str], words: str
) -> None:
    """Name, kind, province and code, each with what the list says instead."""
    (remark,) = region_remarks(msgspec.structs.replace(SOLOK, **changes))
    assert words in remark.en
    assert remark.id.startswith("Peringatan: ")


@pytest.mark.parametrize("name", ["KOTA SOLOK", "Solok", "kota  solok"])
def test_spelling_alone_is_no_remark(name: str) -> None:
    """A name in capitals, or without its kind, is still the region's name."""
    assert region_remarks(msgspec.structs.replace(SOLOK, name=name)) == ()


def test_a_part_of_jakarta_is_said_to_be_none_of_the_autonomous() -> None:
    """It can adopt no masterplan by a regulation of its own."""
    name = "Kota Administrasi Jakarta Pusat"
    (remark,) = region_remarks(City("jakarta-pusat", name, "kota", "31.71", "DKI Jakarta"))
    assert "no autonomous region" in remark.en
