"""The action plan in its four blocks, as the evaluation asks for it.

Each block has two tables of the same rows: what is done by whom, and when and with what money.
Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from smartflow import Text
from smartflow.report import Chapter, Money, Table
from smartflow_masterplan.chapters.plan.budget import budget_of
from smartflow_masterplan.chapters.shared.dimensions import TOTAL
from smartflow_masterplan.chapters.shared.parts import (
    ORIGIN,
    cell,
    column_title,
    nothing_yet,
    said,
)
from smartflow_masterplan.chapters.shared.tables import (
    agency_title,
    count,
    dimension_cell,
    further_columns,
    sheet_rows,
)
from smartflow_masterplan.glossary import heading
from smartflow_masterplan.rules.judging import amount
from smartflow_masterplan.rules.plan.actions import counted_budget
from smartflow_masterplan.sheets.city import ACTION_CATEGORIES, ACTIONS

if TYPE_CHECKING:
    from smartflow import Dossier, Row, Settings
    from smartflow.report import Block, Cell

__all__ = ["plan_actions"]

_HOW = Text(
    id="Rencana aksi dibagi menjadi empat kelompok: kebijakan dan kelembagaan, infrastruktur,"
    " aplikasi, dan literasi. Keluaran adalah hasil langsung kegiatan; hasil adalah manfaat yang"
    " dirasakan warga.",
    en="The action plan has four blocks: policy and institutions, infrastructure, applications, and"
    " literacy. The output is what an activity yields directly; the outcome is what residents gain"
    " by it.",
)
_TWO = Text(
    id="Setiap kelompok memuat dua tabel dengan kegiatan yang sama: yang pertama tentang isi dan"
    " pelaksananya, yang kedua tentang waktu dan biayanya.",
    en="Each block has two tables of the same activities: the first tells what is done and by whom,"
    " the second when and at what cost.",
)
_NONE = Text(
    id="Kertas kerja rencana aksi belum diisi.",
    en="The action plan worksheet has not been filled in yet.",
)
_NONE_HERE = Text(
    id="Belum ada kegiatan dalam kelompok ini.", en="There is no activity in this block yet."
)
_COUNTED = Text(
    id="Kolom 'Yang dihitung' memuat anggaran yang ikut dijumlah: anggaran total, atau jumlah"
    " anggaran tahunan jika totalnya kosong.",
    en="The column 'Counted' holds what goes into the sums: the total budget, or the sum of the"
    " yearly budgets where the total is empty.",
)


class _Block(NamedTuple):
    """One block of the plan: the key of its part, the word in the worksheet, its title."""

    key: str
    category: str
    title: Text


_TITLES = (
    ("policy", Text(id="Kebijakan dan kelembagaan", en="Policy and institutions")),
    ("infrastructure", Text(id="Infrastruktur", en="Infrastructure")),
    ("applications", Text(id="Aplikasi", en="Applications")),
    ("literacy", Text(id="Literasi", en="Literacy")),
)
_BLOCKS = tuple(
    _Block(key, category, title)
    for category, (key, title) in zip(ACTION_CATEGORIES, _TITLES, strict=True)
)
_OTHER = _Block(
    "other", "", Text(id="Kegiatan tanpa kelompok", en="Activities that belong to no block")
)


def plan_actions(dossier: Dossier, _settings: Settings) -> Chapter:
    """Return the action plan, a part for each block; what belongs to none has a part of its own."""
    rows = sheet_rows(dossier, "actions")
    title = heading("action_plan")
    if not rows:
        return Chapter("plan_actions", title, (nothing_yet(_NONE),), page="new")
    known = {block.category for block in _BLOCKS}
    parts = [
        (block, tuple(row for row in rows if row.text("category") == block.category))
        for block in _BLOCKS
    ]
    other = tuple(row for row in rows if row.text("category") not in known)
    if other:
        parts.append((_OTHER, other))
    return Chapter(
        key="plan_actions",
        title=title,
        blocks=(said(_HOW, _TWO), _overview(parts)),
        parts=tuple(_part(dossier, block, own) for block, own in parts),
        page="new",
    )


def _overview(parts: list[tuple[_Block, tuple[Row, ...]]]) -> Table:
    """Return how many activities each block has and what they cost."""
    everything = tuple(row for _, rows in parts for row in rows)
    return Table(
        title=Text(id="Rencana aksi dalam empat kelompok", en="The action plan in its four blocks"),
        keys=("block", "actions", "agencies", "budget"),
        headings=(
            Text(id="Kelompok", en="Block"),
            Text(id="Kegiatan", en="Activities"),
            Text(id="Penanggung jawab", en="Responsible agencies"),
            Text(id="Anggaran", en="Budget"),
        ),
        rows=tuple(
            (title, count(rows), count(_owners(rows)), Money(budget_of(rows).total))
            for title, rows in (
                *((block.title, rows) for block, rows in parts),
                (TOTAL, everything),
            )
        ),
    )


def _owners(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple({row.text("owner") for row in rows if row.text("owner")})


def _part(dossier: Dossier, block: _Block, rows: tuple[Row, ...]) -> Chapter:
    blocks: tuple[Block, ...] = (nothing_yet(_NONE_HERE),)
    if rows:
        blocks = (
            _what_table(dossier, block, rows),
            _when_table(dossier, block, rows),
        )
    return Chapter(f"plan_actions_{block.key}", block.title, blocks, turned=bool(rows))


def _what_table(dossier: Dossier, block: _Block, rows: tuple[Row, ...]) -> Table:
    """Return what is done, by whom, where, and what comes of it."""
    keys = ("dimension", "programme", "activity", "owner", "support", "output", "outcome")
    more = ("location", *further_columns(dossier, ACTIONS))
    if block is _OTHER:
        more = ("category", *more)
    return Table(
        title=Text(
            id=f"{block.title.id}: kegiatan, pelaksana, dan hasil",
            en=f"{block.title.en}: activities, agencies and results",
        ),
        keys=(*keys, *more, "origin"),
        headings=(*(column_title(dossier, "actions", key) for key in (*keys, *more)), ORIGIN),
        rows=tuple(
            (*(_what_cell(dossier, row, key) for key in (*keys, *more)), row.id) for row in rows
        ),
    )


def _what_cell(dossier: Dossier, row: Row, key: str) -> Cell:
    if key == "dimension":
        return dimension_cell(dossier, row)
    if key == "owner" and row.text("owner"):
        return agency_title(dossier, row.text("owner"))
    return cell(dossier, row, key)


def _when_table(dossier: Dossier, block: _Block, rows: tuple[Row, ...]) -> Table:
    """Return when and at what cost it is done, the sum in the last line."""
    odd = any(amount(row, "budget") != counted_budget(row) for row in rows)
    keys = ("activity", "start_year", "end_year", "fund_source", "budget")
    counted = Text(id="Yang dihitung", en="Counted")
    total = Money(budget_of(rows).total)
    lines: list[tuple[Cell, ...]] = [
        (
            *(cell(dossier, row, key) for key in keys),
            *((_counted(row),) if odd else ()),
            row.id,
        )
        for row in rows
    ]
    sums: tuple[Cell, ...] = (None, total) if odd else (total,)
    lines.append((TOTAL, None, None, None, *sums, None))
    return Table(
        title=Text(
            id=f"{block.title.id}: waktu dan anggaran", en=f"{block.title.en}: time and budget"
        ),
        keys=(*keys, *(("counted",) if odd else ()), "origin"),
        headings=(
            *(column_title(dossier, "actions", key) for key in keys),
            *((counted,) if odd else ()),
            ORIGIN,
        ),
        rows=tuple(lines),
        note=_COUNTED if odd else None,
    )


def _counted(row: Row) -> Cell:
    budget = counted_budget(row)
    return None if budget is None else Money(int(budget))
