"""The comparison finds whatever is lost, changed, doubled or left behind, and nothing else.

The results are made up: what a store would have to do wrong so that a run must fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from load_acts import ACTS, EXPECTED, word_of
from load_check import CUT_OFF, UNTOLD, complaints, cut_off, standing_of
from load_notes import DONE, FAILED, NOTHING, REFUSED, WANTS, Note, Notebook, read_notes

LOG = "smartflow/w/13.73"
OTHER = "smartflow/w/13.72"
BEGUN = {LOG: 1, OTHER: 1}

Logs = dict[str, list[bytes]]


def content(word: str, log: str = LOG, act: str = "record") -> bytes:
    """Return the bytes of an entry that bears a word."""
    return f'{{"act":"{act}","body":{{"title":"{word}"}},"log":"{log}"}}'.encode()


def leaf(entry: bytes) -> str:
    """Return the leaf hash of an entry, RFC 6962."""
    return sha256(b"\0" + entry).hexdigest()


class Made:
    """A made-up run: what the store keeps, and what the workers wrote down."""

    def __init__(self) -> None:
        self.logs: Logs = {log: [content("no word at all", log)] for log in BEGUN}
        self.notes: list[Note] = []

    def want(self, word: str) -> None:
        """A worker notes what it wants."""
        self.notes.append(Note(word, WANTS, "record", float(len(self.notes))))

    def tell(self, word: str, kind: str, **more: str | int) -> None:
        """A worker notes what it was told."""
        at = float(len(self.notes))
        self.notes.append(Note(word, kind, "record", at, **more))  # type: ignore[arg-type]

    def keep(self, word: str, log: str = LOG) -> None:
        """The store records an act."""
        self.logs[log].append(content(word, log))

    def do(self, word: str, log: str = LOG) -> None:
        """All goes well."""
        self.want(word)
        self.keep(word, log)
        where = self.logs[log]
        self.tell(word, DONE, log=log, seq=len(where), leaf=leaf(where[-1]))

    def refuse(self, word: str, code: str = "city-moved", exit_code: int = 5) -> None:
        """A worker is told that nothing was recorded, and nothing was."""
        self.want(word)
        self.tell(word, REFUSED, code=code, exit=exit_code)

    def kinds(self) -> list[str]:
        """Return the kinds of all complaints."""
        return [one.kind for one in complaints(standing_of(self.logs, BEGUN), self.notes)]


@pytest.fixture
def made() -> Made:
    """Return a run of two workers of which one was killed once; nothing is wrong with it."""
    run = Made()
    run.do(word_of(1, 0, 1))
    run.do(word_of(1, 0, 2), OTHER)
    run.refuse(word_of(1, 0, 3))
    run.want(word_of(1, 0, 4))  # and is killed
    run.do(word_of(1, 1, 1))
    run.do(word_of(12, 0, 1))
    run.want(word_of(12, 0, 2))
    run.tell(word_of(12, 0, 2), NOTHING)
    return run


def test_a_sound_run_has_no_complaint(made: Made) -> None:
    """Neither refusals nor an act that was cut off are any fault."""
    assert made.kinds() == []


@pytest.mark.parametrize("recorded", [True, False])
def test_an_act_that_was_cut_off_is_recorded_or_not(made: Made, recorded: bool) -> None:  # noqa: FBT001
    """Its worker never heard; both are right, and it is counted."""
    if recorded:
        made.keep(word_of(1, 0, 4))
    assert made.kinds() == []
    counted = cut_off(standing_of(made.logs, BEGUN), made.notes)
    assert counted == {CUT_OFF[0 if recorded else 1]: 1}


@pytest.mark.parametrize("log", [LOG, OTHER])
def test_a_lost_act_is_found(made: Made, log: str) -> None:
    """It was told to be recorded, and the log ends before it."""
    made.logs[log].pop()
    assert "lost" in made.kinds()


def test_a_changed_act_is_found(made: Made) -> None:
    """At its place stands an entry of another hash, be the word the same."""
    made.logs[OTHER][-1] = made.logs[OTHER][-1].replace(b"record", b"Record")
    assert made.kinds() == ["changed"]


def test_an_act_in_anothers_place_is_found(made: Made) -> None:
    """Two acts that were told of one entry: the word of one of them stands nowhere."""
    made.want(word_of(3, 0, 1))
    made.tell(word_of(3, 0, 1), DONE, log=OTHER, seq=2, leaf=leaf(made.logs[OTHER][1]))
    assert made.kinds() == ["lost"]


@pytest.mark.parametrize("log", [LOG, OTHER])
@pytest.mark.parametrize("word", [word_of(1, 0, 1), word_of(1, 0, 4)])
def test_a_doubled_act_is_found(made: Made, word: str, log: str) -> None:
    """Once is right, twice is wrong, also for an act that was cut off."""
    made.keep(word, log)
    made.keep(word, log)
    assert "doubled" in made.kinds()


def test_the_two_halves_of_a_new_city_are_one_act(made: Made) -> None:
    """Its own log and the store's log both name it."""
    word = word_of(7, 0, 1)
    made.do(word)
    made.logs[OTHER].append(content(word, OTHER, act="city_register"))
    assert made.kinds() == []


@pytest.mark.parametrize("word", [word_of(1, 0, 3), word_of(12, 0, 2)])
def test_what_a_refused_act_left_behind_is_found(made: Made, word: str) -> None:
    """It was told that nothing was recorded."""
    made.keep(word)
    assert made.kinds() == ["left behind"]


