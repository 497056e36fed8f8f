"""What a template looks like when it is opened, seen through another library."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from smartflow.language import Text
from smartflow.model import Column, Row, Worksheet
from smartflow.workbook import WorkbookPlan, read_workbook, write_template
from smartflow.workbook.sheet_names import sheet_name
from smartflow_masterplan.sheets.worksheets import WORKSHEETS

HEADER = 4
HOSTILE = ["=1+1", "+62 812", "-5 derajat", "@SUM(A1)", "\tmenjorok", '=HYPERLINK("http://x")']


def row(cells: dict[str, Any], **more: Any) -> Row:
    """Make a submitted row of the form."""
    blank = dict.fromkeys(
        (
            "dimension",
            "issue",
            "value",
            "year",
            "budget",
            "start",
            "codes",
            "kind",
            "owner",
            "helpers",
        )
    )
    named: dict[str, Any] = {"id": "DINKES/issues/1", **more}
    return Row({**blank, **cells}, worksheet="issues", filler="DINKES", **named)


def test_sheets_and_meta(template: Callable[..., Path], town: SimpleNamespace) -> None:
    """Instructions come first, the worksheets follow, and what the reader needs is hidden."""
    book = openpyxl.load_workbook(template(worksheets=(town.form, town.swot)))
    assert book.sheetnames == [
        "Petunjuk",
        "Analisis Isu Daerah",
        "Analisis SWOT",
        "_daftar",
        "_meta",
    ]
    assert [book[name].sheet_state for name in ("_daftar", "_meta")] == ["veryHidden", "veryHidden"]
    meta = {line[0].value: line[1].value for line in book["_meta"].iter_rows()}
    assert (
        meta["city"],
        meta["region_code"],
        meta["filler"],
    ) == ("sawahlunto", "13.73", "DINKES")


def test_headings_in_the_chosen_language(
    template: Callable[..., Path], town: SimpleNamespace
) -> None:
    """The headings are the titles of the chosen language, behind the id column."""
    for language, title in (("id", "Analisis Isu Daerah"), ("en", "Regional issues")):
        page = openpyxl.load_workbook(template(language=language))[title]
        shown = [cell.value for cell in page[HEADER]][: len(town.form.columns) + 1]
        assert [column.title.in_(language) for column in town.form.columns] == shown[1:]


def test_headings_and_ids_are_locked_cells_are_not(template: Callable[..., Path]) -> None:
    """In the protected sheet only the cells below the headings can be written to."""
    page = openpyxl.load_workbook(template(rows={"issues": (row({"issue": "air"}),)}))[
        "Analisis Isu Daerah"
    ]
    assert page.protection.sheet
    assert page["C4"].protection.locked
    assert page["A5"].protection.locked
    assert not page["C5"].protection.locked
    assert not page.column_dimensions["C"].protection.locked
    assert page.freeze_panes == "B5"


def test_folded_columns(template: Callable[..., Path]) -> None:
    """Optional columns are grouped and folded; the others are shown."""
    page = openpyxl.load_workbook(template())["Analisis Isu Daerah"]
    folded = page.column_dimensions["J"]
    assert (folded.outlineLevel, folded.hidden) == (1, True)
    assert not page.column_dimensions["C"].hidden
    assert page.column_dimensions["A"].width < 6


def test_required_columns_stand_out(template: Callable[..., Path]) -> None:
    """Required, optional and folded headings have three different colours."""
    page = openpyxl.load_workbook(template())["Analisis Isu Daerah"]
    colours = {page[f"{column}4"].fill.fgColor.rgb for column in "BDJ"}
    assert len(colours) == 3


def test_checks_while_typing(template: Callable[..., Path], town: SimpleNamespace) -> None:
    """Drop-downs and number checks are there, with messages in Indonesian."""
    page = openpyxl.load_workbook(template())["Analisis Isu Daerah"]
    by_place = {str(one.sqref)[0]: one for one in page.data_validations.dataValidation}
    kinds = {place: one.type for place, one in by_place.items()}
    assert {place: kind for place, kind in kinds.items() if kind and kind != "none"} == {
        "B": "list",
        "D": "decimal",
        "E": "whole",
        "F": "whole",
        "G": "date",
        "I": "list",
        "J": "list",
    }
    assert "rupiah penuh" in by_place["F"].error
    assert by_place["J"].errorStyle == "warning"


def test_drop_downs_hold_the_words(template: Callable[..., Path], town: SimpleNamespace) -> None:
    """The drop-down of the dimensions is a range with their titles, agencies by code."""
    book = openpyxl.load_workbook(template())
    lists = [[cell.value for cell in column if cell.value] for column in book["_daftar"].columns]
    assert lists == [
        ["Smart Living", "Smart Society"],
        ["Rutin", "Baru"],
        ["DINKES", "DISDIK"],
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_a_formula(
    template: Callable[..., Path], town: SimpleNamespace, text: str
) -> None:
    """Text that begins like a formula is written as text, and is read back as it was."""
    path = template(rows={"issues": (row({"dimension": "living", "issue": text}),)})
    cell = openpyxl.load_workbook(path)["Analisis Isu Daerah"]["C5"]
    assert ("s", text) == (cell.data_type if cell.data_type != "f" else "f", cell.value)
    (sheet,) = read_workbook(path, town.expected).sheets
    assert text.strip() == sheet.rows[0].cells["issue"]


def test_submitted_rows_stand_there_again(
    template: Callable[..., Path], town: SimpleNamespace
) -> None:
    """A template filled with submitted rows reads back as those rows, misfits included."""
    cells: dict[str, Any] = {
        "dimension": "living",
        "issue": "air bersih\nbelum merata",
        "value": Decimal("2.38"),
        "year": 2026,
        "budget": 1_500_000_000_000,
        "start": date(2026, 12, 31),
        "codes": ("S1", "O2"),
        "kind": "Baru",
        "owner": "DISDIK",
        "helpers": ("DINKES", "DISDIK"),
    }
    good = row(cells)
    bad = row({"issue": "x"}, id="DINKES/issues/4", written={"value": "1.000", "start": "besok"})
    path = template(rows={"issues": (good, bad)})
    (sheet,) = read_workbook(path, town.expected).sheets
    first, second = sheet.rows
    assert ("DINKES/issues/1", cells) == (first.id, first.cells)
    assert (second.id, second.written) == ("DINKES/issues/4", {"value": "1.000", "start": "besok"})


def test_figures_beyond_a_double_stay_exact(
    template: Callable[..., Path], town: SimpleNamespace
) -> None:
    """A figure with more digits than a spreadsheet keeps is written as text, and reads the same."""
    long = Decimal("12345678901234567.25")
    path = template(rows={"issues": (row({"issue": "x", "value": long}),)})
    (sheet,) = read_workbook(path, town.expected).sheets
    assert long == sheet.rows[0].cells["value"]


def test_dates_are_dates(template: Callable[..., Path]) -> None:
    """A date is a real date in the sheet, shown day first."""
    path = template(rows={"issues": (row({"issue": "x", "start": date(2026, 12, 31)}),)})
    cell = openpyxl.load_workbook(path)["Analisis Isu Daerah"]["G5"]
    assert (datetime(2026, 12, 31), "dd/mm/yyyy") == (cell.value, cell.number_format)  # noqa: DTZ001


def test_long_and_equal_titles(tmp_path: Path, town: SimpleNamespace) -> None:
    """Titles that are too long, forbidden or alike give sheets that can be told apart."""
    title = Text("Analisis SWOT/TOWS gabungan: dimensi dan OPD", "Merged [all]")
    columns = (Column("a", Text("Satu", "One"), required=True), Column("b", Text("Dua", "Two")))
    twins = tuple(Worksheet(key, 1, title, columns) for key in ("one", "two"))
    path = tmp_path / "x.xlsx"
    write_template(path, WorkbookPlan(town.city, "DINKES", "Dinas", twins))
    expected = town.expected.__class__(
        town.city, {one.key: one for one in twins}, (), town.agencies
    )
    assert [sheet.worksheet for sheet in read_workbook(path, expected).sheets] == ["one", "two"]
    assert len(sheet_name(title.id)) <= 31


@pytest.mark.parametrize("language", ["id", "en"])
def test_national_templates_read_empty(
    tmp_path: Path, town: SimpleNamespace, language: Any
) -> None:
    """Every national worksheet makes a template that reads back empty and without a note."""
    path = tmp_path / "all.xlsx"
    plan = WorkbookPlan(
        town.city,
        "sawahlunto",
        "Kota Sawahlunto",
        WORKSHEETS,
        town.dimensions,
        town.agencies,
        {},
        language,
    )
    write_template(path, plan)
    every = {one.key: one for one in WORKSHEETS}
    reading = read_workbook(
        path, town.expected.__class__(town.city, every, town.dimensions, town.agencies)
    )
    assert [(one.key, ()) for one in WORKSHEETS] == [
        (one.worksheet, one.rows) for one in reading.sheets
    ]
    assert reading.notes == ()


def test_a_place_that_cannot_be_written(tmp_path: Path, town: SimpleNamespace) -> None:
    """A folder that is not there is the system's error, for the command to explain."""
    with pytest.raises(OSError, match=r"x\.xlsx"):
        write_template(tmp_path / "no" / "x.xlsx", WorkbookPlan(town.city, "D", "D", (town.form,)))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kertas Kerja SWOT", "Kertas Kerja SWOT"),
        ("Kertas Kerja Analisis Isu Daerah", "Analisis Isu Daerah"),
        ("Consolidated SWOT of the dimension", "Consolidated SWOT of the"),
        ("Isu: kota/kabupaten?", "Isu kota kabupaten"),
        ("x" * 40, "x" * 31),
    ],
)
def test_sheet_names(title: str, name: str) -> None:
    """A sheet's name is its title; too long a one loses its generic words, then whole words."""
    assert sheet_name(title) == name
    assert sheet_name(title, frozenset({name.lower()})) == f"{name[:29].strip()} 2"


def test_a_failed_template_leaves_the_old_one(
    template: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the new file cannot be put in its place, the old one is whole and nothing else lies."""
    path = template()
    before = path.read_bytes()

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match=re.escape(path.name)):
        template()
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(9999, 12, 31)])
def test_days_beyond_excels_calendar(
    template: Callable[..., Path], town: SimpleNamespace, day: date
) -> None:
    """A day that Excel cannot count comes back from a template as the same day."""
    cells = {"dimension": "living", "issue": "arsip", "start": day}
    row = Row(cells, id="DINKES/issues/1", worksheet="issues", filler="DINKES", number=5)
    (sheet,) = read_workbook(template(rows={"issues": (row,)}), town.expected).sheets
    assert [one.cells["start"] for one in sheet.rows] == [day]
