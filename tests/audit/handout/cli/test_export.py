"""Tests of ``audit export`` as an official types it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest


def test_it_warns_of_personal_data_and_names_the_readme(city: Any, tmp_path: Path) -> None:
    """The warning is talk, on stderr; without files there is none. The README is where it says."""
    full, bare = tmp_path / "penuh", tmp_path / "tanpa"
    with_files = city.must("audit", "export", "contoh", "-o", str(full), "--lang", "en")
    without = city.must("audit", "export", "--all", "-o", str(bare), "--without-files")
    assert "personal data" in with_files.err
    assert "data pribadi" not in without.out + without.err
    assert str(full / "README.md") in with_files.out
    assert str(bare / "BACA-SAYA.md") in without.out
    for folder in (full, bare):
        assert {"README.md", "BACA-SAYA.md"} < {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("words", [(), ("contoh", "--all"), ("tidak-ada",)])
def test_one_city_or_all_must_be_named(city: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Neither, both, or a city that is not there: exit code 2, and nothing is written."""
    refused = city("audit", "export", *words, "-o", str(tmp_path / "bundel"))
    assert (refused.code, refused.out) == (2, "")
    assert not (tmp_path / "bundel").exists()


def test_a_folder_in_use_is_refused(city: Any, tmp_path: Path) -> None:
    """A second export into the same folder changes nothing in it."""
    folder = tmp_path / "bundel"
    city.must("audit", "export", "contoh", "-o", str(folder))
    before = sorted(folder.rglob("*"))
    again = city("audit", "export", "contoh", "-o", str(folder), "--lang", "en")
    assert again.code == 2
    assert "nothing was written" in again.err
    assert sorted(folder.rglob("*")) == before


def test_an_altered_store_is_not_exported(city: Any, tmp_path: Path) -> None:
    """A changed entry ends it with 4; no folder, and no half of one, is left."""
    change = "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Dinas', 'Dines') AS BLOB)"
    with closing(sqlite3.connect(city.root / "smartflow.db")) as store, store:
        store.execute(change)
    before = sorted(tmp_path.iterdir())
    assert city("audit", "export", "contoh", "-o", str(tmp_path / "bundel")).code == 4
    assert sorted(tmp_path.iterdir()) == before
