"""``smartflow score``: a city's scores with their parts, so that each can be checked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.cli.arguments import city_argument
from smartflow.cli.command import command
from smartflow.cli.common import formats
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.actions.scores import Scored
    from smartflow.cli.call import Call
    from smartflow.cli.naming import Names
    from smartflow.report import Table

__all__ = ["COMMAND"]

PLUGIN_FAULT = 3


@command(
    "score",
    Text(
        id="Melihat skor sebuah kota di tahap ini beserta rinciannya.",
        en="Show a city's scores in this stage, with their parts.",
    ),
)
@city_argument
@formats
def score(call: Call, city: str) -> int:
    """Print the scores."""
    from smartflow.actions.scores import scores
    from smartflow.cli.naming import names_of
    from smartflow.cli.tables import print_table

    scored = scores(call.workspace(), city)
    names = names_of(scored.case.state.city, scored.workflow, call.workspace().registry)
    if call.format == "text":
        call.write("\n".join(_lines(call, scored, names)))
    else:
        print_table(call, _table(scored, names), "scores")
    return PLUGIN_FAULT if any(one.fault for one in scored.scores) else 0


def _lines(call: Call, scored: Scored, names: Names) -> list[str]:
    from smartflow.cli.cells import number_words

    lines = [f"{names.city}: {call.words(names.stage(scored.case.state.stage))}"]
    if not scored.scores:
        lines += ["", call.words(Text(id="Tidak ada skor di tahap ini.", en="No score here."))]
    for one in scored.scores:
        subject = call.words(names.dimension(one.subject)) or names.city
        value = "-" if one.value is None else number_words(one.value, call.language)
        lines += ["", f"{call.words(one.title)} · {subject}: {one.fault or value}"]
        for part in one.breakdown:
            number = number_words(part.value, call.language)
            weight = number_words(part.weight, call.language)
            lines.append(f"  {call.words(part.title)}: {number}  (x {weight})")
    return lines


def _table(scored: Scored, names: Names) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(id=f"Skor {names.city}", en=f"Scores of {names.city}"),
        keys=("rule", "title", "subject", "value", "fault"),
        headings=(
            Text(id="Penilaian", en="Scoring rule"),
            Text(id="Judul", en="Title"),
            Text(id="Untuk", en="Of"),
            Text(id="Skor", en="Score"),
            Text(id="Gangguan", en="Fault"),
        ),
        rows=tuple(
            (one.rule, one.title, one.subject, one.value, one.fault) for one in scored.scores
        ),
    )


COMMAND = score
