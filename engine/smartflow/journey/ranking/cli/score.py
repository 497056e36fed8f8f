"""``smartflow score``: a city's scores with their parts, so that each can be checked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.terminal.arguments import city_argument
from smartflow.terminal.command import command, option
from smartflow.terminal.options import formats
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.words.wording import FILE, KEY

if TYPE_CHECKING:
    from smartflow.journey.ranking.scores import Scored
    from smartflow.terminal.call import Call

__all__ = ["COMMAND", "NothingToDraw"]

PLUGIN_FAULT = 3
_RIM = 100


class NothingToDraw(BadInput):
    """No scoring rule gives every dimension a score from 0 to 100."""

    code = "nothing-to-draw"
    says = Text(
        id="Tidak ada penilaian yang memberi setiap dimensi skor 0-100.",
        en="No scoring rule gives every dimension a score from 0 to 100.",
    )
    next_step = Text(
        id="Lihat yang ada: smartflow score {slug}",
        en="See what there is: smartflow score {slug}",
    )


@command(
    "score",
    Text(
        id="Melihat skor sebuah kota beserta rinciannya: kesiapan dimensi, prioritas isu, kuadran"
        " SWOT, cakupan TOWS dan peringkat quick win, sejauh datanya sudah ada.",
        en="Show a city's scores with their parts: readiness, priority of issues, SWOT quadrant,"
        " TOWS coverage and the ranking of quick wins, as far as their data are there.",
    ),
)
@city_argument
@option(
    "--rule",
    text=Text(id="Satu penilaian saja, menurut kuncinya.", en="One scoring rule only, by its key."),
    metavar_text=KEY,
    default="",
)
@option(
    "--svg",
    text=Text(
        id="Gambar radar kesiapan dimensi (atau --rule) ke berkas SVG ini.",
        en="Draw the readiness radar of the dimensions (or of --rule) to this SVG file.",
    ),
    metavar_text=FILE,
    type=PATH,
)
@formats
def score(call: Call, city: str, rule: str, svg: Path | None) -> int:
    """Print the scores."""
    from smartflow.journey.ranking.cli import score_views as views
    from smartflow.journey.ranking.scores import scores
    from smartflow.terminal.tables import print_data, print_table
    from smartflow.terminal.words.naming import names_of

    scored = scores(call.workspace(), city, rule)
    names = names_of(scored.case.state.city, scored.workflow, call.workspace().registry)
    if call.format == "json":
        print_data(call, {"scores": views.score_data(scored)})
    elif call.format == "text":
        call.write("\n\n".join(views.text_blocks(call, scored, names)))
    else:
        print_table(call, views.flat_table(scored, names), "scores")
    if svg is not None:
        _draw(call, scored, svg)
    return PLUGIN_FAULT if any(one.fault for one in scored.scores) else 0


def _draw(call: Call, scored: Scored, path: Path) -> None:
    """Save the radar of the first scoring rule that gives each dimension 0 to 100.

    Raises:
        NothingToDraw: none does.
    """
    from smartflow.report.charts import Spoke, radar_chart
    from smartflow.terminal.charts import save_picture

    dimensions = scored.dossier.dimensions
    for rule in sorted({one.rule for one in scored.scores}):
        found = {one.subject: one for one in scored.scores if one.rule == rule}
        values = [one.value for one in found.values()]
        whole = set(found) == {dimension.key for dimension in dimensions}
        if not whole or any(value is None or not 0 <= value <= _RIM for value in values):
            continue
        spokes = [
            Spoke(call.words(dimension.title), found[dimension.key].value)
            for dimension in dimensions
        ]
        name = scored.case.state.city.name
        title = next(iter(found.values())).title
        heading = Text(id=f"{title.id}, {name}", en=f"{title.en}, {name}")
        save_picture(call, path, radar_chart(call.words(heading), spokes, call.language))
        return
    raise NothingToDraw(slug=scored.case.state.city.slug)


COMMAND = score
