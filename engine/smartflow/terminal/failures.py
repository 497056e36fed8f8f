"""The one place where a refusal is printed.

On stderr: the sentence, then the next step. When JSON was asked for, stdout gets
``{"error": {"code", "exit_code", "message", "hint"}}`` besides, so that a script that reads
stdout always finds JSON there; message and hint hold both languages.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from typing import TYPE_CHECKING

import click

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.terminal.printable import printable
from smartflow.terminal.words.wording import NEXT_STEP

if TYPE_CHECKING:
    from smartflow.errors import SmartflowError
    from smartflow.terminal.call import Call

__all__ = [
    "ENGINE_FAULT",
    "AnswerUnwritten",
    "interrupted",
    "refuse",
    "system",
    "unexpected",
]

ENGINE_FAULT = 70
"""The exit code of a fault of the engine itself (EX_SOFTWARE of sysexits.h)."""


class FileTrouble(BadInput):
    """The operating system would not read or write a file."""

    code = "file-trouble"
    says = Text(
        id="Berkas {name} tidak dapat dibuka atau ditulis: {reason}.",
        en="The file {name} cannot be opened or written: {reason}.",
    )
    next_step = Text(
        id="Periksa nama, izin dan ruang di disk; tutup berkas itu bila sedang dibuka di Excel;"
        " lalu ulangi.",
        en="Check its name, the permissions and the space on the disk; close it if it is open in"
        " Excel; then try again.",
    )


class AnswerUnwritten(FileTrouble):
    """The answer of a command cannot be written."""

    says = Text(
        id="Jawabannya tidak dapat ditulis: {reason}. Yang sudah tercatat tetap tercatat.",
        en="The answer cannot be written: {reason}. What was recorded stays recorded.",
    )
    next_step = Text(
        id="Kosongkan ruang di disk. Sebelum mengulangi suatu tindakan, lihat apakah sudah"
        " tercatat: smartflow history KOTA --last 3",
        en="Free some disk space. Before you repeat an act, see whether it was recorded: smartflow"
        " history CITY --last 3",
    )


def refuse(call: Call, error: SmartflowError) -> int:
    """Print a refusal and return its exit code."""
    if os.environ.get("SMARTFLOW_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)
    _say(call, error.message, error.hint)
    if call.wants_json or call.format == "json":
        _as_json(error.code, error.exit_code, error.message, error.hint)
    return error.exit_code


def _say(call: Call, message: Text, hint: Text | None) -> None:
    colour = call.colour(sys.stderr)
    words = printable(call.words(message))
    click.echo(click.style(words, fg="red"), err=True, color=colour)
    if hint is not None:
        step = printable(call.words(hint))
        click.echo(f"{call.words(NEXT_STEP)}: {step}", err=True, color=colour)


def _as_json(code: str, exit_code: int, message: Text, hint: Text | None) -> None:
    said = {
        "code": code,
        "exit_code": exit_code,
        "message": {"id": message.id, "en": message.en},
        "hint": None if hint is None else {"id": hint.id, "en": hint.en},
    }
    # Where stdout is what cannot be written, stderr has said so.
    with contextlib.suppress(OSError):
        click.echo(json.dumps({"error": said}, ensure_ascii=False, indent=2))


def system(call: Call, error: OSError) -> int:
    """Print that the operating system refused something, and return the exit code."""
    name = error.filename if isinstance(error.filename, str) else ""
    why = error.strerror or str(error)
    if not name:
        return refuse(call, AnswerUnwritten(reason=why))
    return refuse(
        call,
        FileTrouble(name=name, reason=why),
    )


def interrupted(call: Call) -> None:
    """Say that the user stopped the run."""
    call.say(
        Text(
            id="Dihentikan. Yang belum tercatat tidak disimpan; riwayat tetap utuh.",
            en="Stopped. What was not recorded is not kept; the history is whole.",
        )
    )


def unexpected(call: Call, error: Exception) -> int:
    """Print that the engine itself failed and how to report it, and return the exit code."""
    if os.environ.get("SMARTFLOW_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)
    from smartflow import __version__

    summary = f"{type(error).__name__}: {' '.join(str(error).split())}"
    message = Text(
        id=f"Ada kesalahan di dalam SmartFlow sendiri ({summary}). Yang sudah tercatat aman.",
        en=f"SmartFlow itself has failed ({summary}). What was recorded is safe.",
    )
    hint = Text(
        id="Ulangi dengan SMARTFLOW_DEBUG=1, lalu kirim seluruh keluarannya beserta perintahnya"
        f" dan versi {__version__} kepada pengelola SmartFlow.",
        en="Run it again with SMARTFLOW_DEBUG=1, then send all it prints, the command and the"
        f" version {__version__} to the maintainers of SmartFlow.",
    )
    _say(call, message, hint)
    if call.wants_json or call.format == "json":
        _as_json("engine-fault", ENGINE_FAULT, message, hint)
    return ENGINE_FAULT
