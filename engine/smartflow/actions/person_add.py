"""``person add``: register somebody in a post, or what has changed about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from smartflow.actions.casework import Case, Draft, perform
from smartflow.actions.fillers import find_agency
from smartflow.actions.lookups import find_role, one_of
from smartflow.actions.people import name_key
from smartflow.actions.pinned import pinned_workflow
from smartflow.canonical import plain
from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.model import Person

if TYPE_CHECKING:
    from smartflow.actions.workspace import Workspace
    from smartflow.history.entry import Entry

__all__ = ["STATUSES", "BadPerson", "PersonUnchanged", "SecondSpelling", "person_add"]

STATUSES = ("definitif", "pj", "plt", "plh")
"""Definitive, penjabat (acting head of region), pelaksana tugas, pelaksana harian."""

_KEY = re.compile(r"(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\d+|sk-\S+) [A-Za-z0-9+/]+=*( .*)?")


class BadPerson(BadInput):
    """Something said about a person cannot be."""

    code = "bad-person"


class SecondSpelling(BadPerson):
    """One person would be registered twice, and would count twice towards a quorum."""

    code = "second-spelling"


class PersonUnchanged(BadInput):
    """The person is registered just so already."""

    code = "person-unchanged"


def person_add(workspace: Workspace, city: str, person: Person) -> Entry:
    """Register a person, or what has changed about one who is registered.

    What was registered before stays true of the days before: an answer given then still counts.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        person: The person; roles by key or title, agencies by code or name.

    Raises:
        BadPerson: there is no name, post or role, or the dates or the key cannot be.
        UnknownRoleHere: the workflow has no such role.
        UnknownAgency: the city has no such agency.
        SecondSpelling: the name differs from a registered one in punctuation only.
        PersonUnchanged: nothing differs from what is registered.
    """

    def plan(case: Case) -> Draft:
        one = _checked(case, person)
        if _as_registered(case, one.name) == one:
            raise PersonUnchanged(
                Text(
                    id=f"{one.name} sudah terdaftar persis seperti itu.",
                    en=f"{one.name} is registered just so already.",
                ),
                Text(
                    id=f"Lihat daftarnya: smartflow person list {case.state.city.slug}",
                    en=f"See the list: smartflow person list {case.state.city.slug}",
                ),
            )
        body = msgspec.to_builtins(one)
        # What stood before is in the entries before; it is no part of this act.
        del body["counts_from"], body["earlier"]
        return Draft("person_add", {"person": plain(body)})

    return perform(workspace, city, plan)


def _as_registered(case: Case, name: str) -> Person | None:
    """Return what was last said of a person, without what stood before."""
    known = case.state.people.get(name)
    return msgspec.structs.replace(known, counts_from=None, earlier=()) if known else None


def _checked(case: Case, person: Person) -> Person:
    workflow = pinned_workflow(case)
    name, post = " ".join(person.name.split()), " ".join(person.post.split())
    # Somebody who is registered keeps the spelling under which they are known.
    known = {name_key(other): other for other in case.state.people}
    name = known.get(name_key(name), name)
    _refuse_second_spelling(case, name)
    faults: list[tuple[bool, Text]] = [
        (
            not name or not post,
            Text(id="Nama dan jabatan wajib diisi.", en="Name and post are required."),
        ),
        (
            not person.roles,
            Text(id="Sebutkan paling sedikit satu peran.", en="Name at least one role."),
        ),
        (
            person.since is not None and person.until is not None and person.until < person.since,
            Text(
                id="Hari terakhir jabatan mendahului hari pertamanya.",
                en="The last day in the post lies before the first.",
            ),
        ),
        (
            bool(person.ssh_key) and not _KEY.fullmatch(person.ssh_key.strip()),
            Text(
                id="Kunci SSH harus kunci publik, satu baris seperti isi berkas id_ed25519.pub.",
                en="The SSH key must be a public key, one line as in id_ed25519.pub.",
            ),
        ),
    ]
    wrong = [text for fault, text in faults if fault]
    if wrong:
        raise BadPerson(
            Text(id=" ".join(t.id for t in wrong), en=" ".join(t.en for t in wrong)),
            Text(id="Lihat: smartflow person add --help", en="See: smartflow person add --help"),
        )
    return msgspec.structs.replace(
        person,
        name=name,
        post=post,
        roles=tuple(dict.fromkeys(find_role(workflow, role).key for role in person.roles)),
        agencies=tuple(
            dict.fromkeys(find_agency(case.state, agency).code for agency in person.agencies)
        ),
        status=one_of(
            person.status.rstrip("."), STATUSES, Text(id="Status jabatan", en="The status")
        ),
        ssh_key=person.ssh_key.strip(),
    )


def _refuse_second_spelling(case: Case, name: str) -> None:
    """Refuse a name that differs from a registered one only in dots, commas and blanks."""
    bare = "".join(filter(str.isalnum, name_key(name)))
    for other in case.state.people:
        if other != name and "".join(filter(str.isalnum, name_key(other))) == bare:
            raise SecondSpelling(
                Text(
                    id=f"'{name}' hanya berbeda tanda baca dari '{other}' yang sudah terdaftar.",
                    en=f"'{name}' differs from '{other}', who is registered, in punctuation only.",
                ),
                Text(
                    id=f"Pakai nama yang terdaftar: '{other}'. Bila memang orang lain, tambahkan"
                    " pembeda pada namanya.",
                    en=f"Use the registered name: '{other}'. If it is somebody else, add something"
                    " to the name that tells them apart.",
                ),
            )
