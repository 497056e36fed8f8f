"""``person end``: the last day on which somebody holds their post."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.people import find_person
from smartflow.history.acts import PersonEnd
from smartflow.journey.register.person_add import BadPerson
from smartflow.language import Text, day_words

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry

__all__ = ["person_end"]


def person_end(
    workspace: Workspace, city: str, name: str, *, until: date | None = None, reason: str = ""
) -> Entry:
    """Record the last day of a person in the post.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        name: The registered name.
        until: The last day, inclusive; by default today. It may lie ahead.
        reason: Why, if there is something to say.

    Raises:
        UnknownPerson: nobody of that name is registered.
        BadPerson: the day lies before the first day in the post.
    """

    def plan(case: Case) -> Draft:
        slug = case.state.city.slug
        listing = Text(
            id=f"Lihat siapa yang terdaftar: smartflow person list {slug}",
            en=f"See who is registered: smartflow person list {slug}",
        )
        person = find_person(case.state, name, listing)
        last = until or case.today
        if person.since is not None and last < person.since:
            raise BadPerson(
                Text(
                    id=f"{person.name} baru menjabat sejak {day_words(person.since, 'id')};"
                    f" {day_words(last, 'id')} mendahuluinya.",
                    en=f"{person.name} is in post since {day_words(person.since, 'en')};"
                    f" {day_words(last, 'en')} lies before that.",
                ),
                Text(id="Periksa --until.", en="Check --until."),
            )
        return Draft.of(PersonEnd(name=person.name, until=last), reason=reason.strip())

    return perform(workspace, city, plan)
