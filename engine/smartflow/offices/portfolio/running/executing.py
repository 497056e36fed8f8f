"""Many cities under one order, by any ``concurrent.futures.Executor``, whatever dies on the way.

Cities are handed out in small batches, and only a few batches wait at a time, so that ten thousand
cities do not all sit in a queue. Where a worker dies, what it held is given out again, city by
city; a city beside which workers die again and again is run alone, so that it is known to be the
cause, and is reported as ``lost``. Results come in the order in which they are ready.

Must not import a pool: what an executor is made of is passed in (:class:`Workers`).
"""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, wait
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from smartflow.errors import PluginFault
from smartflow.language import Text
from smartflow.offices.portfolio.running.order import CityTask
from smartflow.offices.portfolio.running.worker import WorkReport, blank, work
from smartflow.offices.portfolio.worker_faults import WorkersKeepDying, raised_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor, Future
    from contextlib import AbstractContextManager

    from smartflow.offices.portfolio.running.order import WorkOrder
    from smartflow.offices.portfolio.running.results import CityResult

__all__ = ["Workers", "run"]

_BATCH: Final = 4
"""How many cities a worker is given at once, at most."""

_WINDOW: Final = 2
"""How many batches wait for each worker."""

_ALONE: Final = 2
"""How often a worker must die over a city that is alone with it before the city is lost."""

_HOPELESS: Final = 3
"""How many cities may be lost in a run in which nothing was done yet, before it is given up."""


class Workers(Protocol):
    """Where cities are judged.

    Attributes:
        size: How many cities are judged at once.
        patience: How often workers may die beside a city before it is run alone.
        deaths: What a future raises whose worker has died.
        elsewhere: Whether workers may stand on other machines.
    """

    size: int
    patience: int
    deaths: tuple[type[BaseException], ...]
    elsewhere: bool

    def open(self, order: bytes) -> AbstractContextManager[Executor]:
        """Open an executor for an order; leaving ends what is its own."""
        ...

    def watch(self) -> None:
        """Look, while nothing is ready, whether anything can still come.

        Raises:
            SmartflowError: nothing can.
        """
        ...


def run(
    order: WorkOrder, tasks: Iterable[CityTask], workers: Workers, troubles: list[Text]
) -> Iterator[CityResult]:
    """Do what an order says with every city; yield each result as soon as it is there.

    Args:
        order: What is to be done.
        tasks: The cities.
        workers: Where.
        troubles: What went wrong beside an act without undoing it is added to it, once.

    Raises:
        PluginsDiffer: a worker holds other plugins; what it was given has not been judged.
        StoresDiffer: a worker opened another store.
        WorkersKeepDying: one worker after the other dies and nothing gets done.
        SmartflowError: a worker cannot take part.
    """
    course = _Course(order, tuple(tasks), workers, troubles)
    while course.is_unfinished:
        with workers.open(course.order) as executor:
            yield from course.go_on(executor)


class _Batch(msgspec.Struct, frozen=True):
    tasks: tuple[CityTask, ...]
    alone: bool = False


class _Course:
    """How far a run has come."""

    def __init__(
        self,
        order: WorkOrder,
        tasks: tuple[CityTask, ...],
        workers: Workers,
        troubles: list[Text],
    ) -> None:
        self.order = msgspec.msgpack.encode(order)
        self._workers = workers
        self._troubles = troubles
        self._waiting = deque(_batches(tasks, workers.size))
        self._suspects: deque[CityTask] = deque()
        self._flying: dict[Future[bytes], _Batch] = {}
        self._deaths: Counter[str] = Counter()
        self._alone: Counter[str] = Counter()
        self._lost = 0
        self._done = 0

    @property
    def is_unfinished(self) -> bool:
        """Whether a city has no result yet."""
        return bool(self._waiting or self._suspects or self._flying)

    def go_on(self, executor: Executor) -> Iterator[CityResult]:
        """Yield results until all are there, or the executor is broken for good."""
        sound = True
        while True:
            if sound:
                sound = self._hand_out(executor)
            if not self._flying:
                return
            done, _ = wait(self._flying, timeout=1, return_when=FIRST_COMPLETED)
            if not done:
                self._workers.watch()
            for future in done:
                batch = self._flying.pop(future)
                try:
                    report = msgspec.msgpack.decode(future.result(), type=WorkReport)
                except self._workers.deaths:
                    sound = False
                    yield from self._died(batch)
                else:
                    yield from self._arrived(report)

    def _hand_out(self, executor: Executor) -> bool:
        """Give out what there is room for; say whether the executor still takes something."""
        while batch := self._next():
            tasks = msgspec.msgpack.encode(batch.tasks)
            try:
                future = executor.submit(work, self.order, tasks)
            except self._workers.deaths:
                self._put_back(batch)
                return False
            self._flying[future] = batch
        return True

    def _next(self) -> _Batch | None:
        if self._suspects:
            alone = not self._flying
            return _Batch((self._suspects.popleft(),), alone=True) if alone else None
        room = len(self._flying) < _WINDOW * self._workers.size
        return self._waiting.popleft() if self._waiting and room else None

    def _put_back(self, batch: _Batch) -> None:
        if batch.alone:
            self._suspects.extendleft(batch.tasks)
        else:
            self._waiting.appendleft(batch)

    def _arrived(self, report: WorkReport) -> Iterator[CityResult]:
        if report.refusal is not None:
            raise raised_again(report.refusal)
        self._done += len(report.results)
        self._troubles.extend(one for one in report.troubles if one not in self._troubles)
        yield from report.results

    def _died(self, batch: _Batch) -> Iterator[CityResult]:
        """Give a dead worker's cities out again; yield the one that was alone with it as lost."""
        if batch.alone:
            yield from self._died_alone(batch.tasks[0])
            return
        for task in batch.tasks:
            self._deaths[task.slug] += 1
            if self._deaths[task.slug] >= self._workers.patience:
                self._suspects.append(task)
            else:
                self._waiting.appendleft(_Batch((task,)))

    def _died_alone(self, task: CityTask) -> Iterator[CityResult]:
        self._alone[task.slug] += 1
        if self._alone[task.slug] < _ALONE:
            self._suspects.appendleft(task)
            return
        self._lost += 1
        if self._lost >= _HOPELESS and not self._done:
            raise WorkersKeepDying
        yield _lost(task)


def _batches(tasks: tuple[CityTask, ...], size: int) -> Iterator[_Batch]:
    """Yield the cities in batches, smaller ones where there are few cities for each worker."""
    length = max(1, min(_BATCH, len(tasks) // (_WINDOW * size)))
    for start in range(0, len(tasks), length):
        yield _Batch(tasks[start : start + length])


def _lost(task: CityTask) -> CityResult:
    return msgspec.structs.replace(
        blank(task),
        outcome="lost",
        exit_code=PluginFault.exit_code,
        code="lost",
        message=Text(
            id=f"Proses pekerja mati setiap kali memeriksa {task.name}.",
            en=f"The worker died each time it judged {task.name}.",
        ),
        hint=Text(
            id=f"Cari ketentuan yang macet atau menghabiskan memori: smartflow check {task.slug}",
            en=f"Look for a rule that hangs or eats all memory: smartflow check {task.slug}",
        ),
    )
