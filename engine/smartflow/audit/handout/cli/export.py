"""``smartflow audit export``: a folder for the auditor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.terminal.cells import counted
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.words.wording import CITY, FOLDER

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["export"]


class CityOrAll(BadInput):
    """Neither or both of a city and ``--all`` were named."""

    code = "city-or-all"
    says = Text(
        id="Sebutkan satu kota, atau --all untuk semuanya.",
        en="Name one city, or --all for all of them.",
    )
    next_step = Text(id="Lihat: smartflow city list", en="See: smartflow city list")


@command(
    "export",
    Text(
        id="Menulis bundel untuk auditor: riwayat, segel, kunci, lampiran, dan pemeriksanya.\n\n"
        "BACA-SAYA.md di dalamnya memuat perintah pemeriksaan; SmartFlow tidak diperlukan. Bundel"
        " memuat data pribadi, kecuali dengan --without-files. Hanya melihat.",
        en="Write a bundle for an auditor: history, checkpoints, keys, attachments, verifier.\n\n"
        "Its README.md holds the commands to verify it; SmartFlow is not needed. A bundle holds"
        " personal data, except with --without-files. It only looks.",
    ),
    aliases=("ekspor",),
)
@argument(
    "city",
    label=CITY,
    text=Text(
        id="Nama pendek, nama atau kode wilayah; atau --all.",
        en="Slug, name or region code; or --all.",
    ),
    required=False,
    default="",
)
@option(
    "--all",
    "everything",
    text=Text(id="Semua kota di ruang kerja ini.", en="All cities of this workspace."),
    is_flag=True,
)
@option(
    "--output",
    "-o",
    "folder",
    text=Text(id="Folder baru atau yang kosong.", en="A new or empty folder."),
    metavar_text=FOLDER,
    type=PATH,
    required=True,
)
@option(
    "--without-files",
    text=Text(
        id="Tanpa berkas dan tanpa isi kiriman serta daftar hadir.",
        en="Without files, rows of submissions and attendance lists.",
    ),
    is_flag=True,
)
def export(call: Call, city: str, folder: Path, *, everything: bool, without_files: bool) -> None:
    """Write the bundle, and say what is in it."""
    from smartflow.audit.handout.handout import audit_export

    if bool(city) == everything:
        raise CityOrAll
    if not without_files:
        call.say(
            Text(
                id="Peringatan: bundel ini memuat data pribadi (isi kiriman dan daftar hadir)."
                " Serahkan hanya kepada yang berhak; tanpa itu: --without-files.",
                en="Warning: this bundle holds personal data (submissions and attendance). Hand it"
                " only to whoever may have it; without them: --without-files.",
            )
        )
    made = audit_export(call.workspace(), folder, city, personal=not without_files)
    call.done(
        Text(
            id=f"Bundel {made.folder}: {made.cities} kota, {made.entries} entri,"
            f" {made.checkpoints} segel, {made.blobs} lampiran, {made.erased} telah dihapus.\n"
            f"Cara memeriksanya: {made.folder / 'BACA-SAYA.md'}",
            en=f"Bundle {made.folder}: {counted(made.cities, 'city', 'cities')},"
            f" {counted(made.entries, 'entry', 'entries')},"
            f" {counted(made.checkpoints, 'checkpoint')}, {counted(made.blobs, 'attachment')},"
            f" {made.erased} erased.\nHow to verify it: {made.folder / 'README.md'}",
        )
    )
