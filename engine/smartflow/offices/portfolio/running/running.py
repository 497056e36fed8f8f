"""A run over many cities from its beginning, or from where it was stopped, to its last result.

It ties what each part does alone: the order, the journal, the workers. Must not print and must not
know the command line.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.offices.portfolio.running.executing import Workers, run
from smartflow.offices.portfolio.running.journal import (
    Journal,
    JournalHead,
    begin_journal,
    journal_name,
    read_head,
    resume_journal,
)
from smartflow.offices.portfolio.running.order import tasks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from smartflow.casework.workspace import Workspace
    from smartflow.language import Text
    from smartflow.offices.portfolio.running.order import WorkOrder
    from smartflow.offices.portfolio.running.results import CityResult
    from smartflow.offices.portfolio.standing import CityStanding

__all__ = ["FOLDER", "begin", "carry_out", "go_on", "tidy", "workers_for"]

FOLDER: Final = "portfolio"
"""The folder of a workspace in which journals lie."""


def begin(
    workspace: Workspace,
    order: WorkOrder,
    standings: Sequence[CityStanding],
    *,
    selection: str,
    path: Path | None = None,
) -> Journal:
    """Begin the journal of a new run.

    Args:
        workspace: Where.
        order: What is to be done.
        standings: The cities.
        selection: How they were selected, as options of the command line.
        path: The journal's file; by default one in the workspace's folder ``portfolio``.

    Raises:
        JournalExists: there is a file of that name.
        OSError: it cannot be written.
    """
    if path is None:
        folder = workspace.root / FOLDER
        folder.mkdir(exist_ok=True)
        path = folder / journal_name(order)
    return begin_journal(path, JournalHead(order, selection, tasks_of(standings)))


def go_on(
    workspace: Workspace,
    path: Path,
    order: WorkOrder,
    *,
    selection: str | None = None,
) -> Journal:
    """Open the journal of a run that was stopped.

    Args:
        workspace: Where.
        path: The journal.
        order: What the command says now. Where it leaves ``to`` or ``reason`` empty, what the
            journal says holds.
        selection: How cities are selected now; None where nothing was said about it.

    Raises:
        BadJournal: the file is no journal.
        AnotherRun: its run did something else, or with other plugins.
        OSError: it cannot be read or written.
    """
    from smartflow.casework.printing.files import keep_off

    keep_off(workspace, path)
    before = read_head(path).order
    fresh = msgspec.structs.replace(
        order, to=order.to or before.to, reason=order.reason or before.reason
    )
    return resume_journal(path, fresh, selection)


def carry_out(
    journal: Journal,
    workers: Workers,
    troubles: list[Text],
    seen: Callable[[CityResult], None],
) -> tuple[CityResult, ...]:
    """Do with every city that is missing what the journal says.

    Args:
        journal: The run.
        workers: Where.
        troubles: What went wrong beside an act without undoing it is added to it.
        seen: Is called with each result, once it is in the journal.

    Returns:
        All results of the run, sorted by slug.

    Raises:
        SmartflowError: see :func:`smartflow.offices.portfolio.running.executing.run`.
    """
    order = msgspec.structs.replace(journal.head.order, elsewhere=workers.elsewhere)
    for result in run(order, journal.missing, workers, troubles):
        journal.append(result)
        seen(result)
    return journal.results


def tidy(workspace: Workspace, journal: Journal) -> None:
    """Remove the journal of a run that only looked, once it has looked at every city.

    It recorded nothing and there is nothing to go on with; a check a day must not fill a folder.
    One that somebody asked for in another place stays, and so does every journal of ``advance``.
    """
    looked = journal.head.order.act != "advance"
    if looked and journal.path.parent.resolve() == (workspace.root / FOLDER).resolve():
        journal.path.unlink(missing_ok=True)


@contextmanager
def workers_for(
    workspace: Workspace, cities: int, *, size: int = 0, scheduler: str = ""
) -> Iterator[Workers]:
    """Prepare the workers for so many cities: this process, processes, or those of a scheduler.

    Args:
        workspace: Where.
        cities: How many cities there are to judge.
        size: How many processes; 0 for as many as pay off here.
        scheduler: The address of a Dask scheduler, or ``""``.

    Raises:
        SmartflowError: see :func:`smartflow.offices.portfolio.running.dask.dask_workers`.
    """
    if scheduler:
        from smartflow.offices.portfolio.running.dask import dask_workers

        with dask_workers(scheduler, workspace.store.facts().kind) as workers:
            yield workers
        return
    from smartflow.offices.portfolio.running.processes import Here, Processes, usual_size

    size = max(1, min(size or usual_size(cities), cities))
    yield Here(workspace) if size == 1 else Processes(size)
