"""Where the code of a plugin lies; nothing of it is imported."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import util
from pathlib import Path

from smartflow.plugin.discovery import Candidate, source_of

__all__ = ["files_of", "modules_of", "source_bytes"]


def files_of(candidate: Candidate) -> tuple[str, ...]:
    """Return the files, and the folders with a slash behind them, that hold a plugin's code."""
    if candidate.path is not None:
        return (str(candidate.path),)
    try:
        spec = util.find_spec(candidate.module.partition(".")[0])
    except (ImportError, ValueError):
        return ()
    if spec is None:
        return ()
    folders = tuple(f"{folder}{os.sep}" for folder in spec.submodule_search_locations or ())
    return folders or ((spec.origin,) if spec.origin else ())


def modules_of(candidate: Candidate) -> Iterator[Path]:
    """Yield the Python files of a plugin."""
    for name in files_of(candidate):
        path = Path(name)
        yield from sorted(path.rglob("*.py")) if path.is_dir() else (path,)


def source_bytes(candidate: Candidate) -> bytes:
    """Return what stands in a plugin's own module or file; nothing where it is not found."""
    if candidate.path is not None:
        return candidate.content
    path = source_of(candidate.module)
    return path.read_bytes() if path is not None else b""
