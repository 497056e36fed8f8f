"""``make bench``: the promises of docs/promises.md, measured in one run.

``python benchmarks [--full] [--only NAME]... [--list] [--pages]``. What was measured is kept in
``results.json`` and written to ``RESULTS.md`` and to the table of docs/scale.md; with ``--only``
the other lines stay as they were. Exit code 0 when every promise was kept that was measured now,
else 1.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue import BENCHES, Ground
from facts import facts_of_now
from measure import Curve, Line, Measured, Shown
from page import page
from results import FILE, Group, read_results, write_results
from scale import write_scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from results import Results

RESULTS = FILE.with_name("RESULTS.md")
NAMES = tuple(bench.name for bench in BENCHES)


def main(words: list[str] | None = None) -> int:
    """Measure, print, and write the pages."""
    parser = argparse.ArgumentParser("benchmarks", description="Measure the promises.")
    parser.add_argument("--full", action="store_true", help="also what takes long")
    parser.add_argument("--only", action="append", choices=NAMES, metavar="NAME", default=[])
    parser.add_argument("--list", action="store_true", help="print the names and end")
    parser.add_argument("--pages", action="store_true", help="write the pages again and end")
    given = parser.parse_args(words)
    if given.pages:
        _write(read_results())
        return 0
    if given.list:
        print("\n".join(NAMES))
        return 0
    kept = True
    for name, group in _measured(tuple(given.only) or NAMES, full=given.full):
        # At once: a run that is stopped has measured what it has measured.
        _write(read_results().with_groups({name: group}, NAMES))
        kept &= all(item.kept for item in group.items if isinstance(item, Line))
    only = f"the lines of {', '.join(given.only)}; the others are as they were"
    print(f"written to {RESULTS.name}: {only if given.only else 'all lines'}")
    return 0 if kept else 1


def _write(results: Results) -> None:
    write_results(results)
    RESULTS.write_text(page(results), encoding="utf-8", newline="\n")
    write_scale(results)


def _measured(names: tuple[str, ...], *, full: bool) -> Iterator[tuple[str, Group]]:
    """Run the benchmarks of these names in the order of the page; yield each when it is done."""
    facts = facts_of_now(full=full)
    with tempfile.TemporaryDirectory(prefix="smartflow-bench-") as folder:
        # The keys of the benchmark's stores stay out of the person's own configuration.
        os.environ["SMARTFLOW_CONFIG"] = str(Path(folder) / "configuration")
        ground = Ground(Path(folder), full=full)
        for bench in BENCHES:
            if bench.name not in names:
                continue
            begun, items = time.monotonic(), []
            for item in bench.measure(ground):
                print(_said(bench.name, item), flush=True)
                items.append(item)
            print(f"{bench.name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
            yield bench.name, Group(facts, tuple(items))


def _said(name: str, item: Measured) -> str:
    """Return one item as a line of text."""
    match item:
        case Line():
            verdict = "kept" if item.kept else "NOT KEPT"
            sides = " over ".join(f"{side} ms" for side in item.pair or ())
            return f"{name}: {item.what}: {item.ratio:.2f} ({item.promise}): {verdict}; {sides}"
        case Shown():
            sides = ", ".join(f"{key} {number:.4g}" for key, number in item.numbers.items())
            return f"{name}: {item.what}: {sides}"
        case Curve():
            points = ", ".join(f"{count:,}: {side} ms" for count, side in item.seconds.items())
            return f"{name}: {item.what} over {item.over}: {points}"
        case _:
            return f"{name}: NOT MEASURED: {item.what}: {item.reason}"


if __name__ == "__main__":
    sys.exit(main())
