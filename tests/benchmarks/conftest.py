"""The modules of ``benchmarks/`` on the path: that folder is run, not imported."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
