"""The real command line, run in this process, leaving nothing behind.

The words go the way that typed ones go (:func:`smartflow.terminal.program.run`), only the clock
stands still. Environment, current folder, locale and streams are as they were when a command has
ended, so that two workspaces in one process know nothing of each other, nor of whoever runs the
tests.
"""

from __future__ import annotations

import contextlib
import io
import locale
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.cases import TODAY
from smartflow.clock import ZONES, FixedClock
from smartflow.language import DEFAULT_LANGUAGE
from smartflow.testing.done import Done

if TYPE_CHECKING:
    from smartflow.language import Language

__all__ = ["Smartflow"]

_PREFIX = "SMARTFLOW_"
_TERMINAL = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")
_MORNING = time(9)


class Smartflow:
    """The program as one person uses it on one computer.

    Args:
        folder: Where the person works; relative paths begin there. It must exist.
        home: The person's own folder of settings (trusted plugins); by default beside the other,
            for what is trusted never lies in a workspace. Made when it is needed.
        today: The day, in WIB.
        language: The language of what is printed.

    Attributes:
        folder: Where the person works.
        home: The person's own folder of settings.
        clock: The clock by which acts are stamped; it stands still.
        language: The language of what is printed.
    """

    def __init__(
        self,
        folder: Path,
        home: Path | None = None,
        *,
        today: date = TODAY,
        language: Language = DEFAULT_LANGUAGE,
    ) -> None:
        self.folder = folder
        self.home = folder.with_name(f"{folder.name}-home") if home is None else home
        self.language = language
        self.clock = FixedClock(_morning(today))

    @property
    def today(self) -> date:
        """The day on which the clock stands."""
        return self.clock.now().date()

    @today.setter
    def today(self, day: date) -> None:
        """Set the clock to the morning of ``day``."""
        self.clock.moment = _morning(day)

    def run(self, *words: object, stdin: str = "") -> Done:
        """Run a command to its end.

        Args:
            *words: The words behind ``smartflow``; paths and numbers are written as text.
            stdin: What is typed into it.

        Returns:
            What it printed and ended with; nothing is raised for an exit code.

        Raises:
            KeyboardInterrupt: somebody pressed Ctrl-C.
        """
        from smartflow.terminal.program import INTERRUPTED, run

        argv = tuple(str(word) for word in words)
        out, err = _stream(), _stream()
        with (
            self._as_it_was(),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            _typed(stdin),
        ):
            code = run(argv, clock=self.clock)
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        return Done(argv, code, _content(out), _content(err))

    @contextlib.contextmanager
    def _as_it_was(self) -> Iterator[None]:
        """Give the command a plain environment, and put back whatever it or a plugin changed."""
        before, place = dict(os.environ), locale.setlocale(locale.LC_ALL)
        for name in before:
            if name.startswith(_PREFIX) or name in _TERMINAL:
                del os.environ[name]
        os.environ[f"{_PREFIX}CONFIG"] = str(self.home)
        os.environ[f"{_PREFIX}LANG"] = self.language
        try:
            with contextlib.chdir(self.folder):
                yield
        finally:
            os.environ.clear()
            os.environ.update(before)
            locale.setlocale(locale.LC_ALL, place)


def _morning(day: date) -> datetime:
    return datetime.combine(day, _MORNING, ZONES["WIB"])


def _stream() -> io.TextIOWrapper:
    """Return a stream as a process has it: text over bytes, which a format may write to."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)


def _content(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


@contextlib.contextmanager
def _typed(words: str) -> Iterator[None]:
    before, sys.stdin = sys.stdin, io.StringIO(words)
    try:
        yield
    finally:
        sys.stdin = before
