"""By which key an answer is signed, told by folding alone; and answers without one."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from smartflow.canonical import sha256_hex
from smartflow.fold.state import fold
from smartflow.fold.statement import entry_statement, statement_digest
from smartflow.fold.subject import dossier_manifest
from smartflow.history.acts import SignOffAnswer, read_as
from smartflow.history.entries.entry import Actor, Entry
from smartflow.history.ssh.key import ssh_fingerprint
from smartflow.model import City, Dossier, SignOff, WorkflowRef

CITY = City("kota", "Kota Contoh", "kota", "13.73", "Provinsi")
ONE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
TWO = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC"
ANSWER = {
    "role": "team",
    "person": "Ani",
    "post": "Ketua",
    "answer": "approve",
    "stage": "draft",
    "to": "done",
    "subject": "a" * 64,
    "workflow": "b" * 64,
    "subject_day": "2026-11-24",
    "file": "",
}


def entry(seq: int, act: str, body: dict[str, Any]) -> Entry:
    """Return an entry."""
    return Entry(
        log="smartflow/a/13.73",
        seq=seq,
        at="2026-11-24T03:00:00Z",
        occurred=date(2026, 11, 24),
        zone="WIB",
        act=act,
        actor=Actor("Ani"),
        body=body,
        prev="0" * 64,
    )


def key_of(*acts: tuple[str, dict[str, Any]]) -> str:
    """Return the key of the last answer behind these acts."""
    city = {"slug": "kota", "name": "Kota Contoh", "kind": "kota", "region_code": "13.73"}
    begin = {
        "city": {**city, "province": "Provinsi"},
        "workflow": {"key": "w", "version": 1, "digest": "b" * 64},
        "stage": "draft",
    }
    numbered = [("city_add", begin), *acts]
    state = fold(entry(seq, act, body) for seq, (act, body) in enumerate(numbered, 1))
    assert state is not None
    return state.sign_offs[-1].key


def registered(key: str) -> tuple[str, dict[str, Any]]:
    """Return a registration with a key."""
    return "person_add", {
        "person": {"name": "Ani", "roles": ["team"], "post": "Ketua", "ssh_key": key}
    }


def answered(earlier: int = 0, **changes: Any) -> tuple[str, dict[str, Any]]:
    """Return a signed answer; ``changes`` are made after its statement was."""
    unsigned = entry(9, "sign_off", ANSWER)
    answer = read_as(unsigned, SignOffAnswer)
    statement = statement_digest(entry_statement(unsigned, answer, CITY, earlier))
    return "sign_off", {**ANSWER, "signature": "c" * 64, "statement": statement, **changes}


def test_the_key_is_the_one_registered_before_the_answer() -> None:
    """Neither the one before that, nor one that came later."""
    assert key_of(registered(ONE), answered()) == ssh_fingerprint(ONE) != ""
    assert key_of(registered(ONE), registered(TWO), answered()) == ssh_fingerprint(TWO)
    assert key_of(registered(ONE), answered(), registered(TWO)) == ssh_fingerprint(ONE)


@pytest.mark.parametrize(
    "changes",
    [
        {"signature": ""},
        {"statement": ""},
        {"statement": sha256_hex(b"lain")},
        {"subject": "d" * 64},
        {"answer": "decline"},
        {"post": "Wali Kota"},
        {"signature": "", "key": "SHA256:x"},
        {"person": "Budi"},
    ],
)
def test_an_answer_that_is_not_what_was_signed_has_no_key(changes: dict[str, Any]) -> None:
    """The gate asks for a key, so whatever the entry claims besides does not count."""
    assert key_of(registered(ONE), answered(**changes)) == ""


def test_what_was_signed_once_does_not_count_again() -> None:
    """A copy of an answer, or one that was signed before another was given, has no key."""
    first, copy, next_ = answered(), answered(), answered(earlier=3)
    assert key_of(registered(ONE), first, copy) == ""
    assert key_of(registered(ONE), first, next_) == ssh_fingerprint(ONE)
    assert key_of(registered(ONE), ("sign_off", ANSWER), copy) == ""


@pytest.mark.parametrize("key", ["", "ssh-ed25519 AAAA", "ssh-dss AAAAB3NzaC1kc3M="])
def test_without_a_key_by_which_to_sign_nothing_is_signed(key: str) -> None:
    """What was registered long ago, when a key was kept as it was typed, proves nothing."""
    assert key_of(registered(key), answered()) == ""


def test_an_answer_from_before_there_were_signatures_reads_and_is_stored_as_it_was() -> None:
    """Its manifest holds not one field more, so that what was decided on it keeps its digest."""
    assert key_of(registered(ONE), ("sign_off", ANSWER)) == ""
    plain = SignOff(**{k: v for k, v in ANSWER.items() if k != "subject_day"}, day=TODAY, entry=3)
    manifest = json.loads(dossier_manifest(_dossier(plain)))["sign_offs"]
    fields = {*ANSWER, "day", "entry", "reason", "basis"}
    assert [set(told) for told in manifest] == [fields]
    signed = SignOff(**ANSWER, day=TODAY, entry=3, signature="c" * 64, statement="d" * 64, key="k")
    (told,) = json.loads(dossier_manifest(_dossier(signed)))["sign_offs"]
    assert set(told) == {*fields, "signature", "statement", "key"}


TODAY = date(2026, 11, 24)


def _dossier(answer: SignOff) -> Dossier:
    return Dossier(
        city=CITY,
        stage="draft",
        as_of=TODAY,
        workflow=WorkflowRef("w", 1, "b" * 64, ("draft", "done"), ("done",), {}),
        settings={},
        dimensions=(),
        worksheet_types={},
        sign_offs=(answer,),
    )
