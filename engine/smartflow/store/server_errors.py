"""What can go wrong with a store on a server, each situation with its sentence and the next step.

Beside :mod:`smartflow.store.errors`, which any store raises. No message here holds a password: a
place is named as :attr:`smartflow.store.address.Address.shown` gives it, and the server's own words
are passed on only where they were looked through.
"""

from __future__ import annotations

import sys
from typing import Final

from smartflow.errors import BadInput, Conflict
from smartflow.language import Text

__all__ = [
    "BadAddress",
    "ChangeRefused",
    "CommitUnknown",
    "ConnectionTurnedDown",
    "DriverMissing",
    "NoRoles",
    "NoTrustedTls",
    "NotDurable",
    "PasswordWritten",
    "RightMissing",
    "SchemaRightMissing",
    "StoreFull",
    "StoreInterrupted",
    "StoreRefused",
    "StoreTooOld",
    "StoreUnreachable",
    "WrongPassword",
]

_STATUS = Text(
    id="Lihat keadaan basis data: smartflow db status",
    en="See how the database is: smartflow db status",
)


_PASSWORD_FILE: Final = (
    Text.same("%APPDATA%\\postgresql\\pgpass.conf")
    if sys.platform == "win32"
    else Text(id="~/.pgpass (izin 0600)", en="~/.pgpass (mode 0600)")
)
"""Where libpq looks for passwords on this computer."""


def _in_english(pgpass_line: str) -> str:
    """Return the line of a password file with an English word in the password's place."""
    return f"{pgpass_line.rpartition(':')[0]}:PASSWORD"


class BadAddress(BadInput):
    """The address of a database cannot be read. It is not quoted, for it may hold a password."""

    code = "bad-address"
    says = Text(
        id="Alamat basis data tidak dapat dibaca: {why}.",
        en="The address of the database cannot be read: {why}.",
    )
    next_step = Text(
        id="Bentuknya: postgresql://PENGGUNA@HOST:5432/BASISDATA?sslmode=verify-full, atau nama"
        " berkas SQLite.",
        en="Its form: postgresql://USER@HOST:5432/DATABASE?sslmode=verify-full, or the name of a"
        " SQLite file.",
    )


class PasswordWritten(BadInput):
    """A password stands in a file that others read and copy."""

    code = "password-written"
    says = Text(
        id="Alamat basis data di {file} memuat kata sandi; itu tidak dipakai.",
        en="The address of the database in {file} holds a password; it is not used.",
    )
    next_step = Text(
        id="Tulis di sana: {address}  dan kata sandinya di {password_file}: {pgpass_line}",
        en="Write there: {address}  and the password in {password_file}: {pgpass_line}",
    )

    def __init__(self, file: str, address: str, pgpass_line: str) -> None:
        super().__init__(
            file=file,
            address=address,
            password_file=_PASSWORD_FILE,
            pgpass_line=Text(id=pgpass_line, en=_in_english(pgpass_line)),
        )


class DriverMissing(BadInput):
    """The extra ``postgres`` is not installed."""

    code = "driver-missing"
    says = Text(
        id="Basis data ini di server PostgreSQL, dan penghubungnya (psycopg) tidak terpasang.",
        en="This database is on a PostgreSQL server, and its driver (psycopg) is not installed.",
    )
    next_step = Text(
        id='Pasang: pipx install --force "smartflow-engine[postgres]"',
        en='Install it: pipx install --force "smartflow-engine[postgres]"',
    )


class StoreUnreachable(Conflict):
    """The server did not answer, or took no more connections, however often it was asked."""

    code = "store-unreachable"
    says = Text(
        id="Server {name} tidak dapat dihubungi ({detail}). Tidak ada yang tercatat.",
        en="The server {name} cannot be reached ({detail}). Nothing was recorded.",
    )
    next_step = Text(
        id="Periksa alamat, jaringan dan servernya, lalu ulangi perintah yang sama (keadaan"
        " server: smartflow db status).",
        en="Check the address, the network and the server, then repeat the same command (how the"
        " server stands: smartflow db status).",
    )

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(name=name, detail=detail)


