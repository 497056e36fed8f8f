"""The workflows that SmartFlow ships, as a plugin like anyone's.

``masterplan.toml`` is the national workflow; ``provincial_review.toml`` and ``four_books.toml``
show how a region builds on it. Each file is plain data; this module only says where they are. It
imports the public names of ``smartflow`` and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import smartflow

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["smartflow_register_workflows"]

_FILES = ("masterplan.toml", "provincial_review.toml", "four_books.toml")


@smartflow.hookimpl
def smartflow_register_workflows() -> Iterator[Path]:
    """Register the national workflow and the examples that extend it."""
    for name in _FILES:
        yield Path(__file__).with_name(name)
