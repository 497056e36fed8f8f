"""Every kind of file that is refused: a real one of each, its code, and a next step."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import openpyxl
import pytest

from smartflow.errors import BadInput
from smartflow.workbook import read_workbook, refusals


def refused(path: Path, town: SimpleNamespace, kind: type[BadInput]) -> BadInput:
    """Read a file that must be refused, and return the refusal."""
    with pytest.raises(kind) as caught:
        read_workbook(path, town.expected)
    error = caught.value
    assert type(error) is kind
    assert error.hint is not None
    assert path.name in error.message.id
    assert path.name in error.message.en
    return error


def test_every_refusal_has_a_code_and_exit_code_2() -> None:
    """The codes are different from each other, and each is bad input."""
    kinds = [getattr(refusals, name) for name in refusals.__all__]
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert {kind.exit_code for kind in kinds} == {2}


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.csv"])
def test_empty_files(tmp_path: Path, town: SimpleNamespace, name: str) -> None:
    """A file without a byte is refused as empty, whatever it is called."""
    path = tmp_path / name
    path.write_bytes(b"")
    refused(path, town, refusals.EmptyFile)


def test_a_csv_of_blank_lines(tmp_path: Path, town: SimpleNamespace) -> None:
    """A CSV file with nothing but separators is empty."""
    path = tmp_path / "a.csv"
    path.write_text(";;\n;;\n", encoding="utf-8")
    refused(path, town, refusals.EmptyFile)


@pytest.mark.parametrize("part", [0.0005, 0.01, 0.1, 0.5, 0.9, 0.99])
def test_truncated_workbooks(
    template: Callable[..., Path],
    xls: Callable[..., Path],
    ods: Callable[..., Path],
    town: SimpleNamespace,
    part: float,
) -> None:
    """A workbook of any kind that was cut anywhere is refused as cut off."""
    for path in (
        template(),
        ods({"x": [["Dimensi", "Isu daerah"]]}),
        xls("x", {(0, 0): "Dimensi", (0, 1): "Isu daerah"}),
    ):
        content = path.read_bytes()
        path.write_bytes(content[: max(2, int(len(content) * part))])
        refused(path, town, refusals.TruncatedFile)


def test_damaged_parts(template: Callable[..., Path], town: SimpleNamespace) -> None:
    """A workbook in whose middle bytes were lost is refused as damaged, not read in part."""
    path = template()
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("xl/worksheets/sheet2.xml")
    middle = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    content[middle : middle + 40] = b"\xff" * 40
    path.write_bytes(bytes(content))
    refused(path, town, refusals.TruncatedFile)


def test_encrypted_xlsx(container: Callable[..., Path], town: SimpleNamespace) -> None:
    """A workbook with a password is an OLE container with an EncryptedPackage, and is named so."""
    path = container("a.xlsx", {"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"\x17" * 9000})
    error = refused(path, town, refusals.PasswordProtected)
    assert "kata sandi" in error.message.id


def test_encrypted_xls(xls: Callable[..., Path], town: SimpleNamespace) -> None:
    """An .xls file with a FILEPASS record is one with a password."""
    filepass = struct.pack("<HH", 0x2F, 4) + b"\0\0\x12\x34"
    refused(xls("x", {(0, 0): "a"}, before=filepass), town, refusals.PasswordProtected)


def test_encrypted_ods(
    ods: Callable[..., Path], with_parts: Callable[..., None], town: SimpleNamespace
) -> None:
    """An .ods file whose manifest names an encryption is one with a password."""
    path = ods({"x": [["a"]]})
    manifest = b'<manifest><manifest:encryption-data manifest:checksum="x"/></manifest>'
    with_parts(path, {"META-INF/manifest.xml": manifest, "content.xml": b"\x8f\x01" * 300})
    refused(path, town, refusals.PasswordProtected)


def test_encrypted_zip(template: Callable[..., Path], town: SimpleNamespace) -> None:
    """A zip whose parts are encrypted is one with a password."""
    path = template()
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(bytes(content))
    refused(path, town, refusals.PasswordProtected)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("foto.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "PNG"),
        ("foto.xls", b"\xff\xd8\xff\xe0" + b"\0" * 200, "JPEG"),
        ("surat.ods", b"%PDF-1.7\n" + b"x" * 200, "PDF"),
        ("surat.csv", b"%PDF-1.7\n" + b"x" * 200, "PDF"),
        ("isian.xlsx", b"<html><table><tr><td>Dimensi</td></tr></table></html>", ""),
        ("isian.csv", b"Dimensi\0;Isu\0daerah", ""),
        ("isian.xlsx", b"Dimensi;Isu daerah\nLIV;air\n", ""),
    ],
)
def test_other_things(
    tmp_path: Path, town: SimpleNamespace, name: str, content: bytes, kind: str
) -> None:
    """A picture, a PDF, a page of HTML under a spreadsheet's name is named for what it is."""
    path = tmp_path / name
    path.write_bytes(content)
    assert kind in refused(path, town, refusals.NotASpreadsheet).message.id


