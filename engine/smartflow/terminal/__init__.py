"""The frame of every command: it parses words, calls an act, renders; it decides nothing.

This module is what the installed command ``smartflow`` imports first, so it holds nothing but the
door: ``smartflow --version`` answers without loading click, msgspec or any plugin. Everything
else begins in :mod:`smartflow.terminal.program`. The commands stand in the ``cli`` of their
capability. No act may import this package.

In this folder:

``arguments``: Arguments and options that several commands share, so that they are called alike
    everywhere.
``call``: One call of the program: what the words before and behind the command say about all of it.
``catalogue``: What commands there are: one line for each, readable without importing the command's
    module.
``cells``: What stands beside a table: moments and counts in words, names and paths, cells for JSON.
``charts``: Saving a chart where the caller asked for it; used by every command that has ``--svg``.
``command``: Commands whose help exists in both languages, and the decorators that make them.
``failures``: The one place where a refusal is printed.
``group``: The groups: the program itself, whose commands are imported one by one, and its
    subgroups.
``options``: The options that every command has, wherever among its words they stand.
``parameters``: Options and arguments whose words exist in both languages.
``printable``: Words made safe to print: what stands in a workbook must not command the terminal.
``program``: One run of the program, from its words to its exit code.
``tables``: Printing: a table, or any data, in the format that was asked for.
``usage``: Refusals of words: what click found wrong with a command line, as sentences in both
    languages.
``values``: What a value on the command line may be: a day, one of some words, a whole number, a
    file.
``warnings``: What goes wrong beside a command without stopping it, said on stderr after its answer.
``words``: What the terminal calls things: acts of the history, keys of verdicts, common words.
``workflows``: Which workflows a call can name: those of the plugins, and the files of its
    workspace.
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
