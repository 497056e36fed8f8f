"""Beyond the limits: refused before the reader opens it, whatever the file claims about itself."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.utility import xl_rowcol_to_cell

from smartflow.workbook import read_workbook
from smartflow.workbook.limits import sizes as limits
from smartflow.workbook.limits import xlsx as limits_xlsx
from smartflow.workbook.refusals import TooLarge, TruncatedFile

PART = "xl/worksheets/sheet2.xml"


def part_of(path: Path, name: str = PART) -> bytes:
    """Return one part of a zip."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


@pytest.fixture
def with_rows(
    template: Callable[..., Path], with_parts: Callable[..., None]
) -> Callable[..., Path]:
    """Write a template with the given XML behind its rows."""

    def make(xml: bytes) -> Path:
        path = template()
        with_parts(path, {PART: part_of(path).replace(b"</sheetData>", xml + b"</sheetData>")})
        return path

    return make


def refused(path: Path, town: SimpleNamespace) -> str:
    """Read a file that is too large, cheaply, and return the sentence."""
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge) as caught:
            read_workbook(path, town.expected)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 64 * 1024 * 1024
    return caught.value.message.id


@pytest.mark.parametrize(
    ("xml", "cell"),
    [
        (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576"),
        (b'<row r="20001"><c r="A20001" t="s"><v>0</v></c></row>', "A20001"),
        (b'<row r="7"><c r="GS7"><v>1</v></c></row>', "GS7"),
        (b'<row r="7"><c r="ZZZ7" t="inlineStr"><is><t>x</t></is></c></row>', "ZZZ7"),
        (b"<row r='30000'><c r='B30000'><v>1</v></c></row>", "B30000"),
        (b'<row r = "30000"><c s="1" r="B30000"><v>1</v></c></row>', "B30000"),
        (b'<row r="30000"><c><v>1</v></c></row>', "A30000"),
        (b'<row r="7">' + b"<c/>" * 300 + b"<c><v>1</v></c></row>", "KO7"),
        (b"<row/>" * 25_000 + b"<row><c><v>1</v></c></row>", "A25005"),
        (b'<row r="7"><c foo=">" r="XFD7"><v>1</v></c></row>', "XFD7"),
        (b'<!-- </sheetData> --><row r="7"><c z="" r="XFD7"><v>1</v></c></row>', "XFD7"),
    ],
)
def test_far_cells(
    with_rows: Callable[..., Path], town: SimpleNamespace, xml: bytes, cell: str
) -> None:
    """A cell beyond 20,000 rows or 200 columns is named, however its address is spelt."""
    sentence = refused(with_rows(xml), town)
    assert f"sel {cell} " in sentence
    assert "'Analisis Isu Daerah'" in sentence


@given(st.integers(1, 800), st.integers(1, 2_000_000))
def test_the_cheap_search_lets_near_cells_pass_and_no_other(column: int, row: int) -> None:
    """A cell is passed over only where it surely lies within the limits, and there always."""
    cell = f'<c r="{xl_rowcol_to_cell(row - 1, column - 1)}" s="1"><v>1</v></c>'.encode()
    is_near = column <= limits.MAX_COLUMNS and row < limits.MAX_ROWS
    assert is_near == (limits_xlsx._SUSPECT.search(cell) is None)


def test_a_cell_stands_where_its_own_address_says(
    with_rows: Callable[..., Path], town: SimpleNamespace
) -> None:
    """The address of a row says nothing of cells that have theirs."""
    (sheet,) = read_workbook(
        with_rows(b'<row r="1048576"><c r="B7"><v>1</v></c></row>'), town.expected
    ).sheets
    assert [row.number for row in sheet.rows] == [7]


def test_an_address_that_is_no_number(
    with_rows: Callable[..., Path], town: SimpleNamespace
) -> None:
    """An address of thousands of digits or letters is a far cell, not a crash."""
    for address in (b"A" + b"9" * 6000, b"Z" * 6000 + b"1"):
        xml = b'<row r="7"><c r="' + address + b'"><v>1</v></c></row>'
        assert "terisi sampai sel" in refused(with_rows(xml), town)


def test_prefixed_tags_are_seen(
    template: Callable[..., Path], with_parts: Callable[..., None], town: SimpleNamespace
) -> None:
    """A sheet whose tags all carry a namespace prefix is looked at just the same."""
    path = template()
    sheet = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<x:sheetData><x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row></x:sheetData>'
        b"</x:worksheet>"
    )
    with_parts(path, {PART: sheet})
    assert "XFD1" in refused(path, town)


