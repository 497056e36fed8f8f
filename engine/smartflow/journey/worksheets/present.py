"""``present``: a dimension has presented its work, bound to what it then had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.fillers import find_dimension, workflow_dimensions
from smartflow.casework.lookups import not_in_future
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.errors import BadInput
from smartflow.history.acts import Present
from smartflow.journey.gate.check import dossier_of
from smartflow.language import Text, day_words

if TYPE_CHECKING:
    from datetime import date

    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.model import Dossier
    from smartflow.workflow.definition import Stage, Workflow

__all__ = ["NobodyPresented", "NothingToPresent", "present"]


class NothingToPresent(BadInput):
    """In this stage no dimension presents anything, or nobody is said to have presented."""

    code = "nothing-to-present"
    says = Text(
        id="Di tahap {stage} tidak ada yang dipaparkan.",
        en="Nothing is presented in the stage {stage}.",
    )
    next_step = Text(
        id="Lihat tahapnya: smartflow workflow show {workflow}",
        en="See the stages: smartflow workflow show {workflow}",
    )


class NobodyPresented(NothingToPresent):
    """It is not said who presented."""

    says = Text(id="Penyaji wajib disebut.", en="Say who presented.")
    next_step = Text(id='Tambahkan: --by "NAMA"', en='Add: --by "NAME"')


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

    It is bound to what the dimension has now. Where that was sent after the day of the
    presentation, both days are recorded and a warning is given: only people know whether what was
    shown is what was sent.

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
    early: list[Text] = []

    def plan(case: Case) -> Draft:
        workflow = pinned_workflow(case)
        one = find_dimension(workflow_dimensions(workflow, registry_of(case, workflow)), dimension)
        stage = _stage(case, workflow, by)
        shown = day or case.today
        not_in_future(shown, case.today, Text(id="Paparan tanggal", en="The presentation of"))
        dossier = dossier_of(case, workflow, registry_of(case, workflow))
        known = tuple(key for key in stage.presents if key in dossier.worksheet_types)
        sent = _sent(dossier, one.key, known)
        early[:] = _note_earlier_day(shown, sent)
        return Draft.of(
            Present(
                dimension=one.key,
                stage=stage.key,
                by=" ".join(by.split()),
                worksheets=known,
                digest=dossier.dimension_digest(one.key, known),
                content_day=sent.isoformat() if sent else "",
                notes=notes.strip(),
                mentor=" ".join(mentor.split()),
            ),
            occurred=day,
        )

    entry = perform(workspace, city, plan)
    workspace.troubles.extend(early)
    return entry


def _stage(case: Case, workflow: Workflow, by: str) -> Stage:
    """Return the present stage, in which somebody named must present something."""
    stage = workflow.stage(case.state.stage)
    if not stage.presents or not by.strip():
        raise _nothing(workflow.key, stage.title if by.strip() else None)
    return stage


def _sent(dossier: Dossier, dimension: str, worksheets: tuple[str, ...]) -> date | None:
    """Return the day on which the newest copy that holds rows of a dimension was sent."""
    copies = {
        (row.worksheet, row.filler)
        for worksheet in worksheets
        for row in dossier.rows(worksheet, dimension=dimension)
    }
    return max((dossier.submissions[copy].day for copy in copies), default=None)


def _note_earlier_day(day: date, sent: date | None) -> tuple[Text, ...]:
    if sent is None or day >= sent:
        return ()
    return (
        Text(
            id=f"Peringatan: paparan bertanggal {day_words(day, 'id')}, padahal isinya baru masuk"
            f" {day_words(sent, 'id')}. Keduanya dicatat; pastikan isinya memang yang dipaparkan.",
            en=f"Warning: the presentation is dated {day_words(day, 'en')}, but its content came in"
            f" on {day_words(sent, 'en')}. Both are recorded; make sure that it is what was"
            " presented.",
        ),
    )


def _nothing(workflow: str, stage: Text | None) -> NothingToPresent:
    if stage is None:
        return NobodyPresented()
    return NothingToPresent(stage=stage, workflow=workflow)
