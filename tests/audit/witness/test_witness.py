"""A witness never signs two histories that do not go together, whatever it is shown."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.audit.witness import witness_memory
from smartflow.audit.witness.witness import Witnessed, witness, witness_key
from smartflow.audit.witness.witness_faults import (
    BadWitnessName,
    CityVanished,
    Forked,
    KeyNotTrusted,
    NoKeyGiven,
    OtherName,
    ProofMissing,
    RolledBack,
)
from smartflow.audit.witness.witness_memory import BadWitnessFolder, WitnessBusy, WitnessFolder
from smartflow.casework.store_act import store_entry
from smartflow.clock import FixedClock
from smartflow.errors import SmartflowError
from smartflow.history.entries.chain import Head
from smartflow.history.entries.entry import encode_entry
from smartflow.history.seals.checkpoint import Checkpoint
from smartflow.history.seals.checkpoint_file import (
    Block,
    CheckpointFile,
    Rotation,
    read_checkpoint_file,
)
from smartflow.history.seals.cosignature import (
    WitnessSigner,
    add_signatures,
    cosigned_at,
    parse_witness_signer,
)
from smartflow.history.seals.merkle import leaf_digest, tree_root
from smartflow.history.seals.merkle_proof import consistency_proof, inclusion_proof
from smartflow.history.seals.note_key import BadSignature, SignerKey, VerifierKey
from smartflow.history.seals.signed_note import open_note, parse_note, sign_note

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
STORE = "smartflow/w"
CITY, OTHER_CITY = f"{STORE}/13.73", f"{STORE}/13.74"
SIGNER = SignerKey(STORE, bytes(range(32)))
NEW_KEY = SignerKey(STORE, bytes([7] * 32))


def leaves(size: int, fork: int | None = None) -> list[bytes]:
    """Return a history's leaves; with ``fork``, those from that place on are another's."""
    return [
        leaf_digest(f"{'b' if fork is not None and at >= fork else 'a'}{at}".encode())
        for at in range(size)
    ]


def block(
    log: str, tree: Sequence[bytes], old: int = 0, signers: Iterable[SignerKey] = (SIGNER,)
) -> Block:
    """Return what an office hands out of a log with those leaves."""
    note = sign_note(Checkpoint(log, len(tree), tree_root(tree)).text, signers)
    return Block(note, old, consistency_proof(tree, old))


class Province:
    """A witness's computer: its folder, a clock, and the file that came."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "province"
        self.came = folder / "segel.txt"
        self.clock = FixedClock(NOW)

    def look(
        self,
        *blocks: Block,
        keys: Sequence[VerifierKey] = (SIGNER.verifier(),),
        pinned: Sequence[VerifierKey] = (),
        rotations: Sequence[Rotation] = (),
        name: str = "",
    ) -> Witnessed:
        """Give the witness a file with those blocks."""
        self.came.write_bytes(CheckpointFile(blocks, tuple(keys), tuple(rotations)).encode())
        return witness(
            self.config, self.came, self.came, self.clock, name=name, pinned=tuple(pinned)
        )

    def lines(self) -> list[tuple[str, int, int]]:
        """Return log, size and time of every cosignature in the file, each checked."""
        found: dict[tuple[str, int, int], None] = {}
        key = witness_key(self.config)
        for one in read_checkpoint_file(self.came.read_bytes()).blocks:
            if key is None or all(line.name != key.name for line in one.signed.signatures):
                continue
            for line in open_note(one.note, [key]).signatures:
                moment = cosigned_at(line.signed)
                assert moment is not None
                found[one.checkpoint.origin, one.checkpoint.size, moment] = None
        return list(found)

    def refuses(
        self, fault: type[SmartflowError], code: int, *blocks: Block, **said: object
    ) -> str:
        """Check that a file is refused, that nothing was signed, and that nothing is remembered."""
        seen = self.config / "witness" / "seen.json"
        before = seen.read_bytes() if seen.exists() else None
        with pytest.raises(fault) as caught:
            self.look(*blocks, **said)  # type: ignore[arg-type]
        assert caught.value.exit_code == code
        assert self.lines() == []
        assert (seen.read_bytes() if seen.exists() else None) == before
        return str(caught.value)


@pytest.fixture
def province(tmp_path: Path) -> Province:
    """Return a witness that has seen nothing yet."""
    return Province(tmp_path)


