"""The executors of this machine: this process, a pool of processes, or one that is lent.

Processes are started anew (spawn) on every system, never forked: a fork would copy open
connections, locks and the coordinator's loaded plugins, and does not exist on Windows; so a run is
the same everywhere. A worker ignores Ctrl-C, which is the coordinator's to answer, and ends by
itself when the coordinator is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

from smartflow.offices.portfolio.running.worker import adopt
from smartflow.offices.portfolio.worker_faults import WorkersKeepDying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smartflow.casework.workspace import Workspace

__all__ = ["Here", "Lent", "Processes", "usual_size"]

_T = TypeVar("_T")

_WORTH_A_PROCESS: Final = 12
"""How many cities pay for the start of one more process."""


def usual_size(cities: int) -> int:
    """Return how many processes judge so many cities where nobody says: at most one per core."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity is not None else os.cpu_count() or 1
    return max(1, min(cores, cities // _WORTH_A_PROCESS))


class Here:
    """Cities judged one after the other in this process, in a workspace that is open already."""

    size = 1
    patience = 1
    elsewhere = False
    deaths: tuple[type[BaseException], ...] = ()

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @contextmanager
    def open(self, order: bytes) -> Iterator[Executor]:
        """Open an executor that does at once what it is given."""
        with adopt(order, self._workspace):
            yield _AtOnce()

    def watch(self) -> None:
        """Do nothing: whatever is given here is ready."""


class Lent:
    """Somebody else's executor, which is used and not ended.

    Args:
        executor: Any; where it is one of threads, they judge one city at a time.
        size: How many calls it makes at once.
    """

    patience = 1
    elsewhere = False
    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, executor: Executor, size: int) -> None:
        self.size = size
        self._executor = executor
        self._was_opened = False

    @contextmanager
    def open(self, order: bytes) -> Iterator[Executor]:
        """Lend it on.

        Raises:
            WorkersKeepDying: it is wanted again because it is broken, and there is no other.
        """
        del order
        if self._was_opened:
            raise WorkersKeepDying
        self._was_opened = True
        yield self._executor

    def watch(self) -> None:
        """Do nothing: whoever lent it looks after it."""


class _AtOnce(Executor):
    def submit(
        self,
        fn: Callable[..., _T],
        /,
        *args: Any,  # noqa: ANN401  as concurrent.futures has it
        **kwargs: Any,  # noqa: ANN401  as concurrent.futures has it
    ) -> Future[_T]:
        """Call the function now."""
        future: Future[_T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Processes:
    """A pool of processes on this machine.

    Args:
        size: How many.
    """

    patience = 3
    elsewhere = False
    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, size: int) -> None:
        self.size = size

    @contextmanager
    def open(self, order: bytes) -> Iterator[Executor]:
        """Open a pool; where the run ends early, its processes are ended at once."""
        del order
        others = set(multiprocessing.active_children())
        pool = _Pool(self.size)
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in set(multiprocessing.active_children()) - others:
                child.terminate()
                child.join()
            raise
        pool.shutdown()

    def watch(self) -> None:
        """Do nothing: the pool itself tells when a process is gone."""


class _Pool(ProcessPoolExecutor):
    """A pool whose processes are born with Ctrl-C held back, before they can ignore it."""

    def __init__(self, size: int) -> None:
        context = multiprocessing.get_context("spawn")
        super().__init__(size, mp_context=context, initializer=_begin)

    def submit(
        self,
        fn: Callable[..., _T],
        /,
        *args: Any,  # noqa: ANN401  as concurrent.futures has it
        **kwargs: Any,  # noqa: ANN401  as concurrent.futures has it
    ) -> Future[_T]:
        """Hand out a call; a process may be started for it."""
        if not hasattr(signal, "pthread_sigmask"):  # Windows
            return super().submit(fn, *args, **kwargs)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Prepare a process: deaf to Ctrl-C, and bound to the life of its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        # Whatever is being written is rolled back by the store.
        os._exit(1)
