"""Small files that would fill the memory are refused before they are opened, and cheaply."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from smartflow.workbook import read_workbook
from smartflow.workbook.limits import sizes as limits
from smartflow.workbook.limits import xlsx as limits_xlsx
from smartflow.workbook.limits.xls_styles import text_lengths
from smartflow.workbook.refusals import LongCell, TooLarge

SHEET = "xl/worksheets/sheet2.xml"
SHARED = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
MEGABYTE = 1024 * 1024


def part_of(path: Path, name: str) -> bytes:
    """Return one part of a zip."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def refused(path: Path, town: SimpleNamespace, megabytes: int = 64) -> str:
    """Read a file that is too large, within so much memory, and return the sentence."""
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge) as caught:
            read_workbook(path, town.expected)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < megabytes * MEGABYTE
    return caught.value.message.id


def test_a_long_text_in_every_row(
    template: Callable[..., Path], with_parts: Callable[..., None], town: SimpleNamespace
) -> None:
    """A text that Excel may hold, shown by every one of 15,000 rows, would be half a gigabyte."""
    path = template()
    rows = b"".join(
        b'<row r="%d"><c r="C%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(5, 15_005)
    )
    text = b"<si><t>" + b"x" * 32_767 + b"</t></si><si>"
    sheet, shared = part_of(path, SHEET), part_of(path, SHARED)
    with_parts(
        path,
        {
            SHEET: sheet.replace(b"</sheetData>", rows + b"</sheetData>"),
            SHARED: shared.replace(b"<si>", text, 1),
        },
    )
    assert "terlalu panjang" in refused(path, town)


def test_one_long_text_among_many_rows_is_read(
    bare_workbook: Callable[..., Path], town: SimpleNamespace
) -> None:
    """The longest text that Excel holds, in one cell of thousands, is no reason to refuse."""
    rows = [["LIV", f"isu {number}", number] for number in range(3000)]
    path = bare_workbook([["Dimensi", "Isu daerah", "Tahun"], ["LIV", "x" * 32_767], *rows])
    (read,) = read_workbook(path, town.expected).sheets
    assert len(read.rows) == 3001
    assert len(str(read.rows[0].cells["issue"])) == 32_767


@pytest.fixture
def rectangle(
    template: Callable[..., Path],
    with_parts: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Path]:
    """Write a template with a rectangle of cells, where a file may have 1,000 filled ones."""
    monkeypatch.setattr(limits, "MAX_CELLS", 1000)
    monkeypatch.setattr(limits_xlsx, "_MAX_MERGED", 1000)

    def make(cell: bytes, columns: int) -> Path:
        path = template()
        row = b'<row r="%d">' + cell * columns + b"</row>"
        rows = b"".join(row % number for number in range(5, 25))
        sheet = part_of(path, SHEET)
        with_parts(path, {SHEET: sheet.replace(b"</sheetData>", rows + b"</sheetData>")})
        return path

    return make


def test_a_full_rectangle(rectangle: Callable[..., Path], town: SimpleNamespace) -> None:
    """Within 20,000 rows and 200 columns too, so many cells are more than a worksheet."""
    path = rectangle(b"<c><v>1</v></c>", 100)
    assert "lebih dari 1000 sel terisi" in refused(path, town)


@pytest.mark.parametrize(("cell", "columns"), [(b"<c><v>1</v></c>", 40), (b'<c s="12345"/>', 190)])
def test_only_cells_that_hold_something_count(
    rectangle: Callable[..., Path], town: SimpleNamespace, cell: bytes, columns: int
) -> None:
    """A sheet that could hold too many cells by its size is read when it does not."""
    assert len(read_workbook(rectangle(cell, columns), town.expected).sheets) == 1


@pytest.mark.parametrize(
    ("part", "end", "piece", "times"),
    [
        (SHARED, b"</sst>", b"<si><t>a</t></si>", 2_100_000),
        (STYLES, b"</cellXfs>", b'<xf numFmtId="9"/>', 2_000_000),
        (SHEET, b"<pageMargins", b'<mergeCell ref="A9:B9"/>', 110_000),
    ],
)
def test_too_much_of_the_rest(  # noqa: PLR0913  the fixtures
    template: Callable[..., Path],
    with_parts: Callable[..., None],
    town: SimpleNamespace,
    part: str,
    end: bytes,
    piece: bytes,
    times: int,
) -> None:
    """Millions of texts, styles or merged ranges that no cell needs are refused as well."""
    path = template()
    content = part_of(path, part)
    assert end in content
    with_parts(path, {part: content.replace(end, piece * times + end, 1)})
    assert "terlalu banyak teks, gaya, atau gabungan sel" in refused(path, town, 256)