# -- what is signed ------------------------------------------------------------------------------


def test_the_first_sight_is_trusted_and_said(province: Province) -> None:
    """Every log is signed at the clock's second; the office's key is named as newly trusted."""
    done = province.look(block(STORE, leaves(3)), block(CITY, leaves(9)), name="saksi/1")
    moment = int(NOW.timestamp())
    assert province.lines() == [(STORE, 3, moment), (CITY, 9, moment)]
    assert [(one.checkpoint.origin, one.before) for one in done.logs] == [
        (STORE, None),
        (CITY, None),
    ]
    assert (done.is_new, done.first, done.learned) == (True, (SIGNER.verifier(),), ())
    assert done.key == witness_key(province.config)
    assert done.key.name == "saksi/1"


def test_what_extends_the_last_is_signed(province: Province) -> None:
    """With the proof from what was seen; nothing is newly trusted, and the key stays the same."""
    first = province.look(block(CITY, leaves(5)))
    done = province.look(block(CITY, leaves(11), 3), block(CITY, leaves(11), 5))
    assert [(one.checkpoint.size, one.before) for one in done.logs] == [(11, 5)]
    assert (done.key, done.is_new, done.first) == (first.key, False, ())
    assert province.lines() == [(CITY, 11, int(NOW.timestamp()))]


def test_nothing_new_is_signed_anew(province: Province) -> None:
    """The same checkpoint gets a later time: as of today, nothing longer is known."""
    province.look(block(CITY, leaves(5)))
    again = read_checkpoint_file(province.came.read_bytes()).blocks[0]
    province.clock.moment = NOW.replace(day=25)
    province.look(again)
    assert province.lines() == [(CITY, 5, int(NOW.replace(day=25).timestamp()))]


def test_the_keys_file_is_its_owners_alone(province: Province) -> None:
    """The private key is readable by its owner only, and stands in no other file."""
    province.look(block(CITY, leaves(1)))
    folder = province.config / "witness"
    word = (folder / "witness.key").read_text().strip()
    assert parse_witness_signer(word).verifier() == witness_key(province.config)
    if os.name == "posix":
        assert stat.S_IMODE((folder / "witness.key").stat().st_mode) == 0o600
    secret = word.split("+", 4)[4]  # base64 has pluses of its own
    assert len(secret) > 40
    others = [path for path in (*folder.iterdir(), province.came) if path.name != "witness.key"]
    assert [path for path in others if secret in path.read_text(encoding="utf-8")] == []


def test_the_result_may_go_elsewhere(province: Province, tmp_path: Path) -> None:
    """With another target the file that came stays as it came."""
    province.look(block(CITY, leaves(2)))
    came = CheckpointFile((block(CITY, leaves(3), 2),)).encode()
    province.came.write_bytes(came)
    target = tmp_path / "kembali.txt"
    witness(province.config, province.came, target, province.clock)
    assert province.came.read_bytes() == came
    assert target.read_bytes() != came


# -- what is refused -----------------------------------------------------------------------------


def test_a_shorter_history_is_refused(province: Province) -> None:
    """A log with fewer entries than seen was cut or rolled back."""
    province.look(block(CITY, leaves(9)))
    said = province.refuses(RolledBack, 4, block(CITY, leaves(8), 0))
    assert "it had 9 entries, and in this file it has 8" in said


@pytest.mark.parametrize(("fork", "size"), [(8, 9), (0, 9), (8, 12), (2, 40)])
def test_another_history_is_refused(province: Province, fork: int, size: int) -> None:
    """At the same size or a later one, with whatever proof its own tree gives."""
    province.look(block(CITY, leaves(9)))
    said = province.refuses(Forked, 4, block(CITY, leaves(size, fork), 9))
    assert "forked" in said


def test_two_checkpoints_of_one_size_are_a_fork(province: Province) -> None:
    """A file that carries two histories at once is refused at first sight already."""
    province.refuses(Forked, 4, block(CITY, leaves(4)), block(CITY, leaves(4, 2)))


def test_a_vanished_city_is_refused(province: Province) -> None:
    """A file with the store log is one of the whole store; a city seen before must be in it."""
    province.look(block(STORE, leaves(3)), block(CITY, leaves(2)), block(OTHER_CITY, leaves(2)))
    said = province.refuses(CityVanished, 4, block(STORE, leaves(4), 3), block(CITY, leaves(2), 2))
    assert OTHER_CITY in said
    province.look(block(CITY, leaves(3), 2))  # one city alone is no claim about the others


