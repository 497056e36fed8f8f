"""Tests of the acts person_add and person_end."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest

from smartflow.casework.casework import read_case
from smartflow.casework.fillers import UnknownAgency
from smartflow.casework.lookups import UnknownRoleHere
from smartflow.casework.people import UnknownPerson
from smartflow.casework.workspace import Workspace
from smartflow.errors import BadInput
from smartflow.history.ssh.key import MalformedSshKey, UnfitSshKey
from smartflow.journey.register.person_add import (
    BadPerson,
    PersonUnchanged,
    SharedKey,
    person_add,
    read_public_key,
)
from smartflow.journey.register.person_end import person_end
from smartflow.model import Person

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDTJQ4yPexGs3RN9L+0jkn/3IE2kYm/P/hNHZk5lZIw5 ani@kota"
BESIDE = base64.b64encode(
    b"".join(
        len(part).to_bytes(4, "big") + part
        for part in (b"ecdsa-sha2-nistp256", b"nistp256", b"\x04" + bytes(64))
    )
).decode()
"""A point that is not on its curve."""


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
        (Person("Cici", ("team",), "Jabatan", ssh_key="-----BEGIN PRIVATE KEY"), MalformedSshKey),
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


def test_one_key_is_one_person(workspace: Workspace) -> None:
    """Nobody else is registered with a key, whatever comment stands behind it; its owner may."""
    person_add(workspace, "kota", Person("Cici", ("team",), "J", ssh_key=KEY))
    with pytest.raises(SharedKey) as refused:
        person_add(
            workspace, "kota", Person("Dodi", ("team",), "J", ssh_key=KEY.replace("ani@", ""))
        )
    assert "Cici" in refused.value.message.id
    person_add(workspace, "kota", Person("Cici", ("team",), "Jabatan lain", ssh_key=KEY))
    assert read_case(workspace, "kota").state.people.keys() == {"Ani", "Budi", "Cici"}


@pytest.mark.parametrize(
    ("key", "refusal"),
    [
        (KEY.replace("ssh-ed25519 ", "ssh-rsa "), MalformedSshKey),
        (KEY[:40], MalformedSshKey),
        ("ecdsa-sha2-nistp256 " + BESIDE, UnfitSshKey),
    ],
)
def test_a_key_by_which_nobody_could_sign_is_refused_at_once(
    key: str, refusal: type[BadInput], workspace: Workspace
) -> None:
    """Not when the official signs for the first time, months later."""
    with pytest.raises(refusal):
        person_add(workspace, "kota", Person("Cici", ("team",), "J", ssh_key=key))


def test_a_key_is_given_as_a_line_or_as_its_file(tmp_path: Path) -> None:
    """Also with the mark that Windows puts in front; the file of a private key is refused."""
    file = tmp_path / "id_ed25519.pub"
    file.write_text(f"{KEY}\r\n", encoding="utf-8-sig")
    assert read_public_key(str(file)) == read_public_key(f" {KEY} ") == KEY
    assert read_public_key("") == ""
    file.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", encoding="utf-8")
    with pytest.raises(MalformedSshKey):
        read_public_key(str(file))
