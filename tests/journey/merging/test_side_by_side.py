"""The order of a consolidated sheet: near-duplicates side by side, and nothing else moved."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.journey.merging.side_by_side import side_by_side
from smartflow.language import Text
from smartflow.methods import resembling
from smartflow.model import Column, Row, Worksheet

SHARE = Decimal("0.8")
CHOICES = ("S", "W", "O")
SHEET = Worksheet(
    key="gabungan",
    version=1,
    title=Text.same("Gabungan"),
    columns=(
        *(Column(key, Text.same(key)) for key in ("source", "agency", "code", "words")),
        Column("kind", Text.same("kind"), choices=CHOICES),
        Column("resembles", Text.same("resembles")),
        Column("decision", Text.same("decision"), choices=("ya", "gabung", "tidak")),
    ),
    per="dimension",
    consolidates="asal",
    compares="words",
)

_rows = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from([*CHOICES, ""]),
        st.sampled_from(["guru kurang", "Guru kurang.", "kurang guru SD", "air", "listrik padam"]),
        st.sampled_from(["ya", "gabung", None]),
    ),
    max_size=12,
)


def made(given_: list[tuple[str, str, str, str | None]]) -> list[Row]:
    """Return rows of the sheet, numbered through; an empty choice is left to the code."""
    return [
        Row(
            {
                "source": f"{agency}/asal/{number}",
                "agency": agency,
                "code": f"{kind or 'O'}{number}",
                "words": words,
                "kind": kind or None,
                "resembles": "an old name",
                "decision": decision,
            },
            id=f"dim/gabungan/{number}",
            worksheet="gabungan",
            filler="dim",
            dimension="dim",
        )
        for number, (agency, kind, words, decision) in enumerate(given_, start=1)
    ]


def kept(row: Row) -> tuple[object, ...]:
    """Return all of a row but the names of those like it."""
    return (row.id, *(value for key, value in row.items() if key != "resembles"))


@settings(max_examples=100, deadline=None)
@given(given_=_rows, data=st.data())
def test_the_order_does_not_depend_on_the_order_before(
    given_: list[tuple[str, str, str, str | None]], data: st.DataObject
) -> None:
    """Written again from its own copy, the sheet is the same: every row once, decisions kept."""
    rows = made(given_)
    once = side_by_side(SHEET, rows, SHARE)
    again = side_by_side(SHEET, data.draw(st.permutations(once)), SHARE)
    assert [dict(row) for row in once] == [dict(row) for row in again]
    assert sorted(map(kept, rows), key=str) == sorted(map(kept, once), key=str)


@settings(max_examples=100, deadline=None)
@given(given_=_rows)
def test_rows_that_are_alike_stand_together_and_name_each_other(
    given_: list[tuple[str, str, str, str | None]],
) -> None:
    """Each group is one block; its rows name all the others, and no other row names any."""
    listed = side_by_side(SHEET, made(given_), SHARE)
    groups = resembling([row.text("words") for row in listed], SHARE)
    assert all(group == tuple(range(group[0], group[-1] + 1)) for group in groups)
    beside = {place: group for group in groups for place in group}
    for place, row in enumerate(listed):
        others = [listed[n] for n in beside.get(place, ()) if n != place]
        names = [f"{other['agency']}:{other['code']}" for other in others]
        expected = ", ".join(names[:5]) + (f" (+{len(names) - 5})" if len(names) > 5 else "")
        assert expected == row.text("resembles")


@settings(max_examples=100, deadline=None)
@given(given_=_rows)
def test_apart_from_those_moved_beside_another_rows_stand_by_choice_agency_and_number(
    given_: list[tuple[str, str, str, str | None]],
) -> None:
    """The first of each group, and every row that is like none, are sorted."""
    listed = side_by_side(SHEET, made(given_), SHARE)
    groups = resembling([row.text("words") for row in listed], SHARE)
    moved = {place for group in groups for place in group[1:]}
    keys = [
        (CHOICES.index(row.text("kind") or "O"), row.text("agency"), int(row.text("code")[1:]))
        for place, row in enumerate(listed)
        if place not in moved
    ]
    assert sorted(keys) == keys


def test_a_sheet_that_compares_nothing_is_only_sorted() -> None:
    """Without a column to compare no row is moved, and what stood in the column stays."""
    plain = msgspec.structs.replace(SHEET, compares="")
    rows = made([("B", "S", "air", None), ("A", "W", "air", None), ("A", "S", "air", None)])
    listed = side_by_side(plain, rows, SHARE)
    assert [row.text("code") for row in listed] == ["S3", "S1", "W2"]
    assert {row.text("resembles") for row in listed} == {"an old name"}
