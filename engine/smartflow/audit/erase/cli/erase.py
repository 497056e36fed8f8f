"""``smartflow audit erase``: personal data removed for good, once the city's slug was typed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, reason_option
from smartflow.terminal.command import command, option
from smartflow.terminal.values import OneOf, Whole
from smartflow.terminal.words.wording import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.audit.erase.erase import Erasable, Erasure, Part
    from smartflow.terminal.call import Call

__all__ = ["WrongNameTyped", "erase"]

_PARTS = ("rows", "file", "source", "list")

_ON_A_SERVER = Text(
    id="Berkas server masih memuatnya sampai dibersihkan: minta pengelolanya menjalankan VACUUM"
    " FULL smartflow.blob.",
    en="The server's files hold it until they are cleaned: ask whoever runs the server for VACUUM"
    " FULL smartflow.blob.",
)


class NotConfirmed(BadInput):
    """An act that cannot be undone was not confirmed."""

    code = "not-confirmed"
    says = Text(
        id="Tidak ada yang dihapus: penghapusan harus dikonfirmasi, dan di sini tidak ada yang"
        " dapat ditanya.",
        en="Nothing was erased: it has to be confirmed, and there is nobody to ask here.",
    )
    next_step = Text(
        id="Bila sudah yakin, ulangi perintah yang sama dengan --yes",
        en="If you are sure, run the same command with --yes",
    )


class WrongNameTyped(NotConfirmed):
    """The short name of the city was not typed exactly."""

    says = Text(
        id="Tidak ada yang dihapus: nama pendek kota tidak diketik dengan tepat.",
        en="Nothing was erased: the city's short name was not typed exactly.",
    )
    next_step = Text(
        id="Ulangi perintah yang sama dan ketik: {slug}",
        en="Run the same command again and type: {slug}",
    )


class NameOne(BadInput):
    """Neither or both of an entry and a digest were named."""

    code = "name-one"
    says = Text(
        id="Sebutkan entri yang membawa data itu, atau sidik digitalnya: salah satu.",
        en="Name the entry that brought it or its digest: one of the two.",
    )
    next_step = Text(
        id="Misalnya: --entry 12 (lihat: smartflow history KOTA)",
        en="For example: --entry 12 (see: smartflow history CITY)",
    )


@command(
    "erase",
    Text(
        id="Menghapus data pribadi untuk selamanya, dengan alasan yang tercatat.\n\nHanya isi dan"
        " berkas kiriman serta daftar hadir; hasil pemeriksaan, alur kerja, dokumen dan risalah"
        " tetap. Kertas kerja yang isinya dihapus harus dikirim lagi. Dasar: hak subjek data (UU"
        " 27/2022 Pasal 8) dan kewajiban pengendali (Pasal 43 dan 44). Cadangan dan hasil ekspor"
        " yang sudah ada tidak ikut terhapus.",
        en="Erase personal data for good, with a reason that is recorded.\n\nOnly rows and files of"
        " submissions, and attendance lists; verdicts, workflows, documents and minutes stay. A"
        " worksheet whose rows are erased must be submitted again. Basis: the data subject's right"
        " (Law 27/2022, article 8) and the controller's duty (articles 43 and 44). Backups and"
        " exports that exist already are not erased.",
    ),
    aliases=("hapus",),
)
@city_argument
@option(
    "--entry",
    text=Text(
        id="Nomor entri yang membawa data itu.", en="The number of the entry that brought it."
    ),
    metavar_text=Text(id="NOMOR", en="NUMBER"),
    type=Whole(),
    default=0,
)
@option(
    "--part",
    text=Text(
        id="Hanya bagian ini: rows (isi), file (berkas), source (bukti asal), list (daftar hadir).",
        en="Only this part: rows, file, source or list (attendance).",
    ),
    metavar_text=KEY,
    type=OneOf(_PARTS),
    default=None,
)
@option(
    "--digest",
    text=Text(id="Sidik digitalnya, sebagai ganti --entry.", en="Its digest, in place of --entry."),
    metavar_text=Text(id="SIDIK", en="DIGEST"),
    default="",
)
@reason_option(
    Text(
        id="Alasannya, misalnya nomor permintaan pemilik data; wajib. Jangan tulis data"
        " pribadinya.",
        en="Why, such as the number of the person's request; required. Do not write the personal"
        " data itself.",
    )
)
@option(
    "--yes",
    text=Text(
        id="Tanpa bertanya lagi (untuk skrip).", en="Do not ask for confirmation (for scripts)."
    ),
    is_flag=True,
)
def erase(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    entry: int,
    part: Part | None,
    digest: str,
    reason: str,
    *,
    yes: bool,
) -> None:
    """Show what would go, ask, erase, and say what that means."""
    from smartflow.audit.erase.erase import erase as act
    from smartflow.audit.erase.erase import erasure_of

    if bool(entry) == bool(digest):
        raise NameOne
    workspace = call.workspace()
    found = erasure_of(workspace, city, entry, part=part, digest=digest, reason=reason)
    for line in _plan(found):
        call.say(line)
    if not yes:
        _confirm(call, found)
    done = act(workspace, found.slug, entry, part=part, digest=digest, reason=reason)
    for line in _done(done):
        call.done(line)
    if workspace.store.facts().kind != "sqlite":
        call.done(_ON_A_SERVER)


def _plan(found: Erasure) -> Iterator[Text]:
    yield Text(
        id=f"Akan dihapus untuk selamanya dari {found.city}:",
        en=f"To be erased for good from {found.city}:",
    )
    for one in found.parts:
        called = _called(one)
        listed = ", ".join(map(str, one.entries))
        yield Text(
            id=f"  - {called.id} (entri {listed}), {one.digest}",
            en=f"  - {called.en} (entry {listed}), {one.digest}",
        )


def _called(one: Erasable) -> Text:
    words = {
        "rows": Text(
            id=f"isi kertas kerja {one.worksheet} dari {one.filler}",
            en=f"rows of worksheet {one.worksheet} of {one.filler}",
        ),
        "file": Text(id="berkas kiriman", en="file of the submission"),
        "source": Text(id="bukti asal", en="source"),
        "list": Text(id="daftar hadir", en="attendance list"),
    }
    return words[one.what]


def _confirm(call: Call, found: Erasure) -> None:
    """Let the city's slug be typed.

    Raises:
        NotConfirmed: something else was typed, or nobody sits at a terminal.
    """
    if not sys.stdin.isatty():
        raise NotConfirmed
    call.say(
        Text(
            id=f"Ini tidak dapat dibatalkan. Ketik {found.slug} untuk menghapus:",
            en=f"This cannot be undone. Type {found.slug} to erase:",
        )
    )
    if sys.stdin.readline().strip() != found.slug:
        raise WrongNameTyped(slug=found.slug)


def _done(done: Erasure) -> Iterator[Text]:
    for one, made in zip(done.parts, done.made, strict=True):
        called = _called(one)
        yield Text(
            id=f"Dihapus: {called.id} dari entri {one.entry} (dicatat di entri {made.seq}).",
            en=f"Erased: {called.en} of entry {one.entry} (recorded in entry {made.seq}).",
        )
    for one in done.parts:
        if one.current:
            yield Text(
                id=f"{one.worksheet} dari {one.filler} kini dihitung belum dikirim; langkah"
                f" berikutnya: smartflow submit {done.slug} BERKAS",
                en=f"{one.worksheet} of {one.filler} now counts as not submitted; next step:"
                f" smartflow submit {done.slug} FILE",
            )
        if one.copies:
            listed = ", ".join(map(str, one.copies))
            yield Text(
                id=f"Salinan lain {one.worksheet} dari {one.filler} masih tersimpan: entri"
                f" {listed}.",
                en=f"Other copies of {one.worksheet} of {one.filler} are still kept: entry"
                f" {listed}.",
            )
    if "rows" in (kinds := {one.what for one in done.parts}) and "file" not in kinds:
        yield Text(
            id="Berkas kirimannya mungkin masih tersimpan dan memuat hal yang sama: hapus dengan"
            " --part file.",
            en="The submitted file may still be kept and holds the same: erase it with --part"
            " file.",
        )
    yield Text(
        id="Cadangan, bundel ekspor, lembar gabungan dan hasil pemeriksaan lama yang mengutipnya"
        " tidak ikut terhapus.",
        en="Backups, exported bundles, merged sheets and old verdicts that quote it are not"
        " erased.",
    )
