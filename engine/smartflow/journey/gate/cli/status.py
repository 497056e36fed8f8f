"""``smartflow status``: where all cities stand, or one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import optional_city_argument
from smartflow.terminal.command import command
from smartflow.terminal.options import formats

if TYPE_CHECKING:
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "status",
    Text(
        id="Melihat keadaan semua kota, atau satu kota: tahap, tenggat dan keterlambatan, siapa"
        " yang belum mengirim atau belum paparan, pengecualian yang segera berakhir, umur segel"
        " riwayat di luar, kertas kerja, persetujuan, dan langkah berikutnya.",
        en="Show where all cities stand, or one: stage, due date and days late, who has not"
        " submitted or presented, waivers about to lapse, the age of the checkpoint held outside,"
        " worksheets, sign-offs, and the next step.",
    ),
)
@optional_city_argument
@formats
def status(call: Call, city: str | None) -> None:
    """Show where all cities stand, or one."""
    from smartflow.terminal.warnings import warn_of_built_in

    if city:
        from smartflow.journey.gate.cli.city_status import print_standing

        print_standing(call, city)
    else:
        from smartflow.terminal.tables import print_table

        print_table(call, _all(call), "cities")
    warn_of_built_in(call, call.workspace().built_in_registry)


def _all(call: Call) -> Table:
    from smartflow.casework.casework import read_case
    from smartflow.journey.gate.cli.city_status import awaited
    from smartflow.journey.gate.standing import standing_of
    from smartflow.report import Table

    workspace = call.workspace()
    with workspace.reading() as reading:
        cities = workspace.register(reading).cities
    rows = []
    for one in cities:
        case = read_case(workspace, one.slug)
        standing = standing_of(case, workspace.built_in_registry)
        outside = standing.outside
        rows.append(
            (
                one.slug,
                one.name,
                standing.stage.title,
                standing.since,
                standing.due,
                standing.late_by,
                awaited(standing),
                len(standing.silence.agencies),
                len(standing.silence.dimensions),
                len(standing.silence.waivers),
                outside.days(case.state.city.zone, case.today) if outside else None,
                outside.after if outside else None,
            )
        )
    return Table(
        title=Text(id="Keadaan kabupaten/kota", en="Where cities stand"),
        keys=(
            *("city", "name", "stage", "since", "due", "late_by_days", "awaited"),
            *("silent_agencies", "not_presented", "lapsing_waivers"),
            *("outside_days", "entries_since_outside"),
        ),
        headings=(
            Text(id="Kota", en="City"),
            Text(id="Nama", en="Name"),
            Text(id="Tahap", en="Stage"),
            Text(id="Sejak", en="Since"),
            Text(id="Tenggat", en="Due"),
            Text(id="Lewat (hari)", en="Late (days)"),
            Text(id="Ditunggu", en="Awaited"),
            Text(id="Belum kirim", en="Silent"),
            Text(id="Belum paparan", en="Not presented"),
            Text(id="Segera berakhir", en="Lapsing"),
            Text(id="Segel luar (hari)", en="Outside (days)"),
            Text(id="Entri sesudahnya", en="Entries since"),
        ),
        rows=tuple(rows),
        note=None
        if cities
        else Text(
            id="Tambahkan kota: smartflow city add --help",
            en="Add a city: smartflow city add --help",
        ),
    )


COMMAND = status
