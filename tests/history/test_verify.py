"""The auditor's program finds every attack on an exported log, by its kind and its first entry."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import random
import re
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smartflow.canonical import canonical_bytes
from smartflow.history import (
    EMPTY_HASH,
    BrokenChain,
    Entry,
    check_chain,
    decode_entry,
    encode_entry,
    extend_log_file,
    leaf_hash,
)
from smartflow.history import verify as program
from smartflow.history.seals.checkpoint import Checkpoint, SignedTree, sign_next
from smartflow.history.seals.merkle import EMPTY_ROOT, leaf_digest, tree_root
from smartflow.history.seals.note_key import SignerKey
from smartflow.history.seals.signed_note import cosign, sign_note

pytestmark = pytest.mark.usefixtures("cryptography")

Chain = Callable[..., list[bytes]]
Judged = tuple[int, list[tuple[str, int, int]]]

LOG = "smartflow/w/13.73"
SIGNER = SignerKey("smartflow/w", bytes(range(32)))
OTHER = SignerKey("smartflow/w", bytes(32))
LENGTHS = st.integers(2, 9)
FOUND = re.compile(r"([a-z ]+): .*?(?:entry (\d+)(?: to (\d+))?)?(?:, line \d+ of the file)?: .*")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def line_of(content: bytes) -> bytes:
    """Return the line of the log file for an entry's bytes, whoever made them."""
    return canonical_bytes({**json.loads(content), "leaf": leaf_hash(content)}) + b"\n"


def note_of(contents: Sequence[bytes], signer: SignerKey = SIGNER, log: str = LOG) -> bytes:
    """Return the checkpoint over those entries."""
    return sign_next(signer, log, SignedTree(), map(leaf_digest, contents)).note


def rewritten(contents: Sequence[bytes], place: int) -> list[bytes]:
    """Return a history whose entry at ``place`` says something else, chained anew from there."""
    kept, prev = list(contents[: place - 1]), EMPTY_HASH
    if kept:
        prev = leaf_hash(kept[-1])
    for content in contents[place - 1 :]:
        body: dict[str, object] = {"row": "forged"} if len(kept) == place - 1 else {}
        entry = decode_entry(content)
        kept.append(
            encode_entry(msgspec.structs.replace(entry, prev=prev, body=body or entry.body))
        )
        prev = leaf_hash(kept[-1])
    return kept


@pytest.fixture(scope="session")
def verify(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[int, str]]:
    """Run the program over lines and notes; give its exit code and what it printed."""
    folder = tmp_path_factory.mktemp("exported")

    def run(
        lines: Sequence[bytes],
        inside: Sequence[bytes] = (),
        outside: Sequence[bytes] = (),
        words: Sequence[str] = ("--lang", "en"),
    ) -> tuple[int, str]:
        log = folder / "history.jsonl"
        log.write_bytes(b"".join(lines))
        options = [str(log), "--key", SIGNER.verifier().encode(), *words]
        for option, notes in (("--checkpoint", inside), ("--against", outside)):
            for number, note in enumerate(notes):
                file = folder / f"{option[2:]}-{number}.txt"
                file.write_bytes(note)
                options += [option, str(file)]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = program.main(options)
        return code, printed.getvalue()

    return run


@pytest.fixture(scope="session")
def judge(verify: Callable[..., tuple[int, str]]) -> Callable[..., Judged]:
    """Run the program over entries; give its exit code, and kind and entries of each finding."""

    def run(contents: Sequence[bytes], *notes: Sequence[bytes]) -> Judged:
        code, text = verify([line_of(content) for content in contents], *notes)
        found = [FOUND.fullmatch(line) for line in text.splitlines()[1:]]
        return code, [
            (one[1], int(one[2] or 0), int(one[3] or one[2] or 0))
            for one in found
            if one and one[1] in program._KINDS
        ]

    return run


# -- whole ---------------------------------------------------------------------------------------


