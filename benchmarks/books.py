"""The books of the demo city: each as pdf and as docx, start-up included; and how they grow.

Beside each ratio stands what its parts take, so that nobody has to guess where the time goes.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from book_run import BookRun
from measure import Line, Pair, Shown, Skipped, Timing, interleave
from peak import SHELL
from processes import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from processes import Programs

__all__ = ["books"]

CITY = "sawahlunto"
BOOKS = {"analysis": 120, "masterplan": 60, "executive_summary": 60}
"""The books with their promises: the first has more than a hundred pages."""
FORMATS = ("pdf", "docx")
_LONGEST = "analysis"
ROUNDS = 5
FEW, MANY = 1_600, 6_400
"""Rows of a made-up book: 6,400 rows are more than 300 pages."""
MEGABYTES, MOST = 1_000_000, 1_000
_RUN = (sys.executable, str(Path(__file__).with_name("book_run.py")))


def books(programs: Programs, folder: Path) -> list[Line | Skipped | Shown]:
    """Measure the books of the demo city, and of a made-up one that is four times as long.

    Args:
        programs: An environment with the extra ``docs``.
        folder: Where the demo city is made.
    """
    run(*programs.smartflow, "demo", str(folder), stdout=subprocess.DEVNULL)
    measured: list[Line | Skipped | Shown] = []
    for key in FORMATS:
        measured += [_book(programs, folder, book, key) for book in BOOKS]
        measured.append(_parts(folder, key))
    for key in FORMATS:
        measured += _grown(key)
    return measured


def _book(programs: Programs, folder: Path, book: str, key: str) -> Line:
    target = str(folder / f"{book}.{key}")
    words = ("--workspace", str(folder), "export", CITY, book, "-o", target)
    pair = interleave(
        lambda: run(*programs.smartflow, *words, stdout=subprocess.DEVNULL),
        lambda: run(*programs.bare),
        rounds=ROUNDS,
    )
    what = f"export {book}.{key} / python -c pass"
    ratio = pair.subject.median / pair.peer.median
    return Line(what, ratio, BOOKS[book], at_most=True, pair=pair)


def _parts(folder: Path, key: str) -> Shown:
    """Return the milliseconds of one export in this process, part by part."""
    taken: dict[str, float] = {}
    start = time.perf_counter()
    for name in _steps(folder, key):
        now = time.perf_counter()
        taken[f"{name} ms"] = 1000 * (now - start)
        start = time.perf_counter()
    return Shown(f"the parts of {_LONGEST}.{key}", taken)


def _steps(folder: Path, key: str) -> Iterator[str]:
    """Do one export step by step, and yield each step's name when it is done."""
    from smartflow.books.press.compose import compose, open_desk
    from smartflow.books.press.export import write_report
    from smartflow.casework.workspace import open_workspace
    from smartflow.clock import SystemClock

    workspace = open_workspace(folder, clock=SystemClock())
    workspace.registry.facts()
    yield "plugins"
    desk = open_desk(workspace, CITY)
    yield "fold"
    composed = compose(desk, desk.report(_LONGEST))
    yield "compose"
    write_report(desk, composed, key, "id")
    yield "render"
    workspace.close()


def _grown(key: str) -> list[Line | Skipped]:
    runs = {rows: [_run_of(key, rows) for _ in range(3)] for rows in (FEW, MANY)}
    many, few = (Timing(tuple(one.seconds for one in runs[rows])) for rows in (MANY, FEW))
    what = f"{key} of {MANY:,} rows / {FEW:,} rows (linear: 4)"
    ratio = min(many.seconds) / min(few.seconds)
    lines: list[Line | Skipped] = [Line(what, ratio, 6, at_most=True, pair=Pair(many, few))]
    memory = f"MB of memory, {key} of {MANY:,} rows"
    peaks = [one.peak for one in runs[MANY] if one.peak is not None]
    if not peaks:
        return [*lines, Skipped(memory, "this system does not tell the peak of a process")]
    return [*lines, Line(memory, max(peaks) / MEGABYTES, MOST, at_most=True)]


def _run_of(key: str, rows: int) -> BookRun:
    return msgspec.json.decode(run(*SHELL, *_RUN, key, str(rows)), type=BookRun)
