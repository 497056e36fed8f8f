"""docs/plugins/templates.md: a shipped template spoiled, and a format with one of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "plugins" / "templates.md"


def _frame() -> str:
    """Return the template that the page tells its reader to save."""
    behind = PAGE.read_text(encoding="utf-8").split("Beside it lies what is shipped:", 1)[1]
    return behind.split("```", 2)[1].lstrip("\n")


@pytest.mark.slow
def test_the_page_works_as_printed(reader: Any) -> None:
    """The copy is fine, the mistyped one is told, and the format of the page is one like others."""
    tried: list[str] = []

    def spoil() -> None:
        path = reader.folder / "templates" / "book.html"
        if tried:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("{{ title }}", "{{ titel }}"), encoding="utf-8")
        tried.append(path.name)

    def save() -> None:
        (reader.folder / "templates" / "book.html").unlink()
        (reader.folder / "rules" / "leaflet.frame").write_text(_frame(), encoding="utf-8")

    reader.before = {
        "smartflow template check templates/book.html": spoil,
        "smartflow plugin trust": save,
    }
    reader.follow(PAGE)
    assert len(tried) == 2
    own = reader.folder / "templates" / "analysis.frame"
    own.write_text("$titel\n", encoding="utf-8")
    printed = reader.type(f"smartflow template check {own}  # exit code 2", "test")
    assert "line 1: Unknown placeholder \"titel\". Did you mean 'title'" in printed
