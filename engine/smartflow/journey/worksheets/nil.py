"""``nil``: an agency has nothing to report in a worksheet, which is unlike not having answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.fillers import find_filler, workflow_dimensions
from smartflow.casework.lookups import find_worksheet
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.errors import BadInput
from smartflow.history.acts import NothingToReport
from smartflow.journey.worksheets.intake import WrongFiller, require_open
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.model import Worksheet

__all__ = [
    "AlreadyAnswered",
    "NilAlready",
    "nil",
]


class AlreadyAnswered(BadInput):
    """The agency has sent rows, or has said nil before."""

    code = "already-answered"
    says = Text(
        id="{agency} sudah mengirim {row_count} baris {sheet}.",
        en="{agency} has sent {row_count} rows of {sheet}.",
    )
    next_step = Text(
        id="Bila semua isinya ditarik, kirim kertas kerja yang kosong: smartflow submit {slug}"
        " BERKAS --replace",
        en="If all of it is withdrawn, submit the worksheet empty: smartflow submit {slug} FILE"
        " --replace",
    )


class NilAlready(AlreadyAnswered):
    """The agency has said nil for the worksheet."""

    says = Text(
        id="{agency} sudah menyatakan nihil untuk {sheet}.",
        en="{agency} has said nil for {sheet} already.",
    )
    next_step = Text(id="Lihat: smartflow status {slug}", en="See: smartflow status {slug}")


def nil(workspace: Workspace, city: str, agency: str, worksheet: str, *, reason: str = "") -> Entry:
    """Record that an agency has nothing to report.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        agency: The agency's code or name.
        worksheet: The worksheet's key or title.
        reason: What the agency said or wrote, if anything.

    Raises:
        UnknownAgency: there is no such agency.
        UnknownWorksheet: there is no such worksheet.
        WrongFiller: agencies do not fill in that worksheet.
        StageClosed: the worksheet's stage has ended.
        AlreadyAnswered: the agency has sent rows, or said nil already.
    """

    def plan(case: Case) -> Draft:
        workflow = pinned_workflow(case)
        registry = registry_of(case, workflow)
        sheet = find_worksheet(registry, case.state.city, worksheet)
        dimensions = workflow_dimensions(workflow, registry)
        filler = find_filler(case, dimensions, agency)
        if sheet.per != "agency" or filler.per != "agency":
            raise NotForNil(sheet=sheet.title, who=filler.title, slug=case.state.city.slug)
        require_open(case, workflow, sheet)
        _require_silence(case, filler.key, sheet)
        act = NothingToReport(agency=filler.key, worksheet=sheet.key)
        return Draft.of(act, reason=reason.strip())

    return perform(workspace, city, plan)


def _require_silence(case: Case, agency: str, sheet: Worksheet) -> None:
    slug = case.state.city.slug
    submission = case.state.submissions.get((sheet.key, agency))
    if submission is not None and submission.row_count:
        raise AlreadyAnswered(
            agency=agency, row_count=submission.row_count, sheet=sheet.title, slug=slug
        )
    if (agency, sheet.key) in case.state.nils:
        raise NilAlready(agency=agency, sheet=sheet.title, slug=slug)
