"""``smartflow init``: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.cells import as_word
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.values import FOLDER as FOLDER_TYPE
from smartflow.terminal.words.wording import FILE, FOLDER

if TYPE_CHECKING:
    from smartflow.offices.storage.init import Initialised
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]

_PASSWORD = Text(id="KATA_SANDI", en="PASSWORD")
"""What stands in the place of a password that is not printed."""


@command(
    "init",
    Text(
        id="Membuat ruang kerja baru.\n\nRuang kerja adalah folder berisi smartflow.toml (hanya"
        " tentang komputer ini) dan smartflow.db (kota, kertas kerja dan riwayatnya). Kunci yang"
        " menyegel riwayat dibuat di luarnya, di folder konfigurasi pengguna.\n\nDengan --database"
        " beberapa kantor memakai satu penyimpanan: yang pertama memulainya, yang lain bergabung"
        " dengan kuncinya (--key).",
        en="Make a new workspace.\n\nA workspace is a folder with smartflow.toml (about this"
        " computer only) and smartflow.db (cities, worksheets and their history). The key that"
        " signs the history is made outside it, in the user's configuration folder.\n\nWith"
        " --database several offices use one store: the first begins it, the others join it with"
        " its key (--key).",
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
        id="Penyimpanan lain dari smartflow.db: postgresql://PENGGUNA@HOST/NAMA, atau berkas"
        " SQLite.",
        en="Another store than smartflow.db: postgresql://USER@HOST/NAME, or an SQLite file.",
    ),
    metavar_text=Text.same("URL"),
    default="",
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
def init(call: Call, folder: Path | None, database: str, key: Path | None) -> None:
    """Make a workspace in the folder that was named, or the current one."""
    from smartflow.offices.storage.init import init as act

    made = act(
        folder or call.folder or Path.cwd(),
        clock=call.clock,
        language=call.language,
        config_folder=call.config_folder,
        key=key,
        database=database,
    )
    parts = (_what(made), _about_password(made), _about_key(made), _next_step(call, made))
    said = [part for part in parts if part is not None]
    call.done(Text(id="\n".join(part.id for part in said), en="\n".join(part.en for part in said)))


def _what(made: Initialised) -> Text:
    """Say what was made, and whose store it uses."""
    if not made.joined:
        return Text(
            id=f"Ruang kerja dibuat di {made.root} (id {made.workspace_id}).",
            en=f"A workspace was made in {made.root} (id {made.workspace_id}).",
        )
    return Text(
        id=f"Ruang kerja dibuat di {made.root}; ia memakai penyimpanan yang sudah ada di"
        f" {made.database} (id {made.workspace_id}).",
        en=f"A workspace was made in {made.root}; it uses the store that is there already in"
        f" {made.database} (id {made.workspace_id}).",
    )


def _about_password(made: Initialised) -> Text | None:
    """Say where the password belongs, which was not kept."""
    if not made.pgpass:
        return None
    in_english = made.pgpass.removesuffix(_PASSWORD.id) + _PASSWORD.en
    return Text(
        id="Kata sandinya tidak disimpan. Untuk perintah berikutnya tulislah baris ini ke berkas"
        " kata sandi (~/.pgpass dengan izin 600; di Windows %APPDATA%\\postgresql\\pgpass.conf):\n"
        f"  {made.pgpass}",
        en="The password was not kept. For the next commands put this line into the password file"
        " (~/.pgpass with mode 600; on Windows %APPDATA%\\postgresql\\pgpass.conf):\n"
        f"  {in_english}",
    )


def _next_step(call: Call, made: Initialised) -> Text:
    """Say what comes next, and where."""
    elsewhere = call.folder is None and made.root.resolve() != Path.cwd()
    enter = f"cd {as_word(made.root)}" if elsewhere else ""
    if made.joined:
        return Text(
            id=f"Langkah berikutnya: {enter and enter + ', lalu '}smartflow audit verify",
            en=f"Next step: {enter and enter + ', then '}smartflow audit verify",
        )
    return Text(
        id=f"Langkah berikutnya: {enter and enter + ', lalu '}smartflow city add SINGKATAN"
        ' --name "NAMA" --kind kota --region-code KODE --province "PROVINSI"',
        en=f"Next step: {enter and enter + ', then '}smartflow city add SLUG"
        ' --name "NAME" --kind kota --region-code CODE --province "PROVINCE"',
    )


def _about_key(made: Initialised) -> Text | None:
    """Say where the key is, or what is missing."""
    if made.key_file is None:
        return None
    if not made.has_key:
        return Text(
            id=f"Kunci penyegelnya tidak ada di komputer ini ({made.key_file}): melihat bisa,"
            " mencatat tidak.\nBila kuncinya ada: smartflow audit key import BERKAS",
            en=f"Its signing key is not on this computer ({made.key_file}): you can look, and"
            " record nothing.\nIf you have the key: smartflow audit key import FILE",
        )
    return Text(
        id=f"Kunci penyegelnya: {made.key_file}. Simpan salinannya di luar komputer ini; tanpa"
        " kunci itu tidak ada yang dapat dicatat.",
        en=f"Its signing key: {made.key_file}. Keep a copy outside this computer; without that key"
        " nothing can be recorded.",
    )


COMMAND = init
