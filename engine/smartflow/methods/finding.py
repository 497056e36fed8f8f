"""What a method found wrong, and the notebook in which a calculation writes it down.

A method never stops at a fault: it notes it, with a code that stays the same for ever, at the row
where it stands, and goes on with whatever can still be computed. Imports only the two languages;
nothing of the model, so that a finding here is about a table, never about a city.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

from smartflow.language import Text
from smartflow.methods.numbers import shown

__all__ = ["MethodFinding", "MethodResult", "Notebook", "Place", "Severity", "Situation"]

Severity = Literal["error", "warning"]
"""``error``: the table is not valid; ``warning``: it is, and somebody should look."""

_LONGEST_NAME = 80
"""A longer name is cut in a sentence; nobody reads a message of 10,000 characters."""


class Situation(msgspec.Struct, frozen=True):
    """One kind of fault, as the catalogue has it.

    Attributes:
        key: Its name, unique in the catalogue, such as ``usg-total``.
        code: What users quote. Situations of one rule-book entry share a code (``AHP001``).
        severity: How grave it is.
        template: The sentence, with ``{placeholders}``.
    """

    key: str
    code: str
    severity: Severity
    template: Text


class Place(msgspec.Struct, frozen=True):
    """A row of somebody's table.

    Attributes:
        number: Its number in the file's order, from 1.
        label: Its code or name, else its number.
    """

    number: int
    label: str


class MethodFinding(msgspec.Struct, frozen=True):
    """One fault of one table.

    Attributes:
        code: The code of the situation, such as ``IFS011``.
        severity: ``error`` or ``warning``.
        row: The code or name of the row, None for the table as a whole.
        message: The sentence, whole in both languages.
        number: The row's number from 1, None for the table as a whole.
        situation: The situation's key, which tells those apart that share a code.
    """

    code: str
    severity: Severity
    row: str | None
    message: Text
    number: int | None = None
    situation: str = ""


class MethodResult(msgspec.Struct, frozen=True, kw_only=True):
    """What every method gives back: its numbers (in the subclass) and its findings.

    Attributes:
        findings: In the order in which a reader meets them.
    """

    findings: tuple[MethodFinding, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether no finding is an error."""
        return all(finding.severity != "error" for finding in self.findings)


class Notebook:
    """Collects the findings of one calculation."""

    def __init__(self) -> None:
        self._findings: list[MethodFinding] = []

    def note(self, situation: Situation, at: Place | None = None, **values: object) -> None:
        """Write a finding down.

        Args:
            situation: What was found.
            at: The row; its label also fills ``{row}``.
            **values: What fills the other placeholders; fractions are written as decimals.
        """
        filling = {key: _in_words(value) for key, value in values.items()}
        if at is not None:
            filling["row"] = _in_words(at.label)
        self._findings.append(
            MethodFinding(
                code=situation.code,
                severity=situation.severity,
                row=None if at is None else at.label,
                message=situation.template.fill(filling),
                number=None if at is None else at.number,
                situation=situation.key,
            )
        )

    @property
    def findings(self) -> tuple[MethodFinding, ...]:
        """Everything noted so far."""
        return tuple(self._findings)


def _in_words(value: object) -> object:
    if isinstance(value, Fraction | float):
        return shown(value)
    if isinstance(value, str) and len(value) > _LONGEST_NAME:
        return value[: _LONGEST_NAME - 1] + "…"
    return value
