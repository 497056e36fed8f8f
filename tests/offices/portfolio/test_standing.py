"""Where many cities stand: what one city's own status says, and no damaged city hides another."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.workspace import open_workspace
from smartflow.errors import IntegrityFailure
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.standing import standing_of
from smartflow.offices.portfolio.standing import _Reader, standings
from smartflow.offices.storage.db_copy import db_copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.casework.workspace import Workspace
    from smartflow.offices.portfolio.standing import CityStanding


def _by_slug(workspace: Workspace) -> dict[str, CityStanding]:
    return {one.slug: one for one in standings(workspace)}


def _damage(workspace: Workspace, slug: str, content: bytes) -> None:
    """Put other bytes in the place of a city's second entry."""
    log = _by_slug(workspace)[slug].log
    with sqlite3.connect(workspace.root / "smartflow.db") as connection:
        for (name,) in connection.execute("select name from sqlite_master where type='trigger'"):
            connection.execute(f"drop trigger {name}")
        done = connection.execute(
            "update entry set bytes = ? where log = ? and seq = 2", (content, log)
        )
        assert done.rowcount == 1
    connection.close()


def test_agrees_with_the_status_of_each_city(
    workspace: Workspace, put_many: Callable[[int], tuple[str, ...]]
) -> None:
    """Stage, days and refusals are those that ``status`` tells of the city alone."""
    put_many(12)
    advance(workspace, standings(workspace)[0].slug)
    for one in standings(workspace):
        case = read_case(workspace, one.slug)
        alone = standing_of(case, workspace.built_in_registry)
        assert (alone.stage.title, alone.since, alone.due) == (one.stage_title, one.since, one.due)
        assert (alone.late_by, alone.refusals) == (one.overdue, one.refusals)
        assert case.head == one.head
        assert case.state.city.province == one.province


