"""What the ministry's list of regions says otherwise than somebody who registers a city.

Official names change before a list does, and a store may hold a city of its own making, so nothing
here refuses: it is said once, at the moment when a wrong code can still be noticed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.regions import DECREE, bears_name, find_province, find_region, regions_named

if TYPE_CHECKING:
    from smartflow.model import City

__all__ = ["ADMINISTRATIVE", "region_remarks"]

ADMINISTRATIVE = Text(
    id="wilayah administrasi DKI Jakarta, bukan daerah otonom: tidak ada DPRD dan perkada"
    " sendiri untuk menetapkan masterplan",
    en="an administrative area of DKI Jakarta and no autonomous region: it has no council and"
    " no regulation of its own to adopt a masterplan",
)


def region_remarks(city: City) -> tuple[Text, ...]:
    """Return what of a city does not fit the region of its code; nothing where all of it fits.

    Args:
        city: The city as it is registered, its code well formed.
    """
    region = find_region(city.region_code)
    if region is None:
        return (_unknown(city),)
    remarks = []
    if not bears_name(region, city.name) or city.kind != region.kind:
        remarks.append(
            Text(
                id=f"Peringatan: menurut {DECREE} kode {region.code} adalah {region.name}"
                f" ({region.province}), sedangkan kota ini bernama '{city.name}' ({city.kind})."
                f"{_meant(city).id}",
                en=f"Warning: by {DECREE} the code {region.code} is {region.name}"
                f" ({region.province}), and this city is called '{city.name}' ({city.kind})."
                f"{_meant(city).en}",
            )
        )
    if find_province(city.province) != region.province:
        remarks.append(
            Text(
                id=f"Peringatan: {region.code} {region.name} terletak di provinsi"
                f" {region.province} menurut {DECREE}, bukan '{city.province}'.",
                en=f"Warning: by {DECREE} {region.code} {region.name} lies in the province"
                f" {region.province}, not '{city.province}'.",
            )
        )
    if region.administrative:
        remarks.append(
            Text(
                id=f"Peringatan: {region.name} adalah {ADMINISTRATIVE.id}.",
                en=f"Warning: {region.name} is {ADMINISTRATIVE.en}.",
            )
        )
    return tuple(remarks)


def _unknown(city: City) -> Text:
    return Text(
        id=f"Peringatan: kode {city.region_code} tidak ada dalam {DECREE}.{_meant(city).id}",
        en=f"Warning: the code {city.region_code} is not in {DECREE}.{_meant(city).en}",
    )


def _meant(city: City) -> Text:
    """Say which regions bear the city's name, with a blank in front."""
    named = [f"{region.code} {region.name}" for region in regions_named(city.name)]
    if not named:
        return Text(id="", en="")
    return Text(
        id=f" Nama itu milik {', '.join(named)}.", en=f" That name belongs to {', '.join(named)}."
    )
