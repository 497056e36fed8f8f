"""Round trips: what a person puts into a template, however they mangle it, is what is read."""

from __future__ import annotations

import string
import struct
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.workbook import (
    WorkbookPlan,
    WorkbookReading,
    is_lock_file,
    read_workbook,
    write_template,
)
from smartflow.workbook.limits.xls import scan_xls

SHEET = "Analisis Isu Daerah"
HEAD = ["Dimensi", "Isu daerah", "Nilai data", "Tahun"]
ROW = ["Smart Living", "air bersih", 2.38, 2026]
ALIKE = {"dimension": "living", "issue": "air bersih", "value": Decimal("2.38"), "year": 2026}

WORDS = st.text(alphabet=string.ascii_letters + " .,'-éñ", min_size=1, max_size=20).filter(
    lambda text: text.strip()
)
CELLS = st.fixed_dictionaries(
    {
        "dimension": st.sampled_from(["living", "society"]),
        "issue": WORDS.map(str.strip),
        "value": st.none() | st.decimals(-(10**6), 10**6, places=4).map(lambda n: n.normalize()),
        "year": st.none() | st.integers(1990, 2099),
        "budget": st.none() | st.integers(0, 10**13),
        "start": st.none() | st.dates(date(1990, 1, 1), date(2090, 12, 31)),
        "codes": st.none()
        | st.lists(st.sampled_from(["S1", "O2", "T3"]), min_size=1, unique=True).map(tuple),
        "kind": st.sampled_from([None, "Rutin", "Baru"]),
        "owner": st.sampled_from([None, "DINKES", "DISDIK"]),
        "helpers": st.none() | st.just(("DINKES", "DISDIK")),
    }
)


def only(reading: WorkbookReading) -> Any:
    """Return the one row of a reading."""
    ((row,),) = (sheet.rows for sheet in reading.sheets)
    return row


def filled(row: Any) -> dict[str, Any]:
    """Return the cells that hold something."""
    return {key: value for key, value in row.cells.items() if value is not None}


def notes(reading: WorkbookReading) -> str:
    """Return all notes as one text."""
    return "\n".join(note.message.id for note in reading.notes)


@settings(max_examples=25)
@given(rows=st.lists(CELLS, max_size=5), language=st.sampled_from(["id", "en"]))
def test_template_filled_and_read(town: SimpleNamespace, rows: list[Any], language: Any) -> None:
    """Whatever is filled in with openpyxl is read back as the same typed cells, without a note."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "DINKES.xlsx"
        plan = WorkbookPlan(
            town.city, "DINKES", "Dinas", (town.form,), town.dimensions, town.agencies, {}, language
        )
        write_template(path, plan)
        book = openpyxl.load_workbook(path)
        page = book[town.form.title.in_(language)]
        for number, row in enumerate(rows, start=5):
            for at, column in enumerate(town.form.columns, start=2):
                value = row[column.key]
                shown = ", ".join(value) if isinstance(value, tuple) else value
                page.cell(number, at).value = shown
        book.save(path)
        reading = read_workbook(path, town.expected)
    (sheet,) = reading.sheets
    assert rows == [row.cells for row in sheet.rows]
    assert list(range(5, 5 + len(rows))) == [row.number for row in sheet.rows]
    assert ((reading.filler, reading.city), reading.notes) == (("DINKES", "sawahlunto"), ())


def test_types_are_the_columns_types(
    template: Callable[..., Path], fill: Callable[..., None], town: SimpleNamespace
) -> None:
    """Each cell is of its column's Python type, never a float."""
    path = template()
    fill(
        path,
        [{"dimension": "LIV", "issue": "x", "value": 2, "year": 2026, "budget": 5, "codes": "s1"}],
    )
    cells = filled(only(read_workbook(path, town.expected)))
    assert {
        "dimension": str,
        "issue": str,
        "value": Decimal,
        "year": int,
        "budget": int,
        "codes": tuple,
    } == {key: type(value) for key, value in cells.items()}


# -- what people do to a file -----------------------------------------------------------------


