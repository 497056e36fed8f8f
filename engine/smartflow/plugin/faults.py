"""How a plugin's failure is put into one line: what was raised, in which file, on which line."""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
import textwrap
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import PurePath
from types import CodeType

from smartflow.language import Text
from smartflow.plugin.alarm import RuleTooSlow

__all__ = ["CATCHABLE", "describe_fault", "import_advice", "place_of"]

CATCHABLE: tuple[type[BaseException], ...] = (BaseException,)
"""What a plugin may raise without ending the run: anything. Ctrl-C is the user's: whoever catches
these lets ``KeyboardInterrupt`` pass first."""


def describe_fault(error: BaseException, module: str = "", function: object = None) -> str:
    """Return ``ValueError: words (living.py, line 12)``.

    The place named is the innermost frame in a file of the plugin's own package; without one, where
    ``function`` begins, for the engine may speak of what it gave; without that, the innermost frame
    of all, unless that is the import system itself.

    Args:
        error: What was raised.
        module: The plugin's module, whose first part names the package to look for; or the path
            of its file.
        function: The plugin's function that was called.
    """
    words = _words(error)
    name = type(error).__name__
    if isinstance(error, SyntaxError) and isinstance(error.filename, str):
        return f"{name}: {error.msg} ({PurePath(error.filename).name}, line {error.lineno})"
    frames = traceback.extract_tb(error.__traceback__)
    if isinstance(error, RuleTooSlow):
        del frames[-1:]  # the alarm's own, which rang on the line before it
    package = module.partition(".")[0]
    files = (module, getattr(sys.modules.get(module), "__file__", None))
    own = [
        frame
        for frame in frames
        if frame.filename in files or (package and package in _names_in(frame.filename))
    ]
    code = _code_of(function)
    places = [(frame.filename, frame.lineno) for frame in own]
    if not places and code is not None:
        places = [(code.co_filename, code.co_firstlineno)]
    elif not places:
        places = [(one.filename, one.lineno) for one in frames[-1:] if not _is_frozen(one)]
    where = f" ({PurePath(places[-1][0]).name}, line {places[-1][1]})" if places else ""
    return f"{name}: {words}{where}" if words else f"{name}{where}"


def _names_in(filename: str) -> tuple[str, ...]:
    """Return the names under which a package, or a module that is one file, may be in a path."""
    path = PurePath(filename)
    return (*path.parts, path.stem)


def _is_frozen(frame: traceback.FrameSummary) -> bool:
    """Say whether a frame is of the import system, whose lines help no author."""
    return frame.filename.startswith("<frozen ")


def import_advice(error: BaseException, module: str) -> Text | None:
    """Return what helps when a plugin could not be loaded because an import failed, else None.

    Args:
        error: What its import raised.
        module: The module that its entry point names; or the path of its file.
    """
    if not isinstance(error, ImportError) or not error.name:
        return None
    if module == error.name or module.startswith(f"{error.name}."):
        return Text(
            id=f"Paketnya tidak memuat modul '{module}' yang disebut entry point-nya.",
            en=f"Its package does not hold the module '{module}' that its entry point names.",
        )
    if error.name.partition(".")[0] == "smartflow":
        return _public_instead(error)
    if not isinstance(error, ModuleNotFoundError):
        return None
    return Text(
        id=f"Pasang paket yang membawa '{error.name}' di lingkungan SmartFlow.",
        en=f"Install the package that brings '{error.name}' beside SmartFlow.",
    )


_FACES = ("smartflow", "smartflow.methods", "smartflow.report", "smartflow.testing")
"""What a plugin may import; everything else of the engine moves without a word."""


def _public_instead(error: ImportError) -> Text:
    """Return which public names stand for what a plugin took from inside the engine."""
    homes: dict[str, list[str]] = {}
    for name in _imported_names(error):
        face = next((face for face in _FACES if name in import_module(face).__all__), None)
        if face is not None:
            homes.setdefault(face, []).append(name)
    lines = "; ".join(f"from {face} import {', '.join(names)}" for face, names in homes.items())
    if lines:
        return Text(
            id=f"Yang di dalam mesin dapat berpindah; pakai nama umumnya: {lines}",
            en=f"What is inside the engine may move; use the public name: {lines}",
        )
    return Text(
        id=f"Yang di dalam mesin dapat berpindah; nama umum hanya ada di {', '.join(_FACES)}:"
        " docs/plugins/reference.md",
        en=f"What is inside the engine may move; public names are only those of"
        f" {', '.join(_FACES)}: docs/plugins/reference.md",
    )


def _imported_names(error: ImportError) -> list[str]:
    """Return the names in the import statement that failed, which the error itself leaves out."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        last = frame.end_lineno or frame.lineno or 0
        lines = (linecache.getline(frame.filename, at) for at in range(frame.lineno or 0, last + 1))
        with suppress(SyntaxError):
            statement = ast.parse(textwrap.dedent("".join(lines))).body
            if statement and isinstance(statement[0], ast.ImportFrom):
                return [alias.name for alias in statement[0].names]
    return []


def place_of(function: object) -> str:
    """Return where a function is written: ``check_year (living.py, line 12)``."""
    code = _code_of(function)
    name = getattr(function, "__name__", type(function).__name__)
    if code is None:
        return str(name)
    return f"{name} ({PurePath(code.co_filename).name}, line {code.co_firstlineno})"


def _code_of(function: object) -> CodeType | None:
    found = getattr(inspect.unwrap(function) if callable(function) else function, "__code__", None)
    return found if isinstance(found, CodeType) else None


def _words(error: BaseException) -> str:
    """Return what an exception says; one that cannot even say it is named by its type alone."""
    try:
        words = " ".join(str(error).split())
    except KeyboardInterrupt:
        raise
    except CATCHABLE:
        return ""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


_LONGEST = 500
"""Signs of what an exception says that are kept: it may hold all that a rule was given."""
