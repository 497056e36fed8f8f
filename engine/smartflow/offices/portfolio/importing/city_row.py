"""One row of a list of cities: which city it means, what is odd about it, what is wrong with it.

The ministry's list says all that the row leaves out. A code that a spreadsheet has damaged is
taken only where it can have been no other, or where the row's name decides; a name that belongs to
another region is a fault, because then the code or the name is of the neighbouring row. Nothing is
guessed.
Must not import the store, a workflow or a plugin.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast, get_args

import msgspec

from smartflow.clock import Zone
from smartflow.errors import BadInput
from smartflow.journey.register.city_add import KINDS, checked_city
from smartflow.journey.register.region_remarks import region_remarks
from smartflow.journey.register.time_zones import zone_of
from smartflow.language import Text
from smartflow.model import City
from smartflow.offices.portfolio.importing.city_list import CityLine
from smartflow.regions import (
    DECREE,
    Region,
    bears_name,
    find_province,
    find_region,
    read_code,
    regions_named,
    slug_of,
)

__all__ = ["BadCityRow", "Defaults", "JudgedRow", "judge_row"]

_SPELLINGS = {"kab": "kabupaten", "kab.": "kabupaten", "city": "kota", "kotamadya": "kota"}


class BadCityRow(BadInput):
    """A row of a list of cities cannot be registered as it stands."""

    code = "bad-city-row"


class Defaults(msgspec.Struct, frozen=True):
    """What holds for every row that does not say otherwise.

    Attributes:
        workflow: The workflow to follow; ``""`` when nobody said.
        intake: The year of joining the programme; None when nobody said.
    """

    workflow: str = ""
    intake: int | None = None


class JudgedRow(msgspec.Struct, frozen=True):
    """A row that names a city.

    Attributes:
        line: The row as it is written.
        region: The region that it means.
        city: The city that it asks for.
        workflow: The workflow that it asks for; ``""`` when neither row nor command said.
        warnings: What an official should look at once.
    """

    line: CityLine
    region: Region
    city: City
    workflow: str
    warnings: tuple[Text, ...]


def judge_row(line: CityLine, defaults: Defaults) -> JudgedRow:
    """Return the city that a row asks for.

    Args:
        line: The row.
        defaults: What was said for all rows.

    Raises:
        BadCityRow: its code names no region or more than one, or what it says cannot be; the
            message is about this row, without its number.
        BadCity: its slug or intake is not well formed.
    """
    region = _region(line)
    _require_kind(line, region)
    city = checked_city(
        City(
            slug=line.slug.casefold() or slug_of(region),
            name=line.name if line.name and not bears_name(region, line.name) else region.name,
            kind=region.kind,
            region_code=region.code,
            province=region.province,
            zone=_zone(line, region),
            intake=_year(line.intake) if line.intake else defaults.intake,
        )
    )
    # Of the name something more useful is said here than there.
    official = msgspec.structs.replace(city, name=region.name)
    warnings = (
        *_damage(line, region),
        *_renamed(line, region),
        *_elsewhere(line, region),
        *region_remarks(official),
    )
    return JudgedRow(line, region, city, line.workflow or defaults.workflow, warnings)


def _region(line: CityLine) -> Region:
    reading = read_code(line.code)
    regions = [region for code in reading.codes if (region := find_region(code)) is not None]
    if not regions:
        raise _no_region(line)
    if reading.exact:
        return _not_of_another(line, regions[0])
    fitting = [region for region in regions if _fits(line, region)]
    if len(fitting) == 1 and (line.name or len(regions) == 1):
        return fitting[0]
    raise _undecided(line, regions)


def _fits(line: CityLine, region: Region) -> bool:
    """Say whether a row's name and kind can be those of a region that its code may mean."""
    if not line.name:
        return True
    return bears_name(region, line.name) and (not line.kind or _kind(line) == region.kind)


def _not_of_another(line: CityLine, region: Region) -> Region:
    """Return the region, unless the row's name is that of another one."""
    others = regions_named(line.name) if line.name else ()
    if not others or region in others:
        return region
    raise BadCityRow(
        Text(
            id=f"kode {region.code} adalah {region.name}, tetapi namanya '{line.name}'"
            f" ({_listed(others).id})",
            en=f"the code {region.code} is {region.name}, and the name is '{line.name}'"
            f" ({_listed(others).en})",
        )
    )


