"""Nothing that a command prints may take the place of a file in which the workspace lives."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

OWN = ("smartflow.db", "smartflow.toml", "history.jsonl")
WRITING = (
    ("consolidate", "contoh", "living", "-o"),
    ("history", "contoh", "--timeline", "--svg"),
    ("sign-off", "contoh", "--role", "team", "--as", "Ani", "--statement"),
    ("audit", "checkpoint", "-o"),
    ("audit", "report", "contoh", "-o"),
    ("export", "contoh", "analysis", "--format", "html", "-o"),
)


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_a_file_of_the_workspace_is_never_overwritten(city: Any, words: Any, own: str) -> None:
    """The command is refused with a sentence, and the file's bytes are what they were."""
    file = city.root / own
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    told = city(*words, str(file))
    assert told.code == 2
    assert "adalah berkas ruang kerja ini sendiri" in told.err
    assert own in told.err
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
