"""Book 1 and the worksheets: the same numbers, every row once, whatever officials have sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from tests.masterplan.chapters.analysis_book import (
    a_dossier,
    as_printed,
    cities,
    is_note,
    number_of,
    part,
    printed,
    records,
    rows_by_id,
    tables,
    whole_book,
)

from smartflow import Dimension, Text
from smartflow.language import LANGUAGES
from smartflow.model import Dossier, Row
from smartflow.report import Figure, Table
from smartflow_masterplan.chapters.analysis.book import ANALYSIS
from smartflow_masterplan.glossary import terms

Rows = dict[str, list[dict[str, Any]]]

MOBILITY = Dimension("mobility", "MOB", Text(id="Smart Mobility", en="Smart Mobility"))
BY_DIMENSION = (
    "analysis_issues",
    "analysis_readiness",
    "analysis_gap",
    "analysis_swot",
    "analysis_tows",
)
any_city = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def with_seventh(dossier: Dossier) -> Dossier:
    """Return the same city with one dimension more, to which all rows of Smart Living belong."""

    def moved(worksheet: str) -> tuple[Row, ...]:
        return tuple(
            Row(
                dict(row),
                id=row.id,
                worksheet=row.worksheet,
                filler=row.filler,
                agency=row.agency,
                dimension="mobility" if row.dimension == "living" else row.dimension,
                number=row.number,
                written=row.misfits,
            )
            for row in dossier.row_source(worksheet)
        )

    submissions = {
        (sheet, "mobility" if filler == "living" else filler): given
        for (sheet, filler), given in dossier.submissions.items()
    }
    return msgspec.structs.replace(
        dossier,
        dimensions=(*dossier.dimensions, MOBILITY),
        submissions=submissions,
        row_source=moved,
    )


# -- the same numbers -----------------------------------------------------------------------------


def assert_cells_are_the_worksheets(dossier: Dossier) -> None:
    """Hold every cell of a worksheet's column against the row that the table names as its origin.

    Computed columns have names of their own; so does nothing else.
    """
    known = rows_by_id(dossier)
    for chapter in whole_book(dossier):
        for table in tables(chapter):
            if table.keys[-1] != "origin":
                continue
            for record in records(table):
                row = known[record["origin"]]
                sheet = dossier.worksheet_types[row.worksheet]
                columns = {column.key for column in sheet.columns} - {"agency"}
                for key in columns.intersection(record):
                    assert as_printed(row, key) == record[key], (row.id, key)
                if "agency" in record:
                    assert (row.agency or as_printed(row, "agency")) == record["agency"]


@any_city
@given(rows=cities)
def test_no_cell_differs_from_its_worksheet(rows: Rows) -> None:
    """A cell has the row's own value and type; what does not fit is printed as it was written."""
    dossier = a_dossier(rows=rows)
    assert_cells_are_the_worksheets(dossier)


def test_what_does_not_fit_is_printed_as_written() -> None:
    """'1,2 M' and an unknown dimension stand in the book, letter by letter."""
    rows = [{"issue": "Banjir", "written": {"data": "1,2 M", "dimension": "Kesehatan"}}]
    chapter = printed(a_dossier(rows={"issues": rows}), "analysis_issues")
    table = next(tables(part(chapter, "analysis_issues-others")))
    assert [records(table)[0][key] for key in ("data", "dimension")] == ["1,2 M", "Kesehatan"]


# -- every row once -------------------------------------------------------------------------------


def _origins(found: Iterable[Table]) -> Counter[str]:
    return Counter(record["origin"] for table in found for record in records(table))


def _awaited(dossier: Dossier, worksheet: str, merged: str) -> set[str]:
    """Return the rows that have to stand in a chapter: consolidated ones, and those that none has.

    An agency's row that a consolidated one names as its source stands there through that one.
    """
    expected = {row.id for row in dossier.rows(merged)}
    known = {dimension.key for dimension in dossier.dimensions}
    for row in dossier.rows(worksheet):
        listed = dossier.rows(merged, dimension=row.dimension) if row.dimension in known else ()
        if row.id not in {one.text("source") for one in listed}:
            expected.add(row.id)
    return expected


