"""Books 2 and 3 as a test reads them, and plans that hypothesis makes up.

The plans hold what officials really send: cells that do not fit, dimensions that the workflow does
not know, an end before its start, years off the plan, a total that its years do not add up to, an
agency that exists no longer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec
from hypothesis import strategies as st
from tests.masterplan.chapters.analysis_book import DEFAULTS, as_printed, records, tables

from smartflow import Dimension, Text
from smartflow.model import Agency, Dossier, Row
from smartflow.report import Amount, Chapter, Facts, Money, Table
from smartflow.testing import CityInWords
from smartflow_masterplan.chapters.plan.book import PLAN
from smartflow_masterplan.chapters.summary.book import SUMMARY
from smartflow_masterplan.chapters.variant.book import VARIANT
from smartflow_masterplan.sheets.worksheets import ACTIONS, GOALS, QUICK_WINS

BOOKS = (*PLAN, *SUMMARY, *VARIANT)
KEYS = [chapter.key for chapter in BOOKS]
YEARLY = tuple(f"budget_{number}" for number in range(1, 6))
MONEY = frozenset({"budget", *YEARLY})
MEASURES = frozenset({"baseline", "target"})

# -- reading --------------------------------------------------------------------------------------


def printed(dossier: Dossier, key: str) -> Chapter:
    """Return one chapter of Book 2, Book 3 or a variant."""
    owned = next(chapter for chapter in BOOKS if chapter.key == key)
    made = owned.function(dossier, dossier.settings["masterplan"])
    assert isinstance(made, Chapter)
    return made


def tables_of(chapter: Chapter, *keys: str) -> list[Table]:
    """Return the tables of a chapter and its parts that have all of these columns."""
    return [table for table in tables(chapter) if set(keys) <= set(table.keys)]


def table_of(chapter: Chapter, *keys: str) -> Table:
    """Return the one table of a chapter and its parts that has all of these columns."""
    (found,) = tables_of(chapter, *keys)
    return found


def origins(found: list[Table]) -> Counter[str]:
    """Return how often each row stands in tables, by their last column."""
    return Counter(
        str(row[-1])
        for table in found
        for row in table.rows
        if table.keys[-1] == "origin" and row[-1] is not None
    )


def ids(rows: tuple[Row, ...] | list[Row]) -> Counter[str]:
    """Return each row once."""
    return Counter(row.id for row in rows)


def rupiah(cell: object) -> int:
    """Return a cell's money."""
    assert isinstance(cell, Money)
    return cell.rupiah


def facts_of(chapter: Chapter) -> dict[str, Any]:
    """Return the names with their values that a chapter and its parts print, in English."""
    return {
        name.en: value
        for part in chapter.walk()
        for block in part.blocks
        if isinstance(block, Facts)
        for name, value in block.rows
    }


def wanted(row: Row, column: str) -> object:
    """Return what a cell has to be, worked out without the chapters' own helpers."""
    value = row.get(column)
    if value is not None and column in MONEY:
        return Money(int(value))  # type: ignore[arg-type]
    if value is not None and column in MEASURES:
        return Amount(Decimal(str(value)), row.text("unit"))
    if value is not None and column == "beneficiary_count":
        return Amount(int(value))  # type: ignore[arg-type]
    return as_printed(row, column)


def differing_cells(dossier: Dossier, chapter: Chapter) -> Iterator[str]:
    """Yield each cell that is not the worksheet's; who is responsible is held by its code."""
    rows = {row.id: row for sheet in dossier.worksheet_types for row in dossier.rows(sheet)}
    for table in tables(chapter):
        if table.keys[-1] != "origin":
            continue
        for record in records(table):
            if record["origin"] is None:
                continue
            row = rows[record["origin"]]
            for column, cell in record.items():
                if column not in row:
                    continue
                if isinstance(cell, Text):
                    fits = _names(dossier, row, column, cell)
                else:
                    fits = cell == wanted(row, column)
                if not fits:
                    yield f"{chapter.key}, {row.id}, {column}: {cell!r}"


def short_title(title: Text) -> Text:
    """Return a dimension's title without what stands in brackets."""
    return Text(id=title.id.split(" (")[0], en=title.en.split(" (")[0])


def _names(dossier: Dossier, row: Row, column: str, cell: Text) -> bool:
    """Say whether a cell's words name what the worksheet has as a code or key."""
    if column == "dimension":
        titles = {one.key: one.title for one in dossier.dimensions}
        title = titles.get(row.dimension, Text.same(row.dimension))
        return cell in (title, short_title(title))
    return column == "owner" and cell.id.startswith(row.text("owner"))


# -- plans ----------------------------------------------------------------------------------------

