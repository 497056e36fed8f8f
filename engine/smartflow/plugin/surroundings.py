"""What belongs to the whole process and any plugin's code could change: noted, and put back.

The engine looks after it whenever it lets a plugin's code run. Knows neither rules nor plugins.
"""

from __future__ import annotations

import os
import sys
from _locale import LC_ALL, setlocale  # the module "locale" takes long to load, this one nothing
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from smartflow.language import Text

__all__ = ["Surroundings"]


class Surroundings:
    """The surroundings as they are when this is made.

    They are the three streams, the current folder, the module path, the locale, the environment
    and the limit of recursion.
    """

    __slots__ = ("_environment", "_folder", "_locale", "_path", "_recursion", "_streams")

    def __init__(self) -> None:
        self._streams = (sys.stdin, sys.stdout, sys.stderr)
        self._folder = _folder()
        self._path = list(sys.path)
        self._locale = setlocale(LC_ALL)
        self._environment = dict(_environment())
        self._recursion = sys.getrecursionlimit()

    def put_back(self) -> tuple[Text, ...]:
        """Put back what has changed since; the streams without a word.

        Returns:
            A clause for each thing that was put back, such as "it changes the locale".
        """
        sys.stdin, sys.stdout, sys.stderr = self._streams
        undone: list[Text] = []
        if self._folder and _folder() != self._folder:
            with suppress(OSError):  # it may have been removed: then there is no way back
                os.chdir(self._folder)
            undone.append(_FOLDER)
        if sys.path != self._path:
            sys.path[:] = self._path
            undone.append(_PATH)
        if setlocale(LC_ALL) != self._locale:
            setlocale(LC_ALL, self._locale)
            undone.append(_LOCALE)
        if _environment() != self._environment:
            _restore(self._environment)
            undone.append(_ENVIRONMENT)
        if sys.getrecursionlimit() != self._recursion:
            sys.setrecursionlimit(self._recursion)
            undone.append(_RECURSION)
        return tuple(undone)


_FOLDER = Text(id="mengubah folder kerja", en="it changes the current folder")
_PATH = Text(id="mengubah sys.path", en="it changes sys.path")
_LOCALE = Text(id="mengubah locale", en="it changes the locale")
_ENVIRONMENT = Text(id="mengubah variabel lingkungan", en="it changes the environment variables")
_RECURSION = Text(id="mengubah batas rekursi", en="it changes the limit of recursion")


def _folder() -> str:
    """Return the current folder; "" where it was removed."""
    try:
        return os.getcwd()  # noqa: PTH109  Path.cwd() takes ten times as long
    except OSError:
        return ""


def _environment() -> Mapping[Any, Any]:
    """Return the environment as ``os`` holds it: decoding it for each rule would take too long."""
    held: Mapping[Any, Any] = getattr(os.environ, "_data", os.environ)
    return held


def _restore(before: Mapping[Any, Any]) -> None:
    now = dict(_environment())
    for key in now.keys() - before.keys():
        del os.environ[os.fsdecode(key)]
    for key, value in before.items():
        if now.get(key) != value:
            os.environ[os.fsdecode(key)] = os.fsdecode(value)
