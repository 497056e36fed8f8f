"""``smartflow quick-wins``: rank the candidates and record which are chosen.

This command, and ``swot``, may name a worksheet; no other part of the engine does.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, reason_option
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.group import Group
from smartflow.terminal.options import formats
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.values import OneOf
from smartflow.terminal.words.wording import FILE

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND", "WORKSHEET", "read_weights"]

WORKSHEET = "quick_wins"
_WEIGHT = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


@command(
    "rank",
    Text(
        id="Memeringkat calon quick win menurut skornya.\n\nSetiap skor tampil beserta bagiannya,"
        " dan seberapa jauh setiap bobot dapat digeser sebelum peringkat 1 berganti. Dengan"
        " --weights dan --method: bagaimana jadinya bila bobot atau metodenya lain; tidak ada yang"
        " dicatat.",
        en="Rank the quick-win candidates by their score.\n\nEach score is shown with its parts,"
        " and how far each weight can move before the first place changes. With --weights and"
        " --method: what if weights or method were others; nothing is recorded.",
    ),
    aliases=("peringkat",),
)
@city_argument
@option(
    "--weights",
    text=Text(
        id="Bobot lain, misalnya impact=40,effort=20; yang tidak disebut tetap.",
        en="Other weights, such as impact=40,effort=20; those not named stay.",
    ),
    metavar_text=Text(id="NAMA=BOBOT,...", en="NAME=WEIGHT,..."),
    default="",
)
@option(
    "--method",
    text=Text(id="Metode lain: saw, topsis atau wpm.", en="Another method: saw, topsis or wpm."),
    metavar_text=Text(id="METODE", en="METHOD"),
    default="",
)
@option(
    "--svg",
    text=Text(id="Gambar ke berkas SVG ini.", en="Draw a picture to this SVG file."),
    metavar_text=FILE,
    type=PATH,
)
@option(
    "--chart",
    text=Text(
        id="Gambar yang mana: dampak dan upaya, atau kestabilan peringkat.",
        en="Which picture: impact and effort, or rank stability.",
    ),
    type=OneOf(("impact-effort", "stability")),
    default="impact-effort",
    show_default=True,
)
@formats
def rank(  # noqa: PLR0913  the options of a command, by name
    call: Call, city: str, weights: str, method: str, svg: Path | None, chart: str
) -> int:
    """Print the ranking."""
    from smartflow.journey.ranking.cli import ranking_views as views
    from smartflow.journey.ranking.ranking import rank as act
    from smartflow.terminal.tables import print_data, print_table

    asked = read_weights(weights)
    ranking = act(call.workspace(), city, WORKSHEET, weights=asked, method=method)
    if call.format == "json":
        print_data(call, {WORKSHEET: views.row_data(ranking), **views.ranking_data(ranking)})
    elif call.format == "text":
        call.write("\n\n".join(views.text_blocks(call, ranking)))
    else:
        print_table(call, views.place_table(ranking), WORKSHEET)
    if svg is not None:
        views.draw(call, ranking, svg, chart)
    for fault in ranking.faults:
        call.say(
            Text(
                id=f"Penilaian {fault.rule} gagal: {fault.fault}",
                en=f"The scoring rule {fault.rule} failed: {fault.fault}",
            )
        )
    return 3 if ranking.faults else 0


def read_weights(words: str) -> dict[str, Decimal]:
    """Read ``impact=40,effort=20.5``.

    Raises:
        UsageFault: a part is not NAME=WEIGHT with a weight of at least 0, or is named twice.
    """
    weights: dict[str, Decimal] = {}
    for pair in filter(None, (one.strip() for one in words.split(","))):
        name, equals, number = (part.strip() for part in pair.partition("="))
        if not equals or not name or name in weights or not _WEIGHT.fullmatch(number):
            raise UsageFault(
                Text(
                    id=f"Bobot '{pair}' tidak dapat dibaca; tulis NAMA=BOBOT, sekali per kriteria,"
                    " bobot 0 atau lebih dengan titik desimal.",
                    en=f"The weight '{pair}' cannot be read; write NAME=WEIGHT, once for each"
                    " criterion, a weight of 0 or more with a decimal point.",
                ),
                Text(
                    id="Misalnya: --weights impact=40,effort=20",
                    en="For example: --weights impact=40,effort=20",
                ),
            )
        weights[name] = Decimal(number)
    return weights


@command(
    "select",
    Text(
        id="Mencatat quick win yang dipilih; pilihan baru menggantikan yang lama. Pilihan yang"
        " menyimpang dari peringkat memerlukan alasan, yang tercatat dalam riwayat.",
        en="Record which quick wins are chosen; a new choice replaces the old one. A choice that"
        " departs from the ranking needs a reason, which goes into the history.",
    ),
    aliases=("pilih",),
)
@city_argument
@argument(
    "rows",
    label=Text(id="BARIS", en="ROW"),
    text=Text(
        id="Baris yang dipilih, misalnya living/quick_wins/2 atau living/2.",
        en="The chosen rows, such as living/quick_wins/2 or living/2.",
    ),
    nargs=-1,
    required=True,
)
@reason_option(
    Text(
        id="Alasan, bila pilihan menyimpang dari peringkat.",
        en="Why, where the choice departs from the ranking.",
    )
)
def select(call: Call, city: str, rows: tuple[str, ...], reason: str) -> None:
    """Record the choice."""
    from smartflow.history.acts import Select, read_as
    from smartflow.journey.ranking.select import select as act
    from smartflow.terminal.cells import as_word, counted

    words = [part.strip() for row in rows for part in row.split(",") if part.strip()]
    made = act(call.workspace(), city, WORKSHEET, words, reason=reason)
    count = len(read_as(made, Select).rows)
    then = _next_command(call, city)
    call.done(
        Text(
            id=f"{count} quick win terpilih (entri {made.seq}). Langkah berikutnya: smartflow"
            f" {then} {as_word(city)}",
            en=f"Chosen: {counted(count, 'quick win')} (entry {made.seq})."
            f" Next step: smartflow {then} {as_word(city)}",
        )
    )


def _next_command(call: Call, city: str) -> str:
    """Return what to run after a choice: no gate is left to check in a final stage."""
    from smartflow.casework.casework import read_case
    from smartflow.casework.pinned import pinned_workflow

    case = read_case(call.workspace(), city)
    moves = pinned_workflow(case).transitions_from(case.state.stage)
    return "check" if moves else "quick-wins rank"


COMMAND = Group(
    "quick-wins",
    Text(id="Memeringkat dan memilih quick win.", en="Rank and select quick wins."),
    (rank, select),
)
