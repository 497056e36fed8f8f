"""What the tests of load share: its modules on the path, and how a short run is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
# pytest imports tests by path, and `make load` is a program of its own: both share these modules.
sys.path.append(str(HERE))
