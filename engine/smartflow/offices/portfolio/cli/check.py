"""``smartflow portfolio check``: would the gates of many cities open now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.offices.portfolio.cli.running import running_options
from smartflow.offices.portfolio.cli.selecting import selecting
from smartflow.terminal.arguments import to_option
from smartflow.terminal.command import command
from smartflow.terminal.options import formats

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.terminal.call import Call

__all__ = ["check"]


@command(
    "check",
    Text(
        id="Memeriksa banyak kabupaten/kota sekaligus; tanpa pilihan, semuanya.\n\nHanya melihat,"
        " dengan beberapa proses, dan semua dinilai per hari yang sama. Hasil setiap kota langsung"
        " disimpan di jurnal, sehingga pekerjaan yang terhenti dapat dilanjutkan. Kode keluar: 0"
        " semua memenuhi syarat, 1 ada yang belum, selain itu yang terberat (4, 3, 5, 2).",
        en="Check many cities at once; without a selection all of them.\n\nIt only looks, with"
        " several processes, and judges all as of one day. Each city's result is kept in a journal"
        " at once, so that a run which was stopped can go on. Exit code: 0 all are met, 1 some are"
        " not, else the gravest (4, 3, 5, 2).",
    ),
    aliases=("periksa",),
)
@selecting
@to_option
@running_options
@formats
def check(  # noqa: PLR0913  the options of the command
    call: Call,
    to: str,
    workers: int | None,
    scheduler: str,
    resume: Path | None,
    output: str | None,
    **asked: tuple[str, ...],
) -> int:
    """Judge the selected cities and print what came of each."""
    from smartflow.offices.portfolio.cli.results import print_results
    from smartflow.offices.portfolio.cli.running import carry_out, opened, require_compatible
    from smartflow.offices.portfolio.cli.selecting import selection_of
    from smartflow.offices.portfolio.running.order import order_for
    from smartflow.offices.portfolio.running.results import exit_code_of

    require_compatible(workers, scheduler, resume, output)
    selection = selection_of(asked)
    order = order_for(call.workspace(), "check", to)
    journal = opened(call, order, selection, resume=resume, output=output)
    results = carry_out(call, journal, workers, scheduler)
    print_results(call, "check", results, journal.head.selection)
    return exit_code_of(results)
