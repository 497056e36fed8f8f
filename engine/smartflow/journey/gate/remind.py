"""``remind``: who has not answered yet, so that a message can be sent. Writes nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import read_case
from smartflow.casework.pinned import registry_of
from smartflow.journey.gate.standing import standing_of
from smartflow.language import Text
from smartflow.model import City, Per

if TYPE_CHECKING:
    from smartflow.casework.fillers import Filler
    from smartflow.casework.workspace import Workspace

__all__ = ["Late", "Reminder", "remind"]


class Late(msgspec.Struct, frozen=True):
    """Somebody who has not answered.

    Attributes:
        key: An agency's code, a dimension's key or the city's slug.
        title: What it is called.
        per: Whether it is an agency, a dimension or the city; only an agency can say nil.
        worksheets: Titles of the worksheets that are missing.
        required: Whether it must answer; else its silence is at most a warning.
        people: Names of the people registered for the agency, who are in post today.
    """

    key: str
    title: str
    per: Per
    worksheets: tuple[Text, ...]
    required: bool
    people: tuple[str, ...]


class Reminder(msgspec.Struct, frozen=True):
    """What a reminder says.

    Attributes:
        city: The city.
        stage: The title of the stage.
        due: The day on which the stage should end, if the workflow says.
        late_by: Days after that day.
        late: Who has not answered; those who must come first.
        awaited: Whether the stage asks for worksheets at all.
    """

    city: City
    stage: Text
    due: date | None
    late_by: int
    late: tuple[Late, ...]
    awaited: bool


def remind(workspace: Workspace, city: str) -> Reminder:
    """Return who has not answered in the present stage.

    Raises:
        UnknownCity: there is no such city.
    """
    case = read_case(workspace, city)
    standing = standing_of(case, registry_of(case))
    missing: dict[tuple[bool, str], list[Text]] = {}
    named: dict[str, Filler] = {}
    for sheet in standing.sheets:
        if sheet.worksheet.consolidates and not sheet.submitted:
            continue  # nobody merges before there is anything to merge
        for required, fillers in ((True, sheet.missing), (False, sheet.silent)):
            for filler in fillers:
                named[filler.key] = filler
                missing.setdefault((required, filler.key), []).append(sheet.worksheet.title)
    people = [person for person in case.state.people.values() if person.in_post(case.today)]
    return Reminder(
        city=case.state.city,
        stage=standing.stage.title,
        due=standing.due,
        late_by=standing.late_by,
        late=tuple(
            Late(
                key=key,
                title=named[key].title,
                per=named[key].per,
                worksheets=tuple(sheets),
                required=required,
                people=tuple(person.name for person in people if key in person.agencies),
            )
            for (required, key), sheets in sorted(
                missing.items(), key=lambda item: (not item[0][0], item[0][1])
            )
        ),
        awaited=bool(standing.sheets or standing.unknown),
    )