def test_overdue_is_counted_from_the_day_after_the_last(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """A stage of 30 days that began 30 days ago is in time, one that began 31 days ago is not."""
    put_city("tepat", since=date(2026, 10, 25))
    put_city("lewat", since=date(2026, 10, 24))
    found = _by_slug(workspace)
    assert (found["tepat"].overdue, found["lewat"].overdue) == (0, 1)
    assert found["tepat"].due == date(2026, 11, 24)


def test_a_final_stage_has_no_due_day(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """A city that has arrived is never overdue, and only its workflow says that it has."""
    put_city("selesai", stage="adopted", since=date(2020, 1, 1))
    put_city("jalan", stage="approved")
    found = _by_slug(workspace)
    assert (found["selesai"].final, found["selesai"].overdue) == (True, 0)
    assert found["jalan"].final is False


def test_a_refusal_counts_while_the_city_is_in_its_stage(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """The newest refusal of the present stage is told with its day; one of an earlier is not."""
    put_city("maju")
    advance(workspace, "maju")
    [one] = standings(workspace)
    assert one.refused is not None
    assert (one.refusals, one.refused.occurred, one.refused.seq) == (1, date(2026, 11, 24), 2)
    assert one.refused == one.decided
    body = {"result": "moved", "from": "issue_analysis", "to": "swot_tows", "verdict": "x"}
    perform(workspace, "maju", lambda _: Draft("advance", body))
    [one] = standings(workspace)
    assert (one.refusals, one.refused) == (0, None)
    assert one.decided is not None
    assert (one.decided.seq, one.decided.body["verdict"]) == (3, "x")


def test_a_damaged_history_is_one_row(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """A city with a rewritten entry says so, with exit code 4; its name and province are known."""
    put_city("utuh")
    put_city("rusak", code="13.73", name="Kota Sawahlunto", stage="swot_tows")
    _damage(workspace, "rusak", b"{}")
    found = _by_slug(workspace)
    assert found["utuh"].failure is None
    broken = found["rusak"]
    assert broken.failure is not None
    assert (broken.failure.exit_code, broken.failure.code) == (4, "broken-chain")
    assert (broken.name, broken.province) == ("Kota Sawahlunto", "Sumatera Barat")
    assert (broken.stage, broken.head, broken.overdue, broken.final) == ("", None, 0, False)


def test_what_nobody_foresaw_in_one_city_is_one_row(
    workspace: Workspace, put_city: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the engine over one city's data is told as that city's, and hides no other."""
    from smartflow.offices.portfolio import standing as module

    first, second = put_city("alfa"), put_city("beta")
    real = module._due

    def late(stage: Any, since: Any) -> Any:
        found.append(since)
        return real(stage, since.max if len(found) == 1 else since)

    found: list[Any] = []
    monkeypatch.setattr(module, "_due", late)
    stands = _by_slug(workspace)
    failures = [one.failure.code for one in stands.values() if one.failure is not None]
    assert (failures, set(stands)) == (["engine-fault"], {first, second})


def test_a_rewritten_newest_entry_is_found(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """What no chain shows, the history log does; and the city beside it is shown all the same."""
    put_city("utuh")
    put_city("rusak", stage="swot_tows")
    log = _by_slug(workspace)["rusak"].log
    with workspace.store.read() as reading:
        newest = list(reading.entries(log))[-1]
    forged = newest.replace(b'"reason":"Uji"', b'"reason":"Lain"')
    _damage(workspace, "rusak", forged)
    found = _by_slug(workspace)
    assert found["utuh"].failure is None
    assert found["rusak"].failure is not None
    assert (found["rusak"].failure.code, found["rusak"].failure.exit_code) == (
        "log-file-differs",
        4,
    )


def test_a_lost_workflow_keeps_the_stage(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """Without the pinned workflow the stage is known by its key, and the row says what is lost."""
    put_city("rusak", stage="swot_tows")
    with sqlite3.connect(workspace.root / "smartflow.db") as connection:
        connection.execute("delete from blob")
    connection.close()
    [one] = standings(workspace)
    assert one.failure is not None
    assert (one.failure.code, one.failure.exit_code) == ("missing-workflow", 4)
    assert (one.stage, one.stage_title.id, one.due) == ("swot_tows", "swot_tows", None)


def test_an_act_of_a_newer_version_is_said(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """What is known in part only is shown with the request to upgrade (exit code 2)."""
    put_city("baru", stage="swot_tows")
    perform(workspace, "baru", lambda _: Draft("teleport", {"to": "moon"}))
    [one] = standings(workspace)
    assert one.failure is not None
    assert (one.failure.code, one.failure.exit_code) == ("newer-history", 2)
    assert (one.stage, one.overdue) == ("swot_tows", 0)


def test_unsent_are_worksheets_of_which_nothing_came(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """Only the worksheets of the present stage count, in the workflow's order."""
    put_city("awal")
    put_city("tengah", stage="masterplan_approval")
    found = _by_slug(workspace)
    assert found["awal"].unsent == ("issues",)
    assert found["tengah"].unsent == ("goals", "actions")


def test_no_plugin_is_loaded(workspace: Workspace, put_many: Callable[..., object]) -> None:
    """The board of all cities works beside any broken plugin, because it asks none."""
    put_many(3)
    opened = open_workspace(workspace.root, clock=workspace.clock)
    try:
        assert len(standings(opened)) == 3
        assert opened.registry_was_loaded is False
        assert "built_in_registry" not in opened.__dict__
    finally:
        opened.close()


def test_an_empty_workspace_has_none(workspace: Workspace) -> None:
    """No city is no error: who needs one says so."""
    assert standings(workspace) == ()


def test_a_damaged_register_ends_all(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """Without the list of cities nothing can be told of any, so the command ends."""
    put_city("satu")
    own = _by_slug(workspace)["satu"].log.rpartition("/")[0]
    with sqlite3.connect(workspace.root / "smartflow.db") as connection:
        for (name,) in connection.execute("select name from sqlite_master where type='trigger'"):
            connection.execute(f"drop trigger {name}")
        connection.execute("delete from entry where log = ? and seq = 2", (own,))
    connection.close()
    opened = open_workspace(workspace.root, clock=workspace.clock)
    try:
        with pytest.raises(IntegrityFailure):
            standings(opened)
    finally:
        opened.close()


@pytest.mark.slow
def test_the_store_makes_no_difference(
    workspace: Workspace,
    put_many: Callable[[int], object],
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A copy of the store on a PostgreSQL server tells the same of every city, to the last day."""
    put_many(12)
    advance(workspace, standings(workspace)[0].slug)
    db_copy(workspace, postgres_url, root=workspace.root)
    monkeypatch.setenv("SMARTFLOW_DATABASE", postgres_url)
    copied = open_workspace(workspace.root, clock=workspace.clock)
    try:
        assert copied.store.facts().kind == "postgresql"
        assert standings(copied) == standings(workspace)
    finally:
        copied.close()


def test_of_named_cities_no_other_is_read(
    workspace: Workspace, put_many: Callable[[int], tuple[str, ...]], monkeypatch: Any
) -> None:
    """What is said of them is what the whole board says; a name that is nobody's asks for all."""
    put_many(6)
    every = standings(workspace)
    read: list[str] = []
    case = _Reader.case
    monkeypatch.setattr(
        _Reader, "case", lambda self, city: read.append(city.slug) or case(self, city)
    )
    wanted = [every[4].slug, every[1].name, every[4].region_code]
    assert standings(workspace, wanted) == (every[1], every[4])
    assert read == [every[1].slug, every[4].slug]
    assert standings(workspace, [every[0].slug, "entah"]) == every
