"""The order under which cities are checked or advanced: all that a worker is told.

It is small and plain, so that it travels to a process or a machine as bytes: where the workspace
is, what is to be done, and what the coordinator found there, so that a worker which finds something
else does not take part. No dossier travels; a worker reads each city by itself.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow import __version__
from smartflow.clock import stamp
from smartflow.model import PluginFact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.casework.workspace import Workspace
    from smartflow.offices.portfolio.standing import CityStanding

__all__ = ["Act", "CityTask", "WorkOrder", "order_for", "tasks_of"]

Act = Literal["check", "rehearse", "advance"]
"""``check`` only judges; ``rehearse`` does all that ``advance`` does, but does not write."""


class CityTask(msgspec.Struct, frozen=True):
    """One city of an order, as the coordinator saw it.

    Attributes:
        slug: Its slug.
        name: Its name.
        region_code: Its Kemendagri code.
        province: Its province.
        stage: The stage in which it was; one that has left it since is not advanced.
    """

    slug: str
    name: str
    region_code: str
    province: str
    stage: str


class WorkOrder(msgspec.Struct, frozen=True):
    """What is to be done with every city, and where.

    Attributes:
        act: What.
        to: The stage to move to, needed only where several can follow.
        reason: Why, in the person's words.
        run: The number of this run, 16 hex digits; every entry that it writes carries it.
        moment: When the run began, RFC 3339 in UTC. A check judges all cities as of it.
        root: The workspace's folder, on the coordinator's machine.
        store: The name of the store log: whoever opens another store does not take part.
        kind: What keeps the store: ``sqlite`` or ``postgresql``.
        actor: Who acts; ``""`` for the operating system's user.
        safe: Whether only built-in plugins are loaded.
        config_folder: The user's configuration folder; ``""`` for none.
        engine: The coordinator's version of SmartFlow.
        plugins: The coordinator's plugins, as a verdict records them.
        elsewhere: Whether workers may stand on other machines, where what their own environment
            says of the workspace and the configuration goes before what stands here.
    """

    act: Act
    to: str
    reason: str
    run: str
    moment: str
    root: str
    store: str
    kind: str
    actor: str
    safe: bool
    config_folder: str
    engine: str
    plugins: tuple[PluginFact, ...]
    elsewhere: bool = False


def order_for(workspace: Workspace, act: Act, to: str = "", *, reason: str = "") -> WorkOrder:
    """Return a new order over cities of ``workspace``.

    Args:
        workspace: Where.
        act: What is to be done with each city.
        to: The stage to move to, needed only where several can follow.
        reason: Why, in the person's words.

    Raises:
        FaultyPlugins: a plugin is broken; nothing can be decided beside it.
    """
    from smartflow.journey.gate.check import require_sound_plugins

    require_sound_plugins(workspace.registry)
    with workspace.reading() as reading:
        store = workspace.register(reading).own
    return WorkOrder(
        act=act,
        to=to,
        reason=reason,
        run=secrets.token_hex(8),
        moment=stamp(workspace.clock.now()),
        root=str(workspace.root.resolve()),
        store=store,
        kind=workspace.store.facts().kind,
        actor=workspace.actor_name,
        safe=workspace.safe,
        config_folder=str(workspace.config_folder or ""),
        engine=__version__,
        plugins=workspace.registry.facts(),
    )


def tasks_of(standings: Iterable[CityStanding]) -> tuple[CityTask, ...]:
    """Return a task for each city, in the order of the slugs."""
    found = (
        CityTask(one.slug, one.name, one.region_code, one.province, one.stage) for one in standings
    )
    return tuple(sorted(found, key=lambda task: task.slug))
