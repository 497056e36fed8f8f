"""``make bench``: the promises of docs/architecture.md, measured in one run.

Exit code 0 when every promise was kept, else 1.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from city import ROWS, fill_templates, make_city, put_in_stage
from growth import growth
from installed import install
from measure import Line
from moves import advance
from processes import Programs
from start import version
from workbooks import reading


def main() -> int:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory(prefix="smartflow-bench-") as name:
        print("installing what a person has ...", file=sys.stderr)
        programs = Programs(install(Path(name) / "installed"))
        lines = [version(programs)]
        workspace = Path(name) / "workspace"
        print(f"making a city with {ROWS} rows ...", file=sys.stderr)
        make_city(workspace)
        files = fill_templates(workspace, Path(name) / "forms")
        put_in_stage(workspace, Path(name) / "forms")
        print("measuring ...", file=sys.stderr)
        lines.append(reading(workspace, files))
        lines.append(advance(programs, workspace))
        lines += growth()
    for text in table(lines):
        print(text)
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
            str(line.pair.subject),
            str(line.pair.peer),
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
