"""Judging many cities at once, without writing anything: the same gate as ``smartflow check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.offices.portfolio.running.executing import Workers, run
from smartflow.offices.portfolio.running.order import order_for, tasks_of
from smartflow.offices.portfolio.running.running import workers_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.casework.workspace import Workspace
    from smartflow.offices.portfolio.running.results import CityResult
    from smartflow.offices.portfolio.standing import CityStanding

__all__ = ["check"]


def check(
    workspace: Workspace,
    standings: Sequence[CityStanding],
    to: str = "",
    *,
    workers: Workers | None = None,
) -> tuple[CityResult, ...]:
    """Judge cities as they stand now, all as of one day.

    Args:
        workspace: Where; what went wrong beside the judging is added to its troubles.
        standings: The cities.
        to: The stage to move to, needed only where several can follow.
        workers: Where they are judged; by default as many processes as pay off here.

    Returns:
        A result for each city, sorted by slug.

    Raises:
        FaultyPlugins: a plugin is broken; nothing can be decided beside it.
        PluginsDiffer: a worker holds other plugins.
        SmartflowError: see :func:`smartflow.offices.portfolio.running.executing.run`.
    """
    order = order_for(workspace, "check", to)
    tasks = tasks_of(standings)
    if workers is not None:
        found = tuple(run(order, tasks, workers, workspace.troubles))
    else:
        with workers_for(workspace, len(tasks)) as usual:
            found = tuple(run(order, tasks, usual, workspace.troubles))
    return tuple(sorted(found, key=lambda one: one.slug))
