"""A small city with two worksheets that use every kind of column, and files built by hand.

The .ods and .xls files are put together byte by byte, so that no test needs LibreOffice and the
odd ones (a repeated cell, an encrypted container) can be made at all.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from smartflow.language import Text
from smartflow.model import Agency, City, Column, Dimension, Row, Worksheet
from smartflow.workbook import Expectation, WorkbookPlan, write_template

CITY = City("sawahlunto", "Kota Sawahlunto", "kota", "13.73", "Sumatera Barat")
DIMENSIONS = (
    Dimension("living", "LIV", Text("Smart Living", "Smart Living"), aliases=("mobility",)),
    Dimension("society", "SOC", Text("Smart Society", "Smart Society"), aliases=("people",)),
)
AGENCIES = (
    Agency("DINKES", "Dinas Kesehatan", "opd", ("living",)),
    Agency("DISDIK", "Dinas Pendidikan dan Kebudayaan", "opd", ("society",)),
)
FORM = Worksheet(
    key="issues",
    version=3,
    title=Text("Analisis Isu Daerah", "Regional issues"),
    instructions=Text("Satu baris untuk satu isu.", "One row for one issue."),
    columns=(
        Column("dimension", Text("Dimensi", "Dimension"), refers="dimension", required=True),
        Column("issue", Text("Isu daerah", "Issue"), required=True),
        Column("value", Text("Nilai data", "Value"), "decimal"),
        Column("year", Text("Tahun", "Year"), "integer"),
        Column("budget", Text("Anggaran (Rp)", "Budget (Rp)"), "money"),
        Column("start", Text("Mulai", "Start"), "date"),
        Column("codes", Text("Kode faktor", "Factor codes"), "codes"),
        Column("kind", Text("Jenis", "Kind"), choices=("Rutin", "Baru")),
        Column("owner", Text("Penanggung jawab", "Owner"), refers="agency", folded=True),
        Column("helpers", Text("OPD pendukung", "Helpers"), "codes", refers="agency", folded=True),
    ),
)
SWOT = Worksheet(
    key="swot",
    version=1,
    title=Text("Analisis SWOT", "SWOT analysis"),
    row_key=("dimension", "code"),
    columns=(
        Column("dimension", Text("Dimensi", "Dimension"), refers="dimension", required=True),
        Column("code", Text("Kode", "Code"), required=True),
        Column("factor", Text("Faktor", "Factor"), required=True),
        Column("weight", Text("Bobot", "Weight"), "decimal"),
    ),
)
EXPECTED = Expectation(CITY, {"issues": FORM, "swot": SWOT}, DIMENSIONS, AGENCIES)


@pytest.fixture(scope="session")
def town() -> SimpleNamespace:
    """The city, its worksheets and what the reader expects of a file."""
    return SimpleNamespace(
        city=CITY,
        dimensions=DIMENSIONS,
        agencies=AGENCIES,
        form=FORM,
        swot=SWOT,
        expected=EXPECTED,
    )


@pytest.fixture
def template(tmp_path: Path) -> Callable[..., Path]:
    """Write the template of an agency and return its path."""

    def make(  # noqa: PLR0913  each test says what it needs
        *,
        name: str = "DINKES.xlsx",
        worksheets: tuple[Worksheet, ...] = (FORM,),
        rows: dict[str, tuple[Row, ...]] | None = None,
        language: Any = "id",
        filler: str = "DINKES",
        city: City = CITY,
    ) -> Path:
        path = tmp_path / name
        plan = WorkbookPlan(
            city=city,
            filler=filler,
            filler_title="Dinas Kesehatan",
            worksheets=worksheets,
            dimensions=DIMENSIONS,
            agencies=AGENCIES,
            rows=rows or {},
            language=language,
        )
        write_template(path, plan)
        return path

    return make


@pytest.fixture
def fill() -> Callable[..., None]:
    """Write rows below the headings of a template, by column key, as a person would."""

    def put(
        path: Path,
        rows: Iterable[dict[str, object]],
        *,
        worksheet: Worksheet = FORM,
        sheet: str = "Analisis Isu Daerah",
        start: int = 5,
    ) -> None:
        book = openpyxl.load_workbook(path)
        page = book[sheet]
        places = {column.key: at for at, column in enumerate(worksheet.columns, start=2)}
        for number, row in enumerate(rows, start=start):
            for key, value in row.items():
                page.cell(number, places[key]).value = value
        book.save(path)

    return put


@pytest.fixture
def bare_workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook that no template stands behind: one sheet with the given rows."""

    def make(
        rows: Sequence[Sequence[object]], *, sheet: str = "Sheet1", name: str = "isian.xlsx"
    ) -> Path:
        book = openpyxl.Workbook()
        page = book.active
        page.title = sheet
        for row in rows:
            page.append(list(row))
        path = tmp_path / name
        book.save(path)
        return path

    return make


# -- OpenDocument, by hand --------------------------------------------------------------------

