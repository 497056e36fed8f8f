"""A city as its history tells it: its stage, its people, what was filled in, answered, recorded.

It is filled by folding (:mod:`smartflow.fold.state`) and only read afterwards.
"""

from __future__ import annotations

from datetime import date

import msgspec

from smartflow.history.acts import WorkflowPin
from smartflow.model import (
    Agency,
    Attendance,
    City,
    Decision,
    Issued,
    Nil,
    Person,
    Presentation,
    Record,
    Selection,
    SettingValue,
    SignOff,
    Submission,
    Waiver,
)

__all__ = ["CityState", "ErasedCopy", "Move"]


class Move(msgspec.Struct, frozen=True):
    """One change of stage.

    Attributes:
        act: ``city_add``, ``advance`` or ``send_back``.
        from_: The stage that was left; ``""`` at the beginning.
        to: The stage that was entered.
        entry: Sequence number of the entry.
        day: The day.
        by: The person.
        reason: Why, if said.
    """

    act: str
    from_: str
    to: str
    entry: int
    day: date
    by: str
    reason: str = ""


class ErasedCopy(msgspec.Struct, frozen=True):
    """A present copy of a worksheet whose rows were erased: it must be submitted again.

    Attributes:
        submission: What was submitted.
        entry: Sequence number of the entry that erased it.
        next: The number of the filler's next new row.
    """

    submission: Submission
    entry: int
    next: int


class CityState(msgspec.Struct):
    """A city as its history tells it; filled by :func:`fold` and only read afterwards."""

    city: City
    workflow: WorkflowPin
    stage: str
    moves: list[Move]
    agencies: dict[str, Agency] = {}
    people: dict[str, Person] = {}
    submissions: dict[tuple[str, str], Submission] = {}
    copies: dict[tuple[str, str], list[Submission]] = {}
    """Every copy by (worksheet, filler), oldest first; the last one is in ``submissions``."""
    nils: dict[tuple[str, str], Nil] = {}
    records: list[Record] = []
    presentations: list[Presentation] = []
    attendance: list[Attendance] = []
    decisions: list[Decision] = []
    sign_offs: list[SignOff] = []
    selections: list[Selection] = []
    issued: list[Issued] = []
    waivers: dict[int, Waiver] = {}
    """What was asked for and is neither withdrawn nor replaced, by the number of the request."""
    settings: dict[str, dict[str, SettingValue]] = {}
    refusals: list[int] = []
    """Sequence numbers of the ``advance`` entries that were refused."""
    recorded: dict[int, date] = {}
    """The days on which the entries in ``records`` were made, by their sequence numbers."""
    erased: dict[tuple[str, str], ErasedCopy] = {}
    """Worksheets whose present copy was erased and that have not come again since."""
    unknown: dict[int, str] = {}
    """Sequence numbers and names of acts that this version does not know."""

    @property
    def entered(self) -> Move:
        """The move by which the city came into its present stage."""
        return self.moves[-1]
