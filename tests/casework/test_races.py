"""Two acts at once: neither is lost, neither is decided on what the other has changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest

from smartflow.casework import casework
from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.cities import registered_cities, store_log
from smartflow.casework.workspace import CONFIG_NAME, Workspace, open_workspace
from smartflow.clock import FixedClock, SystemClock
from smartflow.errors import SmartflowError
from smartflow.history.entries.chain import check_chain
from smartflow.history.entries.entry import decode_entry
from smartflow.journey.answers.answering import Answer
from smartflow.journey.answers.decide import Meeting, decide
from smartflow.journey.answers.sign_off import sign_off
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.record import record
from smartflow.journey.gate.send_back import send_back
from smartflow.journey.gate.setting import setting
from smartflow.journey.register.agency_add import agency_add
from smartflow.journey.register.agency_end import agency_end
from smartflow.journey.register.city_add import CityExists, city_add
from smartflow.journey.register.person_add import person_add
from smartflow.journey.register.person_end import person_end
from smartflow.journey.worksheets.nil import nil
from smartflow.model import Agency, City, Person
from smartflow.offices.storage.init import WorkspaceExists, init

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOLOK = City("solok", "Kota Solok", "kota", "13.72", "Sumatera Barat")

ACTS: dict[str, Callable[[Workspace, Path], object]] = {
    "agency_add": lambda w, _: agency_add(w, "kota", Agency("BARU", "Dinas Baru", "opd")),
    "agency_end": lambda w, _: agency_end(w, "kota", "DLH"),
    "person_add": lambda w, _: person_add(w, "kota", Person("Cici", ("team",), "Tim")),
    "person_end": lambda w, _: person_end(w, "kota", "Budi"),
    "nil": lambda w, _: nil(w, "kota", "DINKES", "swot"),
    "record": lambda w, _: record(w, "kota", "mou", number="1", day=date(2026, 1, 5), title="Nota"),
    "setting": lambda w, _: setting(w, "kota", "swot_coverage", "0.5", reason="sebab"),
    "sign_off": lambda w, _: sign_off(w, "kota", "team", Answer()),
    "advance": lambda w, _: advance(w, "kota"),
}


def contents(workspace: Workspace) -> list[bytes]:
    """Return the city's entries."""
    with workspace.store.read() as reading:
        return list(reading.entries(read_case(workspace, "kota").log))


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_an_act_between_reading_and_writing_is_seen(
    workspace: Workspace, act: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever somebody else did meanwhile stands, and the act follows it."""
    real, interrupted = casework.write, []
    workspace.actor_name = "Ani"

    def write(*arguments: Any) -> Any:
        if not interrupted:
            interrupted.append(True)
            perform(workspace, "kota", lambda _: Draft("nil", {"agency": "X", "worksheet": "y"}))
        return real(*arguments)

    before = len(contents(workspace))
    monkeypatch.setattr(casework, "write", write)
    act(workspace, tmp_path)
    after = contents(workspace)
    assert len(after) == before + 2
    assert decode_entry(after[-2]).body == {"agency": "X", "worksheet": "y"}
    check_chain(read_case(workspace, "kota").log, after)


def test_what_the_other_did_can_make_an_act_impossible(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second of two that give one code is refused, and writes nothing."""
    real, interrupted = casework.write, []

    def write(*arguments: Any) -> Any:
        if not interrupted:
            interrupted.append(True)
            agency_add(workspace, "kota", Agency("BARU", "Dinas Baru", "opd"))
        return real(*arguments)

    monkeypatch.setattr(casework, "write", write)
    before = len(contents(workspace))
    with pytest.raises(SmartflowError) as refused:
        agency_add(workspace, "kota", Agency("BARU", "Dinas Lain", "opd"))
    assert refused.value.code == "agency-exists"
    assert len(contents(workspace)) == before + 1


def test_a_sign_off_binds_what_is_there_when_it_is_written(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An act that was planned before a record slipped in is planned again.

    So an older digest is never written behind what changed it.
    """
    real, interrupted = casework.write, []

    def write(*arguments: Any) -> Any:
        if not interrupted:
            interrupted.append(True)
            ACTS["record"](workspace, workspace.root)
        return real(*arguments)

    monkeypatch.setattr(casework, "write", write)
    workspace.actor_name = "Ani"
    first = sign_off(workspace, "kota", "team", Answer())
    second = sign_off(workspace, "kota", "team", Answer())
    assert first.body["subject"] == second.body["subject"]


def at_once(count: int, do: Callable[[int], object]) -> list[object]:
    """Let several threads do something at the same moment; return what each got or raised."""
    barrier = Barrier(count)

    def one(number: int) -> object:
        barrier.wait()
        try:
            return do(number)
        except SmartflowError as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_a_city_is_added_once_by_two_at_once(workspace: Workspace) -> None:
    """One of them is told that it is registered; the store is sound."""

    def add(_number: int) -> object:
        other = open_workspace(workspace.root, clock=workspace.clock)
        try:
            return city_add(other, SOLOK, "masterplan").act
        finally:
            other.close()

    outcomes = at_once(3, add)
    assert [o for o in outcomes if not isinstance(o, CityExists)] == ["city_add"]
    with workspace.store.read() as reading:
        assert [city.slug for city in registered_cities(reading)] == ["kota", "solok"]


def test_a_workspace_is_made_once_by_two_at_once(tmp_path: Path) -> None:
    """Whoever comes second finds the first's store: one log, one id."""
    root = tmp_path / "baru"
    outcomes = at_once(3, lambda _: init(root, clock=SystemClock(), language="id").workspace_id)
    made = {o for o in outcomes if not isinstance(o, WorkspaceExists)}
    opened = open_workspace(root)
    with opened.store.read() as reading:
        assert {store_log(reading)} == {f"smartflow/{name}" for name in made}
        assert len(list(reading.entries(store_log(reading)))) == 1
    opened.close()
    assert sorted(path.name for path in root.iterdir()) == ["smartflow.db", CONFIG_NAME]


def test_an_init_that_was_interrupted_is_completed(workspace: Workspace) -> None:
    """A store without ``smartflow.toml`` keeps its id and all that it holds."""
    with workspace.store.read() as reading:
        log = store_log(reading)
    (workspace.root / CONFIG_NAME).unlink()
    made = init(workspace.root, clock=FixedClock(workspace.clock.now()), language="en")
    assert f"smartflow/{made.workspace_id}" == log
    assert read_case(workspace, "kota").state.city.slug == "kota"
    with pytest.raises(WorkspaceExists):
        init(workspace.root, clock=workspace.clock, language="id")


def test_a_decision_and_a_send_back_race_too(workspace: Workspace, tmp_path: Path) -> None:
    """A decision that was planned in a stage that the city has left is planned again, and refused.

    The council is not asked in the stage to which the city was sent back.
    """
    path = tmp_path / "ba.txt"
    path.write_text("Berita acara", encoding="utf-8")
    stages = ("issue_analysis", "swot_tows", "quick_win_selection", "masterplan_approval")
    for here, there in pairwise(stages):
        body = {"result": "moved", "from": here, "to": there}
        perform(workspace, "kota", lambda _, b=body: Draft("advance", b))
    workspace.actor_name = "Ani"
    real, interrupted = casework.write, []

    def write(*arguments: Any) -> Any:
        if not interrupted:
            interrupted.append(True)
            send_back(workspace, "kota", "swot_tows", reason="sebab")
        return real(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(casework, "write", write)
        with pytest.raises(SmartflowError) as refused:
            decide(workspace, "kota", "council", Meeting(3, 4), Answer(), file=path)
    assert refused.value.code == "not-asked"
    assert decode_entry(contents(workspace)[-1]).act == "send_back"
