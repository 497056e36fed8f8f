"""``smartflow audit attach``: take the cosignatures that came back from a witness."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.cells import counted
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.options import formats
from smartflow.terminal.values import EXISTING
from smartflow.terminal.words.wording import FILE, KEY

if TYPE_CHECKING:
    from smartflow.audit.witness.attach import Attached
    from smartflow.terminal.call import Call

__all__ = ["attach"]


@command(
    "attach",
    Text(
        id="Menambahkan tanda tangan saksi pada segel yang tersimpan.\n\nHanya di bawah segel yang"
        " sama persis; bila lain, tidak ada yang ditambahkan (kode 4). Boleh diulang.",
        en="Add the cosignatures of a witness to the stored checkpoints.\n\nOnly below the very"
        " same checkpoint; if it is another, nothing is added (exit code 4). It may be repeated.",
    ),
    aliases=("lampirkan",),
)
@argument(
    "file",
    label=FILE,
    text=Text(id="Berkas yang kembali dari saksi.", en="The file that came back."),
    type=EXISTING,
)
@option(
    "--witness",
    "word",
    text=Text(
        id="Kunci publik saksi, pertama kali; dicatat dalam riwayat penyimpanan.",
        en="The witness's public key, the first time; it is recorded in the store's history.",
    ),
    metavar_text=KEY,
    default="",
)
@formats
def attach(call: Call, file: Path, word: str) -> None:
    """Add what is good, and say what stands there now."""
    from smartflow.audit.witness.attach import attach as act
    from smartflow.audit.witness.attach import attach_of
    from smartflow.history.seals.checkpoint_file import read_checkpoint_file
    from smartflow.history.seals.cosignature import parse_witness_key
    from smartflow.terminal.tables import print_data

    came = read_checkpoint_file(file.read_bytes())
    workspace = call.workspace()
    if word:
        done = attach_of(workspace, came, parse_witness_key(word.strip()))
    else:
        done = act(workspace, came)
    if call.format == "json":
        print_data(call, {"attached": [_data(one) for one in done]})
    for one in done:
        call.done(_told(one))


def _told(one: Attached) -> Text:
    size_en = counted(one.size, "entry", "entries")
    if one.is_new:
        return Text(
            id=f"{one.log}: segel pada {one.size} entri kini disaksikan {one.witness}.",
            en=f"{one.log}: the checkpoint at {size_en} is witnessed by {one.witness} now.",
        )
    return Text(
        id=f"{one.log}: segel pada {one.size} entri sudah disaksikan {one.witness}.",
        en=f"{one.log}: the checkpoint at {size_en} was witnessed by {one.witness} already.",
    )


def _data(one: Attached) -> dict[str, object]:
    from datetime import UTC, datetime

    return {
        "log": one.log,
        "size": one.size,
        "witness": one.witness,
        "at": datetime.fromtimestamp(one.moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "is_new": one.is_new,
    }
