"""What can go wrong with a store, each situation with its sentence and the next step.

Both adapters raise these, so that a caller never sees an exception of sqlite3 or psycopg.
"""

from __future__ import annotations

from smartflow.errors import BadInput, Conflict, IntegrityFailure
from smartflow.language import Text

__all__ = [
    "CorruptStore",
    "DiskFull",
    "HeadMoved",
    "NewerStore",
    "NoStoreInDatabase",
    "NotAStore",
    "ReadOnlyStore",
    "ServerRefused",
    "StandbyServer",
    "StoreFailed",
    "StoreLocked",
    "StoreMissing",
    "StoreUnusable",
]

_AGAIN = Text(
    id="Tunggu sebentar, lalu ulangi perintah yang sama.",
    en="Wait a moment, then repeat the same command.",
)
_WHERE = Text(
    id="Pulihkan dari cadangan terakhir, atau tunjuk folder kerja yang benar: --workspace FOLDER"
    " (letak basis data tertulis di smartflow.toml).",
    en="Restore the last backup, or name the right workspace: --workspace FOLDER (where the"
    " database is stands in smartflow.toml).",
)
_INSTEAD = Text(
    id="Pindahkan berkas itu, lalu pulihkan dari cadangan terakhir, atau tunjuk folder kerja yang"
    " benar: --workspace FOLDER.",
    en="Move that file away and restore the last backup, or name the right workspace:"
    " --workspace FOLDER.",
)


class StoreLocked(Conflict):
    """Another process held the store for longer than the waiting time."""

    code = "store-locked"
    says = Text(
        id="Penyimpanan {name} sedang dipakai oleh proses lain.",
        en="The store {name} is in use by another process.",
    )
    next_step = _AGAIN


class HeadMoved(Conflict):
    """The log has grown since it was read.

    Attributes:
        log: The log's name.
    """

    code = "head-moved"
    says = Text(
        id="Riwayat {log} baru saja bertambah oleh orang lain.",
        en="Somebody else has just added to the history {log}.",
    )
    next_step = Text(
        id="Lihat keadaan terbaru dengan smartflow status, lalu ulangi perintah.",
        en="See how things stand with smartflow status, then repeat the command.",
    )


class NewerStore(BadInput):
    """The store was made by a newer SmartFlow than this one."""

    code = "newer-store"
    says = Text(
        id="Penyimpanan {name} dibuat oleh SmartFlow yang lebih baru (skema {found}; versi ini"
        " mengenal skema {known}).",
        en="The store {name} was made by a newer SmartFlow (schema {found}; this version knows"
        " schema {known}).",
    )
    next_step = Text(
        id="Perbarui SmartFlow: pipx upgrade smartflow-engine.",
        en="Upgrade SmartFlow: pipx upgrade smartflow-engine.",
    )


class NotAStore(BadInput):
    """What stands there is not a SmartFlow store."""

    code = "not-a-store"
    says = Text(id="{name} bukan penyimpanan SmartFlow.", en="{name} is not a SmartFlow store.")
    next_step = Text.same("{instead}")

    def __init__(self, name: str, instead: Text = _INSTEAD) -> None:
        super().__init__(name=name, instead=instead)


class StoreMissing(BadInput):
    """There is no store at that place."""

    code = "store-missing"
    says = Text(id="Penyimpanan {name} tidak ada.", en="There is no store {name}.")
    next_step = Text.same("{hint}")

    def __init__(self, name: str, hint: Text = _WHERE) -> None:
        super().__init__(name=name, hint=hint)


class NoStoreInDatabase(StoreMissing):
    """No store was made in the database on a server."""

    next_step = Text(
        id="Periksa nama basis data pada alamatnya (database di smartflow.toml). Bila memang belum"
        " dibuat, pemiliknya membuatnya: smartflow init FOLDER --database"
        " postgresql://PEMILIK@HOST/BASISDATA",
        en="Check the name of the database in the address (database in smartflow.toml). If none"
        " was made yet, its owner makes one: smartflow init DIR --database"
        " postgresql://OWNER@HOST/DATABASE",
    )


class CorruptStore(IntegrityFailure):
    """The structure of the file or database is damaged."""

    code = "corrupt-store"
    says = Text(
        id="Penyimpanan {name} rusak ({detail}).",
        en="The store {name} is damaged ({detail}).",
    )
    next_step = Text(
        id="Simpan salinannya sebagai bukti, lalu pulihkan dari cadangan terakhir.",
        en="Keep a copy of it as evidence, then restore the last backup.",
    )


class StoreFailed(BadInput):
    """The computer would not read or write the store: disk full, read-only, no permission.

    Nothing of the transaction was kept.
    """

    code = "store-failed"


class DiskFull(StoreFailed):
    """The disk has no room."""

    says = Text(
        id="Diska penuh: {name} tidak dapat ditulisi. Tidak ada yang tercatat.",
        en="The disk is full: {name} cannot be written. Nothing was recorded.",
    )
    next_step = Text(
        id="Kosongkan ruang diska, lalu ulangi perintah.",
        en="Free some disk space, then repeat the command.",
    )


class ReadOnlyStore(StoreFailed):
    """The file or its folder may not be written."""

    says = Text(
        id="{name} hanya dapat dibaca. Tidak ada yang tercatat.",
        en="{name} is read-only. Nothing was recorded.",
    )
    next_step = Text(
        id="Beri izin tulis pada berkas dan foldernya, lalu ulangi perintah.",
        en="Allow writing to the file and its folder, then repeat the command.",
    )


class StandbyServer(StoreFailed):
    """The server only follows another one, or takes no writes now."""

    says = Text(
        id="Server {name} sedang hanya dapat dibaca. Tidak ada yang tercatat.",
        en="The server {name} can only be read now. Nothing was recorded.",
    )
    next_step = Text(
        id="Pakai alamat server utamanya (database di smartflow.toml), lalu ulangi.",
        en="Use the address of the primary server (database in smartflow.toml), then try again.",
    )


class ServerRefused(StoreFailed):
    """Any other refusal of a server, in its own words."""

    says = Text(
        id="Server {name} menolak ({detail}). Tidak ada yang tercatat.",
        en="The server {name} refused ({detail}). Nothing was recorded.",
    )
    next_step = Text(
        id="Lihat keadaannya dengan: smartflow db status, atau tanyakan kepada pengelola server.",
        en="See how it is with: smartflow db status, or ask whoever runs the server.",
    )


class StoreUnusable(StoreFailed):
    """Any other refusal of the computer, in its own words."""

    says = Text(
        id="{name} tidak dapat dibuka atau ditulisi ({detail}). Tidak ada yang tercatat.",
        en="{name} cannot be opened or written ({detail}). Nothing was recorded.",
    )
    next_step = Text(
        id="Periksa izin berkas, foldernya, dan ruang diskanya, lalu ulangi perintah.",
        en="Check the permissions of the file and its folder, and the space on the disk, then try"
        " again.",
    )
