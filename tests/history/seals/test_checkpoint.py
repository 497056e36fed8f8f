"""A checkpoint is the one of C2SP, and none is signed that does not extend the one before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.history.seals.checkpoint import (
    Checkpoint,
    MalformedCheckpoint,
    NotAnExtension,
    SignedTree,
    check_extends,
    check_leaves,
    open_checkpoint,
    parse_checkpoint,
    sign_next,
)
from smartflow.history.seals.merkle import EMPTY_ROOT, Frontier, leaf_digest, tree_root
from smartflow.history.seals.merkle_proof import consistency_proof
from smartflow.history.seals.note_key import BadSignature, SignerKey
from smartflow.history.seals.signed_note import (
    MalformedNote,
    UnknownKey,
    cosign,
    open_note,
    sign_note,
)
from smartflow.history.strict_base64 import to_base64

pytestmark = pytest.mark.usefixtures("cryptography")

LOG = "smartflow/66a818f54f80fa6c/13.73"
SIGNER = SignerKey("smartflow/66a818f54f80fa6c", bytes(range(32)))
OTHER = SignerKey("smartflow/66a818f54f80fa6c", bytes(32))
ROOT = to_base64(bytes(32))
# The example in C2SP's tlog-checkpoint.md.
SOFA = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcy"
    "v2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)
SIZES = st.integers(0, 40)
Leaves = Callable[..., list[bytes]]


def checkpoint_of(leaves: list[bytes], origin: str = LOG) -> Checkpoint:
    """Return the checkpoint of a log with those leaves."""
    return Checkpoint(origin, len(leaves), tree_root(leaves))


def signed(leaves: list[bytes]) -> SignedTree:
    """Return what was signed of a log with those leaves, in one go."""
    return sign_next(SIGNER, LOG, SignedTree(), leaves)


def test_the_specifications_example_is_read_and_written() -> None:
    """Origin, size and root of the example come out, and its text again."""
    text = SOFA.partition("\n\n")[0] + "\n"
    checkpoint = parse_checkpoint(text)
    assert checkpoint.origin == "example.com/behind-the-sofa"
    assert checkpoint.size == 20852163
    assert to_base64(checkpoint.root) == "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
    assert checkpoint.text == text


@given(
    origin=st.text(min_size=1).filter(str.isprintable),
    size=st.integers(0, 10**18 - 1),
    root=st.binary(min_size=32, max_size=32),
    extensions=st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)),
)
def test_a_checkpoint_comes_back(
    origin: str, size: int, root: bytes, extensions: list[str]
) -> None:
    """What was written is read, further lines included."""
    checkpoint = Checkpoint(origin, size, root, tuple(extensions))
    assert parse_checkpoint(checkpoint.text) == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{LOG}\n3\n",
        f"{LOG}\n3\n{ROOT}",
        f"\n3\n{ROOT}\n",
        f"{LOG}\n03\n{ROOT}\n",
        f"{LOG}\n+3\n{ROOT}\n",
        f"{LOG}\n-3\n{ROOT}\n",
        f"{LOG}\n3 \n{ROOT}\n",
        f"{LOG}\n٣\n{ROOT}\n",
        f"{LOG}\n{'9' * 19}\n{ROOT}\n",
        f"{LOG}\n3\n{ROOT[:-1]}\n",
        f"{LOG}\n3\n{to_base64(bytes(31))}\n",
        f"{LOG}\n3\n{ROOT}\n\n",
        f"{LOG}\n3\n{ROOT}\n\nextension\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    """Fewer lines, an empty one, a size or a root that is written otherwise: none of it is read."""
    with pytest.raises(MalformedCheckpoint) as caught:
        parse_checkpoint(text)
    assert caught.value.exit_code == 4


@given(old=SIZES, more=SIZES)
def test_a_grown_log_extends_its_checkpoint(leaves_of: Leaves, old: int, more: int) -> None:
    """The proof between any two sizes of one log, and the leaves themselves, are accepted."""
    leaves = leaves_of(old + more)
    first, second = checkpoint_of(leaves[:old]), checkpoint_of(leaves)
    check_extends(first, second, consistency_proof(leaves, old))
    rest = iter(leaves)
    tree = check_leaves(first, rest)
    tree.extend(rest)  # the caller's iterator goes on where the checkpoint ends
    assert tree.root() == second.root


@given(old=st.integers(1, 40), more=SIZES, data=st.data())
def test_a_rewritten_log_does_not(
    leaves_of: Leaves, old: int, more: int, data: st.DataObject
) -> None:
    """With one covered leaf changed, neither the new proof nor the leaves themselves will do."""
    leaves = leaves_of(old + more)
    first = checkpoint_of(leaves[:old])
    leaves[data.draw(st.integers(0, old - 1))] = leaf_digest(b"rewritten")
    with pytest.raises(NotAnExtension):
        check_extends(first, checkpoint_of(leaves), consistency_proof(leaves, old))
    with pytest.raises(NotAnExtension):
        check_leaves(first, leaves)


def test_a_shorter_log_or_another_does_not_extend(leaves_of: Leaves) -> None:
    """A cut log, and one that is called otherwise, are refused before any proof is looked at."""
    leaves = leaves_of(5)
    with pytest.raises(NotAnExtension):
        check_extends(checkpoint_of(leaves), checkpoint_of(leaves[:4]), ())
    with pytest.raises(NotAnExtension, match="there are 4 entries, and 5 were signed"):
        check_leaves(checkpoint_of(leaves), leaves[:4])
    with pytest.raises(NotAnExtension) as caught:
        check_extends(checkpoint_of(leaves), checkpoint_of(leaves, "smartflow/w/13.74"), ())
    assert "smartflow/w/13.74" in caught.value.message.id


@given(steps=st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_each_act_is_signed_on_top_of_the_last(leaves_of: Leaves, steps: list[int]) -> None:
    """Signed step by step, each checkpoint is the log's own, and extends every one before it."""
    leaves = leaves_of(sum(steps))
    last, done, before = SignedTree(), 0, [checkpoint_of([])]
    for step in steps:
        last = sign_next(SIGNER, LOG, last, leaves[done : done + step])
        done += step
        checkpoint = open_checkpoint(last.note, [SIGNER.verifier()])
        assert checkpoint == checkpoint_of(leaves[:done])
        for old in before:
            check_extends(old, checkpoint, consistency_proof(leaves[:done], old.size))
        before.append(checkpoint)
    assert last.note == signed(leaves).note


