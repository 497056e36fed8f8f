"""``smartflow audit witness``: a province or an auditor cosigns an office's checkpoints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.cells import as_word, counted
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.options import formats
from smartflow.terminal.values import EXISTING, FOLDER
from smartflow.terminal.words.wording import FILE, KEY, NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.audit.witness.witness import Witnessed
    from smartflow.terminal.call import Call

__all__ = ["witness"]


@command(
    "witness",
    Text(
        id="Menyaksikan segel riwayat kantor lain (untuk provinsi atau auditor; tanpa ruang"
        " kerja).\n\nYang ditandatangani harus memuat semua yang pernah dilihat di komputer ini;"
        " bila tidak, tidak ada yang ditandatangani (kode 4). Kunci dan ingatan saksi ada di folder"
        " witness dalam folder pengaturan Anda; buat cadangannya.",
        en="Witness the checkpoints of another office (for a province or an auditor; needs no"
        " workspace).\n\nWhat is signed must hold all that was ever seen on this computer; else"
        " nothing is signed (exit code 4). The witness's key and memory lie in the folder witness"
        " in your configuration folder; back it up.",
    ),
    aliases=("saksikan", "saksi"),
)
@argument(
    "file",
    label=FILE,
    text=Text(id="Berkas segel yang diterima.", en="The checkpoint file that came."),
    type=EXISTING,
)
@option(
    "--output",
    "-o",
    text=Text(
        id="Tulis hasilnya ke berkas ini; bawaan: berkas yang sama.",
        en="Write the result to this file; by default the same one.",
    ),
    metavar_text=FILE,
    type=FOLDER,
)
@option(
    "--name",
    text=Text(
        id="Nama saksi, tanpa spasi, saat pertama kali; misalnya inspektorat.provinsi.go.id/1.",
        en="The witness's name, without blanks, at its first use; such as"
        " inspektorat.provinsi.go.id/1.",
    ),
    metavar_text=NAME,
    default="",
)
@option(
    "--key",
    "keys",
    text=Text(
        id="Kunci publik kantor itu, dari sumber yang lebih aman daripada berkasnya; boleh"
        " berulang.",
        en="The office's public key, from somewhere safer than the file; may be repeated.",
    ),
    metavar_text=KEY,
    multiple=True,
)
@formats
def witness(call: Call, file: Path, output: Path | None, name: str, keys: tuple[str, ...]) -> None:
    """Look, remember, sign; then say what was seen."""
    from smartflow.audit.witness.witness import witness as act
    from smartflow.history.seals.note_key import parse_verifier_key
    from smartflow.terminal.tables import print_data

    target = output or file
    done = act(
        call.config_folder,
        file,
        target,
        call.clock,
        name=name,
        pinned=tuple(parse_verifier_key(word.strip()) for word in keys),
    )
    if call.format == "json":
        print_data(call, _data(done, target))
    for text in _told(done, target):
        call.done(text)


def _told(done: Witnessed, target: Path) -> Iterator[Text]:
    for one in done.logs:
        log, size = one.checkpoint.origin, one.checkpoint.size
        if one.before is None:
            yield Text(
                id=f"{log}: {size} entri, pertama kali dilihat.",
                en=f"{log}: {counted(size, 'entry', 'entries')}, seen for the first time.",
            )
        else:
            yield Text(
                id=f"{log}: {size} entri, memuat semua {one.before} yang dilihat sebelumnya.",
                en=f"{log}: {counted(size, 'entry', 'entries')}, and all {one.before} seen before"
                " are among them.",
            )
    for key in done.first:
        yield Text(
            id=f"Kunci kantor ini dipercaya mulai sekarang: {key.encode()}\n"
            f"Cocokkan sidiknya lewat telepon: {key.fingerprint}",
            en=f"This office's key is trusted from now on: {key.encode()}\n"
            f"Compare its fingerprint by telephone: {key.fingerprint}",
        )
    for key in done.learned:
        yield Text(
            id=f"Kantor itu mengganti kuncinya, dan kunci lama menjamin yang baru: {key.encode()}",
            en=f"The office has replaced its key, and the old one vouches for the new one:"
            f" {key.encode()}",
        )
    made_id, made_en = (" (baru dibuat)", " (made just now)") if done.is_new else ("", "")
    file = as_word(target)
    yield Text(
        id=f"Saksi{made_id}: {done.key.encode()}\nLangkah berikutnya: kirim {target} kembali."
        f" Kantor itu menjalankan: smartflow audit attach {file} (pertama kali dengan --witness"
        " dan kunci di atas).",
        en=f"Witness{made_en}: {done.key.encode()}\nNext step: send {target} back. That office"
        f" runs: smartflow audit attach {file} (the first time with --witness and the key above).",
    )


def _data(done: Witnessed, target: Path) -> dict[str, object]:
    return {
        "witness": {
            "file": str(target),
            "key": done.key.encode(),
            "is_new": done.is_new,
            "logs": [
                {"log": one.checkpoint.origin, "size": one.checkpoint.size, "before": one.before}
                for one in done.logs
            ],
            "trusted_at_first_sight": [key.encode() for key in done.first],
            "learned": [key.encode() for key in done.learned],
        }
    }