def test_the_lines_here_are_those_of_the_log_file(make_chain: Chain, tmp_path: Path) -> None:
    """What these tests attack has the very bytes that the engine writes to history.jsonl."""
    contents = make_chain([{"row": 1}, {"row": "dua"}])
    extend_log_file(tmp_path / "history.jsonl", lambda _log, after: contents[after:], [LOG])
    written = (tmp_path / "history.jsonl").read_bytes()
    assert written == b"".join(map(line_of, contents))


@settings(max_examples=30)
@given(length=st.integers(1, 9), data=st.data())
def test_a_whole_log_passes(
    make_chain: Chain, judge: Callable[..., Judged], length: int, data: st.DataObject
) -> None:
    """Any checkpoint of an earlier size, inside or outside, agrees with the log."""
    contents = make_chain([{"row": number} for number in range(length)])
    sizes = data.draw(st.lists(st.integers(1, length), min_size=1, unique=True))
    notes = [note_of(contents[:size]) for size in sizes]
    assert judge(contents, notes) == judge(contents, [], notes) == (0, [])


@settings(max_examples=60)
@given(bodies=st.lists(st.dictionaries(st.text(), JSON, max_size=4), min_size=1, max_size=3))
@example(bodies=[{"\ue000": [{"\U00010000": 1, "\uffff": 2}], "\U00010000": "\x7f\x00\u2028/"}])
def test_every_entry_of_the_engine_is_read(
    make_chain: Chain, judge: Callable[..., Judged], bodies: list[dict[str, object]]
) -> None:
    """Whatever the engine can record, keys beyond the basic plane included, is canonical here."""
    contents = make_chain(bodies)
    assert judge(contents, [note_of(contents)]) == (0, [])


def test_it_says_how_far_it_vouches(
    make_chain: Chain, verify: Callable[..., tuple[int, str]]
) -> None:
    """Entries after the newest checkpoint are counted: for those the chain alone speaks."""
    contents = make_chain([{}, {}, {}])
    lines = [line_of(content) for content in contents]
    code, text = verify(lines, [note_of(contents[:2]), note_of(contents[:1])])
    assert code == 0
    assert text == (
        "WHOLE\n"
        f"{LOG}: 3 entries, newest leaf {leaf_hash(contents[2])}; the newest checkpoint covers 2"
        " entries, up to 2023-07-05T02:00:00.000000Z\n"
        f"{LOG}: the 1 entries after it are vouched for by the chain alone; ask for a newer"
        " checkpoint\n"
    )


def test_several_logs_in_one_file(make_chain: Chain, judge: Callable[..., Judged]) -> None:
    """Each log of a workspace is verified by itself, however their lines fall."""
    here, there = make_chain([{}] * 4), make_chain([{}] * 3, log="smartflow/w")
    mixed = [there[0], here[0], here[1], there[1], here[2], there[2], here[3]]
    notes = [note_of(here), note_of(there, log="smartflow/w")]
    assert judge(mixed, [b"".join(notes)]) == (0, [])
    assert judge(mixed, ["\n".join(note.decode() for note in notes).encode()]) == (0, [])
    mixed[4] = encode_entry(msgspec.structs.replace(decode_entry(here[2]), body={"row": "x"}))
    assert judge(mixed, notes) == (4, [("edited", 3, 3)])
    assert judge(mixed, notes[1:]) == (4, [("edited", 3, 3)])


def test_one_log_of_several_may_be_asked_for(
    make_chain: Chain, verify: Callable[..., tuple[int, str]]
) -> None:
    """Without --log a log that no checkpoint vouches for fails; with it, it is not looked at."""
    here, there = make_chain([{}] * 4), make_chain([{}] * 3, log="smartflow/w")
    lines = [line_of(content) for content in (*here, *there)]
    code, text = verify(lines, [note_of(here)])
    assert (code, text.splitlines()[1]) == (
        4,
        "unsigned: smartflow/w, entry 1: no checkpoint vouches for it",
    )
    assert verify(lines, [note_of(here)], words=("--log", LOG))[0] == 0
    assert verify(lines, [note_of(here)], words=("--log", "smartflow/w"))[0] == 4
    assert verify(lines, [note_of(here)], words=("--log", "smartflow/w/13.74"))[0] == 4


# -- attacks that the chain shows ----------------------------------------------------------------


