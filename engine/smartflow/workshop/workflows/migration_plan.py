"""What moving a city to another definition would mean: the one look taken before it is done.

A dry run shows the plan; the act itself makes the same plan once more, in the city as it is then.
Everything is looked at, so that whoever mends a file sees all that is wrong with it at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.pinned import pinned_workflow
from smartflow.errors import PluginFault
from smartflow.fold.state import WorkflowPin
from smartflow.language import Text
from smartflow.workflow.allow_list import listing_fault, registry_for
from smartflow.workflow.digests import digest
from smartflow.workflow.gate import missing_plugins
from smartflow.workflow.lint.run import lint
from smartflow.workflow.transition_difference import stage_differences
from smartflow.workshop.workflows.migration_remark import Remark, refusal, warning
from smartflow.workshop.workflows.migration_stages import stage_remarks

if TYPE_CHECKING:
    from smartflow.casework.casework import Case
    from smartflow.plugin.registry import Registry
    from smartflow.workflow.definition import Workflow

__all__ = ["MigrationPlan", "plan_migration"]

_OF_PLUGINS = ("workflow.requires", "plugin")
"""Where lint finds what is wrong with the plugins that a definition names."""


class MigrationPlan(msgspec.Struct, frozen=True):
    """What a migration would do.

    Attributes:
        city: The city's slug.
        before: The definition that it follows.
        after: The one that it would follow.
        stage_from: The stage that it is in.
        stage: The stage that it would be in.
        stages: Stages that get another name: old to new.
        remarks: What stands against it, and what to know.
        changes: What changes at the gates of its stage, parts of sentences.
    """

    city: str
    before: WorkflowPin
    after: WorkflowPin
    stage_from: str
    stage: str
    stages: dict[str, str]
    remarks: tuple[Remark, ...] = ()
    changes: tuple[Text, ...] = ()

    @property
    def refusals(self) -> tuple[Remark, ...]:
        """What keeps the city where it is."""
        return tuple(one for one in self.remarks if one.severity == "refusal")

    @property
    def unchanged(self) -> bool:
        """Whether the city follows that very definition already."""
        return self.before.digest == self.after.digest and not self.stages


def plan_migration(case: Case, new: Workflow, renamed: Mapping[str, str]) -> MigrationPlan:
    """Look at what moving a city to another definition would mean.

    Args:
        case: The city.
        new: The resolved definition.
        renamed: Stages of the old definition that are called otherwise in the new one.
    """
    old, state = pinned_workflow(case), case.state
    stages = {key: to for key, to in renamed.items() if key != to}
    stage = stages.get(state.stage, state.stage)
    pin = WorkflowPin(new.key, new.version, digest(new))
    plan = MigrationPlan(state.city.slug, state.workflow, pin, state.stage, stage, stages)
    if plan.unchanged:
        return plan
    everywhere = case.workspace.registry
    registry = registry_for(everywhere, new)
    remarks = [
        *_sound(new, registry),
        *stage_remarks(state, old, new, stages),
        *_plugins(new, registry),
        *_content(case, old, new),
        *_bound(case, registry),
    ]
    known = stage in new.stage_keys
    changes = stage_differences(old, state.stage, new, stage, stages) if known else ()
    return msgspec.structs.replace(plan, remarks=tuple(remarks), changes=changes)


def _sound(new: Workflow, registry: Registry) -> Iterator[Remark]:
    for found in lint(new, registry):
        # What is wrong with plugins is told by _plugins, with the exit code of a plugin's fault.
        if found.severity == "error" and not found.where.startswith(_OF_PLUGINS):
            yield refusal(
                found.code,
                f"({found.where}) {found.message.id}",
                f"({found.where}) {found.message.en}",
            )


def _plugins(new: Workflow, registry: Registry) -> Iterator[Remark]:
    fault = PluginFault.exit_code
    for name in missing_plugins(new, registry):
        yield refusal(
            "plugin-missing",
            f"Plugin '{name}' dibutuhkan {new.reference} dan tidak dimuat.",
            f"The plugin '{name}' is required by {new.reference} and is not loaded.",
            fault,
        )
    for listed in new.plugins:
        found = listing_fault(listed, registry)
        if found is not None:
            yield Remark("plugin-not-allowed", "refusal", found, fault)


def _content(case: Case, old: Workflow, new: Workflow) -> Iterator[Remark]:
    """Yield what the city has and the new definition does not know."""
    state = case.state
    gone = set(old.dimensions) - set(new.dimensions)
    fillers = {filler for _, filler in state.submissions}
    filled = fillers | {one.dimension for one in state.presentations}
    for agency in state.agencies.values():
        if agency.code in fillers:
            filled |= set(agency.dimensions)
    for key in sorted(gone & filled):
        yield refusal(
            "dimension-missing",
            f"Dimensi '{key}' sudah mengirim atau memaparkan kertas kerja dan tidak ada dalam"
            f" {new.reference}.",
            f"The dimension '{key}' has submitted or presented, and"
            f" {new.reference} does not have it.",
        )
    judged = {key for stage in new.stages for key in stage.worksheets}
    was = {key for stage in old.stages for key in stage.worksheets}
    for key in sorted({sheet for sheet, _ in state.submissions} & was - judged):
        yield warning(
            "worksheet-dropped",
            f"Kertas kerja '{key}' yang sudah dikirim tidak lagi dinilai; ia tetap di riwayat.",
            f"The worksheet '{key}' was submitted and is not judged any more; it stays in the"
            " history.",
        )
    roles = {role.key for role in new.roles}
    for person in state.people.values():
        lost = sorted(set(person.roles) - roles)
        if lost and person.in_post(case.today):
            yield warning(
                "role-missing",
                f"Peran {', '.join(lost)} dari {person.name} tidak dikenal {new.reference}.",
                f"The role {', '.join(lost)} of {person.name} is not known to {new.reference}.",
            )


def _bound(case: Case, registry: Registry) -> Iterator[Remark]:
    """Yield what stops counting: answers to the old definition, settings and waivers of no rule."""
    state = case.state
    answered = [
        f"{one.person} ({one.role})"
        for one in state.sign_offs
        if _counts(one.stage, one.workflow, case)
    ]
    answered += [one.body for one in state.decisions if _counts(one.stage, one.workflow, case)]
    if answered:
        names = ", ".join(dict.fromkeys(answered))
        yield warning(
            "answers-lapse",
            f"Persetujuan atas tahap ini harus diberikan lagi oleh: {names}.",
            f"Answers to this stage have to be given again by: {names}.",
        )
    for plugin, values in sorted(state.settings.items()):
        for key in sorted(values):
            if (plugin, key) not in registry.settings:
                yield warning(
                    "setting-unknown",
                    f"Pengaturan {plugin}.{key} milik kota ini tidak dikenal plugin mana pun.",
                    f"The city's setting {plugin}.{key} is known to no plugin.",
                )
    for waiver in state.waivers.values():
        if waiver.until >= case.today and waiver.rule not in registry.rules:
            yield warning(
                "waiver-of-no-rule",
                f"Pengecualian untuk {waiver.rule} (entri {waiver.entry}): ketentuannya tidak ada.",
                f"The waiver of {waiver.rule} (entry {waiver.entry}): there is no such rule.",
            )


def _counts(stage: str, workflow: str, case: Case) -> bool:
    return stage == case.state.stage and workflow == case.state.workflow.digest