def test_lost_meta_letterhead_reordered_and_extra_columns(
    bare_workbook: Callable[..., Path], town: SimpleNamespace
) -> None:
    """A retyped sheet reads by its headings; what is extra is noted, the filler is unknown."""
    path = bare_workbook(
        [
            ["PEMERINTAH KOTA SAWAHLUNTO"],
            ["DINAS KESEHATAN"],
            [],
            ["No", "Tahun", "Keterangan", "isu  DAERAH", "nilai_data", "dimensi*"],
            [1, 2026, "catatan", "air bersih", 2.38, "smart living"],
        ]
    )
    reading = read_workbook(path, town.expected)
    assert (
        reading.filler,
        reading.city,
        reading.sheets[0].worksheet,
        reading.sheets[0].version,
    ) == ("", "", "issues", 3)
    assert filled(only(reading)) == ALIKE
    assert only(reading).number == 5
    assert "'Keterangan'" in notes(reading)
    assert "'No'" not in notes(reading)
    assert "--agency" in notes(reading)


def test_numbered_columns_below_the_headings(
    bare_workbook: Callable[..., Path], town: SimpleNamespace
) -> None:
    """A row that only numbers the columns, as printed forms have, is no row."""
    path = bare_workbook([HEAD, ["(1)", "(2)", "(3)", "(4)"], ROW])
    assert filled(only(read_workbook(path, town.expected))) == ALIKE


def test_signature_block_is_left_out(
    bare_workbook: Callable[..., Path], town: SimpleNamespace
) -> None:
    """The block below the table is not taken as rows, and the sender is told where it began."""
    block = [
        [],
        [None, "Sawahlunto, 5 Juli 2023"],
        [None, "Mengetahui,"],
        [],
        [None, "Dr. Contoh"],
        [None, "NIP. 19700101 199001 1 001"],
    ]
    reading = read_workbook(bare_workbook([HEAD, ROW, *block]), town.expected)
    assert filled(only(reading)) == ALIKE
    assert "Mulai baris 4" in notes(reading)


def test_blank_rows_and_drafts_stay(
    bare_workbook: Callable[..., Path], town: SimpleNamespace
) -> None:
    """Empty rows inside the table end nothing, and a half-filled row is a row."""
    path = bare_workbook([HEAD, ROW, [], [], ["Smart Society"], ROW, [None, "isu saja"]])
    (sheet,) = read_workbook(path, town.expected).sheets
    assert [row.number for row in sheet.rows] == [2, 5, 6, 7]


def test_two_hundred_thousand_formatted_rows(
    template: Callable[..., Path],
    fill: Callable[..., None],
    with_parts: Callable[..., None],
    town: SimpleNamespace,
) -> None:
    """Formatted rows that hold nothing, far beyond the limit of used rows, do no harm."""
    path = template()
    fill(path, [{"dimension": "LIV", "issue": "air bersih", "value": 2.38, "year": 2026}])
    part = "xl/worksheets/sheet2.xml"
    content = _part(path, part)
    empty = b"".join(
        b'<row r="%d" spans="1:4" s="1"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n)
        for n in range(300, 200_300)
    )
    with_parts(path, {part: content.replace(b"</sheetData>", empty + b"</sheetData>")})
    assert filled(only(read_workbook(path, town.expected))) == ALIKE


def _part(path: Path, name: str) -> bytes:
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        return archive.read(name)


def test_renamed_sheet_and_older_template(
    template: Callable[..., Path], fill: Callable[..., None], town: SimpleNamespace
) -> None:
    """A renamed sheet is found by its headings; an older template's version is kept and noted."""
    older = msgspec.structs.replace(town.form, version=2, columns=town.form.columns[:4])
    path = template(worksheets=(older,))
    fill(path, [{"dimension": "LIV", "issue": "air bersih", "value": 2.38, "year": 2026}])
    book = openpyxl.load_workbook(path)
    book[SHEET].title = "Isian kami"
    book.save(path)
    reading = read_workbook(path, town.expected)
    assert (reading.sheets[0].version, reading.sheets[0].sheet) == (2, "Isian kami")
    assert filled(only(reading)) == ALIKE
    assert "bukan versi terbaru" in notes(reading)
    assert "Anggaran (Rp)" in notes(reading)


def test_unknown_worksheet_is_noted(template: Callable[..., Path], town: SimpleNamespace) -> None:
    """A worksheet of the template that the city no longer uses is left out with a note."""
    other = msgspec.structs.replace(town.swot, key="extra")
    reading = read_workbook(template(worksheets=(town.form, other)), town.expected)
    assert [sheet.worksheet for sheet in reading.sheets] == ["issues"]
    assert "extra" in notes(reading)