@settings(max_examples=150)
@given(length=LENGTHS, data=st.data())
def test_any_changed_byte_is_named(
    make_chain: Chain, verify: Callable[..., tuple[int, str]], length: int, data: st.DataObject
) -> None:
    """Changing any one byte of the file blames the line in which it stands, and needs no key."""
    lines = [line_of(content) for content in make_chain([{"row": n} for n in range(length)])]
    victim = data.draw(st.integers(1, length))
    line = bytearray(lines[victim - 1])
    line[data.draw(st.integers(0, len(line) - 1))] ^= data.draw(st.integers(1, 255))
    lines[victim - 1] = bytes(line)
    code, text = verify(lines)
    assert code == 4
    assert re.search(rf"^(edited|truncated): .*line {victim} of the file", text, re.MULTILINE)


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_an_edited_entry_is_named(
    make_chain: Chain, judge: Callable[..., Judged], length: int, data: st.DataObject
) -> None:
    """An entry rewritten in canonical form, its leaf hash computed anew, is blamed itself."""
    contents = make_chain([{"row": number} for number in range(length)])
    note = note_of(contents)
    victim = data.draw(st.integers(1, length))
    forged = msgspec.structs.replace(decode_entry(contents[victim - 1]), body={"row": "forged"})
    contents[victim - 1] = encode_entry(forged)
    first = 1 if victim == length else victim  # the newest one shows by the checkpoint alone
    assert judge(contents, [note]) == (4, [("edited", first, victim)])


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_a_removed_entry_is_named(
    make_chain: Chain, judge: Callable[..., Judged], length: int, data: st.DataObject
) -> None:
    """Removing an entry is named where it is missing; the last one shows by the checkpoint."""
    contents = make_chain([{"row": number} for number in range(length)])
    note = note_of(contents)
    victim = data.draw(st.integers(1, length))
    del contents[victim - 1]
    kind = "truncated" if victim == length else "removed"
    assert judge(contents, [note]) == (4, [(kind, victim, victim)])


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_a_swap_is_named(
    make_chain: Chain, judge: Callable[..., Judged], length: int, data: st.DataObject
) -> None:
    """Swapping any two entries is named at the earlier place."""
    contents = make_chain([{"row": number} for number in range(length)])
    note = note_of(contents)
    places = st.lists(st.integers(1, length), min_size=2, max_size=2, unique=True)
    first, second = sorted(data.draw(places))
    contents[first - 1], contents[second - 1] = contents[second - 1], contents[first - 1]
    assert judge(contents, [note]) == (4, [("reordered", first, first)])


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_an_inserted_entry_is_named(
    make_chain: Chain,
    make_entry: Callable[..., Entry],
    judge: Callable[..., Judged],
    length: int,
    data: st.DataObject,
) -> None:
    """A forged entry that links to the one before it is told from the original at its place."""
    contents = make_chain([{"row": number} for number in range(length)])
    note = note_of(contents)
    place = data.draw(st.integers(1, length - 1))
    prev = leaf_hash(contents[place - 2]) if place > 1 else EMPTY_HASH
    contents.insert(place - 1, encode_entry(make_entry(place, prev, {"row": "forged"})))
    assert judge(contents, [note]) == (4, [("inserted", place, place)])


