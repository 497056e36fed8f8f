"""``python -m smartflow``: the same as the command ``smartflow``, where that is not on the path."""

from __future__ import annotations

import sys

from smartflow.cli import main

if __name__ == "__main__":
    sys.exit(main())