def test_one_bad_log_spoils_the_file(province: Province) -> None:
    """Either every log in a file is in order, or none of them is signed."""
    province.look(block(STORE, leaves(3)), block(CITY, leaves(5)))
    province.refuses(RolledBack, 4, block(STORE, leaves(4), 3), block(CITY, leaves(4)))
    province.look(block(STORE, leaves(4), 3), block(CITY, leaves(5), 5))


def test_without_a_proof_the_office_is_told_what_to_do(province: Province) -> None:
    """Bad input, not a fault: the file to send is written, and a proof from it is taken."""
    province.look(block(STORE, leaves(3)), block(CITY, leaves(5)))
    province.refuses(ProofMissing, 2, block(STORE, leaves(6), 3), block(CITY, leaves(9), 4))
    last = read_checkpoint_file((province.config / "witness" / "last-w.txt").read_bytes())
    assert [(one.checkpoint.origin, one.checkpoint.size) for one in last.blocks] == [
        (STORE, 3),
        (CITY, 5),
    ]
    assert last.keys == (SIGNER.verifier(),)
    olds = {log: found[0].checkpoint.size for log, found in last.logs().items()}
    province.look(block(STORE, leaves(6), olds[STORE]), block(CITY, leaves(9), olds[CITY]))


def test_a_changed_text_is_refused(province: Province) -> None:
    """A note whose text is not what the office's key signed, at first sight and later."""
    good = block(CITY, leaves(5))
    bad = Block(good.note.replace(b"\n5\n", b"\n6\n"))
    province.refuses(BadSignature, 4, bad)
    province.look(good)
    province.refuses(BadSignature, 4, bad)


# -- whose signature counts ----------------------------------------------------------------------


def test_a_key_must_be_named_by_somebody(province: Province) -> None:
    """Without one in the file it is asked for; with one from elsewhere it is enough."""
    stranger = SignerKey("smartflow/v", bytes(32)).verifier()
    province.refuses(NoKeyGiven, 2, block(CITY, leaves(2)), keys=())
    province.refuses(NoKeyGiven, 2, block(CITY, leaves(2)), keys=(stranger,))
    done = province.look(block(CITY, leaves(2)), keys=(), pinned=(SIGNER.verifier(),))
    assert done.first == ()


def test_a_pinned_key_is_the_only_one(province: Province) -> None:
    """Who had the key from somewhere safer is not talked into another by the file."""
    province.refuses(KeyNotTrusted, 4, block(CITY, leaves(2)), pinned=(NEW_KEY.verifier(),))


def test_another_key_is_refused_until_it_is_named(province: Province) -> None:
    """A known office whose key is suddenly another one: somebody has to ask."""
    province.look(block(CITY, leaves(2)))
    keys = (SIGNER.verifier(), NEW_KEY.verifier())
    later = block(CITY, leaves(4), 2, (NEW_KEY,))
    said = province.refuses(KeyNotTrusted, 4, later, keys=keys)
    assert NEW_KEY.verifier().key_id.hex() in said
    done = province.look(later, keys=keys, pinned=(NEW_KEY.verifier(),))
    assert (done.first, done.learned) == ((), ())
    province.look(block(CITY, leaves(5), 4, (NEW_KEY,)))


THIRD_KEY = SignerKey(STORE, bytes([9] * 32))
BOTH = (SIGNER.verifier(), NEW_KEY.verifier())


def rotation(
    old: SignerKey,
    new: SignerKey,
    signers: Iterable[SignerKey] = (),
    act: str = "key_rotate",
    log: str = STORE,
) -> Rotation:
    """Return how an office shows that a key took another one's place, as its third entry."""
    body = {"key": new.verifier().encode(), "replaces": old.verifier().encode(), "lost": False}
    entry = encode_entry(store_entry(log, Head(2, "0" * 64), FixedClock(NOW), act, body))
    tree = [*leaves(2), leaf_digest(entry)]
    note = block(STORE, tree, 0, signers or (old, new)).note
    return Rotation(note, entry, inclusion_proof(tree, 2))


