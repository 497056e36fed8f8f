"""A person's posts over time: an answer is judged by what was registered for its day."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from smartflow.model import Person

DAY = date(2026, 1, 1)
ROLES = ("team", "head")


def day(number: int) -> date:
    """Return a day by its number."""
    return DAY + timedelta(days=number)


def test_an_earlier_post_counts_for_its_days() -> None:
    """Before the promotion the old role was held, after it the new one; on the day itself both."""
    person = Person("Ani", ("team",), "Tim").followed_by(Person("Ani", ("head",), "W"), day(10))
    assert [person.held("team", day(n)) for n in (9, 10, 11)] == [True, True, False]
    assert [person.held("head", day(n)) for n in (9, 10, 11)] == [False, True, True]


def test_a_first_day_draws_a_sharp_line() -> None:
    """Where it is said since when, that day belongs to the new post alone, however late."""
    newer = Person("Ani", ("head",), "Wali Kota", since=day(5))
    person = Person("Ani", ("team",), "Tim").followed_by(newer, day(10))
    assert [person.held("team", day(n)) for n in (4, 5)] == [True, False]
    assert [person.held("head", day(n)) for n in (4, 5)] == [False, True]


def test_the_same_first_day_is_a_correction() -> None:
    """Nothing is left of what was said wrongly about the same days."""
    first = Person("Ani", ("head",), "Tim", since=day(0))
    person = first.followed_by(Person("Ani", ("team",), "Tim", since=day(0)), day(3))
    assert not any(person.held("head", day(n)) for n in range(6))


def test_an_end_ends_everything_before_it() -> None:
    """A last day that is said later, and lies before, ends the earlier registrations too."""
    person = Person("Ani", ("team",), "Tim").followed_by(Person("Ani", ("team",), "X"), day(10))
    ended = person.ended(day(4))
    assert [ended.held("team", day(n)) for n in (4, 5, 12)] == [True, False, False]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 20),
            st.sampled_from(ROLES),
            st.none() | st.integers(0, 20),
            st.none() | st.integers(0, 20),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_held_agrees_with_its_naive_twin(
    drawn: list[tuple[int, str, int | None, int | None]],
) -> None:
    """Walk the registrations in time; for each day the newest that had begun by then decides."""
    ordered = sorted(drawn, key=lambda one: one[0])
    said = [
        Person(
            "Ani",
            (role,),
            "post",
            since=None if since is None else day(since),
            until=None if until is None else day(until),
        )
        for _, role, since, until in ordered
    ]
    person = said[0]
    for (registered, *_), newer in zip(ordered[1:], said[1:], strict=True):
        person = person.followed_by(newer, day(registered))
    for number in range(-1, 23):
        for role in ROLES:
            assert person.held(role, day(number)) == _twin(ordered, role, number)


def _twin(ordered: list[tuple[int, str, int | None, int | None]], role: str, number: int) -> bool:
    """Say slowly whether a role was held on a day."""
    for position in reversed(range(len(ordered))):
        registered, own, since, until = ordered[position]
        begins = -99 if position == 0 else since if since is not None else registered
        if number < begins:
            continue
        ends = [until, *(later[3] for later in ordered[position + 1 :])]
        fits = (since is None or since <= number) and all(e is None or number <= e for e in ends)
        if own == role and fits:
            return True
        if since is not None or begins != number:
            return False
    return False


def test_what_is_folded_is_no_part_of_what_was_said() -> None:
    """Two people who are registered alike are equal until something stands before them."""
    person = Person("Ani", ("team",), "Tim")
    assert (person.counts_from, person.earlier) == (None, ())
    later = person.followed_by(person, day(1))
    assert msgspec.structs.replace(later, counts_from=None, earlier=()) == person
