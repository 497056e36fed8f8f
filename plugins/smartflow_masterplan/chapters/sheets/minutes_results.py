"""What a stage came to, in its berita acara: issues and their ranks, quadrants, choices, the plan.

Each number is worked out by the function that the books use, so that minutes and book agree.
Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from smartflow import Text, methods, report
from smartflow.report import Facts, Money, Table
from smartflow_masterplan.chapters.analysis.quadrant import totals_of
from smartflow_masterplan.chapters.plan.strategies import strategies_in_force
from smartflow_masterplan.chapters.shared.dimensions import (
    DIMENSION_HEADING,
    TOTAL,
    counted_rows,
    dimension_name,
    short,
)
from smartflow_masterplan.chapters.shared.parts import ORIGIN, cell, column_title, nothing_yet
from smartflow_masterplan.chapters.shared.ranking import ranked_quick_wins
from smartflow_masterplan.chapters.shared.tables import (
    by_dimension,
    count,
    dimension_cell,
    sheet_rows,
)
from smartflow_masterplan.rules.judging import amount
from smartflow_masterplan.rules.plan.actions import counted_budget
from smartflow_masterplan.rules.swot.factors import CATEGORIES, category, in_force
from smartflow_masterplan.scoring.issues import merged_issues
from smartflow_masterplan.scoring.swot import swot_quadrant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from smartflow import Dossier, Row, Score, Settings
    from smartflow.report import Block, Cell

__all__ = ["results"]


def results(dossier: Dossier, settings: Settings) -> report.Chapter | None:
    """Return what the worksheets of the stage have come to, or None where it has none."""
    keys = dossier.workflow.worksheets.get(dossier.stage, ())
    found = [key for key in keys if key in dossier.worksheet_types]
    if not found:
        return None
    tellers = dict.fromkeys(_TELLERS[key] for key in found if key in _TELLERS)
    blocks = tuple(block for teller in tellers for block in teller(dossier, settings))
    return report.Chapter(
        key="minutes_results",
        title=Text(id="Hasil tahap ini", en="Results of this stage"),
        blocks=blocks or (nothing_yet(_none(dossier)),),
    )


def _none(dossier: Dossier) -> Text:
    if dossier.stage_is_past:
        return Text(id="Tidak ada isian pada tahap ini.", en="Nothing was filled in.")
    return Text(id="Belum ada isian pada tahap ini.", en="Nothing has been filled in yet.")


# -- issues ---------------------------------------------------------------------------------------

_RANKED = tuple[tuple["Row", ...], "Score"]


def _issues(dossier: Dossier, settings: Settings) -> Iterator[Block]:
    """Yield how many issues each dimension has, and those of rank 1."""
    rows = sheet_rows(dossier, "issues")
    if not rows:
        return
    merged = tuple(merged_issues(dossier, settings))
    ranked = {row.id for group, _ in merged for row in group}
    yield counted_rows(
        Text(id="Isu daerah menurut dimensi", en="Regional issues by dimension"),
        {
            "dimension": DIMENSION_HEADING,
            "issues": Text(id="Isu", en="Issues"),
            "ranked": Text(id="Dinilai dengan USG", en="Judged by USG"),
        },
        [
            (group.title, (len(group.rows), sum(row.id in ranked for row in group.rows)))
            for group in by_dimension(dossier, rows)
        ],
    )
    first = tuple(_first_ranked(dossier, merged))
    if first:
        yield Table(
            Text(id="Isu berperingkat 1 pada setiap dimensi", en="Issues of rank 1"),
            ("dimension", "issue", "agencies", "priority", "origin"),
            (
                DIMENSION_HEADING,
                column_title(dossier, "issues", "issue"),
                Text(id="Perangkat daerah", en="Agencies"),
                Text(id="Prioritas", en="Priority"),
                ORIGIN,
            ),
            first,
        )


def _first_ranked(dossier: Dossier, merged: Iterable[_RANKED]) -> Iterator[tuple[Cell, ...]]:
    """Yield the issues that share the first rank of their dimension, in the workflow's order."""
    own: dict[str, list[_RANKED]] = defaultdict(list)
    for rows, score in merged:
        own[rows[0].dimension].append((rows, score))
    for dimension in dossier.dimensions:
        found = own[dimension.key]
        ranks = methods.competition_ranks([Fraction(score.value) for _, score in found])
        for rank, (rows, score) in zip(ranks, found, strict=True):
            if rank == 1:
                agencies = ", ".join(dict.fromkeys(row.agency for row in rows))
                issue = cell(dossier, rows[0], "issue")
                yield (dimension.title, issue, agencies, short(score.value), rows[0].id)


# -- SWOT and TOWS --------------------------------------------------------------------------------


