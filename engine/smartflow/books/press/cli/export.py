"""``smartflow export``: a book or sheet of a city as a file, or all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument
from smartflow.terminal.cells import as_word, from_here
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.words.wording import FILE, KEY, NEXT_STEP, REPORT

if TYPE_CHECKING:
    from smartflow.books.press.export import Exported, Written
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "export",
    Text(
        id="Mencetak buku dan lembar sebuah kota dari isian yang tersimpan.\n\nBentuknya docx, pdf,"
        " html, markdown, xlsx, json atau csv, diketahui dari --format atau dari akhiran nama"
        " berkas. Yang belum lengkap dicetak sebagai draf dengan daftar kekurangannya. Dengan"
        " --issue buku menjadi resmi: sidiknya dicatat dalam jejak audit, dan berkasnya dapat"
        " diperiksa dengan audit verify --file.\n\nKode keluar: 0 tercetak (juga draf), 1 --issue"
        " ditolak karena masih draf.",
        en="Print the books and sheets of a city from what was filled in.\n\nThe format is docx,"
        " pdf, html, markdown, xlsx, json or csv, known from --format or from the file's suffix."
        " What is not complete is printed as a draft with the list of what is missing. With"
        " --issue a book becomes official: its digest is recorded in the history, and the file can"
        " be verified with audit verify --file.\n\nExit code: 0 printed (drafts too), 1 --issue is"
        " refused for a draft.",
    ),
)
@city_argument
@argument(
    "report",
    label=REPORT,
    text=Text(id="Buku atau lembarnya; lihat --list.", en="The book or sheet; see --list."),
    required=False,
)
@option(
    "--format",
    "form",
    text=Text(
        id="Bentuknya, misalnya docx atau pdf; tanpa ini menurut akhiran -o.",
        en="Its format, such as docx or pdf; by default what the suffix of -o says.",
    ),
    metavar_text=KEY,
    default="",
)
@option(
    "--output",
    "-o",
    text=Text(
        id="Berkas yang ditulis; dengan --all foldernya.",
        en="The file to write; with --all the folder.",
    ),
    metavar_text=FILE,
    type=PATH,
)
@option(
    "--all",
    "everything",
    text=Text(
        id="Semua laporan dalam semua bentuk, ke folder -o.",
        en="Every report in every format, into the folder -o.",
    ),
    is_flag=True,
)
@option(
    "--list",
    "listing",
    text=Text(
        id="Lihat laporan dan bentuk yang ada.", en="Show what reports and formats there are."
    ),
    is_flag=True,
)
@option(
    "--issue",
    "official",
    text=Text(
        id="Terbitkan: catat sidik berkasnya dalam jejak audit.",
        en="Make it official: record the file's digest in the history.",
    ),
    is_flag=True,
)
@option(
    "--json",
    "as_json",
    text=Text(id="Dengan --list: sebagai JSON.", en="With --list: as JSON."),
    is_flag=True,
)
def export(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    report: str | None,
    form: str,
    output: Path | None,
    *,
    everything: bool,
    listing: bool,
    official: bool,
    as_json: bool,
) -> int:
    """Print what is asked for."""
    if listing:
        from smartflow.books.press.cli.export_list import print_reports

        call.format = "json" if as_json or form == "json" else form or "text"
        print_reports(call, city)
        return 0
    if everything:
        return _all(call, city, report, output, official=official)
    if not report:
        raise _which(city)
    key = form or _by_suffix(call, city, report, output)
    _require_agreeing(call, key, output)
    if official:
        return _issue(call, city, report, key, output)
    return _one(call, city, report, key, output)


COMMAND = export


def _which(city: str) -> UsageFault:
    return UsageFault(
        Text(
            id="Sebutkan buku atau lembar yang dicetak, atau --all.",
            en="Name the book or sheet to print, or say --all.",
        ),
        Text(
            id=f"Lihat yang ada: smartflow export {as_word(city)} --list",
            en=f"See what there is: smartflow export {as_word(city)} --list",
        ),
    )


def _by_suffix(call: Call, city: str, report: str, output: Path | None) -> str:
    """Return the format whose files end as the one that is to be written.

    Raises:
        UsageFault: no file is named, or no format's files end so.
    """
    from smartflow.books.press.export import formats_of

    formats = formats_of(call.workspace())
    suffix = output.suffix.casefold() if output is not None else ""
    found = [key for key, one in formats.items() if one.suffix == suffix]
    if len(found) == 1:
        return found[0]
    keys = ", ".join(formats)
    words = f"smartflow export {as_word(city)} {as_word(report)}"
    raise UsageFault(
        Text(
            id=f"Bentuknya belum jelas; pilih salah satu: {keys}.",
            en=f"Which format is not clear; choose one: {keys}.",
        ),
        Text(
            id=f"Misalnya: {words} -o {report}.docx",
            en=f"For example: {words} -o {report}.docx",
        ),
    )


def _require_agreeing(call: Call, key: str, output: Path | None) -> None:
    """Refuse a file that is called like another format: no program would open it.

    Raises:
        UsageFault: the suffix of the file is another format's.
    """
    from smartflow.books.press.export import formats_of

    formats = formats_of(call.workspace())
    suffix = output.suffix.casefold() if output is not None else ""
    others = [one.key for one in formats.values() if one.suffix == suffix]
    if not others or key in others or key not in formats:
        return
    raise UsageFault(
        Text(
            id=f"Berkas {suffix} berbentuk {others[0]}, bukan {key}.",
            en=f"A file that ends in {suffix} is {others[0]}, not {key}.",
        ),
        Text(
            id=f"Hapus --format, atau beri akhiran {formats[key].suffix} pada nama berkasnya.",
            en=f"Leave --format out, or let the file end in {formats[key].suffix}.",
        ),
    )


def _one(call: Call, city: str, report: str, key: str, output: Path | None) -> int:
    from smartflow.books.press.export import export as act
    from smartflow.casework.printing.files import keep_off, save_report

    written = act(call.workspace(), city, report, key, call.language)
    if output is None and _is_text(written):
        call.write_bytes(written.content)
        return 0
    path = (
        output if output is not None else Path(f"{written.composed.book.key}{written.form.suffix}")
    )
    keep_off(call.workspace(), path)
    save_report(path, written.content)
    _tell(call, written, path)
    return 0


def _is_text(written: Written) -> bool:
    kind = written.form.media_type
    return kind.startswith("text/") or kind == "application/json"


def _tell(call: Call, written: Written, path: Path) -> None:
    title, gaps = written.composed.report.title, len(written.composed.gaps)
    if not gaps:
        call.say(Text(id=f"{title.id}: {from_here(path)}", en=f"{title.en}: {from_here(path)}"))
        return
    call.say(
        Text(
            id=f"{title.id} (DRAF, {gaps} hal belum lengkap): {from_here(path)}",
            en=f"{title.en} (DRAFT, {gaps} things are missing): {from_here(path)}",
        )
    )


def _issue(call: Call, city: str, report: str, key: str, output: Path | None) -> int:
    from smartflow.books.press.export import formats_of
    from smartflow.books.press.issue import issue as act
    from smartflow.casework.printing.files import keep_off, report_file
    from smartflow.history.acts import Issue, read_as

    workspace = call.workspace()
    if output is None:
        suffix = formats_of(workspace)[key].suffix if key in formats_of(workspace) else ""
        output = Path(f"{report}{suffix}")
    path = output
    keep_off(workspace, path)
    with report_file(path) as save:
        done = act(workspace, city, report, key, call.language, save)
    title, seq = done.written.composed.report.title, done.entry.seq
    digest = read_as(done.entry, Issue).file
    call.say(
        Text(
            id=f"{title.id} diterbitkan (entri {seq}): {from_here(path)}\nSidik: {digest}\nPeriksa"
            f" kapan saja: smartflow audit verify --file {as_word(from_here(path))}",
            en=f"{title.en} is issued (entry {seq}): {from_here(path)}\nDigest: {digest}\nVerify it"
            f" at any time: smartflow audit verify --file {as_word(from_here(path))}",
        )
    )
    return 0


def _all(call: Call, city: str, report: str | None, folder: Path | None, *, official: bool) -> int:
    if report or official:
        raise UsageFault(
            Text(
                id="--all mencetak semua laporan; buku diterbitkan satu per satu, tanpa --all.",
                en="--all prints every report; books are issued one by one, without --all.",
            ),
            Text(
                id=f"smartflow export {as_word(city)} --all -o FOLDER",
                en=f"smartflow export {as_word(city)} --all -o FOLDER",
            ),
        )
    if folder is None:
        raise UsageFault(
            Text(id="Sebutkan folder tujuannya.", en="Name the folder to write to."),
            Text(
                id=f"smartflow export {as_word(city)} --all -o FOLDER",
                en=f"smartflow export {as_word(city)} --all -o FOLDER",
            ),
        )
    from smartflow.books.press.export import export_all

    done = export_all(call.workspace(), city, folder, call.language, lambda one: _told(call, one))
    failures = [one.failure for one in done if one.failure is not None]
    for hint in dict.fromkeys(one.hint for one in failures if one.hint is not None):
        call.say(Text(id=f"{NEXT_STEP.id}: {hint.id}", en=f"{NEXT_STEP.en}: {hint.en}"))
    files = [one for one in done if one.failure is None]
    call.say(
        Text(
            id=f"{len(files)} berkas di {from_here(folder)}.",
            en=f"{len(files)} files in {from_here(folder)}.",
        )
    )
    return max((one.exit_code for one in failures), default=0)


def _told(call: Call, one: Exported) -> None:
    if one.failure is not None:
        message = one.failure.message
        named = f"{one.report} ({one.format})" if one.format else one.report
        call.say(Text(id=f"{named}: {message.id}", en=f"{named}: {message.en}"))
        return
    draft = Text(id=" (draf)", en=" (draft)") if one.gaps else Text.same("")
    call.write(f"{from_here(one.path)}{call.words(draft)}")
