"""What a plugin does to the whole program while it is imported is undone, and told.

An import may print, change the folder, the module path, the locale or how decimals are rounded.
Each of these would reach every other plugin and every later command of the process: printed words
would break the JSON on stdout, and a new module path could put a foreign module in the place of
another. One that does not end is stopped by the alarm that rules have too. Whatever a module does
in secret on purpose is out of reach: it is code that runs.
"""

from __future__ import annotations

import decimal
import io
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.plugin.alarm import Alarm, spared
from smartflow.plugin.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["contained"]


@contextmanager
@spared
def contained(module: str, plugin: str, seconds: float) -> Iterator[list[Text]]:
    """Run a block that imports a plugin; undo what it does to the whole program.

    What it prints goes to stderr.

    Args:
        module: The plugin's module or file, named if it has to be ended with the whole process.
        plugin: The plugin's name.
        seconds: How long the block may run, where the operating system has an alarm.

    Yields:
        A list that holds, after the block, a clause for each thing that was undone.

    Raises:
        RuleTooSlow: inside the block, when it runs for longer than it may.
    """
    undone: list[Text] = []
    before, arithmetic = Surroundings(), decimal.getcontext().copy()
    printed = _ToStderr()
    sys.stdout = printed
    alarm = Alarm(seconds)
    alarm.set(module, plugin)
    try:
        yield undone
    finally:
        alarm.stop()
        undone += before.put_back()
        if printed.written:
            undone.append(Text(id="mencetak ke layar", en="it prints"))
        if _differs(decimal.getcontext(), arithmetic):
            decimal.setcontext(arithmetic)
            undone.append(
                Text(
                    id="mengubah cara membulatkan desimal", en="it changes how decimals are rounded"
                )
            )


def _differs(one: decimal.Context, other: decimal.Context) -> bool:
    """Say whether two contexts compute differently; what they have counted does not matter."""
    kept = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "traps")
    return any(getattr(one, name) != getattr(other, name) for name in kept)


class _ToStderr(io.TextIOBase):
    """Stands in for stdout: hands everything on to stderr, and remembers that there was some."""

    written = False

    def write(self, words: str, /) -> int:
        """Write to stderr."""
        self.written = True
        if sys.stderr is not None:
            sys.stderr.write(words)
        return len(words)
