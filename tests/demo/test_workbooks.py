"""The workbooks of the demo: however an office lays them out, the reader gets what was meant."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from smartflow.language import LANGUAGES, Language
from smartflow.model import Agency, City, Row
from smartflow.workbook import WorkbookPlan, write_template
from smartflow.workbook.reading.reader import read_workbook
from smartflow.workbook.reading.reading import Expectation, SheetReading, WorkbookReading
from smartflow_dimensions import branding, economy, environment, governance, living, society
from smartflow_masterplan.demo import content, rows
from smartflow_masterplan.demo.consolidation import mark_consolidation
from smartflow_masterplan.demo.filing import filled_in, layout_of
from smartflow_masterplan.demo.workbooks import LAYOUTS, read_meta
from smartflow_masterplan.sheets.worksheets import WORKSHEETS

REGISTER = content.register()
CODES = [agency.code for agency in REGISTER.agency]
CITY = City(
    slug=REGISTER.city.slug,
    name=REGISTER.city.name,
    kind=REGISTER.city.kind,
    region_code=REGISTER.city.region_code,
    province=REGISTER.city.province,
)
AGENCIES = tuple(
    Agency(code=a.code, name=a.name, kind=a.kind, dimensions=a.dimensions) for a in REGISTER.agency
)
DIMENSIONS = tuple(
    module.DIMENSION for module in (governance, branding, economy, living, society, environment)
)
SHEETS = {worksheet.key: worksheet for worksheet in WORKSHEETS}
EXPECTED = Expectation(city=CITY, worksheets=SHEETS, dimensions=DIMENSIONS, agencies=AGENCIES)


def template(
    path: Path,
    filler: str,
    *keys: str,
    given: dict[str, tuple[Row, ...]],
    language: Language = "id",
) -> Path:
    """Write the engine's template for a filler and return it."""
    plan = WorkbookPlan(
        city=CITY,
        filler=filler,
        filler_title=filler,
        worksheets=tuple(SHEETS[key] for key in keys),
        dimensions=DIMENSIONS,
        agencies=AGENCIES,
        rows=given,
        language=language,
    )
    write_template(path, plan)
    return path


def sent_by(folder: Path, filler: str, sheets: dict[str, rows.Rows]) -> WorkbookReading:
    """Write a filler's workbook from its template and read it as the engine does."""
    made = template(folder / f"templat-{filler}.xlsx", filler, *sheets, given={})
    path = folder / f"{filler}.xlsx"
    filled_in(path, filler, sheets, made)
    return read_workbook(path, EXPECTED)


def as_meant(sheet: str, row: dict[str, str | int]) -> dict[str, object]:
    """Return a row of the content as its typed cells, the naive way."""
    typed: dict[str, object] = {}
    for column in SHEETS[sheet].columns:
        text = str(row.get(column.key, ""))
        number = text.replace(",", ".")
        if not text:
            typed[column.key] = None
        elif column.type in ("integer", "money"):
            typed[column.key] = int(number)
        elif column.type == "decimal":
            typed[column.key] = Decimal(number)
        elif column.type == "codes":
            typed[column.key] = tuple(part.strip() for part in text.split(","))
        else:
            typed[column.key] = text
    return typed


def as_read(sheet: SheetReading) -> list[dict[str, object]]:
    """Return the cells of a sheet, row by row."""
    return [dict(row.cells) for row in sheet.rows]


def test_all_layouts_are_used() -> None:
    """The offices of the demo show every layout that the reader should cope with."""
    assert {layout_of(code) for code in CODES} == set(LAYOUTS)


@pytest.mark.parametrize("code", CODES)
def test_an_agency_s_workbook_reads_back_as_it_was_meant(tmp_path: Path, code: str) -> None:
    """No layout changes a cell: every row and every typed value comes back, and nothing else."""
    meant = rows.agency_rows(code)
    reading = sent_by(tmp_path, code, meant)
    assert reading.filler == code
    found = {sheet.worksheet: as_read(sheet) for sheet in reading.sheets}
    assert found == {
        sheet: [as_meant(sheet, row) for row in sheet_rows] for sheet, sheet_rows in meant.items()
    }


@pytest.mark.parametrize("key", content.DIMENSIONS)
def test_a_dimension_s_workbook_reads_back_with_its_dates(tmp_path: Path, key: str) -> None:
    """Quick wins come back with real dates; columns of the regional example do no harm."""
    sheets = {"readiness": rows.readiness_rows(key), "quick_wins": rows.quick_win_rows(key)}
    reading = sent_by(tmp_path, key, sheets)
    found = {sheet.worksheet: sheet for sheet in reading.sheets}
    assert not any(row.written for sheet in reading.sheets for row in sheet.rows)
    quick_wins = found["quick_wins"].rows
    assert [f"{row.cells['start']:%d/%m/%Y}" for row in quick_wins] == [
        row["start"] for row in sheets["quick_wins"]
    ]
    assert [row.cells["programme"] for row in quick_wins] == [
        row["programme"] for row in sheets["quick_wins"]
    ]
    assert len(found["readiness"].rows) == len(sheets["readiness"])