@pytest.mark.parametrize("recorded", [True, False])
def test_who_was_told_that_it_is_not_known_may_find_either(made: Made, recorded: bool) -> None:  # noqa: FBT001
    """A commit in doubt that the server could not be asked about."""
    made.refuse(word_of(4, 0, 1), UNTOLD)
    if recorded:
        made.keep(word_of(4, 0, 1))
    assert made.kinds() == []


@pytest.mark.parametrize("entry", [content("nobody's"), content(word_of(99, 0, 1))])
def test_an_entry_that_nobody_wanted_is_found(made: Made, entry: bytes) -> None:
    """Whatever came since the beginning was wanted by somebody."""
    made.logs[LOG].append(entry)
    assert made.kinds() == ["unwanted"]


def test_an_exception_is_found(made: Made) -> None:
    """Whatever is no sentence for people."""
    made.want(word_of(5, 0, 1))
    made.tell(word_of(5, 0, 1), FAILED, detail="Traceback")
    assert made.kinds() == ["crashed"]


@pytest.mark.parametrize(
    ("code", "exit_code", "wrong"),
    [
        ("city-moved", 5, False),
        ("anything-else", 5, False),
        *((code, 2, False) for code in sorted(EXPECTED)),
        ("store-refused", 2, True),
        ("broken-chain", 4, True),
        ("faulty-plugins", 3, True),
    ],
)
def test_a_refusal_that_cannot_be_is_found(
    made: Made,
    code: str,
    exit_code: int,
    wrong: bool,  # noqa: FBT001
) -> None:
    """A lost race is a conflict; beside that only what the city itself forbids is expected."""
    made.refuse(word_of(6, 0, 1), code, exit_code)
    assert made.kinds() == (["wrongly refused"] if wrong else [])


def test_an_answer_that_is_missing_is_found(made: Made) -> None:
    """Only the last act of a life may be without one."""
    made.notes = [note for note in made.notes if (note.word, note.kind) != ("w1g0n2w", DONE)]
    assert made.kinds() == ["untold"]


def test_an_answer_without_a_beginning_is_found(made: Made) -> None:
    """Notes that are not whole prove nothing."""
    made.notes = [note for note in made.notes if (note.word, note.kind) != ("w1g0n2w", WANTS)]
    assert made.kinds() == ["untold", "unwanted"]


STEPS = st.lists(
    st.tuples(st.sampled_from(["do", "refuse", "kill"]), st.sampled_from([LOG, OTHER]))
)


def play(steps: Sequence[tuple[str, str]]) -> Made:
    """Return the run of one worker."""
    run, life, number = Made(), 0, 0
    for step, log in steps:
        number += 1
        word = word_of(0, life, number)
        if step == "do":
            run.do(word, log)
        elif step == "refuse":
            run.refuse(word)
        else:
            run.want(word)
            life, number = life + 1, 0
    return run


@given(STEPS)
def test_no_sound_run_is_complained_of(steps: list[tuple[str, str]]) -> None:
    """However many acts, refusals and deaths."""
    assert play(steps).kinds() == []


@given(STEPS, st.data())
def test_no_single_damage_passes(steps: list[tuple[str, str]], data: st.DataObject) -> None:
    """One entry removed, repeated, altered or swapped for its neighbour, anywhere."""
    run = play([("do", LOG), ("do", LOG), *steps])
    log = data.draw(st.sampled_from([log for log in BEGUN if len(run.logs[log]) > 1]))
    kept = run.logs[log]
    at = data.draw(st.integers(1, len(kept) - 1))
    damage = data.draw(st.sampled_from(["remove", "repeat", "alter", "swap"]))
    if damage == "remove":
        del kept[at]
    elif damage == "repeat":
        kept.insert(at, kept[at])
    elif damage == "alter":
        kept[at] = kept[at].replace(b"title", b"Title")
    else:
        kept[at - 1], kept[at] = kept[at], kept[at - 1]
    assert run.kinds() != []


def test_a_note_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Each worker's notes in their order, whatever stands in them."""
    for worker in ("002", "001"):
        for _life in range(2):
            notebook = Notebook(tmp_path / f"{worker}.notes")
            notebook.write("w1g0n1w", WANTS, "nil")
            notebook.write("w1g0n1w", REFUSED, "nil", code="x", exit=5, detail="“ä\n\0")
    read = read_notes(tmp_path)
    assert [note.kind for note in read] == [WANTS, REFUSED] * 4
    assert {note.detail for note in read if note.kind == REFUSED} == {"“ä\n\0"}
    assert [note.at for note in read[:4]] == sorted(note.at for note in read[:4])
    assert all(note.at > read[0].at for note in read[1:4])


def test_words_are_told_apart() -> None:
    """No word is a part of another, so none is found in another's entry."""
    words = [
        word_of(worker, life, number)
        for worker in (1, 11)
        for life in (1, 11)
        for number in (1, 11)
    ]
    kept = {LOG: [content(word) for word in words]}
    standing = standing_of(kept, {})
    assert {word: len(where) for word, where in standing.places.items()} == dict.fromkeys(words, 1)


def test_every_act_has_a_weight() -> None:
    """Each can be chosen."""
    assert all(weight > 0 for weight, _ in ACTS.values())
