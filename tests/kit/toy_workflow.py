"""A workflow of a few stages, as the file in which a region would write it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

__all__ = ["TEAM", "put_workflow", "toy_workflow"]

TEAM = """
[[role]]
key = "team"
title = { id = "Tim", en = "Team" }
"""


def toy_workflow(
    stages: Mapping[str, tuple[str, ...]],
    ways: Mapping[tuple[str, str], str],
    more: str = "",
    *,
    key: str = "kecil",
    dimensions: tuple[str, ...] | None = None,
) -> str:
    """Return a workflow's TOML.

    Args:
        stages: For each stage the title in Indonesian and English, and lines of its own; a city
            begins in the first, and the last is final.
        ways: For each pair of stages the lines of its transition.
        more: What follows: roles, books, records.
        key: The workflow's key.
        dimensions: Its dimensions, all of them required; None leaves them out.
    """
    lines = ["[workflow]", f'key = "{key}"', "version = 1"]
    lines += ['title = { id = "Kecil", en = "Small" }']
    if dimensions is not None:
        lines += [f"{name} = {json.dumps(dimensions)}" for name in ("dimensions", "requires")]
    keys = list(stages)
    lines += [f'initial = "{keys[0]}"', f'final = ["{keys[-1]}"]']
    for stage, (indonesian, english, *own) in stages.items():
        title = f'title = {{ id = "{indonesian}", en = "{english}" }}'
        lines += ["", "[[stage]]", f'key = "{stage}"', title, *own]
    for (start, end), own_lines in ways.items():
        lines += ["", "[[transition]]", f'from = "{start}"', f'to = "{end}"', own_lines]
    return "\n".join([*lines, more])


def put_workflow(root: Path, text: str, name: str = "kecil") -> Path:
    """Write a workflow into a workspace's folder, and return its file."""
    file = root / "workflows" / f"{name}.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
