"""``worksheet template``: write the workbooks that are filled in, with what is already there."""

from __future__ import annotations

from pathlib import Path

from smartflow.casework.casework import Case, read_case
from smartflow.casework.fillers import (
    Filler,
    fillers_of,
    find_dimension,
    find_filler,
    worksheets_of,
)
from smartflow.casework.workspace import Workspace
from smartflow.fold.dossier import submitted_rows
from smartflow.journey.worksheets.submit import Terms, terms_of
from smartflow.language import Language
from smartflow.workbook import WorkbookPlan, write_template

__all__ = ["worksheet_template", "write_for"]


def worksheet_template(  # noqa: PLR0913  the options of the command
    workspace: Workspace,
    city: str,
    folder: Path,
    *,
    language: Language,
    agency: str = "",
    dimension: str = "",
) -> tuple[Path, ...]:
    """Write workbooks into ``folder``, which is made if need be.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        folder: Where the files go.
        language: The language of headings and instructions.
        agency: Only this agency's workbook.
        dimension: Only this dimension's workbook.

    Returns:
        The files: without a choice one per agency, per dimension and for the city.

    Raises:
        UnknownAgency, UnknownDimension: nobody is named so.
    """
    case = read_case(workspace, city)
    terms = terms_of(workspace, case)
    if agency:
        chosen: tuple[Filler, ...] = (find_filler(case, terms.dimensions, agency),)
    elif dimension:
        key = find_dimension(terms.dimensions, dimension).key
        chosen = (find_filler(case, terms.dimensions, key),)
    else:
        chosen = fillers_of(case, terms.dimensions)
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(
        path
        for filler in chosen
        if (path := write_for(case, terms, filler, folder, language)) is not None
    )


def write_for(
    case: Case, terms: Terms, filler: Filler, folder: Path, language: Language
) -> Path | None:
    """Write one filler's workbook; None when it has no worksheet to fill in."""
    worksheets = worksheets_of(filler, terms.workflow, terms.worksheets.values())
    if not worksheets:
        return None
    city = case.state.city
    # The city's own: "padang-panjang-kota.xlsx", not its slug twice.
    path = folder / f"{city.slug}-{city.kind if filler.per == 'city' else filler.key}.xlsx"
    plan = WorkbookPlan(
        city=city,
        filler=filler.key,
        filler_title=filler.title,
        worksheets=worksheets,
        dimensions=terms.dimensions,
        agencies=tuple(case.state.agencies.values()),
        rows={
            sheet.key: submitted_rows(case.state, sheet, filler.key, case.read_blobs)[0]
            for sheet in worksheets
        },
        language=language,
    )
    write_template(path, plan)
    return path