_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>"
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_ODS_FILLER = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


@pytest.fixture
def ods(tmp_path: Path) -> Callable[..., Path]:
    """Write an .ods file; a cell is text, a number, or a piece of XML as it stands."""

    def make(
        sheets: dict[str, Sequence[Sequence[object]]], *, name: str = "isian.ods", extra: str = ""
    ) -> Path:
        tables = "".join(
            f'<table:table table:name="{escape(title)}">'
            + "".join(_ods_row(row) for row in rows)
            + extra
            + _ODS_FILLER
            + "</table:table>"
            for title, rows in sheets.items()
        )
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", "<manifest/>")
            archive.writestr("content.xml", _ODS_HEAD + tables + _ODS_TAIL)
        return path

    return make


def _ods_row(row: Sequence[object]) -> str:
    cells = []
    for value in row:
        if value is None:
            cells.append("<table:table-cell/>")
        elif isinstance(value, int | float):
            cells.append(
                f'<table:table-cell office:value-type="float" office:value="{value}">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )
        else:
            cells.append(
                '<table:table-cell office:value-type="string">'
                f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
            )
    return "<table:table-row>" + "".join(cells) + "</table:table-row>"


# -- BIFF8 in an OLE container, by hand -------------------------------------------------------


def ole(streams: dict[str, bytes]) -> bytes:
    """Build an OLE container of 512-byte sectors; each stream is filled up to 4096 bytes."""
    sectors: list[bytes] = []
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    chains: list[tuple[int, int]] = []
    for number, (name, content) in enumerate(streams.items(), start=1):
        full = content.ljust(max(4096, len(content)), b"\0")
        start = 2 + len(sectors)
        pieces = [full[at : at + 512].ljust(512, b"\0") for at in range(0, len(full), 512)]
        sectors.extend(pieces)
        chains.append((start, len(pieces)))
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, start, len(full), right=right))
    fat = [0xFFFFFFFD, 0xFFFFFFFE] + [0] * len(sectors)
    for start, length in chains:
        for at in range(start, start + length):
            fat[at] = at + 1
        fat[start + length - 1] = 0xFFFFFFFE
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    )
    assert len(table) == 512
    return header + table + b"".join(entries).ljust(512, b"\0") + b"".join(sectors)


def _entry(  # noqa: PLR0913  the fields of a directory entry
    name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    title = name.encode("utf-16-le") + b"\0\0"
    return (
        title.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(title), kind, 1, 0xFFFFFFFF, right, child)
        + b"\0" * 36
        + struct.pack("<IIIH", start, size, 0, 0)[:12]
    )


def biff(sheet: str, cells: dict[tuple[int, int], object], *, before: bytes = b"") -> bytes:
    """Build a BIFF8 stream with one sheet; an error is written as its code in ``bytes``."""
    title = sheet.encode("utf-16-le")
    globals_head = _record(0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + before
    bound_size = 4 + 8 + len(title)
    offset = len(globals_head) + bound_size + 4
    bound = _record(0x0085, struct.pack("<IHBB", offset, 0, len(sheet), 1) + title)
    body = _record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    for (row, column), value in cells.items():
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, bytes):
            body += _record(0x0205, place + value + b"\1")
        elif isinstance(value, int | float):
            body += _record(0x0203, place + struct.pack("<d", value))
        else:
            text = str(value).encode("utf-16-le")
            body += _record(0x0204, place + struct.pack("<HB", len(str(value)), 1) + text)
    return globals_head + bound + _record(0x000A, b"") + body + _record(0x000A, b"")


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


@pytest.fixture
def xls(tmp_path: Path) -> Callable[..., Path]:
    """Write an .xls file with one sheet from its cells by (row, column)."""

    def make(
        sheet: str,
        cells: dict[tuple[int, int], object],
        *,
        name: str = "isian.xls",
        before: bytes = b"",
        stream: str = "Workbook",
    ) -> Path:
        path = tmp_path / name
        path.write_bytes(ole({stream: biff(sheet, cells, before=before)}))
        return path

    return make


@pytest.fixture
def container(tmp_path: Path) -> Callable[[str, dict[str, bytes]], Path]:
    """Write an OLE container with the given streams."""

    def make(name: str, streams: dict[str, bytes]) -> Path:
        path = tmp_path / name
        path.write_bytes(ole(streams))
        return path

    return make


# -- a workbook whose parts are changed -------------------------------------------------------


@pytest.fixture
def with_parts() -> Callable[..., None]:
    """Replace parts of a zip file: name to new bytes, or to None to leave it out."""

    def change(path: Path, parts: dict[str, bytes | None]) -> None:
        source = io.BytesIO(path.read_bytes())
        with (
            zipfile.ZipFile(source) as old,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                if name not in parts:
                    new.writestr(name, old.read(name))
            for name, content in parts.items():
                if content is not None:
                    new.writestr(name, content)

    return change
