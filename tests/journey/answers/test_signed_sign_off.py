"""Sign-offs with an SSH signature: what is signed, by whom, over what, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

import msgspec
import pytest

from smartflow.canonical import sha256_hex
from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.workspace import Workspace
from smartflow.clock import FixedClock, day_in
from smartflow.fold.statement import statement_bytes
from smartflow.history.entries.entry import Entry
from smartflow.history.ssh.key import parse_public_key
from smartflow.history.ssh.signature import (
    NotAPrivateKey,
    OtherNamespace,
    OtherSshKey,
    sign_with_ssh_key,
)
from smartflow.journey.answers.answering import Answer, SignatureAsked
from smartflow.journey.answers.decide import Meeting, decide
from smartflow.journey.answers.given_answer import given_answer, statement_of
from smartflow.journey.answers.key_signing import KeyFileUnreadable, key_signer
from smartflow.journey.answers.sign_off import NotInRole, sign_off
from smartflow.journey.answers.sign_off_statement import sign_off_statement
from smartflow.journey.answers.signed_statement import (
    KeyOfAnother,
    NoSshKey,
    Pen,
    SignedTooEarly,
    StaleStatement,
    read_pen,
)
from smartflow.journey.gate.check import check
from smartflow.journey.gate.record import record
from smartflow.journey.register.person_add import person_add
from smartflow.model import Person, SignOffStatus

MakeKey = Callable[[str], tuple[Path, str]]
TODAY = date(2026, 11, 24)


@pytest.fixture
def ani(signing: Workspace, make_key: MakeKey) -> Path:
    """Register Ani of the team with a key; she acts from now on."""
    path, line = make_key("ani")
    person_add(signing, "kota", Person("Ani", ("team",), "Ketua Tim", ssh_key=line))
    signing.actor_name = "Ani"
    return path


def pen(path: Path) -> Pen:
    """Return a pen that signs with a key file now."""
    return Pen(key_signer(path))


def made(workspace: Workspace, path: Path, answer: Answer, namespace: str = "") -> Pen:
    """Return a signature that was made over the statement of an answer, as it is now."""
    content = sign_off_statement(workspace, "kota", "team", answer).content
    words = (namespace,) if namespace else ()
    armored = sign_with_ssh_key(content, path.read_bytes(), *words)
    return Pen(lambda _statement: armored, content)


def later(workspace: Workspace, days: int) -> None:
    """Let days pass."""
    clock = cast("FixedClock", workspace.clock)
    workspace.clock = FixedClock(clock.now() + timedelta(days=days))


def team(workspace: Workspace) -> SignOffStatus:
    """Return how the team's sign-off stands in the gate's own eyes."""
    actor, workspace.actor_name = workspace.actor_name, ""
    status = next(s for s in check(workspace, "kota").verdict.sign_offs if s.role == "team")
    workspace.actor_name = actor
    return status


def blob(workspace: Workspace, entry: Entry, field: str) -> bytes:
    """Return the stored bytes that an entry names."""
    digest = str(entry.body[field])
    content = read_case(workspace, "kota").read_blobs((digest,))[digest]
    assert sha256_hex(content) == digest
    return content


def test_an_answer_without_the_signature_is_refused_with_the_next_step(
    signing: Workspace, ani: Path
) -> None:
    """Every answer of the role, also a refusal; nothing is recorded."""
    before = read_case(signing, "kota").head
    for answer in (Answer(), Answer("decline", "belum")):
        with pytest.raises(SignatureAsked) as refused:
            sign_off(signing, "kota", "team", answer)
        assert refused.value.exit_code == 2
        assert refused.value.hint is not None
        assert '--role team --as "Ani" --sign-with' in refused.value.hint.en
    assert read_case(signing, "kota").head == before


def test_a_signed_answer_keeps_signature_and_statement(signing: Workspace, ani: Path) -> None:
    """Both are blobs of the entry; its basis names key and recorder; the gate counts it."""
    statement = sign_off_statement(signing, "kota", "team", Answer()).content
    entry = sign_off(signing, "kota", "team", Answer(), pen=pen(ani))
    key = read_case(signing, "kota").state.people["Ani"].ssh_key
    fingerprint = parse_public_key(key).fingerprint
    assert entry.actor.basis.startswith(f"signed with {fingerprint}; recorded by ")
    assert blob(signing, entry, "statement") == statement
    assert blob(signing, entry, "signature").startswith(b"-----BEGIN SSH SIGNATURE-----\n")
    (answer,) = read_case(signing, "kota").state.sign_offs
    assert answer.key == fingerprint
    assert (team(signing).met, team(signing).approved) == (True, ("Ani",))


def test_writing_the_statement_records_nothing(signing: Workspace, ani: Path) -> None:
    """It names everything that is signed, and its bytes are the same each time."""
    before = read_case(signing, "kota").head
    one = sign_off_statement(signing, "kota", "Tim Pelaksana", Answer(reason=" Baik "))
    assert sign_off_statement(signing, "KOTA", "team", Answer(reason="Baik")).content == one.content
    assert read_case(signing, "kota").head == before
    words = one.content.decode()
    case = read_case(signing, "kota")
    for part in (case.log, "issue_analysis -> swot_tows", "Ani", "Ketua Tim", "2026-11-24", "Baik"):
        assert part in words
    assert case.state.workflow.digest in words


def test_a_signature_that_comes_days_later_counts_for_its_own_day(
    signing: Workspace, ani: Path
) -> None:
    """The day is in what was signed; nobody has to repeat it, and nobody can change it."""
    signed = made(signing, ani, Answer())
    later(signing, 5)
    entry = sign_off(signing, "kota", "team", Answer(), pen=signed)
    assert entry.occurred == TODAY


def test_a_day_that_is_named_must_be_the_one_that_was_signed(signing: Workspace, ani: Path) -> None:
    """Nobody can date a signature otherwise."""
    signed = made(signing, ani, Answer())
    later(signing, 5)
    with pytest.raises(StaleStatement) as refused:
        sign_off(signing, "kota", "team", Answer(day=TODAY + timedelta(days=1)), pen=signed)
    assert "differs: tanggal (day)." in refused.value.message.en
    assert sign_off(signing, "kota", "team", Answer(day=TODAY), pen=signed).occurred == TODAY


def test_an_old_signature_cannot_be_recorded_again(signing: Workspace, ani: Path) -> None:
    """Whoever has somebody's approval in hand cannot undo their later refusal with it."""
    approval, kept = made(signing, ani, Answer()), made(signing, ani, Answer(reason="Baik"))
    sign_off(signing, "kota", "team", Answer(), pen=approval)
    sign_off(signing, "kota", "team", Answer("decline", "Ada yang salah"), pen=pen(ani))
    for old, answer in ((approval, Answer()), (kept, Answer(reason="Baik"))):
        with pytest.raises(StaleStatement) as refused:
            sign_off(signing, "kota", "team", answer, pen=old)
        assert "differs: jawaban sebelumnya (earlier answer)." in refused.value.message.en
    assert (team(signing).met, team(signing).declined) == (False, ("Ani: Ada yang salah",))


