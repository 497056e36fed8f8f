"""``worksheet confirm``: a filler confirms what was entered on its behalf.

Nobody's word is signed with a key yet, so whoever typed a sheet may also record its confirmation
(an agency confirms by telephone). The entry names that person, and a warning says what it is worth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.actions.casework import Case, Draft, actor_of, perform
from smartflow.actions.fillers import find_agency
from smartflow.actions.lookups import find_worksheet
from smartflow.actions.pinned import registry_of
from smartflow.errors import BadInput
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.actions.workspace import Workspace
    from smartflow.history.entry import Entry
    from smartflow.model import Submission

__all__ = ["NothingToConfirm", "worksheet_confirm"]


class NothingToConfirm(BadInput):
    """Nothing was entered on behalf of that filler, or it is confirmed already."""

    code = "nothing-to-confirm"


def worksheet_confirm(workspace: Workspace, city: str, agency: str, worksheet: str) -> Entry:
    """Record that an agency stands by what was entered for it.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        agency: The agency's code or name.
        worksheet: The worksheet's key or title.

    Raises:
        UnknownAgency: there is no such agency.
        UnknownWorksheet: there is no such worksheet.
        NothingToConfirm: nothing waits for its confirmation.
    """
    own: list[Text] = []

    def plan(case: Case) -> Draft:
        filler = find_agency(case.state, agency)
        sheet = find_worksheet(registry_of(case), case.state.city, worksheet)
        submission = case.state.submissions.get((sheet.key, filler.code))
        if submission is None or submission.confirmed:
            raise NothingToConfirm(
                Text(
                    id=f"Tidak ada {sheet.title.id} dari {filler.code} yang menunggu konfirmasi.",
                    en=f"No {sheet.title.en} of {filler.code} waits for confirmation.",
                ),
                Text(
                    id=f"Lihat keadaannya: smartflow status {case.state.city.slug}",
                    en=f"See how it stands: smartflow status {case.state.city.slug}",
                ),
            )
        own[:] = _own_word(actor_of(case).person, submission)
        return Draft("worksheet_confirm", {"filler": filler.code, "worksheet": sheet.key})

    entry = perform(workspace, city, plan)
    workspace.troubles.extend(own)
    return entry


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
