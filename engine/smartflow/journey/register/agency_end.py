"""``agency end``: an agency exists no longer, and who takes over.

Its worksheets stay in the dossier under its own code, and so do the sign-offs and presentations
that rest on them. After its last day nothing more is asked of it; a dimension that it led is led
by its successor, who fills in worksheets of its own.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.fillers import AgencyEnded, find_agency
from smartflow.history.acts import AgencyEnd
from smartflow.language import Text, day_words

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry

__all__ = ["agency_end"]


def agency_end(  # noqa: PLR0913  the options of the command
    workspace: Workspace,
    city: str,
    agency: str,
    *,
    successor: str = "",
    day: date | None = None,
    reason: str = "",
) -> Entry:
    """Record that an agency exists no longer.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        agency: Its code or name.
        successor: The code or name of the agency that takes over, if any.
        day: The first day on which it exists no longer; by default today. It may lie ahead.
        reason: Why, for example the regulation that reorganised it.

    Raises:
        UnknownAgency: it, or its successor, is not registered.
        AgencyEnded: it has ended already, or names itself or an ended one as successor.
    """

    def plan(case: Case) -> Draft:
        leaving = find_agency(case.state, agency)
        heir = find_agency(case.state, successor) if successor else None
        if leaving.ended is not None:
            raise AgencyEnded(
                Text(
                    id=f"{leaving.code} sudah berakhir pada {day_words(leaving.ended, 'id')}.",
                    en=f"{leaving.code} ended on {day_words(leaving.ended, 'en')} already.",
                ),
                Text(
                    id=f"Lihat daftarnya: smartflow agency list {case.state.city.slug}",
                    en=f"See the list: smartflow agency list {case.state.city.slug}",
                ),
            )
        if heir is not None and (heir.code == leaving.code or heir.ended is not None):
            raise AgencyEnded(
                Text(
                    id=f"{heir.code} tidak dapat menjadi penerus {leaving.code}.",
                    en=f"{heir.code} cannot be the successor of {leaving.code}.",
                ),
                Text(
                    id="Sebutkan instansi lain yang masih ada.",
                    en="Name another agency that exists.",
                ),
            )
        act = AgencyEnd(
            code=leaving.code, ended=day or case.today, successor=heir.code if heir else ""
        )
        return Draft.of(act, reason=reason.strip())

    return perform(workspace, city, plan)
