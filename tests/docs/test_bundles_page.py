"""docs/bundles.md: its commands work, and what it says of the file is so."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from smartflow.offices.bundle.contents import LARGEST, LARGEST_BLOB
from smartflow.offices.bundle.file import MOST_MEMBERS
from smartflow.offices.bundle.manifest import CHECKPOINTS, HISTORY, Manifest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "bundles.md"
IMPORT = "smartflow bundle import ../sawahlunto.smartflow --key KEY"
CITY = (
    'smartflow city add sawahlunto --name "Kota Sawahlunto" --kind kota --region-code 13.73'
    ' --province "Sumatera Barat"'
)
VERIFYING = "python -m smartflow.history.verify isi/history.jsonl --key KEY"


@pytest.fixture
def followed(reader: Any) -> Any:
    """Return a reader who has followed the page, with the key of the city's own office for KEY."""
    for line in (
        "smartflow init .",
        CITY,
    ):
        reader.type(line, "test")
    typed: list[str] = []

    def with_key(line: str) -> None:
        shown = reader.type("smartflow --workspace .. audit key show", "test")
        key = re.search(r"smartflow/\S+\+\S+\+\S+", shown)
        assert key is not None
        typed.append(reader.type(line.replace("KEY", f"'{key[0]}'"), "test"))

    verifying = next(line for line in PAGE.read_text().splitlines() if line.startswith(VERIFYING))
    reader.instead = {
        f"{IMPORT} --dry-run": lambda: with_key(f"{IMPORT} --dry-run --lang en"),
        IMPORT: lambda: with_key(f"{IMPORT} --lang en"),
        VERIFYING: lambda: with_key(verifying),
    }
    reader.follow(PAGE)
    reader.typed = typed
    return reader


@pytest.mark.slow
def test_the_page_is_followed(followed: Any) -> None:
    """Refused without the key, tried, imported, judged, verified, unpacked, verified again."""
    tried, imported, verified = followed.typed
    assert "1 of them new" in tried
    assert "was imported up to entry 1 (1 new)" in imported
    assert "UTUH" in verified or "WHOLE" in verified


@pytest.mark.slow
def test_the_members_are_those_of_the_table(followed: Any) -> None:
    """Every member has its row, and every field of the manifest is named in its own."""
    page = PAGE.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w./]+)` \| (.*) \|$", page, re.MULTILINE))
    with zipfile.ZipFile(followed.folder.parent / "sawahlunto.smartflow") as archive:
        names = {re.sub(r"/\w{64}$", "/DIGEST", name) for name in archive.namelist()}
    assert names == set(rows)
    fields = set(re.findall(r"`(\w+)`", rows["manifest.json"]))
    assert fields == set(Manifest.__struct_fields__)


def test_the_limits_are_those_of_the_code() -> None:
    """The figures of the last paragraph."""
    page = PAGE.read_text(encoding="utf-8")
    assert f"{MOST_MEMBERS:,} members" in page
    assert LARGEST[HISTORY] == LARGEST[CHECKPOINTS]
    assert f"{LARGEST[HISTORY] >> 20} MiB of entries and of checkpoints each" in page
    assert f"{LARGEST_BLOB >> 20} MiB an attachment" in page
