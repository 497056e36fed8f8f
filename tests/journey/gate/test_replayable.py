"""What a decision leaves behind is enough to make it again: verdict and dossier manifest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import rfc8785

from smartflow.audit.replay.replay import replay_city
from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.casework.casework import read_case
from smartflow.journey.answers.answering import Answer
from smartflow.journey.answers.sign_off import sign_off
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.setting import setting
from smartflow.journey.worksheets.submit import submit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.casework.workspace import Workspace
    from smartflow.journey.gate.advance import Advanced

HEADS = ("dimension", "issue", "location", "data", "unit", "year", "source")


@pytest.fixture
def decided(workspace: Workspace, table: Callable[..., Path]) -> Advanced:
    """Return an ``advance`` after a submission, a setting and a sign-off."""
    path = table("i.csv", HEADS, ("living", "Stunting tinggi", "Kota", 1, "orang", 2026, "Dinas"))
    submit(workspace, "kota", [path], filler="DINKES")
    setting(workspace, "kota", "swot_coverage", "0.5", reason="sebab")
    workspace.actor_name = "Ani"
    sign_off(workspace, "kota", "team", Answer())
    workspace.actor_name = "Budi"
    return advance(workspace, "kota")


def stored(workspace: Workspace, decided: Advanced, key: str) -> tuple[bytes, Any]:
    """Return a blob that the entry names, as bytes and as data."""
    assert decided.entry is not None
    digest = str(decided.entry.body[key])
    content = read_case(workspace, "kota").read_blobs((digest,))[digest]
    return content, json.loads(content)


def test_the_decision_and_the_sign_off_come_out_the_same(
    workspace: Workspace, decided: Advanced
) -> None:
    """What they leave behind is enough: both are made again, to the same bytes."""
    made_again = replay_city(workspace, "kota").decisions
    told = [(one.entry.act, one.state, one.identical) for one in made_again]
    assert told == [("sign_off", "same", True), ("advance", "same", True)]
    assert made_again[-1].entry == decided.entry


def test_both_are_canonical_and_named_by_their_digest(
    workspace: Workspace, decided: Advanced
) -> None:
    """One spelling each, so that a replay can compare bytes."""
    for key in ("verdict", "dossier"):
        content, data = stored(workspace, decided, key)
        assert rfc8785.dumps(data) == content
        assert decided.entry is not None
        assert decided.entry.body[key] == sha256_hex(content)


def test_the_manifest_names_all_that_was_judged(workspace: Workspace, decided: Advanced) -> None:
    """Settings, people, answers and the day are in it; rows and workflow are there by digest."""
    _, manifest = stored(workspace, decided, "dossier")
    case = read_case(workspace, "kota")
    assert manifest["as_of"] == "2026-11-24"
    assert manifest["settings"]["masterplan"]["swot_coverage"] == "0.5"
    assert [person["name"] for person in manifest["people"]] == ["Ani", "Budi"]
    assert [answer["person"] for answer in manifest["sign_offs"]] == ["Ani"]
    named = (manifest["workflow"], *(one["rows"] for one in manifest["submissions"]))
    assert sorted(case.read_blobs(named)) == sorted(named)
    assert len(named) == 2


def test_the_verdict_says_on_what_it_rests(workspace: Workspace, decided: Advanced) -> None:
    """Its digests are those of what is stored; every plugin has a fingerprint."""
    content, verdict = stored(workspace, decided, "verdict")
    _, manifest = stored(workspace, decided, "dossier")
    digests = verdict["digests"]
    assert decided.entry is not None
    assert digests["dossier"] == decided.entry.body["dossier"]
    assert digests["workflow"] == manifest["workflow"]
    assert digests["settings"] == sha256_hex(canonical_bytes(manifest["settings"]))
    assert digests["plugins"] == sha256_hex(canonical_bytes(verdict["plugins"]))
    assert digests["subject"] == manifest["sign_offs"][0]["subject"]
    assert all(len(plugin["fingerprint"]) == 64 for plugin in verdict["plugins"])
    [status] = verdict["sign_offs"]
    entries = {answer["entry"]: answer["person"] for answer in manifest["sign_offs"]}
    assert [entries[number] for number in status["entries"]] == status["approved"] == ["Ani"]
    assert b"NaN" not in content
