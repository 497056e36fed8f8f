"""The drill catches every attack, says which need a checkpoint outside, and changes nothing."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from smartflow.audit.drill import drill as audit_drill
from smartflow.audit.drill.attacks import ATTACKS, Attack
from smartflow.audit.drill.drill import NothingToDrill, UnsoundBeforeDrill, drill
from smartflow.audit.drill.store import DrillStore
from smartflow.casework.casework import Draft, perform
from smartflow.casework.workspace import open_workspace
from smartflow.clock import FixedClock
from smartflow.journey.gate.record import record
from smartflow.journey.register.city_add import city_add
from smartflow.language import Text
from smartflow.model import City, Person
from smartflow.offices.storage.init import init

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from smartflow.casework.workspace import Workspace

CLOCK = FixedClock(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
CITIES = (
    City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"),
    City("solok", "Kota Solok", "kota", "13.72", "Provinsi"),
)
ONLY_OUTSIDE = {
    "cut-tail-and-checkpoints",
    "roll-back",
    "rewrite-with-key",
    "fork-with-key",
    "drop-city-with-key",
}
"""What leaves a store that agrees with itself: nothing inside can tell."""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return a signed workspace with two cities, one of them with a few entries."""
    home = tmp_path / "rumah"
    init(tmp_path / "kerja", clock=CLOCK, language="id", config_folder=home)
    opened = open_workspace(tmp_path / "kerja", clock=CLOCK, config_folder=home)
    for city in CITIES:
        city_add(opened, city, "masterplan")
    for name in ("Ani", "Budi", "Cici", "Dedi", "Eka"):
        act(opened, name)
    paper = tmp_path / "nota.txt"
    paper.write_text("Nota kesepahaman", encoding="utf-8")
    record(opened, "kota", "mou", number="1", day=CLOCK.now().date(), title="Nota", file=paper)
    yield opened
    opened.close()


def act(workspace: Workspace, name: str) -> None:
    """Let a small act happen."""
    person = Person(name, ("team",), "Anggota")
    perform(workspace, "kota", lambda _: Draft("person_add", {"person": person}))


def fingerprint(folder: Path) -> dict[str, str]:
    """Return the digests of all files below a folder."""
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def test_every_attack_is_caught(workspace: Workspace) -> None:
    """Those that leave a store which agrees with itself are caught by the checkpoint outside."""
    before = fingerprint(workspace.root)
    done = drill(workspace)
    assert [one.key for one in done.attacks] == [one.key for one in ATTACKS]
    assert [one.key for one in done.attacks if one.not_tried or not one.caught] == []
    assert {one.key for one in done.attacks if one.needs_outside} == ONLY_OUTSIDE
    assert all(one.outside for one in done.attacks)
    assert fingerprint(workspace.root) == before


def test_without_the_key_its_attacks_are_told_as_not_tried(workspace: Workspace) -> None:
    """An auditor's computer has no key; the rest is drilled all the same."""
    file = workspace.key_file("smartflow/x")
    assert file is not None
    for key in file.parent.glob("*.key"):
        key.unlink()
    done = drill(workspace)
    assert {one.key for one in done.attacks if one.not_tried} == {
        one.key for one in ATTACKS if one.by == "key"
    }
    assert done.all_caught


def test_an_attack_that_goes_unnoticed_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drill can fail: whoever does nothing is not caught."""

    def nothing(store: DrillStore, target: object) -> None:
        del store, target

    harmless = Attack("harmless", Text(id="x", en="x"), "file", nothing)
    monkeypatch.setattr(audit_drill, "ATTACKS", (harmless,))
    done = drill(workspace)
    assert (done.attacks[0].caught, done.all_caught) == (False, False)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.key)
def test_each_attack_changes_its_copy(workspace: Workspace, tmp_path: Path, attack: Attack) -> None:
    """None of them is caught for something that it did not do."""
    seen: list[bool] = []
    real = attack.run

    def watched(store: DrillStore, target: object) -> None:
        folder = store.log_file.parent
        before = fingerprint(folder)
        real(store, target)  # type: ignore[arg-type]
        store.__exit__(None, None, None)
        seen.append(fingerprint(folder) != before)
        store.__init__(folder / "smartflow.db", store.log_file)  # type: ignore[misc]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit_drill, "ATTACKS", (Attack(attack.key, attack.title, "", watched),))
        drill(workspace)
    assert seen == [True]


def test_a_drill_needs_something_whole_to_attack(tmp_path: Path, workspace: Workspace) -> None:
    """An empty store, an unsigned one and a broken one are refused, each with its next step."""
    empty = tmp_path / "kosong"
    init(empty, clock=CLOCK, language="id", config_folder=tmp_path / "rumah")
    opened = open_workspace(empty, clock=CLOCK, config_folder=tmp_path / "rumah")
    with pytest.raises(NothingToDrill):
        drill(opened)
    opened.close()
    log = drill(workspace).log
    with DrillStore(workspace.root / "smartflow.db", workspace.log_file) as store:
        store.drop_checkpoint(log, 2)
    with pytest.raises(UnsoundBeforeDrill):
        drill(workspace)
