"""The stores that benchmarks write by hand are whole: what is measured on them is what is real."""

from __future__ import annotations

from pathlib import Path

import pytest

from city_store import FIRST, make_cities, slug_of
from long_history import make_history
from portfolio_cities import AGENCIES, SILENT, fill_city
from smartflow.audit.verify.verify import verify
from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.telling import extend_log
from smartflow.casework.workspace import open_workspace
from smartflow.journey.gate.check import check
from verification import run_verify


@pytest.mark.parametrize("count", [1, 2, 120])
def test_a_store_of_many_cities_verifies(tmp_path: Path, count: int) -> None:
    """Every log, the store log's newest checkpoint and the log file hold; all cities are there."""
    make_cities(tmp_path / "office", count)
    workspace = open_workspace(tmp_path / "office")
    found = verify(workspace)
    with workspace.reading() as reading:
        cities = workspace.register(reading).cities
    workspace.close()
    assert ([finding.message.en for finding in found.findings], len(cities)) == ([], count)
    assert sum(log.entries for log in found.logs) == count + 2 + count


def test_an_act_follows_what_was_written_by_hand(tmp_path: Path) -> None:
    """The engine writes to such a city as to any other, and signs for it."""
    make_cities(tmp_path / "office", 3)
    workspace = open_workspace(tmp_path / "office", config_folder=tmp_path / "office-key")
    for slug in (slug_of(FIRST), slug_of("00.01")):
        before = read_case(workspace, slug).head
        entry = perform(workspace, slug, lambda _: Draft("nil", dict(_NIL)))
        assert (entry.seq, entry.prev) == (before.seq + 1, before.leaf)
    found = verify(workspace)
    workspace.close()
    assert [finding.message.en for finding in found.findings] == []


_NIL = {"agency": "DINKES", "worksheet": "swot"}


def test_a_filled_city_is_judged_like_any_other(tmp_path: Path) -> None:
    """Its agencies and their sheets are there; what is wrong in them is found, nothing crashes."""
    make_cities(tmp_path / "office", 2)
    workspace = open_workspace(tmp_path / "office", config_folder=tmp_path / "office-key")
    case = read_case(workspace, slug_of(FIRST))
    fill_city(workspace, case)
    extend_log(workspace, (case.log,))
    state = read_case(workspace, slug_of(FIRST)).state
    verdict = check(workspace, slug_of(FIRST)).verdict
    found = verify(workspace)
    workspace.close()
    assert (len(state.agencies), len(state.submissions)) == (AGENCIES, AGENCIES - SILENT)
    off_scale = [one for one in verdict.results if one.column == "urgency" and one.blocks]
    assert (verdict.met, verdict.crashed, len(off_scale)) == (False, False, AGENCIES - SILENT)
    assert [finding.message.en for finding in found.findings] == []


def test_three_ways_of_going_through_a_history_see_the_same(tmp_path: Path) -> None:
    """The engine, the standalone verifier and the peer that they are compared with."""
    make_history(tmp_path / "office", 40)
    seen = {
        which: run_verify(which, tmp_path / "office").entries
        for which in ("verify", "standalone", "peer")
    }
    # The store log has three entries more: its beginning, its key, the city.
    assert seen == {"verify": 43, "standalone": 40, "peer": 43}