def assert_every_row_stands_once(dossier: Dossier) -> None:
    """Hold the origins of each chapter's tables against the rows of its worksheets."""
    issues = list(tables(printed(dossier, BY_DIMENSION[0])))
    listed = _origins(table for table in issues if "usg_rank" in table.keys)
    assert Counter(row.id for row in dossier.rows("issues")) == listed
    readiness = Counter(row.id for row in dossier.rows("readiness"))
    for key, column in (("analysis_readiness", "score"), ("analysis_gap", "found_gap")):
        found = [table for table in tables(printed(dossier, key)) if table.keys[-1] == "origin"]
        assert all(column in table.keys for table in found)
        assert readiness == _origins(found)
    for sheet in ("swot", "tows"):
        chapter = printed(dossier, f"analysis_{sheet}")
        found = [table for table in tables(chapter) if table.keys[-1] == "origin"]
        assert Counter(_awaited(dossier, sheet, f"{sheet}_merged")) == _origins(found)


@any_city
@given(rows=cities)
def test_every_row_stands_in_its_chapter_exactly_once(rows: Rows) -> None:
    """Nothing is dropped and nothing stands twice: not without category, dimension or decision."""
    dossier = a_dossier(rows=rows)
    assert_every_row_stands_once(dossier)


@any_city
@given(rows=cities)
def test_a_row_stands_in_the_part_of_its_dimension(rows: Rows) -> None:
    """A part holds the rows of its dimension only; the last one those of no known dimension."""
    dossier = a_dossier(rows=rows)
    known = rows_by_id(dossier)
    keys = [dimension.key for dimension in dossier.dimensions]
    for chapter in BY_DIMENSION:
        for one in printed(dossier, chapter).parts:
            here = [
                record["origin"]
                for table in tables(one)
                if table.keys[-1] == "origin"
                for record in records(table)
            ]
            found = {known[origin].dimension for origin in here}
            mine = one.key.removeprefix(chapter).removeprefix("_")
            assert found <= ({mine} if mine in keys else found - set(keys))


@any_city
@given(rows=cities)
def test_a_seventh_dimension_is_like_the_six(rows: Rows) -> None:
    """Another dimension has its parts, its rows and their cells, as any other."""
    dossier = a_dossier(rows=rows)
    more = with_seventh(dossier)
    assert_cells_are_the_worksheets(more)
    assert_every_row_stands_once(more)
    for chapter in BY_DIMENSION:
        assert part(printed(more, chapter), f"{chapter}_mobility").title.en == "Smart Mobility"


@any_city
@given(rows=cities)
def test_one_dimension_less_loses_no_row(rows: Rows) -> None:
    """What belonged to the dimension that is left out stands in the last part."""
    dossier = a_dossier(rows=rows)
    less = msgspec.structs.replace(dossier, dimensions=dossier.dimensions[:1])
    assert_cells_are_the_worksheets(less)
    assert_every_row_stands_once(less)


# -- sums -----------------------------------------------------------------------------------------


@any_city
@given(rows=cities)
def test_the_last_row_of_counts_is_their_sum(rows: Rows) -> None:
    """Each column of a table of counts adds up, and the issues are as many as there are rows."""
    dossier = a_dossier(rows=rows)
    summed = [
        table
        for chapter in whole_book(dossier)
        for table in tables(chapter)
        if table.rows and Text(id="Jumlah", en="Total") == table.rows[-1][0]
    ]
    for table in summed:
        columns = list(zip(*table.rows, strict=True))[1:]
        for column in columns:
            *counts, total = (number_of(cell) for cell in column)
            assert sum(counts) == total
    issues = [table for table in summed if "not_evident" in table.keys]
    sent = dossier.rows("issues")
    assert [len(sent)] * bool(sent) == [number_of(table.rows[-1][1]) for table in issues]