@settings(max_examples=200)
@given(length=st.integers(1, 7), seed=st.integers(0, 2**32))
def test_it_says_of_a_chain_what_the_engine_says(
    make_chain: Chain, judge: Callable[..., Judged], length: int, seed: int
) -> None:
    """After any edits, removals, copies and moves at once, both name the same kind and entry."""
    contents = make_chain([{"row": number} for number in range(length)])
    chance = random.Random(seed)  # noqa: S311
    for _ in range(chance.randint(1, 3)):
        attack, place = chance.choice("eidm"), chance.randrange(len(contents) + 1)
        if attack == "i":
            contents.insert(place, chance.choice(contents or make_chain([{}])))
        elif contents:
            taken = contents.pop(place % len(contents))
            if attack == "m":
                contents.insert(place, taken)
            if attack == "e":
                field = chance.choice(["seq", "body"])
                value: object = chance.randint(1, 9) if field == "seq" else {"row": "forged"}
                forged = msgspec.structs.replace(decode_entry(taken), **{field: value})
                contents.insert(place % (len(contents) + 1), encode_entry(forged))
    try:
        check_chain(LOG, contents)
    except BrokenChain as broken:
        expected = (str(broken.kind), broken.position)
    else:
        expected = ("unsigned", 1)
    _, [(kind, entry, _until)] = judge(contents)
    assert (kind, entry) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"v":1', b'"v":2'),
        (b'"v":1', b'"v":1.0'),
        (b'"seq":2', b'"seq":true'),
        (b'{"act"', b'{ "act"'),
        (b'"row":1', b'"row":1,"row":1'),
        (b'"reason":""', b'"reason":"","extra":1'),
        (b'"reason":"",', b""),
        (b'"row":1', b'"row":NaN'),
        (b'"row":1', b'"row":"\\u0041"'),
        (b'"row":1', b'"row":"\\ud800"'),
        (b'"row":1', b'"row":' + b"[" * 100_000),
        (b'smartflow/w/13.73"', b'smartflow/w/13.73\\u001b[2J"'),
    ],
)
def test_a_line_in_any_other_form_is_edited(
    make_chain: Chain, verify: Callable[..., tuple[int, str]], old: bytes, new: bytes
) -> None:
    """Even with the leaf hash computed anew, one spelling of an entry is the only one.

    It is the newest entry that is changed, of which the chain says nothing.
    """
    lines = [line_of(content) for content in make_chain([{"row": number} for number in range(2)])]
    before, leaf, after = re.fullmatch(rb'(.*),"leaf":"([0-9a-f]+)"(.*)\n', lines[1]).groups()  # type: ignore[union-attr]
    content = (before + after).replace(old, new, 1)
    assert content != before + after
    line = (before + b',"leaf":"' + leaf + b'"' + after + b"\n").replace(old, new, 1)
    lines[1] = line.replace(leaf, leaf_hash(content).encode(), 1)
    code, text = verify(lines)
    assert code == 4
    assert "edited: " in text
    assert "line 2 of the file: it was edited" in text
    assert "\x1b" not in text


def test_a_torn_last_line_is_a_cut(
    make_chain: Chain, verify: Callable[..., tuple[int, str]]
) -> None:
    """A line that lacks only its newline is whole; one that lacks more is cut there."""
    contents = make_chain([{}, {}])
    note = note_of(contents)
    lines = [line_of(content) for content in contents]
    assert verify([lines[0], lines[1][:-1]], [note])[0] == 0
    code, text = verify([lines[0], lines[1][:-9]], [note])
    assert code == 4
    assert text.splitlines()[1] == (
        f"truncated: {LOG}, entry 2, line 2 of the file: the history is cut from here on"
    )


