"""One thing to know before a city moves to another definition: a refusal, or a warning.

Only the words: what is looked at stands in ``migration_plan`` and ``migration_stages``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from smartflow.errors import BadInput
from smartflow.language import Text

__all__ = ["Remark", "refusal", "warning"]


class Remark(msgspec.Struct, frozen=True):
    """One thing to know before a city moves to another definition.

    Attributes:
        code: What kind of thing.
        severity: ``refusal`` keeps the city where it is.
        message: It, as a sentence.
        exit_code: For a refusal: what the command ends with.
    """

    code: str
    severity: Literal["refusal", "warning"]
    message: Text
    exit_code: int = BadInput.exit_code


def refusal(code: str, id_: str, en: str, exit_code: int = BadInput.exit_code) -> Remark:
    """Return a remark that keeps the city where it is."""
    return Remark(code, "refusal", Text(id=id_, en=en), exit_code)


def warning(code: str, id_: str, en: str) -> Remark:
    """Return a remark that is only told."""
    return Remark(code, "warning", Text(id=id_, en=en))