def test_rows_and_ids_come_back(
    template: Callable[..., Path], fill: Callable[..., None], town: SimpleNamespace
) -> None:
    """The id of a submitted row is read; a row whose content was cleared is gone."""
    path = template()
    book = openpyxl.load_workbook(path)
    page = book[SHEET]
    for number, row_id in ((5, "DINKES/issues/1"), (6, "DINKES/issues/2")):
        page.cell(number, 1).value = row_id
    page.cell(5, 3).value = "air"
    page.cell(7, 3).value = "baru"
    book.save(path)
    (sheet,) = read_workbook(path, town.expected).sheets
    assert [(row.id, row.number) for row in sheet.rows] == [("DINKES/issues/1", 5), ("", 7)]


# -- cells that hold no value -----------------------------------------------------------------


def test_errors_and_uncomputed_formulas(
    template: Callable[..., Path], fill: Callable[..., None], town: SimpleNamespace
) -> None:
    """``#N/A`` and a formula without a cached value are kept as written and noted at their cell."""
    path = template()
    fill(path, [{"dimension": "LIV", "issue": "x", "value": "#N/A", "year": "=2000+26"}])
    reading = read_workbook(path, town.expected)
    assert only(reading).written == {"value": "#N/A", "year": "=2000+26"}
    assert {("value", 5), ("year", 5)} == {
        (note.column, note.number) for note in reading.notes if note.column
    }
    assert "belum dihitung" in notes(reading)


def test_a_formula_alone_makes_a_row(
    bare_workbook: Callable[..., Path], town: SimpleNamespace
) -> None:
    """A row that holds nothing but an uncomputed formula is not lost."""
    path = bare_workbook([HEAD, ROW, [None, "=A2"]])
    (sheet,) = read_workbook(path, town.expected).sheets
    assert sheet.rows[1].written == {"issue": "=A2"}


def test_cached_formulas_are_values(
    template: Callable[..., Path], with_parts: Callable[..., None], town: SimpleNamespace
) -> None:
    """A formula with a cached value, even an empty text, is what it shows."""
    path = template()
    part = "xl/worksheets/sheet2.xml"
    row = (
        b'<row r="5"><c r="B5" t="str"><f>x</f><v>Smart Living</v></c>'
        b'<c r="C5" t="str"><f>a&amp;b</f><v>air</v></c><c r="D5"><f>1-0.85</f>'
        b'<v>0.15000000000000002</v></c><c r="I5" t="str"><f>""</f><v></v></c></row>'
    )
    with_parts(path, {part: _part(path, part).replace(b"</sheetData>", row + b"</sheetData>")})
    reading = read_workbook(path, town.expected)
    assert {"dimension": "living", "issue": "air", "value": Decimal("0.15")} == filled(
        only(reading)
    )
    assert reading.notes == ()


def test_per_cent_cells_are_noted(
    template: Callable[..., Path], fill: Callable[..., None], town: SimpleNamespace
) -> None:
    """A number that its cell shows as ``85%`` is kept as it is held, and the sender is told."""
    path = template()
    fill(path, [{"dimension": "LIV", "issue": "air", "value": 0.85, "year": 2026}])
    book = openpyxl.load_workbook(path)
    for place in ("C5", "D5"):
        book[SHEET][place].number_format = "0.0%"
    book.save(path)
    reading = read_workbook(path, town.expected)
    assert {**ALIKE, "issue": "air", "value": Decimal("0.85")} == filled(only(reading))
    (note,) = reading.notes
    assert (note.column, note.number) == ("value", 5)
    assert "Sel ini tampil 85%, tetapi isinya 0,85" in note.message.id


