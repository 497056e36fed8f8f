"""``present``: a dimension has presented its work, bound to what it then had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.actions.casework import Case, Draft, perform
from smartflow.actions.check import dossier_of
from smartflow.actions.fillers import find_dimension, workflow_dimensions
from smartflow.actions.lookups import not_in_future
from smartflow.actions.pinned import pinned_workflow
from smartflow.errors import BadInput
from smartflow.language import Text

if TYPE_CHECKING:
    from datetime import date

    from smartflow.actions.workspace import Workspace
    from smartflow.history.entry import Entry

__all__ = ["NothingToPresent", "present"]


class NothingToPresent(BadInput):
    """In this stage no dimension presents anything, or nobody is said to have presented."""

    code = "nothing-to-present"


def present(  # noqa: PLR0913  the options of the command
    workspace: Workspace,
    city: str,
    dimension: str,
    *,
    by: str,
    notes: str = "",
    mentor: str = "",
    day: date | None = None,
) -> Entry:
    """Record a presentation. It counts for the stage in which it is recorded.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        dimension: The dimension's key, code or title.
        by: Who presented.
        notes: What was remarked.
        mentor: Who guided it.
        day: The day of the presentation; by default today.

    Raises:
        UnknownDimension: the workflow has no such dimension.
        NothingToPresent: the stage asks for no presentation, or ``by`` is empty.
        FutureDay: it is still to come.
    """

    def plan(case: Case) -> Draft:
        workflow = pinned_workflow(case)
        one = find_dimension(workflow_dimensions(workflow, workspace.registry), dimension)
        stage = workflow.stage(case.state.stage)
        if not stage.presents or not by.strip():
            raise _nothing(workflow.key, stage.title if by.strip() else None)
        if day is not None:
            not_in_future(day, case.today, Text(id="Paparan tanggal", en="The presentation of"))
        dossier = dossier_of(case, workflow, workspace.registry)
        known = tuple(key for key in stage.presents if key in dossier.worksheet_types)
        return Draft(
            "present",
            {
                "dimension": one.key,
                "stage": stage.key,
                "by": " ".join(by.split()),
                "worksheets": list(known),
                "digest": dossier.dimension_digest(one.key, known),
                "notes": notes.strip(),
                "mentor": " ".join(mentor.split()),
            },
            occurred=day,
        )

    return perform(workspace, city, plan)


def _nothing(workflow: str, stage: Text | None) -> NothingToPresent:
    if stage is None:
        return NothingToPresent(
            Text(id="Penyaji wajib disebut.", en="Say who presented."),
            Text(id='Tambahkan: --by "NAMA"', en='Add: --by "NAME"'),
        )
    return NothingToPresent(
        Text(
            id=f"Di tahap {stage.id} tidak ada yang dipaparkan.",
            en=f"Nothing is presented in the stage {stage.en}.",
        ),
        Text(
            id=f"Lihat tahapnya: smartflow workflow show {workflow}",
            en=f"See the stages: smartflow workflow show {workflow}",
        ),
    )
