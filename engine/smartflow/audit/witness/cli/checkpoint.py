"""``smartflow audit checkpoint``: what is mailed to a witness outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.cells import as_word, counted
from smartflow.terminal.command import command, option
from smartflow.terminal.options import formats
from smartflow.terminal.values import EXISTING, FOLDER
from smartflow.terminal.words.wording import CITY, CITY_HELP, FILE

if TYPE_CHECKING:
    from smartflow.audit.witness.checkpoint import MadeCheckpoint
    from smartflow.terminal.call import Call

__all__ = ["checkpoint"]


@command(
    "checkpoint",
    Text(
        id="Menulis segel riwayat ke sebuah berkas, untuk dikirim kepada saksi di luar (provinsi"
        " atau auditor).\n\nIsinya hanya jumlah catatan dan sidik digital, tidak ada data. Saksi"
        " menjalankan: smartflow audit witness. Tanpa --city semua riwayat ditulis, dan tindakan"
        " ini sendiri dicatat.",
        en="Write the checkpoints of the histories to a file, to be mailed to a witness outside"
        " (the province or an auditor).\n\nIt holds numbers of entries and hashes, no data. The"
        " witness runs: smartflow audit witness. Without --city all histories are written, and the"
        " act itself is recorded.",
    ),
    aliases=("segel",),
)
@option(
    "--output",
    "-o",
    text=Text(id="Berkas yang ditulis.", en="The file to write."),
    metavar_text=FILE,
    type=FOLDER,
    required=True,
)
@option("--city", text=CITY_HELP, metavar_text=CITY, default="")
@option(
    "--since",
    text=Text(
        id="Berkas segel yang lebih lama, dari mana buktinya harus berawal; dikirim saksi bila"
        " perlu.",
        en="An older checkpoint file from which the proofs are to lead; a witness sends it when"
        " needed.",
    ),
    metavar_text=FILE,
    type=EXISTING,
)
@formats
def checkpoint(call: Call, output: Path, city: str, since: Path | None) -> None:
    """Write the file, and say what to do with it."""
    from smartflow.audit.witness.checkpoint import checkpoint as act
    from smartflow.audit.witness.checkpoint import city_checkpoint
    from smartflow.casework.printing.files import keep_off
    from smartflow.history.seals.checkpoint_file import read_checkpoint_file
    from smartflow.ledger.whole_file import write_whole
    from smartflow.terminal.tables import print_data

    earlier = read_checkpoint_file(since.read_bytes()) if since is not None else None
    workspace = call.workspace()
    keep_off(workspace, output)
    made = city_checkpoint(workspace, city, earlier) if city else act(workspace, earlier)
    write_whole(output, made.file.encode().decode())
    if call.format == "json":
        print_data(call, _data(made, output))
    call.done(_told(made, output))


def _told(made: MadeCheckpoint, output: Path) -> Text:
    key, count, file = made.keys[-1], len(made.file.logs()), as_word(output)
    return Text(
        id=f"Segel {count} riwayat ditulis ke {output}.\n"
        f"Kunci: {key.encode()}\n"
        f"Sidik kunci, untuk dicocokkan lewat telepon: {key.fingerprint}\n"
        f"Langkah berikutnya: kirim berkas itu kepada saksi, yang menjalankan: smartflow audit"
        f" witness {output.name} --name NAMA-KANTOR. Bila kembali: smartflow audit attach {file}",
        en=f"The checkpoints of {counted(count, 'history', 'histories')} were written to"
        f" {output}.\n"
        f"Key: {key.encode()}\n"
        f"Its fingerprint, to be compared by telephone: {key.fingerprint}\n"
        f"Next step: send that file to a witness, who runs: smartflow audit witness {output.name}"
        f" --name OFFICE. When it comes back: smartflow audit attach {file}",
    )


def _data(made: MadeCheckpoint, output: Path) -> dict[str, object]:
    newest = {log: blocks[0].checkpoint for log, blocks in made.file.logs().items()}
    return {
        "checkpoint": {
            "file": str(output),
            "entry": made.entry.seq if made.entry is not None else None,
            "key": made.keys[-1].encode(),
            "fingerprint": made.keys[-1].fingerprint,
            "logs": [
                {
                    "log": log,
                    "size": one.size,
                    "proofs_from": [block.old for block in made.file.logs()[log]],
                }
                for log, one in newest.items()
            ],
        }
    }
