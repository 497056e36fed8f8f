"""``audit report``: a city's history as an auditor's working paper (kertas kerja pemeriksaan).

A function from the history to a neutral book; which bytes it becomes is a format's. Reads and
computes, writes nothing. Its parts stand in ``audit_report_*.py``, one for each chapter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.paper.checks import checks
from smartflow.audit.paper.findings import remarkable
from smartflow.audit.paper.front import conclusion, front, head
from smartflow.audit.paper.howto import howto
from smartflow.audit.paper.material import gather
from smartflow.audit.paper.people import people
from smartflow.audit.paper.register import files, register
from smartflow.audit.paper.results import results
from smartflow.audit.paper.seal import seal
from smartflow.audit.paper.stages.chapter import stages
from smartflow.audit.paper.wholeness import wholeness
from smartflow.audit.paper.witnesses import witnessed
from smartflow.language import Text
from smartflow.report import Book

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Teller
    from smartflow.casework.workspace import Workspace

__all__ = ["WorkingPaper", "audit_report"]


class WorkingPaper(msgspec.Struct, frozen=True):
    """The paper, and how the history stands of which it tells.

    Attributes:
        book: The paper.
        slug: The city's slug.
        exit_code: What ``audit verify`` ends with: 0, or 4 where the history is not whole or not
            signed. The paper is printed all the same, and says so.
    """

    book: Book
    slug: str
    exit_code: int


def audit_report(workspace: Workspace, city: str, tell: Teller) -> WorkingPaper:
    """Return the working paper of a city.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        tell: Tells an entry as a sentence: the command line's own words, so that paper and screen
            say the same.

    Raises:
        UnknownCity: there is none of that name.
        IntegrityFailure: its chain is broken, so that nobody can say what happened.
    """
    material = gather(workspace, city, tell)
    found, page = wholeness(material), witnessed(material)
    book = Book(
        title=Text(id="Kertas kerja pemeriksaan", en="Audit working paper"),
        subtitle=Text(
            id=f"Jejak audit masterplan {material.case.state.city.name}",
            en=f"History of the masterplan of {material.case.state.city.name}",
        ),
        head=head(material),
        chapters=(
            *front(material),
            results(material, found, remarkable(material)),
            conclusion(),
            checks(material, page),
            howto(),
            stages(material),
            people(material),
            files(material),
            register(material),
            seal(material, page),
        ),
    )
    return WorkingPaper(book, material.case.state.city.slug, found.exit_code)
