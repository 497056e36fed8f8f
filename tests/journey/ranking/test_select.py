"""Choosing rows: with the ranking freely, against it only with a reason, which is kept."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from smartflow.casework.casework import read_case
from smartflow.casework.workspace import Workspace
from smartflow.journey.ranking.ranking import CannotRankSo, rank
from smartflow.journey.ranking.select import AgainstRanking, NothingSelected, UnknownRow, select
from smartflow.journey.worksheets.submit import submit

HEADINGS = ("Kode", "Nama program", "Dampak (1-5)", "Upaya (1-5)", "Kearifan lokal")
WISDOM = "Gotong royong warga nagari setiap Jumat"
SHEET = "quick_wins"


@pytest.fixture
def ranked(workspace: Workspace, table: Callable[..., Path]) -> Workspace:
    """Return a workspace with three candidates, in the order of their ranking."""
    path = table(
        "quick_wins.csv",
        HEADINGS,
        ("QW1", "Lapau", 5, 1, WISDOM),
        ("QW2", "Julo-julo", 4, 2, WISDOM),
        ("QW3", "Surau", 2, 5, ""),
    )
    submit(workspace, "kota", [path], filler="living")
    return workspace


def _id(number: int) -> str:
    return f"living/{SHEET}/{number}"


def test_the_best_can_be_chosen_without_a_reason(ranked: Workspace) -> None:
    """The first one and the first two follow the ranking, in whatever order they are named."""
    assert select(ranked, "kota", SHEET, [_id(1)]).reason == ""
    assert select(ranked, "kota", SHEET, ["living/2", "living/1"]).reason == ""


def test_against_the_ranking_a_reason_is_asked_for(ranked: Workspace) -> None:
    """A refusal names who was passed over and their place, and nothing is recorded."""
    before = read_case(ranked, "kota").head
    with pytest.raises(AgainstRanking) as refusal:
        select(ranked, "kota", SHEET, [_id(1), _id(3)], reason="  ")
    assert f"{_id(2)} (2)" in refusal.value.message.id
    assert refusal.value.hint is not None
    assert "--reason" in refusal.value.hint.en
    assert read_case(ranked, "kota").head == before


def test_the_reason_goes_into_the_history(ranked: Workspace) -> None:
    """With a reason any choice is recorded, and says why for ever."""
    entry = select(ranked, "kota", SHEET, [_id(3)], reason=" Rawan longsor ")
    assert entry.reason == "Rawan longsor"
    assert [s.rows for s in read_case(ranked, "kota").state.selections] == [(_id(3),)]


def test_what_is_not_there_cannot_be_chosen(ranked: Workspace) -> None:
    """A row that nobody submitted, and the same choice twice, are refused."""
    with pytest.raises(UnknownRow):
        select(ranked, "kota", SHEET, [_id(9)])
    select(ranked, "kota", SHEET, [_id(1)])
    with pytest.raises(NothingSelected):
        select(ranked, "kota", SHEET, [_id(1)])


def test_a_what_if_changes_the_order_and_nothing_else(ranked: Workspace) -> None:
    """Other weights rank otherwise, are marked as a trial, and leave no entry."""
    before = read_case(ranked, "kota").head
    nothing = {name: Decimal(0) for name in ("impact", "local_wisdom", "measurable")}
    nothing["beneficiaries"] = Decimal(0)
    plain = rank(ranked, "kota", SHEET)
    tried = rank(ranked, "kota", SHEET, weights={**nothing, "effort": Decimal(1)}, method="TOPSIS")
    assert (plain.what_if, plain.method, plain.exact) == (False, "saw", True)
    assert (tried.what_if, tried.method, tried.exact) == (True, "topsis", False)
    assert [one.row.id for one in tried.ranked] == [_id(1), _id(2), _id(3)]
    assert [one.score.value for one in tried.ranked if one.score] == [100, 75, 0]
    assert read_case(ranked, "kota").head == before


def test_every_weight_has_its_name(ranked: Workspace) -> None:
    """The lines of a breakdown are matched with the settings that weigh them."""
    criteria = {c.key: (c.title.id, c.weight) for c in rank(ranked, "kota", SHEET).criteria}
    assert criteria["impact"] == ("Dampak", Decimal(30))
    assert criteria["effort"] == ("Upaya", Decimal(25))
    assert set(criteria) == {"impact", "effort", "beneficiaries", "local_wisdom", "measurable"}


@pytest.mark.parametrize(("weights", "method"), [({"dampak": Decimal(1)}, ""), ({}, "ahp")])
def test_an_unknown_criterion_or_method_is_refused(
    ranked: Workspace, weights: dict[str, Decimal], method: str
) -> None:
    """The refusal lists what there is."""
    with pytest.raises(CannotRankSo) as refusal:
        rank(ranked, "kota", SHEET, weights=weights, method=method)
    assert refusal.value.hint is not None
    assert ("impact" if weights else "topsis") in refusal.value.hint.id
