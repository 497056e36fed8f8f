"""What was signed of a log decides what is wrong with it; the auditor's program agrees."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.history import EMPTY_HASH, decode_entry, encode_entry, leaf_hash
from smartflow.history import verify as program
from smartflow.history.finding import ADVICE, WORDS, Finding, Kind
from smartflow.history.seals.judgement import Vouch, judge_log
from smartflow.history.seals.log_scan import LogScan, Measured, blame
from smartflow.history.seals.merkle import leaf_digest, tree_root

if TYPE_CHECKING:
    import pytest

Chain = Callable[..., list[bytes]]

LOG = "smartflow/w/13.73"


def root_of(contents: Sequence[bytes]) -> bytes:
    """Return the root of the tree over some entries."""
    return tree_root(map(leaf_digest, contents))


def rewritten(contents: Sequence[bytes], place: int) -> list[bytes]:
    """Return a history whose entry at ``place`` says something else, chained anew from there."""
    kept = list(contents[: place - 1])
    prev = leaf_hash(kept[-1]) if kept else EMPTY_HASH
    for content in contents[place - 1 :]:
        entry = decode_entry(content)
        reason = "lain" if len(kept) == place - 1 else entry.reason
        kept.append(encode_entry(msgspec.structs.replace(entry, prev=prev, reason=reason)))
        prev = leaf_hash(kept[-1])
    return kept


def prev_of(content: bytes) -> object:
    """Return the ``prev`` beside an entry's bytes, as whoever edits both would keep it."""
    try:
        return json.loads(content)["prev"]
    except (ValueError, KeyError):
        return ""


def judged(contents: Sequence[bytes], vouches: Sequence[Vouch]) -> tuple[str, int, int] | None:
    """Let the engine's pure parts judge a log."""
    scan = LogScan(LOG, sorted({one.size for one in vouches if one.size}))
    rows = [(at, prev_of(one), one) for at, one in enumerate(contents, 1)]
    measured = {one.size: one for one in scan.take(rows).measured} if rows else {}
    broken = blame(LOG, contents, scan.broken_at) if scan.broken_at else None
    found = judge_log(LOG, scan.size, measured, vouches, broken)
    return found and (found.kind.value, found.entry, max(found.entry, found.until))


def line_of(content: bytes) -> bytes:
    """Return an entry's line in the log file, whatever its bytes are."""
    before, mark, after = content.rpartition(b',"log":')
    return before + b',"leaf":"' + leaf_hash(content).encode() + b'"' + mark + after + b"\n"


def by_program(
    file: Path, contents: Sequence[bytes], vouches: Sequence[Vouch]
) -> tuple[str, int, int] | None:
    """Let the auditor's program judge the same log, exported."""
    file.write_bytes(b"".join(line_of(one) for one in contents))
    notes = [program.Note(LOG, one.size, one.root) for one in vouches]
    inside = [note for note, one in zip(notes, vouches, strict=True) if not one.outside]
    outside = [note for note, one in zip(notes, vouches, strict=True) if one.outside]
    [*found] = program.verify(file, inside, outside, [LOG]).findings
    assert len(found) <= 1
    return (found[0].kind, found[0].entry, max(found[0][2:4])) if found else None


ATTACKS: dict[str, Callable[[list[bytes], int], list[bytes]]] = {
    "none": lambda log, at: log,
    "edit": lambda log, at: [*log[: at - 1], log[at - 1].replace(b"Rina", b"Rani"), *log[at:]],
    "rewrite": rewritten,
    "remove": lambda log, at: [*log[: at - 1], *log[at:]],
    "swap": lambda log, at: [*log[: at - 1], *reversed(log[at - 1 : at + 1]), *log[at + 1 :]],
    "insert": lambda log, at: [*log[: at - 1], rewritten(log, at)[at - 1], *log[at - 1 :]],
    "repeat": lambda log, at: [*log[:at], log[at - 1], *log[at:]],
    "cut": lambda log, at: log[:at],
}


