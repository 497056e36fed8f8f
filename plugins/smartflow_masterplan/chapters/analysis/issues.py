"""Book 1, the issues: how many there are and how well proven, then each dimension's, by priority.

Priorities are those of the scoring rule ``usg_priority``, never worked out a second time. Imports
the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from smartflow import Text, methods
from smartflow.report import Chapter, Listing, Paragraph
from smartflow_masterplan.chapters.shared.dimensions import (
    DIMENSION_HEADING,
    Computed,
    Group,
    counted_rows,
    filled_columns,
    groups_of,
    part_key,
    plural,
    short,
    table_of,
    titled,
)
from smartflow_masterplan.chapters.shared.parts import cell, nothing_yet, origin_note, said
from smartflow_masterplan.chapters.shared.tables import further_columns
from smartflow_masterplan.glossary import heading
from smartflow_masterplan.rules.judging import number
from smartflow_masterplan.scoring.issues import merged_issues
from smartflow_masterplan.scoring.readiness import EVIDENCE
from smartflow_masterplan.sheets.worksheets import ISSUES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartflow import Dossier, Row, Settings
    from smartflow.report import Block, Cell, Table

__all__ = ["issues_chapter"]

_KEY = "analysis_issues"
_USG = ("urgency", "seriousness", "growth")
_FURTHER = (
    "sub_dimension",
    "cause",
    "owner",
    "rpjmd",
    "actual",
    "problematic",
    "relevant",
    "feasible",
)
"""What an issue may say besides; printed where some issue of the dimension says it."""

_INTRODUCTION = (
    Text(
        id="Setiap perangkat daerah menulis isu daerah pada kertas kerjanya: apa masalahnya, di"
        " mana terjadi, dan angka yang membuktikannya. Data dukung sebuah isu disebut lengkap bila"
        " angka, satuan, tahun, dan sumbernya terisi.",
        en="Each regional agency writes regional issues in its worksheet: what is wrong, where it"
        " happens, and the figure that proves it. The evidence of an issue is called complete when"
        " figure, unit, year and source are filled in.",
    ),
    Text(
        id="Prioritas dihitung dengan metode USG: urgensi (U), keseriusan (S), dan perkembangan (G)"
        " masing-masing dinilai {low} sampai {high}, lalu dijumlahkan. Isu yang ditulis beberapa"
        " perangkat daerah dengan kata-kata yang sama untuk dimensi yang sama dihitung sebagai satu"
        " isu; prioritasnya rata-rata dari totalnya. Prioritas tertinggi dalam satu dimensi"
        " berperingkat 1, dan prioritas yang sama berperingkat sama.",
        en="Priority follows the USG method: urgency (U), seriousness (S) and growth (G) are each"
        " given {low} to {high} and added up. An issue that several agencies write in the same"
        " words for the same dimension counts as one; its priority is the mean of their totals. The"
        " highest priority of a dimension has rank 1, and equal priorities share a rank.",
    ),
)
_SUMMARY = Text(
    id="Isu daerah menurut dimensi dan data dukungnya",
    en="Regional issues by dimension and their evidence",
)
_SUMMARY_HEADINGS = {
    "dimension": DIMENSION_HEADING,
    "issues": Text(id="Isu", en="Issues"),
    "evident": Text(id="Data dukung lengkap", en="Evidence complete"),
    "not_evident": Text(id="Data dukung belum lengkap", en="Evidence not complete"),
    "ranked": Text(id="Dinilai dengan USG", en="Judged by USG"),
}
_FIRST = Text(
    id="Isu berperingkat 1 pada setiap dimensi:", en="The issues of rank 1 in each dimension:"
)
_TABLE_NOTE = Text(
    id="Total yang kosong pada kertas kerja diisi dengan U + S + G. Prioritas kosong berarti"
    " nilai USG belum lengkap atau di luar skala.",
    en="A total that the worksheet leaves empty is U + S + G. No priority means that USG values are"
    " missing or off the scale.",
)
_DIMENSION_WORDS = Text(
    id="Jumlah isu: {count}. Urutannya menurut prioritas; yang belum berprioritas di akhir.",
    en="Issues: {count}. They stand in the order of priority; those without one come last.",
)
_OTHERS_WORDS = Text(
    id="Isu berikut menyebut dimensi yang tidak dikenal alur kerja ini, sehingga tidak masuk ke"
    " dimensi mana pun. Isian dimensinya ditampilkan seperti tertulis.",
    en="These issues name a dimension that the workflow does not know, so they belong to none."
    " What was written as their dimension is shown as it is.",
)
_FURTHER_TITLE = Text(
    id="Penyebab, penanggung jawab, dan kaitan isu", en="Causes, owners and links of the issues"
)
_NONE = Text(
    id="Belum ada isu yang ditulis untuk dimensi ini.",
    en="No issue has been written for this dimension yet.",
)
_NONE_AT_ALL = Text(
    id="Belum ada isu daerah yang dikirim perangkat daerah.",
    en="No regional agency has sent an issue yet.",
)


class _Priority(NamedTuple):
    """What the scoring rule says of an issue: its priority, and its rank in its dimension."""

    value: Decimal
    rank: int


def issues_chapter(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the chapter on issues, with a part for each dimension."""
    priorities = _priorities(dossier, settings)
    groups = groups_of(dossier, "issues")
    scale = {"low": number(settings, "usg_minimum"), "high": number(settings, "usg_maximum")}
    blocks: list[Block] = [said(_INTRODUCTION[0]), said(_INTRODUCTION[1].fill(scale))]
    if any(group.rows for group in groups):
        blocks += [_summary(groups, priorities), *_first(dossier, groups, priorities)]
    else:
        blocks.append(nothing_yet(_NONE_AT_ALL))
    return Chapter(
        key=_KEY,
        title=plural(heading("regional_issue")),
        blocks=tuple(blocks),
        parts=tuple(_part(dossier, group, priorities) for group in groups),
        page="new",
    )


