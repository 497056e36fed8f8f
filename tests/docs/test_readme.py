"""The README, followed to the letter by somebody who knows nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"


@pytest.mark.slow
def test_the_path_of_a_newcomer_works(reader: Any) -> None:
    """Every command of the README does what it says, from an empty folder to the history."""
    reader.follow(README)
    assert (reader.folder / "smartflow.db").is_file()


def test_the_first_screen_has_exactly_two_set_up_commands() -> None:
    """Within the first 30 lines there are two ``make`` lines, which the Makefile knows."""
    first = README.read_text(encoding="utf-8").splitlines()[:30]
    commands = [line.split()[1] for line in first if line.startswith("make ")]
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert commands == ["demo", "test"]
    assert set(commands) <= set(targets)
