"""What is registered of a city, beside what a row of a list says of it.

An import never changes a city, so a row that contradicts the history is a fault and names the
facts. What only the command said, for rows that say nothing, is no such contradiction: it is told
once (:mod:`.import_remarks`). Must not import a plugin.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import read_case
from smartflow.casework.lookups import folded
from smartflow.errors import BadInput
from smartflow.history.acts import CityAdd, read_as
from smartflow.history.entries.entry import decode_entry
from smartflow.language import Text
from smartflow.model import City
from smartflow.regions import bears_name

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.ledger.register import RegisteredCity
    from smartflow.offices.portfolio.importing.city_row import JudgedRow
    from smartflow.store.protocol import Reading

__all__ = ["OtherFacts", "registered_facts"]


class OtherFacts(BadInput):
    """A city of a list is registered already, with facts that the list contradicts."""

    code = "other-facts"
    says = Text(
        id="{region_code} sudah terdaftar sebagai {city} ({slug}), dengan {different}",
        en="{region_code} is registered as {city} ({slug}) already, with {different}",
    )


def registered_facts(
    workspace: Workspace, reading: Reading, registered: RegisteredCity, row: JudgedRow
) -> tuple[City, str]:
    """Return a city as it is registered, and the key of its workflow.

    Args:
        workspace: Where.
        reading: An open transaction of its store.
        registered: The city as the register names it.
        row: What a list says of it.

    Raises:
        OtherFacts: the row states a fact that is registered otherwise.
    """
    first = decode_entry(next(iter(reading.entries(registered.log))))
    act = read_as(first, CityAdd)
    city, key = msgspec.convert(act.city, City, from_attributes=True), act.workflow.key
    if row.line.workflow and row.line.workflow.partition("@")[0] != key:
        # It may have followed another definition since.
        key = read_case(workspace, registered.slug).state.workflow.key
    different = tuple(_different(row, city, key))
    if different:
        raise OtherFacts(
            region_code=city.region_code,
            city=city.name,
            slug=city.slug,
            different=Text.join(different, "; "),
        )
    return city, key


def _different(row: JudgedRow, city: City, workflow: str) -> Iterable[Text]:
    """Yield each fact that the row states, and that is registered otherwise."""
    line, asked = row.line, row.city
    same_name = folded(line.name) == folded(city.name) or (
        bears_name(row.region, line.name) and bears_name(row.region, city.name)
    )
    if line.name and not same_name:
        yield _otherwise(Text(id="nama", en="the name"), city.name, line.name)
    if line.slug and asked.slug != city.slug:
        yield _otherwise(Text(id="singkatan", en="the slug"), city.slug, asked.slug)
    if line.intake and asked.intake != city.intake:
        yield _otherwise(Text(id="tahun masuk", en="the intake"), city.intake or "-", asked.intake)
    if line.zone and asked.zone != city.zone:
        yield _otherwise(Text(id="zona waktu", en="the time zone"), city.zone, asked.zone)
    if line.workflow and line.workflow.partition("@")[0] != workflow:
        yield _otherwise(Text(id="alur kerja", en="the workflow"), workflow, line.workflow)


def _otherwise(what: Text, registered: object, asked: object) -> Text:
    return Text(
        id=f"{what.id} {registered}, bukan {asked}", en=f"{what.en} {registered}, not {asked}"
    )
