"""What a consolidated sheet says: the columns by which the engine knows one, and who decided.

A worksheet that consolidates another has the columns ``source``, ``agency``, ``decision``,
``merged_into`` and ``reason`` beside those of the agencies; the choices of ``decision`` are, in
this order, used, merged and not used. No worksheet is named here, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from smartflow.fold.dossier import rows_of_copy
from smartflow.model import Row, Worksheet

if TYPE_CHECKING:
    from smartflow.casework.casework import Case

__all__ = [
    "AGENCY",
    "CODE",
    "DECISION",
    "SOURCE",
    "USED",
    "Decided",
    "RowDecision",
    "agency_of",
    "consolidates",
    "decided_by",
    "decisions_of",
    "merged_name",
    "outcome_of",
    "tally",
    "whole_code",
]

SOURCE = "source"
AGENCY = "agency"
CODE = "code"
DECISION = "decision"
MERGED_INTO = "merged_into"
REASON = "reason"

USED = "used"
MERGED = "merged"
OUTCOMES = (USED, MERGED, "not_used")
"""What the choices of ``decision`` mean, in their order."""

OPEN = "open"
"""Nothing is decided yet, or what is written is none of the choices."""


class Decided(msgspec.Struct, frozen=True):
    """Who decided on an agency's row as it stands now.

    Attributes:
        by: The person whose act first recorded this decision.
        day: The day of that act.
        entry: Its number in the history.
    """

    by: str
    day: date
    entry: int


class RowDecision(msgspec.Struct, frozen=True):
    """What became of an agency's row in its dimension's consolidated sheet.

    Attributes:
        code: Its name, such as ``DINKES:S4``.
        words: What it says.
        outcome: ``used``, ``merged``, ``not_used``, or ``open`` while nothing is decided on it.
        decision: The decision as it is written in the sheet.
        merged_into: The name of the row into which it was merged, or ``""``.
        reason: Why, in the coordinator's words.
        decided: Who recorded the decision, and when; None while the row stands in no sheet.
    """

    code: str
    words: str
    outcome: str = OPEN
    decision: str = ""
    merged_into: str = ""
    reason: str = ""
    decided: Decided | None = None


def consolidates(sheet: Worksheet) -> bool:
    """Say whether a worksheet merges another one, row by row with a decision."""
    return bool(sheet.consolidates) and any(column.key == DECISION for column in sheet.columns)


def outcome_of(sheet: Worksheet, row: Row) -> str:
    """Return ``used``, ``merged``, ``not_used``, or ``open`` while nothing is decided."""
    choices = sheet.column(DECISION).choices
    return dict(zip(choices, OUTCOMES, strict=False)).get(row.text(DECISION), OPEN)


def tally(sheet: Worksheet, rows: Iterable[Row]) -> dict[str, int]:
    """Count the rows of a consolidated sheet by what was decided on them."""
    counts = dict.fromkeys((*OUTCOMES, OPEN), 0)
    for row in rows:
        counts[outcome_of(sheet, row)] += 1
    return counts


def whole_code(agency: str, code: str) -> str:
    """Return a code as merged views print it, ``DINKES:S4``."""
    plain = "".join(code.split()).upper()
    return plain if ":" in plain or not agency else f"{agency.upper()}:{plain}"


def agency_of(row: Row) -> str:
    """Return whose row it is: a consolidated one names its agency in a column."""
    return row.agency or row.text(AGENCY)


def merged_name(row: Row) -> str:
    """Return the name of an agency's or a consolidated row, ``DINKES:S4``; without code its id."""
    code = row.text(CODE)
    return whole_code(agency_of(row), code) if code else row.text(SOURCE) or row.id


def decided_by(case: Case, sheet: Worksheet, filler: str) -> Mapping[str, Decided]:
    """Return who decided on each row of a consolidated sheet, by the row's id.

    Later acts that left a row's decision, target and reason as they were do not count: who
    consolidated again after more rows had come did not drop what was dropped before. A copy whose
    rows were erased is passed over.

    Args:
        case: The city.
        sheet: The consolidated worksheet.
        filler: Whose it is, a dimension's key.
    """
    copies = case.state.copies.get((sheet.key, filler), [])
    contents = case.read_blobs(tuple(copy.rows for copy in copies))
    decided: dict[str, Decided] = {}
    former: dict[str, Sequence[str]] = {}
    for copy in copies:
        if copy.rows not in contents:
            continue
        rows = rows_of_copy(copy, sheet, contents)
        present = {row.id: _said(row) for row in rows}
        for key, said in present.items():
            if former.get(key) != said:
                decided[key] = Decided(by=copy.by, day=copy.day, entry=copy.entry)
        former = present
    return decided


def decisions_of(
    case: Case, sheet: Worksheet, filler: str, rows: Iterable[Row]
) -> tuple[RowDecision, ...]:
    """Return what was decided on rows of a consolidated sheet, in their order.

    Args:
        case: The city.
        sheet: The consolidated worksheet.
        filler: Whose it is, a dimension's key.
        rows: Rows of its present copy.
    """
    decided = decided_by(case, sheet, filler)
    made = []
    for row in rows:
        outcome, into = outcome_of(sheet, row), row.text(MERGED_INTO)
        made.append(
            RowDecision(
                code=merged_name(row),
                words=row.text(sheet.compares),
                outcome=outcome,
                decision=row.text(DECISION),
                merged_into=whole_code(agency_of(row), into) if into and outcome == MERGED else "",
                reason=row.text(REASON),
                decided=decided.get(row.id),
            )
        )
    return tuple(made)


def _said(row: Row) -> Sequence[str]:
    return tuple(row.text(key) for key in (DECISION, MERGED_INTO, REASON))