# -- attacks that only a checkpoint shows --------------------------------------------------------


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_a_cut_tail_is_named(
    make_chain: Chain, judge: Callable[..., Judged], length: int, data: st.DataObject
) -> None:
    """Cutting any number of the newest entries is named where the first of them was."""
    contents = make_chain([{"row": number} for number in range(length)])
    left = data.draw(st.integers(0, length - 1))
    for notes in ([note_of(contents)], []), ([], [note_of(contents)]):
        assert judge(contents[:left], *notes) == (4, [("truncated", left + 1, left + 1)])


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_a_file_put_back_is_named(
    make_chain: Chain, judge: Callable[..., Judged], length: int, data: st.DataObject
) -> None:
    """Log and checkpoints as they were earlier agree with each other, and not with what was kept.

    Where the newest of the log's own checkpoints was left beside it, the tail was cut.
    """
    contents = make_chain([{"row": number} for number in range(length)])
    left = data.draw(st.integers(1, length - 1))
    own, kept = note_of(contents[:left]), note_of(contents)
    there = (left + 1, left + 1)
    assert judge(contents[:left], [own]) == (0, [])
    assert judge(contents[:left], [own], [kept]) == (4, [("rolled back", *there)])
    assert judge(contents[:left], [], [own, kept]) == (4, [("rolled back", *there)])
    assert judge(contents[:left], [own, kept], []) == (4, [("truncated", *there)])


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_a_fork_is_named(
    make_chain: Chain, judge: Callable[..., Judged], length: int, data: st.DataObject
) -> None:
    """Two histories, both signed: whichever is shown, the other's checkpoint tells."""
    contents = make_chain([{"row": number} for number in range(length)])
    place = data.draw(st.integers(1, length))
    other = rewritten(contents, place)
    shared = [note_of(contents[:place][:-1])] if place > 1 else []
    for shown, hidden in ((contents, other), (other, contents)):
        assert judge(shown, [*shared, note_of(shown)], [note_of(hidden)]) == (
            4,
            [("forked", place if shared else 1, length)],
        )


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_a_rewritten_history_is_named(
    make_chain: Chain, judge: Callable[..., Judged], length: int, data: st.DataObject
) -> None:
    """A chain made anew from some entry on is edited: between the checkpoints around that entry."""
    contents = make_chain([{"row": number} for number in range(length)])
    place = data.draw(st.integers(1, length))
    forged = rewritten(contents, place)
    every = [note_of(contents[:size]) for size in range(1, length + 1)]
    assert judge(forged, [], every) == (4, [("edited", place, place)])
    assert judge(forged, [], every[-1:]) == (4, [("edited", 1, length)])
    assert judge(forged) == (4, [("unsigned", 1, 1)])


def test_a_checkpoint_before_the_broken_link_comes_first(
    make_chain: Chain, judge: Callable[..., Judged]
) -> None:
    """Where the chain breaks late and a checkpoint disagrees early, the early entry is named."""
    contents = make_chain([{"row": number} for number in range(9)])
    forged = [*rewritten(contents, 2)[:6], *contents[6:]]
    assert judge(forged) == (4, [("edited", 6, 6)])
    assert judge(forged, [note_of(contents[:3])]) == (4, [("edited", 1, 3)])


@settings(max_examples=30)
@given(length=LENGTHS, place=st.integers(1, 9))
def test_another_key_is_named(
    make_chain: Chain, judge: Callable[..., Judged], length: int, place: int
) -> None:
    """A history made anew and signed with a key of the same name is of an unknown key."""
    contents = make_chain([{"row": number} for number in range(length)])
    forged = rewritten(contents, min(place, length))
    note = note_of(forged, OTHER)
    assert judge(forged, [note]) == (4, [("unknown key", 0, 0)])
    found = judge(forged, [note], [note_of(contents)])
    assert found == (4, [("unknown key", 0, 0), ("edited", 1, length)])


def test_two_checkpoints_of_one_size_are_a_fork(
    make_chain: Chain, judge: Callable[..., Judged]
) -> None:
    """One key signed two roots of one size: a fork, also beyond the end of what is shown."""
    contents = make_chain([{"row": number} for number in range(5)])
    notes = [note_of(contents), note_of(rewritten(contents, 4))]
    assert judge(contents[:3], [note_of(contents[:3])], notes) == (4, [("forked", 4, 5)])


def test_a_vanished_log_is_cut_from_its_first_entry(
    make_chain: Chain, judge: Callable[..., Judged]
) -> None:
    """A checkpoint of a log that is not in the file at all: a whole city is missing."""
    here, there = make_chain([{}] * 2), make_chain([{}] * 3, log="smartflow/w/13.74")
    notes = [note_of(here), note_of(there, log="smartflow/w/13.74")]
    assert judge(here, notes) == (4, [("truncated", 1, 1)])


# -- checkpoints ---------------------------------------------------------------------------------


def test_what_nobody_signed_is_unsigned(
    make_chain: Chain, verify: Callable[..., tuple[int, str]]
) -> None:
    """Without a checkpoint, or with one that bears no signature, a whole chain does not pass.

    What a chain cannot show is then said.
    """
    contents = make_chain([{}, {}])
    lines = [line_of(content) for content in contents]
    code, text = verify(lines)
    assert code == 4
    assert f"unsigned: {LOG}, entry 1: no checkpoint vouches for it\n" in text
    assert "A chain alone does not show a cut tail" in text
    unsigned = Checkpoint(LOG, 2, tree_root(map(leaf_digest, contents))).text.encode()
    code, text = verify(lines, [unsigned])
    assert code == 4
    assert text.splitlines()[1].startswith(f"unsigned: {LOG}, checkpoint-0.txt: ")