def test_signing_leaves_the_last_tree_as_it_was(leaves_of: Leaves) -> None:
    """Where the act then fails to be stored, the same step can be signed again."""
    last = signed(leaves_of(3))
    first = sign_next(SIGNER, LOG, last, leaves_of(2, "new"))
    assert last.tree.size == 3
    assert sign_next(SIGNER, LOG, last, leaves_of(2, "new")).note == first.note


@given(size=st.integers(1, 30), data=st.data())
def test_a_tree_that_is_not_the_last_ones_is_not_signed(
    leaves_of: Leaves, size: int, data: st.DataObject
) -> None:
    """Rewritten, cut, grown in between or of another log: whatever was kept, nothing is signed."""
    leaves = leaves_of(size)
    note = signed(leaves).note
    rewritten = list(leaves)
    rewritten[data.draw(st.integers(0, size - 1))] = leaf_digest(b"rewritten")
    for other in (rewritten, leaves[:-1], [*leaves, leaf_digest(b"unsigned")]):
        tree = Frontier()
        tree.extend(other)
        with pytest.raises(NotAnExtension):
            sign_next(SIGNER, LOG, SignedTree(note, tree), [leaf_digest(b"new")])


def test_what_was_not_signed_before_starts_from_nothing(leaves_of: Leaves) -> None:
    """Without a last note the tree is empty: a log that is there already is handed over as new."""
    tree = Frontier()
    tree.extend(leaves_of(2))
    with pytest.raises(NotAnExtension):
        sign_next(SIGNER, LOG, SignedTree(tree=tree), [])
    assert open_checkpoint(signed([]).note, [SIGNER.verifier()]).root == EMPTY_ROOT


def test_the_last_note_must_be_the_logs_own(leaves_of: Leaves) -> None:
    """Of another log, by another key, changed, or no note: nothing is signed on top of it."""
    last = signed(leaves_of(3))
    forged = sign_note(checkpoint_of(leaves_of(3)).text, [OTHER])
    with pytest.raises(NotAnExtension):
        sign_next(SIGNER, "smartflow/w/13.74", last, [])
    with pytest.raises(UnknownKey):
        sign_next(SIGNER, LOG, SignedTree(forged, last.tree), [])
    with pytest.raises(BadSignature):
        sign_next(SIGNER, LOG, SignedTree(last.note.replace(b"\n3\n", b"\n2\n"), last.tree), [])
    with pytest.raises(MalformedNote):
        sign_next(SIGNER, LOG, SignedTree(b"note", last.tree), [])
    with pytest.raises(MalformedCheckpoint):
        sign_next(SIGNER, LOG, SignedTree(sign_note("hello\n", [SIGNER]), last.tree), [])


def test_a_new_key_goes_on_from_the_old_ones_note(leaves_of: Leaves) -> None:
    """After a rotation the last note is the old key's, which then has to be trusted by name."""
    leaves = leaves_of(4)
    last = signed(leaves[:3])
    after = sign_next(OTHER, LOG, last, leaves[3:], [SIGNER.verifier()])
    assert open_checkpoint(after.note, [OTHER.verifier()]) == checkpoint_of(leaves)


@pytest.mark.parametrize("origin", ["", "two\nlines", "empty line\n", "tab\t"])
def test_an_origin_that_no_reader_could_read_is_not_signed(origin: str) -> None:
    """What is signed can be read again."""
    with pytest.raises((MalformedCheckpoint, MalformedNote)):
        sign_next(SIGNER, origin, SignedTree(), [])


def test_a_witness_signs_below(leaves_of: Leaves) -> None:
    """A cosigned checkpoint is the same one for those who trust the log, the witness, or both."""
    witness = SignerKey("inspektorat.example", bytes(reversed(range(32))))
    note = cosign(signed(leaves_of(3)).note, [witness])
    for trusted in ([SIGNER.verifier()], [witness.verifier()]):
        assert open_checkpoint(note, trusted) == checkpoint_of(leaves_of(3))
    both = open_note(note, [SIGNER.verifier(), witness.verifier()])
    assert len(both.signatures) == 2