@pytest.mark.parametrize(
    ("part", "kind"),
    [("word/document.xml", "Word"), ("xl/workbook.bin", ".xlsb"), ("readme.txt", "")],
)
def test_other_zips(tmp_path: Path, town: SimpleNamespace, part: str, kind: str) -> None:
    """A letter, a binary workbook or any zip under a spreadsheet's name is refused."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "<x/>")
    assert kind in refused(path, town, refusals.NotASpreadsheet).message.id


def test_other_containers(container: Callable[..., Path], town: SimpleNamespace) -> None:
    """A .doc file is an OLE container without a workbook."""
    refused(container("a.xls", {"WordDocument": b"x" * 5000}), town, refusals.NotASpreadsheet)


def test_a_folder_or_nothing(tmp_path: Path, town: SimpleNamespace) -> None:
    """What cannot be opened at all is refused with the system's reason."""
    refused(tmp_path / "tidak-ada.xlsx", town, refusals.UnreadableFile)
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    refused(folder, town, refusals.UnreadableFile)


def test_another_citys_workbook(template: Callable[..., Path], town: SimpleNamespace) -> None:
    """A workbook made for another city is refused with both names."""
    other = msgspec.structs.replace(town.city, slug="solok", name="Kota Solok", region_code="13.72")
    error = refused(template(city=other), town, refusals.ForeignWorkbook)
    assert "solok 13.72" in error.message.id
    assert "Kota Sawahlunto" in error.message.id


def test_a_renamed_slug_is_the_same_city(
    template: Callable[..., Path], town: SimpleNamespace
) -> None:
    """The region code says which city it is, so that a slug may change."""
    other = msgspec.structs.replace(town.city, slug="kota-sawahlunto")
    assert read_workbook(template(city=other), town.expected).city == "kota-sawahlunto"


def test_unknown_filler(template: Callable[..., Path], town: SimpleNamespace) -> None:
    """A workbook in the name of nobody the city knows is refused; dimensions and city are known."""
    error = refused(template(filler="DISPERKIM"), town, refusals.UnknownFiller)
    assert "DISPERKIM" in error.message.en
    for filler in ("living", "sawahlunto", "DISDIK"):
        assert filler == read_workbook(template(filler=filler), town.expected).filler


def test_missing_sheet(template: Callable[..., Path], town: SimpleNamespace) -> None:
    """A sheet of the template that was deleted is named, with the sheets that are there."""
    path = template(worksheets=(town.form, town.swot))
    book = openpyxl.load_workbook(path)
    del book["Analisis SWOT"]
    book.save(path)
    error = refused(path, town, refusals.MissingSheet)
    assert "lembar 'Analisis SWOT'; lembar yang ada: 'Analisis Isu Daerah'" in error.message.id


