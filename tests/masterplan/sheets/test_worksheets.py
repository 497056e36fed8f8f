"""The nine worksheets: what every reader, template and rule may rely on."""

from __future__ import annotations

import re

import pytest

from smartflow.model import Worksheet
from smartflow_masterplan.sheets.worksheets import WORKSHEETS

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_FEWEST = {"issues": ("dimension", "issue", "location", "data", "unit", "year", "source")}

every_worksheet = pytest.mark.parametrize("worksheet", WORKSHEETS, ids=lambda sheet: sheet.key)


def test_who_fills_in_what() -> None:
    """Agencies fill in issues, SWOT and TOWS; the city goals and actions; dimensions the rest."""
    expected = {
        "agency": ["issues", "swot", "tows"],
        "dimension": ["readiness", "swot_merged", "tows_merged", "quick_wins"],
        "city": ["goals", "actions"],
    }
    found: dict[str, list[str]] = {}
    for worksheet in WORKSHEETS:
        found.setdefault(worksheet.per, []).append(worksheet.key)
    assert expected == found


def test_merged_sheets_keep_what_they_consolidate() -> None:
    """A consolidated sheet has every column of the agencies' one, and says which it is."""
    sheets = {sheet.key: sheet for sheet in WORKSHEETS}
    for merged, source in (("swot_merged", "swot"), ("tows_merged", "tows")):
        own = {column.key for column in sheets[merged].columns}
        assert source == sheets[merged].consolidates
        assert {column.key for column in sheets[source].columns} - {"dimension"} <= own
        assert {"source", "agency", "decision", "merged_into", "reason"} <= own


@every_worksheet
def test_headings_tell_columns_apart(worksheet: Worksheet) -> None:
    """No two columns share a key or a heading, in either language or across them."""
    keys = [column.key for column in worksheet.columns]
    assert len(set(keys)) == len(keys)
    assert all(_KEY.fullmatch(key) for key in keys)
    headings = [
        heading
        for column in worksheet.columns
        for heading in {column.title.id.casefold(), column.title.en.casefold()}
    ]
    assert len(set(headings)) == len(headings)


@every_worksheet
def test_every_column_is_explained(worksheet: Worksheet) -> None:
    """Each column has a hint and each worksheet instructions, in both languages."""
    texts = [worksheet.title, worksheet.instructions, *(c.hint for c in worksheet.columns)]
    for text in texts:
        assert text is not None
        assert text.id.strip()
        assert text.en.strip()


@every_worksheet
def test_hints_fit_into_an_excel_prompt(worksheet: Worksheet) -> None:
    """Excel shows at most 255 characters beside a cell, under a title of at most 32."""
    for column in worksheet.columns:
        assert column.hint is not None
        assert len(column.hint.id) <= 255
        assert len(column.hint.en) <= 255


@every_worksheet
def test_rows_are_named_by_columns_that_must_be_filled(worksheet: Worksheet) -> None:
    """A row's key is made of required columns, so that resubmissions can be matched."""
    assert worksheet.row_key
    for key in worksheet.row_key:
        assert worksheet.column(key).required


@every_worksheet
def test_choices_fit_into_a_drop_down(worksheet: Worksheet) -> None:
    """Excel takes a list of at most 255 characters; choices are text and differ in any case."""
    for column in worksheet.columns:
        assert len(",".join(column.choices)) <= 255
        assert not column.choices or column.type == "text"
        folded = {choice.casefold() for choice in column.choices}
        assert len(folded) == len(column.choices)


@every_worksheet
def test_required_columns_are_never_folded(worksheet: Worksheet) -> None:
    """What must be filled in is in sight."""
    assert not [column.key for column in worksheet.columns if column.required and column.folded]


@pytest.mark.parametrize(("key", "columns"), _FEWEST.items())
def test_few_columns_are_in_sight_at_the_workshop(key: str, columns: tuple[str, ...]) -> None:
    """Issues ask for seven things; everything else is folded and optional."""
    worksheet = next(sheet for sheet in WORKSHEETS if sheet.key == key)
    assert columns == tuple(column.key for column in worksheet.columns if not column.folded)
    assert not [c.key for c in worksheet.columns if c.folded and c.required]
