"""The comparison: what the workers were told, held against what the store keeps.

It reads two plain things, notes and entries, and asks the engine for nothing but how an entry is
hashed, so that a store that lies to its callers is found out. Not a test; its own tests make up
the results that it must not let pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import msgspec
from load_acts import EXPECTED, WORD
from load_notes import DONE, FAILED, REFUSED, WANTS, Note

__all__ = ["CUT_OFF", "Complaint", "Standing", "complaints", "standing_of"]

CONFLICT: Final = 5
USAGE: Final = 2
UNTOLD: Final = "commit-unknown"
"""The one refusal that says itself that it does not know."""

CUT_OFF: Final = ("recorded", "not recorded")


class Complaint(msgspec.Struct, frozen=True, order=True):
    """Something that must not be.

    Attributes:
        kind: ``lost``, ``changed``, ``doubled``, ``left behind``, ``unwanted``, ``crashed``,
            ``wrongly refused`` or ``untold``.
        word: The act's word, or where it is.
        detail: The rest.
    """

    kind: str
    word: str
    detail: str = ""


@dataclass(frozen=True)
class Standing:
    """Where each word stands in the history.

    Attributes:
        places: Log and number of every entry that bears a word, by word.
        leaves: The leaf hash of every entry, in hex, by log and number.
        words: The words of every entry, by log and number.
        new: The entries that came since the beginning.
    """

    places: Mapping[str, Sequence[tuple[str, int]]]
    leaves: Mapping[tuple[str, int], str]
    words: Mapping[tuple[str, int], frozenset[str]]
    new: Sequence[tuple[str, int]]


def standing_of(logs: Mapping[str, Sequence[bytes]], begun: Mapping[str, int]) -> Standing:
    """Look for the words in all entries.

    Args:
        logs: The bytes of all entries, by log.
        begun: How many entries each log had at the beginning.
    """
    places: dict[str, list[tuple[str, int]]] = {}
    leaves: dict[tuple[str, int], str] = {}
    words: dict[tuple[str, int], frozenset[str]] = {}
    new: list[tuple[str, int]] = []
    for log, contents in logs.items():
        for seq, content in enumerate(contents, start=1):
            leaves[log, seq] = sha256(b"\0" + content).hexdigest()
            found = words[log, seq] = frozenset(one.decode() for one in WORD.findall(content))
            if seq > begun.get(log, 0):
                new.append((log, seq))
            if b'"act":"city_register"' in content:
                continue  # the other half of a city_add: one act in two logs
            for word in found:
                places.setdefault(word, []).append((log, seq))
    return Standing(places, leaves, words, new)


def complaints(standing: Standing, notes: Iterable[Note]) -> list[Complaint]:
    """Return everything that was told and is not so, or is so and was not told.

    Args:
        standing: What the store keeps.
        notes: What the workers wrote, each worker's in the order of writing.
    """
    wanted: dict[str, Note] = {}
    told: dict[str, Note] = {}
    for note in notes:
        (wanted if note.kind == WANTS else told)[note.word] = note
    found = [
        *_of_acts(standing, told),
        *_doubled(standing),
        *_unwanted(standing, wanted),
        *_untold(wanted, told),
    ]
    return sorted(found)


def _of_acts(standing: Standing, told: Mapping[str, Note]) -> Iterator[Complaint]:
    for word, note in told.items():
        if note.kind == DONE:
            yield from _of_done(standing, note)
            continue
        if note.kind == FAILED:
            yield Complaint("crashed", word, f"{note.act}: {note.detail}")
        elif note.kind == REFUSED and not _may_be_refused(note):
            yield Complaint("wrongly refused", word, f"{note.act}: {note.code}: {note.detail}")
        if word in standing.places and note.code != UNTOLD:
            where = standing.places[word]
            yield Complaint("left behind", word, f"{note.act}: {note.kind} {note.code} {where}")


def _of_done(standing: Standing, note: Note) -> Iterator[Complaint]:
    place = (note.log, note.seq)
    leaf = standing.leaves.get(place)
    if leaf is None:
        yield Complaint("lost", note.word, f"{note.act} {place}")
    elif leaf != note.leaf:
        yield Complaint("changed", note.word, f"{note.act} {place}: {leaf} was {note.leaf}")
    elif note.word not in standing.words[place]:
        yield Complaint("lost", note.word, f"{note.act} {place} bears {standing.words[place]}")


def _may_be_refused(note: Note) -> bool:
    """A lost race and a store that is away are conflicts; what the city forbids is named."""
    return note.exit == CONFLICT or (note.exit == USAGE and note.code in EXPECTED)


def _doubled(standing: Standing) -> Iterator[Complaint]:
    for word, where in standing.places.items():
        if len(where) > 1:
            yield Complaint("doubled", word, str(where))


def _unwanted(standing: Standing, wanted: Mapping[str, Note]) -> Iterator[Complaint]:
    for place in standing.new:
        words = standing.words[place]
        if not words or not words <= wanted.keys():
            yield Complaint("unwanted", str(place), str(sorted(words)))


def _untold(wanted: Mapping[str, Note], told: Mapping[str, Note]) -> Iterator[Complaint]:
    """Only the last act of a life may be without an answer; what has no beginning has no end."""
    of_life = {word: word.rpartition("n")[0] for word in wanted}
    last = {life: word for word, life in of_life.items()}
    for word, life in of_life.items():
        if word not in told and last[life] != word:
            yield Complaint("untold", word, wanted[word].act)
    for word in told.keys() - wanted.keys():
        yield Complaint("untold", word, f"{told[word].act} was told before it was wanted")


def cut_off(standing: Standing, notes: Sequence[Note]) -> Counter[str]:
    """Count the acts whose worker was killed before it heard: recorded whole, or not at all."""
    told = {note.word for note in notes if note.kind != WANTS}
    return Counter(
        CUT_OFF[note.word not in standing.places]
        for note in notes
        if note.kind == WANTS and note.word not in told
    )
