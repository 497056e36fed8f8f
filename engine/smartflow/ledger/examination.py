"""What an examination of this computer or workspace found: one line of ``doctor``."""

from __future__ import annotations

from typing import Literal

import msgspec

from smartflow.language import Text

__all__ = ["Examination", "State"]

State = Literal["good", "look", "fault"]


class Examination(msgspec.Struct, frozen=True):
    """One thing that was examined.

    Attributes:
        subject: What.
        state: ``good``, ``look`` (worth a look) or ``fault`` (must be mended).
        found: What was found.
        hint: What to do, if anything.
        exit_code: For a fault, what the command ends with.
    """

    subject: Text
    state: State
    found: Text
    hint: Text | None = None
    exit_code: int = 0
