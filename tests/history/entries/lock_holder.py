"""A process that holds a file lock until its standard input ends; started by the tests."""

from __future__ import annotations

import sys
from pathlib import Path

from smartflow.history.entries.file_lock import locked

with locked(Path(sys.argv[1]), 5.0):
    sys.stdout.write("held\n")
    sys.stdout.flush()
    sys.stdin.read()
