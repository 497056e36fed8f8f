"""The promise of many cities: 514 checked by two processes over one, by the real command.

Start included; the workers load the plugins and the dossiers by themselves. Both must print the
same bytes, or there is nothing to compare. Dask stands beside it, with two workers that wait
already: it is for several machines, and on one it only costs.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Line, Pair, Shown, Skipped, Timing, interleave, seconds_of
from names import SPEED_UP
from portfolio_cities import AGENCIES, CITIES, ISSUES, SILENT, make_portfolio
from processes import environment, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Measured
    from processes import Programs

__all__ = ["made_portfolio", "portfolio_check"]

ROUNDS = 3
NOT_MET = 1
_CLUSTER = Path(__file__).with_name("local_cluster.py")
CHECK_COST = (
    f"portfolio check, a city of {AGENCIES} agencies and {(AGENCIES - SILENT) * ISSUES} rows"
)


def made_portfolio(programs: Programs, root: Path) -> Path:
    """Make the workspace of 514 cities, and return it."""
    make_portfolio(programs, root, Path(os.environ["SMARTFLOW_CONFIG"]))
    return root


def portfolio_check(programs: Programs, root: Path) -> Iterator[Measured]:
    """Measure 514 cities.

    Args:
        programs: The installed command, with the extra ``dask`` where that is installed.
        root: The workspace of 514 cities.
    """
    check = _Check(programs, root)
    pair = interleave(
        lambda: check("--workers", "2"), lambda: check("--workers", "1"), rounds=ROUNDS
    )
    ratio = pair.peer.median / pair.subject.median
    yield Line(SPEED_UP, ratio, 1.4, at_most=False, pair=pair)
    one_city = seconds_of(lambda: check("--workers", "1", "--city", _FIRST), rounds=ROUNDS)
    yield _cost(pair, one_city)
    yield _with_dask(check, pair)


_FIRST = "11.01"
"""The code of one of the cities."""


class _Check:
    """The command, and what it printed for a selection the first time."""

    def __init__(self, programs: Programs, root: Path) -> None:
        self.programs = programs
        self._root = root
        self._journal = root.parent / "journal.jsonl"
        self._said: dict[bool, str] = {}

    def __call__(self, *options: str) -> None:
        """Check; raise RuntimeError if it prints something else than before."""
        self._journal.unlink(missing_ok=True)
        words = ("portfolio", "check", "--format", "json", "-o", str(self._journal), *options)
        here = ("--workspace", str(self._root))
        said = run(*self.programs.smartflow, *here, *words, expect=NOT_MET)
        if self._said.setdefault("--city" in options, said) != said:
            message = f"{' '.join(options)}: the results are not the same"
            raise RuntimeError(message)


def _cost(pair: Pair, one_city: Timing) -> Shown:
    """Return what a city adds to a run in one process, and what a run costs before."""
    each = (pair.peer.median - one_city.median) / (CITIES - 1)
    return Shown(
        CHECK_COST, {"ms a city": 1000 * each, "ms before": 1000 * (one_city.median - each)}
    )


def _with_dask(check: _Check, pair: Pair) -> Shown | Skipped:
    what = f"portfolio check of {CITIES} cities by 2 workers of Dask that wait already"
    try:
        import distributed  # noqa: F401
    except ImportError:
        return Skipped(what, "distributed is not installed (dependency group bench)")
    with _cluster(check.programs, 2) as address:
        timing = seconds_of(lambda: check("--scheduler", address), rounds=ROUNDS)
    return Shown(
        what,
        {"s": timing.median, "1 process / Dask": pair.peer.median / timing.median},
    )


@contextmanager
def _cluster(programs: Programs, workers: int) -> Iterator[str]:
    """Start Dask in the environment of the command; yield its address."""
    words = (str(programs.python), str(_CLUSTER), str(workers))
    with subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(),
    ) as started:
        if started.stdout is None:  # it was asked for
            raise RuntimeError(words)
        yield started.stdout.readline().strip()
        started.communicate()
