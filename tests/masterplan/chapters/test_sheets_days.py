"""The day of a sheet: one on which something was done, never the one on which it is printed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.masterplan.chapters.signed_city import CITY, DAY, STAGES

from smartflow import Dossier
from smartflow.testing import CityInWords, compose_book
from smartflow_masterplan.chapters.sheets import days

STAGE = "masterplan_approval"
SHEETS = (("minutes", "minutes_opening"), ("commitment", "commitment_text"))
_LATER = DAY + timedelta(days=1200)
_DAYS = st.lists(st.dates(date(2023, 1, 1), DAY), max_size=3)
_ACTS = st.fixed_dictionaries(
    {key: st.tuples(_DAYS, _DAYS) for key in ("decisions", "attendance", "presentations")}
)


def of(acts: dict[str, tuple[list[date], list[date]]]) -> CityInWords:
    """Return a city in which acts were recorded on these days, in the stage and in another one."""
    city = CITY.at(STAGE)
    for place, stage in enumerate((STAGE, "swot_tows")):
        for day in acts["decisions"][place]:
            city = city.with_decision(day=day, stage=stage)
        for day in acts["attendance"][place]:
            city = city.with_attendance("DLH", day=day, stage=stage)
        for day in acts["presentations"][place]:
            city = city.with_presentation("living", day=day, stage=stage)
    return city


@given(_ACTS)
def test_the_day_is_that_of_the_decision_else_of_the_meeting_else_of_what_was_shown(
    acts: dict[str, tuple[list[date], list[date]]],
) -> None:
    """The last of the first kind that the stage has; what another stage has does not count."""
    own = [sorted(acts[key][0]) for key in ("decisions", "attendance", "presentations")]
    wanted = next((found[-1] for found in own if found), None)
    assert days.stage_day(of(acts).dossier(), STAGE) == wanted


@given(_ACTS)
def test_it_is_printed_alike_on_any_day(
    acts: dict[str, tuple[list[date], list[date]]],
) -> None:
    """Whoever prints a sheet three years later prints the same opening."""
    for book, chapter in SHEETS:
        early, late = (compose_book(book, of(acts).on(day)) for day in (DAY, _LATER))
        assert early.chapter(chapter) == late.chapter(chapter)


@pytest.mark.parametrize(("book", "chapter"), SHEETS)
@pytest.mark.parametrize("stage", STAGES[:5])
def test_a_stage_of_which_nothing_is_recorded_has_room_for_the_day(
    book: str, chapter: str, stage: str
) -> None:
    """Dots for weekday, day, month and year, in both languages."""
    composed = compose_book(book, CITY.at(stage)).assert_sound()
    composed.assert_says(chapter, f"Pada hari ini, {days.BLANK_DAY.id}, kami")
    composed.assert_says(chapter, f"Today, {days.BLANK_DAY.en}, we")
    assert not any("2023" in text.id + text.en for text in composed.words(chapter))
    assert [word for word in days.BLANK_DAY.id.split() if set(word) != {"."}] == [
        "tanggal",
        "bulan",
        "tahun",
    ]


def _committed(**more: Any) -> Dossier:
    return CITY.at(STAGE).with_decision(day=DAY).with_record("commitment", **more).dossier()


def test_a_commitment_that_was_signed_bears_its_own_date() -> None:
    """Not the day on which the council decided a week later; of two sheets the newer."""
    signed = date(2023, 6, 28)
    assert days.commitment_day(_committed(date=signed)) == signed
    compose_book("commitment", _committed(date=signed)).assert_says("commitment_text", "Juni")
    assert days.commitment_day(CITY.at("adopted").with_decision(day=DAY).dossier()) is None
    before = CITY.at(STAGE).with_decision(day=DAY).at("adopted").dossier()
    decided = replace(before, decisions=tuple(replace(o, stage=STAGE) for o in before.decisions))
    assert days.commitment_day(decided) == DAY


def test_a_workflow_without_that_stage_has_the_day_of_its_own() -> None:
    """A region may name its stages as it likes."""
    dossier = CITY.at("swot_tows").with_attendance("DLH", day=DAY).dossier()
    other = replace(dossier, workflow=replace(dossier.workflow, stages=("swot_tows",)))
    assert days.commitment_day(other) == DAY
    assert days.commitment_day(dossier) is None
