"""Tests of what is printed: nothing that people wrote may command the terminal."""

from __future__ import annotations

import unicodedata
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smartflow.terminal.printable import printable


@given(st.text())
def test_no_control_character_is_left(words: str) -> None:
    """Line ends and tabs stay, every other control character is replaced, letters are untouched."""
    shown = printable(words)
    assert len(shown) == len(words)
    assert [c for c in shown if unicodedata.category(c) == "Cc" and c not in "\n\t"] == []
    assert all(b in (a, "\N{REPLACEMENT CHARACTER}") for a, b in zip(words, shown, strict=True))


def test_reading_direction_is_not_reversed() -> None:
    """Marks that turn the reading direction are shown, not obeyed."""
    assert printable("file\u202exslx.exe") == "file\ufffdxslx.exe"


def test_a_name_cannot_clear_the_screen(city: Any) -> None:
    """An escape sequence in an agency's name is not sent to the terminal, by act or by list."""
    name = "Dinas \x1b[2J Palsu"
    said = city("agency", "add", "contoh", "X1", name, "--kind", "opd")
    listed = city.must("agency", "list", "contoh")
    assert "\x1b" not in said.out + said.err + listed.out
    refused = city("status", "\x1b]0;judul\x07")
    assert "\x1b" not in refused.err