class StoreFull(StoreUnreachable):
    """The server, or the role, has as many connections as it may."""

    code = "store-full"
    says = Text(
        id="Server {name} penuh: tidak ada hubungan yang bebas ({detail}). Tidak ada yang"
        " tercatat.",
        en="The server {name} is full: no connection is free ({detail}). Nothing was recorded.",
    )
    next_step = Text(
        id="Tunggu sebentar, lalu ulangi. Bila sering terjadi, minta pengelola server menaikkan"
        " max_connections, atau batas peran itu (ALTER ROLE … CONNECTION LIMIT).",
        en="Wait a moment, then try again. If it happens often, ask whoever runs the server to"
        " raise max_connections, or the role's limit (ALTER ROLE … CONNECTION LIMIT).",
    )


class StoreInterrupted(Conflict):
    """The connection broke inside a transaction, of which nothing was kept; it may be repeated."""

    code = "store-interrupted"
    says = Text(
        id="Hubungan ke {name} terputus di tengah jalan. Tidak ada yang tercatat.",
        en="The connection to {name} broke half-way. Nothing was recorded.",
    )
    next_step = Text(id="Ulangi perintah yang sama.", en="Repeat the same command.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class CommitUnknown(Conflict):
    """The connection broke while the server committed, and it could not be asked afterwards."""

    code = "commit-unknown"
    says = Text(
        id="Hubungan ke {name} terputus tepat ketika mencatat; belum diketahui apakah tercatat.",
        en="The connection to {name} broke in the moment of recording; whether it was recorded is"
        " not known yet.",
    )
    next_step = Text(
        id="Setelah server kembali, lihat dahulu: smartflow history KOTA. Ulangi perintah hanya"
        " bila tindakannya tidak ada di sana.",
        en="Once the server is back look first: smartflow history CITY. Repeat the command only if"
        " the act is not there.",
    )


class StoreRefused(BadInput):
    """The server let nobody in: a wrong password, an unknown database or role, a missing right."""

    code = "store-refused"


class WrongPassword(StoreRefused):
    """The password is wrong, or not there."""

    says = Text(
        id="Server {name} menolak kata sandi, atau kata sandi belum diberikan.",
        en="The server {name} refused the password, or none was given.",
    )
    next_step = Text(
        id="Tulis satu baris di {password_file}: {pgpass_line}  atau pakai PGPASSWORD.",
        en="Write one line in {password_file}: {pgpass_line}  or use PGPASSWORD.",
    )

    def __init__(self, name: str, pgpass_line: str) -> None:
        super().__init__(
            name=name,
            password_file=_PASSWORD_FILE,
            pgpass_line=Text(id=pgpass_line, en=_in_english(pgpass_line)),
        )


class ConnectionTurnedDown(StoreRefused):
    """The server turned the connection down, in its own words."""

    says = Text(
        id="Server {name} menolak hubungan ({detail}).",
        en="The server {name} turned the connection down ({detail}).",
    )
    next_step = Text(
        id="Periksa nama basis data, peran, dan sslmode pada alamatnya (database di"
        " smartflow.toml), atau tanyakan kepada pengelola server.",
        en="Check the names of database and role and the sslmode of the address (database in"
        " smartflow.toml), or ask whoever runs the server.",
    )


class NoTrustedTls(StoreRefused):
    """The line could not be encrypted, or led to a server that proved nothing."""

    says = Text(
        id="Tidak ada hubungan TLS yang terpercaya dengan server {name} ({detail}). Tidak ada yang"
        " tercatat.",
        en="There is no TLS connection with the server {name} that can be trusted ({detail})."
        " Nothing was recorded.",
    )
    next_step = Text(
        id="Alamatnya (database di smartflow.toml) harus menyebut host seperti di sertifikat"
        " server, dan CA yang menandatanganinya: …?sslmode=verify-full&sslrootcert=BERKAS.pem."
        " Minta berkas itu kepada pengelola server; jangan longgarkan sslmode.",
        en="The address (database in smartflow.toml) must name the host as the server's"
        " certificate does, and the authority that signed it:"
        " …?sslmode=verify-full&sslrootcert=FILE.pem. Ask whoever runs the server for that file;"
        " do not loosen sslmode.",
    )


class RightMissing(StoreRefused):
    """The role lacks a right, in the server's own words."""

    says = Text(
        id="Peran '{role}' tidak berhak melakukan ini di {name} ({detail}). Tidak ada yang"
        " tercatat.",
        en="The role '{role}' may not do this in {name} ({detail}). Nothing was recorded.",
    )
    next_step = Text(
        id="Pemilik basis data memberi hak dengan: smartflow db grant {role} --access application"
        " (mencatat) atau --access auditor (hanya membaca). Yang hanya boleh dilakukan pemilik:"
        " ulangi dengan SMARTFLOW_DATABASE=postgresql://PEMILIK@…",
        en="The database's owner gives rights with: smartflow db grant {role} --access application"
        " (records acts) or --access auditor (only reads). What only the owner may do: repeat it"
        " with SMARTFLOW_DATABASE=postgresql://OWNER@…",
    )


class SchemaRightMissing(StoreRefused):
    """The role may not make the tables of a new store."""

    says = Text(
        id="Peran '{role}' tidak boleh membuat penyimpanan di {name} ({detail}).",
        en="The role '{role}' may not make a store in {name} ({detail}).",
    )
    next_step = Text(
        id="Buat dengan pemilik basis data, atau minta: GRANT CREATE ON DATABASE … TO {role};",
        en="Make it as the database's owner, or ask for: GRANT CREATE ON DATABASE … TO {role};",
    )


class ChangeRefused(StoreRefused):
    """The store's own triggers refuse the change to everybody."""

    says = Text(
        id="Penyimpanan {name} menolak perubahan itu ({detail}). Tidak ada yang tercatat.",
        en="The store {name} refuses that change ({detail}). Nothing was recorded.",
    )
    next_step = _STATUS


class NoRoles(BadInput):
    """The store is a file, and a file knows no roles."""

    code = "no-roles"
    says = Text(
        id="{name} adalah berkas; berkas tidak mengenal peran. Siapa yang boleh membaca dan"
        " menulisnya diatur oleh izin berkas.",
        en="{name} is a file, and a file knows no roles. Who may read and write it is for the"
        " file's permissions to say.",
    )
    next_step = Text(
        id="Peran ada di server: smartflow db copy postgresql://PEMILIK@HOST/BASISDATA",
        en="There are roles on a server: smartflow db copy postgresql://OWNER@HOST/DATABASE",
    )


class StoreTooOld(BadInput):
    """The server is older than the oldest that is supported."""

    code = "store-too-old"
    says = Text(
        id="Server {name} adalah PostgreSQL {found}; SmartFlow memerlukan {least} ke atas.",
        en="The server {name} is PostgreSQL {found}; SmartFlow needs {least} or newer.",
    )
    next_step = Text(
        id="Perbarui server itu, atau pakai server lain: smartflow db copy URL",
        en="Upgrade that server, or use another one: smartflow db copy URL",
    )


class NotDurable(BadInput):
    """The server confirms a commit before it is safely on its disk, so an act could vanish."""

    code = "not-durable"
    says = Text(
        id="Server {name} dapat kehilangan yang sudah tercatat: {setting} = off.",
        en="The server {name} can lose what was recorded: {setting} = off.",
    )
    next_step = Text(
        id="Ubah di server: {setting} = {good}; juga di ALTER ROLE dan ALTER DATABASE. Lalu"
        " ulangi.",
        en="Change it on the server: {setting} = {good}; in ALTER ROLE and ALTER DATABASE too."
        " Then try again.",
    )
