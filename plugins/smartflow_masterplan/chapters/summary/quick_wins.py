"""The quick wins: how they were ranked, which were selected, and what each is to bring.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Amount, Chapter, Money, Paragraph, Table
from smartflow_masterplan.chapters.plan.figures import impact_effort_figure
from smartflow_masterplan.chapters.shared.dimensions import (
    DIMENSION_HEADING,
    TOTAL,
    dimension_name,
    tenth,
)
from smartflow_masterplan.chapters.shared.parts import (
    ORIGIN,
    amount,
    cell,
    column_title,
    nothing_yet,
    said,
)
from smartflow_masterplan.chapters.shared.ranking import Ranked, ranked_quick_wins
from smartflow_masterplan.chapters.shared.tables import agency_title
from smartflow_masterplan.rules.judging import amount as number_of
from smartflow_masterplan.rules.judging import dimension_title, said_date, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow import Dossier, Row, Settings
    from smartflow.report import Block, Cell

__all__ = [
    "NO_PROPOSALS",
    "ranking_blocks",
    "ranking_table",
    "selection_words",
    "summary_quick_wins",
]

NO_PROPOSALS = Text(id="Belum ada usulan quick win.", en="No quick win has been proposed yet.")
_NONE_CHOSEN = Text(
    id="Quick win belum dipilih. Tabel di atas memuat semua usulan menurut peringkatnya.",
    en="No quick win has been selected yet. The table above has all proposals by rank.",
)
_HOW = Text(
    id="Quick win adalah program percepatan yang mempertajam layanan yang sudah ada, bertumpu pada"
    " kearifan lokal, dan dirasakan warga dalam waktu paling lama setahun. Usulan setiap dimensi"
    " diberi skor 0 sampai 100 dengan metode {method} dari dampak, upaya, jumlah penerima manfaat,"
    " kearifan lokal, dan keterukuran; skor tertinggi berperingkat 1.",
    en="A quick win sharpens a service that exists, rests on local wisdom, and is felt by residents"
    " within a year at most. The proposals of each dimension get a score of 0 to 100 by the method"
    " {method}, from impact, effort, number of beneficiaries, local wisdom and measurability; the"
    " highest score has rank 1.",
)
_SCORE_NOTE = Text(
    id="Skor dibulatkan sampai satu angka di belakang koma; peringkatnya dari skor yang belum"
    " dibulatkan.",
    en="Scores are rounded to one decimal; ranks follow the scores before rounding.",
)
_UNRANKED = Text(
    id="Peringkat tidak dapat dihitung, karena setelan kriteria (rank_columns) tidak terbaca.",
    en="The ranking cannot be worked out, because the setting for its criteria (rank_columns)"
    " cannot be read.",
)
_SELECTED = Text(
    id="Terpilih {n} dari {all} usulan; pilihan ini tercatat pada {day}.",
    en="Selected: {n} of {all} proposals; the selection was recorded on {day}.",
)
_REASON = Text(
    id="Alasan pilihan yang berbeda dari peringkat: {reason}",
    en="Why the selection differs from the ranking: {reason}",
)


def summary_quick_wins(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the ranking of all proposals and, in two tables, what the selected ones are."""
    ranked = ranked_quick_wins(dossier, settings)
    title = Text(id="Quick win", en="Quick wins")
    if not ranked:
        return Chapter("summary_quick_wins", title, (nothing_yet(NO_PROPOSALS),), page="new")
    chosen = [one for one in ranked if one.chosen]
    selected: tuple[Block, ...] = (nothing_yet(_NONE_CHOSEN),)
    if chosen:
        selected = (
            *selection_words(dossier, len(ranked)),
            _why_table(dossier, chosen),
            _measure_table(dossier, chosen),
        )
    return Chapter(
        key="summary_quick_wins",
        title=title,
        blocks=tuple(ranking_blocks(dossier, settings, ranked)),
        parts=(
            Chapter(
                "summary_quick_wins_selected",
                Text(id="Quick win terpilih", en="Selected quick wins"),
                selected,
                turned=bool(chosen),
            ),
        ),
        page="new",
    )


