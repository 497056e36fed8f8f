"""docs/portfolio.md: every command of the page works, and what it quotes is what is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "portfolio.md"


@pytest.mark.slow
def test_the_page_goes_as_told(reader: Any) -> None:
    """Every command that is meant to be typed ends as the page says, and writes its files."""
    reader.follow(PAGE)
    written = {path.name for path in (reader.folder).glob("papan.*")}
    assert written == {"papan.html", "papan.xlsx"}


def test_quoted_messages_are_real() -> None:
    """What the page quotes of a refusal stands in the code that refuses."""
    table = PAGE.read_text(encoding="utf-8").split("## Bila ada yang salah", 1)[1]
    quoted = re.findall(r'^\| "([^"]+)"', table, re.MULTILINE)
    rooms = (ROOT / "engine/smartflow").rglob("*.py")
    said = re.sub(r'"\s+f?"', "", "\n".join(file.read_text(encoding="utf-8") for file in rooms))
    assert len(quoted) == 5
    missing = [part for words in quoted for part in words.split(" ... ") if part not in said]
    assert missing == []
