"""The most memory that a process has had. Imports nothing but the standard library."""

from __future__ import annotations

import sys

__all__ = ["SHELL", "peak"]

SHELL = () if sys.platform == "win32" else ("sh", "-c", '"$@"; exit $?', "sh")
"""Stands before a program: a process starts with the peak of the one that started it."""


def peak() -> int | None:
    """Return the most memory that this process had, in bytes; None where it cannot be asked."""
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
