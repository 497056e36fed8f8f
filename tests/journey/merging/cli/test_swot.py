"""``swot`` at the prompt: counts, totals, quadrant, every factor with its agency, a picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

SWOT = """Dimensi;Kategori;Kode;Faktor;Bobot;Rating
living;S;S1;Posyandu aktif;0,6;4
living;W;W1;Data belum terhubung;0,4;2
living;O;O1;Dukungan perantau;0,3;3
living;T;T1;Cuaca berubah;0,7;2
society;S;S1;Warga guyub;;
"""
TOWS = """Dimensi;Sel;Kode strategi;Strategi;Faktor yang dirujuk
living;SO;SO1;Memperluas posyandu;S1, O1
"""


@pytest.fixture
def filled(city: Any, tmp_path: Path) -> Any:
    """Return a shell in a city whose DINKES has given SWOT and TOWS."""
    for name, text in (("swot", SWOT), ("tows", TOWS)):
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        city.must("submit", "contoh", str(path), "--agency", "DINKES")
    return city


def test_a_dimension_in_words(filled: Any) -> None:
    """The sums can be followed: S - W, O - T, the quadrant, who cites whom, what nobody uses."""
    said = filled.must("swot", "contoh", "living").out
    assert "x = S - W = 2,4 - 0,8 = 1,6" in said
    assert "y = O - T = 0,9 - 1,4 = -0,5" in said
    assert "Kuadran: II ST (diversifikasi)" in said
    assert "DINKES:S1" in said
    assert "DINKES:SO1" in said
    assert "Belum dirujuk: DINKES:T1 Cuaca berubah" in said
    assert "Warga guyub" not in said


def test_all_dimensions_and_the_city_as_json(filled: Any) -> None:
    """Numbers are texts, the quadrant has its numeral, and a dimension without numbers none."""
    data = filled.must("swot", "contoh", "--json").json
    by_key = {one["key"]: one for one in data["dimensions"]}
    living, society = by_key["living"], by_key["society"]
    assert living["counts"] == {"S": 1, "W": 1, "O": 1, "T": 1}
    assert (living["totals"]["x"], living["totals"]["y"]) == ("1.6", "-0.5")
    assert living["totals"]["quadrant"]["roman"] == "II"
    assert living["factors"][0]["cited_by"] == ["DINKES:SO1"]
    assert living["consolidated"] is False
    assert (society["counts"]["S"], society["totals"]) == (1, None)
    assert data["totals"]["quadrant"]["strategy"] == "ST"


def test_the_picture_holds_every_point(filled: Any, tmp_path: Path) -> None:
    """The city and the one dimension with numbers are named in the description."""
    path = tmp_path / "kuadran.svg"
    filled.must("swot", "contoh", "--svg", str(path))
    words = "".join(ET.fromstring(path.read_text(encoding="utf-8")).itertext())  # noqa: S314
    assert "Kota Contoh" in words
    assert "Smart Living" in words
    assert "x 1,6; y -0,5" in words


def test_an_unknown_dimension_is_refused(filled: Any) -> None:
    """The refusal lists the dimensions."""
    outcome = filled("swot", "contoh", "laut")
    assert outcome.code == 2
    assert "living" in outcome.err


def test_without_factors_the_next_step_is_said(city: Any) -> None:
    """An empty city is told to submit first."""
    assert "smartflow submit contoh BERKAS" in city.must("swot", "contoh").out


def test_other_formats_give_the_factors(filled: Any) -> None:
    """CSV holds every factor, with dimension and category."""
    said = filled.must("swot", "contoh", "--format", "csv").out
    assert len(said.strip().splitlines()) == 6


def test_who_dropped_a_factor_stays_known(filled: Any, tmp_path: Path) -> None:
    """After consolidation the dropped factor is listed with its reason and counts no more."""
    from openpyxl import load_workbook

    path = tmp_path / "gabungan.xlsx"
    filled.must("consolidate", "contoh", "living", "-o", str(path))
    book = load_workbook(path)
    for sheet in book.worksheets:
        _decide(sheet)
    book.save(path)
    filled.must("consolidate", "contoh", "living", str(path))
    data = filled.must("swot", "contoh", "living", "--json").json["dimensions"][0]
    assert data["consolidated"] is True
    dropped = {one["code"]: (one["decision"], one["reason"]) for one in data["left_out"]}
    assert dropped == {"DINKES:T1": ("tidak dipakai", "di luar kendali")}
    assert data["counts"]["T"] == 0
    assert "di luar kendali" in filled.must("swot", "contoh", "living").out


def _decide(sheet: Any) -> None:
    """Mark every row as used, but T1, which is dropped with a reason."""
    heads: dict[str, int] = {}
    for row in sheet.iter_rows():
        names = {str(cell.value): cell.column for cell in row if cell.value}
        if "Keputusan" in names:
            heads = names
        elif heads and row[heads["Kode" if "Kode" in heads else "Kode strategi"] - 1].value:
            code = row[heads["Kode" if "Kode" in heads else "Kode strategi"] - 1].value
            drop = code == "T1"
            row[heads["Keputusan"] - 1].value = "tidak dipakai" if drop else "dipakai"
            if drop:
                row[heads["Alasan"] - 1].value = "di luar kendali"
