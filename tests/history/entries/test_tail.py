"""The last lines of a log file are found from its end, whatever lies between."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.history.entries import tail
from smartflow.history.entries.tail import last_numbers, mend_tail

LOGS = ("smartflow/a", "smartflow/a/13.73", "smartflow/a/13.7", "smartflow/b/13.73")


def line(log: str, seq: int, words: str = "") -> bytes:
    """Return a line as the log file holds it."""
    told = {"act": "record", "log": log, "seq": seq, "words": words}
    return json.dumps(told, separators=(",", ":")).encode()


lines = st.lists(
    st.one_of(
        st.builds(line, st.sampled_from(LOGS), st.integers(1, 99), st.text(max_size=40)),
        st.sampled_from((b"", b"{", b"null", b'{"log":"smartflow/a"}', b"x" * 50)),
    ),
    max_size=30,
)


def naive(content: bytes, logs: frozenset[str]) -> dict[str, int]:
    """Read every line from the first on; the last one of a log counts."""
    found: dict[str, int] = {}
    for one in content.split(b"\n"):
        try:
            told = json.loads(one)
            found |= {told["log"]: told["seq"]} if told["log"] in logs else {}
        except (ValueError, KeyError, TypeError):
            continue
    return found


@settings(max_examples=300, deadline=None)
@given(lines, st.sets(st.sampled_from(LOGS)), st.integers(1, 200), st.sampled_from((b"", b"\n")))
def test_from_the_end_is_what_reading_all_of_it_gives(
    parts: list[bytes], wanted: set[str], block: int, end: bytes
) -> None:
    """For any blocks, with lines that are no JSON between, ended by a newline or not."""
    content = b"\n".join(parts) + end
    before = tail._BLOCK
    tail._BLOCK = block
    try:
        found = last_numbers(io.BytesIO(content), frozenset(wanted))
    finally:
        tail._BLOCK = before
    assert found == naive(content, frozenset(wanted))


@pytest.mark.parametrize("block", [1, 7, 64, 1 << 16])
def test_only_the_torn_end_is_cut_off(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, block: int
) -> None:
    """However the end falls into blocks, the whole lines before it stay as they are."""
    monkeypatch.setattr(tail, "_BLOCK", block)
    whole, path = line(LOGS[0], 1) + b"\n", tmp_path / "history.jsonl"
    for end, mended in ((line(LOGS[0], 2)[:30], b""), (line(LOGS[0], 2), line(LOGS[0], 2) + b"\n")):
        path.write_bytes(whole + end)
        with path.open("a+b") as file:
            mend_tail(file)
        assert path.read_bytes() == whole + mended


def test_what_names_none_of_the_logs_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A city that was quiet for long costs a look at bytes, not at every line since."""
    decoded: list[bytes] = []
    mark = tail._mark
    monkeypatch.setattr(tail, "_mark", lambda one: decoded.append(one) or mark(one))
    old = line(LOGS[1], 4) + b"\n"
    since = b"".join(line(LOGS[3], seq) + b"\n" for seq in range(1, 5000))
    assert last_numbers(io.BytesIO(old + since), frozenset({LOGS[1]})) == {LOGS[1]: 4}
    assert len(decoded) < 2 * tail._BLOCK / len(line(LOGS[3], 1))
