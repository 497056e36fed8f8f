"""The process in which a plugin is checked: ``python -m smartflow.workshop.examining.probe``.

It reads what to do as JSON from stdin and writes JSON lines: ``{"at": "PDG001"}`` before it runs
something, and at its end ``{"found": ...}``. Whatever the plugin prints goes to stderr. A process
of its own, because the plugin may end it, hang it, or change it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from smartflow.workshop.examining.examination import Examination, answer, examination
from smartflow.workshop.examining.subject import Subject

__all__ = ["Line", "Order", "main"]


class Order(msgspec.Struct, frozen=True):
    """What a process is to do.

    Attributes:
        subject: What is checked.
        task: ``examine`` it, or only run it for its answers.
    """

    subject: Subject
    task: Literal["examine", "answer"]


class Line(msgspec.Struct, frozen=True):
    """One line that the process writes.

    Attributes:
        at: What is looked at next.
        found: All that was found; on the last line.
    """

    at: str = ""
    found: Examination | None = None


_TASKS: Mapping[str, Callable[[Subject, Callable[[str], None]], Examination]] = {
    "examine": examination,
    "answer": answer,
}


def main() -> None:
    """Do what stdin says."""
    # The plugin may write to stdout by any way there is: that goes to stderr, ours is kept apart.
    ours = os.dup(1)
    os.dup2(2, 1)
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)

    def write(line: Line) -> None:
        os.write(ours, msgspec.json.encode(line) + b"\n")

    found = _TASKS[order.task](order.subject, lambda at: write(Line(at)))
    with os.fdopen(ours, "wb") as out:
        out.write(msgspec.json.encode(Line(found=found)) + b"\n")


if __name__ == "__main__":
    main()
