"""Saving a chart where the caller asked for it; used by every command that has ``--svg``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.errors import BadInput
from smartflow.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.terminal.call import Call

__all__ = ["CannotSavePicture", "save_picture"]


class CannotSavePicture(BadInput):
    """The picture's file cannot be written."""

    code = "cannot-save-picture"
    says = Text(
        id="Gambar tidak dapat disimpan ke {path}: {cause}.",
        en="The picture cannot be saved to {path}: {cause}.",
    )
    next_step = Text(
        id="Pilih nama berkas di folder yang ada dan boleh ditulisi.",
        en="Name a file in a folder that is there and may be written to.",
    )


def save_picture(call: Call, path: Path, picture: str) -> None:
    """Write an SVG picture and say so, on stderr, so that stdout stays data.

    Raises:
        CannotSavePicture: the folder is not there, or may not be written to.
        OwnFile: a file of the opened workspace itself stands there.
    """
    from smartflow.casework.printing.files import keep_off
    from smartflow.ledger.whole_file import write_whole

    if call.opened is not None:
        keep_off(call.opened, path)
    try:
        write_whole(path, picture)
    except OSError as error:
        raise CannotSavePicture(path=path, cause=error.strerror) from error
    call.say(Text(id=f"Gambar disimpan: {path}", en=f"Picture saved: {path}"))
