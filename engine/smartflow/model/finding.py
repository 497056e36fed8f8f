"""What a rule or a scoring rule gives back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import msgspec

from smartflow.language import Text
from smartflow.model.row import Row

__all__ = ["BreakdownLine", "Finding", "NotApplicable", "Score", "Severity"]

Severity = Literal["error", "warning"]
"""``error`` must be mended before the stage ends; ``warning`` is worth a look."""


class Finding(msgspec.Struct, frozen=True):
    """One thing that a rule found.

    Attributes:
        values: What fills the placeholders of the message.
        row: The row at which it was found.
        column: The key of the column.
        dimension: The dimension it concerns; taken from the row when that has one.
        agency: The code of the agency that can mend it; taken from the row when that has one.
        severity: ``warning`` lowers the rule's severity; it can never be raised.
        message: A text of its own in place of the rule's message.
    """

    values: Mapping[str, object] = {}
    row: Row | None = None
    column: str | None = None
    dimension: str | None = None
    agency: str | None = None
    severity: Severity | None = None
    message: Text | None = None


class NotApplicable(msgspec.Struct, frozen=True):
    """A rule's word that there is nothing here for it to judge, and why."""

    reason: Text | None = None


class BreakdownLine(msgspec.Struct, frozen=True):
    """One part of a score.

    Attributes:
        title: What is counted.
        value: The part's value.
        weight: Its weight, 1 when all parts weigh the same.
    """

    title: Text
    value: Decimal
    weight: Decimal = Decimal(1)


class Score(msgspec.Struct, frozen=True):
    """A number with its breakdown, so that it can be checked by hand.

    Attributes:
        subject: A dimension's key, an agency's code, a row's id, or ``""`` for the city.
        value: The number, exact.
        breakdown: Its parts.
    """

    subject: str
    value: Decimal
    breakdown: tuple[BreakdownLine, ...] = ()