def test_a_new_key_comes_in_by_the_old_one(province: Province) -> None:
    """The old key has signed the entry that names the new one; then it counts no more itself."""
    province.look(block(STORE, leaves(2)), block(CITY, leaves(2)))
    done = province.look(
        block(STORE, leaves(3), 2, (SIGNER, NEW_KEY)),
        block(CITY, leaves(4), 2, (NEW_KEY,)),
        keys=BOTH,
        rotations=(rotation(SIGNER, NEW_KEY),),
    )
    assert done.learned == (NEW_KEY.verifier(),)
    province.refuses(KeyNotTrusted, 4, block(CITY, leaves(5), 4, (SIGNER,)))
    province.look(block(STORE, leaves(4), 3, (NEW_KEY,)), block(CITY, leaves(4), 4, (NEW_KEY,)))
    province.refuses(KeyNotTrusted, 4, block(CITY, leaves(5), 4, (SIGNER,)))


def test_a_key_may_have_been_replaced_more_than_once(province: Province) -> None:
    """From the key that is known to the one of today, each named by the one before it."""
    province.look(block(CITY, leaves(2)))
    done = province.look(
        block(CITY, leaves(3), 2, (THIRD_KEY,)),
        rotations=(rotation(SIGNER, NEW_KEY), rotation(NEW_KEY, THIRD_KEY)),
    )
    assert done.learned == (NEW_KEY.verifier(), THIRD_KEY.verifier())


FITTING = rotation(SIGNER, NEW_KEY)


@pytest.mark.parametrize(
    "shown",
    [
        (),
        (rotation(SIGNER, NEW_KEY, (NEW_KEY,)),),
        (rotation(SIGNER, NEW_KEY, act="key_add"),),
        (rotation(SIGNER, NEW_KEY, log="smartflow/v"),),
        (rotation(THIRD_KEY, NEW_KEY, (SIGNER, NEW_KEY)),),
        (msgspec.structs.replace(FITTING, proof=(*FITTING.proof[::-1], bytes(32))),),
        (msgspec.structs.replace(FITTING, note=block(STORE, leaves(3), 0, (SIGNER,)).note),),
        (
            msgspec.structs.replace(
                rotation(SIGNER, THIRD_KEY), entry=rotation(SIGNER, NEW_KEY).entry
            ),
        ),
        (msgspec.structs.replace(FITTING, entry=FITTING.entry[:-1]),),
    ],
)
def test_nobody_else_hands_a_key_over(province: Province, shown: tuple[Rotation, ...]) -> None:
    """No line that anybody can add to a genuine note, and nothing that the old key did not sign."""
    province.look(block(CITY, leaves(2)))
    genuine = block(CITY, leaves(2), 2).note
    line = parse_note(block(CITY, leaves(2), 0, (NEW_KEY,)).note).signatures[0]
    province.look(Block(genuine + line.line.encode(), 2), keys=BOTH, rotations=shown)
    forged = block(CITY, leaves(3), 2, (NEW_KEY,))
    province.refuses(KeyNotTrusted, 4, forged, keys=BOTH, rotations=shown)


def test_a_key_of_one_office_signs_for_no_other(province: Province) -> None:
    """A trusted key whose name is another store's opens nothing here."""
    stranger = SignerKey("smartflow/v", bytes(32))
    province.look(block("smartflow/v", leaves(1), 0, (stranger,)), keys=(stranger.verifier(),))
    province.refuses(
        NoKeyGiven, 2, block(CITY, leaves(2), 0, (stranger,)), keys=(stranger.verifier(),)
    )


# -- the memory ----------------------------------------------------------------------------------


def test_what_is_signed_is_remembered_first(province: Province, tmp_path: Path) -> None:
    """Where the result cannot be written the memory has it, and a second run signs the same."""
    province.came.write_bytes(
        CheckpointFile((block(CITY, leaves(5)),), (SIGNER.verifier(),)).encode()
    )
    with pytest.raises(OSError, match="nowhere"):
        witness(province.config, province.came, tmp_path / "nowhere" / "x", province.clock)
    assert WitnessFolder(province.config).recall()[CITY].checkpoint.size == 5
    province.refuses(RolledBack, 4, block(CITY, leaves(4)))
    province.look(block(CITY, leaves(5)))
    assert len(province.lines()) == 1


