"""Finding the table: by key or title, in any order, wherever it begins."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.workbook.names import fold_name
from smartflow.workbook.reading.headings import find_headings, known_headings
from smartflow_masterplan.sheets.worksheets import WORKSHEETS

LETTERHEAD = [
    ["PEMERINTAH KOTA SAWAHLUNTO", "", "", ""],
    ["Isu daerah tahun 2026", "", "", ""],
    ["", "", "", ""],
]


def test_below_a_letterhead(town: SimpleNamespace) -> None:
    """A letterhead and titles that quote a heading do not hide the table."""
    grid = [*LETTERHEAD, ["No", "Dimensi", "Isu daerah", "Nilai data"]]
    found = find_headings(town.form, grid)
    assert found is not None
    assert (
        found.row,
        found.positions,
        found.extra,
    ) == (3, {"dimension": 1, "issue": 2, "value": 3}, ("No",))


def test_key_title_case_and_blanks(town: SimpleNamespace) -> None:
    """Keys and titles of both languages, in any case, with stars, colons and breaks, name it."""
    grid = [["DIMENSION *", "isu\ndaerah:", "Budget (rp)", "factor_codes", "ID baris"]]
    found = find_headings(town.form, grid)
    assert found is not None
    assert found.positions == {"dimension": 0, "issue": 1, "budget": 2, "codes": 3}
    assert (found.id_position, found.missing) == (4, ())


def test_missing_and_repeated(town: SimpleNamespace) -> None:
    """A missing required column is named; of a repeated one the first is read."""
    found = find_headings(town.form, [["Isu daerah", "Nilai data", "Isu daerah"]])
    assert found is not None
    assert (
        found.missing,
        found.repeated,
        found.positions["issue"],
    ) == (("dimension",), ("Isu daerah",), 0)


def test_no_table(town: SimpleNamespace) -> None:
    """One heading alone, quoted in a letter, is no table."""
    assert find_headings(town.form, [["Isu daerah"], ["teks"], [3.5, ""]]) is None
    assert find_headings(town.form, []) is None


@settings(max_examples=50)
@given(data=st.data())
def test_order_of_columns_is_free(town: SimpleNamespace, data: st.DataObject) -> None:
    """Whatever the order of the columns, each is found where it stands."""
    columns = data.draw(st.permutations(town.form.columns))
    grid = [*LETTERHEAD, [column.title.id for column in columns]]
    found = find_headings(town.form, grid)
    assert found is not None
    assert {column.key: at for at, column in enumerate(columns)} == found.positions


def test_national_headings_are_unmistakable() -> None:
    """No heading of a national worksheet is taken for another of its columns."""
    for worksheet in WORKSHEETS:
        known = known_headings(worksheet)
        for column in worksheet.columns:
            for name in (column.key, column.title.id, column.title.en):
                assert known[fold_name(name)] == column.key, (worksheet.key, name)


@pytest.mark.parametrize("prefix", ["1. ", "A) ", "(2) ", "IV. "])
def test_numbered_headings(town: SimpleNamespace, prefix: str) -> None:
    """A number before a heading, as printed forms have it, does not hide the column."""
    found = find_headings(town.form, [[f"{prefix}Dimensi *", f"{prefix}Isu\nDaerah"]])
    assert found is not None
    assert found.positions == {"dimension": 0, "issue": 1}


def test_headings_in_two_rows(town: SimpleNamespace) -> None:
    """Under a heading that is merged over several columns, the row below holds further ones."""
    grid = [
        ["No", "Dimensi", "Isu daerah", "Nilai data", "", "", "Jenis"],
        ["", "", "", "Angka", "Tahun", "Anggaran (Rp)", ""],
        [1.0, "LIV", "air", 2.0, 2022.0, 5.0, "Baru"],
    ]
    found = find_headings(town.form, grid)
    assert found is not None
    assert (found.row, found.last) == (0, 1)
    assert found.positions == {
        "dimension": 1,
        "issue": 2,
        "value": 3,
        "year": 4,
        "budget": 5,
        "kind": 6,
    }


def test_words_of_a_row_are_no_second_headings(town: SimpleNamespace) -> None:
    """A first row whose cells happen to be words of headings is a row."""
    grid = [["Dimensi", "Isu daerah", "", ""], ["LIV", "air", "Tahun", "Jenis"]]
    found = find_headings(town.form, grid)
    assert found is not None
    assert (found.last, found.positions) == (0, {"dimension": 0, "issue": 1})