def test_a_signature_dated_before_its_content_is_refused(signing: Workspace, ani: Path) -> None:
    """A paper can be older than its typing; a digest cannot be older than its content."""
    for act in (
        lambda answer: sign_off(signing, "kota", "team", answer, pen=pen(ani)),
        lambda answer: sign_off_statement(signing, "kota", "team", answer),
    ):
        with pytest.raises(SignedTooEarly):
            act(Answer(day=TODAY - timedelta(days=1)))


def test_what_changed_since_the_statement_is_named(signing: Workspace, ani: Path) -> None:
    """A stale statement is refused, says which line differs, and how to write a new one."""
    signed = made(signing, ani, Answer())
    later(signing, 3)
    record(signing, "kota", "mou", number="1", day=TODAY, title="Nota")
    with pytest.raises(StaleStatement) as refused:
        sign_off(signing, "kota", "team", Answer(), pen=signed)
    assert "isi (subject)." in refused.value.message.en
    assert refused.value.hint is not None
    assert 'smartflow sign-off kota --role team --as "Ani" --statement' in refused.value.hint.en
    with pytest.raises(StaleStatement) as refused:
        sign_off(signing, "kota", "team", Answer(), pen=msgspec.structs.replace(signed, over=b""))
    assert "has changed" in refused.value.message.en
    edited = msgspec.structs.replace(signed, over=signed.over + b" ")
    with pytest.raises(StaleStatement) as refused:
        sign_off(signing, "kota", "team", Answer(), pen=edited)
    assert "after it was signed" in refused.value.message.en


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (Answer("decline", "Baik"), "jawaban (answer)"),
        (Answer(reason="Kurang"), "alasan (reason)"),
    ],
)
def test_another_answer_is_not_what_was_signed(
    answer: Answer, line: str, signing: Workspace, ani: Path
) -> None:
    """Whoever records it cannot turn an approval into a refusal, or put words into a mouth."""
    signed = made(signing, ani, Answer(reason="Baik"))
    with pytest.raises(StaleStatement) as refused:
        sign_off(signing, "kota", "team", answer, pen=signed)
    assert f"differs: {line}." in refused.value.message.en


