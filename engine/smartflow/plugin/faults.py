"""How a plugin's failure is put into one line: what was raised, in which file, on which line."""

from __future__ import annotations

import inspect
import sys
import traceback
from pathlib import PurePath

__all__ = ["CATCHABLE", "describe_fault", "place_of"]

CATCHABLE: tuple[type[BaseException], ...] = (BaseException,)
"""What a plugin may raise without ending the run: anything. Ctrl-C is the user's: whoever catches
these lets ``KeyboardInterrupt`` pass first."""


def describe_fault(error: BaseException, module: str = "") -> str:
    """Return ``ValueError: words (living.py, line 12)``.

    The place named is the innermost frame in a file of the plugin's own package; without one, the
    innermost frame of all.

    Args:
        error: What was raised.
        module: The plugin's module, whose first part names the package to look for; or the path
            of its file.
    """
    words = _words(error)
    name = type(error).__name__
    if isinstance(error, SyntaxError) and isinstance(error.filename, str):
        return f"{name}: {error.msg} ({PurePath(error.filename).name}, line {error.lineno})"
    frames = traceback.extract_tb(error.__traceback__)
    package = module.partition(".")[0]
    files = (module, getattr(sys.modules.get(module), "__file__", None))
    own = [
        frame
        for frame in frames
        if frame.filename in files or (package and package in PurePath(frame.filename).parts)
    ]
    place = (own or list(frames))[-1:]
    where = f" ({PurePath(place[0].filename).name}, line {place[0].lineno})" if place else ""
    return f"{name}: {words}{where}" if words else f"{name}{where}"


def place_of(function: object) -> str:
    """Return where a function is written: ``check_year (living.py, line 12)``."""
    code = getattr(inspect.unwrap(function) if callable(function) else function, "__code__", None)
    name = getattr(function, "__name__", type(function).__name__)
    if code is None:
        return str(name)
    return f"{name} ({PurePath(code.co_filename).name}, line {code.co_firstlineno})"


def _words(error: BaseException) -> str:
    """Return what an exception says; one that cannot even say it is named by its type alone."""
    try:
        return " ".join(str(error).split())
    except KeyboardInterrupt:
        raise
    except CATCHABLE:
        return ""