def _factors(dossier: Dossier, settings: Settings) -> Iterator[Block]:
    """Yield the factors and strategies in force of each dimension, and where it stands."""
    if not {"swot", "swot_merged"} <= dossier.worksheet_types.keys():
        return
    lines: list[tuple[Text, tuple[int, ...]]] = []
    for dimension in dossier.dimensions:
        factors = in_force(dossier, "swot", "swot_merged", dimension.key)
        letters = [category(row) for row in factors]
        strategies = strategies_in_force(dossier, dimension.key)
        counts = (*(letters.count(letter) for letter in CATEGORIES), len(factors), len(strategies))
        lines.append((dimension.title, counts))
    if not any(sum(counts) for _, counts in lines):
        return
    yield counted_rows(
        Text(id="Faktor SWOT dan strategi TOWS", en="SWOT factors and TOWS strategies"),
        {
            "dimension": DIMENSION_HEADING,
            **{letter.lower(): Text.same(letter) for letter in CATEGORIES},
            "factors": Text(id="Faktor", en="Factors"),
            "strategies": Text(id="Strategi", en="Strategies"),
        },
        lines,
    )
    scores = {score.subject: score for score in swot_quadrant(dossier, settings)}
    if scores:
        named = [(dimension_name(one.title), scores.get(one.key)) for one in dossier.dimensions]
        known = [sum(counts[: len(CATEGORIES)]) for _, counts in lines]
        city = (Text.same(dossier.city.name), scores.get(""))
        yield totals_of([*named, city], [*known, sum(known)])


# -- quick wins -----------------------------------------------------------------------------------


def _quick_wins(dossier: Dossier, settings: Settings) -> Iterator[Block]:
    """Yield how many were proposed and selected, and the selected ones with their places."""
    ranked = ranked_quick_wins(dossier, settings)
    if not ranked:
        return
    chosen = [one for one in ranked if one.chosen]
    funds = sum(int(amount(one.row, "budget") or 0) for one in chosen)
    yield Facts(
        Text(id="Usulan dan pilihan", en="Proposed and selected"),
        (
            (Text(id="Usulan quick win", en="Proposed quick wins"), count(ranked)),
            (Text(id="Quick win terpilih", en="Selected quick wins"), count(chosen)),
            (Text(id="Anggaran quick win terpilih", en="Their budget"), Money(funds)),
        ),
    )
    if chosen:
        yield Table(
            Text(id="Quick win terpilih", en="Selected quick wins"),
            ("place", "programme", "owner", "dimension", "budget", "origin"),
            (
                Text(id="Peringkat", en="Rank"),
                column_title(dossier, "quick_wins", "programme"),
                column_title(dossier, "quick_wins", "owner"),
                DIMENSION_HEADING,
                column_title(dossier, "quick_wins", "budget"),
                ORIGIN,
            ),
            tuple(
                (
                    one.place,
                    cell(dossier, one.row, "programme"),
                    cell(dossier, one.row, "owner"),
                    dimension_cell(dossier, one.row),
                    cell(dossier, one.row, "budget"),
                    one.row.id,
                )
                for one in chosen
            ),
        )


# -- the plan -------------------------------------------------------------------------------------


def _plan(dossier: Dossier, _settings: Settings) -> Iterator[Block]:
    """Yield the indicators, activities and budget of each dimension."""
    goals, actions = (sheet_rows(dossier, key) for key in ("goals", "actions"))
    if not goals and not actions:
        return
    targets = {group.key: (group.title, group.rows) for group in by_dimension(dossier, goals)}
    planned = {group.key: (group.title, group.rows) for group in by_dimension(dossier, actions)}
    lines = [
        _line(title, targets.get(key, (title, ()))[1], planned.get(key, (title, ()))[1])
        for key, (title, _) in {**targets, **planned}.items()
    ]
    yield Table(
        Text(id="Sasaran, kegiatan, dan anggaran", en="Goals, activities and budget"),
        ("dimension", "goals", "activities", "budget"),
        (
            DIMENSION_HEADING,
            Text(id="Indikator sasaran", en="Goal indicators"),
            Text(id="Kegiatan", en="Activities"),
            Text(id="Anggaran", en="Budget"),
        ),
        (*lines, _line(TOTAL, goals, actions)),
    )


def _line(title: Text, goals: tuple[Row, ...], actions: tuple[Row, ...]) -> tuple[Cell, ...]:
    budget = int(sum(counted_budget(row) or 0 for row in actions))
    return (title, count(goals), count(actions), Money(budget))


_TELLERS: dict[str, Callable[[Dossier, Settings], Iterator[Block]]] = {
    "issues": _issues,
    "swot": _factors,
    "tows": _factors,
    "swot_merged": _factors,
    "tows_merged": _factors,
    "quick_wins": _quick_wins,
    "goals": _plan,
    "actions": _plan,
}
"""What tells of each worksheet; two that are told of together have one."""