@settings(max_examples=400)
@given(data=st.data())
def test_two_verifiers_that_share_no_line_come_to_the_same(
    make_chain: Chain, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """One random attack, one checkpoint inside and perhaps some outside: kind and entries agree."""
    length = data.draw(st.integers(2, 8))
    contents = make_chain([{"row": number} for number in range(length)])
    attack = data.draw(st.sampled_from(sorted(ATTACKS)))
    bad = ATTACKS[attack](contents, data.draw(st.integers(1, length)))
    # The office signs either what was there, or what is there after the attack.
    signed = data.draw(st.sampled_from([contents, bad]))
    vouches = [Vouch(len(signed), root_of(signed))] if signed else []
    sizes = st.lists(st.integers(1, length), max_size=2, unique=True)
    vouches += [
        Vouch(size, root_of(contents[:size]), "luar.txt", outside=True) for size in data.draw(sizes)
    ]
    file = tmp_path_factory.mktemp("exported") / "history.jsonl"
    ours, theirs = judged(bad, vouches), by_program(file, bad, vouches)
    if ours and ours[0] == "forked" and theirs:
        # The program takes what the forger signed for a witness of what was before.
        assert theirs[0] in ("forked", "edited")
        assert ours[1] <= theirs[1] <= ours[2] == theirs[2]
    else:
        assert ours == theirs
    if attack == "none":
        assert ours is None


@settings(max_examples=400)
@given(data=st.data())
def test_one_byte_anywhere_is_found_alike_in_a_row_and_in_a_line(
    make_chain: Chain, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever it makes of the entry: another one, another number, no entry at all."""
    length = data.draw(st.integers(1, 5))
    contents = make_chain([{"row": number} for number in range(length)])
    vouches = [Vouch(length, root_of(contents))]
    place = data.draw(st.integers(0, length - 1))
    at = data.draw(st.integers(0, len(contents[place]) - 1))
    byte = data.draw(st.integers(32, 126)).to_bytes(1, "big")
    edited = contents[place][:at] + byte + contents[place][at + 1 :]
    bad = [*contents[:place], edited, *contents[place + 1 :]]
    file = tmp_path_factory.mktemp("exported") / "history.jsonl"
    ours, theirs = judged(bad, vouches), by_program(file, bad, vouches)
    assert (ours is None) == (theirs is None) == (bad == contents)
    if ours and theirs and ours[0] != "foreign":  # which in the file is another log's line
        assert ours[0] == theirs[0]
        # Where the link of the newest entry is hit, the chain alone blames the one before it.
        newest = place + 1 == length
        for _, first, last in (ours, theirs):
            assert first <= place + 1 <= last + newest


def test_a_whole_log_that_nobody_vouches_for_is_unsigned(make_chain: Chain) -> None:
    """Nothing to compare with is no pass."""
    contents = make_chain([{}, {}])
    assert judged(contents, []) == ("unsigned", 1, 1)
    assert judged(contents, [Vouch(1, root_of(contents[:1]))]) is None


def test_what_the_forger_signed_is_no_witness(make_chain: Chain) -> None:
    """Only checkpoints outside say where a history that was signed anew parts from the old one."""
    contents = make_chain([{"row": number} for number in range(6)])
    forged = rewritten(contents, 3)
    inside = [Vouch(size, root_of(forged[:size])) for size in (4, 6)]
    outside = [Vouch(size, root_of(contents[:size]), "luar", outside=True) for size in (1, 5)]
    assert judged(forged, [*inside, *outside]) == ("forked", 2, 5)
    assert judged(forged, [*inside, outside[0]]) is None


def test_two_roots_of_one_size_are_a_fork_whichever_the_log_has(make_chain: Chain) -> None:
    """Also beyond the end of the log: both cannot be true."""
    contents = make_chain([{"row": number} for number in range(4)])
    forged = rewritten(contents, 2)
    both = [Vouch(4, root_of(contents)), Vouch(4, root_of(forged), "luar", outside=True)]
    for log in (contents, forged, contents[:2]):
        found = judged(log, both)
        assert found is not None
        assert found[0] == "forked"


def test_a_log_that_was_cut_is_told_from_one_that_was_put_back() -> None:
    """Put back is what agrees with its own newest checkpoint, and is too short for another."""
    measured = {3: Measured(3, b"r", "")}
    own, other = Vouch(3, b"r"), Vouch(5, b"s", "luar", outside=True)
    back = judge_log(LOG, 3, measured, [own, other], None)
    cut = judge_log(LOG, 3, measured, [Vouch(5, b"s")], None)
    assert back == Finding(Kind.ROLLED_BACK, LOG, 4, where="luar")
    assert cut == Finding(Kind.TRUNCATED, LOG, 4)


def test_every_kind_has_words_and_advice() -> None:
    """And where the auditor's program has the same kind, it says the same of entries."""
    assert set(WORDS) == set(ADVICE) == set(Kind)
    for kind in ("edited", "removed", "inserted", "reordered", "truncated", "forked"):
        assert WORDS[Kind(kind)].en == program._KINDS[kind][1]
    assert {one.value for one in Kind} > set(program._KINDS) - {"foreign"}


def test_a_finding_is_a_sentence() -> None:
    """Where it is, which entries, and what was done."""
    one = Finding(Kind.EDITED, LOG, 3, 5, where="luar.txt")
    assert one.message.en == f"{LOG}, entry 3 to 5, luar.txt: it was edited"
    assert Finding(Kind.EMPTY).message.id == "tidak ada yang dapat diperiksa"
