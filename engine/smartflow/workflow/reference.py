"""What a dossier knows of its workflow: the keys, the titles to print, and who signs when.

Rules and chapters see no workflow file; they see this.
"""

from __future__ import annotations

from smartflow.model import WorkflowRef
from smartflow.workflow.definition import Workflow

__all__ = ["reference_of"]


def reference_of(workflow: Workflow, digest: str) -> WorkflowRef:
    """Return what a dossier knows of a workflow.

    Args:
        workflow: The resolved workflow.
        digest: sha256 of its resolved definition, or ``""`` where it is none of a city.
    """
    return WorkflowRef(
        key=workflow.key,
        version=workflow.version,
        digest=digest,
        stages=workflow.stage_keys,
        final=workflow.final,
        worksheets={stage.key: stage.worksheets for stage in workflow.stages},
        stage_titles={stage.key: stage.title for stage in workflow.stages},
        role_titles={role.key: role.title for role in workflow.roles},
        record_titles={kind.key: kind.title for kind in workflow.records},
        signing={stage.key: _signing(workflow, stage.key) for stage in workflow.stages},
        emblem=workflow.emblem,
    )


def _signing(workflow: Workflow, stage: str) -> tuple[str, ...]:
    """Return the roles that sign on any way out of a stage, each once, in the file's order."""
    ways = workflow.transitions_from(stage)
    return tuple(dict.fromkeys(need.role for way in ways for need in way.sign_offs))
