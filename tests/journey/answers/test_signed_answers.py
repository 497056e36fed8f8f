"""Signed answers looked at again: from a log and its blobs alone, without the acts."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit.ssh_programs import require_keygen

from smartflow.canonical import sha256_hex
from smartflow.casework.casework import read_case
from smartflow.casework.workspace import Workspace
from smartflow.history.entries.entry import Actor, Entry, decode_entry
from smartflow.history.ssh.signature import NAMESPACE, sign_with_ssh_key
from smartflow.journey.answers.answering import Answer
from smartflow.journey.answers.key_signing import key_signer
from smartflow.journey.answers.sign_off import sign_off
from smartflow.journey.answers.signed_answers import (
    BadAnswer,
    SignatureFault,
    allowed_signers,
    principal,
    registrations,
    require_good_signatures,
    signature_faults,
)
from smartflow.journey.answers.signed_statement import Pen
from smartflow.journey.gate.advance import advance
from smartflow.journey.register.person_add import person_add
from smartflow.model import Person
from smartflow.workflow.definition import SignOffRequirement, Transition

MakeKey = Callable[[str], tuple[Path, str]]
Change = Callable[[dict[str, Any]], None]


class Log:
    """A log in memory: entries that may be changed, and the blobs beside them."""

    def __init__(self, workspace: Workspace) -> None:
        case = read_case(workspace, "kota")
        self.entries = [decode_entry(content) for content in case.contents]
        digests = {
            str(value)
            for entry in self.entries
            for value in (*entry.body.values(), *_inner(entry.body))
            if isinstance(value, str) and len(value) == 64
        }
        self.blobs = dict(case.read_blobs(tuple(digests)))

    def faults(self) -> tuple[SignatureFault, ...]:
        """Look at it as ``audit verify`` does."""
        return signature_faults(self.entries, self.read)

    def read(self, digests: tuple[str, ...]) -> Mapping[str, bytes]:
        """Return blobs as a store does."""
        return {digest: self.blobs[digest] for digest in digests if digest in self.blobs}

    def change(self, seq: int, change: Change, **fields: Any) -> None:
        """Change an entry, as somebody might who holds the file."""
        entry = self.entries[seq - 1]
        body = dict(entry.body)
        change(body)
        self.entries[seq - 1] = msgspec.structs.replace(entry, body=body, **fields)

    def keep(self, content: bytes) -> str:
        """Put a blob into the store."""
        self.blobs[sha256_hex(content)] = content
        return sha256_hex(content)


def _inner(body: dict[str, Any]) -> list[object]:
    return [inner for value in body.values() if isinstance(value, dict) for inner in value.values()]


@pytest.fixture
def log(signing: Workspace, make_key: MakeKey) -> Log:
    """Return a log in which Ani signs, gets a new key, and signs again: entries 2 to 5."""
    for number in (1, 2):
        path, line = make_key(f"ani{number}")
        person_add(signing, "kota", Person("Ani", ("team",), f"Ketua {number}", ssh_key=line))
        signing.actor_name = "Ani"
        sign_off(signing, "kota", "team", Answer(), pen=Pen(key_signer(path)))
    return Log(signing)


def kinds(log: Log) -> list[tuple[int, str]]:
    """Return entry and kind of each fault."""
    return [(fault.seq, fault.kind) for fault in log.faults()]


def test_good_signatures_give_no_fault(log: Log) -> None:
    """Each is held against the key that was registered before it, not against today's."""
    assert [entry.act for entry in log.entries] == [
        "city_add",
        *("person_add", "sign_off") * 2,
    ]
    assert kinds(log) == []


@pytest.mark.parametrize("field", ["role", "person", "post", "answer", "to", "subject", "workflow"])
def test_whatever_the_entry_says_is_signed(field: str, log: Log) -> None:
    """Whoever changes a word of a signed answer has changed what the signature is over.

    An answer that names it as the one before may fall with it.
    """
    log.change(3, lambda body: body.update({field: "lain"}))
    assert kinds(log)[0] == (3, "bad signature")


@pytest.mark.parametrize(
    "fields",
    [{"reason": "kata lain"}, {"occurred": date(2026, 11, 25)}, {"log": "smartflow/lain/13.73"}],
)
def test_day_reason_and_log_are_signed_too(fields: dict[str, Any], log: Log) -> None:
    """They stand outside the body."""
    log.change(5, lambda _body: None, **fields)
    assert kinds(log) == [(5, "bad signature")]


def test_a_statement_that_fits_a_changed_entry_is_not_signed(log: Log) -> None:
    """Writing the statement anew does not help: the signature is over the old one."""
    old = log.blobs[str(log.entries[2].body["statement"])]
    digest = log.keep(old.replace(b"menyetujui (approve)", b"menolak (decline)"))
    log.change(3, lambda body: body.update(answer="decline", statement=digest))
    assert kinds(log) == [(3, "bad signature")]


