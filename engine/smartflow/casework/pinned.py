"""The workflow to which a city is pinned: read from the store, whatever the plugins bring today."""

from __future__ import annotations

from smartflow.casework.casework import Case
from smartflow.errors import IntegrityFailure
from smartflow.history.evidence import RESTORE
from smartflow.language import Text, did_you_mean
from smartflow.model import WorkflowRef
from smartflow.plugin.registry import Registry
from smartflow.workflow.allow_list import registry_for
from smartflow.workflow.definition import NoSuchStage, Stage, Workflow
from smartflow.workflow.digests import workflow_from_bytes
from smartflow.workflow.reference import reference_of

__all__ = ["MissingWorkflow", "find_stage", "pinned_workflow", "registry_of", "workflow_ref"]


class MissingWorkflow(IntegrityFailure):
    """The store does not hold the workflow that the city's first entry names."""

    code = "missing-workflow"
    says = Text(
        id="Alur kerja {workflow} milik {city} tidak ada di penyimpanan.",
        en="The workflow {workflow} of {city} is not in the store.",
    )
    next_step = RESTORE


def pinned_workflow(case: Case) -> Workflow:
    """Return the resolved workflow of a city.

    Raises:
        MissingWorkflow: its blob is gone.
    """
    digest = case.state.workflow.digest
    content = case.read_blobs((digest,)).get(digest)
    if content is None:
        raise MissingWorkflow(workflow=case.state.workflow.key, city=case.state.city.name)
    return workflow_from_bytes(content)


def registry_of(case: Case, workflow: Workflow | None = None) -> Registry:
    """Return what the plugins bring to a city: those that its workflow lets take part.

    Args:
        case: The city.
        workflow: Its workflow, where it has been read already.

    Raises:
        MissingWorkflow: the workflow's blob is gone.
    """
    return registry_for(case.workspace.registry, workflow or pinned_workflow(case))


def workflow_ref(case: Case, workflow: Workflow) -> WorkflowRef:
    """Return what a dossier knows of its workflow."""
    return reference_of(workflow, case.state.workflow.digest)


def find_stage(workflow: Workflow, words: str) -> Stage:
    """Return the stage that ``words`` name: its key or a title, in any case.

    Raises:
        UnknownStage: there is none.
    """
    wanted = " ".join(words.split()).casefold().replace("-", "_")
    for stage in workflow.stages:
        names = (stage.key, stage.title.id, stage.title.en)
        if wanted in {name.casefold().replace("-", "_") for name in names}:
            return stage
    keys = ", ".join(stage.key for stage in workflow.stages)
    known = (n for s in workflow.stages for n in (s.key, s.title.id, s.title.en))
    guess = did_you_mean(words, known, most=1)
    raise NoSuchStage(words=words, workflow=workflow.key, guess=guess, keys=keys)
