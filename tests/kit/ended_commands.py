"""How a command ended that a test has run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

__all__ = ["Outcome"]


@dataclass(frozen=True)
class Outcome:
    """How one command ended.

    Attributes:
        code: Its exit code.
        out: What stands on stdout.
        err: What stands on stderr.
    """

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stands on stdout, as JSON."""
        return json.loads(self.out)
