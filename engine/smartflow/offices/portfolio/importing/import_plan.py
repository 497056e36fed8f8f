"""What an import of a list of cities will do: looked at whole, before the first is registered.

A list with a fault registers nothing. What is registered can never be taken back, so half of a list
would be worse than none; and every fault is told at once, with its row. Must not write anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.clock import day_in
from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.model import City
from smartflow.offices.portfolio.importing.city_row import Defaults, JudgedRow, judge_row
from smartflow.offices.portfolio.importing.import_remarks import (
    intake_fault,
    intake_remarks,
    kept_remarks,
    require_defaults,
)
from smartflow.offices.portfolio.importing.registered_facts import registered_facts

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.ledger.register import RegisteredCity
    from smartflow.offices.portfolio.importing.city_list import CityLine

__all__ = ["DEFAULT_WORKFLOW", "BadCities", "ImportPlan", "PlannedCity", "plan_import"]

DEFAULT_WORKFLOW = "masterplan"

_Fault = tuple[int, Text]
"""The place of a line in the list, from 0, and what is wrong with it."""


class BadCities(BadInput):
    """A list of cities has faults; nothing of it was registered."""

    code = "bad-cities"


class PlannedCity(msgspec.Struct, frozen=True):
    """A city of a list, as it will be registered.

    Attributes:
        row: The number of its row; 0 for a city of no file.
        city: The city; as it is registered, where it is there already.
        workflow: The workflow that it follows or will follow.
        state: ``new``, or ``there`` when it is registered with the same facts.
    """

    row: int
    city: City
    workflow: str
    state: Literal["new", "there"]


class ImportPlan(msgspec.Struct, frozen=True):
    """What an import will do.

    Attributes:
        cities: Every city of the list, in its order.
        warnings: What an official should look at once, each with its row.
    """

    cities: tuple[PlannedCity, ...]
    warnings: tuple[Text, ...]

    @property
    def new(self) -> tuple[PlannedCity, ...]:
        """The cities that are to be registered."""
        return tuple(one for one in self.cities if one.state == "new")


def plan_import(workspace: Workspace, lines: Sequence[CityLine], defaults: Defaults) -> ImportPlan:
    """Look at a whole list, and return what an import of it will do. Nothing is written.

    Args:
        workspace: Where.
        lines: The list.
        defaults: What holds for every line that does not say otherwise.

    Raises:
        BadCities: with the fault of every line that has one.
        BadDefaults: the intake that was said for every line cannot be; told once.
        UnknownWorkflow: the workflow that was said for every line is not known; told once.
    """
    latest = day_in("WIB", workspace.clock.now()).year + 1
    require_defaults(defaults, latest)
    if defaults.workflow:
        workspace.catalogue.find(defaults.workflow)
    rows, faults = _judged(lines, defaults, latest)
    faults += _repeated(lines, rows)
    planned: list[PlannedCity] = []
    dimensions = cache(lambda key: workspace.catalogue.find(key).dimensions)
    with workspace.reading() as reading:
        register = workspace.register(reading)
        known = {city.region_code: city for city in register.cities}
        for at, row in rows.items():
            registered = known.get(row.region.code)
            try:
                if registered is not None:
                    facts = registered_facts(workspace, reading, registered, row)
                    planned.append(PlannedCity(row.line.row, *facts, "there"))
                else:
                    planned.append(_new(row, dimensions))
                    _refuse_taken(register.find, planned[-1].city)
            except BadInput as fault:
                faults.append((at, fault.message))
    if faults:
        raise _bad(lines, faults)
    warnings = [
        _at(row.line, warning)
        for row, one in zip(rows.values(), planned, strict=True)
        for warning in row.warnings
        if one.state == "new"
    ]
    return ImportPlan(tuple(planned), (*warnings, *_of_all(rows.values(), planned, defaults)))


def _of_all(
    rows: Iterable[JudgedRow], planned: Sequence[PlannedCity], defaults: Defaults
) -> Iterable[Text]:
    """Yield what is to be looked at once, for all cities alike."""
    yield from intake_remarks([one.city for one in planned if one.state == "new"])
    silent = [
        one.city
        for row, one in zip(rows, planned, strict=True)
        if one.state == "there" and not row.line.intake
    ]
    yield from kept_remarks(silent, defaults)


def _judged(
    lines: Sequence[CityLine], defaults: Defaults, latest: int
) -> tuple[dict[int, JudgedRow], list[_Fault]]:
    """Return the lines that mean a city, by their place, and what is wrong with the others."""
    rows: dict[int, JudgedRow] = {}
    faults: list[_Fault] = []
    for at, line in enumerate(lines):
        try:
            rows[at] = _timely(judge_row(line, defaults), latest)
        except BadInput as fault:
            faults.append((at, fault.message))
    return rows, faults


def _timely(row: JudgedRow, latest: int) -> JudgedRow:
    fault = intake_fault(row.city.intake, latest) if row.city.intake is not None else None
    if fault is not None:
        raise BadCities(fault)
    return row


def _repeated(lines: Sequence[CityLine], rows: dict[int, JudgedRow]) -> list[_Fault]:
    """Return a fault for each line that repeats the code, slug or name of one before it."""
    first: dict[str, int] = {}
    faults: list[_Fault] = []
    for at, row in rows.items():
        city = row.city
        words = (city.region_code, city.slug, city.name.casefold())
        before = next((first[word] for word in words if word in first), None)
        if before is not None:
            faults.append((at, _again(city, rows[before].city, lines[before].row)))
        for word in words:
            first.setdefault(word, at)
    return faults


def _again(city: City, other: City, row: int) -> Text:
    same = city.region_code == other.region_code
    whose = "" if same else f": {other.region_code} {other.name} ({other.slug})"
    return Text(
        id=f"{city.region_code} {city.name} ({city.slug}) sudah ada pada baris {row}{whose}",
        en=f"{city.region_code} {city.name} ({city.slug}) stands in row {row} already{whose}",
    )


def _new(row: JudgedRow, dimensions: Callable[[str], tuple[str, ...]]) -> PlannedCity:
    """Return a city that is to be registered; its slug is never the key of a dimension."""
    key, city = row.workflow or DEFAULT_WORKFLOW, row.city
    if city.slug in dimensions(key):
        if row.line.slug:
            raise BadCities(
                Text(
                    id=f"singkatan '{city.slug}' adalah kunci sebuah dimensi",
                    en=f"the slug '{city.slug}' is the key of a dimension",
                )
            )
        city = msgspec.structs.replace(city, slug=f"{city.kind}-{city.slug}")
    return PlannedCity(row.line.row, city, key, "new")


def _refuse_taken(find: Callable[[str], RegisteredCity | None], city: City) -> None:
    """Refuse a slug or name by which another region is registered."""
    for words in (city.slug, city.name):
        other = find(words)
        if other is not None:
            raise BadCities(
                Text(
                    id=f"'{words}' sudah dipakai oleh {other.name} ({other.slug},"
                    f" {other.region_code}); isi kolom singkatan atau nama",
                    en=f"'{words}' is taken by {other.name} ({other.slug}, {other.region_code});"
                    " fill in the column slug or name",
                )
            )


def _at(line: CityLine, what: Text) -> Text:
    """Return a remark on a line, with its place in front."""
    words = Text(
        id=what.id.removeprefix("Peringatan: ").rstrip("."),
        en=what.en.removeprefix("Warning: ").rstrip("."),
    )
    indonesian, english = (
        f"{said}{'' if said[-1:] == '?' else '.'}" for said in (words.id, words.en)
    )
    if not line.row:
        return Text(id=f"{line.code}: {indonesian}", en=f"{line.code}: {english}")
    return Text(id=f"baris {line.row}: {indonesian}", en=f"row {line.row}: {english}")


def _bad(lines: Sequence[CityLine], faults: list[_Fault]) -> BadCities:
    told = [_at(lines[at], fault) for at, fault in sorted(faults, key=lambda one: one[0])]
    wrong = len({at for at, _ in faults})
    return BadCities(
        Text(
            id=f"Tidak ada yang didaftarkan: {wrong} dari {len(lines)} baris perlu diperbaiki.\n- "
            + "\n- ".join(one.id for one in told),
            en=f"Nothing was registered: {wrong} of {len(lines)} rows must be mended.\n- "
            + "\n- ".join(one.en for one in told),
        ),
        _MEND_ROWS if any(line.row for line in lines) else _WRITE_ROWS,
    )


_MEND_ROWS = Text(
    id="Perbaiki baris-baris itu (atau hapus dari daftar), periksa dengan --dry-run, lalu impor"
    " lagi; yang sudah terdaftar dilewati.",
    en="Mend those rows (or delete them), look with --dry-run, then import again; what is"
    " registered already is passed over.",
)
_WRITE_ROWS = Text(
    id="Tulis daftarnya, sesuaikan di sana, lalu impor: smartflow portfolio import --template"
    " daftar.csv",
    en="Write the list, adapt it there, then import it: smartflow portfolio import --template"
    " cities.csv",
)