def test_an_answer_that_was_copied_is_seen(log: Log) -> None:
    """A signed entry once more, behind the one it was given before: its statement is another."""
    copy = msgspec.structs.replace(log.entries[2], seq=len(log.entries) + 1)
    log.entries.append(copy)
    log.change(2, lambda _body: None)
    assert kinds(log) == [(6, "bad signature")]


def test_a_signature_by_another_key_is_none(log: Log, make_key: MakeKey) -> None:
    """Neither a stranger's, nor by a key that was registered later or is no longer."""
    statement = log.blobs[str(log.entries[2].body["statement"])]
    stranger = sign_with_ssh_key(statement, make_key("asing")[0].read_bytes())
    digest = log.keep(stranger.encode())
    log.change(3, lambda body: body.update(signature=digest))
    assert kinds(log) == [(3, "unknown key")]


def test_the_keys_of_two_registrations_cannot_be_swapped(log: Log) -> None:
    """What the new key signed is not proved by the old one, nor the other way round."""
    log.entries[1], log.entries[3] = log.entries[3], log.entries[1]
    assert [kind for _, kind in kinds(log)] == ["unknown key", "unknown key"]


def test_a_registration_without_a_key_proves_nothing(log: Log) -> None:
    """The person must have had one then."""
    log.change(2, lambda body: body.update(person={**body["person"], "ssh_key": ""}))
    assert kinds(log) == [(3, "unknown key")]


def test_a_signature_for_another_purpose_is_bad(log: Log, tmp_path: Path) -> None:
    """The namespace is looked at again."""
    statement = log.blobs[str(log.entries[2].body["statement"])]
    other = sign_with_ssh_key(statement, (tmp_path / "ani1").read_bytes(), "file")
    digest = log.keep(other.encode())
    log.change(3, lambda body: body.update(signature=digest))
    assert kinds(log) == [(3, "bad signature")]


@pytest.mark.parametrize("field", ["signature", "statement"])
def test_a_blob_that_is_gone_is_named(field: str, log: Log) -> None:
    """What cannot be looked at is not good."""
    del log.blobs[str(log.entries[2].body[field])]
    assert kinds(log) == [(3, "missing blob")]


@pytest.mark.parametrize("content", [b"", b"bukan tanda tangan", b"\xff\xfe"])
def test_a_blob_that_is_no_signature_is_malformed(content: bytes, log: Log) -> None:
    """Whatever it holds, it is a fault of this entry, and the others are looked at."""
    digest = log.keep(content)
    log.change(3, lambda body: body.update(signature=digest))
    assert kinds(log) == [(3, "malformed")]


def test_an_answer_that_lost_its_signature_is_unsigned(log: Log) -> None:
    """The workflow asks for one, and the basis says so: both without the other."""
    log.change(3, lambda body: body.update(signature=""))
    basis = "claimed by ani@kota"
    actor = msgspec.structs.replace(log.entries[4].actor, basis=basis)
    log.change(5, lambda body: (body.pop("signature"), body.pop("statement")), actor=actor)
    assert kinds(log) == [(3, "unsigned"), (5, "unsigned")]


def test_the_basis_names_the_key(log: Log) -> None:
    """An entry that is shown must not say another key than the one that signed."""
    actor = msgspec.structs.replace(log.entries[2].actor, basis="signed with SHA256:lain")
    log.change(3, lambda _body: None, actor=actor)
    assert kinds(log) == [(3, "bad signature")]


def test_an_answer_where_no_signature_is_asked_for_is_no_fault(workspace: Workspace) -> None:
    """Cities without signatures have nothing to be verified."""
    workspace.actor_name = "Ani"
    sign_off(workspace, "kota", "team", Answer())
    assert Log(workspace).faults() == ()


@given(st.data())
def test_no_entry_breaks_the_look(data: st.DataObject) -> None:
    """Bodies of any shape: a fault or none, never an accident."""
    json = st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=5,
    )
    words = ("city", "person", "signature", "statement", "stage", "to", "role", "workflow", "post")
    bodies = st.dictionaries(st.sampled_from(words), json)
    acts = st.sampled_from(["city_add", "person_add", "sign_off", "advance"])
    entries = [
        Entry(
            log="smartflow/a/13.73",
            seq=seq,
            at="2026-11-24T03:00:00Z",
            occurred=date(2026, 11, 24),
            zone="WIB",
            act=data.draw(acts),
            actor=Actor("Ani", basis=data.draw(st.sampled_from(["", "signed with x"]))),
            body=data.draw(bodies),
            prev="0" * 64,
        )
        for seq in range(1, data.draw(st.integers(1, 4)) + 1)
    ]
    faults = signature_faults(entries, lambda digests: dict.fromkeys(digests, b"isi"))
    assert {fault.seq for fault in faults} <= {e.seq for e in entries if e.act == "sign_off"}
    registrations(entries)


# -- the gate's last look -------------------------------------------------------------------------

