"""Floor 6: the command line. It parses words, calls an action, renders; it decides nothing.

This module is what the installed command ``smartflow`` imports first, so it holds nothing but the
door: ``smartflow --version`` answers without loading click, msgspec or any plugin. Everything
else begins in :mod:`smartflow.terminal.program`. No floor below may import this package.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

GARBAGE_THRESHOLD = 200_000
"""How many objects may be made before the interpreter looks for cycles."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words behind ``smartflow``; by default those of the process.

    Returns:
        The exit code: 0 done or met, 1 the gate is not met, 2 usage, bad file or bad definition,
        3 a plugin crashed or is missing, 4 integrity failure, 5 conflict or locked; besides, 70
        for a fault of the engine itself and 130 for Ctrl-C.
    """
    words = tuple(sys.argv[1:] if argv is None else argv)
    if words and words[0] in ("--version", "-V"):
        from smartflow import __version__

        sys.stdout.write(f"smartflow {__version__}\n")
        return 0
    # A command lives for a moment and its dossier to its end: looking through tens of thousands
    # of rows for garbage again and again would cost a twentieth of the run.
    gc.set_threshold(GARBAGE_THRESHOLD)
    from smartflow.terminal.program import run

    if argv is not None:
        return run(words)
    code = run(_expanded(words))
    # The process ends here, and would look through all of it for cycles several times more.
    gc.freeze()
    return code


def _expanded(words: Sequence[str]) -> Sequence[str]:
    """Replace ``*.xlsx`` by the files it means, which the Windows shells leave to the program."""
    if os.name != "nt":
        return words
    from glob import glob

    def named(word: str) -> Sequence[str]:
        # glob, not Path.glob, which takes no absolute pattern.
        found = glob(word) if "*" in word or "?" in word else ()  # noqa: PTH207
        return sorted(found) or (word,)

    return tuple(name for word in words for name in named(word))
