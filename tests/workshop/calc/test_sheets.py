"""Tables as people really lay them out: each computes to what its formula gives by hand.

``sheets/NAME.csv`` is the table; ``NAME.json`` holds the same table as TOML would, the numbers that
its formula gives (computed apart, with numpy where a matrix is), and what is to be found in it.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.workshop.calc.forms import FORMS

SHEETS = Path(__file__).parent / "sheets"
NAMES = sorted(path.stem for path in SHEETS.glob("*.csv"))
EACH = pytest.mark.parametrize("name", NAMES)
COMMA = re.compile(r"-?[0-9]+(,[0-9]+)?")
PERCENT = re.compile(r"[0-9]+%")


def _case(name: str) -> Any:
    return json.loads((SHEETS / f"{name}.json").read_text(encoding="utf-8"))


def _words(case: Any) -> list[str]:
    settings = case.get("settings", {})
    return [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]


def _found(outcome: Any) -> list[list[str | None]]:
    return [[one["code"], one["row"]] for one in outcome.json["findings"]]


def _numbers(out: Any) -> Any:
    """Return what was computed, without the sentences, and without codes that were none."""
    return {key: value for key, value in out.items() if key not in ("findings", "method")}


def _excel(cell: str) -> object:
    """Return a cell as Excel holds it when somebody types it: a number, where it is one."""
    if PERCENT.fullmatch(cell):
        return int(cell[:-1]) / 100
    if COMMA.fullmatch(cell):
        number = float(cell.replace(",", "."))
        return int(number) if number.is_integer() else number
    return cell or None


@EACH
def test_a_sheet_gives_the_numbers_of_its_formula(calc: Any, name: str) -> None:
    """The numbers are those computed apart, the findings those that were put in."""
    case = _case(name)
    outcome = calc(case["method"], SHEETS / f"{name}.csv", *_words(case), "--json")
    expected = case["expect"]
    assert {key: outcome.json.get(key) for key in expected} == _near(expected)
    assert _found(outcome) == case["findings"]
    wrong = any(one["severity"] == "error" for one in outcome.json["findings"])
    assert outcome.code == int(wrong)


@EACH
def test_a_sheet_says_what_its_toml_says(calc: Any, name: str) -> None:
    """The table written as TOML computes to the same numbers."""
    case = _case(name)
    outcome = calc(case["method"], SHEETS / f"{name}.csv", *_words(case), "--json")
    table = calc.toml(case["table"])
    assert _numbers(calc(case["method"], table, "--json").json) == _numbers(outcome.json)


@EACH
def test_excel_says_what_the_csv_says(calc: Any, name: str) -> None:
    """Typed into Excel, where numbers are numbers and percents parts of one, it is the same."""
    case = _case(name)
    with (SHEETS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [[_excel(cell) for cell in row] for row in csv.reader(file, delimiter=";")]
    outcome = calc(case["method"], SHEETS / f"{name}.csv", *_words(case), "--json")
    typed = calc(case["method"], calc.xlsx(rows), *_words(case), "--json")
    assert typed.json == outcome.json


STRAY = st.sampled_from(
    [
        *("", "-", "abc", "1.000", "0", "-3", "1/3", "15%", "#DIV/0!", "Total", "Kekuatan", "AS"),
        *("Bobot", "Rating", "U", "Alternatif", "cost", "Sumber: x", "Skala: 1-5", "x" * 10_000),
    ]
)


@given(data=st.data())
@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_sheet_with_stray_cells_is_never_a_traceback(calc: Any, data: st.DataObject) -> None:
    """Whatever stands in a few cells of a good sheet, it is computed or refused, by any method."""
    name = data.draw(st.sampled_from(NAMES))
    with (SHEETS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    places = [(y, x) for y, row in enumerate(rows) for x in range(len(row))]
    for y, x in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=4)):
        rows[y][x] = data.draw(STRAY)
    case = _case(name)
    method = data.draw(st.sampled_from([case["method"], *FORMS]))
    path = calc.csv(rows)
    for words in (("--json",), ()):
        outcome = calc(method, path, *words)
        assert outcome.code in (0, 1, 2), outcome.err


def _near(expected: Any) -> Any:
    """Allow the last of six decimals, which a float may round the other way."""
    if isinstance(expected, dict):
        return {key: _near(value) for key, value in expected.items()}
    if isinstance(expected, list):
        return [_near(value) for value in expected]
    return pytest.approx(expected, abs=1.1e-6) if isinstance(expected, float) else expected


def test_internal_and_external_factors_may_have_a_sheet_each(calc: Any) -> None:
    """Both are read as one table; a cover and a sheet of notes are told as not read."""
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Sampul"
    cover.append(["Analisis SWOT Kota Contoh"])
    for title, strong, weak in (("IFAS", "Kekuatan", "Kelemahan"), ("EFAS", "Peluang", "Ancaman")):
        sheet = book.create_sheet(title)
        for row in (
            ["No", f"Faktor {title}", "Bobot", "Rating", "Skor"],
            ["", strong],
            [1, f"{strong} satu", 0.6, 4, 2.4],
            ["", weak],
            [1, f"{weak} satu", 0.4, 2, 0.8],
            ["", "Jumlah", 1, None, 3.2 if title == "IFAS" else 3.3],
        ):
            sheet.append(row)
    book.create_sheet("Catatan").append(["tanpa tabel"])
    path = calc.folder / "swot.xlsx"
    book.save(path)
    book.close()
    settings = ("--set", "convention=david", "--set", "scale=1-4", "--set", "weight_scope=side")
    outcome = calc("ifas", path, *settings, "--json")
    assert outcome.json["totals"] == {
        "S": 2.4,
        "W": 0.8,
        "O": 2.4,
        "T": 0.8,
        "internal": 3.2,
        "external": 3.2,
    }
    assert _found(outcome) == [["IFS017", None]]
    assert "EFAS: Baris jumlah tidak dihitung sebagai isi tabel: baris 6" in outcome.err
    assert "Lembar tidak dibaca: 'Sampul', 'Catatan'" in outcome.err


def test_a_missing_category_is_not_guessed(calc: Any) -> None:
    """Only merged cells are filled down; one blank among written ones is a finding."""
    rows = [
        ["Kategori", "Faktor", "Bobot", "Rating"],
        ["S", "Serat", 0.6, 4],
        ["W", "Pegawai", 0.4, 2],
        ["O", "Dana", 0.5, 3],
        [None, "Longsor", 0.5, 2],
    ]
    outcome = calc("ifas", calc.csv(rows), "--json")
    assert ["IFS006", "Longsor"] in _found(outcome)


def test_a_column_of_sums_is_no_criterion(calc: Any) -> None:
    """It is told as not read; a criterion that only begins so is one."""
    rows = [
        ["Alternatif", "Jumlah penduduk", "Biaya", "Total"],
        ["Jenis", "benefit", "cost", None],
        ["Bobot", 0.5, 0.5, 1],
        ["A", 10, 2, 12],
        ["B", 20, 4, 24],
    ]
    outcome = calc("saw", calc.csv(rows), "--json")
    assert outcome.json["scores"] == [0.75, 0.75]
    assert "Kolom tidak dibaca: 'Total'" in outcome.err


def test_what_a_sheet_lacks_is_said_once(calc: Any) -> None:
    """Without categories, or without types, one sentence says where they are to stand."""
    rows = [["Faktor", "Bobot", "Rating"], ["Serat", 0.6, 4], ["Pegawai", 0.4, 2]]
    assert "di atas faktornya" in calc("ifas", calc.csv(rows)).err
    rows = [["Alternatif", "Biaya", "Dampak"], ["A", 1, 2], ["B", 2, 3]]
    assert "a row 'Type'" in calc("saw", calc.csv(rows), "--lang", "en").err


UNKNOWN = [["Nama", "Umur"], ["Budi", "tiga"], ["Ani", "empat"]]


@pytest.mark.parametrize("method", list(FORMS))
def test_an_unknown_layout_is_answered_with_one_that_is_known(calc: Any, method: str) -> None:
    """The refusal shows a small table; laid out so, it is read."""
    outcome = calc(method, calc.csv(UNKNOWN))
    sample = FORMS[method].sample
    assert (outcome.code, outcome.out) == (2, "")
    assert f"Susun misalnya begini: {sample.id}." in outcome.err
    for words in (sample.id, sample.en):
        rows = words.split(", ")[0].split(" / ")
        table = calc.text("".join(f"{row}\n" for row in rows), "sample.csv")
        assert calc(method, table, "--json").code in (0, 1)


def test_a_letterhead_a_signature_and_long_words_are_no_rows(calc: Any) -> None:
    """What stands around a table is told as not read; right-to-left names stay whole."""
    name = "\u0645\u0634\u0643\u0644\u0629"
    rows = [
        ["PEMERINTAH KOTA CONTOH"],
        ["x" * 10_000],
        ["No", "Isu", "U", "S", "G"],
        [1, name, 5, 4, 3],
        [2, "y" * 10_000, 4, 4, 4],
        [],
        ["", "Kepala Dinas"],
        ["", "z" * 10_000],
    ]
    outcome = calc("usg", calc.csv(rows), "--set", "scale=1-5", "--json")
    assert outcome.code == 0
    assert [row["name"] for row in outcome.json["rows"]] == [name, "y" * 10_000]
    assert "baris 7, 8" in outcome.err