@any_city
@given(rows=cities)
def test_evidence_is_counted_as_by_hand(rows: Rows) -> None:
    """An issue is proven when figure, unit, year and source can all be read."""
    dossier = a_dossier(rows=rows)
    sent = dossier.rows("issues")
    keys = ("data", "unit", "year", "source")
    proven = sum(all(str(row[key]).strip() not in ("", "None") for key in keys) for row in sent)
    for table in tables(printed(dossier, "analysis_issues")):
        if "evident" in table.keys:
            assert (proven, len(sent) - proven) == tuple(map(number_of, table.rows[-1][2:4]))


# -- the shape of the book ------------------------------------------------------------------------


@any_city
@given(rows=cities)
def test_the_book_is_whole_whatever_was_sent(rows: Rows) -> None:
    """Keys are unique, rows as long as headings, titles in both languages, each figure drawn."""
    dossier = a_dossier(rows=rows)
    chapters = [one for top in whole_book(dossier) for one in top.walk()]
    keys = [one.key for one in chapters]
    assert len(keys) == len(set(keys))
    for one in chapters:
        for block in one.blocks:
            if isinstance(block, Table):
                assert len(block.keys) == len(block.headings) == len(set(block.keys))
                assert {len(block.keys)} >= {len(row) for row in block.rows}
                assert block.rows
            if isinstance(block, Figure):
                assert all("</svg>" in block.svg.in_(language) for language in LANGUAGES)
        assert all(one.title.in_(language).strip() for language in LANGUAGES)


@pytest.mark.parametrize("key", BY_DIMENSION)
def test_without_data_a_chapter_says_so_in_one_sentence(key: str) -> None:
    """An empty city has each part, with nothing in it but the sentence that nothing is there."""
    chapter = printed(a_dossier(), key)
    assert [one.key.removeprefix(f"{key}_") for one in chapter.parts] == ["governance", "living"]
    assert not list(tables(chapter))
    assert sum(map(is_note, chapter.blocks)) == 1
    for one in chapter.parts:
        assert list(map(is_note, one.blocks)) == [True]


def test_a_city_without_anything_has_a_book() -> None:
    """No agency, no dimension, no document: all nine chapters are there all the same."""
    dossier = a_dossier(agencies=[], dimensions=["living"])
    bare = msgspec.structs.replace(dossier, agencies=(), dimensions=())
    assert [chapter.key for chapter in ANALYSIS] == [made.key for made in whole_book(bare)]


def test_positions_follow_the_order_of_the_book() -> None:
    """Chapters stand in the order in which they are read, the foreword first."""
    places = [chapter.position for chapter in ANALYSIS]
    assert places == [0, 10, 20, 30, 40, 50, 60, 70, 80, 85, 90]
    assert {"analysis"} == {chapter.book for chapter in ANALYSIS}


def test_a_column_that_a_region_adds_is_printed() -> None:
    """A region's own column stands in the book wherever somebody has filled it in."""
    dossier = a_dossier(rows={"issues": [{"issue": "Banjir", "dimension": "living"}]})
    sheet = dossier.worksheet_types["issues"]
    column = msgspec.structs.replace(
        sheet.column("cause"), key="nagari", title=Text(id="Nagari", en="Nagari")
    )
    row = dossier.rows("issues")[0]
    named = Row(
        {**row, "nagari": "Talawi"},
        id=row.id,
        worksheet="issues",
        filler=row.filler,
        dimension="living",
    )
    more = msgspec.structs.replace(
        dossier,
        worksheet_types={
            **dossier.worksheet_types,
            "issues": msgspec.structs.replace(sheet, columns=(*sheet.columns, column)),
        },
        row_source=lambda key: (named,) if key == "issues" else (),
    )
    found = [
        record.get("nagari")
        for t in tables(printed(more, BY_DIMENSION[0]))
        for record in records(t)
    ]
    assert "Talawi" in found


def test_the_glossary_has_every_term() -> None:
    """Each term of the glossary stands in its chapter, with its meaning."""
    (table,) = tables(printed(a_dossier(), "analysis_glossary"))
    assert [(term.name, term.meaning) for term in terms()] == [
        (record["term"], record["meaning"]) for record in records(table)
    ]
