"""``city add``: register a city and pin it to a workflow.

The first entry of the city's log and the note of it in the store log are written in one
transaction: a city is there whole or not at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.repeating import repeated
from smartflow.casework.signing import pen_of
from smartflow.casework.telling import tell
from smartflow.clock import ZONES, day_in, stamp
from smartflow.errors import BadInput
from smartflow.history.acts import Act, CityAdd, CityFacts, CityRegister, WorkflowPin
from smartflow.history.entries.blob import seal
from smartflow.history.entries.chain import EMPTY_HASH
from smartflow.history.entries.entry import Actor, Entry
from smartflow.language import Text
from smartflow.model import City
from smartflow.workflow.digests import workflow_bytes
from smartflow.workflow.lint.run import lint, require_shape, require_sound

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.ledger.register import Register
    from smartflow.store.protocol import Head
    from smartflow.workflow.definition import Workflow

__all__ = ["BadCity", "CityExists", "checked_city", "city_add"]

KINDS = ("kota", "kabupaten")
EARLIEST_INTAKE = 2017
_SLUG = re.compile(r"[a-z][a-z0-9-]{1,40}")
_CODE = re.compile(r"[1-9][0-9]\.[0-9]{2}")


class BadCity(BadInput):
    """Something said about the city cannot be."""

    code = "bad-city"
    says = Text(
        id="Singkatan '{slug}' adalah kunci sebuah dimensi.",
        en="The slug '{slug}' is the key of a dimension.",
    )
    next_step = Text(id="Pilih singkatan lain.", en="Choose another slug.")


class CityExists(BadInput):
    """The slug, name or code belongs to a registered city."""

    code = "city-exists"
    says = Text(
        id="{other} ({slug}, {region_code}) sudah terdaftar.",
        en="{other} ({slug}, {region_code}) is registered already.",
    )
    next_step = Text(
        id="Lihat keadaannya: smartflow status {slug}",
        en="See how it stands: smartflow status {slug}",
    )


def city_add(workspace: Workspace, city: City, workflow: str) -> Entry:
    """Register a city.

    Args:
        workspace: Where.
        city: The city; its slug is what commands call it by.
        workflow: The workflow that it follows: ``masterplan``, or ``masterplan@1``.

    Raises:
        BadCity: the slug, code, kind, zone or intake is not well formed.
        CityExists: the slug, name or code is taken.
        UnknownWorkflow: there is no such workflow.
        UnsoundWorkflow: a city would get stuck on it, or be judged by less than it says.
    """
    checked = checked_city(city)
    resolved = workspace.catalogue.find(workflow)
    _require_sound(workspace, resolved)
    _apart_from_dimensions(checked, resolved)
    entries = repeated(lambda: _write(workspace, checked, resolved))
    tell(workspace, *entries)
    return entries[0]


def checked_city(city: City) -> City:
    """Return the city with blanks trimmed, or refuse it.

    Raises:
        BadCity: with everything that is not well formed.
    """
    name, province = " ".join(city.name.split()), " ".join(city.province.split())
    tidy = msgspec.structs.replace(city, name=name, province=province)
    wrong = _wrong_with(tidy)
    if wrong:
        raise BadCity(
            Text(id=" ".join(t.id for t in wrong), en=" ".join(t.en for t in wrong)),
            Text(
                id="Perbaiki lalu ulangi; contoh: smartflow city add sawahlunto --name"
                ' "Kota Sawahlunto" --kind kota --region-code 13.73 --province "Sumatera Barat"',
                en="Mend it and try again; for example: smartflow city add sawahlunto --name"
                ' "Kota Sawahlunto" --kind kota --region-code 13.73 --province "Sumatera Barat"',
            ),
        )
    return tidy


def _wrong_with(city: City) -> list[Text]:
    """Return a sentence on each thing that cannot be."""
    faults: list[tuple[bool, Text]] = [
        (
            not _SLUG.fullmatch(city.slug),
            Text(
                id=f"Singkatan '{city.slug}' harus huruf kecil, angka atau tanda hubung,"
                " misalnya 'sawahlunto'.",
                en=f"The slug '{city.slug}' must be small letters, digits or hyphens, such as"
                " 'sawahlunto'.",
            ),
        ),
        (
            not _CODE.fullmatch(city.region_code),
            Text(
                id=f"Kode '{city.region_code}' bukan kode Kemendagri kabupaten/kota, misalnya"
                " 13.73.",
                en=f"'{city.region_code}' is not a Kemendagri code of a city, such as 13.73.",
            ),
        ),
        (
            not city.name or not city.province,
            Text(id="Nama dan provinsi wajib diisi.", en="Name and province are required."),
        ),
        (
            city.kind not in KINDS,
            Text(
                id=f"Jenis '{city.kind}' harus kota atau kabupaten.",
                en=f"The kind '{city.kind}' must be kota or kabupaten.",
            ),
        ),
        (
            city.zone not in ZONES,
            Text(
                id=f"Zona waktu '{city.zone}' harus WIB, WITA atau WIT.",
                en=f"The time zone '{city.zone}' must be WIB, WITA or WIT.",
            ),
        ),
        (
            city.intake is not None and city.intake < EARLIEST_INTAKE,
            Text(
                id=f"Tahun masuk {city.intake} tidak mungkin: program dimulai 2017.",
                en=f"The intake {city.intake} cannot be: the programme began in 2017.",
            ),
        ),
    ]
    return [text for fault, text in faults if fault]


def _require_sound(workspace: Workspace, workflow: Workflow) -> None:
    """Refuse a workflow with lint errors: what is pinned stays.

    A plugin that is broken or blocked today must not keep a city from being added, and its words
    are unknown meanwhile; so beside one only the shape is refused, and the rest is warned of.
    """
    registry = workspace.registry
    require_shape(workflow)
    if all(plugin.state == "loaded" for plugin in registry.plugins):
        require_sound(workflow, registry)
        return
    workspace.troubles.extend(
        Text(
            id=f"Peringatan: {found.code} ({found.where}): {found.message.id}",
            en=f"Warning: {found.code} ({found.where}): {found.message.en}",
        )
        for found in lint(workflow, registry)
        if found.severity == "error"
    )


def _apart_from_dimensions(city: City, workflow: Workflow) -> None:
    """A filler is an agency, a dimension or the city: the slug must be no dimension's key."""
    if city.slug in workflow.dimensions:
        raise BadCity(slug=city.slug)


