"""Where a printed report goes: whole or not at all, and never in the place of the workspace itself.

A file that becomes official waits beside its place until its entry stands, so that what is there is
either the old file or one that the history knows.
"""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from smartflow.casework.workspace import CONFIG_NAME
from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.workbook.writing.placing import put_in_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from smartflow.casework.workspace import Workspace

__all__ = [
    "CannotSaveBundle",
    "CannotSaveReport",
    "LeftBeside",
    "NoFolder",
    "NoPlainFile",
    "OwnFile",
    "keep_off",
    "make_folder",
    "report_file",
    "save_report",
]


_ELSEWHERE: Final = Text(id="Pilih tempat lain: -o BERKAS", en="Choose another place: -o FILE")


class CannotSaveReport(BadInput):
    """A report's file cannot be written; what was there is as it was."""

    code = "cannot-save-report"
    says = Text(
        id="Tidak dapat menulis {path}: {cause}. Berkas yang lama tidak berubah.",
        en="{path} cannot be written: {cause}. The old file is as it was.",
    )
    next_step = Text(
        id="Tutup berkasnya bila sedang terbuka, atau pilih tempat lain: -o BERKAS",
        en="Close the file if a program has it open, or choose another place: -o FILE",
    )


class CannotSaveBundle(CannotSaveReport):
    """The file of a bundle cannot be written."""

    says = Text(
        id="Bundel tidak dapat ditulis ke {path}: {reason}. Tidak ada yang berubah.",
        en="The bundle cannot be written to {path}: {reason}. Nothing has changed.",
    )
    next_step = Text(id="Pilih tempat lain: -o BERKAS", en="Choose another place: -o FILE")


class NoPlainFile(CannotSaveReport):
    """What stands at that place is no file."""

    says = Text(
        id="Tidak dapat menulis {path}: itu bukan berkas biasa. Tidak ada yang berubah.",
        en="{path} cannot be written: it is no plain file. Nothing has changed.",
    )
    next_step = _ELSEWHERE


class NoFolder(CannotSaveReport):
    """The folder of the file is not there."""

    says = Text(
        id="Foldernya belum ada, jadi {path} tidak ditulis.",
        en="Its folder is not there, so {path} was not written.",
    )
    next_step = Text(
        id="Buat foldernya dahulu, atau pilih tempat lain: -o BERKAS",
        en="Make the folder first, or choose another place: -o FILE",
    )


class OwnFile(CannotSaveReport):
    """A report was to take the place of a file in which the workspace itself lives."""

    code = "own-file"
    says = Text(
        id="{path} adalah berkas ruang kerja ini sendiri; tidak ada yang ditulis.",
        en="{path} is a file of this workspace itself; nothing was written.",
    )
    next_step = _ELSEWHERE


class LeftBeside(BadInput):
    """A report became official, and its file could not be put where it belongs."""

    code = "left-beside"
    says = Text(
        id="Sudah tercatat, tetapi berkasnya tidak dapat ditaruh di {path} ({cause}); ia menunggu"
        " sebagai {waiting} di folder yang sama.",
        en="It is recorded, but the file cannot be put at {path} ({cause}); it waits as {waiting}"
        " in the same folder.",
    )
    next_step = Text(
        id="Tutup program yang memakai berkas lama, lalu ganti nama berkas itu.",
        en="Close the program that uses the old file, then rename that file.",
    )


def save_report(path: Path, content: bytes) -> None:
    """Put a report's file in its place, whole or not at all.

    Raises:
        CannotSaveReport: it cannot be written; what was there is as it was.
    """
    _require_plain(path)
    try:
        put_in_place(path, content)
    except OSError as error:
        raise _cannot_save(path, error) from error


@contextmanager
def report_file(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Keep a report beside its place until what is done in the block has succeeded.

    Args:
        path: Its place; what is there stays there if the block raises.

    Yields:
        What takes the bytes; called again, the last ones count.

    Raises:
        CannotSaveReport: it cannot be written.
        LeftBeside: the block succeeded, and the file cannot take its place.
    """
    _require_plain(path)
    waiting = path.with_name(f".{secrets.token_hex(4)}.tmp")

    def save(content: bytes) -> None:
        try:
            waiting.write_bytes(content)
        except OSError as error:
            raise _cannot_save(path, error) from error

    try:
        yield save
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise
    try:
        waiting.replace(path)
    except OSError as error:
        raise LeftBeside(path=path, cause=error.strerror, waiting=waiting.name) from error


def keep_off(workspace: Workspace, path: Path) -> None:
    """Refuse a file in which the workspace itself lives: nothing printed may take its place.

    Raises:
        OwnFile: it is the database, the history log, the configuration or the key.
    """
    root, database = workspace.root, workspace.configuration.database
    with workspace.store.read() as reading:
        key = workspace.key_file(workspace.register(reading).own)
    log = workspace.log_file
    own = [root / CONFIG_NAME, log, log.with_name(f"{log.name}.lock"), *([key] if key else ())]
    own += [root / f"{database}{end}" for end in ("", "-wal", "-shm", "-journal")]
    wanted = os.path.realpath(path)
    for one in own:
        same = path.exists() and one.exists() and path.samefile(one)
        if same or wanted == os.path.realpath(one):
            raise OwnFile(path=path)


def make_folder(folder: Path) -> None:
    """Make the folder into which every report goes.

    Raises:
        CannotSaveReport: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_save(folder, error) from error


def _require_plain(path: Path) -> None:
    """Refuse what no report may take the place of: a folder, a device, no name at all."""
    if path.name and (path.is_file() or not path.exists()):
        return
    raise NoPlainFile(path=path)


def _cannot_save(path: Path, error: OSError) -> CannotSaveReport:
    if isinstance(error, FileNotFoundError):
        return NoFolder(path=path)
    return CannotSaveReport(path=path, cause=error.strerror)