def test_misfits_are_all_reported_at_once(
    template: Callable[..., Path], fill: Callable[..., None], town: SimpleNamespace
) -> None:
    """Every cell that does not fit keeps what was written, and the row stays."""
    path = template()
    fill(
        path,
        [
            {
                "dimension": "Smart Mobile",
                "issue": "x",
                "value": "1.000",
                "year": "dua ribu",
                "budget": "150 jt",
                "start": "31/02/2026",
                "kind": "Lama",
                "owner": "DISPERKIM",
            }
        ],
    )
    reading = read_workbook(path, town.expected)
    row = only(reading)
    assert filled(row) == {"issue": "x"}
    assert row.written == {
        "dimension": "Smart Mobile",
        "value": "1.000",
        "year": "dua ribu",
        "budget": "150 jt",
        "start": "31/02/2026",
        "kind": "Lama",
        "owner": "DISPERKIM",
    }
    assert row.written.keys() == {note.column for note in reading.notes}
    assert "150000000" in notes(reading)


def test_dates_as_text_and_as_dates(
    template: Callable[..., Path], fill: Callable[..., None], town: SimpleNamespace
) -> None:
    """A date typed as text reads like a true one."""
    path = template()
    fill(
        path,
        [
            {"issue": "a", "start": "31 Desember 2026"},
            {"issue": "b", "start": date(2026, 12, 31)},
        ],
    )
    (sheet,) = read_workbook(path, town.expected).sheets
    assert [date(2026, 12, 31)] * 2 == [row.cells["start"] for row in sheet.rows]


# -- other kinds of file ----------------------------------------------------------------------

CSV_ROWS = [
    ["Dimensi", "Isu daerah", "Nilai data", "Tahun"],
    ["Smart Living", "air bersih", "2,38", "2026"],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_in_every_dress(
    tmp_path: Path, town: SimpleNamespace, encoding: str, delimiter: str
) -> None:
    """Semicolons, commas or tabs, in any encoding that Excel writes, read alike."""
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in CSV_ROWS]
    lines.append(delimiter.join(['"Smart Living"', '"Café é"', '""', '""']))
    path = tmp_path / "isian.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    (sheet,) = read_workbook(path, town.expected).sheets
    assert (filled(sheet.rows[0]), sheet.rows[1].cells["issue"]) == (ALIKE, "Café é")


@pytest.mark.parametrize("name", ["swot.csv", "DINKES_swot (1).csv", "Analisis SWOT DINKES.csv"])
def test_csv_names_its_worksheet(tmp_path: Path, town: SimpleNamespace, name: str) -> None:
    """The file's name says which worksheet it is; if it says nothing, the headings do."""
    # The line "sep=;" is Excel's own and is not shown as a row.
    text = "sep=;\nDimensi;Kode;Faktor\nLIV;S1;tenaga ahli\n\nLIV;W1;anggaran\n;;\n"
    for file in (name, "data.csv"):
        path = tmp_path / file
        path.write_text(text, encoding="utf-8")
        (sheet,) = read_workbook(path, town.expected).sheets
        assert (sheet.worksheet, [row.number for row in sheet.rows]) == ("swot", [2, 4])


def test_csv_with_a_misleading_name(tmp_path: Path, town: SimpleNamespace) -> None:
    """Headings that fit another worksheet count more than the file's name."""
    path = tmp_path / "swot.csv"
    path.write_text(";".join(HEAD) + "\nLIV;air bersih;2,38;2026\n", encoding="utf-8")
    assert filled(only(read_workbook(path, town.expected))) == ALIKE


def test_ods_reads_the_same(ods: Callable[..., Path], town: SimpleNamespace) -> None:
    """An OpenDocument sheet, with the million empty rows that LibreOffice adds, reads alike."""
    path = ods({SHEET: [["KOP SURAT"], HEAD, ROW]})
    assert filled(only(read_workbook(path, town.expected))) == ALIKE


def test_xls_reads_the_same(xls: Callable[..., Path], town: SimpleNamespace) -> None:
    """An old .xls sheet reads alike; an error in it is kept as written."""
    cells: dict[tuple[int, int], object] = {}
    for at, (title, value) in enumerate(zip(HEAD, ROW, strict=True)):
        cells[2, at] = title
        cells[3, at] = value
        cells[4, at] = value
    cells[4, 2] = b"\x2a"
    (sheet,) = read_workbook(xls(SHEET, cells), town.expected).sheets
    assert filled(sheet.rows[0]) == ALIKE
    assert sheet.rows[1].written == {"value": "#N/A"}


