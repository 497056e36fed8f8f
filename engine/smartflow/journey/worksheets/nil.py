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

__all__ = ["AlreadyAnswered", "nil"]


class AlreadyAnswered(BadInput):
    """The agency has sent rows, or has said nil before."""

    code = "already-answered"


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
            raise _wrong_filler(sheet, filler.title, case.state.city.slug)
        require_open(case, workflow, sheet)
        _require_silence(case, filler.key, sheet)
        act = NothingToReport(agency=filler.key, worksheet=sheet.key)
        return Draft.of(act, reason=reason.strip())

    return perform(workspace, city, plan)


def _wrong_filler(sheet: Worksheet, who: str, slug: str) -> WrongFiller:
    return WrongFiller(
        Text(
            id=f"Laporan nihil hanya untuk perangkat daerah dan kertas kerja yang diisinya;"
            f" {sheet.title.id} tidak diisi oleh {who}.",
            en=f"Only an agency says nil, for a worksheet that agencies fill in; {sheet.title.en}"
            f" is not filled in by {who}.",
        ),
        Text(
            id=f"Lihat siapa mengisi apa: smartflow worksheet list {slug}",
            en=f"See who fills in what: smartflow worksheet list {slug}",
        ),
    )


def _require_silence(case: Case, agency: str, sheet: Worksheet) -> None:
    slug = case.state.city.slug
    submission = case.state.submissions.get((sheet.key, agency))
    if submission is not None and submission.row_count:
        raise AlreadyAnswered(
            Text(
                id=f"{agency} sudah mengirim {submission.row_count} baris {sheet.title.id}.",
                en=f"{agency} has sent {submission.row_count} rows of {sheet.title.en}.",
            ),
            Text(
                id="Bila semua isinya ditarik, kirim kertas kerja yang kosong: smartflow submit"
                f" {slug} BERKAS --replace",
                en="If all of it is withdrawn, submit the worksheet empty: smartflow submit"
                f" {slug} FILE --replace",
            ),
        )
    if (agency, sheet.key) in case.state.nils:
        raise AlreadyAnswered(
            Text(
                id=f"{agency} sudah menyatakan nihil untuk {sheet.title.id}.",
                en=f"{agency} has said nil for {sheet.title.en} already.",
            ),
            Text(id=f"Lihat: smartflow status {slug}", en=f"See: smartflow status {slug}"),
        )
