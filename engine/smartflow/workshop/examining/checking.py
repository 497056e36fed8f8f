"""Checking a plugin: two processes load and run it, and their answers are compared.

They differ in all that must not matter: the seed of hashes, the time zone, the locale. Nothing of
the plugin is imported here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Literal, Self

import msgspec

from smartflow.language import Text
from smartflow.workshop.examining.examination import Examination
from smartflow.workshop.examining.probe import Line, Order
from smartflow.workshop.examining.remark import Facts, Remark, Report, remark
from smartflow.workshop.examining.subject import Subject

__all__ = ["LIMIT", "check_plugin"]

LIMIT = 300.0
"""Seconds after which the check is given up."""

_RULE_SECONDS = "10"
"""How long one rule may take on one dossier, unless the user has set another limit."""

_HERE = {"PYTHONHASHSEED": "1", "TZ": "Asia/Jakarta", "LC_ALL": "C.UTF-8"}
_ELSEWHERE = {"PYTHONHASHSEED": "20", "TZ": "America/New_York", "LC_ALL": "C"}

_CAUSES = ("CHK203", "CHK204", "CHK206", "CHK207")
"""Aspects that explain why another process answers otherwise."""


def check_plugin(subject: Subject, *, limit: float = LIMIT) -> Report:
    """Check a plugin.

    Args:
        subject: What is checked.
        limit: Seconds after which its processes are ended.

    Returns:
        The report; a plugin that cannot be loaded, or that ends its process, has one too.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        here = stack.enter_context(_Process(subject, "examine", _HERE, folder))
        there = stack.enter_context(_Process(subject, "answer", _ELSEWHERE, folder))
        first = here.outcome(limit)
        if first is None:
            return _stopped(subject, here)
        if not first.report.loaded:
            return first.report
        second = there.outcome(limit)
        if second is None:
            found: tuple[Remark, ...] = (_ended(subject.name, there),)
        else:
            found = tuple(_otherwise(first, second))
    remarks = sorted((*first.report.remarks, *found), key=lambda one: one.key)
    return msgspec.structs.replace(first.report, remarks=tuple(remarks))


def _otherwise(first: Examination, second: Examination) -> Iterator[Remark]:
    """Say which rules answer otherwise in another process, unless it is known why."""
    known = {one.about for one in first.report.remarks if one.code in _CAUSES}
    for about, answers in first.answers.items():
        others = second.answers.get(about, {})
        both = (key for key in answers if key in others)
        label = next((key for key in both if others[key] != answers[key]), None)
        if label is not None and about not in known:
            told = first.told.get(label, Text.same(label))
            message = Text(
                id=f"{told.id}: jawabannya lain di proses lain.",
                en=f"{told.en}: its answer is another in another process.",
            )
            yield remark("CHK205", about, message)


def _stopped(subject: Subject, process: _Process) -> Report:
    """Return the report of a plugin that ended its process; how far it came tells its state."""
    state = "broken" if process.at == "import" else "loaded"
    return Report((Facts(subject.name, state=state),), (_ended(subject.name, process),))


def _ended(name: str, process: _Process) -> Remark:
    at = process.at
    about = name if at == "import" else at
    code, last = process.code, process.last_words
    why = (
        Text(id="tidak selesai dalam waktunya", en="did not come to an end in time")
        if code is None
        else Text(id=f"berakhir dengan kode {code}", en=f"ended with the code {code}")
    )
    where = (
        Text(id="saat dimuat", en="while it was loaded")
        if at == "import"
        else Text(id=f"saat menjalankan {at}", en=f"while it ran {at}")
    )
    tail = f" ({last})" if last else ""
    message = Text(
        id=f"Prosesnya {why.id} {where.id}{tail}.", en=f"Its process {why.en} {where.en}{tail}."
    )
    return remark("CHK210", about, message)


class _Process:
    """One process that loads and runs the plugin.

    Attributes:
        at: What it looked at last.
        code: What it ended with; None when it had to be ended.
    """

    def __init__(
        self,
        subject: Subject,
        task: Literal["examine", "answer"],
        surroundings: dict[str, str],
        folder: str,
    ) -> None:
        self.at = "import"
        self.code: int | None = None
        self._out: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  until __exit__
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  likewise
        # Files in place of pipes: nothing waits for a reader, and all of it is there at the end.
        with tempfile.TemporaryFile() as order:
            order.write(msgspec.json.encode(Order(subject, task)))
            order.seek(0)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "smartflow.workshop.examining.probe"],
                stdin=order,
                stdout=self._out,
                stderr=self._said,
                cwd=folder,
                env=_environment(subject, surroundings),
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the process if it is still there, and forget what it wrote."""
        self._end()
        self._out.close()
        self._said.close()

    def outcome(self, limit: float) -> Examination | None:
        """Return what the process found; None when it did not come to its end."""
        try:
            self.code = self._process.wait(limit)
        except subprocess.TimeoutExpired:
            self._end()
        self._out.seek(0)
        for line in self._out.read().splitlines():
            try:
                said = msgspec.json.decode(line, type=Line)
            except msgspec.DecodeError:
                continue  # cut off in the middle
            if said.found is not None:
                return said.found
            self.at = said.at
        return None

    @property
    def last_words(self) -> str:
        """The last line that it wrote to stderr."""
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def _end(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


def _environment(subject: Subject, surroundings: dict[str, str]) -> dict[str, str]:
    """Return the environment of a process: ours, with the project's folders on the path."""
    paths = [*subject.import_paths, *(path or os.getcwd() for path in sys.path)]  # noqa: PTH109  as a text
    return {
        "SMARTFLOW_RULE_SECONDS": _RULE_SECONDS,
        **os.environ,
        **surroundings,
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