def _priorities(dossier: Dossier, settings: Settings) -> dict[str, _Priority]:
    """Return the priority of each row that has one, by the row's id."""
    merged = list(merged_issues(dossier, settings))
    found: dict[str, _Priority] = {}
    for dimension in {rows[0].dimension for rows, _ in merged}:
        own = [(rows, score) for rows, score in merged if rows[0].dimension == dimension]
        ranks = methods.competition_ranks([Fraction(score.value) for _, score in own])
        for (rows, score), rank in zip(own, ranks, strict=True):
            found.update({row.id: _Priority(score.value, rank or 0) for row in rows})
    return found


def _summary(groups: Sequence[Group], priorities: Mapping[str, _Priority]) -> Table:
    rows: list[tuple[Text, tuple[int, ...]]] = []
    for group in groups:
        evident = sum(all(row.text(key) for key in EVIDENCE) for row in group.rows)
        ranked = sum(row.id in priorities for row in group.rows)
        counts = (len(group.rows), evident, len(group.rows) - evident, ranked)
        rows.append((group.name, counts))
    return counted_rows(_SUMMARY, _SUMMARY_HEADINGS, rows)


def _first(
    dossier: Dossier, groups: Sequence[Group], priorities: Mapping[str, _Priority]
) -> list[Block]:
    """Return the first issues of each dimension, each with where it comes from."""
    points = tuple(
        (
            Text(id=f"{group.name.id}: ", en=f"{group.name.en}: "),
            Text.same(row.text("issue")),
            origin_note(dossier, row),
        )
        for group in groups
        if group.key
        for row in group.rows
        if row.id in priorities and priorities[row.id].rank == 1
    )
    return [Paragraph((_FIRST,)), Listing(points)] if points else []


def _part(dossier: Dossier, group: Group, priorities: Mapping[str, _Priority]) -> Chapter:
    if not group.rows:
        return Chapter(
            key=part_key(_KEY, group.key), title=group.title, blocks=(nothing_yet(_NONE),)
        )
    last = len(group.rows) + 1
    rows = sorted(
        group.rows, key=lambda row: priorities[row.id].rank if row.id in priorities else last
    )
    words = _DIMENSION_WORDS if group.key else _OTHERS_WORDS
    written: tuple[str, ...] = () if group.key else ("dimension",)
    columns = (*written, "issue", "location", "data", "unit", "year", "source")
    computed = _computed(dossier, priorities)
    title = titled(plural(heading("regional_issue")), group.name)
    blocks: list[Block] = [
        said(words.fill({"count": len(rows)})),
        table_of(dossier, title, rows, (*columns, *computed), _TABLE_NOTE),
    ]
    further = filled_columns(rows, (*_FURTHER, *further_columns(dossier, ISSUES)))
    if further:
        told = [row for row in rows if filled_columns([row], further)]
        own = titled(_FURTHER_TITLE, group.name)
        blocks.append(table_of(dossier, own, told, ("issue", *further)))
    return Chapter(
        key=part_key(_KEY, group.key), title=group.title, blocks=tuple(blocks), turned=True
    )


def _computed(dossier: Dossier, priorities: Mapping[str, _Priority]) -> tuple[Computed, ...]:
    def total(row: Row) -> Cell:
        written = cell(dossier, row, "total")
        parts = [row.get(key) for key in _USG]
        numbers = [part for part in parts if isinstance(part, int)]
        if written is None and row.id in priorities and len(numbers) == len(parts):
            return sum(numbers)
        return written

    def priority(row: Row) -> Cell:
        return short(priorities[row.id].value) if row.id in priorities else None

    def rank(row: Row) -> Cell:
        return priorities[row.id].rank if row.id in priorities else None

    def judged(key: str, letter: str) -> Computed:
        return Computed(key, Text.same(letter), lambda row: cell(dossier, row, key))

    return (
        *map(judged, _USG, "USG"),
        Computed("usg_total", Text(id="Total", en="Total"), total),
        Computed("usg_priority", Text(id="Prioritas", en="Priority"), priority),
        Computed("usg_rank", Text(id="Peringkat", en="Rank"), rank),
    )
