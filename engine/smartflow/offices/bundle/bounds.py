"""What a bundle may claim at all: names that commands can show, days that a calendar has.

An office signs whatever it likes, and what is imported is read by every command over many cities.
So what no office could have recorded by its own ``city add`` is refused at the door: a log that is
not that office's, a name that rules the terminal, a moment that nobody can count with. Export asks
the same, so that no office writes a bundle that another one refuses.

Pure: reads no file and no store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow.clock import ZONES, day_in
from smartflow.journey.register.city_add import BadCity, checked_city
from smartflow.language import Text
from smartflow.ledger.register import ImportedCity, is_importable
from smartflow.offices.bundle.proof import BundleFalse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.history.entries.entry import Entry
    from smartflow.model import City
    from smartflow.offices.bundle.manifest import Manifest
    from smartflow.workflow.definition import Workflow

__all__ = ["check_city", "check_days", "check_workflow", "copy_of"]

_LONGEST: Final = 200
"""The most letters of a name; the longest of the ministry's has some thirty."""

_YEARS: Final = range(1945, 3000)
"""The years of which an entry may tell: those of the Republic, and far from a calendar's end."""

_MOST_DAYS: Final = 36_525
"""The longest term of a stage: a hundred years."""


def copy_of(manifest: Manifest, digest: str) -> ImportedCity:
    """Return what the store log will say of a bundle.

    Args:
        manifest: The bundle's manifest.
        digest: The sha256 of it, by which the bundle is named.

    Raises:
        BundleFalse: it names a city or a log that no register could read again, such as the log
            of another office.
    """
    named = manifest.city
    city = ImportedCity(
        named.slug,
        named.name,
        named.region_code,
        manifest.log,
        manifest.size,
        manifest.root,
        manifest.leaf,
        manifest.at,
        manifest.keys,
        digest,
    )
    if city.office != manifest.store or not is_importable(city):
        raise BundleFalse(
            why=Text(
                id="kota atau riwayat yang disebutnya tidak mungkin milik kantor itu",
                en="the city or log that it names cannot be that office's",
            )
        )
    return city


def check_city(city: City) -> None:
    """Check that a city is one that ``city add`` would register, by names that can be shown.

    Raises:
        BundleFalse: it is not.
    """
    names = (city.name, city.province)
    shown = all(name.isprintable() and len(name) <= _LONGEST for name in names)
    try:
        possible = shown and checked_city(city) == city
    except BadCity:
        possible = False
    if not possible:
        raise BundleFalse(
            why=Text(
                id="keterangan kotanya (nama, kode, provinsi atau zona) tidak mungkin",
                en="what it says of the city (name, code, province or zone) cannot be",
            )
        )


def check_days(entries: Iterable[Entry]) -> None:
    """Check that every entry tells of a moment and a day with which commands can count.

    Raises:
        BundleFalse: one does not.
    """
    for entry in entries:
        if not _is_countable(entry):
            raise BundleFalse(
                why=Text(
                    id=f"waktu pada entri {entry.seq} tidak mungkin",
                    en=f"the time of entry {entry.seq} cannot be",
                )
            )


def check_workflow(workflow: Workflow) -> None:
    """Check that the terms of a workflow's stages can be counted.

    Raises:
        BundleFalse: one cannot.
    """
    for stage in workflow.stages:
        if stage.due_days is not None and not 1 <= stage.due_days <= _MOST_DAYS:
            raise BundleFalse(
                why=Text(
                    id=f"tenggat tahap {stage.key[:40]} tidak mungkin",
                    en=f"the term of the stage {stage.key[:40]} cannot be",
                )
            )


def _is_countable(entry: Entry) -> bool:
    try:
        days = [day_in(zone, entry.moment) for zone in ZONES]
    except (ValueError, OverflowError):
        return False
    return all(day.year in _YEARS for day in (*days, entry.occurred))