def _write(workspace: Workspace, city: City, workflow: Workflow) -> tuple[Entry, Entry]:
    blob = seal(workflow_bytes(workflow))
    store = workspace.own
    pen = pen_of(workspace, store)
    with workspace.store.write(store) as writing:
        register = workspace.register(writing)
        _refuse_taken(register, city)
        log = f"{store}/{city.region_code}"
        first = _entry(
            workspace,
            city,
            log,
            None,
            CityAdd(
                city=msgspec.convert(city, CityFacts, from_attributes=True),
                workflow=WorkflowPin(workflow.key, workflow.version, blob.digest),
                stage=workflow.initial,
            ),
        )
        note = _entry(
            workspace,
            city,
            store,
            writing.head(store),
            CityRegister(slug=city.slug, name=city.name, region_code=city.region_code, log=log),
        )
        writing.put_blob(blob.digest, blob.content)
        pen.append(writing, first, ())
        pen.append(writing, note, tuple(map(bytes.fromhex, register.leaves)))
    return first, note


def _refuse_taken(register: Register, city: City) -> None:
    for words in (city.slug, city.name, city.region_code):
        other = register.find(words)
        if other is not None:
            raise CityExists(other=other.name, slug=other.slug, region_code=other.region_code)


def _entry(workspace: Workspace, city: City, log: str, head: Head | None, act: Act) -> Entry:
    """Return an entry; nobody is registered in the city yet, so the actor is only claimed."""
    now = workspace.clock.now()
    user = workspace.system_user()
    return Entry(
        log=log,
        seq=head.seq + 1 if head else 1,
        at=stamp(now),
        occurred=day_in(city.zone, now),
        zone=city.zone,
        act=act.act_name,
        actor=Actor(person=workspace.actor_name or user, basis=f"claimed by {user}"),
        body=act.to_body(),
        reason="",
        prev=head.leaf if head else EMPTY_HASH,
    )
