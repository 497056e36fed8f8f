"""Past decisions that cannot be made again, and those that disagree with their own history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from smartflow.audit.replay.outcome import Replay
from smartflow.audit.replay.past_decision import recorded_decision
from smartflow.audit.replay.replay import replay_city, replay_entries
from smartflow.canonical import canonical_bytes
from smartflow.casework.casework import Draft, perform, read_case, read_history
from smartflow.history.entries.blob import seal
from smartflow.journey.gate.advance import advance
from smartflow.journey.worksheets.submit import submit
from smartflow.model import Agency

HEADS = ("dimension", "issue", "location")


# -- cannot ---------------------------------------------------------------------------------------


def test_a_plugin_that_is_gone_is_named(office: Any, shop: Any) -> None:
    """What it said cannot be said without it: exit code 3, not a difference."""
    advance(office(), "lupa")
    del shop.candidates["daerah"]
    replay = office.judged()
    assert (replay.state, replay.exit_code, replay.differences) == ("cannot", 3, ())
    assert replay.trouble is not None
    assert "daerah 1.0 (daerah-dist)" in replay.trouble.message.en
    # Frames would keep the dossier with its rows, for each decision of each city.
    assert (replay.trouble.__traceback__, replay.trouble.__context__) == (None, None)


def test_a_required_plugin_that_is_blocked_is_named(office: Any) -> None:
    """The workflow of then asks for it."""
    advance(office(), "lupa")
    office.block("living")
    replay = office.judged()
    assert (replay.state, replay.exit_code) == ("cannot", 3)
    assert replay.trouble is not None
    assert "living" in replay.trouble.message.en


def test_a_broken_plugin_that_never_judged_does_no_harm(office: Any, shop: Any) -> None:
    """``advance`` would stop beside it; looking back need not."""
    advance(office(), "lupa")

    def fail() -> object:
        raise ImportError

    shop.put("jelek", "1.0")
    shop.candidates["jelek"] = msgspec.structs.replace(shop.candidates["jelek"], load=fail)
    replay = office.judged()
    assert (replay.state, replay.identical) == ("same", True)


def test_rows_that_were_erased_on_purpose_are_named_with_their_entry(office: Any) -> None:
    """A rule reads them, so nobody can judge again: exit code 2, for nothing is damaged."""
    workspace = office()
    advance(workspace, "lupa")
    rows = office.bodies()["submit"]["worksheets"][0]["rows"]
    office.erase(rows)
    number = read_case(workspace, "lupa").head.seq
    replays = replay_city(office(), "lupa")
    states = {one.entry.act: (one.state, one.exit_code) for one in replays.decisions}
    assert states == {
        "present": ("cannot", 2),
        "sign_off": ("same", 0),
        "decide": ("same", 0),
        "advance": ("cannot", 2),
    }
    trouble = office.judged().trouble
    assert trouble is not None
    for part in ("issues (DINKES)", f"entry {number}"):
        assert part in trouble.message.en


def test_an_erasure_hides_no_loss(office: Any, table: Callable[..., Path]) -> None:
    """One copy was erased and another one is just gone: that stays an integrity failure."""
    workspace = office()
    agency = Agency("DLH", "Dinas Lingkungan", "opd", ("living",))
    perform(workspace, "lupa", lambda _: Draft("agency_add", {"agency": agency}))
    path = table("dlh.csv", HEADS, ("living", "Sampah", "Kota"))
    submit(workspace, "lupa", [path], filler="DLH")
    workspace.actor_name = "Ani"
    advance(workspace, "lupa")
    copies = read_case(workspace, "lupa").state.submissions
    erased, lost = copies["issues", "DINKES"].rows, copies["issues", "DLH"].rows
    office.erase(erased)
    assert office.judged().exit_code == 2
    office.lose(lost)
    assert office.judged().exit_code == 4


@pytest.mark.parametrize("lost", ["rows", "verdict", "dossier", "workflow"])
def test_what_is_lost_otherwise_is_an_integrity_failure(office: Any, lost: str) -> None:
    """No entry says that it was erased: exit code 4."""
    workspace = office()
    advance(workspace, "lupa")
    body = office.bodies()
    digests = {
        "rows": body["submit"]["worksheets"][0]["rows"],
        "verdict": body["advance"]["verdict"],
        "dossier": body["advance"]["dossier"],
        "workflow": body["city_add"]["workflow"]["digest"],
    }
    office.lose(digests[lost])
    replay = office.judged()
    assert (replay.state, replay.exit_code) == ("cannot", 4)


def test_an_act_of_a_newer_version_stops_what_comes_after_it_alone(office: Any) -> None:
    """What was decided before it is still made again."""
    workspace = office()
    workspace.actor_name = "Ani"
    first = advance(workspace, "lupa").entry
    office.forge("future", {})
    assert first is not None
    states = [(one.entry.act, one.state) for one in office.replayed()]
    assert states[-1] == ("advance", "same")
    office.forge("advance", first.body)
    last = office.replayed()[-1]
    assert (last.state, last.exit_code) == ("cannot", 2)
    assert last.trouble is not None
    assert "'future'" in last.trouble.message.en


# -- disagrees ------------------------------------------------------------------------------------


def forged_decision(office: Any, change: Callable[[dict[str, Any]], None]) -> Replay:
    """Return the replay of a decision whose manifest somebody changed, digests and all."""
    workspace = office()
    moved = read_history(workspace, "lupa").entries[-1]
    decision = recorded_decision(workspace, moved)
    manifest = msgspec.json.decode(canonical_bytes(decision.manifest))
    change(manifest)
    dossier = seal(canonical_bytes(manifest))
    digests = {**decision.verdict.digests, "dossier": dossier.digest}
    verdict = seal(canonical_bytes(msgspec.structs.replace(decision.verdict, digests=digests)))
    body = {**moved.body, "verdict": verdict.digest, "dossier": dossier.digest}
    office.forge("advance", body, dossier.content, verdict.content)
    last: Replay = office.replayed()[-1]
    return last


def test_a_manifest_that_the_entries_do_not_add_up_to_is_no_difference(office: Any) -> None:
    """Same engine, same entries: whoever wrote it judged something else. Exit code 4."""
    workspace = office()
    workspace.actor_name = "Ani"
    advance(workspace, "lupa")

    def forget(manifest: dict[str, Any]) -> None:
        del manifest["people"][0]

    replay = forged_decision(office, forget)
    assert (replay.state, replay.exit_code) == ("disagrees", 4)
    assert replay.trouble is not None
    assert "people" in replay.trouble.message.en


def test_the_same_forgery_without_a_change_is_the_same(office: Any) -> None:
    """What makes the test above fail is the change, not the forging."""
    workspace = office()
    workspace.actor_name = "Ani"
    advance(workspace, "lupa")
    assert forged_decision(office, lambda manifest: None).identical


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [("result", "moved", "result"), ("to", "one", "to"), ("from", "done", "from")],
)
def test_an_entry_that_says_otherwise_than_its_verdict(
    office: Any, key: str, value: str, named: str
) -> None:
    """``moved`` over a verdict that was not met is no decision of the gate."""
    workspace = office()
    workspace.actor_name = "Ani"
    refused = advance(workspace, "lupa").entry
    assert refused is not None
    office.forge("advance", {**refused.body, key: value})
    replay = office.replayed()[-1]
    assert (replay.state, replay.exit_code) == ("disagrees", 4)
    assert replay.trouble is not None
    assert named in replay.trouble.message.en


def test_a_verdict_that_contradicts_itself(office: Any) -> None:
    """``met`` over a missing sign-off, or plugins that are not those of its digest."""
    workspace = office()
    workspace.actor_name = "Ani"
    refused = advance(workspace, "lupa").entry
    assert refused is not None
    verdict = recorded_decision(workspace, refused).verdict
    for name, other in (
        ("met", msgspec.structs.replace(verdict, met=True)),
        ("plugins", msgspec.structs.replace(verdict, plugins=verdict.plugins[1:])),
    ):
        blob = seal(canonical_bytes(other))
        result = "moved" if other.met else "refused"
        numbers = read_case(workspace, "lupa").head.seq + 1
        body = {**refused.body, "verdict": blob.digest, "result": result}
        office.forge("advance", body, blob.content)
        [replay] = replay_entries(office(), "lupa", [numbers]).decisions
        assert replay.state == "disagrees"
        assert replay.trouble is not None
        assert name in replay.trouble.message.en
        if other.met:
            office.forge("send_back", {"from": "done", "to": "one"})


@pytest.mark.parametrize("act", ["sign_off", "decide"])
@pytest.mark.parametrize("name", ["subject", "workflow", "subject_day", "stage", "to", "role"])
def test_an_answer_bound_to_something_else(office: Any, act: str, name: str) -> None:
    """It is not what was there to be approved: exit code 4."""
    key = "body" if (act, name) == ("decide", "role") else name
    office.forge(act, {**office.bodies()[act], key: "0" * 64})
    replay = office.replayed()[-1]
    assert (replay.entry.act, replay.state, replay.exit_code) == (act, "disagrees", 4)


def test_a_presentation_bound_to_something_else_differs(office: Any) -> None:
    """Its rows are read by today's columns, so it is a difference, and never silence."""
    office.forge("present", {**office.bodies()["present"], "digest": "0" * 64})
    replay = office.replayed()[-1]
    assert (replay.state, replay.exit_code) == ("differs", 1)


def test_a_presentation_of_a_worksheet_that_nobody_brings(office: Any) -> None:
    """Exit code 3: its plugin is missing."""
    office.forge("present", {**office.bodies()["present"], "worksheets": ["hilang"]})
    replay = office.replayed()[-1]
    assert (replay.state, replay.exit_code) == ("cannot", 3)
