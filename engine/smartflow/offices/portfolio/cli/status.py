"""``smartflow portfolio status``: the board of many cities, on a screen or as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.offices.portfolio.cli.selecting import selecting, selection_of
from smartflow.terminal.cells import as_word, from_here
from smartflow.terminal.command import command, option
from smartflow.terminal.options import formats
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.words.wording import FILE, NEXT_STEP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from smartflow.offices.portfolio.blocking import Judged
    from smartflow.offices.portfolio.board.board import Board
    from smartflow.offices.portfolio.standing import CityStanding
    from smartflow.terminal.call import Call

__all__ = ["status"]

_MOST_TOLD = 10
"""Of how many damaged cities the fault is told in full."""

_SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".xlsx": "xlsx"}


@command(
    "status",
    Text(
        id="Papan semua kabupaten/kota: berapa di tahap mana menurut provinsi dan tahun masuk,"
        " siapa lewat tenggat, siapa tertahan oleh ketentuan mana.\n\nYang paling perlu perhatian"
        " berada paling atas. Tanpa --check yang menahan adalah menurut penolakan terakhir yang"
        " tercatat; dengan --check semua diperiksa sekarang. -o PAPAN.html menulis satu halaman"
        " yang dapat dikirim dan dibuka tanpa jaringan.\n\nKode keluar: 0, atau 4 bila riwayat"
        " salah satunya rusak.",
        en="The board of all cities: how many are in which stage by province and intake year, who"
        " is overdue, who is held by which rule.\n\nWhat needs attention most stands first. Without"
        " --check a city is held by what its last recorded refusal says; with --check all are"
        " judged now. -o BOARD.html writes one page that can be mailed and opened without a"
        " network.\n\nExit code: 0, or 4 if the history of one of them is damaged.",
    ),
    aliases=("papan", "board"),
)
@selecting
@option(
    "--check",
    "checked",
    text=Text(
        id="Periksa semuanya sekarang; tidak mencatat apa pun.",
        en="Judge all of them now; records nothing.",
    ),
    is_flag=True,
)
@option(
    "--all",
    "everything",
    text=Text(
        id="Daftar semua kabupaten/kota, bukan hanya yang perlu perhatian.",
        en="List every city, not only those that need attention.",
    ),
    is_flag=True,
)
@option(
    "--output",
    "-o",
    text=Text(
        id="Berkas yang ditulis: .html, .xlsx, .csv atau .json.",
        en="The file to write: .html, .xlsx, .csv or .json.",
    ),
    metavar_text=FILE,
    type=PATH,
)
@formats
def status(
    call: Call,
    *,
    checked: bool,
    everything: bool,
    output: Path | None,
    **asked: tuple[str, ...],
) -> int:
    """Print the board."""
    if output is not None:
        _take_format(call, output)
        from smartflow.casework.printing.files import keep_off

        keep_off(call.workspace(), output)
    board = _board(call, asked, checked=checked)
    if output is not None:
        _save(call, board, output)
    else:
        _print(call, board, everything=everything)
    _tell_of_damage(call, board)
    return board.exit_code


def _tell_of_damage(call: Call, board: Board) -> None:
    """Say of each city that cannot be read whole what is wrong, and once what to do."""
    failures = [
        (one.standing.name, one.standing.failure)
        for one in board.cities
        if one.standing.failure is not None
    ]
    for name, failure in failures[:_MOST_TOLD]:
        told = failure.message
        call.say(Text(id=f"{name}: {told.id}", en=f"{name}: {told.en}"))
    for hint in dict.fromkeys(failure.hint for _, failure in failures):
        if hint is not None:
            call.say(Text(id=f"{NEXT_STEP.id}: {hint.id}", en=f"{NEXT_STEP.en}: {hint.en}"))


def _take_format(call: Call, output: Path) -> None:
    """Let the suffix of the file say the format.

    Raises:
        UsageFault: it says none, or another than --format.
    """
    known = _SUFFIXES.get(output.suffix.casefold(), "")
    if known and call.format in ("text", known):
        call.format = known
        return
    words = as_word(output.with_suffix(".html"))
    raise UsageFault(
        Text(
            id=f"Papan ditulis sebagai .html, .xlsx, .csv atau .json, bukan '{output.name}'.",
            en=f"A board is written as .html, .xlsx, .csv or .json, not '{output.name}'.",
        )
        if not known
        else Text(
            id=f"Berkas '{output.name}' bukan berbentuk {call.format}.",
            en=f"The file '{output.name}' is not one of the format {call.format}.",
        ),
        Text(
            id=f"Misalnya: smartflow portfolio status -o {words}",
            en=f"For example: smartflow portfolio status -o {words}",
        ),
    )


def _board(call: Call, asked: dict[str, tuple[str, ...]], *, checked: bool) -> Board:
    from smartflow.clock import day_in
    from smartflow.offices.portfolio.board.board import board_of
    from smartflow.offices.portfolio.selection import select
    from smartflow.offices.portfolio.standing import standings

    selection = selection_of(asked)
    workspace = call.workspace()
    chosen = select(standings(workspace, selection.named), selection)
    day = day_in("WIB", workspace.clock.now())
    judged = _judged_now(call, chosen, day) if checked else _judged_before(call, chosen)
    return board_of(chosen, judged, day, checked=checked)


def _judged_before(call: Call, chosen: Sequence[CityStanding]) -> dict[str, Judged | None]:
    from smartflow.offices.portfolio.blocking import judged_when

    return {one.slug: judged_when(call.workspace(), one.refused) for one in chosen}


def _judged_now(call: Call, chosen: Sequence[CityStanding], day: date) -> dict[str, Judged | None]:
    from smartflow.offices.portfolio.blocking import judged_now
    from smartflow.offices.portfolio.running.check import check

    results = check(call.workspace(), chosen)
    return {one.slug: judged_now(one, day) for one in results}


def _print(call: Call, board: Board, *, everything: bool) -> None:
    from smartflow.offices.portfolio.cli.board import board_lines
    from smartflow.offices.portfolio.cli.board_data import board_data, cities_table
    from smartflow.terminal.tables import print_data, print_format

    if call.format == "text":
        call.write("\n".join(board_lines(call, board, everything=everything)))
    elif call.format == "json":
        print_data(call, board_data(board))
    elif call.format == "html":
        call.write_bytes(_page(call, board))
    else:
        print_format(call, "table", cities_table(board, board.cities))


def _page(call: Call, board: Board) -> bytes:
    from smartflow.offices.portfolio.board.page import board_page

    return board_page(board, call.language)


def _save(call: Call, board: Board, output: Path) -> None:
    import json

    from smartflow.casework.printing.files import save_report
    from smartflow.offices.portfolio.cli.board_data import board_data, cities_table
    from smartflow.terminal.tables import rendered

    if call.format == "html":
        content = _page(call, board)
    elif call.format == "json":
        data = json.dumps(board_data(board), ensure_ascii=False, indent=2)
        content = f"{data}\n".encode()
    else:
        content = rendered(call, "table", cities_table(board, board.cities))
    save_report(output, content)
    call.say(Text(id=f"Papan: {from_here(output)}", en=f"Board: {from_here(output)}"))
