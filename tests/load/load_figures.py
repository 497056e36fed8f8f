"""What a run comes to, in figures, and the table in which they are printed.

Not a test.
"""

from __future__ import annotations

import os
import platform
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from load_check import CUT_OFF, UNTOLD, cut_off
from load_notes import DONE, REFUSED, WANTS

if TYPE_CHECKING:
    from load_check import Complaint, Standing
    from load_notes import Note
    from load_run import Crew, Happening

__all__ = ["AWAY", "BEGIN", "END", "ROWS", "Outcome", "longest_silence", "table", "write_into"]

AWAY: Final = ("store-unreachable", "store-full", "store-interrupted", UNTOLD)
"""The refusals that say that the store was away."""

BEGIN: Final = "<!-- load: begin -->"
END: Final = "<!-- load: end -->"
NONE: Final = "-"
AFTERWARDS: Final = 30.0
"""Seconds after the server came back, up to when it is taken away again, in which a silence is
put down to that."""

ROWS: Final = (
    "workers at the same time",
    "seconds",
    "acts wanted",
    "acts recorded",
    "acts recorded per second",
    "an act that was recorded, median (ms)",
    "an act that was recorded, 95 of 100 (ms)",
    "refused because the city forbids it (exit 2)",
    "refused because others kept writing (exit 5)",
    "refused because the store was away (exit 5)",
    "of these: told that it is not known (`commit-unknown`)",
    "workers killed",
    "acts cut off by it: recorded whole / not at all",
    "server restarted / killed (s until it answered)",
    "longest silence of all workers after that (s)",
    "entries afterwards",
    "**lost, changed, doubled, left behind, or otherwise wrong**",
)


@dataclass(frozen=True)
class Outcome:
    """One run, once it is over.

    Attributes:
        store: What kept it, such as ``PostgreSQL 18.4``.
        workers: How many there were.
        seconds: How long they acted.
        notes: What they wrote down.
        standing: What the store keeps.
        crew: How they ended.
        happened: What happened to the server.
        complaints: Whatever must not be.
    """

    store: str
    workers: int
    seconds: float
    notes: Sequence[Note]
    standing: Standing
    crew: Crew
    happened: Sequence[Happening]
    complaints: Sequence[Complaint]

    def column(self) -> tuple[str, ...]:
        """Return the figures, one for each of :data:`ROWS`."""
        done = [note for note in self.notes if note.kind == DONE]
        refused = [note for note in self.notes if note.kind == REFUSED]
        cut = cut_off(self.standing, self.notes)
        away = [note for note in refused if note.code in AWAY]
        lost = [note for note in refused if note.exit == 5 and note.code not in AWAY]
        took = self._milliseconds(done)
        return (
            str(self.workers),
            f"{self.seconds:.0f}",
            str(sum(note.kind == WANTS for note in self.notes)),
            str(len(done)),
            f"{len(done) / self.seconds:.1f}",
            f"{statistics.median(took):.0f}" if took else NONE,
            f"{_share(took, 0.95):.0f}" if took else NONE,
            str(sum(note.exit == 2 for note in refused)),
            str(len(lost)),
            str(len(away)),
            str(sum(note.code == UNTOLD for note in away)),
            str(self.crew.killed),
            " / ".join(str(cut[name]) for name in CUT_OFF),
            " / ".join(f"{one.ended - one.began:.1f}" for one in self.happened) or NONE,
            " / ".join(f"{gap:.1f}" for gap in self._silences(done)) or NONE,
            str(len(self.standing.leaves)),
            f"**{len(self.complaints)}**",
        )

    def _milliseconds(self, done: Iterable[Note]) -> list[float]:
        began = {note.word: note.at for note in self.notes if note.kind == WANTS}
        return sorted(1000 * (note.at - began[note.word]) for note in done)

    def _silences(self, done: Iterable[Note]) -> list[float]:
        moments = sorted(note.at for note in done)
        away_again = [*(one.began for one in self.happened), float("inf")][1:]
        return [
            longest_silence(moments, one.began, min(one.ended + AFTERWARDS, until))
            for one, until in zip(self.happened, away_again, strict=True)
        ]


def longest_silence(moments: Sequence[float], began: float, ended: float) -> float:
    """Return the longest time without a recorded act that touches a span.

    Args:
        moments: When acts were recorded, sorted.
        began: When the span begins; the silence counts from the last act before it.
        ended: When it ends.
    """
    first = max(0, bisect_left(moments, began) - 1)
    inside = moments[first : bisect_right(moments, ended)]
    gaps = [after - before for before, after in pairwise(inside)]
    return max(gaps, default=ended - began)


def _share(values: Sequence[float], share: float) -> float:
    """Return the value that so large a share of the sorted values does not exceed."""
    return values[min(len(values) - 1, int(share * len(values)))]


def table(outcomes: Sequence[Outcome], day: date) -> str:
    """Return the figures of some runs as a Markdown table, with the computer and the day."""
    columns = [outcome.column() for outcome in outcomes]
    lines = [
        f"Measured on {day.isoformat()} on {_computer()}.",
        "",
        "| | " + " | ".join(outcome.store for outcome in outcomes) + " |",
        "|---|" + "--:|" * len(columns),
    ]
    lines += [
        f"| {name} | " + " | ".join(cells) + " |"
        for name, *cells in zip(ROWS, *columns, strict=True)
    ]
    return "\n".join(lines)


def _computer() -> str:
    """Name the class of this computer, and nothing that would name the computer."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}"
    python = platform.python_version()
    return f"{cores} cores, {memory:.0f} GB, {system}, Python {python}"


def write_into(page: Path, text: str) -> None:
    """Put the table between the two markers of a page.

    Raises:
        ValueError: the page has no such place.
    """
    content = page.read_text(encoding="utf-8")
    before, begin, rest = content.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        message = f"{page} has no place between {BEGIN} and {END}"
        raise ValueError(message)
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
