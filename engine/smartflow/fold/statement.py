r"""The statement: what an official signs with an SSH key, as a short text that can be read.

Its bytes are the same on every machine and for ever: a fixed first line that says the version,
fixed lines in a fixed order, UTF-8, a line feed at the end of each. What stands in a value can
never look like a line of its own: line ends and signs that are not seen are written ``\n`` or
``\u202e``, by a list that is fixed here and not by a table of Unicode that grows. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from smartflow.canonical import sha256_hex
from smartflow.history.acts import SignOffAnswer
from smartflow.history.entries.entry import Entry
from smartflow.model import City, SignOff

__all__ = [
    "FIRST_LINE",
    "Statement",
    "earlier_answer",
    "entry_statement",
    "statement_bytes",
    "statement_digest",
]

FIRST_LINE: Final = "smartflow/sign-off/1"
"""What the text is and its version."""

_ANSWERS = {
    "approve": "menyetujui (approve)",
    "decline": "menolak (decline)",
    "request_changes": "meminta perubahan (request_changes)",
}

_UNSEEN = re.compile(
    "[\\\\\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)
_SHORT = {"\\": "\\\\", "\n": "\\n", "\t": "\\t"}


class Statement(msgspec.Struct, frozen=True):
    """What one person says of one move.

    Attributes:
        log: The city's log, its origin.
        city: The city.
        stage: The stage that is to end.
        to: The stage to which the move leads.
        role: The role in which the person answers.
        person: The person's name.
        post: The person's post, as on paper.
        answer: ``approve``, ``decline`` or ``request_changes``.
        day: The day of the answer.
        workflow: Digest of the workflow, hex sha256.
        subject: Digest of what is approved, hex sha256.
        reason: Why, or ``""``.
        earlier: Sequence number of the person's answer before this one, in this role to this
            move; 0 where there is none. So an old signature cannot be recorded again, or after
            an answer that was given since.
    """

    log: str
    city: City
    stage: str
    to: str
    role: str
    person: str
    post: str
    answer: str
    day: date
    workflow: str
    subject: str
    reason: str = ""
    earlier: int = 0


def statement_bytes(statement: Statement) -> bytes:
    """Return the text that is signed."""
    lines = (
        ("jejak audit (log)", statement.log),
        ("kota (city)", f"{statement.city.name} ({statement.city.region_code})"),
        ("langkah (transition)", f"{statement.stage} -> {statement.to}"),
        ("peran (role)", statement.role),
        ("nama (person)", statement.person),
        ("jabatan (post)", statement.post),
        ("jawaban (answer)", _ANSWERS.get(statement.answer, statement.answer)),
        ("tanggal (day)", statement.day.isoformat()),
        ("alur kerja (workflow)", statement.workflow),
        ("isi (subject)", statement.subject),
        ("jawaban sebelumnya (earlier answer)", _entry(statement.earlier)),
        ("alasan (reason)", statement.reason),
    )
    told = [f"{label}: {_in_one_line(value)}".rstrip(" ") for label, value in lines]
    return "\n".join([FIRST_LINE, *told, ""]).encode()


def statement_digest(statement: Statement) -> str:
    """Return the sha256 of the text that is signed, in hex."""
    return sha256_hex(statement_bytes(statement))


def earlier_answer(answers: Iterable[SignOff], person: str, role: str, stage: str, to: str) -> int:
    """Return the number of somebody's newest answer in a role to a move; 0 where there is none."""
    question = (person, role, stage, to)
    return max(
        (one.entry for one in answers if (one.person, one.role, one.stage, one.to) == question),
        default=0,
    )


def entry_statement(entry: Entry, act: SignOffAnswer, city: City, earlier: int) -> Statement:
    """Return the statement that an answer must have been signed by.

    Args:
        entry: The entry.
        act: What it says.
        city: The city of its log.
        earlier: The number of the person's answer before, to the same question; 0 for none.
    """
    return Statement(
        log=entry.log,
        city=city,
        stage=act.stage,
        to=act.to,
        role=act.role,
        person=act.person,
        post=act.post,
        answer=act.answer,
        day=entry.occurred,
        workflow=act.workflow,
        subject=act.subject,
        reason=entry.reason.strip(),
        earlier=earlier,
    )


def _entry(number: int) -> str:
    return f"entri {number}" if number else "belum ada (none)"


def _in_one_line(value: str) -> str:
    return _UNSEEN.sub(lambda found: _SHORT.get(found[0], f"\\u{ord(found[0]):04x}"), value)
