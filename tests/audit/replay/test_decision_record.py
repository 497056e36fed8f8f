"""A decision as a SLSA verification summary: the specification's own words, and true digests.

The two tables below are written from the specifications: in-toto Statement v1 with its
ResourceDescriptor and field types, and https://slsa.dev/verification_summary/v1 (SLSA 1.1).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartflow.audit.replay.replay import NothingDecided, record_of
from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.casework.casework import read_history
from smartflow.casework.workspace import Workspace
from smartflow.journey.answers.answering import Answer
from smartflow.journey.answers.sign_off import sign_off
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.record import record
from smartflow.journey.worksheets.nil import nil
from smartflow.journey.worksheets.submit import submit

HEADS = ("dimension", "issue", "location", "data", "unit", "year", "source")
URI = re.compile(r"[a-z][a-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
HEX = re.compile(r"[0-9a-f]{64}")
STATEMENT = {"_type", "subject", "predicateType", "predicate"}
REQUIRED = {"verifier", "timeVerified", "resourceUri", "policy", "verificationResult"} | {
    "verifiedLevels"
}
OPTIONAL = {"inputAttestations", "dependencyLevels", "slsaVersion"}
DESCRIPTOR = {"name", "uri", "digest", "content", "downloadLocation", "mediaType", "annotations"}


def check_descriptor(one: dict[str, Any]) -> None:
    """Check a ResourceDescriptor: known fields, one of the three that name it, sound digests."""
    assert set(one) <= DESCRIPTOR
    assert {"uri", "digest", "content"} & set(one)
    assert "uri" not in one or URI.fullmatch(one["uri"])
    for algorithm, value in one.get("digest", {}).items():
        assert (algorithm, bool(HEX.fullmatch(value))) == ("sha256", True)


def check_statement(statement: dict[str, Any]) -> None:
    """Check all that the specifications ask of a verification summary."""
    assert set(statement) == STATEMENT
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert statement["predicateType"] == "https://slsa.dev/verification_summary/v1"
    assert statement["subject"]
    for one in statement["subject"]:
        check_descriptor(one)
        assert one["digest"]
    predicate = statement["predicate"]
    assert set(predicate) >= REQUIRED
    for extension in set(predicate) - REQUIRED - OPTIONAL:
        assert URI.fullmatch(extension)  # extension fields have names that are URIs
    verifier = predicate["verifier"]
    assert set(verifier) <= {"id", "version"}
    assert URI.fullmatch(verifier["id"])
    assert all(isinstance(version, str) and version for version in verifier["version"].values())
    assert STAMP.fullmatch(predicate["timeVerified"])
    assert URI.fullmatch(predicate["resourceUri"])
    check_descriptor(predicate["policy"])
    assert predicate["policy"]["uri"]
    for one in predicate["inputAttestations"]:
        check_descriptor(one)
        assert one["digest"]
    assert predicate["verificationResult"] in ("PASSED", "FAILED")
    [level] = predicate["verifiedLevels"]
    assert not level.startswith("SLSA_")
    assert (level == "FAILED") == (predicate["verificationResult"] == "FAILED")
    assert re.fullmatch(r"\d+\.\d+", predicate["slsaVersion"])


@pytest.fixture
def decided(workspace: Workspace, table: Callable[..., Path]) -> Callable[[], int]:
    """Return a way to decide, after a submission, a nil, a document and a sign-off."""
    path = table("i.csv", HEADS, ("living", "Stunting tinggi", "Kota", 1, "orang", 2026, "Dinas"))
    submit(workspace, "kota", [path], filler="DINKES")
    nil(workspace, "kota", "DLH", "issues")
    day = workspace.clock.now().date()
    record(workspace, "kota", "mou", number="1", day=day, title="Nota")
    workspace.actor_name = "Ani"
    sign_off(workspace, "kota", "team", Answer())
    workspace.actor_name = "Budi"

    def decide() -> int:
        entry = advance(workspace, "kota").entry
        assert entry is not None
        return entry.seq

    return decide


def test_it_is_what_the_specifications_ask_for(
    workspace: Workspace, decided: Callable[[], int]
) -> None:
    """Of a refusal and, after its digests are looked at, as JSON that reads back alike."""
    statement = record_of(workspace, "kota", decided())
    check_statement(json.loads(json.dumps(statement)))
    assert json.loads(json.dumps(statement)) == statement


def test_every_digest_is_that_of_something_in_the_history(
    workspace: Workspace, decided: Callable[[], int]
) -> None:
    """Subject and verdict are blobs, inputs are rows and entries, the policy adds up."""
    number = decided()
    statement: Any = record_of(workspace, "kota", number)
    predicate = statement["predicate"]
    history = read_history(workspace, "kota")
    entries = {sha256_hex(content): content for content in history.contents}
    [subject] = statement["subject"]
    inputs = {one["digest"]["sha256"]: one for one in predicate["inputAttestations"]}
    verdict = predicate["urn:smartflow:verdict"]["digest"]["sha256"]
    with workspace.store.read() as reading:
        blobs = reading.blobs([*inputs, subject["digest"]["sha256"], verdict])
    assert {subject["digest"]["sha256"], verdict} <= set(blobs)
    acts = [history.entries[list(entries).index(key)].act for key in inputs if key in entries]
    assert sorted(acts) == ["nil", "record", "sign_off"]
    assert [one["name"] for key, one in inputs.items() if key in blobs] == ["issues/DINKES"]
    assert set(inputs) <= set(entries) | set(blobs)
    policy = predicate["policy"]
    assert policy["digest"]["sha256"] == sha256_hex(canonical_bytes(policy["annotations"]))
    assert policy["annotations"]["workflow"] == history.entries[0].body["workflow"]["digest"]


def test_it_names_the_store_the_move_and_the_moment(
    workspace: Workspace, decided: Callable[[], int]
) -> None:
    """A summary of one city's move cannot be passed off as that of another's."""
    number = decided()
    entry = read_history(workspace, "kota").entries[number - 1]
    predicate: Any = record_of(workspace, "kota", number)["predicate"]
    store = entry.log.split("/")[1]
    assert predicate["verifier"]["id"] == f"urn:smartflow:{store}"
    assert predicate["resourceUri"] == f"urn:smartflow:{store}:13.73:issue_analysis:swot_tows"
    assert predicate["timeVerified"] == entry.at
    assert predicate["verifier"]["version"]["masterplan"] == "0.1.0"


def test_the_result_is_that_of_the_entry(workspace: Workspace, decided: Callable[[], int]) -> None:
    """Refused is FAILED; what a replay would say plays no part."""
    number = decided()
    entry = read_history(workspace, "kota").entries[number - 1]
    predicate: Any = record_of(workspace, "kota", number)["predicate"]
    told = {"moved": ("PASSED", ["SMARTFLOW_GATE_MET"]), "refused": ("FAILED", ["FAILED"])}
    result = str(entry.body["result"])
    assert (predicate["verificationResult"], predicate["verifiedLevels"]) == told[result]


def test_only_a_move_has_such_a_record(workspace: Workspace, decided: Callable[[], int]) -> None:
    """A sign-off is an input of one, and has none of its own."""
    number = decided()
    with pytest.raises(NothingDecided):
        record_of(workspace, "kota", number - 1)


def test_no_rule_runs_for_it(workspace: Workspace, decided: Callable[[], int]) -> None:
    """It tells what was recorded, so it needs no plugin."""
    number = decided()
    workspace.__dict__.pop("registry")
    record_of(workspace, "kota", number)
    assert not workspace.registry_was_loaded
