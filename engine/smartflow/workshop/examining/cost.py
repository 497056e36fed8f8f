"""What a rule costs: how its work grows with the rows, and how much it is for each of them.

Both are processor time beside a fixed piece of work, measured in turns, so that a machine that is
busy with something else, or slow, judges as an idle one does. Must not ask the clock on the wall.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import msgspec

from smartflow.language import Text
from smartflow.model import Dossier, Row
from smartflow.workshop.examining.remark import Remark, remark
from smartflow.workshop.examining.trial import Trial

__all__ = ["COSTLY", "GROWING", "TIMES", "Cost", "measure", "remarks_on"]

TIMES = 4
"""How many times as many rows the larger run has."""

GROWING = 8.0
"""The growth beyond which a rule is told: work on every row gives 4, work on every pair 16."""

COSTLY = 50.0
"""Yardsticks for 1,000 rows beyond which a rule is told; on a usual machine about a second."""

_ROUNDS = 3
_MANY = 1000
_STEPS = 200_000


class Cost(msgspec.Struct, frozen=True):
    """What was measured, in seconds of the processor over all rounds.

    Attributes:
        rows: How many rows the rule read in the smaller run.
        work: Of the smaller runs.
        larger: Of the runs with :data:`TIMES` as many rows.
        yardstick: Of a fixed piece of work, done as often.
        rounds: How often each was done.
    """

    rows: int
    work: float
    larger: float
    yardstick: float
    rounds: int = 1

    @property
    def growth(self) -> float:
        """How many times the work the larger run needs; 1 where that is too little to tell."""
        if not self.work or self.larger < self.yardstick:
            return 1.0
        return self.larger / self.work

    @property
    def per_thousand(self) -> float:
        """Seconds of the processor for 1,000 rows."""
        return self.work / self.rounds / self.rows * _MANY

    @property
    def yardsticks(self) -> float:
        """How many yardsticks 1,000 rows need; 0 where the processor's clock is too coarse."""
        return self.per_thousand * self.rounds / self.yardstick if self.yardstick else 0.0


def measure(trial: Trial, dossier: Dossier) -> Cost | None:
    """Measure a rule on a city's rows and on several times as many.

    Args:
        trial: The rule.
        dossier: A city with many rows.

    Returns:
        What it costs; None if it reads no row.
    """
    rows = sum(trial.run(dossier).read.values())
    if not rows:
        return None
    multiplied = _multiplied(dossier)
    work = larger = yardstick = 0.0
    for done in range(1, _ROUNDS + 1):
        work += _seconds(lambda: trial.run(dossier))
        before = larger
        larger += _seconds(lambda: trial.run(multiplied))
        yardstick += _seconds(_fixed_work)
        if larger - before > COSTLY * yardstick / done:
            break  # so much shows what it costs, and would take as long again
    return Cost(rows, work, larger, yardstick, done)


def _seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _fixed_work() -> int:
    """Do what rules do: walk, look up, compare and build texts."""
    counts: dict[str, int] = {}
    for number in range(_STEPS // 4):
        key = f"S{number % 97}"
        counts[key] = counts.get(key, 0) + (number > 0)
    return len(counts)


def _multiplied(dossier: Dossier) -> Dossier:
    """Return the dossier with each row several times, every one with an id of its own."""
    sheets: dict[str, tuple[Row, ...]] = {}

    def rows_of(worksheet: str) -> tuple[Row, ...]:
        if worksheet not in sheets:
            rows = dossier.rows(worksheet)
            copies = (_copy(row, n * len(rows)) for n in range(1, TIMES) for row in rows)
            sheets[worksheet] = (*rows, *copies)
        return sheets[worksheet]

    return msgspec.structs.replace(dossier, row_source=rows_of)


def _copy(row: Row, ahead: int) -> Row:
    head, _, number = row.id.rpartition("/")
    return Row(
        row,
        id=f"{head}/{int(number) + ahead}",
        worksheet=row.worksheet,
        filler=row.filler,
        agency=row.agency,
        dimension=row.dimension,
        sheet=row.sheet,
        number=row.number + ahead,
        written=row.misfits,
    )


def remarks_on(about: str, cost: Cost) -> Iterator[Remark]:
    """Say that a rule's work grows faster than the rows, or is more than any rule needs.

    Args:
        about: The rule's code or key.
        cost: What it costs.
    """
    if cost.growth > GROWING:
        times = f"{cost.growth:.0f}"
        message = Text(
            id=f"Untuk baris {TIMES} kali lebih banyak, pekerjaannya {times} kali lebih banyak.",
            en=f"For {TIMES} times as many rows it needs {times} times as much work.",
        )
    elif cost.yardsticks > COSTLY:
        seconds = f"{cost.per_thousand:.1f}"
        message = Text(
            id=f"Perlu {seconds.replace('.', ',')} detik kerja prosesor untuk 1.000 baris.",
            en=f"It needs {seconds} seconds of processor time for 1,000 rows.",
        )
    else:
        return
    yield remark("CHK209", about, message, severity="warning")
