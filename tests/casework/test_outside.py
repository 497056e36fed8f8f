"""How old the newest checkpoint is that somebody outside holds: told from good lines alone."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.audit.witness.attach import attach_of
from smartflow.audit.witness.checkpoint import city_checkpoint
from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.outside import Outside, cosigned, outside_of
from smartflow.casework.workspace import Workspace
from smartflow.clock import day_in
from smartflow.history.seals.checkpoint_file import CheckpointFile
from smartflow.history.seals.cosignature import WitnessSigner, add_signatures
from smartflow.history.seals.signed_note import Signature, parse_note
from smartflow.journey.gate.standing import standing_of
from smartflow.model import Agency

ONE, TWO = (WitnessSigner(f"saksi/{number}", bytes([number] * 32)) for number in (1, 2))
DAY = 86_400
NOW = int(datetime(2026, 11, 24, 3, 0, tzinfo=UTC).timestamp())


def act(workspace: Workspace, code: str) -> None:
    """Let something happen in the first city."""
    agency = Agency(code, f"Dinas {code}", "opd", ("living",))
    perform(workspace, "kota", lambda _: Draft("agency_add", {"agency": agency}))


def witnessed(workspace: Workspace, signer: WitnessSigner, moment: int) -> None:
    """Let a witness cosign what the first city has come to, and attach that."""
    file = city_checkpoint(workspace, "kota").file
    (block,) = {one.signed.text: one for one in file.blocks}.values()
    line = signer.cosign(block.signed.text, moment)
    grown = {block.signed.text: add_signatures(block.note, [line])}
    attach_of(workspace, CheckpointFile((block,)).replaced(grown), signer.verifier())


def outside(workspace: Workspace) -> Outside | None:
    """Return what somebody outside has seen of the first city."""
    with workspace.store.read() as reading:
        return outside_of(reading, reading.logs()[1])


def test_what_is_not_signed_has_no_age(workspace: Workspace) -> None:
    """A store without a key has no checkpoint that could be held outside."""
    with workspace.store.read() as reading:
        assert [outside_of(reading, log) for log in reading.logs()] == [None, None]
        assert outside_of(reading, "smartflow/nowhere") is None
    standing = standing_of(read_case(workspace, "kota"), workspace.built_in_registry)
    assert standing.outside is None


def test_nobody_has_seen_anything_yet(office: Workspace) -> None:
    """All entries are after what was seen."""
    act(office, "DINKES")
    assert outside(office) == Outside(entries=2)
    found = outside(office)
    assert found is not None
    assert (found.after, found.days("WIB", date(2026, 11, 24))) == (2, None)


def test_the_newest_size_counts_then_the_latest_time(office: Workspace) -> None:
    """A later look at fewer entries is no newer checkpoint; of one size the last look counts."""
    witnessed(office, ONE, NOW - 9 * DAY)
    act(office, "DINKES")
    witnessed(office, ONE, NOW - 3 * DAY)
    witnessed(office, TWO, NOW - 2 * DAY)
    act(office, "DLH")
    found = outside(office)
    assert found is not None
    assert (found.size, found.witness, found.entries, found.after) == (2, "saksi/2", 3, 1)
    assert found.days("WIB", date(2026, 11, 24)) == 2
    standing = standing_of(read_case(office, "kota"), office.built_in_registry)
    assert standing.outside == found
    with office.store.read() as reading:
        seen = cosigned(reading, reading.logs()[1], (ONE.verifier(), TWO.verifier()))
        assert [(one.size, one.witness.name, (one.moment - NOW) // DAY) for one in seen] == [
            (2, "saksi/2", -2),
            (2, "saksi/1", -3),
            (1, "saksi/1", -9),
        ]


@pytest.mark.parametrize("kind", ["unsigned by it", "of another text", "not a time", "of no year"])
def test_a_line_that_is_not_good_counts_as_none(office: Workspace, kind: str) -> None:
    """Whatever stands in the store under a known witness's name must verify."""
    witnessed(office, ONE, NOW - 9 * DAY)
    act(office, "DINKES")
    with office.store.read() as reading:
        log = reading.logs()[1]
        size, note = reading.checkpoint(log) or (0, b"")
    key_id = ONE.verifier().key_id
    signed = {
        "unsigned by it": NOW.to_bytes(8, "big") + bytes(64),
        "of another text": ONE.cosign("smartflow/w\n1\nAAAA\n", NOW).signed,
        "not a time": bytes(64),
        "of no year": ONE.cosign(parse_note(note).text, 2**63 - 1).signed,
    }[kind]
    line = Signature(ONE.name, key_id, signed)
    with office.store.write(log) as writing:
        writing.put_checkpoint(log, size, note + line.line.encode())
    found = outside(office)
    assert found is not None
    assert (found.size, found.after) == (1, 1)


@given(
    ago=st.integers(-3, 4000),
    hour=st.integers(0, 23),
    zone=st.sampled_from(("WIB", "WITA", "WIT")),
)
def test_days_are_those_of_the_citys_calendar(ago: int, hour: int, zone: str) -> None:
    """Midnight is the city's own; a witness's clock that runs ahead makes it today."""
    at = datetime(2026, 11, 24, hour, 30, tzinfo=UTC)
    today = day_in(zone, at) + timedelta(days=ago)
    assert Outside(9, 3, at, "w").days(zone, today) == max(0, ago)


def test_status_loads_no_cryptography_without_a_witness(office: Workspace) -> None:
    """The question is asked by every ``status``; it costs the library only where a line stands."""
    act(office, "DINKES")
    code = (
        "import sys; from smartflow.terminal import main;"
        f"main(['--workspace', {str(office.root)!r}, 'status', 'kota']);"
        "print([name for name in sys.modules if name.startswith('cryptography')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Segel riwayat di luar: belum ada; 2 entri" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
