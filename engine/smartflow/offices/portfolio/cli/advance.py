"""``smartflow portfolio advance``: move many cities on, each if its own gate is met."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.offices.portfolio.cli.running import running_options
from smartflow.offices.portfolio.cli.selecting import selecting
from smartflow.terminal.arguments import reason_option, to_option
from smartflow.terminal.command import command, option
from smartflow.terminal.options import formats

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.offices.portfolio.running.journal import Journal
    from smartflow.offices.portfolio.running.order import Act
    from smartflow.offices.portfolio.selection import Selection
    from smartflow.terminal.call import Call

__all__ = ["AllAndSelection", "WrongNumberTyped", "advance"]


class NotConfirmed(BadInput):
    """An act on many cities was not confirmed."""

    code = "not-confirmed"
    says = Text(
        id="{number} kabupaten/kota akan dimajukan; itu harus dikonfirmasi, dan di sini tidak ada"
        " yang dapat ditanya. Tidak satu pun dimajukan.",
        en="{number} cities were to be advanced; that has to be confirmed, and there is nobody to"
        " ask here. None was advanced.",
    )
    next_step = Text(
        id="Bila sudah yakin, ulangi perintah yang sama dengan --yes",
        en="If you are sure, run the same command with --yes",
    )


class WrongNumberTyped(NotConfirmed):
    """The number of cities was not typed exactly."""

    says = Text(
        id="Tidak satu pun dimajukan: jumlahnya tidak diketik dengan tepat.",
        en="None was advanced: the number was not typed exactly.",
    )
    next_step = Text(
        id="Ulangi perintah yang sama dan ketik: {number}",
        en="Run the same command again and type: {number}",
    )


class SelectFirst(BadInput):
    """Neither a selection nor all cities were asked for."""

    code = "select-first"
    says = Text(
        id="Belum ada kota yang dipilih; tidak satu pun dimajukan.",
        en="No cities were selected; none was advanced.",
    )
    next_step = Text(
        id="Pilih dengan --province, --stage, --intake atau --city, atau sebut semuanya:"
        " --all-cities",
        en="Select with --province, --stage, --intake or --city, or say all of them: --all-cities",
    )


class AllAndSelection(SelectFirst):
    """All cities and a selection exclude each other."""

    says = Text(
        id="--all-cities dan pilihan kota tidak dapat dipakai bersama.",
        en="--all-cities and a selection exclude each other.",
    )
    next_step = Text(id="Pakai salah satu.", en="Use one of the two.")


@command(
    "advance",
    Text(
        id="Memajukan banyak kabupaten/kota, masing-masing bila syarat tahapnya terpenuhi.\n\nPilih"
        " dahulu kotanya (atau --all-cities). Setiap hasil dicatat dalam riwayat kotanya dan"
        " disimpan di jurnal; pekerjaan yang terhenti dilanjutkan dengan --resume dan tidak"
        " memajukan kota dua kali. Salinan dari kantor lain tidak dapat dimajukan di sini. Kode"
        " keluar: 0 semua maju, 1 ada yang belum boleh, selain itu yang terberat (4, 3, 5, 2).",
        en="Move many cities to their next stage, each if its gate is met.\n\nSelect the cities"
        " first (or say --all-cities). Each outcome is recorded in its city's history and kept in"
        " a journal; a run that was stopped goes on with --resume and moves no city twice. Copies"
        " from other offices cannot be advanced here. Exit code: 0 all moved, 1 some may not yet,"
        " else the gravest (4, 3, 5, 2).",
    ),
    aliases=("maju",),
)
@selecting
@option(
    "--all-cities",
    "everything",
    text=Text(id="Semua kabupaten/kota.", en="All cities."),
    is_flag=True,
)
@to_option
@option(
    "--dry-run",
    text=Text(id="Hanya melihat, tidak mencatat.", en="Only look; record nothing."),
    is_flag=True,
)
@reason_option(Text(id="Catatan untuk riwayat setiap kota.", en="A remark for each history."))
@option(
    "--yes",
    text=Text(
        id="Tanpa bertanya lagi (wajib dalam skrip).",
        en="Do not ask for confirmation (required in scripts).",
    ),
    is_flag=True,
)
@running_options
@formats
def advance(  # noqa: PLR0913  the options of the command
    call: Call,
    to: str,
    reason: str,
    workers: int | None,
    scheduler: str,
    resume: Path | None,
    output: str | None,
    *,
    everything: bool,
    dry_run: bool,
    yes: bool,
    **asked: tuple[str, ...],
) -> int:
    """Advance the selected cities, once that was confirmed, and print what came of each."""
    from smartflow.offices.portfolio.cli.results import print_results
    from smartflow.offices.portfolio.cli.running import carry_out, opened, require_compatible
    from smartflow.offices.portfolio.cli.selecting import selection_of
    from smartflow.offices.portfolio.running.order import order_for
    from smartflow.offices.portfolio.running.results import exit_code_of

    require_compatible(workers, scheduler, resume, output)
    selection = selection_of(asked)
    if resume is None:
        _require_selection(selection, everything=everything)
    act: Act = "rehearse" if dry_run else "advance"
    order = order_for(call.workspace(), act, to, reason=reason)
    journal = opened(call, order, selection, resume=resume, output=output)
    if not (dry_run or yes):
        _confirm(call, journal)
    results = carry_out(call, journal, workers, scheduler)
    print_results(call, act, results, journal.head.selection)
    return exit_code_of(results)


def _require_selection(selection: Selection, *, everything: bool) -> None:
    if selection.is_all == everything:
        return
    if everything:
        raise AllAndSelection
    raise SelectFirst


def _confirm(call: Call, journal: Journal) -> None:
    """Let the number of cities be typed, where there is more than one.

    Raises:
        NotConfirmed: something else was typed, or nobody sits at a terminal.
    """
    number = len(journal.missing)
    if number <= 1:
        return
    if not sys.stdin.isatty():
        journal.abandon()
        raise NotConfirmed(number=number)
    call.say(
        Text(
            id=f"{number} kabupaten/kota akan dimajukan, masing-masing bila syaratnya terpenuhi;"
            f" hasilnya dicatat. Ketik {number} untuk melanjutkan:",
            en=f"{number} cities are to be advanced, each if its gate is met; the outcomes are"
            f" recorded. Type {number} to go on:",
        )
    )
    if sys.stdin.readline().strip() != str(number):
        journal.abandon()
        raise WrongNumberTyped(number=number)
