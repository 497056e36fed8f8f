"""``smartflow init``: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.cli.cells import as_word
from smartflow.cli.command import argument, command, option
from smartflow.cli.values import FOLDER as FOLDER_TYPE
from smartflow.cli.wording import FILE, FOLDER
from smartflow.errors import BadInput
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.actions.init import Initialised
    from smartflow.cli.call import Call

__all__ = ["COMMAND"]


class NoSuchDatabase(BadInput):
    """A database was named that this version cannot open."""

    code = "no-such-database"


@command(
    "init",
    Text(
        id="Membuat ruang kerja baru.\n\nRuang kerja adalah folder berisi smartflow.toml (hanya"
        " tentang komputer ini) dan smartflow.db (kota, kertas kerja dan riwayatnya). Kunci yang"
        " menyegel riwayat dibuat di luarnya, di folder konfigurasi pengguna.",
        en="Make a new workspace.\n\nA workspace is a folder with smartflow.toml (about this"
        " computer only) and smartflow.db (cities, worksheets and their history). The key that"
        " signs the history is made outside it, in the user's configuration folder.",
    ),
)
@argument(
    "folder",
    label=FOLDER,
    text=Text(
        id="Foldernya; tanpa ini folder yang sedang dibuka.",
        en="The folder; without it the current one.",
    ),
    type=FOLDER_TYPE,
    required=False,
)
@option(
    "--database",
    text=Text(
        id="Alamat basis data; versi ini hanya mengenal berkas SQLite bawaan.",
        en="The database's address; this version knows only the built-in SQLite file.",
    ),
    metavar_text=Text.same("URL"),
)
@option(
    "--key",
    text=Text(
        id="Berkas kunci penyegel: dibuat di sini, bukan di folder konfigurasi pengguna; atau kunci"
        " penyimpanan yang sudah ada.",
        en="The file of the signing key: made there, not in the user's configuration folder; or the"
        " key of a store that exists.",
    ),
    metavar_text=FILE,
    type=FOLDER_TYPE,
)
def init(call: Call, folder: Path | None, database: str | None, key: Path | None) -> None:
    """Make a workspace in the folder that was named, or the current one."""
    from smartflow.actions.init import init as act

    if database:
        raise NoSuchDatabase(
            Text(
                id=f"Basis data '{database}' belum didukung versi ini.",
                en=f"This version does not support the database '{database}'.",
            ),
            Text(
                id="Jalankan tanpa --database: ruang kerja memakai berkas smartflow.db.",
                en="Leave out --database: the workspace then uses the file smartflow.db.",
            ),
        )
    made = act(
        folder or call.folder or Path.cwd(),
        clock=call.clock,
        language=call.language,
        config_folder=call.config_folder,
        key=key,
    )
    elsewhere = call.folder is None and made.root.resolve() != Path.cwd()
    enter = f"cd {as_word(made.root)}" if elsewhere else ""
    key_words = _about_key(made)
    call.done(
        Text(
            id=f"Ruang kerja dibuat di {made.root} (id {made.workspace_id}).\n{key_words.id}"
            f"Langkah berikutnya: {enter and enter + ', lalu '}smartflow city add SINGKATAN"
            ' --name "NAMA" --kind kota --region-code KODE --province "PROVINSI"',
            en=f"A workspace was made in {made.root} (id {made.workspace_id}).\n{key_words.en}"
            f"Next step: {enter and enter + ', then '}smartflow city add SLUG"
            ' --name "NAME" --kind kota --region-code CODE --province "PROVINCE"',
        )
    )


def _about_key(made: Initialised) -> Text:
    """Say where the key is, or what is missing."""
    if made.key_file is None:
        return Text.same("")
    if not made.has_key:
        return Text(
            id=f"Kunci penyegelnya tidak ada di komputer ini ({made.key_file}): melihat bisa,"
            " mencatat tidak.\nBila kuncinya ada: smartflow audit key import BERKAS\n",
            en=f"Its signing key is not on this computer ({made.key_file}): you can look, and"
            " record nothing.\nIf you have the key: smartflow audit key import FILE\n",
        )
    return Text(
        id=f"Kunci penyegelnya: {made.key_file}. Simpan salinannya di luar komputer ini; tanpa"
        " kunci itu tidak ada yang dapat dicatat.\n",
        en=f"Its signing key: {made.key_file}. Keep a copy outside this computer; without that key"
        " nothing can be recorded.\n",
    )


COMMAND = init