def test_a_checkpoint_of_nothing_vouches_for_nothing(
    make_chain: Chain, judge: Callable[..., Judged]
) -> None:
    """A signed checkpoint of no entries leaves the entries unsigned."""
    assert judge(make_chain([{}]), [note_of([])]) == (4, [("unsigned", 1, 1)])
    wrong = sign_note(Checkpoint(LOG, 0, leaf_digest(b"")).text, [SIGNER])
    assert judge(make_chain([{}]), [wrong])[1][0][0] == "malformed"
    assert note_of([]) == sign_note(Checkpoint(LOG, 0, EMPTY_ROOT).text, [SIGNER])


def test_a_changed_checkpoint_is_named(make_chain: Chain, judge: Callable[..., Judged]) -> None:
    """A checkpoint whose text was changed has a bad signature; it does not vouch for the log."""
    contents = make_chain([{}] * 3)
    note = note_of(contents).replace(b"\n3\n", b"\n2\n")
    assert judge(contents, [note]) == (4, [("bad signature", 0, 0)])
    assert judge(contents, [note], [note_of(contents)]) == (4, [("bad signature", 0, 0)])
    twice = note_of(contents)
    twice += twice.partition(b"\n\n")[2]
    assert judge(contents, [twice]) == (4, [("bad signature", 0, 0)])


@pytest.mark.parametrize(
    "note",
    [b"", b"\n\n", b"hello\n", b"\xff\xfe\n", b"a\n1\nAAAA\n", "— name AAAA\n".encode()],
)
def test_what_is_no_checkpoint_is_malformed(
    make_chain: Chain, judge: Callable[..., Judged], note: bytes
) -> None:
    """A file that holds no checkpoint fails, even beside one that is good."""
    contents = make_chain([{}])
    assert judge(contents, [note_of(contents), note]) == (4, [("malformed", 0, 0)])


def test_a_signature_line_that_is_none_is_malformed(
    make_chain: Chain, judge: Callable[..., Judged]
) -> None:
    """Base64 in another spelling is no signature."""
    contents = make_chain([{}])
    note = note_of(contents).rstrip(b"\n") + b"*\n"
    assert judge(contents, [note]) == (4, [("malformed", 0, 0)])


def test_a_checkpoint_comes_through_the_mail(
    make_chain: Chain, judge: Callable[..., Judged]
) -> None:
    """Newlines that a mail program rewrote, and a witness's signature below, do no harm."""
    contents = make_chain([{}] * 3)
    note = cosign(note_of(contents), [SignerKey("inspektorat", bytes(32))])
    assert judge(contents, [note.replace(b"\n", b"\r\n")]) == (0, [])


# -- the program ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_to_verify_is_a_failure(
    verify: Callable[..., tuple[int, str]], language: str
) -> None:
    """An empty file does not pass, with or without a checkpoint."""
    words = {"id": "tidak ada catatan untuk diperiksa", "en": "there is nothing to verify"}
    code, text = verify([], words=("--lang", language))
    assert (code, words[language] in text) == (4, True)
    assert verify([], [note_of([])])[0] == 4


