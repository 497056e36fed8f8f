"""``person add``: register somebody in a post, or what has changed about them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.fillers import find_agency
from smartflow.casework.lookups import find_role, one_of
from smartflow.casework.people import name_key
from smartflow.casework.pinned import pinned_workflow
from smartflow.errors import BadInput
from smartflow.history.acts import PersonAdd, PersonFacts
from smartflow.language import Text
from smartflow.model import Person

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry

__all__ = [
    "STATUSES",
    "BadPerson",
    "PersonUnchanged",
    "SecondSpelling",
    "SharedKey",
    "person_add",
    "read_public_key",
]

STATUSES = ("definitif", "pj", "plt", "plh")
"""Definitive, penjabat (acting head of region), pelaksana tugas, pelaksana harian."""


_LARGEST_KEY = 16_384
"""Bytes of a public key's file that are looked at; the longest key is far shorter."""


class BadPerson(BadInput):
    """Something said about a person cannot be."""

    code = "bad-person"
    says = Text(
        id="{person} baru menjabat sejak {since}; {last} mendahuluinya.",
        en="{person} is in post since {since}; {last} lies before that.",
    )
    next_step = Text(id="Periksa --until.", en="Check --until.")


class SecondSpelling(BadPerson):
    """One person would be registered twice, and would count twice towards a quorum."""

    code = "second-spelling"
    says = Text(
        id="'{name}' hanya berbeda tanda baca dari '{other}' yang sudah terdaftar.",
        en="'{name}' differs from '{other}', who is registered, in punctuation only.",
    )
    next_step = Text(
        id="Pakai nama yang terdaftar: '{other}'. Bila memang orang lain, tambahkan pembeda pada"
        " namanya.",
        en="Use the registered name: '{other}'. If it is somebody else, add something to the name"
        " that tells them apart.",
    )


class SharedKey(BadPerson):
    """The SSH key is somebody else's: one key would sign for two people."""

    code = "shared-key"
    says = Text(
        id="Kunci {fingerprint} milik {owner}; satu kunci untuk satu orang.",
        en="The key {fingerprint} is {owner}'s; one key is for one person.",
    )
    next_step = Text(
        id="Setiap orang membuat kuncinya sendiri: ssh-keygen -t ed25519",
        en="Everybody makes a key of their own: ssh-keygen -t ed25519",
    )


class PersonUnchanged(BadInput):
    """The person is registered just so already."""

    code = "person-unchanged"
    says = Text(
        id="{name} sudah terdaftar persis seperti itu.",
        en="{name} is registered just so already.",
    )
    next_step = Text(
        id="Lihat daftarnya: smartflow person list {slug}",
        en="See the list: smartflow person list {slug}",
    )


def person_add(workspace: Workspace, city: str, person: Person) -> Entry:
    """Register a person, or what has changed about one who is registered.

    What was registered before stays true of the days before: an answer given then still counts.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        person: The person; roles by key or title, agencies by code or name.

    Raises:
        BadPerson: there is no name, post or role, or the dates cannot be.
        MalformedSshKey: the key is no public SSH key.
        UnfitSshKey: the key is of a kind or length by which nobody may sign.
        SharedKey: the key is somebody else's.
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
        # What stood before is in the entries before; it is no part of this act.
        facts = msgspec.convert(one, PersonFacts, from_attributes=True)
        return Draft.of(PersonAdd(person=facts))

    return perform(workspace, city, plan)


def read_public_key(words: str) -> str:
    """Return the key that is meant: the line itself, or what stands in the file of that name.

    Args:
        words: One line of a public key, or the path of a ``.pub`` file; ``""`` for none.

    Raises:
        MalformedSshKey: the file cannot be read, or holds no public key.
    """
    from smartflow.history.ssh.key import MalformedSshKey, parse_public_key

    if not words.strip() or len(words.split()) > 1 or not Path(words).is_file():
        return words.strip()
    try:
        with Path(words).open("rb") as file:
            line = file.read(_LARGEST_KEY).decode("utf-8-sig", errors="replace").strip()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise MalformedSshKey(
            why=Text(id=f"{words} tidak dapat dibaca ({why})", en=f"{words} cannot be read ({why})")
        ) from error
    parse_public_key(line)
    return line


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
        ssh_key=_checked_key(case, name, person.ssh_key),
    )


def _checked_key(case: Case, name: str, line: str) -> str:
    """Return a key as one line: only one by which somebody can sign, and nobody else's."""
    if not line.strip():
        return ""
    from smartflow.history.ssh.key import parse_public_key, require_usable

    key = parse_public_key(line)
    require_usable(key)
    owner = _owner_of(case, name, key.fingerprint)
    if owner:
        raise SharedKey(fingerprint=key.fingerprint, owner=owner)
    return " ".join(line.split())


def _owner_of(case: Case, name: str, fingerprint: str) -> str:
    """Return who else is registered with a key, or has signed with it; ``""`` for nobody."""
    from smartflow.history.ssh.key import ssh_fingerprint

    people = case.state.people.values()
    owners = [person.name for person in people if ssh_fingerprint(person.ssh_key) == fingerprint]
    owners += [answer.person for answer in case.state.sign_offs if answer.key == fingerprint]
    return next((owner for owner in owners if owner != name), "")


def _refuse_second_spelling(case: Case, name: str) -> None:
    """Refuse a name that differs from a registered one only in dots, commas and blanks."""
    bare = "".join(filter(str.isalnum, name_key(name)))
    for other in case.state.people:
        if other != name and "".join(filter(str.isalnum, name_key(other))) == bare:
            raise SecondSpelling(name=name, other=other)