def test_the_last_allowed_cell(with_rows: Callable[..., Path], town: SimpleNamespace) -> None:
    """Row 20,000 and column 200 (GR) are still read."""
    path = with_rows(b'<row r="20000"><c r="B20000"><v>1</v></c><c r="GR20000"><v>1</v></c></row>')
    (sheet,) = read_workbook(path, town.expected).sheets
    assert [row.number for row in sheet.rows] == [20_000]


@pytest.mark.parametrize(
    "xml",
    [
        b'<row r="1048576" s="1" customFormat="1"/>',
        b'<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>',
    ],
)
def test_far_empty_cells_do_no_harm(
    with_rows: Callable[..., Path], town: SimpleNamespace, xml: bytes
) -> None:
    """Formatted cells that hold nothing may lie anywhere."""
    assert read_workbook(with_rows(xml), town.expected).sheets[0].rows == ()


def lie(path: Path, name: str, claimed: int) -> None:
    """Change the size that a part declares, in its local header and in the directory."""
    content = bytearray(path.read_bytes())
    encoded = name.encode()
    for magic, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = content.find(magic)
        while at >= 0:
            if content[at + name_at : at + name_at + len(encoded)] == encoded:
                struct.pack_into("<I", content, at + size_at, claimed)
            at = content.find(magic, at + 4)
    path.write_bytes(bytes(content))


def test_declared_bomb(
    template: Callable[..., Path], with_parts: Callable[..., None], town: SimpleNamespace
) -> None:
    """A part that declares more than the limit is refused without being unpacked."""
    path = template()
    lie(path, PART, 3_000_000_000)
    assert "2861 MB" in refused(path, town)


def test_undeclared_bomb(
    template: Callable[..., Path], with_parts: Callable[..., None], town: SimpleNamespace
) -> None:
    """A part that unpacks to more than it declares is refused at the first byte too many."""
    path = template()
    with_parts(path, {PART: part_of(path) + b" " * (150 * 1024 * 1024)})
    assert path.stat().st_size < 500_000
    lie(path, PART, 2000)
    assert "lebih besar daripada yang dinyatakan" in refused(path, town)


def test_part_that_is_smaller_than_declared(
    template: Callable[..., Path], town: SimpleNamespace
) -> None:
    """A part that ends before its declared size is damaged."""
    path = template()
    lie(path, PART, len(part_of(path)) + 10)
    with pytest.raises(TruncatedFile):
        read_workbook(path, town.expected)


def test_overlapping_parts(tmp_path: Path, town: SimpleNamespace) -> None:
    """A bomb whose directory names the same bytes a thousand times is refused by its sum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"\0" * 1_000_000) + packer.flush()
    head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(packed), 1_000_000, 1, 0)
    local = head + b"a" + packed
    entry = struct.pack(
        "<4s6H3I5H2I",
        b"PK\x01\x02",
        20,
        20,
        0,
        8,
        0,
        0,
        0,
        len(packed),
        1_000_000,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
    )
    directory = (entry + b"a") * 1_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1000, 1000, len(directory), len(local), 0)
    path = tmp_path / "a.xlsx"
    path.write_bytes(local + directory + end)
    assert "953 MB" in refused(path, town)


def test_too_many_parts(tmp_path: Path, town: SimpleNamespace) -> None:
    """A zip of thousands of parts is no workbook."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(limits.MAX_PARTS + 1):
            archive.writestr(str(number), "")
    assert "2001 bagian" in refused(path, town)


