"""Lint: everything that is wrong with a workflow, at once, each remark with its own code.

Reading refuses what cannot be understood; lint judges what can, against the plugins that are
there. An ``error`` means that a city on this workflow would get stuck or would be judged by less
than its author thinks; a ``warning`` is worth a look. The codes are documented in :data:`CODES`
and never used again for another meaning. The checks of shape (stages and ways) are in
``lint_shape``, those against the registry in ``lint_names``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.workflow.definition_file.complaints import MEND
from smartflow.workflow.lint.finding import CODES, LintFinding
from smartflow.workflow.lint.names import check_names
from smartflow.workflow.lint.shape import check_shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.plugin.registry import Registry
    from smartflow.workflow.definition import Workflow

__all__ = ["CODES", "LintFinding", "UnsoundWorkflow", "lint", "require_shape", "require_sound"]


class UnsoundWorkflow(BadInput):
    """A workflow on which a city would get stuck, whatever plugins are there."""

    code = "workflow-unsound"
    says = Text(
        id="Alur kerja '{name}' tidak dapat dipakai. {parts}",
        en="The workflow '{name}' cannot be used. {parts}",
    )
    next_step = MEND


def lint(workflow: Workflow, registry: Registry) -> tuple[LintFinding, ...]:
    """Return all that is wrong with a workflow, sorted by code and place.

    Args:
        workflow: The resolved workflow.
        registry: What its words are looked up in.
    """
    findings = [*check_shape(workflow), *check_names(workflow, registry)]
    return tuple(sorted(findings, key=lambda f: (f.code, f.where, f.message.en)))


def require_shape(workflow: Workflow) -> None:
    """Refuse a workflow whose stages and ways do not fit together, before a city is pinned to it.

    Only the checks of shape are made: they hold whatever plugins are there. See
    :func:`require_sound`.

    Raises:
        UnsoundWorkflow: naming every remark of severity ``error``.
    """
    _refuse(workflow, check_shape(workflow))


def require_sound(workflow: Workflow, registry: Registry) -> None:
    """Refuse a workflow that has any remark of severity ``error``.

    Args:
        workflow: The resolved workflow.
        registry: What its words are looked up in; meant for one in which every plugin is loaded.

    Raises:
        UnsoundWorkflow: naming every such remark.
    """
    _refuse(workflow, lint(workflow, registry))


def _refuse(workflow: Workflow, findings: Iterable[LintFinding]) -> None:
    errors = [f for f in findings if f.severity == "error"]
    if errors:
        parts = [(f.code, f.where, f.message) for f in errors]
        raise UnsoundWorkflow(
            name=workflow.key,
            parts=Text(
                id=" ".join((f"{code} ({where}): {text.id}" for code, where, text in parts)),
                en=" ".join((f"{code} ({where}): {text.en}" for code, where, text in parts)),
            ),
        )
