"""``smartflow template``: how books look: the templates there are, handed out and tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.books.templates.cli.check import check
from smartflow.books.templates.cli.copy import copy
from smartflow.language import Text
from smartflow.terminal.command import command
from smartflow.terminal.group import Group
from smartflow.terminal.options import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.books.templates.list import TemplateUse
    from smartflow.report import Cell, Table
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]

SHORT = 12
"""Letters of a digest that a table shows; JSON and CSV have all 64."""

STATES = {
    "shipped": Text(id="bawaan", en="shipped"),
    "own": Text(id="milik sendiri", en="own"),
    "unchanged": Text(id="milik sendiri, sama dengan bawaan", en="own, same as shipped"),
    "unusable": Text(id="TIDAK DAPAT DIPAKAI", en="CANNOT BE USED"),
    "unused": Text(id="tidak dipakai", en="not used"),
}


@command(
    "list",
    Text(
        id="Mendaftar templat: yang bawaan, dan milik sendiri di folder templates.",
        en="List the templates: the shipped ones, and your own in the folder templates.",
    ),
    aliases=("daftar",),
)
@formats
def list_(call: Call) -> None:
    """List the templates."""
    from smartflow.books.templates.cli.views import workspace_folder
    from smartflow.books.templates.list import template_list
    from smartflow.books.templates.names import known_reports
    from smartflow.terminal.tables import print_data, print_table
    from smartflow.terminal.warnings import warn_without_workspace
    from smartflow.terminal.workflows import catalogue

    reports = known_reports(catalogue(call))
    uses = template_list(call.registry().formats, workspace_folder(call), reports)
    if call.format == "json":
        print_data(call, {"templates": [_data(use) for use in uses]})
    else:
        print_table(call, _table(uses, SHORT if call.format == "text" else None), "templates")
    warn_without_workspace(call)


def _table(uses: Sequence[TemplateUse], letters: int | None) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(id="Templat", en="Templates"),
        keys=("format", "report", "state", "file", "digest", "reason"),
        headings=(
            Text(id="Bentuk", en="Format"),
            Text(id="Laporan", en="Report"),
            Text(id="Keadaan", en="State"),
            Text(id="Berkas", en="File"),
            Text(id="Sidik", en="Digest"),
            Text(id="Sebab", en="Reason"),
        ),
        rows=tuple(_row(use, letters) for use in uses),
        note=Text(
            id="Ubah tampilan: smartflow template copy BENTUK   Uji: smartflow template check",
            en="Change the look: smartflow template copy FORMAT   Try: smartflow template check",
        ),
    )


def _data(use: TemplateUse) -> dict[str, object]:
    return {
        "format": use.format,
        "report": use.report,
        "state": use.state,
        "file": None if use.path is None else str(use.path),
        "digest": use.digest,
        "reason": None if use.why is None else {"id": use.why.id, "en": use.why.en},
    }


def _row(use: TemplateUse, letters: int | None) -> tuple[Cell, ...]:
    from smartflow.terminal.cells import from_here

    report: Cell = use.report or (Text(id="semua", en="all") if use.format else None)
    path = from_here(use.path) if use.path is not None else None
    return (use.format, report, STATES[use.state], path, use.digest[:letters], use.why)


COMMAND = Group(
    "template",
    Text(
        id="Mengatur tampilan buku: daftar, salinan dan uji templat.",
        en="How books look: list, copy and try templates.",
    ),
    (list_, copy, check),
)
