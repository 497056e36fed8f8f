"""A store begins once, whoever comes first; everybody else joins it, and writes nothing for it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from postgres import PASSWORD

from smartflow.casework.signing import SigningKeyDiffers
from smartflow.clock import FixedClock
from smartflow.errors import SmartflowError
from smartflow.ledger.key_file import SigningKeyMissing
from smartflow.offices.storage.init import AddressAsFolder, init
from smartflow.offices.storage.store_begin import begin_or_join
from smartflow.store.opening import open_store

if TYPE_CHECKING:
    from smartflow.store.protocol import Store

CLOCK = FixedClock(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
BEGIN = """
import sys
from pathlib import Path
from smartflow.offices.storage.init import init
from smartflow.clock import SystemClock
sys.stdin.readline()
made = init(Path(sys.argv[1]), clock=SystemClock(), language="id",
            config_folder=Path(sys.argv[1] + "-rumah"), database=sys.argv[2])
print(made.workspace_id, made.joined, made.has_key)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return where nothing is yet: a file's name, or the URL of an empty database."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    if request.param == "sqlite":
        return str(tmp_path / "bersama.db")
    return str(request.getfixturevalue("postgres_url"))


def entries(place: str) -> int:
    """Return how many entries a store has."""
    with closing(open_store(place, Path())) as store, store.read() as reading:
        return reading.totals().entries


def start(store: Store, key: Path | None, *, named: bool = False) -> Any:
    """Begin or join a store whose key belongs into a file."""
    return begin_or_join(store, lambda _: key, CLOCK, key_named=named)


def test_the_second_joins_the_first(place: str, tmp_path: Path) -> None:
    """One id, one key, the same entries: joining leaves the store as it is."""
    key = tmp_path / "kunci.key"
    with closing(open_store(place, Path(), create=True)) as store:
        first = start(store, key)
        before = entries(place)
        second = start(store, tmp_path / "lain.key")
    assert (first.joined, first.has_key, second.joined, second.has_key) == (
        *(False, True),
        *(True, False),
    )
    assert (second.id, entries(place)) == (first.id, before)
    assert not (tmp_path / "lain.key").exists()


def test_two_processes_that_begin_at_once_make_one_store(place: str, tmp_path: Path) -> None:
    """Of several that start together one begins, the others find its id; none fails."""
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", BEGIN, str(tmp_path / f"kantor{number}"), place],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for process in begun:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate()[0].split() for process in begun]
    assert [process.returncode for process in begun] == [0, 0, 0, 0]
    assert len({id_ for id_, _, _ in told}) == 1
    assert sorted((joined, has_key) for _, joined, has_key in told) == [
        ("False", "True"),
        *([("True", "False")] * 3),
    ]
    assert entries(place) == 2


def test_a_named_key_must_be_the_stores_own(place: str, tmp_path: Path) -> None:
    """Joining with a key that is missing, or another store's, is refused."""
    with closing(open_store(place, Path(), create=True)) as store:
        start(store, tmp_path / "kunci.key")
        with pytest.raises(SigningKeyMissing):
            start(store, tmp_path / "lain.key", named=True)
    with closing(open_store(str(tmp_path / "dua.db"), Path(), create=True)) as other:
        start(other, tmp_path / "lain.key")
    with (
        closing(open_store(place, Path())) as store,
        pytest.raises(SigningKeyDiffers),
    ):
        start(store, tmp_path / "lain.key", named=True)


def test_a_store_without_a_key_is_joined_without_one(place: str, tmp_path: Path) -> None:
    """What was begun unsigned names no key, and joining makes none."""
    with closing(open_store(place, Path(), create=True)) as store:
        start(store, None)
        joined = start(store, tmp_path / "kunci.key")
    assert (joined.joined, joined.key_file, joined.has_key) == (True, None, False)
    assert entries(place) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("kerja/penyimpanan.db", "penyimpanan.db"),
        ("kerja/dalam/penyimpanan.db", "dalam/penyimpanan.db"),
        ("penyimpanan.db", None),
    ],
)
def test_a_file_is_found_from_wherever_the_workspace_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kept: str | None
) -> None:
    """A file inside is named from the workspace, one outside by its whole path."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / typed).parent.mkdir(parents=True, exist_ok=True)
    made = init(Path("kerja"), clock=CLOCK, language="id", database=typed)
    assert made.database == (kept or str(tmp_path / typed))
    assert (tmp_path / typed).exists()


def test_an_address_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is made of it, and it is not quoted: it may hold a password."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AddressAsFolder) as refused:
        init(Path("postgresql://u:rahasia@host/db"), clock=CLOCK, language="id")
    assert "rahasia" not in refused.value.message.en + str(refused.value.hint)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there_before", [False, True])
def test_a_workspace_that_cannot_be_made_leaves_no_folder(
    tmp_path: Path,
    there_before: bool,  # noqa: FBT001
) -> None:
    """A folder that was made for nothing goes again; one that was there stays."""
    other, folder = tmp_path / "lain.db", tmp_path / "kerja"
    other.write_bytes(b"this is no store" * 100)
    if there_before:
        folder.mkdir()
    with pytest.raises(SmartflowError):
        init(folder, clock=CLOCK, language="id", database=str(other))
    assert folder.exists() == there_before
