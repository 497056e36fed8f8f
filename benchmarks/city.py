"""A city as large as the programme's: 38 agencies, 132 rows from each, made by the commands.

It stands in the stage in which most rules look at most rows, with everything that its gate asks
for, so that one ``advance`` moves it. All of it is invented.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from processes import Programs, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["AGENCIES", "CITY", "ROWS", "act", "fill_templates", "make_city", "put_in_stage"]

CITY = "kota-ukur"
HERE = Programs(Path(sys.executable))
OFFICES, VILLAGES = 28, 10
AGENCIES = OFFICES + VILLAGES
ISSUES_EACH, FACTORS_EACH, STRATEGIES_EACH = 12, 80, 40
ROWS = AGENCIES * (ISSUES_EACH + FACTORS_EACH + STRATEGIES_EACH)

DIMENSIONS = ("governance", "branding", "economy", "living", "society", "environment")
PER_CATEGORY, PER_CELL = 10, 5
HEADING_ROW = 4
PERSON = "Rina Marlina"

READINESS = """component;indicator;existing;score
struktur;SDM dan anggaran;Cukup;3
infrastruktur;Jaringan dan pusat data;Cukup;3
suprastruktur;Kebijakan dan kelembagaan;Cukup;3
"""

Cells = dict[str, object]


def act(workspace: Path, *words: str, expect: int = 0) -> str:
    """Run one command in the workspace."""
    return run(*HERE.smartflow, "--workspace", str(workspace), *words, expect=expect)


def _dimensions_of(number: int) -> tuple[str, str]:
    """Return the two dimensions of the agency with this number, the main one first."""
    first = number % len(DIMENSIONS)
    return DIMENSIONS[first], DIMENSIONS[(first + 1) % len(DIMENSIONS)]


def _code(number: int) -> str:
    return f"OPD{number:02d}" if number < OFFICES else f"KEL{number - OFFICES:02d}"


def make_city(workspace: Path) -> None:
    """Make the workspace and the city with its agencies and one person of the team."""
    run(*HERE.smartflow, "init", str(workspace))
    add = ("city", "add", CITY, "--name", "Kota Ukur", "--kind", "kota", "--region-code", "13.79")
    act(workspace, *add, "--province", "Sumatera Barat")
    register = workspace / "agencies.csv"
    with register.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("code", "name", "kind", "dimensions", "leads"))
        for number in range(AGENCIES):
            kind = "opd" if number < OFFICES else "kelurahan"
            main, second = _dimensions_of(number)
            leads = main if number < len(DIMENSIONS) else ""
            name = f"Perangkat Daerah Nomor {number + 1}"
            table.writerow((_code(number), name, kind, f"{main}, {second}", leads))
    act(workspace, "agency", "import", CITY, str(register))
    act(workspace, "person", "add", CITY, PERSON, "--role", "team", "--post", "Ketua Tim Pelaksana")


def fill_templates(workspace: Path, folder: Path) -> tuple[Path, ...]:
    """Write the agencies' templates into ``folder``, fill them in, and return them."""
    files = []
    for number in range(AGENCIES):
        code = _code(number)
        act(workspace, "worksheet", "template", CITY, "--agency", code, "-o", str(folder))
        path = folder / f"{CITY}-{code}.xlsx"
        book = load_workbook(path)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][1:]
        for sheet, rows in zip(sheets, (_issues, _factors, _strategies), strict=True):
            _write(sheet, rows(number))
        book.save(path)
        files.append(path)
    return tuple(files)


def put_in_stage(workspace: Path, folder: Path) -> None:
    """Submit everything, end the first stage, present and approve, so that the gate is met."""
    act(workspace, "submit", CITY, str(folder))
    act(workspace, "sign-off", CITY, "--role", "team", "--as", PERSON)
    act(workspace, "advance", CITY)
    for dimension in DIMENSIONS:
        readiness = workspace / f"{dimension}.csv"
        readiness.write_text(READINESS, encoding="utf-8")
        act(workspace, "submit", CITY, str(readiness), "--agency", dimension)
        act(workspace, "present", CITY, dimension, "--by", PERSON)
    act(workspace, "sign-off", CITY, "--role", "team", "--as", PERSON)
    act(workspace, "check", CITY)


def _write(sheet: Worksheet, rows: Iterator[Mapping[str, object]]) -> None:
    """Write rows under the headings of a template."""
    place = {cell.value: cell.column for cell in sheet[HEADING_ROW] if cell.value}
    for at, cells in enumerate(rows, start=HEADING_ROW + 1):
        for heading, value in cells.items():
            sheet.cell(at, place[heading], value)


def _issues(number: int) -> Iterator[Cells]:
    for at in range(ISSUES_EACH):
        yield {
            "Dimensi": DIMENSIONS[at % len(DIMENSIONS)],
            "Isu daerah": f"Layanan nomor {at + 1} milik {_code(number)} belum dirasakan warga",
            "Lokasi": "Seluruh wilayah",
            "Data": 12.5 + at,
            "Satuan": "keluhan/bulan",
            "Tahun data": 2025,
            "Sumber data": f"Laporan kinerja {_code(number)} tahun 2025",
            "U (urgensi)": 1 + at % 5,
            "S (keseriusan)": 1 + (at + number) % 5,
            "G (perkembangan)": 1 + (at + 2 * number) % 5,
        }


def _factors(number: int) -> Iterator[Cells]:
    for dimension in _dimensions_of(number):
        for letter in "SWOT":
            for at in range(1, PER_CATEGORY + 1):
                yield {
                    "Dimensi": dimension,
                    "Kategori": letter,
                    "Kode": f"{letter}{at}",
                    "Faktor": f"Keadaan {letter}{at} pada {dimension} menurut {_code(number)}",
                    "Data dukung": f"Laporan {_code(number)} bab {at}",
                    "Bobot": "0,05",
                    "Rating": 1 + at % 4,
                }


def _strategies(number: int) -> Iterator[Cells]:
    for dimension in _dimensions_of(number):
        for cell in ("SO", "WO", "ST", "WT"):
            for at in range(1, PER_CELL + 1):
                yield {
                    "Dimensi": dimension,
                    "Sel": cell,
                    "Kode strategi": f"{cell}{at}",
                    "Strategi": f"Strategi {cell}{at} untuk {dimension} oleh {_code(number)}",
                    "Faktor yang dirujuk": f"{cell[0]}{at}, {cell[1]}{at}",
                }
