"""``smartflow template copy``: hand out a shipped template, to be restyled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.words.wording import FILE, KEY

if TYPE_CHECKING:
    from smartflow.books.templates.copy import CopiedTemplate
    from smartflow.terminal.call import Call

__all__ = ["copy"]


@command(
    "copy",
    Text(
        id="Menyalin templat bawaan untuk diubah tampilannya.\n\nTanpa pilihan lain disalin ke"
        " folder templates di ruang kerja, dan sejak itu dipakai. Yang sudah ada tidak ditimpa.",
        en="Copy a shipped template, to be restyled.\n\nWithout another choice it goes into the"
        " folder templates of the workspace, and is used from then on. Nothing is overwritten.",
    ),
    aliases=("salin",),
)
@argument(
    "form",
    label=Text(id="BENTUK", en="FORMAT"),
    text=Text(
        id="Bentuk yang templatnya disalin; daftar: `smartflow template list`.",
        en="The format whose template is copied; see `smartflow template list`.",
    ),
)
@option(
    "--for",
    "report",
    text=Text(
        id="Hanya untuk laporan ini, misalnya minutes atau minutes-TAHAP.",
        en="For this report only, such as minutes or minutes-STAGE.",
    ),
    metavar_text=KEY,
    default="",
)
@option(
    "--output",
    "-o",
    text=Text(
        id="Tulis ke berkas ini, bukan ke ruang kerja.",
        en="Write to this file, not into the workspace.",
    ),
    metavar_text=FILE,
    type=PATH,
)
def copy(call: Call, form: str, report: str, output: Path | None) -> None:
    """Copy the template and say what to do with it."""
    from smartflow.terminal.cells import from_here

    if output is not None and report:
        raise UsageFault(
            Text(
                id="Pilih salah satu: --for LAPORAN menentukan nama di ruang kerja, -o BERKAS"
                " menulis ke tempat lain.",
                en="Choose one: --for REPORT gives the name in the workspace, -o FILE writes"
                " somewhere else.",
            )
        )
    made = _into_workspace(call, form, report) if output is None else _to(call, form, output)
    call.write(from_here(made.path))
    call.done(_next(made, here=output is None))


def _into_workspace(call: Call, form: str, report: str) -> CopiedTemplate:
    from smartflow.books.templates.copy import template_copy
    from smartflow.casework.workspace import find_workspace
    from smartflow.terminal.workflows import catalogue

    root = find_workspace(call.folder)
    return template_copy(
        call.registry().formats, form, root=root, report=report, catalogue=catalogue(call)
    )


def _to(call: Call, form: str, output: Path) -> CopiedTemplate:
    from smartflow.books.templates.copy import template_copy_to

    return template_copy_to(call.registry().formats, form, output)


def _next(made: CopiedTemplate, *, here: bool) -> Text:
    """Return how the template is restyled, and what to run then."""
    from smartflow.terminal.cells import as_word, from_here

    how = (
        Text(
            id="Buka berkas ini dengan Word atau LibreOffice. Ubah gaya (huruf, warna, jarak), kop"
            " dan kaki halaman; biarkan isian di antara {{ dan }}.",
            en="Open this file in Word or LibreOffice. Change its styles (letters, colours,"
            " spaces), header and footer; leave what stands between {{ and }}.",
        )
        if made.office
        else Text(
            id="Buka berkas ini dengan editor teks. Keterangannya ada di bagian atas; yang diisi"
            " SmartFlow dijelaskan di sana.",
            en="Open this file in a text editor. Its head explains it, and what SmartFlow fills"
            " in.",
        )
    )
    place = Text.same("")
    if not here:
        place = Text(
            id="\nBerkas ini baru dipakai bila ada di folder templates ruang kerja.",
            en="\nIt is used once it lies in the folder templates of a workspace.",
        )
    steps = (
        f"\n  smartflow template check {as_word(from_here(made.path))}\n  smartflow template list"
    )
    then = Text(id=" Lalu:", en=" Then:")
    return Text(id=f"{how.id}{place.id}{then.id}{steps}", en=f"{how.en}{place.en}{then.en}{steps}")
