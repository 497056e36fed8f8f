"""docs/auditor.md: its commands work, and its program finds what was changed."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "auditor.md"
CITY = 'smartflow city add padang-panjang --name "Kota Padang Panjang" --kind kota'
HEAD = ' --region-code 13.74 --province "Sumatera Barat"'


@pytest.fixture
def audited(reader: Any) -> Any:
    """Return a reader in a workspace with one city and two agencies, the page followed."""
    for line in (
        "smartflow init .",
        CITY + HEAD,
        'smartflow agency add padang-panjang DINKES "Dinas Kesehatan" --kind opd',
        'smartflow agency add padang-panjang DLH "Dinas Lingkungan Hidup" --kind opd',
    ):
        reader.type(line, "test")
    reader.follow(PAGE)
    return reader


def _checked(folder: Path) -> tuple[int, str]:
    """Run the page's program over the store and return its exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "check_chain.py", "smartflow.db"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def _change(folder: Path, *statement: Any) -> None:
    """Change the store behind SmartFlow's back."""
    store = sqlite3.connect(folder / "smartflow.db")
    store.execute(*statement)
    store.commit()
    store.close()


def test_an_untouched_store_passes(audited: Any) -> None:
    """The program counts the entries of both logs and finds nothing."""
    code, printed = _checked(audited.folder)
    assert (code, re.findall(r"(\d+) entries", printed)) == (0, ["3", "3"])


def test_an_edited_entry_is_found(audited: Any) -> None:
    """Changing one word of an entry breaks the chain at the entry behind it."""
    edit = (
        "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Kesehatan', 'Kesenian')"
        " AS BLOB) WHERE seq = 2"
    )
    _change(audited.folder, edit)
    code, printed = _checked(audited.folder)
    assert (code, "entry 3 does not follow" in printed) == (4, True)


def test_a_removed_entry_is_found(audited: Any) -> None:
    """Taking an entry out of the middle is seen at the next one."""
    _change(audited.folder, "DELETE FROM entry WHERE seq = 2 AND log LIKE '%/13.74'")
    code, printed = _checked(audited.folder)
    assert (code, "entry 3 does not follow" in printed) == (4, True)


def test_a_changed_blob_is_found(audited: Any) -> None:
    """A blob whose bytes are not those of its digest is named."""
    _change(audited.folder, "UPDATE blob SET bytes = CAST('{}' AS BLOB)")
    code, printed = _checked(audited.folder)
    assert (code, "is not what its name says" in printed) == (4, True)


def test_a_cut_tail_is_not_found(audited: Any) -> None:
    """The page says that nobody sees a cut tail without a leaf from outside; that is so."""
    _change(
        audited.folder,
        "DELETE FROM entry AS one WHERE seq = (SELECT max(seq) FROM entry WHERE log = one.log)",
    )
    assert _checked(audited.folder)[0] == 0
