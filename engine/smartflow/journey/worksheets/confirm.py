"""``worksheet confirm``: a filler confirms what was entered on its behalf.

A confirmation asks for no signature and no role, so whoever typed a sheet may also record it (an
agency confirms by telephone). The entry names that person, and a warning says what it is worth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, actor_of, perform
from smartflow.casework.fillers import AgencyEnded, find_agency, find_filler, workflow_dimensions
from smartflow.casework.lookups import find_worksheet
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.errors import BadInput
from smartflow.history.acts import WorksheetConfirm
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.model import Dimension, Submission

__all__ = ["NothingToConfirm", "worksheet_confirm"]


class NothingToConfirm(BadInput):
    """Nothing was entered on behalf of that filler, or it is confirmed already."""

    code = "nothing-to-confirm"
    says = Text(
        id="Tidak ada {sheet} dari {filler} yang menunggu konfirmasi.",
        en="No {sheet} of {filler} waits for confirmation.",
    )
    next_step = Text(
        id="Lihat keadaannya: smartflow status {slug}",
        en="See how it stands: smartflow status {slug}",
    )


def worksheet_confirm(workspace: Workspace, city: str, agency: str, worksheet: str) -> Entry:
    """Record that an agency stands by what was entered for it.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        agency: The agency's code or name; also a dimension or the city, whose sheets can be typed
            on their behalf too.
        worksheet: The worksheet's key or title.

    Raises:
        UnknownAgency: there is no such agency.
        UnknownWorksheet: there is no such worksheet.
        NothingToConfirm: nothing waits for its confirmation.
    """
    own: list[Text] = []

    def plan(case: Case) -> Draft:
        workflow = pinned_workflow(case)
        registry = registry_of(case, workflow)
        filler = _filler(case, workflow_dimensions(workflow, registry), agency)
        sheet = find_worksheet(registry, case.state.city, worksheet)
        submission = case.state.submissions.get((sheet.key, filler))
        if submission is None or submission.confirmed:
            raise NothingToConfirm(sheet=sheet.title, filler=filler, slug=case.state.city.slug)
        own[:] = _own_word(actor_of(case).person, submission)
        return Draft.of(WorksheetConfirm(filler=filler, worksheet=sheet.key))

    entry = perform(workspace, city, plan)
    workspace.troubles.extend(own)
    return entry


def _filler(case: Case, dimensions: tuple[Dimension, ...], words: str) -> str:
    """Return whose sheet it is: an agency's, also one that has ended, a dimension's or the city's.

    Raises:
        UnknownAgency: it is nobody's.
    """
    try:
        return find_filler(case, dimensions, words).key
    except AgencyEnded:
        return find_agency(case.state, words).code


def _own_word(person: str, submission: Submission) -> tuple[Text, ...]:
    if person != submission.by:
        return ()
    return (
        Text(
            id=f"Peringatan: yang mengetik dan yang mengonfirmasi sama ({person}). Lebih kuat bila"
            ' orang instansi itu sendiri yang mengonfirmasi: --as "NAMA"',
            en=f"Warning: the same person typed and confirmed it ({person}). It is worth more when"
            ' somebody of that agency confirms: --as "NAME"',
        ),
    )
