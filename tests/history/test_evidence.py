"""What to do with a store that is not whole holds for a file and for a server alike."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import smartflow

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGINE = Path(smartflow.__file__).parent
COPYING = ("salinan", "cadangan", "copy of", "backup")


def sentences() -> Iterator[tuple[str, str]]:
    """Yield every string of the engine that names the file, without those in docstrings."""
    for file in sorted(ENGINE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if "smartflow.db" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.keyword) and node.arg in {"id", "en"}:
                for part in ast.walk(node.value):
                    if isinstance(part, ast.Constant) and "smartflow.db" in str(part.value):
                        yield file.name, str(part.value)


def test_whoever_is_told_to_keep_the_store_is_told_how_on_a_server() -> None:
    """No hint sends somebody whose store is on a server to look for a file."""
    found = [(file, said) for file, said in sentences() if any(one in said for one in COPYING)]
    assert {file for file, _ in found} >= {"evidence.py", "finding.py"}
    assert [one for one in found if "server" not in one[1]] == []
