"""The acts of a day at the office, each with a word of its own that its entry repeats.

An act is a function from a desk, a city and a word to the entries that record it. Which one is
done is left to chance, by weights; what the city allows at that moment is not asked before, so
many are refused, as they would be. Not a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from smartflow.audit.witness.checkpoint import checkpoint
from smartflow.casework.casework import read_case
from smartflow.journey.answers.answering import Answer
from smartflow.journey.answers.sign_off import sign_off
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.record import record
from smartflow.journey.gate.send_back import send_back
from smartflow.journey.gate.setting import setting
from smartflow.journey.register.agency_add import agency_add
from smartflow.journey.register.city_add import city_add
from smartflow.journey.register.person_add import person_add
from smartflow.journey.worksheets.nil import nil
from smartflow.journey.worksheets.submit import submit
from smartflow.model import Agency, City, Person

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry

__all__ = [
    "ACTS",
    "EXPECTED",
    "SENDERS",
    "SIGNER",
    "SPEAKER",
    "STORE_ACTS",
    "WORD",
    "WORKFLOW",
    "Act",
    "Desk",
    "choose",
    "do",
    "word_of",
]

WORD: Final = re.compile(rb"w\d+g\d+n\d+w")
"""How every word looks; none is a part of another."""

SIGNER: Final = "Ani"
SPEAKER: Final = "Budi"
SENDERS: Final = ("DINKES", "DISHUB", "DISDIK")
"""The agencies that send worksheets; only the others say nil."""

SHEETS: Final = ("issues", "swot", "tows")
DAY: Final = date(2026, 1, 5)
HEADINGS: Final = "dimension;issue;location;data;unit;year;source"

EXPECTED: Final = frozenset(
    {
        "agency-exists",
        "already-answered",
        "city-exists",
        "illegal-move",
        "setting-unchanged",
    }
)
"""Refusals (exit code 2) that follow from what the city allows; any other one is a fault."""

WORKFLOW: Final = """
[workflow]
key = "round"
version = 1
title = { id = "Putaran", en = "Round" }
dimensions = ["living"]
requires = ["living"]
initial = "start"
final = ["done"]

[[role]]
key = "team"
title = { id = "Tim", en = "Team" }

[[role]]
key = "council"
title = { id = "Dewan", en = "Council" }
body = true

[[record]]
key = "mou"
title = { id = "Nota", en = "Memorandum" }

[[stage]]
key = "start"
title = { id = "Awal", en = "Start" }

[[stage]]
key = "issue_analysis"
title = { id = "Isu", en = "Issues" }
worksheets = ["issues"]

[[stage]]
key = "done"
title = { id = "Selesai", en = "Done" }
worksheets = ["swot", "tows", "swot_merged", "quick_wins"]

[[transition]]
from = "start"
to = "issue_analysis"
sign_offs = [{ role = "team", quorum = 1 }]

[[transition]]
from = "issue_analysis"
to = "done"
sign_offs = [{ role = "team", quorum = 1 }, { role = "council", quorum = 1 }]

