"""A process that extends a history log to more and more entries; started by the tests.

Arguments: the log file, a file with one entry per line.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.history import extend_log_file

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = "smartflow/w/13.73"


def first(contents: list[bytes], count: int) -> Callable[[str, int], list[bytes]]:
    """Return a source that knows the first entries only, as a store does at one moment."""
    return lambda _, after: contents[after:count]


def main() -> None:
    """Extend the log by one entry at a time."""
    target, source = Path(sys.argv[1]), Path(sys.argv[2])
    contents = source.read_bytes().splitlines()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for count in range(1, len(contents) + 1):
        extend_log_file(target, first(contents, count), [LOG])


main()
