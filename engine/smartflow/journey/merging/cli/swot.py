"""``smartflow swot``: the SWOT matrix of each dimension, its quadrant, and every factor.

This command, and ``quick-wins``, may name a worksheet; no other part of the engine does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument
from smartflow.terminal.cells import as_word
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.options import formats
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.words.wording import AGENCY, DIMENSION, FILE

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]

FACTORS = "swot"
STRATEGIES = "tows"
TOTALS = "swot_quadrant"
COVERAGE = "tows_coverage"
PLUGIN_FAULT = 3


@command(
    "swot",
    Text(
        id="Melihat matriks SWOT setiap dimensi: jumlah faktor, skor berbobot, kuadran dan"
        " strateginya, serta setiap faktor dengan kode perangkat daerahnya (DINKES:S4).",
        en="Show the SWOT matrix of each dimension: counts, weighted totals, quadrant and"
        " strategy, and every factor with its agency's code (DINKES:S4).",
    ),
)
@city_argument
@argument(
    "dimension",
    label=DIMENSION,
    text=Text(id="Satu dimensi saja.", en="One dimension only."),
    required=False,
)
@option(
    "--agency",
    text=Text(
        id="Ke mana setiap baris perangkat daerah ini: dipakai, digabung ke mana, atau tidak"
        " dipakai; oleh siapa dan mengapa.",
        en="What became of each row of this agency: used, merged into which, or not used; by whom"
        " and why.",
    ),
    metavar_text=AGENCY,
    default="",
)
@option(
    "--svg",
    text=Text(
        id="Gambar kuadran SWOT ke berkas SVG ini.", en="Draw the SWOT quadrant to this SVG file."
    ),
    metavar_text=FILE,
    type=PATH,
)
@formats
def swot(call: Call, city: str, dimension: str | None, agency: str, svg: Path | None) -> int:
    """Print the matrices, or what became of one agency's rows."""
    if agency:
        if svg is not None:
            raise UsageFault(
                Text(
                    id="--agency menampilkan baris satu perangkat daerah, tanpa gambar kuadran.",
                    en="--agency shows the rows of one agency; it draws no quadrant.",
                ),
                Text(
                    id=f"smartflow swot {as_word(city)} --svg BERKAS.svg",
                    en=f"smartflow swot {as_word(city)} --svg FILE.svg",
                ),
            )
        _follow(call, city, agency, dimension or "")
        return 0
    return _matrices(call, city, dimension or "", svg)


def _follow(call: Call, city: str, agency: str, dimension: str) -> None:
    from smartflow.journey.merging.cli import swot_decisions as views
    from smartflow.journey.merging.followed_rows import follow_rows
    from smartflow.terminal.tables import print_data, print_table

    found = follow_rows(call.workspace(), city, agency, (FACTORS, STRATEGIES), dimension)
    if call.format == "json":
        print_data(call, views.followed_data(found))
    elif call.format == "text":
        call.write("\n\n".join(views.followed_blocks(call, found)))
    else:
        print_table(call, views.followed_table(found), "rows")


def _matrices(call: Call, city: str, dimension: str, svg: Path | None) -> int:
    from smartflow.journey.merging.cli import swot_views as views
    from smartflow.journey.merging.swot import Layout, swot_of
    from smartflow.terminal.tables import print_data, print_table

    layout = Layout(FACTORS, STRATEGIES, TOTALS, COVERAGE)
    found = swot_of(call.workspace(), city, layout, dimension)
    if call.format == "json":
        print_data(call, views.swot_data(found))
    elif call.format == "text":
        call.write("\n\n".join(views.text_blocks(call, found)))
    else:
        print_table(call, views.factor_table(found), "factors")
    if svg is not None:
        views.draw(call, found, svg)
    for fault in found.faults:
        call.say(
            Text(
                id=f"Penilaian {fault.rule} gagal: {fault.fault}",
                en=f"The scoring rule {fault.rule} failed: {fault.fault}",
            )
        )
    return PLUGIN_FAULT if found.faults else 0


COMMAND = swot
