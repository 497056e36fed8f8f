"""The machine is many modules, and pytest imports tests by path: so their folder is looked in."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
