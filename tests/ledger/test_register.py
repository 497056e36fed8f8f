"""The register that a process remembers is the one that the store holds, whatever happened."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from smartflow.audit.keys.key import rotate_key
from smartflow.casework.cities import city_named
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.journey.register.city_add import city_add
from smartflow.ledger.register import BadRegister, RegisterMemory, read_register
from smartflow.model import City

if TYPE_CHECKING:
    from pathlib import Path


def _add(workspace: Workspace, number: int) -> None:
    city = City(f"kota-{number}", f"Kota {number}", "kota", f"14.{number:02d}", "Provinsi")
    city_add(workspace, city, "masterplan")


def test_a_memory_is_what_a_whole_read_gives_after_every_act(office: Workspace) -> None:
    """Cities that are added, and keys that are replaced, are in it at once."""
    memory = RegisterMemory()
    for number in range(5):
        _add(office, number)
        if number % 2:
            rotate_key(office, "latihan")
        with office.store.read() as reading:
            assert memory(reading) == read_register(reading)


def test_a_memory_follows_what_another_process_adds(office: Workspace, tmp_path: Path) -> None:
    """Two open workspaces on one store see each other's cities."""
    other = open_workspace(office.root, clock=office.clock, config_folder=tmp_path / "office")
    try:
        with other.reading() as reading:
            before = other.register(reading)
        _add(office, 1)
        with other.reading() as reading:
            after = other.register(reading)
    finally:
        other.close()
    assert [city.slug for city in before.cities] == ["kota", "lain"]
    assert [city.slug for city in after.cities] == ["kota", "kota-1", "lain"]


def test_only_what_came_since_is_read(office: Workspace) -> None:
    """A second look asks for the newest entry alone, a third for the entries after it."""
    asked: list[int] = []
    memory = RegisterMemory()

    class Watching:
        def __init__(self, reading: object) -> None:
            self._reading = reading

        def __getattr__(self, name: str) -> object:
            return getattr(self._reading, name)

        def entries(self, log: str, after: int = 0) -> object:
            asked.append(after)
            return self._reading.entries(log, after)  # type: ignore[attr-defined]

    with office.store.read() as reading:
        size = memory(Watching(reading)).head.seq  # type: ignore[arg-type]
        memory(Watching(reading))  # type: ignore[arg-type]
    _add(office, 1)
    with office.store.read() as reading:
        memory(Watching(reading))  # type: ignore[arg-type]
    assert asked == [0, size]


def test_what_was_rolled_back_is_forgotten(office: Workspace) -> None:
    """A register read inside a transaction that fails does not outlive it."""
    memory = RegisterMemory()
    with office.store.read() as reading:
        before = read_register(reading)
    with pytest.raises(RuntimeError, match="halted"):
        _add_and_fail(office, before.own, memory)
    with office.store.read() as reading:
        assert memory(reading) == before
    _add(office, 1)
    with office.store.read() as reading:
        assert memory(reading) == read_register(reading)


def _add_and_fail(workspace: Workspace, own: str, memory: RegisterMemory) -> None:
    with workspace.store.write(own) as writing:
        _append(writing, own)
        memory(writing)
        message = "halted"
        raise RuntimeError(message)


def _append(writing: object, own: str) -> None:
    from smartflow.casework.store_act import store_entry
    from smartflow.clock import SystemClock
    from smartflow.history.entries.entry import encode_entry

    entry = store_entry(own, writing.head(own), SystemClock(), "checkpoint", {"heads": "0"})  # type: ignore[attr-defined]
    writing.append(own, entry.seq, entry.prev, encode_entry(entry))  # type: ignore[attr-defined]


def test_a_cut_store_log_is_read_whole_and_refused(office: Workspace) -> None:
    """A register that was remembered does not hide that its newest entry was cut off."""
    memory = RegisterMemory()
    with office.store.read() as reading:
        own = memory(reading).own
    _damage(
        office,
        "DELETE FROM entry WHERE log = ?1 AND seq = (SELECT max(seq) FROM entry WHERE log = ?1)",
        own,
    )
    with office.store.read() as reading, pytest.raises(BadRegister):
        memory(reading)


def test_a_rewritten_newest_entry_is_read_anew(office: Workspace) -> None:
    """What is remembered never outlives the bytes of the newest entry."""
    memory = RegisterMemory()
    with office.store.read() as reading:
        own = memory(reading).own
    edit = "UPDATE entry SET bytes = CAST(replace(bytes, 'Kota Lain', 'Kota Lama') AS BLOB)"
    _damage(office, f"{edit} WHERE log = ?", own)
    with office.store.read() as reading:
        assert memory(reading) == read_register(reading)
        assert memory(reading).find("Kota Lama") is not None


def _damage(workspace: Workspace, statement: str, log: str) -> None:
    with sqlite3.connect(workspace.root / "smartflow.db") as connection:
        connection.execute(statement, (log,))
    connection.close()


def test_a_city_is_found_by_slug_name_and_code(office: Workspace) -> None:
    """Each of the three names leads to the same city, in any case and spacing."""
    with office.reading() as reading:
        register = office.register(reading)
    for words in ("lain", "LAIN", "Kota  Lain", " kota lain ", "13.74"):
        assert city_named(register, words).slug == "lain"
    assert register.find("kota-lain") is None


def test_a_log_of_no_registered_city_is_refused(office: Workspace) -> None:
    """A city's entries without its registration mean that the store log was cut."""
    with office.store.read() as reading:
        own = read_register(reading).own
    _damage(office, "UPDATE entry SET log = log || '9' WHERE log = ?", f"{own}/13.74")
    with office.store.read() as reading, pytest.raises(BadRegister):
        read_register(reading)
