"""``smartflow quick-wins``: rank the candidates and record which are chosen.

This command, and ``swot``, may name a worksheet; no other part of the engine does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.cli.arguments import city_argument, reason_option
from smartflow.cli.command import argument, command
from smartflow.cli.common import formats
from smartflow.cli.group import Group
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.actions.scores import Ranked
    from smartflow.cli.call import Call

__all__ = ["COMMAND", "WORKSHEET"]

WORKSHEET = "quick_wins"
NAMING = ("programme", "name", "title")
"""Columns that may hold what a candidate is called; the first that the sheet has is shown."""


@command(
    "rank",
    Text(
        id="Memeringkat calon quick win menurut skornya.",
        en="Rank the quick-win candidates by their score.",
    ),
    aliases=("peringkat",),
)
@city_argument
@formats
def rank(call: Call, city: str) -> int:
    """Print the ranking."""
    from smartflow.actions.scores import rank as act
    from smartflow.cli.tables import print_table
    from smartflow.report import Table

    ranking = act(call.workspace(), city, WORKSHEET)
    slug = ranking.case.state.city.slug
    table = Table(
        title=Text(
            id=f"Peringkat calon quick win {ranking.case.state.city.name}",
            en=f"Quick-win candidates of {ranking.case.state.city.name}, ranked",
        ),
        keys=("place", "row", "dimension", "name", "score", "selected"),
        headings=(
            Text(id="Peringkat", en="Place"),
            Text(id="Baris", en="Row"),
            Text(id="Dimensi", en="Dimension"),
            Text(id="Calon", en="Candidate"),
            Text(id="Skor", en="Score"),
            Text(id="Terpilih", en="Chosen"),
        ),
        rows=tuple(
            (
                one.place or None,
                one.row.id,
                one.row.dimension,
                _name(one),
                one.score.value if one.score else None,
                one.selected,
            )
            for one in ranking.ranked
        ),
        note=_next_step(slug, any_candidate=bool(ranking.ranked)),
    )
    print_table(call, table, "quick_wins")
    for fault in ranking.faults:
        call.say(
            Text(
                id=f"Penilaian {fault.rule} gagal: {fault.fault}",
                en=f"The scoring rule {fault.rule} failed: {fault.fault}",
            )
        )
    return 3 if ranking.faults else 0


def _next_step(slug: str, *, any_candidate: bool) -> Text:
    if not any_candidate:
        return Text(
            id=f"Kirim dahulu kertas kerjanya: smartflow submit {slug} BERKAS",
            en=f"Submit its worksheets first: smartflow submit {slug} FILE",
        )
    return Text(
        id=f"Pilih dengan: smartflow quick-wins select {slug} BARIS...  (rincian skor:"
        f" smartflow score {slug})",
        en=f"Choose with: smartflow quick-wins select {slug} ROW...  (parts of the scores:"
        f" smartflow score {slug})",
    )


def _name(ranked: Ranked) -> str:
    for key in NAMING:
        if key in ranked.row:
            return ranked.row.text(key)
    return next(
        (str(v) for k, v in ranked.row.items() if isinstance(v, str) and k != "dimension"), ""
    )


@command(
    "select",
    Text(
        id="Mencatat quick win yang dipilih; pilihan baru menggantikan yang lama.",
        en="Record which quick wins are chosen; a new choice replaces the old one.",
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
    from smartflow.actions.select import select as act
    from smartflow.cli.cells import as_word, counted

    words = [part.strip() for row in rows for part in row.split(",") if part.strip()]
    made = act(call.workspace(), city, WORKSHEET, words, reason=reason)
    chosen = made.body["rows"]
    count = len(chosen) if isinstance(chosen, list) else 0
    call.done(
        Text(
            id=f"{count} quick win terpilih (entri {made.seq}). Langkah berikutnya: smartflow"
            f" check {as_word(city)}",
            en=f"Chosen: {counted(count, 'quick win')} (entry {made.seq})."
            f" Next step: smartflow check {as_word(city)}",
        )
    )


COMMAND = Group(
    "quick-wins",
    Text(id="Memeringkat dan memilih quick win.", en="Rank and select quick wins."),
    (rank, select),
)
