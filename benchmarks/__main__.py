"""``make bench``: the promises of docs/architecture.md, measured in one run.

Exit code 0 when every promise was kept, else 1.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from append import append
from books import books
from cel_rules import cel_rules
from city import ROWS, fill_templates, make_city, put_in_stage
from durable_moves import Shown, durable_moves
from gate_memory import gate_memory
from growth import growth
from installed import install
from many_plugins import many_plugins
from measure import Line, Skipped
from moves import advance
from processes import Programs
from row_rules import row_rules
from start import version
from verification import verification
from workbooks import reading


def main() -> int:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory(prefix="smartflow-bench-") as name:
        # The keys of the benchmark's stores stay out of the person's own configuration.
        os.environ["SMARTFLOW_CONFIG"] = str(Path(name) / "configuration")
        print("installing what a person has ...", file=sys.stderr)
        programs = Programs(install(Path(name) / "installed"))
        measured: list[Line | Skipped | Shown] = [version(programs)]
        workspace = Path(name) / "workspace"
        print(f"making a city with {ROWS} rows ...", file=sys.stderr)
        make_city(workspace)
        files = fill_templates(workspace, Path(name) / "forms")
        put_in_stage(workspace, Path(name) / "forms")
        print("measuring ...", file=sys.stderr)
        measured.append(reading(workspace, files))
        measured.append(advance(programs, workspace))
        measured.append(append(Path(name) / "append"))
        measured.append(row_rules())
        crowded = Programs(install(Path(name) / "crowded"))
        measured += many_plugins(programs, crowded, Path(name) / "small")
        measured += growth()
        measured += gate_memory()
        measured += verification()
        measured.append(cel_rules())
        printing = Programs(install(Path(name) / "printing", extra="docs"))
        measured += books(printing, Path(name) / "demo")
        measured.append(durable_moves(Path(name) / "moves"))
    lines = [line for line in measured if isinstance(line, Line)]
    for text in table(lines):
        print(text)
    for line in measured:
        if isinstance(line, Shown):
            sides = ", ".join(f"{name} {number:.0f}" for name, number in line.numbers.items())
            print(f"without a promise: {line.what}: {sides}")
        if isinstance(line, Skipped):
            print(f"not measured: {line.what}: {line.reason}")
    return 0 if all(line.kept for line in lines) else 1


def table(lines: list[Line]) -> list[str]:
    """Return the table as lines of text, its columns aligned."""
    rows = [("what", "ratio", "promise", "verdict", "ours, ms (min-max)", "peer, ms (min-max)")]
    rows += [
        (
            line.what,
            f"{line.ratio:.1f}",
            line.promise,
            "kept" if line.kept else "NOT KEPT",
            *(str(side) for side in line.pair or ("", "")),
        )
        for line in lines
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


if __name__ == "__main__":
    sys.exit(main())
