"""``make fuzz``: damage good inputs in ever new ways, and look that nothing gives way.

``python tests/fuzz [--minutes 10] [--rounds N] [--seed N] [--keep DIR] [TARGET ...]``. What gives
way is saved with the seed that made it. Exit code 1 if something did.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import targets as fuzzed

SLOW = 20
"""Seconds after which an input is said to hang."""
MEMORY = 3 << 30
"""Bytes of address space, where the system can limit it."""


class Hung(Exception):
    """An input took too long."""


def main(words: list[str] | None = None, known: dict[str, fuzzed.Target] | None = None) -> int:
    """Fuzz until the time is over or the rounds are done.

    Args:
        words: The command line.
        known: The targets, by default all; a test passes its own.
    """
    parser = argparse.ArgumentParser("fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, default=0, help="for each target, instead of time")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    parser.add_argument("target", nargs="*")
    given = parser.parse_args(words)
    seed = random.SystemRandom().randrange(1 << 32) if given.seed is None else given.seed
    _limit_memory()
    with tempfile.TemporaryDirectory(prefix="smartflow-fuzz-") as name:
        os.environ["SMARTFLOW_CONFIG"] = str(Path(name) / "configuration")
        known = fuzzed.make_targets(Path(name)) if known is None else known
        chosen = [known[one] for one in given.target or known]
        print(f"seed {seed}, targets {', '.join(one.name for one in chosen)}")
        share = given.minutes * 60 / len(chosen)
        return max(_fuzz(one, seed, given.rounds, share, given.keep) for one in chosen)


def _fuzz(target: fuzzed.Target, seed: int, rounds: int, seconds: float, keep: Path) -> int:
    """Fuzz one target; say what it answered, and how often."""
    for content in target.seeds:
        target.check(content)
    answers: collections.Counter[str] = collections.Counter()
    until = time.monotonic() + seconds
    count = failures = 0
    while count < rounds if rounds else time.monotonic() < until:
        source = random.Random(f"{target.name} {seed} {count}")
        content = target.damage(source, source.choice(target.seeds))
        count += 1
        try:
            with _no_longer_than(SLOW):
                answers[target.check(content)] += 1
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            failures += 1
            _save(keep, target.name, f"{seed}-{count - 1}", content)
    shown = ", ".join(f"{answer} {times}" for answer, times in sorted(answers.items()))
    print(f"{target.name}: {count} inputs: {shown}; failures {failures}", flush=True)
    return 1 if failures else 0


def _save(keep: Path, name: str, number: str, content: bytes) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    path = keep / f"{name}-{number}"
    path.write_bytes(content)
    path.with_suffix(".txt").write_text(traceback.format_exc(), encoding="utf-8")
    print(f"{name}: {path} gave way:\n{traceback.format_exc(limit=-3)}", flush=True)


@contextlib.contextmanager
def _no_longer_than(seconds: int) -> Iterator[None]:
    """Raise in the middle of what takes too long, where the system has an alarm."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(number: int, frame: object) -> None:
        del number, frame
        raise Hung

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))


if __name__ == "__main__":
    sys.exit(main())