def test_a_witness_has_one_name(province: Province) -> None:
    """Its name is part of its key; another one is refused, the same one is not."""
    province.look(block(CITY, leaves(1)), name="saksi/1")
    province.refuses(OtherName, 2, block(CITY, leaves(2), 1), name="saksi/2")
    province.look(block(CITY, leaves(2), 1), name="saksi/1")


@pytest.mark.parametrize("name", ["dua kata", "a+b", "a\tb"])
def test_a_name_that_no_note_can_carry_is_refused(province: Province, name: str) -> None:
    """No key is made for it, so that the next try may choose another one."""
    province.refuses(BadWitnessName, 2, block(CITY, leaves(1)), name=name)
    assert witness_key(province.config) is None


def test_an_accounts_name_is_made_to_fit(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --name the account's is taken, and an account may have a blank in it."""
    monkeypatch.setattr(
        "smartflow.audit.witness.witness.system_user", lambda: "Rína Marlina+1@PC 7"
    )
    for size in (1, 2):  # made, then read
        done = province.look(block(CITY, leaves(size), size - 1))
        assert (done.key.name, done.is_new) == ("Rína-Marlina-1@PC-7", size == 1)


def test_lines_of_others_in_the_file_stay(province: Province) -> None:
    """Of two blocks of one note each may bring another witness's line; both come out below ours."""
    first, second = (WitnessSigner(f"w{number}", bytes([number] * 32)) for number in (1, 2))
    plain = block(CITY, leaves(3))
    text = plain.signed.text
    notes = [add_signatures(plain.note, [one.cosign(text, 5)]) for one in (first, second)]
    province.look(*(Block(note) for note in notes), name="saksi/1")
    for one in read_checkpoint_file(province.came.read_bytes()).blocks:
        names = [line.name for line in one.signed.signatures]
        assert names == [STORE, "w1", "w2", "saksi/1"]


def test_two_at_once_do_not_race(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one looks and remembers, another waits, and gives up in the end."""
    monkeypatch.setattr(witness_memory, "_WAIT", 0.1)
    with WitnessFolder(province.config).held():
        province.refuses(WitnessBusy, 5, block(CITY, leaves(1)))
    province.look(block(CITY, leaves(1)))


@pytest.mark.parametrize("name", ["witness.key", "seen.json"])
@pytest.mark.parametrize("content", ["", "{", '{"smartflow/w": {"note": "", "keys": []}}', "x+y+z"])
def test_a_damaged_memory_is_not_forgotten(province: Province, name: str, content: str) -> None:
    """A witness that cannot read what it knew signs nothing; it never starts anew by itself."""
    province.look(block(CITY, leaves(3)))
    (province.config / "witness" / name).write_text(content)
    province.came.write_bytes(CheckpointFile((block(CITY, leaves(4), 3),)).encode())
    with pytest.raises(BadWitnessFolder) as caught:
        witness(province.config, province.came, province.came, province.clock)
    assert caught.value.exit_code == 2
    assert (
        len(parse_note(read_checkpoint_file(province.came.read_bytes()).blocks[0].note).signatures)
        == 1
    )


Shown = st.tuples(st.booleans(), st.integers(1, 12), st.integers(0, 12))


@settings(max_examples=60)
@given(fork=st.integers(0, 8), shown=st.lists(Shown, min_size=2, max_size=10))
def test_whatever_is_shown_one_history_is_signed(
    tmp_path_factory: pytest.TempPathFactory, fork: int, shown: list[tuple[bool, int, int]]
) -> None:
    """Of two histories that part at ``fork``, shown in any order of sizes and with any proofs.

    All that is ever signed belongs to one of them and never shrinks; and an honest next step, with
    its proof, is always signed.
    """
    province = Province(tmp_path_factory.mktemp("any"))
    signed: list[tuple[int, bytes]] = []
    for is_other, size, old in shown:
        tree = leaves(size, fork if is_other else None)
        try:
            province.look(block(CITY, tree, min(old, size)))
        except SmartflowError:
            assert province.lines() == []
            last = signed[-1][0] if signed else 0
            honest = not signed or tree_root(tree[:last]) == signed[-1][1]
            assert not (honest and last in (min(old, size), size))
            continue
        signed.append((size, tree_root(tree)))
    assert [size for size, _ in signed] == sorted(size for size, _ in signed)
    one, other = leaves(12), leaves(12, fork)
    assert any(
        all(tree_root(tree[:size]) == root for size, root in signed) for tree in (one, other)
    )
