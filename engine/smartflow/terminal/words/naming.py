"""What the keys of a verdict, a status or an entry are called when a person reads them.

A key whose title is not known (its plugin is blocked or broken) stands for itself, so that
nothing that is printed ever depends on a plugin.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.casework.fillers import Filler
    from smartflow.model import City
    from smartflow.plugin.registry import Registry
    from smartflow.terminal.call import Call
    from smartflow.workflow.definition import Workflow

__all__ = ["Names", "names_of", "titles_in"]


class Names(msgspec.Struct, frozen=True):
    """Titles by key.

    Attributes:
        city: The city's full name.
        slug: The city's slug.
        stages: Stage keys to titles; likewise the other mappings.
        roles: Role keys to titles.
        records: Kinds of document to titles.
        worksheets: Worksheet keys to titles.
        dimensions: Dimension keys to titles.
        consolidated: Keys of the worksheets that come back with ``consolidate``.
        people: Role keys to the names of those who hold the role today.
        mover: Who acts; the approval of whoever advances does not count. ``""``: leave nobody out.
    """

    city: str
    slug: str = ""
    stages: Mapping[str, Text] = {}
    roles: Mapping[str, Text] = {}
    records: Mapping[str, Text] = {}
    worksheets: Mapping[str, Text] = {}
    dimensions: Mapping[str, Text] = {}
    consolidated: frozenset[str] = frozenset()
    people: Mapping[str, tuple[str, ...]] = {}
    mover: str = ""

    def stage(self, key: str) -> Text:
        """Return the title of a stage."""
        return self.stages.get(key, Text.same(key))

    def worksheet(self, key: str) -> Text:
        """Return the title of a worksheet."""
        return self.worksheets.get(key, Text.same(key))

    def dimension(self, key: str) -> Text:
        """Return the title of a dimension."""
        return self.dimensions.get(key, Text.same(key))

    def role(self, key: str) -> Text:
        """Return the title of a role."""
        return self.roles.get(key, Text.same(key))

    def record(self, key: str) -> Text:
        """Return the title of a kind of document."""
        return self.records.get(key, Text.same(key))

    def filler(self, filler: Filler) -> Text:
        """Return what a filler is called: an agency by its code, everybody else by name."""
        if filler.per == "dimension":
            return self.dimension(filler.key)
        return Text.same(filler.key if filler.per == "agency" else filler.title)

    def all(self) -> dict[str, Text]:
        """Return every title by key, for sentences about acts."""
        return {
            **self.worksheets,
            **self.dimensions,
            **self.records,
            **self.roles,
            **self.stages,
            **({self.slug: Text.same(self.city)} if self.slug else {}),
        }


def titles_in(call: Call, city: str) -> Names:
    """Return the titles in a city, for the confirmation of an act that was just recorded.

    Asks the plugins that the act has loaded, and none but the built-in ones if it loaded none.

    Args:
        call: The call.
        city: The city as the official named it.
    """
    from smartflow.casework.casework import read_case
    from smartflow.casework.pinned import pinned_workflow

    workspace = call.workspace()
    case = read_case(workspace, city)
    loaded = workspace.registry_was_loaded
    registry = workspace.registry if loaded else workspace.built_in_registry
    return names_of(case.state.city, pinned_workflow(case), registry)


def names_of(
    city: City,
    workflow: Workflow,
    registry: Registry | None,
    people: Mapping[str, tuple[str, ...]] | None = None,
    mover: str = "",
) -> Names:
    """Return the titles that a city's pinned workflow and the loaded plugins give.

    Args:
        city: The city.
        workflow: The workflow to which it is pinned.
        registry: What plugins registered, or None to ask no plugin.
        people: Role keys to the names of those who hold the role.
        mover: Who acts.
    """
    worksheets = {k: o.value for k, o in registry.worksheets.items()} if registry else {}
    return Names(
        city=city.name,
        slug=city.slug,
        stages={stage.key: stage.title for stage in workflow.stages},
        roles={role.key: role.title for role in workflow.roles},
        records={kind.key: kind.title for kind in workflow.records},
        worksheets={key: sheet.title for key, sheet in worksheets.items()},
        dimensions={k: o.value.title for k, o in registry.dimensions.items()} if registry else {},
        consolidated=frozenset(key for key, sheet in worksheets.items() if sheet.consolidates),
        people=people or {},
        mover=mover,
    )
