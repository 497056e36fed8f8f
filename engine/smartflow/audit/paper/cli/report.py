"""``smartflow audit report``: the auditor's working paper, on paper or on a screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument
from smartflow.terminal.cells import as_word
from smartflow.terminal.command import command, option
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.values import OneOf
from smartflow.terminal.words.wording import FILE, KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartflow.audit.paper.material import Teller
    from smartflow.history.entries.entry import Entry
    from smartflow.terminal.call import Call

__all__ = ["report"]

_TEXT = ("html", "markdown")
_FORMATS = (*_TEXT, "docx", "pdf")


@command(
    "report",
    Text(
        id="Mencetak kertas kerja pemeriksaan dari jejak audit sebuah kota.\n\nMemuat siapa"
        " melakukan apa, dalam jabatan apa dan atas dasar apa, serta lembar yang dapat diperiksa"
        " dengan tangan. Hanya melihat. Kode keluar: 0 riwayat utuh, 4 tidak utuh. Kertas"
        " kerja tetap dicetak bila entrinya terbaca; bila rantainya putus, tidak.",
        en="Print an auditor's working paper from the history of a city.\n\nWho did what, in which"
        " post and on which basis, and a sheet that can be checked by hand. It only looks. Exit"
        " code: 0 the history is whole, 4 it is not. The paper is printed all the same where the"
        " entries can be read; not where their chain is broken.",
    ),
    aliases=("laporan", "kertas-kerja"),
)
@city_argument
@option(
    "--format",
    "form",
    text=Text(
        id="Bentuknya: html, markdown, docx atau pdf.", en="Its form: html, markdown, docx or pdf."
    ),
    metavar_text=KEY,
    type=OneOf(_FORMATS),
    default="html",
)
@option(
    "--output",
    "-o",
    text=Text(
        id="Tulis ke berkas ini, bukan ke layar.", en="Write to this file, not to the screen."
    ),
    metavar_text=FILE,
    type=PATH,
)
def report(call: Call, city: str, form: str, output: Path | None) -> int:
    """Print the working paper."""
    from smartflow.audit.paper.paper import audit_report
    from smartflow.casework.printing.files import keep_off, save_report
    from smartflow.terminal.tables import rendered

    if output is None and form not in _TEXT:
        raise _nowhere(city, form)
    if output is not None:
        keep_off(call.workspace(), output)
    call.format = form
    paper = audit_report(call.workspace(), city, _teller())
    content = rendered(call, "book", paper.book)
    if output is None:
        call.write_bytes(content)
        return paper.exit_code
    save_report(output, content)
    call.say(Text(id=f"Kertas kerja disimpan: {output}", en=f"Working paper saved: {output}"))
    return paper.exit_code


def _nowhere(city: str, form: str) -> UsageFault:
    """Return the refusal of what no screen can show."""
    words = f"smartflow audit report {as_word(city)} --format {form} -o kertas-kerja.{form}"
    return UsageFault(
        Text(
            id=f"Bentuk {form} tidak dapat ditampilkan di layar; sebutkan berkasnya.",
            en=f"A screen cannot show {form}; name the file.",
        ),
        Text.same(words),
    )


def _teller() -> Teller:
    from smartflow.terminal.words.history import sentence

    def tell(entry: Entry, titles: Mapping[str, Text]) -> Text:
        return sentence(entry, titles)

    return tell
