"""One run of the program, from its words to its exit code.

Every way in which a run can end passes through :func:`run`: a result, a refusal, a mistake in the
words, Ctrl-C, a closed pipe, a fault of the engine. Must not import an action, the store or a
plugin at the top.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smartflow.errors import SmartflowError
from smartflow.language import DEFAULT_LANGUAGE, Language
from smartflow.terminal import failures
from smartflow.terminal.call import Call
from smartflow.terminal.group import Program
from smartflow.terminal.usage import HelpWanted, explain

if TYPE_CHECKING:
    from smartflow.clock import Clock

__all__ = ["prepare_call", "run"]

INTERRUPTED = 130


def run(words: Sequence[str], clock: Clock | None = None) -> int:
    """Run the command that ``words`` name.

    Args:
        words: The words behind ``smartflow``.
        clock: Tells the moment; by default the computer's.

    Returns:
        The exit code.
    """
    _prepare_streams()
    call = prepare_call(words)
    if clock is not None:
        call.clock = clock
    try:
        code = _invoke(call, words)
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon_stdout()
        return 0
    finally:
        call.close()
    return code


def _invoke(call: Call, words: Sequence[str]) -> int:
    try:
        # Not click's own main: it turns a closed pipe into exit 1 and renders its own errors.
        program = Program()
        with program.make_context("smartflow", list(words), obj=call) as context:
            result = program.invoke(context)
        if call.opened is not None:
            from smartflow.terminal.warnings import warn

            warn(call)
    except click.exceptions.Exit as done:
        return done.exit_code
    except HelpWanted as wanted:
        click.echo(wanted.help_text, err=not wanted.root)
        return 0 if wanted.root else 2
    except SmartflowError as error:
        return failures.refuse(call, error)
    except click.UsageError as error:
        return failures.refuse(call, explain(error))
    except (KeyboardInterrupt, click.Abort):
        failures.interrupted(call)
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        return failures.system(call, error)
    except Exception as error:  # noqa: BLE001  the last door: nobody is shown a traceback
        return failures.unexpected(call, error)
    return result if isinstance(result, int) else 0


def prepare_call(words: Sequence[str]) -> Call:
    """Return the call with what must be known before the words are parsed.

    A mistake in the words is already to be told in the right language, and as JSON if JSON was
    asked for; so ``--lang``, ``--format`` and ``--workspace`` are looked for beforehand.
    """
    call = Call()
    said = _value_of(words, "--workspace") or _value_of(words, "-w")
    folder = said or os.environ.get("SMARTFLOW_WORKSPACE")
    if folder:
        call.folder = Path(folder)
    call.language = _language(words, call.folder)
    call.wants_json = "--json" in words or _value_of(words, "--format") == "json"
    return call


def _language(words: Sequence[str], folder: Path | None) -> Language:
    """Return the language that was said, or else set on this machine, or else configured."""
    for said in (_value_of(words, "--lang"), os.environ.get("SMARTFLOW_LANG")):
        if said == "en":
            return "en"
        if said == "id":
            return "id"
    return "en" if _configured_language(folder) == "en" else DEFAULT_LANGUAGE


def _configured_language(folder: Path | None) -> object:
    """Return what the workspace's ``smartflow.toml`` says; a fault in it is told later."""
    start = folder or Path.cwd()
    for candidate in (start,) if folder is not None else (start, *start.parents):
        path = candidate / "smartflow.toml"
        with contextlib.suppress(OSError, ValueError):
            if path.is_file():
                return tomllib.loads(path.read_text(encoding="utf-8")).get("language")
    return None


def _value_of(words: Sequence[str], name: str) -> str | None:
    """Return what follows ``name`` or ``name=``, the last time it is said."""
    value = None
    for index, word in enumerate(words):
        if word == "--":
            break
        if word == name and index + 1 < len(words):
            value = words[index + 1]
        elif word.startswith(f"{name}="):
            value = word.partition("=")[2]
    return value


def _prepare_streams() -> None:
    """Never fail for want of a letter: an old console prints a question mark in its place."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError):
                if stream.isatty():
                    reconfigure(errors="replace")
                else:
                    reconfigure(encoding="utf-8", errors="replace")


def _abandon_stdout() -> None:
    """Whoever read our output has gone; leave quietly, also when the interpreter flushes."""
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
