"""What the lines, curves and numbers are called from which docs/scale.md is reckoned.

Whoever measures one of them gives it this name, and :mod:`scale` looks for it by this name.
"""

from __future__ import annotations

__all__ = [
    "ADVANCE",
    "BOARD",
    "LOOKUP",
    "SPEED_UP",
    "STORED",
    "VERIFY",
    "WHOLE",
    "WHOLE_CITY",
]

ADVANCE = "smartflow advance (38 agencies, 5,016 rows) / python -c pass"
SPEED_UP = "portfolio check of 514 cities: 1 process / 2 processes, start included"
BOARD = "portfolio status"
LOOKUP = "history of one city (the register is read, the city found)"
VERIFY = "audit verify"
WHOLE = "check of a whole city (38 agencies, 5,016 rows), plugins loaded"
STORED = "what a city takes up"
WHOLE_CITY = "a whole city"
"""How the size of a whole city's store is called among the numbers of ``STORED``."""
