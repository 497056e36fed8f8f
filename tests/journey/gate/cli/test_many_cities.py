"""What a ministry reads: what is true of hundreds of cities alike is said once."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

import pytest

CITIES = 14


@pytest.fixture
def many(shell: Any) -> Any:
    """Return a shell in a workspace of fourteen cities, one of which has a team."""
    shell.must("init", str(shell.root))
    for number in range(CITIES):
        words = ("--name", f"Kota {number}", "--kind", "kota", "--province", "Provinsi")
        shell.must("city", "add", f"kota-{number}", *words, "--region-code", f"13.{number:02d}")
    shell.must("person", "add", "kota-3", "Ani", "--role", "team", "--post", "Ketua")
    return shell


def test_verify_says_of_many_cities_what_they_come_to(many: Any) -> None:
    """Fourteen cities are four lines, the store's own log is told whole."""
    told = many("audit", "verify")
    assert told.code == 0
    assert "14 kabupaten/kota: 15 entri, 15 segel" in told.out
    assert "mencakup semua entri: 14 dari 14" in told.out
    assert "daun terbaru" in told.out
    assert len(told.out.splitlines()) < 25


def test_verify_still_tells_one_city_and_all_of_them(many: Any) -> None:
    """What the summary leaves out is there for who asks."""
    one = many("audit", "verify", "--city", "kota-3")
    assert "(kota-3)" in one.out
    logs = json.loads(many("audit", "verify", "--json").out)["logs"]
    assert len(logs) == CITIES + 1


def test_doctor_says_the_same_thing_once(many: Any) -> None:
    """Thirteen cities lack a team: one line that names three and counts the others."""
    told = many("doctor")
    assert "Kota 0, Kota 1, Kota 10 dan 10 lagi: kuorum" in told.out
    assert "1 kabupaten/kota: 2 entri terbaca" in told.out
    assert "0 harus diperbaiki, 13 perlu" in told.out


def test_a_file_that_is_no_checkpoint_is_named_as_that(many: Any, tmp_path: Path) -> None:
    """The advice is to look at the file, not to restore a backup of a sound store."""
    file = tmp_path / "lampiran.txt"
    file.write_bytes(base64.b64encode(os.urandom(30)))
    told = many("audit", "verify", "--against", str(file))
    assert told.code == 4
    assert "lampiran.txt: berkas ini tidak berisi segel riwayat" in told.out
    assert "smartflow audit checkpoint -o" in told.out
    assert "cadangan" not in told.out
