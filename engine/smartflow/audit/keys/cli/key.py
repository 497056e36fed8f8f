"""``smartflow audit key``: the key that signs the histories of this store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.group import Group
from smartflow.terminal.options import formats
from smartflow.terminal.values import EXISTING
from smartflow.terminal.words.wording import FILE, WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.audit.keys.key import KeyStanding
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["key"]

_KEPT = Text(id="; yang lama disimpan di sampingnya.", en="; the old one is kept beside it.")


@command(
    "show",
    Text(
        id="Melihat kunci yang menyegel riwayat: bagian publiknya dan letak berkasnya.\n\nBagian"
        " publik boleh diberikan kepada siapa pun; dengan itu auditor memeriksa segel.",
        en="Show the key that signs the histories: its public half and where its file is.\n\nThe"
        " public half may be given to anybody; with it an auditor verifies checkpoints.",
    ),
    aliases=("lihat",),
)
@formats
def show(call: Call) -> None:
    """List the keys, the newest last; then say where the private half is."""
    from smartflow.audit.keys.key import key_standing
    from smartflow.terminal.tables import print_table

    standing = key_standing(call.workspace())
    print_table(call, _table(standing), "keys")
    call.say(_where(standing))


@command(
    "add",
    Text(
        id="Membuat kunci bagi penyimpanan yang belum mempunyainya; sejak itu setiap tindakan"
        " disegel.",
        en="Make a key for a store that has none; from then on every act is signed.",
    ),
    aliases=("buat",),
)
def add(call: Call) -> None:
    """Make the key, then say where it is."""
    from smartflow.audit.keys.key import key_standing, new_key

    new_key(call.workspace())
    standing = key_standing(call.workspace())
    call.done(
        Text(
            id=f"Kunci dibuat di {standing.file}. Simpan salinannya di luar komputer ini.",
            en=f"A key was made in {standing.file}. Keep a copy outside this computer.",
        )
    )


@command(
    "rotate",
    Text(
        id="Mengganti kunci penyegel.\n\nKunci lama ikut menandatangani penggantian; bila hilang,"
        " itu tertulis dalam riwayat (--lost).",
        en="Replace the signing key.\n\nThe old key signs for the new one; if it is lost, the"
        " history says so (--lost).",
    ),
    aliases=("ganti",),
)
@option(
    "--reason",
    text=Text(id="Alasannya; tercatat dalam riwayat.", en="Why; it stands in the history."),
    metavar_text=WORDS,
    required=True,
)
@option(
    "--lost",
    text=Text(id="Kunci lama hilang.", en="The old key is lost."),
    is_flag=True,
)
def rotate(call: Call, reason: str, lost: bool) -> None:  # noqa: FBT001  click passes it so
    """Replace the key, then say where the new one is."""
    from smartflow.audit.keys.key import key_standing, rotate_key

    rotate_key(call.workspace(), reason, lost=lost)
    standing = key_standing(call.workspace())
    current = standing.keys.current
    word = current.encode() if current is not None else ""
    kept = Text.same(".") if lost else _KEPT
    call.done(
        Text(
            id=f"Kunci baru ada di {standing.file}{kept.id}\nBagian publiknya, untuk provinsi dan"
            f" auditor: {word}\nKomputer lain yang mencatat di penyimpanan ini memerlukannya; bawa"
            " sendiri ke sana, lalu: smartflow audit key import BERKAS",
            en=f"The new key is in {standing.file}{kept.en}\nIts public half, for the province and"
            f" auditors: {word}\nOther computers that record in this store need it; carry it there,"
            " then: smartflow audit key import FILE",
        )
    )


@command(
    "import",
    Text(
        id="Menaruh salinan kunci penyegel di komputer ini, agar tindakan dapat dicatat di sini.",
        en="Put a copy of the signing key on this computer, so that acts can be recorded here.",
    ),
    aliases=("impor",),
)
@argument(
    "source",
    label=FILE,
    text=Text(id="Berkas kunci yang disalin.", en="The key file that was copied."),
    type=EXISTING,
)
def import_(call: Call, source: Path) -> None:
    """Bring the key here, then say where it is."""
    from smartflow.audit.keys.key import import_key

    file = import_key(call.workspace(), source)
    call.done(
        Text(
            id=f"Kunci kini ada di {file}. Hapus salinan di {source} bila tidak diperlukan.",
            en=f"The key is in {file} now. Delete the copy in {source} if nobody needs it.",
        )
    )


def _table(standing: KeyStanding) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(id="Kunci penyegel", en="Signing keys"),
        keys=("key", "fingerprint", "entry", "at", "current", "old_key_lost"),
        headings=(
            Text(id="Bagian publik", en="Public half"),
            Text(id="Sidik", en="Fingerprint"),
            Text(id="Entri", en="Entry"),
            Text(id="Dicatat (UTC)", en="Recorded (UTC)"),
            Text(id="Berlaku", en="Current"),
            Text(id="Kunci lama hilang", en="Old key lost"),
        ),
        rows=tuple(
            (
                one.key.encode(),
                one.key.fingerprint,
                one.entry,
                one.at,
                one.key == standing.keys.current,
                one.lost,
            )
            for one in standing.keys.known
        ),
    )


def _where(standing: KeyStanding) -> Text:
    if standing.keys.current is None:
        return Text(
            id="Penyimpanan ini belum mempunyai kunci; riwayatnya tidak disegel. Buat: smartflow"
            " audit key add",
            en="This store has no key; its history is not signed. Make one: smartflow audit key"
            " add",
        )
    if standing.present:
        return Text(
            id=f"Bagian rahasianya ada di {standing.file}; jangan pernah dikirim.",
            en=f"Its private half is in {standing.file}; never send it.",
        )
    return Text(
        id=f"Bagian rahasianya tidak ada di komputer ini ({standing.file}). Bawa kemari: smartflow"
        " audit key import BERKAS",
        en=f"Its private half is not on this computer ({standing.file}). Bring it: smartflow audit"
        " key import FILE",
    )


key = Group(
    "key",
    Text(
        id="Kunci yang menyegel riwayat: lihat, buat, ganti, salin kemari.",
        en="The key that signs the histories: show, make, replace, bring here.",
    ),
    (show, add, rotate, import_),
)
