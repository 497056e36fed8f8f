"""docs/plugins/check.md: its example is followed, and its table is the list of aspects.

``python tests/docs/plugins/test_check_page.py`` writes the table anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from smartflow.workshop.examining import ASPECTS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "plugins" / "check.md"
BEGIN, END = "<!-- aspects -->\n", "<!-- /aspects -->"


def table() -> str:
    """Return the table of aspects, a row for each."""
    rows = [f"| `{code}` | {one.title.en} | {one.fix.en} |\n" for code, one in ASPECTS.items()]
    return "".join(["| code | asks | else |\n", "|---|---|---|\n", *rows])


def divided(page: str) -> tuple[str, str, str]:
    """Return a page before, in and behind the table."""
    before, _, rest = page.partition(BEGIN)
    inside, _, after = rest.partition(END)
    return before, inside, after


def test_the_table_is_the_list_of_aspects() -> None:
    """Every code is told with what it asks and how it is mended."""
    assert divided(PAGE.read_text(encoding="utf-8"))[1] == table()


@pytest.mark.slow
def test_the_page_can_be_followed(reader: Any) -> None:
    """Everything it says to type ends as it says, and the reports are written."""
    reader.follow(PAGE)
    assert (reader.folder / "report.json").is_file()
    assert (reader.folder / "report.xml").is_file()


if __name__ == "__main__":
    before, _, after = divided(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(f"{before}{BEGIN}{table()}{END}{after}", encoding="utf-8")