def _no_region(line: CityLine) -> BadCityRow:
    said = Text(
        id=f"kode '{line.code}' tidak ada dalam {DECREE}",
        en=f"the code '{line.code}' is not in {DECREE}",
    )
    if not line.code:
        said = Text(id="kodenya kosong", en="it has no code")
    named = regions_named(line.name) if line.name else ()
    if not named:
        return BadCityRow(said)
    return BadCityRow(
        Text(
            id=f"{said.id}; menurut namanya {_listed(named).id}",
            en=f"{said.en}; by its name {_listed(named).en}",
        )
    )


def _undecided(line: CityLine, regions: list[Region]) -> BadCityRow:
    because = Text(
        id=f"dan nama '{line.name}' tidak menentukan yang mana"
        if line.name
        else "dan tidak ada nama yang menentukannya",
        en=f"and the name '{line.name}' does not tell which"
        if line.name
        else "and there is no name to tell which",
    )
    return BadCityRow(
        Text(
            id=f"kode '{line.code}' dapat berarti {_listed(regions).id}, {because.id}; tulis kode"
            " lengkapnya",
            en=f"the code '{line.code}' may mean {_listed(regions).en}, {because.en}; write the"
            " whole code",
        )
    )


def _listed(regions: Iterable[Region]) -> Text:
    names = [f"{region.code} {region.name}" for region in regions]
    return Text(id=" atau ".join(names), en=" or ".join(names))


def _kind(line: CityLine) -> str:
    word = line.kind.casefold()
    return _SPELLINGS.get(word, word.split()[0])


def _require_kind(line: CityLine, region: Region) -> None:
    if line.kind and _kind(line) != region.kind:
        known = _kind(line) in KINDS
        wanted = region.kind if known else "kota / kabupaten"
        raise BadCityRow(
            Text(
                id=f"jenisnya '{line.kind}', sedangkan {region.code} adalah {region.name}"
                f" ({wanted})",
                en=f"its kind is '{line.kind}', and {region.code} is {region.name} ({wanted})",
            )
        )


def _year(words: str) -> int:
    year = words.removesuffix(".0").removesuffix(",0")
    if year.isascii() and year.isdigit():
        return int(year)
    raise BadCityRow(
        Text(
            id=f"tahun masuk '{words}' bukan tahun, misalnya 2024",
            en=f"the intake '{words}' is no year, such as 2024",
        )
    )


def _zone(line: CityLine, region: Region) -> Zone:
    if not line.zone:
        return zone_of(region.code)
    for zone in get_args(Zone):
        if line.zone.upper() == zone:
            return cast("Zone", zone)
    raise BadCityRow(
        Text(
            id=f"zona waktu '{line.zone}' harus WIB, WITA atau WIT",
            en=f"the time zone '{line.zone}' must be WIB, WITA or WIT",
        )
    )


def _damage(line: CityLine, region: Region) -> Iterable[Text]:
    """Yield what a damaged code was taken for."""
    reading = read_code(line.code)
    if reading.exact:
        return
    by_name = len(reading.codes) > 1
    yield Text(
        id=f"kode '{line.code}' dibaca {region.code} {region.name}"
        + (", menurut namanya" if by_name else ""),
        en=f"the code '{line.code}' is read as {region.code} {region.name}"
        + (", by its name" if by_name else ""),
    )


def _renamed(line: CityLine, region: Region) -> Iterable[Text]:
    """Yield that a row's name is not the official one: it is kept, and cannot be changed later."""
    if line.name and not bears_name(region, line.name):
        yield Text(
            id=f"nama '{line.name}' dicatat seperti tertulis dan tidak dapat diubah kemudian;"
            f" menurut {DECREE} {region.code} adalah {region.name} (kosongkan selnya untuk"
            " memakai nama itu)",
            en=f"the name '{line.name}' is recorded as it stands and cannot be changed later; by"
            f" {DECREE} {region.code} is {region.name} (leave the cell empty to take that name)",
        )


def _elsewhere(line: CityLine, region: Region) -> Iterable[Text]:
    """Yield that the row puts a region into another province or time zone than the list does."""
    if line.province and find_province(line.province) != region.province:
        yield Text(
            id=f"provinsinya '{line.province}', dicatat {region.province} menurut {DECREE}",
            en=f"its province is '{line.province}', recorded is {region.province} by {DECREE}",
        )
    usual = zone_of(region.code)
    if line.zone and line.zone.upper() != usual:
        yield Text(
            id=f"zona waktunya {line.zone.upper()}, sedangkan {region.province} memakai {usual}",
            en=f"its time zone is {line.zone.upper()}, and {region.province} keeps {usual}",
        )
