"""A checkpoint file is C2SP's add-checkpoint, block by block, and survives e-mail."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.history import extend_log_file
from smartflow.history import verify as program
from smartflow.history.seals.checkpoint import Checkpoint, SignedTree, check_extends, sign_next
from smartflow.history.seals.checkpoint_file import (
    Block,
    CheckpointFile,
    MalformedCheckpointFile,
    Rotation,
    read_checkpoint_file,
)
from smartflow.history.seals.cosignature import WitnessSigner, add_signatures
from smartflow.history.seals.merkle import leaf_digest, tree_root
from smartflow.history.seals.merkle_proof import consistency_proof, inclusion_proof
from smartflow.history.seals.note_key import SignerKey
from smartflow.history.seals.signed_note import parse_note, sign_note

pytestmark = pytest.mark.usefixtures("cryptography")

# The example request in C2SP's tlog-witness.md.
EXAMPLE = """old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
"""  # noqa: E501  as published
SIGNER = SignerKey("smartflow/w", bytes(range(32)))
OTHER = SignerKey("smartflow/v", bytes(32))
LOG = "smartflow/w/13.73"
Leaves = Callable[..., list[bytes]]


def block(leaves: list[bytes], old: int = 0, log: str = LOG) -> Block:
    """Return the checkpoint of a log with those leaves, and the proof from an older size."""
    note = sign_next(SIGNER, log, SignedTree(), leaves).note
    return Block(note, old, consistency_proof(leaves, old))


def rotation(leaves: list[bytes]) -> Rotation:
    """Return the paragraph about the newest of those entries."""
    proof = inclusion_proof(leaves, len(leaves) - 1)
    return Rotation(block(leaves, 0, "smartflow/w").note, b'{"act":"key_rotate"}', proof)


def test_the_specifications_request_is_a_block() -> None:
    """Old size, proof and note of the example come out, and the same bytes again."""
    file = read_checkpoint_file(EXAMPLE.encode())
    assert [one.old for one in file.blocks] == [20852014]
    assert [len(one.proof) for one in file.blocks] == [4]
    assert file.blocks[0].checkpoint.size == 20852163
    assert len(file.blocks[0].signed.signatures) == 2
    assert file.blocks[0].encode().decode() == EXAMPLE
    assert file.encode().decode() == EXAMPLE


@given(
    shapes=st.lists(
        st.tuples(st.integers(1, 20), st.integers(0, 20), st.integers(0, 2)), min_size=1, max_size=5
    ),
    keys=st.lists(st.sampled_from((SIGNER, OTHER)), unique=True),
    mail=st.sampled_from(("\n", "\r\n")),
    mark=st.sampled_from(("", "\ufeff")),
    around=st.integers(0, 3),
    turned=st.integers(0, 2),
)
def test_a_file_comes_back(  # noqa: PLR0913  what a file is made of, and what e-mail does to it
    leaves_of: Leaves,
    shapes: list[tuple[int, int, int]],
    keys: list[SignerKey],
    mail: str,
    mark: str,
    around: int,
    turned: int,
) -> None:
    """Blocks and keys are read as they were written, whatever e-mail did to the newlines."""
    blocks = tuple(
        block(leaves_of(size), min(old, size), f"smartflow/w/13.7{log}")
        for size, old, log in shapes
    )
    rotations = tuple(rotation(leaves_of(size)) for size, _, _ in shapes[:turned])
    rotations = tuple(dict.fromkeys(rotations))
    file = CheckpointFile(blocks, tuple(key.verifier() for key in keys), rotations)
    text = mark + "\n" * around + file.encode().decode() + "\n" * around
    assert read_checkpoint_file(text.replace("\n", mail).encode()) == file
    for log, found in file.logs().items():
        assert {one.checkpoint.origin for one in found} == {log}
    assert sum(len(found) for found in file.logs().values()) == len(blocks)


@given(size=st.integers(1, 40), data=st.data())
def test_a_block_proves_that_the_log_grew(
    leaves_of: Leaves, size: int, data: st.DataObject
) -> None:
    """What is read back holds against the older checkpoint, and against no other one."""
    leaves, old = leaves_of(size), data.draw(st.integers(0, size))
    read = read_checkpoint_file(block(leaves, old).encode()).blocks[0]
    check_extends(Checkpoint(LOG, old, tree_root(leaves[:old])), read.checkpoint, read.proof)


def test_files_may_be_joined(leaves_of: Leaves) -> None:
    """Two files one below the other are one file, with the keys of both."""
    first = CheckpointFile((block(leaves_of(2)),), (SIGNER.verifier(),))
    second = CheckpointFile((block(leaves_of(3), 2),), (OTHER.verifier(), SIGNER.verifier()))
    assert read_checkpoint_file(first.encode() + b"\n" + second.encode()) == CheckpointFile(
        (*first.blocks, *second.blocks), (SIGNER.verifier(), OTHER.verifier())
    )


def test_a_plain_note_is_a_block() -> None:
    """A note by itself, as it stands in the store, is read without its ``old`` line."""
    note = sign_note(Checkpoint(LOG, 0, tree_root([])).text, [SIGNER])
    assert read_checkpoint_file(note) == CheckpointFile((Block(note),))


def test_notes_are_replaced_by_their_text(leaves_of: Leaves) -> None:
    """Both blocks of a note get the grown one; another note stays as it is."""
    first, again, other = block(leaves_of(4), 2), block(leaves_of(4), 3), block(leaves_of(5))
    text = first.signed.text
    line = WitnessSigner("w", bytes(32)).cosign(text, 7)
    grown = add_signatures(first.note, [line])
    file = CheckpointFile((first, again, other)).replaced({text: grown})
    assert [one.note for one in file.blocks] == [grown, grown, other.note]
    assert [one.old for one in file.blocks] == [2, 3, 0]
    assert parse_note(grown).signatures[-1] == line


WHOLE = block([leaf_digest(b"a"), leaf_digest(b"b")], 1).encode().decode()
TURNED = rotation([leaf_digest(b"a"), leaf_digest(b"b")]).encode().decode() + "\n" + WHOLE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n\n",
        b"\xff\xfe",
        b"old 0\n",
        f"key {SIGNER.verifier().encode()}\n".encode(),
        b"Dengan hormat,\n\nterlampir segel riwayat.\n",
        ("Dengan hormat,\n\n" + WHOLE).encode(),
        WHOLE.partition("\n— ")[0].encode(),
        WHOLE.replace("old 1", "old 3").encode(),
        WHOLE.replace("old 1", "old 01").encode(),
        WHOLE.replace("old 1\n", "old 1\nAAAA\n").encode(),
        WHOLE.replace("old 1\n", "old 1\n" + "A" * 43 + "=\n" * 64).encode(),
        WHOLE.replace("old 1\n", "old 1\n\n").encode(),
        WHOLE.replace("\n2\n", "\n02\n").encode(),
        (WHOLE + "\nsesudahnya\n").encode(),
        ("key smartflow/w+00000000+AAAA\n\n" + WHOLE).encode(),
        f"key {SIGNER.encode()}\n\n{WHOLE}".encode(),
        TURNED.replace("rotate 2\n", "rotate 3\n").encode(),
        TURNED.replace("rotate 2\n", "rotate 2\nAAAA\n").encode(),
        ("rotate 2\n\n" + WHOLE).encode(),
        b"x" * ((1 << 24) + 1),
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    """What is no whole file of checkpoints is bad input, with the next step, and shows no key."""
    with pytest.raises(MalformedCheckpointFile) as caught:
        read_checkpoint_file(content)
    assert caught.value.exit_code == 2
    assert caught.value.hint is not None
    assert "smartflow audit checkpoint" in caught.value.hint.en
    assert "PRIVATE" not in str(caught.value)


@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_comes_is_read_or_refused(content: bytes) -> None:
    """No bytes at all end in anything but a file or the one refusal."""
    with contextlib.suppress(MalformedCheckpointFile):
        read_checkpoint_file(content)
    with contextlib.suppress(MalformedCheckpointFile):
        read_checkpoint_file(WHOLE.encode() + content)


# -- the auditor's own program takes the same file -----------------------------------------------


def judged(tmp_path: Path, contents: list[bytes], file: bytes, option: str) -> tuple[int, str]:
    """Run the standalone verifier over a log and a checkpoint file."""
    log, notes = tmp_path / "history.jsonl", tmp_path / "segel.txt"
    log.unlink(missing_ok=True)
    extend_log_file(log, lambda _log, after: contents[after:], [LOG])
    notes.write_bytes(file)
    words = [str(log), "--key", SIGNER.verifier().encode(), option, str(notes), "--lang", "en"]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = program.main(words)
    return code, printed.getvalue()


@pytest.mark.parametrize("option", ["--against", "--checkpoint"])
@pytest.mark.parametrize("mail", [b"\n", b"\r\n"])
def test_the_standalone_verifier_takes_a_mailed_file(
    tmp_path: Path, make_chain: Callable[..., list[bytes]], option: str, mail: bytes
) -> None:
    """Its headers, keys, proofs and cosignatures are no notes; the checkpoints in it count."""
    contents = make_chain([{"row": number} for number in range(5)])
    leaves = [leaf_digest(content) for content in contents]
    blocks = [block(leaves[:3]), block(leaves[:5], 2), block(leaves[:5], 3)]
    line = WitnessSigner("w", bytes(32)).cosign(blocks[1].signed.text, 7)
    turned = (rotation(leaves[:4]),)
    file = CheckpointFile(tuple(blocks), (SIGNER.verifier(),), turned).replaced(
        {blocks[1].signed.text: add_signatures(blocks[1].note, [line])}
    )
    mailed = file.encode().replace(b"\n", mail)
    code, said = judged(tmp_path, contents, mailed, option)
    assert (code, said.splitlines()[0]) == (0, "WHOLE")
    assert "the newest checkpoint covers 5 entries" in said
    code, said = judged(tmp_path, contents[:4], mailed, option)
    assert (code, said.splitlines()[1].partition(":")[0]) == (4, "truncated")


def test_a_file_of_headers_alone_vouches_for_nothing(
    tmp_path: Path, make_chain: Callable[..., list[bytes]]
) -> None:
    """Where the notes were taken out, or their signatures, nothing passes."""
    contents = make_chain([{"row": 1}])
    whole = block([leaf_digest(contents[0])]).encode()
    head = f"key {SIGNER.verifier().encode()}\n\nold 0\n".encode()
    for file in (head, whole.partition("\n— ".encode())[0] + b"\n"):
        code, said = judged(tmp_path, contents, file, "--against")
        assert (code, said.splitlines()[0]) == (4, "NOT WHOLE")
