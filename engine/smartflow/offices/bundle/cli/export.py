"""``smartflow bundle export``: a city's case as one signed file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.numbers import number_words
from smartflow.terminal.arguments import city_argument
from smartflow.terminal.cells import counted
from smartflow.terminal.command import command, option
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.words.wording import FILE

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["export"]


@command(
    "export",
    Text(
        id="Menulis seluruh berkas sebuah kota ke satu berkas bertanda tangan.\n\nKantor lain"
        " (provinsi, kementerian) memeriksanya saat mengimpor. Berkas memuat data pribadi: isi"
        " kiriman dan daftar hadir. Hanya melihat.",
        en="Write a city's whole case to one signed file.\n\nAnother office (province, ministry)"
        " verifies it when it imports it. The file holds personal data: submissions and"
        " attendance lists. It only looks.",
    ),
    aliases=("ekspor",),
)
@city_argument
@option(
    "--output",
    "-o",
    "file",
    text=Text(
        id="Berkas yang ditulis; tanpa akhiran mendapat .smartflow.",
        en="The file to write; without an end to its name it gets .smartflow.",
    ),
    metavar_text=FILE,
    type=PATH,
    required=True,
)
def export(call: Call, city: str, file: Path) -> None:
    """Write the bundle, and say what is in it and who will ask for what."""
    from smartflow.offices.bundle.export import bundle_export

    made = bundle_export(call.workspace(), city, file)
    said = made.manifest
    call.done(
        Text(
            id=f"Bundel {made.path}: {said.city.name}, {said.size} entri, {made.blobs} lampiran,"
            f" {len(said.erased)} telah dihapus, {number_words(made.size, 'id')} byte.",
            en=f"Bundle {made.path}: {said.city.name}, {counted(said.size, 'entry', 'entries')},"
            f" {counted(made.blobs, 'attachment')}, {len(said.erased)} erased,"
            f" {number_words(made.size, 'en')} bytes.",
        )
    )
    call.say(
        Text(
            id="Bundel ini memuat data pribadi (isi kiriman dan daftar hadir): serahkan hanya"
            " kepada yang berhak, sebagai lampiran utuh.\nPenerima: smartflow bundle import BERKAS."
            f" Pertama kali ia meminta kunci Anda; sebutkan lewat telepon: {said.signer.encode()}"
            f" (sidik {said.signer.fingerprint})",
            en="This bundle holds personal data (submissions and attendance): hand it only to"
            " whoever may have it, as a whole attachment.\nThe receiver runs: smartflow bundle"
            " import FILE. The first time it asks for your key; tell it by telephone:"
            f" {said.signer.encode()} (fingerprint {said.signer.fingerprint})",
        )
    )