@pytest.mark.parametrize("key", ["", "name", "a+b+c", "cut", "secret"])
def test_a_wrong_key_is_a_usage_error(
    key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A key that is none, was cut, or is private is refused and not shown; it says what to copy."""
    word = {"cut": SIGNER.verifier().encode()[:-1], "secret": SIGNER.encode()}.get(key, key)
    (tmp_path / "log").write_bytes(b"")
    assert program.main([str(tmp_path / "log"), "--key", word, "--lang=en"]) == 2
    said = capsys.readouterr().err
    assert "Copy the whole line" in said
    assert SIGNER.encode() not in said


@pytest.mark.parametrize("missing", ["log", "note"])
def test_a_missing_file_is_a_usage_error(
    missing: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is not there ends with exit code 2 and is named."""
    for name in {"log", "note"} - {missing}:
        (tmp_path / name).write_bytes(b"")
    key = SIGNER.verifier().encode()
    words = [str(tmp_path / "log"), "--key", key, "--key", key, "--against", str(tmp_path / "note")]
    assert program.main(words) == 2
    assert str(tmp_path / missing) in capsys.readouterr().err


def test_it_imports_the_standard_library_and_cryptography_alone() -> None:
    """An auditor reads and copies one file, and needs nothing of ours."""
    tree = ast.parse(Path(program.__file__).read_text(encoding="utf-8"))
    names = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names - set(sys.stdlib_module_names) == {"cryptography"}


@pytest.fixture
def copied(make_chain: Chain, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Run a copy of the one file in a process that can import nothing of ours."""
    contents = make_chain([{"row": number} for number in range(6)])
    shutil.copy(program.__file__, tmp_path / "verify.py")
    (tmp_path / "whole").write_bytes(b"".join(map(line_of, contents)))
    (tmp_path / "cut").write_bytes(b"".join(map(line_of, contents[:4])))
    (tmp_path / "note").write_bytes(note_of(contents))

    def run(*words: str) -> tuple[int, str, str]:
        # -I leaves out the script's folder and every variable, so smartflow is hidden on purpose.
        code = (
            "import runpy, sys; sys.modules['smartflow'] = None;"
            "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
        )
        done = subprocess.run(
            [sys.executable, "-I", "-c", code, "verify.py", *words],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            text=True,
        )
        return done.returncode, done.stdout, done.stderr

    return run


def test_a_copy_of_the_file_runs_alone(copied: Callable[..., tuple[int, str, str]]) -> None:
    """On a machine without SmartFlow the copied file verifies, in Indonesian and in English."""
    key = SIGNER.verifier().encode()
    code, out, err = copied("whole", "--key", key, "--checkpoint", "note")
    assert (code, out.splitlines()[0], err) == (0, "UTUH", "")
    code, out, err = copied("cut", "--key", key, "--against", "note", "--lang", "en")
    assert (code, err) == (4, "")
    assert out.splitlines() == [
        "NOT WHOLE",
        f"truncated: {LOG}, entry 5: the history is cut from here on",
        "Keep all these files as evidence and ask who has had them.",
    ]
    code, out, err = copied("whole", "--key", "nonsense")
    assert (code, out) == (2, "")
    assert "Salin seluruh barisnya" in err


def test_it_runs_as_a_module_of_the_engine(tmp_path: Path, make_chain: Chain) -> None:
    """``python -m smartflow.history.verify`` is the same program."""
    contents = make_chain([{}])
    (tmp_path / "log").write_bytes(line_of(contents[0]))
    (tmp_path / "note").write_bytes(note_of(contents))
    words = ["log", "--key", SIGNER.verifier().encode(), "--checkpoint", "note"]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "smartflow.history.verify", *words],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_without_the_library_it_says_what_to_install(
    make_chain: Chain,
    verify: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Where cryptography is missing, nothing is verified by halves."""
    contents = make_chain([{}])
    for name in [name for name in sys.modules if name.partition(".")[0] == "cryptography"]:
        monkeypatch.delitem(sys.modules, name)
    note = note_of(contents)
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    code, out = verify([line_of(contents[0])], [note])
    assert (code, out) == (2, "")
    assert "pip install cryptography" in capsys.readouterr().err


def test_memory_stays_flat(make_chain: Chain, tmp_path: Path) -> None:
    """Ten times the entries are verified in no more memory than one long line would take."""
    peaks = []
    for length in (200, 2000):
        contents = make_chain([{"row": "x" * 200}] * length)
        path = tmp_path / str(length)
        path.write_bytes(b"".join(map(line_of, contents)))
        note = program.Note(LOG, length, tree_root(map(leaf_digest, contents)))
        tracemalloc.start()
        assert program.verify(path, [note]).findings == []
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 20_000
