"""The budget of the action plan: by source, by year of the plan, by dimension.

An action counts with the budget that ACT003 counts (its total, else the sum of its years). What of
it no year holds is printed as not allocated, so that the columns of every table add up to its
total; where the years hold more than the total, that column is below zero and a note says so.
Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from smartflow import Text
from smartflow.report import Money, Table
from smartflow_masterplan.chapters.plan.horizon import horizon, year_title
from smartflow_masterplan.chapters.shared.dimensions import DIMENSION_HEADING, TOTAL
from smartflow_masterplan.chapters.shared.parts import ORIGIN, cell, column_title
from smartflow_masterplan.chapters.shared.tables import by_dimension
from smartflow_masterplan.rules.judging import amount
from smartflow_masterplan.rules.plan.actions import YEARLY, counted_budget
from smartflow_masterplan.sheets.shared_columns import FUND_CHOICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from smartflow import Dossier, Row, Settings
    from smartflow.report import Cell

__all__ = [
    "NO_SOURCE",
    "UNALLOCATED",
    "Budget",
    "activity_budget_table",
    "budget_of",
    "by_source",
    "dimension_source_table",
    "source_budgets",
    "source_year_table",
]

NO_SOURCE = Text(id="belum disebut", en="not named yet")
UNALLOCATED = Text(id="Belum dibagi per tahun", en="Not allocated to a year")
_SOURCE = Text(id="Sumber dana", en="Funding source")
_OVER = Text(
    id="Angka di bawah nol pada kolom '{column}' berarti anggaran tahunan melebihi anggaran total.",
    en="A number below zero in the column '{column}' means that the yearly budgets exceed the"
    " total.",
)
_MISREAD = Text(
    id="{n} isian anggaran tidak terbaca sebagai rupiah dan tidak ikut dijumlah.",
    en="Budget cells that cannot be read as rupiah and are left out of the sums: {n}.",
)
_BEYOND = Text(
    id="Anggaran sesudah tahun {last} berada di luar masa masterplan.",
    en="Budgets after {last} lie beyond the years of the masterplan.",
)


class Budget(NamedTuple):
    """What some actions cost, in whole rupiah.

    Attributes:
        years: The budget of each year of the plan, by its number.
        total: The whole.
    """

    years: tuple[int, ...]
    total: int

    @property
    def unallocated(self) -> int:
        """What no year holds; below zero where the years hold more than the total."""
        return self.total - sum(self.years)


def budget_of(rows: Iterable[Row]) -> Budget:
    """Return what actions cost together; what cannot be read as money counts nothing."""
    years = [0] * len(YEARLY)
    total = 0
    for row in rows:
        total += int(counted_budget(row) or 0)
        for position, column in enumerate(YEARLY):
            years[position] += int(amount(row, column) or 0)
    return Budget(tuple(years), total)


def by_source(rows: Iterable[Row]) -> tuple[tuple[Text, tuple[Row, ...]], ...]:
    """Return actions by source of funds: the known ones in their order, others, none named last.

    Each row is there once. What was written where it is none of the choices is a source of its own.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        source = row.text("fund_source") or (row.written("fund_source") or "").strip()
        found.setdefault(source, []).append(row)
    order = {source: place for place, source in enumerate(FUND_CHOICES)}
    names = sorted(found, key=lambda name: (not name, order.get(name, len(order)), name))
    return tuple((Text.same(name) if name else NO_SOURCE, tuple(found[name])) for name in names)


def source_budgets(
    sources: Sequence[tuple[Text, tuple[Row, ...]]], rows: tuple[Row, ...]
) -> tuple[Budget, ...]:
    """Return what some actions cost from each source.

    Args:
        sources: The sources with their rows, from :func:`by_source`.
        rows: The actions.
    """
    ids = {row.id for row in rows}
    return tuple(budget_of(row for row in own if row.id in ids) for _, own in sources)


# -- tables ---------------------------------------------------------------------------------------


def source_year_table(dossier: Dossier, settings: Settings, rows: tuple[Row, ...]) -> Table:
    """Return the budget of actions, a line for each source, a column for each year of the plan."""
    lines = [(title, budget_of(own)) for title, own in by_source(rows)]
    whole = budget_of(rows)
    return Table(
        title=Text(
            id="Anggaran menurut sumber dana dan tahun", en="Budget by funding source and year"
        ),
        keys=("source", *_year_keys(), "unallocated", "total"),
        headings=(_SOURCE, *_year_titles(dossier, settings), UNALLOCATED, TOTAL),
        rows=tuple((title, *_cells(budget)) for title, budget in (*lines, (TOTAL, whole))),
        note=_note(dossier, settings, rows, [budget for _, budget in lines]),
    )