def test_no_worksheet_at_all(bare_workbook: Callable[..., Path], town: SimpleNamespace) -> None:
    """A workbook about something else lacks every worksheet."""
    path = bare_workbook([["Nama", "Alamat"], ["A", "B"]])
    error = refused(path, town, refusals.MissingSheet)
    assert "'Analisis SWOT'" in error.message.id


@pytest.mark.parametrize("sheet", ["Analisis Isu Daerah", "Sheet1"])
def test_missing_column(
    bare_workbook: Callable[..., Path], town: SimpleNamespace, sheet: str
) -> None:
    """A required heading that is gone is named, whether the sheet says what it is or not."""
    path = bare_workbook([["Isu daerah", "Nilai data", "Tahun"], ["air", 1, 2026]], sheet=sheet)
    error = refused(path, town, refusals.MissingColumn)
    assert "kolom wajib 'Dimensi' tidak ada" in error.message.id


def test_a_sheet_without_headings(
    bare_workbook: Callable[..., Path], town: SimpleNamespace
) -> None:
    """A sheet of the right name without its headings lacks all required columns."""
    path = bare_workbook([["x", "y"]], sheet="Analisis Isu Daerah")
    error = refused(path, town, refusals.MissingColumn)
    assert "'Dimensi', 'Isu daerah'" in error.message.id


def test_a_csv_about_something_else(tmp_path: Path, town: SimpleNamespace) -> None:
    """A CSV file without known headings is refused."""
    path = tmp_path / "alamat.csv"
    path.write_text("nama;alamat\nA;B\n", encoding="utf-8")
    refused(path, town, refusals.MissingSheet)


def test_random_bytes_never_crash(tmp_path: Path, town: SimpleNamespace, request: Any) -> None:
    """Any bytes behind the first ones of a known kind end in a refusal, never in a traceback."""
    import random

    source = random.Random(2026)  # noqa: S311  a test's noise
    for head in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b""):
        for suffix in (".xlsx", ".xls", ".ods", ".csv"):
            path = tmp_path / f"x{suffix}"
            for size in (10, 600, 3000):
                path.write_bytes(head + source.randbytes(size))
                with pytest.raises(BadInput):
                    read_workbook(path, town.expected)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("isian.xls", b"  <HTML><table><tr><td>Dimensi</td></tr></table></HTML>", "halaman web"),
        ("isian.xls", b'<?xml version="1.0"?><Workbook/>', "XML"),
        ("isian.csv", b"<!DOCTYPE html><html></html>", "halaman web"),
        ("isian.xlsx", b"Dimensi;Isu daerah\nLIV;air\n", "beri akhiran .csv"),
    ],
)
def test_what_goes_by_a_spreadsheets_name(
    tmp_path: Path, town: SimpleNamespace, name: str, content: bytes, kind: str
) -> None:
    """A web page, XML or text that was given a spreadsheet's suffix is called what it is."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(refusals.NotASpreadsheet) as caught:
        read_workbook(path, town.expected)
    assert kind in caught.value.message.id


def test_an_ods_file_in_no_encoding(
    ods: Callable[..., Path], with_parts: Callable[..., None], town: SimpleNamespace
) -> None:
    """XML that names an encoding which does not exist is damage, not a crash."""
    path = ods({"Isu": [["Dimensi", "Isu daerah"]]})
    with zipfile.ZipFile(path) as archive:
        body = archive.read("content.xml")
    with_parts(path, {"content.xml": body.replace(b"UTF-8", b"UTX-8", 1)})
    with pytest.raises(refusals.TruncatedFile):
        read_workbook(path, town.expected)


@pytest.mark.parametrize("damage", ["<office:annotation><text:p>x</text:p>", "<!DOCTYPE x>"])
def test_an_ods_file_whose_tags_do_not_close(
    ods: Callable[..., Path], town: SimpleNamespace, damage: str
) -> None:
    """A tag that is never closed, which the reader would follow for ever, is damage."""
    path = ods({"Isu": [["Dimensi", "Isu daerah"], ["LIV", "air"]]}, extra=damage)
    with pytest.raises(refusals.TruncatedFile):
        read_workbook(path, town.expected)
