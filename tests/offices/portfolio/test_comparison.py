"""Two cities side by side: each column is that city's own, and what differs is marked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from smartflow.casework.casework import Draft, perform
from smartflow.casework.cities import UnknownCity
from smartflow.casework.workspace import open_workspace
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.check import FaultyPlugins
from smartflow.journey.gate.check import check as check_one
from smartflow.journey.ranking.scores import scores
from smartflow.model import Agency
from smartflow.offices.portfolio.comparison import SameCity, compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.casework.workspace import Workspace
    from smartflow.offices.portfolio.comparison import Comparison, Line


def _line(found: Comparison, group: str, key: str) -> Line:
    [line] = [one for one in found.lines if (one.group, one.key) == (group, key)]
    return line


def _values(found: Comparison, group: str, key: str) -> tuple[object, object]:
    line = _line(found, group, key)
    return line.left, line.right


def test_twins_do_not_differ(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """Two cities with the same past are alike in every line; the comparison is no accusation."""
    put_city("satu", stage="swot_tows")
    put_city("dua", stage="swot_tows")
    assert [one for one in compare(workspace, "satu", "dua").lines if one.differs] == []


def test_turned_round_it_is_the_same(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """Which city is named first decides the columns and nothing else."""
    put_city("satu", stage="quick_win_selection")
    put_city("dua", stage="adopted")
    one, other = compare(workspace, "satu", "dua"), compare(workspace, "dua", "satu")
    here = {(line.group, line.key): (line.left, line.right) for line in one.lines}
    there = {(line.group, line.key): (line.right, line.left) for line in other.lines}
    assert here == there


def test_days_in_a_stage_add_up(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """A city that was sent back has both stays in a stage together; one not reached has none."""
    put_city("ulang", since=date(2026, 11, 1))
    put_city("lain")
    steps = (
        (5, "advance", {"result": "moved", "from": "issue_analysis", "to": "swot_tows"}),
        (8, "send_back", {"from": "swot_tows", "to": "issue_analysis"}),
        (10, "advance", {"result": "moved", "from": "issue_analysis", "to": "swot_tows"}),
    )
    now = workspace.clock.now()
    for day, act, body in steps:
        workspace.clock.moment = now.replace(day=day)
        perform(workspace, "ulang", lambda _, a=act, b=body: Draft(a, b, reason="Uji"))
    workspace.clock.moment = now
    found = compare(workspace, "ulang", "lain")
    assert _values(found, "days", "issue_analysis") == (4 + 2, 14)
    assert _values(found, "days", "swot_tows") == (3 + 14, None)
    assert _values(found, "days", "adopted") == (None, None)
    assert _values(found, "work", "sent_back") == (1, 0)


def test_what_has_come_in_and_what_holds(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """Counts are the fold's, open rules and findings those of ``check``; a final stage has none."""
    put_city("jalan")
    put_city("tiba", stage="adopted")
    for code in ("DLH", "DINKES"):
        agency = Agency(code, code, "opd", ("living",))
        perform(workspace, "jalan", lambda _, a=agency: Draft("agency_add", {"agency": a}))
    advance(workspace, "jalan")
    found = compare(workspace, "jalan", "tiba")
    blocking = [one for one in check_one(workspace, "jalan").verdict.results if one.blocks]
    assert _values(found, "work", "agencies") == (2, 0)
    assert _values(found, "work", "refusals") == (1, 0)
    assert _values(found, "gate", "findings") == (len(blocking), None)
    assert _values(found, "gate", "rules") == (", ".join(sorted({r.rule for r in blocking})), None)
    assert _values(found, "gate", "sign_offs") == (1, None)
    assert _line(found, "standing", "stage").differs


def test_scores_are_those_of_score(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """Every score of a dimension or of the city stands in it as ``score`` gives it."""
    put_city("satu")
    put_city("dua", stage="swot_tows")
    found = {
        one.key: one.left
        for one in compare(workspace, "satu", "dua").lines
        if one.group == "scores"
    }
    scored = scores(workspace, "satu")
    dimensions = {one.key for one in scored.dossier.dimensions}
    expected = {
        f"{one.rule}.{one.subject}" if one.subject else one.rule: one.value
        for one in scored.scores
        if not one.subject or one.subject in dimensions
    }
    assert found == expected
    assert "readiness.living" in found


def test_two_workflows_are_told(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """Cities under different definitions are compared, and the line of the workflow differs."""
    (workspace.root / "workflows").mkdir(exist_ok=True)
    (workspace.root / "workflows" / "daerah.toml").write_text(
        '[workflow]\nkey = "daerah"\nversion = 2\nextends = "masterplan@1"\n', encoding="utf-8"
    )
    put_city("satu")
    put_city("dua", workflow="daerah")
    found = compare(workspace, "satu", "dua")
    assert _values(found, "standing", "workflow") == ("masterplan@1", "daerah@2")


def test_the_same_city_twice_is_refused(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """By slug and by code it is one city, and a comparison with itself says nothing."""
    put_city("satu", code="13.73")
    with pytest.raises(SameCity) as caught:
        compare(workspace, "satu", "13.73")
    assert caught.value.exit_code == 2


def test_an_unknown_city_is_refused(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """Whichever of the two it is."""
    put_city("satu")
    for words in (("satu", "dua"), ("dua", "satu")):
        with pytest.raises(UnknownCity):
            compare(workspace, *words)


def test_beside_a_broken_plugin_nothing_is_judged(
    workspace: Workspace, put_city: Callable[..., str], install: Callable[..., object]
) -> None:
    """A comparison judges, so a plugin that cannot be loaded ends it with exit code 3."""
    put_city("satu")
    put_city("dua")
    install("rusak", "raise RuntimeError('boom')")
    opened = open_workspace(workspace.root, clock=workspace.clock)
    try:
        with pytest.raises(FaultyPlugins) as caught:
            compare(opened, "satu", "dua")
    finally:
        opened.close()
    assert caught.value.exit_code == 3
