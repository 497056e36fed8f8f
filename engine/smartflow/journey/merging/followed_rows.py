"""What became of an agency's own rows: used, merged into which, or dropped, by whom and why.

The answer to an agency that asks where its factor went. A row that no consolidated sheet has yet
is waiting. Which worksheets are followed the command says; none is named here. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import Case, read_case
from smartflow.casework.fillers import find_agency, find_dimension
from smartflow.fold.dossier import row_source, submitted_rows
from smartflow.journey.worksheets.consolidated import (
    SOURCE,
    RowDecision,
    consolidates,
    decisions_of,
    merged_name,
)
from smartflow.journey.worksheets.submit import Terms, terms_of
from smartflow.model import Agency, Dimension, Row, Worksheet

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

__all__ = ["FollowedRow", "FollowedRows", "follow_rows"]


class FollowedRow(msgspec.Struct, frozen=True):
    """One row of an agency, and what was decided on it.

    Attributes:
        dimension: The dimension for which it was given.
        worksheet: The agencies' worksheet in which it stands.
        listed: Whether a consolidated sheet has it; else it is waiting.
        decision: What was decided.
    """

    dimension: Dimension
    worksheet: Worksheet
    listed: bool
    decision: RowDecision


class FollowedRows(msgspec.Struct, frozen=True):
    """All rows of one agency, by dimension and worksheet.

    Attributes:
        case: The city.
        agency: The agency.
        rows: Its rows.
    """

    case: Case
    agency: Agency
    rows: tuple[FollowedRow, ...]


def follow_rows(
    workspace: Workspace, city: str, agency: str, worksheets: Sequence[str], dimension: str = ""
) -> FollowedRows:
    """Return what became of an agency's rows.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        agency: The agency's code or name.
        worksheets: Keys of the agencies' worksheets that are followed, in this order.
        dimension: One dimension by key, code or name; ``""`` for all.

    Raises:
        UnknownCity: there is no such city.
        UnknownAgency: there is no such agency.
        UnknownDimension: there is no such dimension.
    """
    case = read_case(workspace, city)
    terms = terms_of(workspace, case)
    found = find_agency(case.state, agency)
    wanted = (find_dimension(terms.dimensions, dimension),) if dimension else terms.dimensions
    source = row_source(case.state, terms.worksheets, case.read_blobs)
    own = {
        key: [row for row in source(key) if row.agency == found.code]
        for key in worksheets
        if key in terms.worksheets
    }
    rows = [
        row
        for one in wanted
        for key, given in own.items()
        for row in _followed(case, terms, one, terms.worksheets[key], given)
    ]
    return FollowedRows(case, found, tuple(rows))


def _followed(
    case: Case, terms: Terms, dimension: Dimension, worksheet: Worksheet, rows: Sequence[Row]
) -> Iterator[FollowedRow]:
    """Yield the rows that an agency gave for one dimension, with what was decided on them."""
    given = [row for row in rows if row.dimension == dimension.key]
    merged = next(
        (one for one in terms.worksheets.values() if one.consolidates == worksheet.key), None
    )
    if not given or merged is None or not consolidates(merged):
        return
    listed, _ = submitted_rows(case.state, merged, dimension.key, case.read_blobs)
    decisions = decisions_of(case, merged, dimension.key, listed)
    by_source = {row.text(SOURCE): said for row, said in zip(listed, decisions, strict=True)}
    for row in given:
        waiting = RowDecision(code=merged_name(row), words=row.text(merged.compares))
        yield FollowedRow(
            dimension=dimension,
            worksheet=worksheet,
            listed=row.id in by_source,
            decision=by_source.get(row.id, waiting),
        )