@pytest.mark.parametrize(
    ("rows", "columns", "length", "what"),
    [(15_000, 1, 30_000, "terlalu panjang"), (19_000, 190, 10, "sel terisi")],
)
def test_repeated_cells_of_ods(  # noqa: PLR0913  the fixtures
    ods: Callable[..., Path], town: SimpleNamespace, rows: int, columns: int, length: int, what: str
) -> None:
    """One cell that an .ods file repeats over the sheet counts as often as it stands there."""
    extra = (
        f'<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
        f"<text:p>{'x' * length}</text:p></table:table-cell></table:table-row>"
    )
    assert what in refused(ods({"Isu": [["Dimensi", "Isu daerah"]]}, extra=extra), town)


def record(kind: int, body: bytes) -> bytes:
    """Build a BIFF record."""
    return struct.pack("<HH", kind, len(body)) + body


def test_shared_texts_of_xls(
    xls: Callable[..., Path], town: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that an .xls file stores once and shows in 2,000 cells is counted 2,000 times."""
    monkeypatch.setattr("smartflow.workbook.limits.xls.MAX_TEXT", 10_000_000)
    first = struct.pack("<II", 2_000, 1) + struct.pack("<HB", 8_000, 0) + b"x" * 8_000
    shared = record(0x00FC, first)
    shown = b"".join(record(0x00FD, struct.pack("<HHHI", row, 1, 0, 0)) for row in range(1, 2_001))
    path = xls("Isu", {(0, 0): "Dimensi"}, before=shared + shown)
    assert "terlalu panjang" in refused(path, town)


def test_shared_texts_go_on_in_another_record() -> None:
    """A text may be parted between records, wide behind narrow, with runs and more behind it."""
    head = struct.pack("<II", 3, 3) + struct.pack("<HB", 6, 0) + b"abc"
    middle = b"\x01" + "def".encode("utf-16-le") + struct.pack("<HBHI", 2, 0x0C, 1, 3)
    middle += b"xy" + b"\0" * 7
    tail = struct.pack("<HB", 1, 1) + "z".encode("utf-16-le")
    assert text_lengths([head, middle, tail]) == [6, 2, 1]


def test_a_cell_that_no_workbook_could_give_back(
    ods: Callable[..., Path], town: SimpleNamespace
) -> None:
    """A text longer than Excel's limit would be lost in the next template, so it is refused."""
    path = ods({"Isu": [["Dimensi", "Isu daerah"], ["LIV", "x" * 40_000]]})
    with pytest.raises(LongCell) as caught:
        read_workbook(path, town.expected)
    assert "baris 2, kolom 'Isu daerah'" in caught.value.message.id


def test_texts_that_are_too_much_together(
    ods: Callable[..., Path], town: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of long texts, none beyond the limit, are refused by their sum."""
    monkeypatch.setattr("smartflow.workbook.reading.table.MAX_TABLE_TEXT", 100_000)
    path = ods({"Isu": [["Dimensi", "Isu daerah"], *[["LIV", "x" * 30_000]] * 4]})
    with pytest.raises(TooLarge, match="text in its cells is too long"):
        read_workbook(path, town.expected)


def test_merged_ranges_over_one_another(
    template: Callable[..., Path], with_parts: Callable[..., None], town: SimpleNamespace
) -> None:
    """Thousands of ranges over the same rows, which no program writes, cost no time."""
    path = template()
    rows = b"".join(b'<row r="%d"><c r="C%d"><v>1</v></c></row>' % (n, n) for n in range(5, 20_000))
    merged = b"<mergeCells>" + b'<mergeCell ref="B5:B20000"/>' * 90_000 + b"</mergeCells>"
    sheet = part_of(path, SHEET).replace(b"</sheetData>", rows + b"</sheetData>")
    with_parts(path, {SHEET: sheet.replace(b"<mergeCells", merged + b"<mergeCells", 1)})
    (read,) = read_workbook(path, town.expected).sheets
    assert {row.cells["dimension"] for row in read.rows} == {None}
