"""Vision, missions and goals, as the city's team wrote them.

One row of the worksheet is one indicator of a goal. Imports the public names of ``smartflow``
only; pure.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Chapter, Listing, Paragraph, Table
from smartflow_masterplan.chapters.shared.dimensions import (
    DIMENSION_HEADING,
    TOTAL,
    Group,
    part_key,
)
from smartflow_masterplan.chapters.shared.parts import (
    ORIGIN,
    amount,
    cell,
    column_title,
    nothing_yet,
    origin_note,
    said,
)
from smartflow_masterplan.chapters.shared.tables import (
    by_dimension,
    count,
    distinct,
    further_columns,
    sheet_rows,
)
from smartflow_masterplan.sheets.city import GOALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Row, Settings
    from smartflow.report import Block, Cell

__all__ = ["goals_table", "mission_blocks", "plan_vision", "vision_blocks"]

_NO_GOALS = Text(
    id="Kertas kerja visi dan sasaran belum diisi.",
    en="The worksheet for vision and goals has not been filled in yet.",
)
_NO_GOALS_HERE = Text(
    id="Belum ada sasaran untuk dimensi ini.", en="There is no goal for this dimension yet."
)
_NO_VISION = Text(id="Visi belum ditulis.", en="The vision has not been written yet.")
_VISIONS = Text(
    id="Kertas kerja memuat {n} rumusan visi yang berbeda; tim kota perlu memilih satu.",
    en="The worksheet holds {n} different visions; the city's team has to choose one.",
)
_NO_MISSION = Text(id="Misi belum ditulis.", en="No mission has been written yet.")
_HOW = Text(
    id="Setiap sasaran diukur dengan indikator. Nilai awal adalah keadaan sebelum rencana"
    " dijalankan; target adalah keadaan yang hendak dicapai pada tahun target. Kaitan RPJMD"
    " menunjukkan bagian rencana pembangunan daerah yang didukung.",
    en="Each goal is measured by an indicator. The baseline is the state before the plan is carried"
    " out; the target is the state to be reached in the target year. The RPJMD link names the part"
    " of the regional development plan that is supported.",
)


def plan_vision(dossier: Dossier, _settings: Settings) -> Chapter:
    """Return vision, missions and, by dimension, the goals with their indicators."""
    rows = sheet_rows(dossier, "goals")
    title = Text(id="Visi, misi, dan sasaran", en="Vision, missions and goals")
    if not rows:
        return Chapter("plan_vision", title, (nothing_yet(_NO_GOALS),), page="new")
    groups = by_dimension(dossier, rows)
    return Chapter(
        key="plan_vision",
        title=title,
        blocks=(*vision_blocks(dossier), *mission_blocks(dossier), said(_HOW), *_overview(groups)),
        parts=tuple(_part(dossier, group) for group in groups),
        page="new",
    )


def vision_blocks(dossier: Dossier) -> Iterator[Block]:
    """Yield the vision with where it was written; every wording when there are several."""
    visions = distinct(sheet_rows(dossier, "goals"), "vision")
    if not visions:
        yield nothing_yet(_NO_VISION)
        return
    if len(visions) > 1:
        yield Paragraph((_VISIONS.fill({"n": len(visions)}),), "warning")
    for words, rows in visions.items():
        yield Paragraph(
            (
                Text(id="Visi: ", en="Vision: "),
                Text.same(words),
                origin_note(dossier, rows[0]),
            )
        )


def mission_blocks(dossier: Dossier) -> Iterator[Block]:
    """Yield the missions, each wording once, with the number of its indicators."""
    missions = distinct(sheet_rows(dossier, "goals"), "mission")
    if not missions:
        yield nothing_yet(_NO_MISSION)
        return
    yield said(
        Text(
            id="Misi yang didukung, masing-masing dengan jumlah indikator sasarannya:",
            en="The missions that are supported, each with the number of its goal indicators:",
        )
    )
    yield Listing(
        tuple(
            (
                Text.same(words),
                Text(id=f" ({len(rows)} indikator)", en=f" ({len(rows)} indicators)")
                if len(rows) > 1
                else Text(id=" (1 indikator)", en=" (1 indicator)"),
                origin_note(dossier, rows[0]),
            )
            for words, rows in missions.items()
        )
    )


# -- numbers --------------------------------------------------------------------------------------


def _overview(groups: tuple[Group, ...]) -> Iterator[Block]:
    """Yield how many indicators each dimension has, and by when their targets are to be reached."""
    rows = tuple(row for group in groups for row in group.rows)
    yield Table(
        title=Text(id="Indikator sasaran setiap dimensi", en="Goal indicators of each dimension"),
        keys=("dimension", "indicators", "baseline", "target", "rpjmd"),
        headings=(
            DIMENSION_HEADING,
            Text(id="Indikator", en="Indicators"),
            Text(id="Bernilai awal", en="With baseline"),
            Text(id="Bertarget", en="With target"),
            Text(id="Terkait RPJMD", en="Linked to RPJMD"),
        ),
        rows=tuple(
            (title, *(count(number) for number in _counted(own)))
            for title, own in (*((group.title, group.rows) for group in groups), (TOTAL, rows))
        ),
    )
    by_year = Counter(row.get("year") for row in rows)
    years: list[tuple[Cell, ...]] = [
        (year, count(by_year[year]))
        for year in sorted(year for year in by_year if isinstance(year, int))
    ]
    if by_year[None]:
        years.append((Text(id="tanpa tahun", en="without a year"), count(by_year[None])))
    yield Table(
        title=Text(id="Target menurut tahun", en="Targets by year"),
        keys=("year", "indicators"),
        headings=(
            Text(id="Tahun target", en="Target year"),
            Text(id="Indikator", en="Indicators"),
        ),
        rows=(*years, (TOTAL, count(rows))),
    )


def _counted(rows: tuple[Row, ...]) -> tuple[int, int, int, int]:
    return (
        len(rows),
        sum(row.get("baseline") is not None for row in rows),
        sum(row.get("target") is not None for row in rows),
        sum(bool(row.text("rpjmd")) for row in rows),
    )


# -- one dimension --------------------------------------------------------------------------------


def _part(dossier: Dossier, group: Group) -> Chapter:
    title = Text(
        id=f"Sasaran dan indikator sasaran: {group.name.id} ({len(group.rows)})",
        en=f"Goals and their indicators: {group.name.en} ({len(group.rows)})",
    )
    return Chapter(
        key=part_key("plan_vision", group.key),
        title=group.title,
        blocks=(goals_table(dossier, title, group.rows),)
        if group.rows
        else (nothing_yet(_NO_GOALS_HERE),),
        turned=bool(group.rows),
    )


def goals_table(dossier: Dossier, title: Text, rows: tuple[Row, ...]) -> Table:
    """Return goals as a table: whatever the worksheet says of each but vision and dimension."""
    more = further_columns(dossier, GOALS)
    keys = ("goal", "sub_dimension", "indicator", "baseline", "target", "year", "mission", "rpjmd")
    return Table(
        title=title,
        keys=(*keys, *more, "origin"),
        headings=(*(column_title(dossier, "goals", key) for key in (*keys, *more)), ORIGIN),
        rows=tuple(
            (*(_goal_cell(dossier, row, key) for key in (*keys, *more)), row.id) for row in rows
        ),
    )


def _goal_cell(dossier: Dossier, row: Row, key: str) -> Cell:
    return amount(row, key, "unit") if key in ("baseline", "target") else cell(dossier, row, key)
