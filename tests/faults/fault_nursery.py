"""A warm process from which real processes are forked, one for each smartflow command.

A test of faults runs hundreds of commands, and most of the time of each would be the start of
Python. So this program loads SmartFlow once and forks a child for every order it reads: the child
is a process like any other (it is really killed, it really meets the limit of its files), and only
its start is saved. An order is a line of JSON, a list of commands to be run at the same time; the
answer is a line too. Not a test: ``conftest.py`` starts it.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import sys
import traceback
from datetime import datetime
from importlib import import_module
from typing import Any, NoReturn

from fault_child import arrange

from smartflow.clock import FixedClock
from smartflow.plugin.loading.loader import load_registry
from smartflow.terminal.catalogue import COMMANDS
from smartflow.terminal.program import run

Order = dict[str, Any]

LOADED = (
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "openpyxl",
    "smartflow.casework.casework",
    "smartflow.casework.workspace",
    "structlog",
)


def warm() -> None:
    """Load what nearly every command loads."""
    for name in (*LOADED, *(listed.module for listed in COMMANDS)):
        import_module(name)
    load_registry()
    # What is loaded stays: a child that looked through it for garbage would copy all of it.
    gc.freeze()


class Child:
    """The child of one command; what it says is read from pipes, which no limit of files meets."""

    def __init__(self, order: Order) -> None:
        self.said = {"out": b"", "err": b""}
        self.streams: dict[int, str] = {}
        ends = {name: os.pipe() for name in self.said}
        self.number = os.fork()
        if self.number == 0:
            _live(order, {name: ours for name, (_, ours) in ends.items()})
        for name, (theirs, ours) in ends.items():
            os.close(ours)
            self.streams[theirs] = name

    def ended(self) -> dict[str, Any]:
        """Say how it ended."""
        _, status = os.waitpid(self.number, 0)
        return {
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1,
            **{name: said.decode(errors="replace") for name, said in self.said.items()},
        }


def _live(order: Order, streams: dict[str, int]) -> NoReturn:
    """Be the child: arrange the fault, run the command, end with its code."""
    code = 99
    try:
        os.dup2(streams["err"], 2)
        os.dup2(
            os.open("/dev/full", os.O_WRONLY) if order.get("full_stdout") else streams["out"], 1
        )
        os.environ.update(order["env"])
        moment = order.get("clock")
        clock = FixedClock(datetime.fromisoformat(moment)) if moment else None
        arrange(order)
        code = run(order["words"], clock=clock)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001  a forked child must never run on into its parent's loop
        traceback.print_exc()
        sys.stderr.flush()
    os._exit(code)


def listen(children: list[Child]) -> None:
    """Read what the children say until all have ended."""
    with selectors.DefaultSelector() as selector:
        for child in children:
            for stream in child.streams:
                selector.register(stream, selectors.EVENT_READ, child)
        while selector.get_map():
            for key, _ in selector.select():
                heard = os.read(key.fd, 1 << 16)
                key.data.said[key.data.streams[key.fd]] += heard
                if not heard:
                    selector.unregister(key.fd)
                    os.close(key.fd)


def main() -> None:
    """Answer orders until there are no more."""
    warm()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in sys.stdin:
        children = [Child(order) for order in json.loads(line)]
        listen(children)
        answers.write(json.dumps([child.ended() for child in children]) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
