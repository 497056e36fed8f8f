"""``workflow migrate``: let cities follow another version of their workflow, or another workflow.

What was decided stays decided: entries before the migration are folded, and replayed, under the
definition that was pinned then. Each city is an act of its own; one that is refused stops no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import (
    Case,
    Draft,
    actor_of,
    perform_if,
    read_case,
    require_known_acts,
)
from smartflow.casework.lookups import knowing_city, need_reason
from smartflow.casework.people import find_person, holds_role
from smartflow.casework.pinned import pinned_workflow
from smartflow.errors import BadInput, PluginFault, SmartflowError
from smartflow.history.acts import WorkflowMigrate
from smartflow.history.entries.blob import seal
from smartflow.history.entries.entry import Entry
from smartflow.language import Text
from smartflow.workflow.digests import workflow_bytes
from smartflow.workshop.workflows.migration_plan import MigrationPlan, plan_migration

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.workflow.definition import Workflow

__all__ = [
    "MayNotMigrate",
    "Migrated",
    "MigrationNeedsPlugins",
    "MigrationRefused",
    "workflow_migrate",
]


class MigrationRefused(BadInput):
    """A city cannot follow the other definition; every reason is in the message."""

    code = "migration-refused"


class MigrationNeedsPlugins(PluginFault):
    """The other definition requires a plugin that is not there, or not as exactly those files."""

    code = "migration-needs-plugins"


class MayNotMigrate(BadInput):
    """The person who acts holds none of the roles that may move a city to another version."""

    code = "may-not-migrate"
    says = Text(
        id="{who} tidak berwenang memindahkan kota ke alur kerja lain; yang berwenang: {titles}.",
        en="{who} may not move a city to another workflow; these may: {titles}.",
    )
    next_step = Text(
        id='Tambahkan: --as "NAMA", atau daftarkan: smartflow person add {slug} "NAMA" --role'
        ' {roles} --post "JABATAN"',
        en='Add: --as "NAME", or register somebody: smartflow person add {slug} "NAME" --role'
        ' {roles} --post "POST"',
    )


class Migrated(msgspec.Struct, frozen=True):
    """What became of one city.

    Attributes:
        city: Its slug.
        plan: What was looked at; None where the city could not be read.
        entry: The entry; None after a dry run, a refusal, or where nothing changes.
        error: Why it was refused.
    """

    city: str
    plan: MigrationPlan | None = None
    entry: Entry | None = None
    error: SmartflowError | None = None


def workflow_migrate(  # noqa: PLR0913  the options of the command
    workspace: Workspace,
    cities: Sequence[str],
    to: str,
    *,
    reason: str,
    renamed: Mapping[str, str],
    dry_run: bool = False,
) -> tuple[Migrated, ...]:
    """Let cities follow another definition, each by an act of its own.

    Args:
        workspace: Where.
        cities: Slugs, names or codes.
        to: The workflow: ``masterplan``, or ``masterplan@2``.
        reason: Why; it stands in each city's history.
        renamed: Stages that are called otherwise in the new definition: old to new.
        dry_run: Whether to look only.

    Returns:
        What became of each city, in the order given.

    Raises:
        UnknownWorkflow: there is no such workflow.
        EmptyReason: no reason was given, and it is no dry run.
    """
    what = Text(id="Pindah alur kerja", en="Moving to another workflow")
    why = reason.strip() if dry_run else need_reason(reason, what)
    new = workspace.catalogue.find(to)
    return tuple(_one(workspace, city, new, why, renamed, dry_run=dry_run) for city in cities)


def _one(  # noqa: PLR0913  one city of several
    workspace: Workspace,
    city: str,
    new: Workflow,
    why: str,
    renamed: Mapping[str, str],
    *,
    dry_run: bool,
) -> Migrated:
    seen: list[MigrationPlan] = []

    def plan(case: Case) -> Draft | None:
        # What an act is refused for when it is written, a dry run must be refused for too.
        require_known_acts(case)
        role = _role(case, pinned_workflow(case))
        actor_of(case, role)
        found = plan_migration(case, new, renamed)
        seen.append(found)
        if found.refusals:
            raise _refused(found)
        return None if found.unchanged or dry_run else _draft(found, new, why, role)

    try:
        if dry_run:
            case = read_case(workspace, city)
            with knowing_city(case.state.city.slug):
                plan(case)
            entry = None
        else:
            entry = perform_if(workspace, city, plan)
    except SmartflowError as error:
        return Migrated(city, seen[-1] if seen else None, error=error)
    return Migrated(city, seen[-1], entry)


def _refused(plan: MigrationPlan) -> SmartflowError:
    """Return the refusal that names everything that stands against a migration."""
    message = Text(
        id=f"{plan.city} tetap mengikuti {plan.before.key}@{plan.before.version}. "
        + " ".join(f"{one.code}: {one.message.id}" for one in plan.refusals),
        en=f"{plan.city} goes on following {plan.before.key}@{plan.before.version}. "
        + " ".join(f"{one.code}: {one.message.en}" for one in plan.refusals),
    )
    to = f"{plan.after.key}@{plan.after.version}"
    again = f"smartflow workflow migrate {plan.city} --to {to} --dry-run"
    hint = Text(id=f"Perbaiki, lalu lihat dulu: {again}", en=f"Mend it, then look first: {again}")
    if any(one.exit_code == PluginFault.exit_code for one in plan.refusals):
        return MigrationNeedsPlugins(message, hint)
    return MigrationRefused(message, hint)


def _draft(plan: MigrationPlan, new: Workflow, why: str, role: str) -> Draft:
    blob = seal(workflow_bytes(new))
    act = WorkflowMigrate(
        workflow=plan.after,
        from_=plan.before,
        stage=plan.stage,
        stage_from=plan.stage_from,
        stages=dict(plan.stages),
    )
    return Draft.of(act, blobs=(blob,), reason=why, role=role)


def _role(case: Case, workflow: Workflow) -> str:
    """Return the role in which the person acts; ``""`` where the old definition names none."""
    roles = workflow.migrate.roles
    if not roles:
        return ""
    name = case.workspace.actor_name
    person = find_person(case.state, name) if name else None
    if person is not None:
        for role in roles:
            if holds_role(person, role, case.today, case.today):
                return role
    who = person.name if person else case.workspace.system_user()
    titles = [workflow.role(role).title for role in roles]
    slug = case.state.city.slug
    raise MayNotMigrate(who=who, titles=Text.join(titles), slug=slug, roles=roles[0])