def ranking_blocks(
    dossier: Dossier, settings: Settings, ranked: Sequence[Ranked]
) -> Iterator[Block]:
    """Yield how proposals are ranked, the ranking, and the picture of impact and effort."""
    yield said(_HOW.fill({"method": word(settings, "rank_method").upper()}))
    if all(one.score is None for one in ranked):
        yield Paragraph((_UNRANKED,), "warning")
    yield ranking_table(dossier, ranked)
    yield impact_effort_figure(settings, ranked)


def ranking_table(dossier: Dossier, ranked: Sequence[Ranked]) -> Table:
    """Return all proposals with place, score, impact and effort, and whether they are selected."""
    return Table(
        title=Text(id="Peringkat usulan quick win", en="Proposed quick wins by rank"),
        keys=("place", "dimension", "programme", "score", "impact", "effort", "chosen", "origin"),
        headings=(
            Text(id="Peringkat", en="Rank"),
            DIMENSION_HEADING,
            column_title(dossier, "quick_wins", "programme"),
            Text(id="Skor", en="Score"),
            column_title(dossier, "quick_wins", "impact"),
            column_title(dossier, "quick_wins", "effort"),
            Text(id="Terpilih", en="Selected"),
            ORIGIN,
        ),
        rows=tuple(
            (
                one.place,
                dimension_name(dimension_title(dossier.dimensions, one.row.dimension)),
                cell(dossier, one.row, "programme"),
                tenth(one.score.value) if one.score is not None else None,
                cell(dossier, one.row, "impact"),
                cell(dossier, one.row, "effort"),
                one.chosen,
                one.row.id,
            )
            for one in ranked
        ),
        note=_SCORE_NOTE,
    )


def selection_words(dossier: Dossier, proposals: int) -> Iterator[Block]:
    """Yield how many were selected, the day of the record, and why another choice than the rank."""
    selections = [one for one in dossier.selections if one.worksheet == "quick_wins"]
    if not selections:
        return
    values = {
        "n": len(dossier.selected("quick_wins")),
        "all": proposals,
        "day": said_date(selections[-1].day),
    }
    yield said(_SELECTED.fill(values))
    if selections[-1].reason.strip():
        yield said(_REASON.fill({"reason": selections[-1].reason}))


# -- the selected ones ----------------------------------------------------------------------------


def _why_table(dossier: Dossier, chosen: Sequence[Ranked]) -> Table:
    """Return what each solves, for whom, on which local wisdom it rests, who is responsible."""
    keys = ("programme", "problem", "local_wisdom", "beneficiaries", "beneficiary_count", "owner")
    return Table(
        title=Text(
            id="Quick win terpilih: masalah, kearifan lokal, dan penerima manfaat",
            en="Selected quick wins: problem, local wisdom and beneficiaries",
        ),
        keys=("place", *keys, "origin"),
        headings=(
            Text(id="Peringkat", en="Rank"),
            *(column_title(dossier, "quick_wins", key) for key in keys),
            ORIGIN,
        ),
        rows=tuple(
            (one.place, *(_cell(dossier, one.row, key) for key in keys), one.row.id)
            for one in chosen
        ),
    )


def _measure_table(dossier: Dossier, chosen: Sequence[Ranked]) -> Table:
    """Return when, with what money and by which indicator, the sum in the last line."""
    keys = ("programme", "start", "end", "budget", "fund_source", "indicator", "baseline", "target")
    funds = sum(int(number_of(one.row, "budget") or 0) for one in chosen)
    lines: list[tuple[Cell, ...]] = [
        (*(_cell(dossier, one.row, key) for key in keys), one.row.id) for one in chosen
    ]
    lines.append((TOTAL, None, None, Money(funds), *(None,) * 4, None))
    return Table(
        title=Text(
            id="Quick win terpilih: waktu, anggaran, dan ukuran keberhasilan",
            en="Selected quick wins: time, budget and measure of success",
        ),
        keys=(*keys, "origin"),
        headings=(*(column_title(dossier, "quick_wins", key) for key in keys), ORIGIN),
        rows=tuple(lines),
    )


def _cell(dossier: Dossier, row: Row, key: str) -> Cell:
    if key in ("baseline", "target"):
        return amount(row, key, "unit")
    if key == "owner" and row.text("owner"):
        return agency_title(dossier, row.text("owner"))
    value = cell(dossier, row, key)
    return Amount(value) if key == "beneficiary_count" and isinstance(value, int) else value
