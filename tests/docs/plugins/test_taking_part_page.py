"""docs/plugins/taking-part.md, followed by somebody who trusts, blocks and allows a loose file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from smartflow.model.verdict import words_of_notes
from smartflow.plugin.discovery import PluginKind
from smartflow.plugin.registry import PluginRecord

PAGE = Path(__file__).resolve().parents[3] / "docs" / "plugins" / "taking-part.md"


@pytest.mark.slow
def test_the_page_can_be_followed(reader: Any) -> None:
    """Everything it says to type ends as it says, from the first refusal to the allow-list."""
    reader.environment["SMARTFLOW_CONFIG"] = str(reader.folder / "konfigurasi")
    reader.follow(PAGE)
    assert (reader.folder / "workflows" / "masterplan_panjang.toml").is_file()


def test_every_note_is_told() -> None:
    """The table of marks is the list of marks, and each has words in both languages."""
    table = PAGE.read_text(encoding="utf-8").split("## Marks in a verdict")[1].split("\n## ")[0]
    told = re.findall(r"^\| `([\w ]+)` \|", table, re.MULTILINE)
    record = PluginRecord(
        name="x",
        version="",
        distribution="",
        module="",
        state="loaded",
        find_fingerprint=str,
        editable=True,
        left_out=True,
        allowed=False,
    )
    marks = [note for kind in get_args(PluginKind) for note in replace(record, kind=kind).notes]
    assert set(marks) == set(told)
    for note in told:
        words = words_of_notes((note,))
        assert words.id != note
        assert words.en
