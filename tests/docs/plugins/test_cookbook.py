"""docs/plugins/cookbook.md: every example is loaded, and does what the page says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[3] / "docs" / "plugins" / "cookbook.md"
KINDS = {
    "bell": {"observer"},
    "enough": {"rule", "setting"},
    "foreword": {"chapter"},
    "mobility": {"dimension"},
    "oneline": {"format"},
    "visits": {"rule", "worksheet"},
    "voices": {"scoring rule"},
    "wards": {"column", "rule"},
}


def test_the_page_works_as_printed(reader: Any) -> None:
    """Each file of the page becomes a loaded plugin of the kind that its heading promises."""
    reader.environment["SMARTFLOW_CONFIG"] = str(reader.folder / "config")
    reader.follow(PAGE)
    listed = json.loads(reader.type("smartflow plugin list --json", "test"))["plugins"]
    own = {one["name"]: set(one["registers"]) for one in listed if not one["built_in"]}
    states = {one["state"] for one in listed if one["name"] in KINDS}
    assert (own, states) == (KINDS, {"loaded"})


def test_the_column_is_in_the_form(reader: Any) -> None:
    """The template that the page writes has the region's column behind the national ones."""
    from openpyxl import load_workbook

    reader.environment["SMARTFLOW_CONFIG"] = str(reader.folder / "config")
    reader.follow(PAGE)
    book = load_workbook(reader.folder / "forms" / "solok-DISHUB.xlsx")
    cells = {cell for row in book.worksheets[1].iter_rows(values_only=True) for cell in row}
    assert "Nagari that raised it" in cells
