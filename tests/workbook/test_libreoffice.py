"""A real LibreOffice opens our template and saves it anew: every format reads the same.

LibreOffice is a program of the system: without it these tests are left out on a person's machine
and fail in CI, where it must be there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from smartflow.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import SimpleNamespace

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

ROWS = [
    {
        "dimension": "Smart Living",
        "issue": "Antrean panjang",
        "value": 2.38,
        "year": 2025,
        "budget": 1500000,
        "start": date(2026, 3, 1),
        "codes": "S1, O2",
        "kind": "Baru",
    },
    {"dimension": "people", "issue": "Literasi", "value": "2,38", "budget": "Rp 1.500.000"},
    {"dimension": "society", "issue": "Angka meragukan", "value": "1.000"},
]


@pytest.fixture
def convert(tmp_path: Path) -> Callable[[Path, str], Path]:
    """Let LibreOffice open a file and save it in another format."""

    def run(path: Path, suffix: str) -> Path:
        if SOFFICE is None:
            if os.environ.get("CI") == "true":
                pytest.fail("LibreOffice is missing, and CI must have it (libreoffice-calc)")
            pytest.skip("LibreOffice is not installed (libreoffice-calc)")
        target = tmp_path / "saved"
        profile = (tmp_path / "profile").as_uri()
        words = ["--headless", "--convert-to", suffix, "--outdir", str(target), str(path)]
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation={profile}", *words],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return target / f"{path.stem}.{suffix}"

    return run


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saves_reads_the_same(
    template: Callable[..., Path],
    fill: Callable[..., None],
    convert: Callable[[Path, str], Path],
    town: SimpleNamespace,
    suffix: str,
) -> None:
    """Cells, what did not fit, and the hidden sheet that names the filler survive the round."""
    path = template()
    fill(path, ROWS)
    before = read_workbook(path, town.expected)
    after = read_workbook(convert(path, suffix), town.expected)
    assert (after.filler, after.city) == ("DINKES", "sawahlunto")
    [old], [new] = before.sheets, after.sheets
    assert [(row.cells, row.written) for row in new.rows] == [
        (row.cells, row.written) for row in old.rows
    ]
    first, second, third = new.rows
    assert first.cells["value"] == second.cells["value"] == Decimal("2.38")
    assert first.cells["issue"] == "Antrean panjang"
    assert (first.cells["start"], first.cells["codes"]) == (date(2026, 3, 1), ("S1", "O2"))
    assert second.cells["budget"] == 1500000
    assert third.written == {"value": "1.000"}


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_what_calamine_does_not_say_survives(
    template: Callable[..., Path],
    convert: Callable[[Path, str], Path],
    town: SimpleNamespace,
    suffix: str,
) -> None:
    """A per cent, an error and cells merged downwards are known in each of LibreOffice's kinds."""
    path = template()
    book = openpyxl.load_workbook(path)
    page = book["Analisis Isu Daerah"]
    for number, issue in enumerate(("satu", "dua"), start=5):
        page.cell(number, 3).value = issue
    page["B5"].value = "LIV"
    page.merge_cells("B5:B6")
    page["D5"].value, page["D5"].number_format = 0.12, "0%"
    page["D6"].value = "=1/0"
    book.save(path)
    reading = read_workbook(convert(path, suffix), town.expected)
    first, second = reading.sheets[0].rows
    assert (first.cells["dimension"], second.cells["dimension"]) == ("living", "living")
    assert first.cells["value"] == Decimal("0.12")
    assert second.written == {"value": "#DIV/0!"}
    assert any("Sel ini tampil 12%" in note.message.id for note in reading.notes)