WAY = Transition(
    from_="issue_analysis",
    to="swot_tows",
    sign_offs=(SignOffRequirement("team", signed=True),),
)


def test_advance_looks_at_the_signatures_that_are_asked_for(
    signing: Workspace, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signature that does not verify is an integrity failure, and nothing is recorded."""
    case = read_case(signing, "kota")
    require_good_signatures(case, WAY)
    advance(signing, "kota", dry_run=True)
    before = case.head
    # What a store would hold whose blob was replaced together with everything that names it.
    monkeypatch.setattr(
        "smartflow.history.ssh.signature._signed_bytes", lambda _signature, _message: b""
    )
    with pytest.raises(BadAnswer) as refused:
        advance(signing, "kota")
    assert (refused.value.exit_code, "entry 3" in refused.value.message.en) == (4, True)
    with pytest.raises(BadAnswer):
        advance(signing, "kota", dry_run=True)
    assert read_case(signing, "kota").head == before
    require_good_signatures(case, Transition(from_="issue_analysis", to="swot_tows"))


# -- verifying by OpenSSH alone -------------------------------------------------------------------

NAMES = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_categories=("C", "Z"))
    | st.sampled_from(' ,."*?!\\#'),
    min_size=1,
    max_size=20,
).map(lambda name: " ".join(name.split())).filter(bool)  # fmt: skip


@pytest.fixture(scope="module")
def keygen() -> str:
    """Return where ssh-keygen is; in CI it must be there."""
    return require_keygen()


def verify(  # noqa: PLR0913  what an auditor has in hand
    program: str, folder: Path, signers: str, name: str, signature: bytes, statement: bytes
) -> subprocess.CompletedProcess[bytes]:
    """Verify as an auditor does, with ssh-keygen and three files."""
    (folder / "allowed_signers").write_text(signers, encoding="utf-8")
    (folder / "sig").write_bytes(signature)
    return subprocess.run(
        [
            *(program, "-Y", "verify", "-f", str(folder / "allowed_signers")),
            *("-I", principal(name), "-n", NAMESPACE, "-s", str(folder / "sig")),
        ],
        input=statement,
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_an_auditor_verifies_with_ssh_keygen_alone(keygen: str, log: Log, tmp_path: Path) -> None:
    """Both signatures, by the keys of both times; not one that was changed, not for another."""
    signers = allowed_signers(registrations(log.entries))
    assert signers.count("\n") == 2
    for number in (2, 4):
        body = log.entries[number].body
        signature, statement = (log.blobs[str(body[key])] for key in ("signature", "statement"))
        good = verify(keygen, tmp_path, signers, "Ani", signature, statement)
        assert good.returncode == 0, good.stderr
        for name, text in (("Ani", statement + b" "), ("Budi", statement)):
            assert verify(keygen, tmp_path, signers, name, signature, text).returncode != 0


AWKWARD = ["Rina Marlina, S.T., M.Si.", 'H. "Buyung" *Ali*', "Ni'mah?", "!Aneh", "a\\b", "# Xenia"]


@pytest.mark.parametrize("name", AWKWARD)
def test_every_name_can_be_verified(
    name: str, keygen: str, make_key: MakeKey, tmp_path: Path
) -> None:
    """Degrees with commas, and signs that mean something to OpenSSH."""
    path, line = make_key("kunci")
    signature = sign_with_ssh_key(b"isi", path.read_bytes()).encode()
    signers = allowed_signers((Person("Lain", (), "J"), Person(name, (), "J", ssh_key=line)))
    done = verify(keygen, tmp_path, signers, name, signature, b"isi")
    assert done.returncode == 0, (signers, done.stderr)
    assert verify(keygen, tmp_path, signers, "Lain", signature, b"isi").returncode != 0


def test_a_name_cannot_bring_a_line_of_its_own() -> None:
    """Whoever writes entries by hand gives nobody else a key."""
    text = allowed_signers([Person(f'x"\n"Rina" {LINE}\r\x85\u2028y', (), "J", ssh_key=LINE)])
    assert len(text.splitlines()) == 1
    assert text.startswith('"x???Rina? ')


@given(st.lists(NAMES, max_size=4))
def test_a_line_for_each_person_and_key(names: list[str]) -> None:
    """Sorted, each once, none for whoever has no key, and one line each whatever the name."""
    people = [Person(name, (), "J", ssh_key=LINE) for name in names]
    text = allowed_signers([*people, *people, Person("Tanpa", (), "J")])
    lines = text.splitlines()
    assert len(lines) <= len(set(names))
    assert text == allowed_signers(reversed(people))
    assert all(line.endswith(LINE) and f'namespaces="{NAMESPACE}"' in line for line in lines)
    assert all(line.count('"') == 4 for line in lines)


LINE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDTJQ4yPexGs3RN9L+0jkn/3IE2kYm/P/hNHZk5lZIw5"
