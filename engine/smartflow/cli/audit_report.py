"""``smartflow audit report``: the auditor's working paper, on paper or on a screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.cli.arguments import city_argument
from smartflow.cli.command import command, option
from smartflow.cli.values import FOLDER as PATH
from smartflow.cli.values import OneOf
from smartflow.cli.wording import FILE, KEY
from smartflow.errors import BadInput
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartflow.actions.audit_report_material import Teller
    from smartflow.cli.call import Call
    from smartflow.history.entry import Entry

__all__ = ["report"]

_FORMATS = ("html", "markdown")


class CannotSavePaper(BadInput):
    """The paper's file cannot be written."""

    code = "cannot-save-paper"


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
    text=Text(id="Bentuknya: html atau markdown.", en="Its form: html or markdown."),
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
    from smartflow.actions.audit_report import audit_report
    from smartflow.cli.tables import rendered

    call.format = form
    workspace = call.workspace()
    paper = audit_report(workspace, city, _teller())
    content = rendered(call, "book", paper.book)
    if output is None:
        call.write_bytes(content)
    else:
        _save(call, output, content)
    return paper.exit_code


def _save(call: Call, path: Path, content: bytes) -> None:
    """Write the paper whole, and say so on stderr.

    Raises:
        CannotSavePaper: the folder is not there, or may not be written to.
    """
    from smartflow.actions.whole_file import write_whole

    try:
        write_whole(path, content.decode("utf-8"))
    except OSError as error:
        raise CannotSavePaper(
            Text(
                id=f"Kertas kerja tidak dapat disimpan ke {path}: {error.strerror}.",
                en=f"The working paper cannot be saved to {path}: {error.strerror}.",
            ),
            Text(
                id="Pilih nama berkas di folder yang ada dan boleh ditulisi: -o BERKAS",
                en="Name a file in a folder that is there and may be written to: -o FILE",
            ),
        ) from error
    call.say(Text(id=f"Kertas kerja disimpan: {path}", en=f"Working paper saved: {path}"))


def _teller() -> Teller:
    from smartflow.cli.history_words import sentence

    def tell(entry: Entry, titles: Mapping[str, Text]) -> Text:
        return sentence(entry, titles)

    return tell
