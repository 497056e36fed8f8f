"""Tests of the acts person_add and person_end."""

from __future__ import annotations

from datetime import date

import pytest

from smartflow.actions.casework import read_case
from smartflow.actions.fillers import UnknownAgency
from smartflow.actions.lookups import UnknownRoleHere
from smartflow.actions.people import UnknownPerson
from smartflow.actions.person_add import BadPerson, PersonUnchanged, person_add
from smartflow.actions.person_end import person_end
from smartflow.actions.workspace import Workspace
from smartflow.errors import BadInput
from smartflow.model import Person

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ ani@kota"


def test_roles_and_agencies_are_named_as_people_say_them(workspace: Workspace) -> None:
    """Roles by title, agencies by name, the status with its dot: stored as keys."""
    person_add(
        workspace,
        "kota",
        Person(
            " Cici  Dewi ", ("Tim Pelaksana", "team"), "Kepala Dinas", ("Dinas Kesehatan",),
            "Plt.", ssh_key=KEY,
        ),
    )  # fmt: skip
    assert read_case(workspace, "kota").state.people["Cici Dewi"] == Person(
        "Cici Dewi", ("team",), "Kepala Dinas", ("DINKES",), "plt", ssh_key=KEY
    )


def test_somebody_registered_is_replaced_under_the_known_spelling(workspace: Workspace) -> None:
    """A new post replaces the old one; the same once more changes nothing."""
    person_add(workspace, "kota", Person("ANI", ("head",), "Pj. Wali Kota", status="pj"))
    people = read_case(workspace, "kota").state.people
    assert (people["Ani"].roles, people["Ani"].status, "ANI" in people) == (("head",), "pj", False)
    with pytest.raises(PersonUnchanged):
        person_add(workspace, "kota", Person("Ani", ("head",), "Pj. Wali Kota", status="pj"))


@pytest.mark.parametrize(
    ("person", "refusal"),
    [
        (Person("", ("team",), "Jabatan"), BadPerson),
        (Person("Cici", (), "Jabatan"), BadPerson),
        (Person("Cici", ("team",), " "), BadPerson),
        (Person("Cici", ("camat",), "Jabatan"), UnknownRoleHere),
        (Person("Cici", ("team",), "Jabatan", ("ENTAH",)), UnknownAgency),
        (Person("Cici", ("team",), "Jabatan", status="tetap"), BadInput),
        (Person("Cici", ("team",), "Jabatan", ssh_key="-----BEGIN PRIVATE"), BadPerson),
        (
            Person("Cici", ("team",), "J", since=date(2024, 2, 1), until=date(2024, 1, 1)),
            BadPerson,
        ),
    ],
)
def test_what_cannot_be_is_refused(
    person: Person, refusal: type[BadInput], workspace: Workspace
) -> None:
    """Name, post and role are required; roles and agencies must exist; a key is a public one."""
    with pytest.raises(refusal):
        person_add(workspace, "kota", person)
    assert read_case(workspace, "kota").state.people.keys() == {"Ani", "Budi"}


def test_the_last_day_in_the_post(workspace: Workspace) -> None:
    """The end is inclusive, may lie ahead, and never before the beginning."""
    person_add(workspace, "kota", Person("Cici", ("team",), "J", since=date(2026, 6, 1)))
    with pytest.raises(BadPerson):
        person_end(workspace, "kota", "Cici", until=date(2026, 5, 31))
    with pytest.raises(UnknownPerson):
        person_end(workspace, "kota", "Entah")
    person_end(workspace, "kota", "cici", until=date(2026, 12, 31))
    person = read_case(workspace, "kota").state.people["Cici"]
    assert (person.in_post(date(2026, 12, 31)), person.in_post(date(2027, 1, 1))) == (True, False)