def test_only_the_registered_key_signs(signing: Workspace, ani: Path, make_key: MakeKey) -> None:
    """Another key is refused by name, and the whole command to register it is given."""
    stranger, _ = make_key("asing")
    with pytest.raises(OtherSshKey) as refused:
        sign_off(signing, "kota", "team", Answer(), pen=pen(stranger))
    assert refused.value.hint is not None
    expected = 'smartflow person add kota "Ani" --role team --post "Ketua Tim" --ssh-key KEY.pub'
    assert expected in refused.value.hint.en


def test_a_signature_for_another_purpose_is_refused(signing: Workspace, ani: Path) -> None:
    """What somebody signed as a file or a commit approves nothing."""
    for namespace in ("file", "git", "smartflow-sign-off@v2"):
        with pytest.raises(OtherNamespace):
            sign_off(signing, "kota", "team", Answer(), pen=made(signing, ani, Answer(), namespace))


def test_nobody_signs_for_somebody_else(signing: Workspace, ani: Path, make_key: MakeKey) -> None:
    """Ani's signature is none of Budi's, with or without a key of his own."""
    signed = made(signing, ani, Answer())
    person_add(signing, "kota", Person("Budi", ("team",), "Anggota"))
    signing.actor_name = "Budi"
    with pytest.raises(NoSshKey) as refused:
        sign_off(signing, "kota", "team", Answer(), pen=signed)
    assert refused.value.hint is not None
    assert 'person add kota "Budi" --role team --post "Anggota" --ssh-key' in refused.value.hint.en
    person_add(signing, "kota", Person("Budi", ("team",), "Anggota", ssh_key=make_key("budi")[1]))
    with pytest.raises(OtherSshKey):
        sign_off(signing, "kota", "team", Answer(), pen=signed)


def test_the_key_of_the_moment_counts(signing: Workspace, ani: Path, make_key: MakeKey) -> None:
    """A new key takes over at its registration; what the old one signed before stays signed."""
    old = made(signing, ani, Answer())
    first = sign_off(signing, "kota", "team", Answer(), pen=pen(ani))
    path, line = make_key("ani-baru")
    person_add(signing, "kota", Person("Ani", ("team",), "Ketua Tim", ssh_key=line))
    assert team(signing).entries == (first.seq,)
    with pytest.raises(OtherSshKey):
        sign_off(signing, "kota", "team", Answer(), pen=old)
    second = sign_off(signing, "kota", "team", Answer(), pen=pen(path))
    assert team(signing).entries == (second.seq,)


def test_a_key_that_has_signed_is_nobody_elses(
    signing: Workspace, ani: Path, make_key: MakeKey
) -> None:
    """A registration that went past the act is caught when its owner signs."""
    line = read_case(signing, "kota").state.people["Ani"].ssh_key
    sign_off(signing, "kota", "team", Answer(), pen=pen(ani))
    person_add(signing, "kota", Person("Ani", ("team",), "Ketua", ssh_key=make_key("lain")[1]))
    budi = Person("Budi", ("team",), "Anggota", ssh_key=line)
    perform(signing, "kota", lambda _: Draft("person_add", {"person": budi}))
    signing.actor_name = "Budi"
    with pytest.raises(KeyOfAnother):
        sign_off(signing, "kota", "team", Answer(), pen=pen(ani))


def test_a_signature_is_no_role(signing: Workspace, make_key: MakeKey) -> None:
    """Who signs must hold the role on the day, as ever; else nobody is asked for a passphrase."""
    path, line = make_key("cici")
    until = TODAY - timedelta(days=1)
    person_add(signing, "kota", Person("Cici", ("team",), "J", until=until, ssh_key=line))
    signing.actor_name = "Cici"
    asked: list[bytes] = []

    def ask(statement: bytes) -> str:
        asked.append(statement)
        return key_signer(path)(statement)

    with pytest.raises(NotInRole):
        sign_off(signing, "kota", "team", Answer(), pen=Pen(ask))
    assert asked == []
    with pytest.raises(NotInRole):
        sign_off_statement(signing, "kota", "team", Answer())


def test_minutes_do_not_stand_in_for_signatures(signing: Workspace, tmp_path: Path) -> None:
    """A body that must sign one by one decides nothing on paper; the refusal says how to sign."""
    for here, there in (
        ("issue_analysis", "swot_tows"),
        ("swot_tows", "quick_win_selection"),
        ("quick_win_selection", "masterplan_approval"),
    ):
        body = {"result": "moved", "from": here, "to": there}
        perform(signing, "kota", lambda _, body=body: Draft("advance", body))
    minutes = tmp_path / "ba.txt"
    minutes.write_text("Berita acara", encoding="utf-8")
    for answer in (Answer(), Answer("decline", "belum")):
        with pytest.raises(SignatureAsked) as refused:
            decide(signing, "kota", "council", Meeting(3, 4), answer, file=minutes)
        assert refused.value.hint is not None
        assert "smartflow sign-off kota --role council" in refused.value.hint.en


