"""What the tests of the acts share: a workspace with a city, and workbooks to submit."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smartflow.casework.casework import Draft, perform
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import FixedClock
from smartflow.journey.register.city_add import city_add
from smartflow.model import Agency, City, Person
from smartflow.offices.storage.init import init

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
AGENCIES = (
    Agency("DINKES", "Dinas Kesehatan", "opd", ("living", "society")),
    Agency("DLH", "Dinas Lingkungan Hidup", "opd", ("environment",)),
    Agency("LAMA", "Dinas Lama", "opd", ("economy",), ended=date(2026, 1, 1), successor="DLH"),
)
PEOPLE = (
    Person("Ani", ("team",), "Ketua Tim"),
    Person("Budi", ("secretariat",), "Sekretariat"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace with a city, three agencies (one ended) and two people."""
    clock = FixedClock(NOW)
    init(tmp_path / "kerja", clock=clock, language="id")
    opened = open_workspace(tmp_path / "kerja", clock=clock)
    city_add(opened, City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"), "masterplan")
    for agency in AGENCIES:
        perform(opened, "kota", lambda _, a=agency: Draft("agency_add", {"agency": a}))
    perform(
        opened,
        "kota",
        lambda _: Draft(
            "agency_end", {"code": "LAMA", "ended": date(2026, 1, 1), "successor": "DLH"}
        ),
    )
    for person in PEOPLE:
        perform(opened, "kota", lambda _, p=person: Draft("person_add", {"person": p}))
    yield opened
    opened.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace with a key and two cities: one that signs what it records."""
    clock, own = FixedClock(NOW), tmp_path / "office"
    init(tmp_path / "kantor", clock=clock, language="id", config_folder=own)
    opened = open_workspace(tmp_path / "kantor", clock=clock, config_folder=own)
    city_add(opened, City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"), "masterplan")
    city_add(opened, City("lain", "Kota Lain", "kota", "13.74", "Provinsi"), "masterplan")
    yield opened
    opened.close()


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write a CSV worksheet: a name, headings, and rows."""

    def write(name: str, headings: tuple[str, ...], *rows: tuple[object, ...]) -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([headings, *rows])
        return path

    return write


SIGNED = """
[workflow]
key = "signed"
version = 1
extends = "masterplan@1"

[[transition]]
from = "issue_analysis"
to = "swot_tows"
sign_offs = [{ role = "team", quorum = 1, signed = true }]

[[transition]]
from = "masterplan_approval"
to = "approved"
sign_offs = [
    { role = "council", signed = true },
    { role = "head", signed = true },
]
"""
"""The national workflow, with signatures asked for in two of its gates."""


@pytest.fixture
def make_key(tmp_path: Path) -> Callable[[str], tuple[Path, str]]:
    """Make an SSH key without a passphrase: its file, and its public line."""
    serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
    ed25519 = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ed25519")

    def make(name: str) -> tuple[Path, str]:
        secret = ed25519.Ed25519PrivateKey.generate()
        path = tmp_path / name
        path.write_bytes(
            secret.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.OpenSSH,
                serialization.NoEncryption(),
            )
        )
        public = secret.public_key().public_bytes(
            serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH
        )
        return path, public.decode("ascii")

    return make


@pytest.fixture
def signing(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace with a city whose first gate asks the team for signatures."""
    clock = FixedClock(NOW)
    root = tmp_path / "bertanda"
    init(root, clock=clock, language="id")
    (root / "workflows").mkdir(exist_ok=True)
    (root / "workflows" / "signed.toml").write_text(SIGNED, encoding="utf-8")
    opened = open_workspace(root, clock=clock)
    city_add(opened, City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"), "signed")
    yield opened
    opened.close()
