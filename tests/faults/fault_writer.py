"""A process that acts on a city again and again until it is told to stop. Not a test.

Called as ``fault_writer.py WORKSPACE CITY``; it says a line after each act.
"""

from __future__ import annotations

import select
import sys
from itertools import count

from smartflow.terminal.program import run


def main() -> None:
    """Act until something stands on standard input."""
    root, city = sys.argv[1:]
    for number in count():
        if select.select([sys.stdin], [], [], 0)[0]:
            return
        name = f"Orang {number}"
        run(["-w", root, "person", "add", city, name, "--role", "team", "--post", "Anggota"])
        sys.stdout.flush()


if __name__ == "__main__":
    main()
