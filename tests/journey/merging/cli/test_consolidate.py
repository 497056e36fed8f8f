"""``smartflow consolidate`` at the prompt: what a coordinator reads, and an agency afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

DINKES = """Dimensi;Kategori;Kode;Faktor
living;S;S1;Posyandu aktif
living;W;W1;Terbatasnya SDM
society;S;S1;Warga guyub
"""
KELURAHAN = """Dimensi;Kategori;Kode;Faktor
living;W;W1;terbatasnya SDM.
living;T;T1;Longsor kecil
"""


@pytest.fixture
def submitted(city: Any, tmp_path: Path) -> Any:
    """Return a shell in a city two of whose agencies have given SWOT; both say W1."""
    for agency, text in (("DINKES", DINKES), ("KEL-A", KELURAHAN)):
        path = tmp_path / f"{agency}.csv"
        path.write_text(text, encoding="utf-8")
        city.must("submit", "contoh", str(path), "--agency", agency)
    return city


@pytest.fixture
def sheet(submitted: Any, tmp_path: Path) -> Path:
    """Return the sheet of living as it was written."""
    path = tmp_path / "gabungan.xlsx"
    submitted.must("consolidate", "contoh", "living", "-o", str(path), "--as", "Ani")
    return path


def mark(path: Path, *decisions: tuple[str, ...]) -> None:
    """Write decision, target and reason beside the rows, from the first one on."""
    book = load_workbook(path)
    sheet = book["SWOT gabungan dimensi"]
    column = {cell.value: cell.column for cell in sheet[4]}
    for line, cells in enumerate(decisions, start=5):
        for title, words in zip(("Keputusan", "Digabung ke", "Alasan"), cells, strict=False):
            sheet.cell(line, column[title], words)
    book.save(path)


USUAL = (
    ("dipakai",),
    ("dipakai",),
    ("digabung", "DINKES:W1", "Kata yang sama"),
    ("tidak dipakai", "", "Bersifat setempat"),
)


def test_the_sheet_says_how_many_rows_are_alike(submitted: Any, tmp_path: Path) -> None:
    """The coordinator knows before opening it that there is something to merge."""
    path = tmp_path / "gabungan.xlsx"
    said = submitted.must("consolidate", "contoh", "living", "-o", str(path)).out
    assert f"4 baris ditulis ke {path}, 2 di antaranya mirip baris lain." in said


def test_what_was_decided_is_counted_at_once_and_in_the_history(
    submitted: Any, sheet: Path
) -> None:
    """Used, merged, not used: on the way back, and in the line of the act, in both languages."""
    mark(sheet, *USUAL)
    said = submitted.must("consolidate", "contoh", "living", str(sheet), "--as", "Ani")
    counted = "2 dipakai, 1 digabung, 1 tidak dipakai"
    assert f"SWOT gabungan dimensi: {counted}." in said.out
    assert "Langkah berikutnya: smartflow check contoh" in said.err
    assert f"SWOT gabungan dimensi ({counted})" in submitted.must("history", "contoh").out
    english = submitted.must("--lang", "en", "history", "contoh").out
    assert "Consolidated SWOT of the dimension (2 used, 1 merged, 1 not used)" in english


def test_whoever_looks_at_the_dimension_sees_who_dropped_what_and_why(
    submitted: Any, sheet: Path
) -> None:
    """Merged and dropped rows name the target, the person, the day, the entry and the reason."""
    mark(sheet, *USUAL)
    submitted.must("consolidate", "contoh", "living", str(sheet), "--as", "Ani")
    said = submitted.must("swot", "contoh", "living").out
    assert "  - KEL-A:W1 terbatasnya SDM.\n    digabung → DINKES:W1, oleh Ani, 24 Nov 2026" in said
    assert "): Kata yang sama\n" in said
    assert "  - KEL-A:T1 Longsor kecil\n    tidak dipakai, oleh Ani, 24 Nov 2026" in said
    data = submitted.must("swot", "contoh", "living", "--json").json["dimensions"][0]
    dropped = data["left_out"][1]
    assert (dropped["code"], dropped["outcome"], dropped["by"], dropped["day"]) == (
        *("KEL-A:T1", "not_used"),
        *("Ani", "2026-11-24"),
    )
    assert dropped["reason"] == "Bersifat setempat"


def test_a_dimension_all_of_whose_rows_were_dropped_says_so(submitted: Any, sheet: Path) -> None:
    """Without a factor left, the view still names each that there was."""
    mark(sheet, *[("tidak dipakai", "", "Diulang dari awal")] * 4)
    submitted.must("consolidate", "contoh", "living", str(sheet), "--as", "Ani")
    said = submitted.must("swot", "contoh", "living").out
    assert said.count("Diulang dari awal") == 4
    assert "Belum ada faktor" not in said


def test_an_agency_learns_where_each_of_its_rows_went(submitted: Any, sheet: Path) -> None:
    """Its used, merged and dropped rows are listed, and no other agency's."""
    mark(sheet, *USUAL)
    submitted.must("consolidate", "contoh", "living", str(sheet), "--as", "Ani")
    rows = submitted.must("swot", "contoh", "--agency", "kel-a", "--json").json["rows"]
    assert [(row["code"], row["outcome"], row["merged_into"], row["by"]) for row in rows] == [
        ("KEL-A:W1", "merged", "DINKES:W1", "Ani"),
        ("KEL-A:T1", "not_used", "", "Ani"),
    ]
    said = submitted.must("swot", "contoh", "--agency", "DINKES").out
    assert "DINKES:W1 Terbatasnya SDM\n    dipakai, oleh Ani" in said
    assert "DINKES:S1 Warga guyub\n    belum masuk lembar gabungan" in said
    assert "KEL-A" not in said
    flat = submitted.must("swot", "contoh", "living", "--agency", "DINKES", "--format", "csv").out
    assert len(flat.splitlines()) == 3


def test_an_agency_without_rows_is_told_so(submitted: Any) -> None:
    """Somebody who gave nothing has nothing that went anywhere; a picture is another question."""
    submitted.must("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd")
    assert "DLH belum mengirim baris" in submitted.must("swot", "contoh", "--agency", "DLH").out
    refused = submitted("swot", "contoh", "--agency", "DLH", "--svg", "x.svg")
    assert (refused.code, "tanpa gambar" in refused.err) == (2, True)


def test_a_word_that_is_no_decision_is_kept_and_noted(submitted: Any, sheet: Path) -> None:
    """It is said at its cell, counted as undecided, and the gate asks for it."""
    mark(sheet, ("mungkin",), *USUAL[1:])
    said = submitted.must("consolidate", "contoh", "living", str(sheet))
    assert "baris 5, kolom Keputusan" in said.err
    assert "mungkin" in said.err
    assert "1 belum diputuskan" in said.out


def test_somebody_elses_newer_decisions_are_not_undone_unseen(submitted: Any, sheet: Path) -> None:
    """An older sheet is refused with who, when and the two ways on; ``--replace`` is one."""
    mark(sheet, *USUAL)
    submitted.must("consolidate", "contoh", "living", str(sheet), "--as", "Ani")
    mark(sheet, ("tidak dipakai", "", "Lain"))
    refused = submitted("consolidate", "contoh", "living", str(sheet), "--as", "Budi")
    assert refused.code == 2
    assert "Ani mengonsolidasi" in refused.err
    assert "--replace" in refused.err
    submitted.must("consolidate", "contoh", "living", str(sheet), "--as", "Budi", "--replace")
