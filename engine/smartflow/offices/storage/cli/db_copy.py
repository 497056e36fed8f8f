"""``smartflow db copy``: the store of this workspace, copied into an empty one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.numbers import number_words
from smartflow.terminal.cells import as_word, counted
from smartflow.terminal.command import argument, command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.offices.storage.db_copy import Copied
    from smartflow.terminal.call import Call

__all__ = ["copy"]

_SHOWN_EACH = 64
"""How many rows are copied between two looks at the terminal."""


@command(
    "copy",
    Text(
        id="Menyalin seluruh penyimpanan ruang kerja ini ke URL, byte demi byte.\n\nURL adalah"
        " basis data PostgreSQL (postgresql://PENGGUNA@HOST/NAMA) atau berkas SQLite, dan harus"
        " kosong. Penyimpanan yang tidak utuh tidak disalin. Setelahnya keduanya dibaca ulang dan"
        " dibandingkan. Penyimpanan ini hanya dibaca; salinan yang terputus tidak meninggalkan"
        " apa pun.",
        en="Copy the whole store of this workspace to URL, byte for byte.\n\nURL is a PostgreSQL"
        " database (postgresql://USER@HOST/NAME) or an SQLite file, and must be empty. A store"
        " that is not whole is not copied. Afterwards both are read again and compared. This store"
        " is only read; a copy that is cut short leaves nothing behind.",
    ),
    aliases=("salin",),
)
@argument(
    "place",
    label=Text.same("URL"),
    text=Text(
        id="Basis data atau berkas tujuan; kosong atau belum ada.",
        en="The database or file to copy to; empty, or not there yet.",
    ),
)
def copy(call: Call, place: str) -> None:
    """Copy, and say what comes next."""
    from smartflow.offices.storage.db_copy import db_copy

    try:
        made = db_copy(call.workspace(), place, root=Path.cwd(), told=_progress)
    finally:
        _wipe()
    for line in _said(made):
        call.done(line)


def _progress(done: int, of: int) -> None:
    """Show on a terminal how far the copy has come."""
    if sys.stderr.isatty() and (done % _SHOWN_EACH == 0 or done == of):
        sys.stderr.write(f"\r{done}/{of}")
        sys.stderr.flush()


def _wipe() -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{'':<40}\r")
        sys.stderr.flush()


def _said(made: Copied) -> Iterator[Text]:
    held = made.held
    logs = len(held.logs)
    yield Text(
        id=f"Disalin ke {made.place}: {logs} riwayat, {number_words(held.entries, 'id')} entri,"
        f" {number_words(held.checkpoints, 'id')} segel, {number_words(held.blobs, 'id')} lampiran."
        " Keduanya dibaca ulang: sama.",
        en=f"Copied to {made.place}: {counted(logs, 'log')},"
        f" {counted(held.entries, 'entry', 'entries')}, {counted(held.checkpoints, 'checkpoint')},"
        f" {counted(held.blobs, 'attachment')}. Both were read again: equal.",
    )
    yield Text(
        id="Mulai kini bekerjalah hanya pada salah satunya: yang dicatat pada keduanya menjadi dua"
        " riwayat yang bercabang, dan tidak dapat disatukan lagi.",
        en="From now on work on one of the two only: what is recorded in both becomes two histories"
        " that fork, and cannot be joined again.",
    )
    key = "" if made.key_file is None else f" --key {as_word(made.key_file)}"
    place = as_word(made.address)
    yield Text(
        id=f"Langkah berikutnya: smartflow init FOLDER_BARU --database {place}{key}",
        en=f"Next step: smartflow init NEW_DIR --database {place}{key}",
    )