[send_back]
roles = ["team"]
"""
"""Cities go round in it for ever: the council never meets, so no city reaches the end."""


@dataclass
class Desk:
    """Where a worker works.

    Attributes:
        workspace: The workspace of its office.
        folder: Where it keeps the files that it sends.
        chance: What decides.
    """

    workspace: Workspace
    folder: Path
    chance: Random


Act = Callable[[Desk, str, str], "tuple[Entry, ...]"]


def word_of(worker: int, life: int, number: int) -> str:
    """Return the word of one act."""
    return f"w{worker}g{life}n{number}w"


def _person(desk: Desk, city: str, word: str) -> tuple[Entry, ...]:
    return (person_add(desk.workspace, city, Person(f"Orang {word}", ("team",), "Anggota")),)


def _agency(desk: Desk, city: str, word: str) -> tuple[Entry, ...]:
    code = f"A{desk.chance.randrange(10_000)}"
    return (agency_add(desk.workspace, city, Agency(code, f"Dinas {word}", "opd")),)


def _nil(desk: Desk, city: str, word: str) -> tuple[Entry, ...]:
    state = read_case(desk.workspace, city).state
    silent = [
        (code, sheet)
        for code in state.agencies
        if code not in SENDERS
        for sheet in SHEETS
        if (code, sheet) not in state.nils
    ]
    if not silent:
        return _agency(desk, city, word)
    agency, sheet = desk.chance.choice(silent)
    return (nil(desk.workspace, city, agency, sheet, reason=word),)


def _record(desk: Desk, city: str, word: str) -> tuple[Entry, ...]:
    file = desk.folder / f"{word}.txt"
    file.write_text(f"Nota kesepahaman {word}\n" * 50, encoding="utf-8")
    made = record(desk.workspace, city, "mou", number="", day=DAY, title=word, file=file)
    file.unlink()
    return (made,)


def _setting(desk: Desk, city: str, word: str) -> tuple[Entry, ...]:
    value = f"0.{desk.chance.randrange(1, 1000):03}"
    return (setting(desk.workspace, city, "swot_coverage", value, reason=word),)


def _submit(desk: Desk, city: str, word: str) -> tuple[Entry, ...]:
    file = desk.folder / f"{word}.csv"
    row = f"living;Antrean panjang {word};Barangin;45;menit;2025;Survei"
    file.write_text(f"{HEADINGS}\n{row}\n", encoding="utf-8")
    [sent] = submit(desk.workspace, city, [file], filler=desk.chance.choice(SENDERS), replace=True)
    file.unlink()
    if sent.refusal is not None:
        raise sent.refusal
    return () if sent.entry is None else (sent.entry,)


def _sign_off(desk: Desk, city: str, word: str) -> tuple[Entry, ...]:
    desk.workspace.actor_name = SIGNER
    return (sign_off(desk.workspace, city, "team", Answer(reason=word)),)


def _advance(desk: Desk, city: str, word: str) -> tuple[Entry, ...]:
    desk.workspace.actor_name = SPEAKER
    entry = advance(desk.workspace, city, reason=word).entry
    return () if entry is None else (entry,)


def _send_back(desk: Desk, city: str, word: str) -> tuple[Entry, ...]:
    desk.workspace.actor_name = SIGNER
    return (send_back(desk.workspace, city, "start", reason=word),)


def _city(desk: Desk, _city: str, word: str) -> tuple[Entry, ...]:
    code = f"{desk.chance.randrange(31, 99)}.{desk.chance.randrange(1, 99):02}"
    one = City(word, f"Kota {word}", "kota", code, "Provinsi")
    return (city_add(desk.workspace, one, "round"),)


def _checkpoint(desk: Desk, _city: str, word: str) -> tuple[Entry, ...]:
    desk.workspace.actor_name = word  # in a store nobody is registered: the name is as it is said
    entry = checkpoint(desk.workspace).entry
    return () if entry is None else (entry,)


ACTS: Final[dict[str, tuple[int, Act]]] = {
    "person_add": (12, _person),
    "agency_add": (4, _agency),
    "nil": (10, _nil),
    "record": (14, _record),
    "setting": (14, _setting),
    "submit": (14, _submit),
    "sign_off": (12, _sign_off),
    "advance": (12, _advance),
    "send_back": (6, _send_back),
    "city_add": (1, _city),
    "checkpoint": (1, _checkpoint),
}
"""Each act with its weight."""

STORE_ACTS: Final = ("city_add", "checkpoint")
"""The acts that write to the store log."""


def choose(chance: Random) -> str:
    """Return the name of the act that chance wants."""
    weights = [weight for weight, _ in ACTS.values()]
    [name] = chance.choices(tuple(ACTS), weights)
    return name


def do(desk: Desk, name: str, city: str, word: str) -> tuple[Entry, ...]:
    """Do an act.

    Args:
        desk: Where.
        name: The act's name.
        city: The slug of the city.
        word: What its entry is to repeat.

    Returns:
        The entries that record it; none when there was nothing to record.

    Raises:
        SmartflowError: it was refused.
    """
    desk.workspace.actor_name = ""
    return ACTS[name][1](desk, city, word)