def test_a_forged_entry_does_not_count_at_the_gate(signing: Workspace, ani: Path) -> None:
    """An entry that only says that it is signed: no statement, another one, no key, other words."""
    good = sign_off(signing, "kota", "team", Answer(), pen=pen(ani))
    record(signing, "kota", "mou", number="1", day=TODAY, title="Nota")
    moved = dict(good.body)
    asked = sign_off_statement(signing, "kota", "team", Answer())
    moved["subject"] = asked.given.asked.subject
    for body in (
        moved,
        {**moved, "statement": "", "key": "SHA256:x"},
        {**moved, "statement": sha256_hex(asked.content), "signature": ""},
        {**moved, "statement": sha256_hex(asked.content), "person": "Budi"},
    ):
        perform(
            signing, "kota", lambda _, body=body: Draft("sign_off", body, basis=good.actor.basis)
        )
        assert (team(signing).met, team(signing).approved) == (False, ())


def test_a_signature_is_taken_where_none_is_asked_for(
    workspace: Workspace, make_key: MakeKey
) -> None:
    """It proves more than is needed, and is kept; minutes and plain answers count as before."""
    path, line = make_key("ani")
    person_add(workspace, "kota", Person("Ani", ("team",), "Ketua Tim", ssh_key=line))
    workspace.actor_name = "Ani"
    plain = sign_off(workspace, "kota", "team", Answer())
    assert not {"signature", "statement"} & set(plain.body)
    assert plain.actor.basis.startswith("claimed by ")
    signed = sign_off(workspace, "kota", "team", Answer(), pen=pen(path))
    assert {"signature", "statement"} <= set(signed.body)


def test_the_statement_lies_beside_its_signature(tmp_path: Path) -> None:
    """It is read to say what differs; without it, or under another name, nothing is guessed."""
    (tmp_path / "p.txt").write_bytes(b"isi")
    (tmp_path / "p.txt.sig").write_text("tanda", encoding="ascii")
    (tmp_path / "tanda").write_text("tanda", encoding="ascii")
    beside = read_pen(tmp_path / "p.txt.sig")
    assert (beside.over, beside.sign(b"x")) == (b"isi", "tanda")
    assert read_pen(tmp_path / "tanda").over == b""


def test_a_key_file_that_cannot_sign_is_refused(tmp_path: Path) -> None:
    """No file, a folder, no key: our own refusal."""
    (tmp_path / "teks").write_text("bukan kunci", encoding="utf-8")
    for path, refusal in (
        (tmp_path / "tidak-ada", KeyFileUnreadable),
        (tmp_path, KeyFileUnreadable),
        (tmp_path / "teks", NotAPrivateKey),
    ):
        with pytest.raises(refusal):
            key_signer(path)(b"isi")


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("WIB", datetime(2026, 11, 24, 16, 59, 59, tzinfo=UTC), date(2026, 11, 24)),
        ("WIB", datetime(2026, 11, 24, 17, 0, tzinfo=UTC), date(2026, 11, 25)),
        ("WITA", datetime(2026, 11, 24, 15, 59, 59, tzinfo=UTC), date(2026, 11, 24)),
        ("WITA", datetime(2026, 11, 24, 16, 0, tzinfo=UTC), date(2026, 11, 25)),
        ("WIT", datetime(2026, 11, 24, 14, 59, 59, tzinfo=UTC), date(2026, 11, 24)),
        ("WIT", datetime(2026, 11, 24, 15, 0, tzinfo=UTC), date(2026, 11, 25)),
    ],
)
def test_the_day_that_is_signed_is_the_citys(
    zone: str, moment: datetime, day: date, signing: Workspace, ani: Path
) -> None:
    """Midnight is where the city is, not where the computer's clock says."""
    signing.clock = FixedClock(moment)
    case = read_case(signing, "kota")
    city = msgspec.structs.replace(case.state.city, zone=zone)
    moved = msgspec.structs.replace(case, today=day_in(zone, moment))  # type: ignore[arg-type]
    moved.state.city = city
    given = given_answer(moved, "team", Answer())
    assert given.day == day
    assert f"tanggal (day): {day}" in statement_bytes(statement_of(moved, given)).decode()