def test_the_city_s_workbook_reads_back(tmp_path: Path) -> None:
    """Goals and actions come back whole, with every number and every code."""
    sheets = rows.city_rows()
    reading = sent_by(tmp_path, CITY.slug, sheets)
    found = {sheet.worksheet: as_read(sheet) for sheet in reading.sheets}
    assert found == {key: [as_meant(key, row) for row in part] for key, part in sheets.items()}


def test_the_mistyped_number_is_kept_as_it_was_typed(tmp_path: Path) -> None:
    """The slip refuses no file: it stands beside its cell, and it is the only one."""
    flaw = content.flaws().flaw[0]
    reading = sent_by(
        tmp_path, flaw.agency, rows.with_flaws(flaw.agency, rows.agency_rows(flaw.agency))
    )
    misfits = [row.written for sheet in reading.sheets for row in sheet.rows if row.written]
    assert misfits == [{flaw.column: flaw.wrong}]


def test_a_retyped_workbook_names_no_filler(tmp_path: Path) -> None:
    """Without the hidden sheet the rows still read, and the filler must be named."""
    code = content.flaws().retyped
    path = tmp_path / "x.xlsx"
    filled_in(path, code, rows.agency_rows(code))
    reading = read_workbook(path, EXPECTED)
    assert reading.filler == ""
    counts = {sheet.worksheet: len(sheet.rows) for sheet in reading.sheets}
    assert counts == {sheet: len(part) for sheet, part in rows.agency_rows(code).items()}


@pytest.mark.parametrize("code", CODES)
def test_every_workbook_says_that_it_is_illustration(tmp_path: Path, code: str) -> None:
    """Each sheet of each workbook bears the notice, and so do the file's properties."""
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "x.xlsx"
    filled_in(path, code, rows.agency_rows(code))
    book = openpyxl.load_workbook(path)
    assert "DATA ILUSTRASI" in book.properties.description
    for sheet in book.worksheets:
        words = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
        assert "DATA ILUSTRASI" in words


def test_the_hidden_sheet_of_the_template_is_kept(tmp_path: Path) -> None:
    """What the engine wrote into its template stands in the filled-in workbook."""
    made = template(tmp_path / "t.xlsx", "DINKES", *rows.AGENCY_SHEETS, given={})
    path = tmp_path / "x.xlsx"
    filled_in(path, "DINKES", rows.agency_rows("DINKES"), made)
    assert read_meta(path) == read_meta(made)


def merged_rows(worksheet: str, source: str, dimension: str) -> tuple[Row, ...]:
    """Return all agencies' rows of a dimension as the engine puts them before a coordinator."""
    found = []
    for code in CODES:
        for number, row in enumerate(rows.agency_rows(code)[source], start=1):
            if row["dimension"] != dimension:
                continue
            typed = as_meant(source, row)
            given = {**typed, "source": f"{code}/{source}/{number}", "agency": code}
            cells = {column.key: given.get(column.key) for column in SHEETS[worksheet].columns}
            found.append(Row(cells, id="", worksheet=worksheet, filler=dimension))
    return tuple(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", content.DIMENSIONS)
def test_a_marked_consolidation_decides_on_every_row(
    tmp_path: Path, key: str, language: Language
) -> None:
    """Every row comes back with a decision; a merge names another row, a refusal its reason."""
    given = {
        "swot_merged": merged_rows("swot_merged", "swot", key),
        "tows_merged": merged_rows("tows_merged", "tows", key),
    }
    written = template(tmp_path / "w.xlsx", key, *given, given=given, language=language)
    tally = mark_consolidation(written, tmp_path / "m.xlsx")
    reading = read_workbook(tmp_path / "m.xlsx", EXPECTED)
    read = {sheet.worksheet: sheet.rows for sheet in reading.sheets}
    assert {sheet: len(part) for sheet, part in read.items()} == {
        sheet: len(part) for sheet, part in given.items()
    }
    drafts = [draft for part in read.values() for draft in part]
    decisions = [draft.cells["decision"] for draft in drafts]
    assert [decisions.count(word) for word in ("dipakai", "digabung", "tidak dipakai")] == [
        tally.used,
        tally.merged,
        tally.not_used,
    ]
    for draft in drafts:
        if draft.cells["decision"] == "digabung":
            assert draft.cells["merged_into"]
        if draft.cells["decision"] == "tidak dipakai":
            assert draft.cells["reason"]
    kept = {d.cells["category"] for d in read["swot_merged"] if d.cells["decision"] == "dipakai"}
    assert kept == {"S", "W", "O", "T"}


def test_the_copied_weakness_is_used_once(tmp_path: Path) -> None:
    """Of the five OPD that copied it, one row is used and four are merged into it."""
    given = {"swot_merged": merged_rows("swot_merged", "swot", "governance")}
    written = template(tmp_path / "w.xlsx", "governance", "swot_merged", given=given)
    mark_consolidation(written, tmp_path / "m.xlsx")
    (sheet,) = read_workbook(tmp_path / "m.xlsx", EXPECTED).sheets
    copied = [d.cells for d in sheet.rows if d.cells["factor"] == "Terbatasnya SDM"]
    assert sorted(str(cells["decision"]) for cells in copied) == ["digabung"] * 4 + ["dipakai"]
    assert len({cells["merged_into"] for cells in copied} - {None}) == 1
