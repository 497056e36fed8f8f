"""The statement that is signed: fixed bytes, one for each answer, one line for each value."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartflow.fold.statement import FIRST_LINE, Statement, statement_bytes, statement_digest
from smartflow.model import City

GIVEN = Statement(
    log="smartflow/abc/13.73",
    city=City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"),
    stage="approved",
    to="adopted",
    role="head",
    person="Siti Rahma, S.T.",
    post="Plt. Wali Kota",
    answer="request_changes",
    day=date(2026, 11, 24),
    workflow="a" * 64,
    subject="b" * 64,
    reason="Bobot salah\nlihat halaman 3",
    earlier=7,
)

TEXT = f"""\
smartflow/sign-off/1
jejak audit (log): smartflow/abc/13.73
kota (city): Kota Contoh (13.73)
langkah (transition): approved -> adopted
peran (role): head
nama (person): Siti Rahma, S.T.
jabatan (post): Plt. Wali Kota
jawaban (answer): meminta perubahan (request_changes)
tanggal (day): 2026-11-24
alur kerja (workflow): {"a" * 64}
isi (subject): {"b" * 64}
jawaban sebelumnya (earlier answer): entri 7
alasan (reason): Bobot salah\\nlihat halaman 3
"""

FIELDS = ("stage", "to", "role", "person", "post", "answer", "workflow", "subject", "reason", "log")


def test_the_text_is_this_one() -> None:
    """What was signed years ago must come out byte for byte: this text never changes."""
    assert statement_bytes(GIVEN) == TEXT.encode()
    assert statement_digest(GIVEN) == (
        "b67132a4d66b4d06b1e357696fd779303a243412504a5c29334bf5ffe55ec8be"
    )


def test_an_empty_reason_is_an_empty_line() -> None:
    """No blank stands at the end of a line, where an editor would take it away."""
    last = statement_bytes(msgspec.structs.replace(GIVEN, reason="")).decode().splitlines()[-1]
    assert last == "alasan (reason):"


@given(st.sampled_from(FIELDS), st.text(st.characters(), max_size=40))
def test_a_value_is_one_line_that_is_seen_whole(field: str, value: str) -> None:
    """Whatever is typed: as many lines as ever, no sign that hides or turns what stands there."""
    content = statement_bytes(msgspec.structs.replace(GIVEN, **{field: value}))
    lines = content.decode("utf-8").split("\n")
    assert (len(lines), lines[0], lines[-1]) == (14, FIRST_LINE, "")
    assert all(sign.isprintable() or sign >= " " for line in lines for sign in line)
    assert not set("\u202e\u2066\u200b\u200f\u2028\ufeff\u00ad\x85") & set(content.decode())


@given(st.sampled_from(FIELDS), st.text(max_size=20), st.text(max_size=20))
def test_two_answers_are_never_one_text(field: str, one: str, other: str) -> None:
    """A signature over one answer fits no other, however it is spelled."""
    assume(one.rstrip(" ") != other.rstrip(" "))
    first, second = (
        statement_bytes(msgspec.structs.replace(GIVEN, **{field: value})) for value in (one, other)
    )
    assert first != second


def test_the_answer_before_is_signed() -> None:
    """Two answers with the same words, one after the other, are two statements."""
    texts = {statement_bytes(msgspec.structs.replace(GIVEN, earlier=at)) for at in range(5)}
    assert len(texts) == 5
    none = statement_bytes(msgspec.structs.replace(GIVEN, earlier=0)).decode()
    assert "jawaban sebelumnya (earlier answer): belum ada (none)" in none


@pytest.mark.parametrize("other", [date(2026, 11, 25), date(2025, 11, 24)])
def test_the_day_is_signed(other: date) -> None:
    """Another day is another statement."""
    assert statement_bytes(msgspec.structs.replace(GIVEN, day=other)) != TEXT.encode()
