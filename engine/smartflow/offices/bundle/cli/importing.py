"""``smartflow bundle import``: take in a city of another office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.values import EXISTING
from smartflow.terminal.words.wording import FILE, KEY

if TYPE_CHECKING:
    from smartflow.offices.bundle.importing import ImportedBundle
    from smartflow.terminal.call import Call

__all__ = ["import_"]


@command(
    "import",
    Text(
        id="Menerima berkas kota dari kantor lain.\n\nSemua diperiksa lebih dahulu: tanda tangan,"
        " rantai, segel, lampiran. Kota itu lalu dapat dilihat dan diperiksa di sini; yang mencatat"
        " tetap kantor asalnya. Riwayat yang bercabang ditolak, tidak digabung.",
        en="Take in a city's case from another office.\n\nEverything is verified first: signature,"
        " chain, checkpoints, attachments. The city can then be looked at and checked here; its own"
        " office goes on recording it. A history that forks is refused, never merged.",
    ),
    aliases=("impor",),
)
@argument(
    "file",
    label=FILE,
    text=Text(id="Berkas dari smartflow bundle export.", en="The file of smartflow bundle export."),
    type=EXISTING,
)
@option(
    "--key",
    text=Text(
        id="Kunci publik kantor itu, yang diberitahukan lewat jalur lain; cukup sekali.",
        en="That office's public key, as it was told over another channel; needed once.",
    ),
    metavar_text=KEY,
    default="",
)
@option(
    "--dry-run",
    text=Text(id="Periksa saja, tanpa mengimpor.", en="Verify only, and import nothing."),
    is_flag=True,
)
def import_(call: Call, file: Path, key: str, *, dry_run: bool) -> None:
    """Import the bundle, and say what is here now."""
    from smartflow.offices.bundle.importing import bundle_import

    done = bundle_import(call.workspace(), file, key, dry_run=dry_run)
    call.done(_outcome(done, dry_run=dry_run))
    if done.entry is not None and done.city.office != done.entry.log:
        slug = done.city.slug
        call.say(
            Text(
                id=f"Langkah berikutnya: smartflow status {slug}, smartflow check {slug}. Yang"
                " mencatat tetap kantor asalnya.",
                en=f"Next step: smartflow status {slug}, smartflow check {slug}. Its own office"
                " goes on recording it.",
            )
        )


def _outcome(done: ImportedBundle, *, dry_run: bool) -> Text:
    name, size, held = done.city.name, done.city.size, done.held
    if done.relation == "same":
        return Text(
            id=f"{name} sudah ada di sini sampai entri {size}; tidak ada yang ditulis.",
            en=f"{name} is here already, up to entry {size}; nothing was written.",
        )
    if done.relation == "shorter":
        return Text(
            id=f"Yang ada di sini lebih baru: {name} sampai entri {held}, bundel sampai {size};"
            " tidak ada yang ditulis.",
            en=f"What is here is newer: {name} up to entry {held}, the bundle up to {size};"
            " nothing was written.",
        )
    if dry_run:
        return Text(
            id=f"Bundel {name} utuh: {size} entri, {size - held} di antaranya baru. Belum ada yang"
            " diimpor.",
            en=f"The bundle of {name} is whole: {size} entries, {size - held} of them new. Nothing"
            " was imported yet.",
        )
    number = done.entry.seq if done.entry is not None else 0
    return Text(
        id=f"{name} diimpor sampai entri {size} ({size - held} baru); tercatat sebagai entri"
        f" {number} riwayat penyimpanan.",
        en=f"{name} was imported up to entry {size} ({size - held} new); recorded as entry"
        f" {number} of the store log.",
    )
