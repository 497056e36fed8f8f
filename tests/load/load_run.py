"""A run: workers that act, a killer among them, and a server that is taken away twice.

The workers are forked from this process, which has loaded all that they need; each is a process
like any other and is ended by its number alone. A run ends by itself. Not a test.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from random import Random
from typing import TYPE_CHECKING, Final, NoReturn

from load_check import Complaint
from load_worker import Order, work

from smartflow.plugin.loading.loader import load_registry

if TYPE_CHECKING:
    from postgres import OwnServer

__all__ = ["Crew", "Happening", "Plan", "run", "warm"]

GRACE: Final = 60.0
"""Seconds after the end in which a worker must have finished its last act."""

_LOADED: Final = (
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "smartflow.casework.telling",
    "smartflow.history.entries.log_file",
    "structlog",
)


def warm() -> None:
    """Load what every worker loads, so that only its acts cost time."""
    for name in _LOADED:
        import_module(name)
    load_registry()
    gc.freeze()


@dataclass(frozen=True)
class Happening:
    """The server was away.

    Attributes:
        kind: ``restart`` or ``crash``.
        began: When it was taken away.
        ended: When it answered again.
    """

    kind: str
    began: float
    ended: float


@dataclass(frozen=True)
class Plan:
    """What a run does.

    Attributes:
        seconds: How long.
        kills: How many workers are killed, spread over the time.
        seed: What chance begins with.
        server: The server that is taken away twice, or None.
    """

    seconds: float
    kills: int
    seed: int
    server: OwnServer | None = None


@dataclass
class Crew:
    """The workers of a run.

    Attributes:
        living: What each living process works on, by its number.
        killed: How many were killed.
        broken: Those that ended otherwise than they should.
    """

    living: dict[int, Order] = field(default_factory=dict)
    killed: int = 0
    broken: list[Complaint] = field(default_factory=list)

    def hire(self, order: Order) -> None:
        """Start a worker."""
        number = os.fork()
        if number == 0:
            _live(order)
        self.living[number] = order

    def kill_one(self, chance: Random) -> None:
        """Kill a worker without a word, and start it anew."""
        self.look()
        if not self.living:
            return
        number = chance.choice(sorted(self.living))
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        order = self.living.pop(number)
        self.killed += 1
        self.hire(replace(order, life=order.life + 1))

    def look(self) -> None:
        """Notice who has ended."""
        for number in tuple(self.living):
            ended, status = os.waitpid(number, os.WNOHANG)
            if ended:
                order = self.living.pop(number)
                if status:
                    self._complain(order, f"it ended with status {status}")

    def dismiss(self, patience: float) -> None:
        """Wait until all have ended; who does not is killed, and told of."""
        end = time.monotonic() + patience
        while self.living and time.monotonic() < end:
            self.look()
            time.sleep(0.02)
        for number, order in self.living.items():
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)
            self._complain(order, "it did not end")
        self.living.clear()

    def _complain(self, order: Order, detail: str) -> None:
        self.broken.append(Complaint("crashed", f"worker {order.worker}", detail))


def run(orders: list[Order], plan: Plan) -> tuple[Crew, list[Happening]]:
    """Let the workers act until the time is over.

    Returns:
        The workers as they ended, and what happened to the server.
    """
    crew, chance, happened = Crew(), Random(plan.seed), []
    begun = time.monotonic()
    agenda = _agenda(crew, plan, chance, happened.append)
    try:
        for order in orders:
            crew.hire(order)
        for due, do in agenda:
            time.sleep(max(0.0, begun + due - time.monotonic()))
            do()
        time.sleep(max(0.0, begun + plan.seconds - time.monotonic()))
    except BaseException:
        crew.dismiss(0)
        raise
    crew.dismiss(GRACE)
    return crew, happened


def _agenda(
    crew: Crew, plan: Plan, chance: Random, told: Callable[[Happening], None]
) -> list[tuple[float, Callable[[], None]]]:
    """Return what is done when, in seconds from the beginning."""
    agenda: list[tuple[float, Callable[[], None]]] = [
        ((number + 0.5) * plan.seconds / plan.kills, lambda: crew.kill_one(chance))
        for number in range(plan.kills)
    ]
    server = plan.server
    if server is not None:
        agenda.append((plan.seconds / 3, lambda: told(_restart(server))))
        agenda.append((plan.seconds * 2 / 3, lambda: told(_crash(server))))
    return sorted(agenda, key=lambda one: one[0])


def _restart(server: OwnServer) -> Happening:
    """Restart it as an administrator would: every open connection is ended."""
    began = time.monotonic()
    server.stop()
    server.start()
    return Happening("restart", began, time.monotonic())


def _crash(server: OwnServer) -> Happening:
    """Kill all of its processes without a word."""
    began = time.monotonic()
    server.kill()
    server.start()
    return Happening("crash", began, time.monotonic())


def _live(order: Order) -> NoReturn:
    """Be a worker: whatever goes wrong, never run on into the parent's loop."""
    code = 70
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        work(order)
        code = 0
    except BaseException:  # noqa: BLE001  a forked child must end here
        traceback.print_exc()
        sys.stderr.flush()
    os._exit(code)
