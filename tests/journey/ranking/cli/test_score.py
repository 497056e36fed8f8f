"""``score`` at the prompt: tables that a person reads, JSON with the parts, the radar."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

ISSUES = """Dimensi;Isu daerah;U (urgensi);S (keseriusan);G (perkembangan)
living;Stunting masih tinggi;5;4;3
living;Jalan rusak;3;3;3
"""


@pytest.fixture
def filled(city: Any, tmp_path: Path) -> Any:
    """Return a shell in a city whose DINKES has given two issues."""
    path = tmp_path / "issues.csv"
    path.write_text(ISSUES, encoding="utf-8")
    city.must("submit", "contoh", str(path), "--agency", "DINKES")
    return city


def test_scores_are_tables(filled: Any) -> None:
    """Dimensions are columns, parts are rows, issues are a list with the highest first."""
    said = filled.must("score", "contoh").out
    assert "Smart Governance" in said
    assert "Isu dengan data dukung lengkap (%)" in said
    assert "SKOR" in said
    assert "DINKES: 5 + 4 + 3 = 12" in said
    assert said.index("DINKES/issues/1") < said.index("DINKES/issues/2")


def test_json_holds_value_and_parts(filled: Any) -> None:
    """One object per score, with decimals as texts."""
    data = filled.must("score", "contoh", "--rule", "usg_priority", "--json").json["scores"]
    assert [(one["subject"], one["value"]) for one in data] == [
        ("DINKES/issues/1", "12"),
        ("DINKES/issues/2", "9"),
    ]
    assert data[0]["breakdown"][0]["value"] == "12"


def test_a_rule_that_is_not_there_is_refused(filled: Any) -> None:
    """The refusal lists the scoring rules."""
    outcome = filled("score", "contoh", "--rule", "x")
    assert outcome.code == 2
    assert "usg_priority" in outcome.err


def test_the_radar_has_a_spoke_per_dimension(filled: Any, tmp_path: Path) -> None:
    """Six dimensions, six dots, each named with its value."""
    path = tmp_path / "radar.svg"
    filled.must("score", "contoh", "--svg", str(path))
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  our own picture
    assert len(list(root.iter("{http://www.w3.org/2000/svg}circle"))) == 6
    assert "Smart Environment" in "".join(root.itertext())


def test_what_cannot_be_a_radar_is_refused(filled: Any, tmp_path: Path) -> None:
    """Scores of single issues have no spokes."""
    path = str(tmp_path / "radar.svg")
    outcome = filled("score", "contoh", "--rule", "usg_priority", "--svg", path)
    assert outcome.code == 2
    assert "skor 0-100" in outcome.err


def test_other_formats_give_one_row_per_score(filled: Any) -> None:
    """Six dimensions and two issues, below the headings."""
    said = filled.must("score", "contoh", "--format", "csv").out
    assert len(said.strip().splitlines()) == 9