def test_many_sheets_keep_their_order(
    template: Callable[..., Path], fill: Callable[..., None], town: SimpleNamespace
) -> None:
    """Several worksheets of one file are read, in the order of their sheets."""
    path = template(worksheets=(town.swot, town.form))
    fill(
        path,
        [{"dimension": "LIV", "code": "S1", "factor": "f"}],
        worksheet=town.swot,
        sheet="Analisis SWOT",
    )
    reading = read_workbook(path, town.expected)
    assert [(one.worksheet, len(one.rows)) for one in reading.sheets] == [
        ("swot", 1),
        ("issues", 0),
    ]


def test_content_is_the_file(template: Callable[..., Path], town: SimpleNamespace) -> None:
    """A reading carries the bytes as they came, for the record."""
    path = template()
    assert path.read_bytes() == read_workbook(path, town.expected).content


@pytest.mark.parametrize(
    ("name", "is_lock"),
    [("~$DINKES.xlsx", True), (".~lock.DINKES.ods#", True), ("DINKES.xlsx", False)],
)
def test_lock_files(name: str, *, is_lock: bool) -> None:
    """What Excel and LibreOffice leave beside an open file is known by its name."""
    assert is_lock == is_lock_file(Path(name))


def test_what_an_ods_file_says_of_its_cells(
    ods: Callable[..., Path], town: SimpleNamespace
) -> None:
    """An error, a formula without value and a per cent are said, also where they are repeated."""
    row = (
        "<table:table-row{}><table:table-cell office:value-type='string'><text:p>LIV</text:p>"
        "</table:table-cell><table:table-cell office:value-type='string'><text:p>air</text:p>"
        "</table:table-cell>{}</table:table-row>"
    )
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string"'
        ' office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
        "</table:table-cell>"
    )
    formula = '<table:table-cell table:formula="of:=[.A1]"/>'
    percent = (
        '<table:table-cell office:value-type="percentage" office:value="0.12">'
        "<text:p>12%</text:p></table:table-cell>"
    )
    twice = ' table:number-rows-repeated="2"'
    extra = row.format(twice, error) + row.format("", formula) + row.format("", percent)
    path = ods({"Isu": [["Dimensi", "Isu daerah", "Nilai data"]]}, extra=extra)
    reading = read_workbook(path, town.expected)
    assert [row.written.get("value") for row in reading.sheets[0].rows] == [
        "#DIV/0!",
        "#DIV/0!",
        "=[.A1]",
        None,
    ]
    assert reading.sheets[0].rows[3].cells["value"] == Decimal("0.12")
    assert "Sel ini tampil 12%" in notes(reading)


def test_a_per_cent_in_an_xls_file(xls: Callable[..., Path], town: SimpleNamespace) -> None:
    """A number that an .xls file shows as per cent is read as it is stored, and that is said."""
    style = struct.pack("<HHHH", 0x00E0, 4, 0, 9)
    cells = {(0, 0): "Dimensi", (0, 1): "Isu daerah", (0, 2): "Nilai data"}
    cells |= {(1, 0): "LIV", (1, 1): "air", (1, 2): 0.12}
    reading = read_workbook(xls("Isu", cells, before=style), town.expected)
    assert only(reading).cells["value"] == Decimal("0.12")
    assert "Sel ini tampil 12%" in notes(reading)


def test_packed_numbers_of_an_xls_file(xls: Callable[..., Path]) -> None:
    """Each form of Excel's packed numbers is the number that it stands for."""

    def high(number: float) -> int:
        return struct.unpack("<q", struct.pack("<d", number))[0] >> 32

    packed = [(12 << 2) | 3, (7 << 2) | 2, high(0.125), high(-0.5), high(50.0) | 1]
    body = struct.pack("<HH", 4, 2) + b"".join(struct.pack("<Hi", 0, one) for one in packed)
    body += struct.pack("<H", 6)
    style = struct.pack("<HHHH", 0x00E0, 4, 0, 10)
    record = struct.pack("<HH", 0x00BD, len(body)) + body
    path = xls("Isu", {(0, 0): "Dimensi"}, before=style + record)
    (found,) = scan_xls(path.name, path.read_bytes()).values()
    assert {place: odd.value for place, odd in found.items()} == {
        (4, 2): Decimal("0.12"),
        (4, 3): Decimal(7),
        (4, 4): Decimal("0.125"),
        (4, 5): Decimal("-0.5"),
        (4, 6): Decimal("0.5"),
    }
