"""docs/official.md: an afternoon in the secretariat, command by command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "official.md"


INCOMING = "padang-panjang-DINKES.xlsx"


def _fill_in(template: Path, target: Path, figure: object) -> None:
    """Fill in one issue of a template, as an agency does."""
    book = load_workbook(template)
    sheet = book.active
    column = {cell.value: cell.column for cell in sheet[4]}
    sheet.cell(5, column["Dimensi"], "Smart Living")
    sheet.cell(5, column["Isu daerah"], "Antrean di puskesmas melewati dua jam")
    sheet.cell(5, column["Data"], figure)
    book.save(target)


def _receive(folder: Path) -> None:
    """Receive a workbook in which a number is written in words."""
    (folder / "masuk").mkdir()
    _fill_in(folder / "templat" / INCOMING, folder / "masuk" / INCOMING, "seratus dua puluh")


def _type_from_photo(folder: Path) -> None:
    """Type in what a kelurahan sent as a photo."""
    (folder / "foto.jpg").write_bytes(b"not really a photo")
    _fill_in(folder / "templat/padang-panjang-KEL-SILAING.xlsx", folder / "ketikan.xlsx", 120)


def _write_attendance(folder: Path) -> None:
    """Keep an attendance list."""
    (folder / "hadir.csv").write_text("Nama,Instansi\nSiti Aminah,DINKES\n", encoding="utf-8")


def test_quoted_refusals_are_real() -> None:
    """What the page quotes of a refused file is what the reader of workbooks says."""
    table = PAGE.read_text(encoding="utf-8").split("## Bila ada yang salah", 1)[1]
    quoted = re.findall(r'^\| "([^"]+)" \|', table, re.MULTILINE)
    said = (ROOT / "engine/smartflow/workbook/refusals.py").read_text(encoding="utf-8")
    assert (len(quoted), [words for words in quoted if words not in said]) == (4, [])


@pytest.mark.slow
def test_the_afternoon_goes_as_told(reader: Any) -> None:
    """Every command of the page that is meant to be typed works, in the page's order."""
    reader.before = {
        "smartflow submit": lambda: _receive(reader.folder),
        "smartflow worksheet entry": lambda: _type_from_photo(reader.folder),
        "smartflow attend": lambda: _write_attendance(reader.folder),
    }
    reader.follow(PAGE)
    marked = [path.name for path in (reader.folder / "ditandai").iterdir()]
    assert marked == ["padang-panjang-DINKES-ditandai.xlsx"]