def test_one_long_text_in_many_cells(
    with_rows: Callable[..., Path], with_parts: Callable[..., None], town: SimpleNamespace
) -> None:
    """A huge shared text that thousands of cells use would fill the memory; it is refused."""
    cells = b"".join(
        b'<row r="%d"><c r="C%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(5, 3000)
    )
    path = with_rows(cells)
    shared = part_of(path, "xl/sharedStrings.xml")
    text = b"<si><t>" + b"x" * 5_000_000 + b"</t></si>"
    with_parts(path, {"xl/sharedStrings.xml": shared.replace(b"<si>", text + b"<si>", 1)})
    assert "terlalu panjang" in refused(path, town)


def test_file_size(tmp_path: Path, town: SimpleNamespace) -> None:
    """A file beyond 25 MB is refused by its size, unread."""
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1024 * 1024)
    assert "26 MB (batas 25 MB)" in refused(path, town)


CELL = (
    '<table:table-cell office:value-type="float" office:value="1"{}><text:p>1</text:p>'
    "</table:table-cell>"
)
EMPTY_ROWS = (
    '<table:table-row table:number-rows-repeated="30000"><table:table-cell/></table:table-row>'
)
TRICKY_CELL = (
    '<table:table-cell table:formula="a>b" office:value-type="float" office:value="1"'
    ' table:number-columns-repeated="999"/>'
)


@pytest.mark.parametrize(
    ("extra", "cell"),
    [
        (
            '<table:table-row table:number-rows-repeated="1000000">'
            + CELL.format("")
            + "</table:table-row>",
            "A1000001",
        ),
        (
            "<table:table-row>"
            + CELL.format(' table:number-columns-repeated="16384"')
            + "</table:table-row>",
            "XFD2",
        ),
        (
            EMPTY_ROWS + "<table:table-row>" + CELL.format("") + "</table:table-row>",
            "A30002",
        ),
        (
            "<table:table-row>" + TRICKY_CELL + "</table:table-row>",
            "ALK2",
        ),
    ],
)
def test_far_cells_of_ods(
    ods: Callable[..., Path], town: SimpleNamespace, extra: str, cell: str
) -> None:
    """Repetitions of cells that hold something are counted; those of empty ones are not."""
    assert f"sel {cell} " in refused(ods({"Isu": [["Dimensi", "Isu daerah"]]}, extra=extra), town)


def test_far_cells_of_xls(xls: Callable[..., Path], town: SimpleNamespace) -> None:
    """A far cell of an .xls file is found in its records."""
    for place, cell in (((65_000, 0), "A65001"), ((3, 250), "IQ4")):
        assert f"sel {cell} " in refused(xls("Isu", {(0, 0): "Dimensi", place: 1.0}), town)


@pytest.mark.parametrize(
    ("text", "cell"),
    [("a;b\n" + ";\n" * 25_000 + "1;2\n", "B25002"), ("a;" * 300 + "b\n", "KO1")],
)
def test_far_cells_of_csv(tmp_path: Path, town: SimpleNamespace, text: str, cell: str) -> None:
    """A CSV file has the same limits."""
    path = tmp_path / "isu.csv"
    path.write_text(text, encoding="utf-8")
    assert f"sel {cell} " in refused(path, town)


def test_the_usual_file_is_looked_at_once(
    template: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, town: SimpleNamespace
) -> None:
    """No part of an ordinary workbook is unpacked a second time by the look at its limits."""
    seen: list[Any] = []
    real = limits.unpack

    def counted(name: str, content: bytes, part: Any) -> Any:
        seen.append(part.filename)
        return real(name, content, part)

    monkeypatch.setattr(limits, "unpack", counted)
    monkeypatch.setattr("smartflow.workbook.limits.xlsx.unpack", counted)
    read_workbook(template(), town.expected)
    assert len(seen) == len(set(seen))
