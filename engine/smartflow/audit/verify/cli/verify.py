"""``smartflow audit verify``: recompute the history and say whether it is as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.cells import as_word
from smartflow.terminal.command import command, option
from smartflow.terminal.options import formats
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import EXISTING
from smartflow.terminal.words.wording import CITY, CITY_HELP, FILE, KEY

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["verify"]


@command(
    "verify",
    Text(
        id="Memeriksa seluruh jejak audit dari byte yang tersimpan.\n\nRantai, pohon, segel"
        " riwayat, lampiran, daftar kota dan berkas riwayat dihitung ulang; yang rusak disebut"
        " jenisnya dan entri pertamanya. Dengan --against dibandingkan pula dengan segel yang"
        " disimpan di luar. Tanpa kunci rahasia, tanpa plugin, dan tidak menulis apa pun.\n\nKode"
        " keluar: 0 utuh, 4 tidak utuh atau tidak disegel.",
        en="Verify the whole history from its stored bytes.\n\nChain, tree, checkpoints,"
        " attachments, the list of cities and the log file are recomputed; what is wrong is named"
        " with its kind and first entry. With --against, it is compared with checkpoints kept"
        " outside. Needs no private key and no plugin, and writes nothing.\n\nExit code: 0 whole,"
        " 4 not whole or not signed.",
    ),
    aliases=("periksa",),
)
@option("--city", text=CITY_HELP, metavar_text=CITY, default="")
@option(
    "--against",
    text=Text(
        id="Berkas segel riwayat yang disimpan di luar; boleh diulang.",
        en="A file of checkpoints kept outside; may be repeated.",
    ),
    metavar_text=FILE,
    type=EXISTING,
    multiple=True,
)
@option(
    "--key",
    "keys",
    text=Text(
        id="Kunci publik penyimpanan yang Anda catat; boleh diulang. Tanpa ini kunci pertama"
        " dipercaya begitu saja.",
        en="The store's public key that you wrote down; may be repeated. Without it the first key"
        " is trusted on first sight.",
    ),
    metavar_text=KEY,
    multiple=True,
)
@option(
    "--file",
    "files",
    text=Text(
        id="Buku yang Anda pegang: apakah diterbitkan dari sini, dan belum berubah? Boleh diulang.",
        en="A book that you hold: was it issued from here, and is it unchanged? May be repeated.",
    ),
    metavar_text=FILE,
    type=EXISTING,
    multiple=True,
)
@option(
    "--every-checkpoint",
    "every",
    text=Text(
        id="Periksa tanda tangan dan akar setiap segel, bukan yang terbaru saja (lama).",
        en="Check signature and root of every checkpoint, not of the newest alone (slow).",
    ),
    is_flag=True,
)
@formats
def verify(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    against: tuple[Path, ...],
    keys: tuple[str, ...],
    files: tuple[Path, ...],
    *,
    every: bool,
) -> int:
    """Verify, and print what was found."""
    from smartflow.audit.verify.verify import verify as act

    if city and files:
        raise UsageFault(
            Text(
                id="--file mencari di riwayat semua kota, jadi tidak bersama --city.",
                en="--file looks through the history of every city, so it goes without --city.",
            ),
            Text.same(f"smartflow audit verify --file {as_word(files[0])}"),
        )
    found = act(call.workspace(), city=city, against=against, keys=keys, every=every, files=files)
    if call.format == "text":
        from smartflow.audit.verify.cli.verify_text import verification_text

        call.write(verification_text(found, call.language))
    else:
        from smartflow.audit.verify.cli.verify_data import logs_table, verification_data
        from smartflow.terminal.tables import print_data, print_table

        if call.format == "json":
            print_data(call, verification_data(found))
        else:
            print_table(call, logs_table(found), "logs")
    return found.exit_code
