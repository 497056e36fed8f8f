"""The book of quick wins: the ranking, then a sheet of its own for each.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Amount, Chapter, Facts, Paragraph, Table
from smartflow_masterplan.chapters.shared.dimensions import tenth
from smartflow_masterplan.chapters.shared.parts import (
    amount,
    cell,
    column_title,
    nothing_yet,
    origin_note,
    said,
)
from smartflow_masterplan.chapters.shared.ranking import ranked_quick_wins
from smartflow_masterplan.chapters.shared.tables import agency_title, filled_cell
from smartflow_masterplan.chapters.summary.quick_wins import (
    NO_PROPOSALS,
    ranking_blocks,
    selection_words,
)
from smartflow_masterplan.rules.judging import dimension_title, said_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Row, Score, Settings
    from smartflow.report import Block, Cell
    from smartflow_masterplan.chapters.shared.ranking import Ranked

__all__ = ["quick_wins_ranking", "quick_wins_sheets"]

_PROPOSALS = Text(
    id="Quick win belum dipilih; lembar berikut memuat semua usulan.",
    en="No quick win has been selected yet; these sheets hold all proposals.",
)
_SHEETS = Text(
    id="Setiap lembar memuat semua isian kertas kerja sebuah quick win, lalu bagian-bagian skornya:"
    " nilai setiap kriteria dan bobotnya.",
    en="Each sheet holds all that the worksheet says of a quick win, then the parts of its score:"
    " the value of each criterion and its weight.",
)
_PLACE = Text(
    id="Peringkat {place} dari {all}, skor {score}.", en="Rank {place} of {all}, score {score}."
)
_NO_PLACE = Text(id="Belum berperingkat.", en="Not ranked.")


def quick_wins_ranking(dossier: Dossier, settings: Settings) -> Chapter:
    """Return how the proposals were ranked and which were selected."""
    ranked = ranked_quick_wins(dossier, settings)
    blocks: tuple[Block, ...] = (nothing_yet(NO_PROPOSALS),)
    if ranked:
        blocks = (
            *ranking_blocks(dossier, settings, ranked),
            *selection_words(dossier, len(ranked)),
        )
    title = Text(id="Peringkat dan pilihan", en="Ranking and selection")
    return Chapter("quick_wins_ranking", title, blocks, page="new", turned=bool(ranked))


def quick_wins_sheets(dossier: Dossier, settings: Settings) -> Chapter:
    """Return a sheet for each selected quick win; before the selection, for each proposal."""
    ranked = ranked_quick_wins(dossier, settings)
    chosen = tuple(one for one in ranked if one.chosen)
    title = Text(id="Lembar quick win", en="Quick-win sheets")
    blocks: tuple[Block, ...] = (said(_SHEETS),)
    if not ranked:
        blocks = (nothing_yet(NO_PROPOSALS),)
    elif not chosen:
        blocks = (nothing_yet(_PROPOSALS), said(_SHEETS))
    return Chapter(
        key="quick_wins_sheets",
        title=title,
        blocks=blocks,
        parts=tuple(
            _sheet(dossier, one, number, len(ranked))
            for number, one in enumerate(chosen or ranked, start=1)
        ),
        page="new",
    )


def _sheet(dossier: Dossier, one: Ranked, number: int, proposals: int) -> Chapter:
    """Return everything that the row of a quick win says, and how its score comes about."""
    place = (
        _NO_PLACE
        if one.place is None or one.score is None
        else _PLACE.fill(
            {"place": one.place, "all": proposals, "score": said_number(tenth(one.score.value))}
        )
    )
    return Chapter(
        key=f"quick_wins_sheet_{number}",
        title=Text.same(_name(one.row)),
        blocks=(
            Paragraph((place, origin_note(dossier, one.row))),
            _facts(dossier, one.row),
            *_parts_of(one.score),
        ),
        page="new",
    )


def _name(row: Row) -> str:
    """Return what a quick win is called, on one line and whole; its row's id without a name."""
    return " ".join((row.text("programme") or row.text("code")).split()) or row.id


def _facts(dossier: Dossier, row: Row) -> Facts:
    sheet = dossier.worksheet_types[row.worksheet]
    return Facts(
        Text(id="Isian kertas kerja", en="What the worksheet says"),
        (
            (
                Text(id="Dimensi", en="Dimension"),
                dimension_title(dossier.dimensions, row.dimension),
            ),
            *(
                (
                    column_title(dossier, row.worksheet, column.key),
                    filled_cell(_cell(dossier, row, column.key)),
                )
                for column in sheet.columns
            ),
        ),
    )


def _cell(dossier: Dossier, row: Row, key: str) -> Cell:
    if key in ("baseline", "target"):
        return amount(row, key, "unit")
    if key == "owner" and row.text("owner"):
        return agency_title(dossier, row.text("owner"))
    value = cell(dossier, row, key)
    return Amount(value) if key == "beneficiary_count" and isinstance(value, int) else value


def _parts_of(score: Score | None) -> Iterator[Table]:
    """Yield the parts of a score as the scoring rule gives them."""
    if score is None or not score.breakdown:
        return
    yield Table(
        title=Text(id="Bagian skor", en="Parts of the score"),
        keys=("criterion", "value", "weight"),
        headings=(
            Text(id="Kriteria", en="Criterion"),
            Text(id="Nilai (0-100)", en="Value (0-100)"),
            Text(id="Bobot", en="Weight"),
        ),
        rows=tuple((line.title, line.value, line.weight) for line in score.breakdown),
    )
