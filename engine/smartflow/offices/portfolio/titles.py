"""What stages and roles are called, for results that hold only their keys.

A result travels and is kept without words, so that it does not depend on a language. Whoever shows
it to a person asks here. The words are those of the workflow to which a city is pinned; one city is
read for each key that is new, which is hardly more than one for each workflow. Must not import a
plugin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import read_case
from smartflow.casework.pinned import pinned_workflow
from smartflow.errors import SmartflowError
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.casework.workspace import Workspace
    from smartflow.offices.portfolio.running.results import CityResult
    from smartflow.workflow.definition import Workflow

__all__ = ["Titles", "titles_in", "titles_of"]


class Titles(msgspec.Struct, frozen=True):
    """Titles by key.

    Attributes:
        stages: What each stage is called.
        roles: What each role is called.
    """

    stages: dict[str, Text] = {}
    roles: dict[str, Text] = {}

    def stage(self, key: str) -> Text:
        """Return what a stage is called; its key where nobody says."""
        return self.stages.get(key) or Text.same(key)

    def role(self, key: str) -> Text:
        """Return what a role is called; its key where nobody says."""
        return self.roles.get(key) or Text.same(key)


def titles_in(workflows: Iterable[Workflow]) -> Titles:
    """Return the titles of some workflows; of two for one key the first."""
    found = Titles()
    for workflow in workflows:
        for stage in workflow.stages:
            found.stages.setdefault(stage.key, stage.title)
        for role in workflow.roles:
            found.roles.setdefault(role.key, role.title)
    return found


def titles_of(workspace: Workspace, results: Iterable[CityResult]) -> Titles:
    """Return the titles of the stages and roles that results name.

    Args:
        workspace: Where their cities are. One that cannot be read is passed over.
        results: What came of the cities.
    """
    found: dict[str, Workflow] = {}
    known = titles_in(())
    for one in results:
        stages, roles = {one.stage, one.to} - {""}, set(one.sign_offs)
        if stages <= known.stages.keys() and roles <= known.roles.keys():
            continue
        try:
            workflow = pinned_workflow(read_case(workspace, one.slug))
        except SmartflowError:
            continue
        found.setdefault(workflow.reference, workflow)
        known = titles_in(found.values())
    return known
