"""A list of cities is read as officials save it, and refused in a sentence where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from smartflow.errors import BadInput
from smartflow.offices.portfolio.importing.city_list import (
    BadCityList,
    CityLine,
    lines_of,
    read_city_list,
    write_city_list,
)
from smartflow.offices.portfolio.importing.city_row import Defaults, judge_row
from smartflow.regions import all_regions

ROWS = [["Kode", "Nama", "Tahun Masuk"], ["13.73", 'Kota "Arang"; lama', "2024"], ["13.72", "", ""]]
LINES = (
    CityLine(2, "13.73", 'Kota "Arang"; lama', intake="2024"),
    CityLine(3, "13.72"),
)


def _text(delimiter: str, end: str) -> str:
    def cell(words: str) -> str:
        return '"' + words.replace('"', '""') + '"' if set(words) & {'"', delimiter} else words

    return "".join(delimiter.join(map(cell, row)) + end for row in ROWS)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_way_of_saving_a_table_reads_alike(
    tmp_path: Path, delimiter: str, end: str, encoding: str
) -> None:
    """Delimiters, line ends, quotation marks and encodings make no difference."""
    path = tmp_path / "daftar.csv"
    path.write_bytes(_text(delimiter, end).encode(encoding))
    assert read_city_list(path).lines == LINES


def test_columns_stand_in_any_order_in_either_language(tmp_path: Path) -> None:
    """Headings name the columns; what is not known is told and not read."""
    path = tmp_path / "list.csv"
    path.write_text("No,Name,Zone,Code,Mayor,Kind\n1,Kota Solok,WIB,13.72,Ani,kota\n", "utf-8")
    read = read_city_list(path)
    assert read.lines == (CityLine(2, "13.72", "Kota Solok", kind="kota", zone="WIB"),)
    assert read.ignored == ("No", "Mayor")


def test_empty_lines_keep_the_numbers_of_the_others(tmp_path: Path) -> None:
    """A number is that of the row in a spreadsheet, a letterhead and empty rows counted."""
    path = tmp_path / "daftar.csv"
    path.write_text("Daftar kota,\n\nkode,nama\n\n13.73,\n,\n,\n13.72,\n", "utf-8")
    assert [(line.row, line.code) for line in read_city_list(path).lines] == [
        (5, "13.73"),
        (8, "13.72"),
    ]


def test_a_workbook_is_a_list_too(tmp_path: Path) -> None:
    """In a workbook a code is a number whose zero is lost for ever; the name decides."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["kode", "nama", "intake"], [13.1, "Dharmasraya", 2024], [13.73, None, None]):
        sheet.append(row)
    path = tmp_path / "daftar.xlsx"
    book.save(path)
    judged = [judge_row(line, Defaults()) for line in read_city_list(path).lines]
    assert [row.city.region_code for row in judged] == ["13.10", "13.73"]
    assert [row.city.intake for row in judged] == [2024, None]


@pytest.mark.parametrize(
    "content", ["", "\n\n", "nama,provinsi\nKota Solok,Riau\n", "kode,nama\n", "kode\n \n"]
)
def test_a_list_without_codes_or_cities_is_refused(tmp_path: Path, content: str) -> None:
    """An empty file, one without the column, one without a row."""
    path = tmp_path / "daftar.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(BadInput) as refusal:
        read_city_list(path)
    assert refusal.value.hint is not None
    assert "smartflow portfolio import --template" in refusal.value.hint.en


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", b'kode,nama\n13.73,"Kota\n13.72,x\n'])
def test_what_is_no_table_is_refused_with_a_next_step(tmp_path: Path, content: bytes) -> None:
    """A picture, or a quotation mark that swallows the rows behind it."""
    path = tmp_path / "daftar.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput) as refusal:
        read_city_list(path)
    assert "portfolio import" in (refusal.value.hint.en if refusal.value.hint else "")


def test_a_prepared_list_reads_back_as_what_it_was_written_from(tmp_path: Path) -> None:
    """All 514 come back exactly, without a doubt and without a remark on their facts."""
    path = tmp_path / "daftar.csv"
    write_city_list(path, all_regions())
    read = read_city_list(path)
    judged = [judge_row(line, Defaults()) for line in read.lines]
    assert [row.region for row in judged] == list(all_regions())
    assert read.ignored == ()
    assert [row.city for row in judged] == [
        judge_row(line, Defaults()).city for line in lines_of(all_regions())
    ]


def test_a_prepared_list_overwrites_nothing(tmp_path: Path) -> None:
    """The years that an official has filled in are not lost to a second call."""
    path = tmp_path / "daftar.csv"
    path.write_text("milik saya", "utf-8")
    with pytest.raises(BadCityList):
        write_city_list(path, all_regions())
    assert path.read_text("utf-8") == "milik saya"