_words = st.one_of(
    st.sampled_from(["Jalan", "<b>Pasar</b>", "{{ 7*7 }} {n}", "#import $x$", "صرف", "=1+1"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
)
_misfits = st.sampled_from(["dua", "1,2 M", "±5", "#REF!"])
_years = st.one_of(st.integers(2022, 2031), st.sampled_from([-1, 0, 1999, 20240]))
_money = st.one_of(st.integers(0, 10**6), st.sampled_from([-5, 10**12, 2**53 - 1]))
_number = st.decimals(-10, 10**6, places=2, allow_nan=False)
_days = st.dates(date(2023, 1, 1), date(2026, 1, 1))
_dimension = st.sampled_from(["governance", "living", "economy", "mobility", ""])
_owner = st.sampled_from(["DINKES", "DISKOMINFO", "LAMA", "TIDAKADA"])

_COLUMNS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "goals": {
        "year": _years,
        "sub_dimension": st.sampled_from(["Pelayanan publik", "health", "lain"]),
    },
    "actions": {
        "category": st.sampled_from(
            ["kebijakan dan kelembagaan", "infrastruktur", "aplikasi", "literasi"]
        ),
        "owner": _owner,
        "support": st.lists(_owner, max_size=3).map(tuple),
        "strategy": st.lists(
            st.sampled_from(["DINKES:SO1", "SO1", "wo2", "DINKES:WT9"]), max_size=3
        ).map(tuple),
        "start_year": _years,
        "end_year": _years,
        "fund_source": st.sampled_from(["APBD", "APBN", "swadaya", "sumber lain"]),
    },
    "quick_wins": {
        "owner": _owner,
        "target_year": _years,
        "impact": st.integers(-1, 7),
        "effort": st.integers(-1, 7),
        "beneficiary_count": st.integers(-1, 5000),
    },
    "tows": {
        "code": st.sampled_from(["SO1", "WO2", "ST1"]),
        "cell": st.sampled_from(["SO", "WO"]),
        "cites": st.just(("S1", "O1")),
    },
}
_BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "text": _words,
    "integer": st.integers(-5, 3000),
    "decimal": _number,
    "money": _money,
    "date": _days,
    "codes": st.lists(_words, max_size=2).map(tuple),
}


def _cells(dossier: Dossier, sheet: str) -> st.SearchStrategy[dict[str, tuple[str, Any]]]:
    """Draw for each column its value, nothing, or something that does not fit."""
    return st.fixed_dictionaries(
        {
            column.key: st.one_of(
                _COLUMNS.get(sheet, {})
                .get(column.key, _BY_TYPE[column.type])
                .map(lambda value: ("cell", value)),
                st.just(("empty", None)),
                _misfits.map(lambda words: ("written", words)),
            )
            for column in dossier.worksheet_types[sheet].columns
        }
    )


def row_of(  # noqa: PLR0913  what a row is, the odd parts named
    sheet: str,
    number: int,
    cells: dict[str, Any],
    *,
    filler: str = "contoh",
    dimension: str = "",
    written: dict[str, str] | None = None,
) -> Row:
    """Return a row as the reader of stored tables makes it: every column is a key."""
    kind = {"goals": GOALS, "actions": ACTIONS, "quick_wins": QUICK_WINS}.get(sheet)
    empty = {column.key: None for column in kind.columns} if kind else {}
    return Row(
        {**empty, **cells},
        id=f"{filler}/{sheet}/{number}",
        worksheet=sheet,
        filler=filler,
        agency=filler if sheet == "tows" else "",
        dimension=dimension,
        number=number,
        written=written or {},
    )


@st.composite
def _rows(draw: st.DrawFn, dossier: Dossier, sheet: str) -> tuple[Row, ...]:
    """Draw the rows of one worksheet."""
    made = []
    for number, drawn in enumerate(draw(st.lists(_cells(dossier, sheet), max_size=6)), start=1):
        dimension = draw(_dimension)
        cells = {key: value if kind == "cell" else None for key, (kind, value) in drawn.items()}
        if "dimension" in cells:
            cells["dimension"] = dimension or None
        filler = {"goals": "contoh", "actions": "contoh", "tows": "DINKES"}.get(sheet, dimension)
        made.append(
            row_of(
                sheet,
                number,
                cells,
                filler=filler or "governance",
                dimension=dimension,
                written={key: words for key, (kind, words) in drawn.items() if kind == "written"},
            )
        )
    return tuple(made)


BASE: Dossier = CityInWords({**DEFAULTS, "stage": "masterplan_approval"}).dossier()
"""A city of two dimensions that has not written anything."""


def with_rows(dossier: Dossier, rows: dict[str, tuple[Row, ...]]) -> Dossier:
    """Return a city with other rows."""
    return msgspec.structs.replace(dossier, row_source=lambda sheet: rows.get(sheet, ()))


def with_dimension(dossier: Dossier, key: str) -> Dossier:
    """Return a city with one dimension more, which no plugin brings."""
    more = Dimension(key, key[:3].upper(), Text.same(f"Smart {key.title()}"))
    return msgspec.structs.replace(dossier, dimensions=(*dossier.dimensions, more))


class Plan(NamedTuple):
    """A city that was made up; it shows itself by its rows, as the whole of it is too long."""

    dossier: Dossier

    def __repr__(self) -> str:
        """Return what its worksheets hold."""
        sheets = ("goals", "actions", "quick_wins", "tows")
        rows = [row for sheet in sheets for row in self.dossier.rows(sheet)]
        return "\n".join(f"{row.id}: {row.content} {dict(row.misfits)}" for row in rows)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a city: two or three dimensions, an ended agency, rows of any kind, a selection."""
    city = with_dimension(BASE, "mobility") if draw(st.booleans()) else BASE
    gone = Agency("LAMA", "Dinas Lama", "opd", ended=date(2020, 1, 1))
    city = msgspec.structs.replace(city, agencies=(*city.agencies, gone))
    sheets = ("goals", "actions", "quick_wins", "tows")
    rows = {sheet: draw(_rows(city, sheet)) for sheet in sheets}
    return Plan(with_selection(with_rows(city, rows), lambda _row: draw(st.booleans())))


def with_selection(dossier: Dossier, chosen: Callable[[Row], bool]) -> Dossier:
    """Return a city that has selected some of its quick wins."""
    picked = tuple(row.id for row in dossier.rows("quick_wins") if chosen(row))
    if not picked:
        return dossier
    case = {
        **DEFAULTS,
        "selections": [{"worksheet": "quick_wins", "rows": picked, "reason": "Satu per dimensi"}],
    }
    selections = CityInWords(case).dossier().selections
    return msgspec.structs.replace(dossier, selections=selections)