def activity_budget_table(dossier: Dossier, settings: Settings, rows: tuple[Row, ...]) -> Table:
    """Return the budget of each action: source, years, what is not allocated, total.

    The total is the counted one; years are as the worksheet has them.
    """
    return Table(
        title=Text(id="Anggaran setiap kegiatan", en="Budget of each activity"),
        keys=("activity", "source", *_year_keys(), "unallocated", "total", "origin"),
        headings=(
            column_title(dossier, "actions", "activity"),
            _SOURCE,
            *_year_titles(dossier, settings),
            UNALLOCATED,
            TOTAL,
            ORIGIN,
        ),
        rows=tuple(
            (
                cell(dossier, row, "activity"),
                cell(dossier, row, "fund_source") or NO_SOURCE,
                *(cell(dossier, row, column) for column in YEARLY),
                *_rest(row),
                row.id,
            )
            for row in rows
        ),
        note=_note(dossier, settings, rows, [budget_of((row,)) for row in rows]),
    )


def _rest(row: Row) -> tuple[Cell, Cell]:
    """Return what of an action's budget no year holds, and the whole; blank without a budget."""
    if counted_budget(row) is None:
        return None, row.written("budget")
    budget = budget_of((row,))
    return Money(budget.unallocated), Money(budget.total)


def dimension_source_table(dossier: Dossier, rows: tuple[Row, ...]) -> Table:
    """Return the budget of actions, a line for each dimension, a column for each source."""
    sources = by_source(rows)
    lines = [(group.title, group.rows) for group in by_dimension(dossier, rows)]
    return Table(
        title=Text(
            id="Anggaran menurut dimensi dan sumber dana", en="Budget by dimension and source"
        ),
        keys=("dimension", *(f"source_{n}" for n in range(1, len(sources) + 1)), "total"),
        headings=(DIMENSION_HEADING, *(title for title, _ in sources), TOTAL),
        rows=tuple(
            (
                title,
                *(Money(budget.total) for budget in source_budgets(sources, own)),
                Money(budget_of(own).total),
            )
            for title, own in (*lines, (TOTAL, rows))
        ),
        note=_note_misread(rows),
    )


def _cells(budget: Budget) -> tuple[Money, ...]:
    return tuple(Money(value) for value in (*budget.years, budget.unallocated, budget.total))


def _year_keys() -> tuple[str, ...]:
    return tuple(f"year_{number}" for number in range(1, len(YEARLY) + 1))


def _year_titles(dossier: Dossier, settings: Settings) -> tuple[Text, ...]:
    plan = horizon(dossier, settings)
    return tuple(year_title(plan, number) for number in range(1, len(YEARLY) + 1))


# -- what is odd ----------------------------------------------------------------------------------


def _note(
    dossier: Dossier, settings: Settings, rows: tuple[Row, ...], budgets: list[Budget]
) -> Text | None:
    return _joined(_remarks(dossier, settings, rows, budgets))


def _note_misread(rows: tuple[Row, ...]) -> Text | None:
    return _joined(_misread(rows))


def _remarks(
    dossier: Dossier, settings: Settings, rows: tuple[Row, ...], budgets: list[Budget]
) -> Iterator[Text]:
    if any(budget.unallocated < 0 for budget in budgets):
        yield Text(
            id=_OVER.id.replace("{column}", UNALLOCATED.id),
            en=_OVER.en.replace("{column}", UNALLOCATED.en),
        )
    plan = horizon(dossier, settings)
    years = budget_of(rows).years
    if plan is not None and any(years[plan.last - plan.first + 1 :]):
        yield _BEYOND.fill({"last": str(plan.last)})
    yield from _misread(rows)


def _misread(rows: tuple[Row, ...]) -> Iterator[Text]:
    cells = sum(
        row.get(column) is None and row.written(column) is not None
        for row in rows
        for column in ("budget", *YEARLY)
    )
    if cells:
        yield _MISREAD.fill({"n": cells})


def _joined(remarks: Iterable[Text]) -> Text | None:
    said = tuple(remarks)
    if not said:
        return None
    return Text(id=" ".join(one.id for one in said), en=" ".join(one.en for one in said))
