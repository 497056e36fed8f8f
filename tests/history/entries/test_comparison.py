"""The log file held against the store: what it has and the store has not is never passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.history import (
    BrokenChain,
    LogFileDiffers,
    LogFileStanding,
    MalformedEntry,
    check_chain,
    compare_log_file,
    compare_newest,
    decode_entry,
    extend_log_file,
    leaf_hash,
    newest_lines,
    read_chain,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OWN = "smartflow/w"
LOG = "smartflow/w/13.73"


@pytest.fixture
def contents(make_chain: Callable[..., list[bytes]]) -> list[bytes]:
    """Return the bytes of a chain of six."""
    return make_chain([{"n": n} for n in range(6)])


@pytest.fixture
def file(tmp_path: Path, contents: list[bytes]) -> Path:
    """Return the log file of that chain."""
    path = tmp_path / "history.jsonl"
    extend_log_file(path, lambda _, after: contents[after:], [LOG])
    return path


def entries_of(contents: list[bytes]) -> Callable[[str, int], Iterator[bytes]]:
    """Return what gives the entries of a log after a number."""
    return lambda log, after: iter(contents[after:] if log == LOG else [])


def compared(file: Path, contents: list[bytes]) -> LogFileStanding:
    """Hold a file against a store that has those entries."""

    def leaf_at(log: str, seq: int) -> str | None:
        stands = log == LOG and 1 <= seq <= len(contents)
        return leaf_hash(contents[seq - 1]) if stands else None

    return compare_log_file(file, OWN, {LOG: len(contents)}, leaf_at)


def test_two_copies_that_agree_are_whole(file: Path, contents: list[bytes]) -> None:
    """Every line is found, nothing is missing."""
    compare_newest(file.name, newest_lines(file), OWN, entries_of(contents))
    standing = compared(file, contents)
    assert (standing.lines, standing.missing, standing.strange, standing.differs) == (6, 0, 0, None)


def test_a_store_that_is_ahead_is_no_fault(file: Path, contents: list[bytes]) -> None:
    """A crash between commit and line leaves the file behind."""
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:4]) + lines[4][:20])
    compare_newest(file.name, newest_lines(file), OWN, entries_of(contents))
    standing = compared(file, contents)
    assert (standing.lines, standing.missing, standing.differs) == (4, 2, None)


def test_a_cut_tail_and_a_rewritten_newest_entry_are_seen(
    file: Path, contents: list[bytes], make_chain: Callable[..., list[bytes]]
) -> None:
    """The two things that a chain alone does not show; the entry is named."""
    rewritten = [*contents[:5], make_chain([*({"n": n} for n in range(5)), {"n": 99}])[5]]
    check_chain(LOG, rewritten)
    for store in (contents[:5], rewritten):
        with pytest.raises(LogFileDiffers) as caught:
            compare_newest(file.name, newest_lines(file), OWN, entries_of(store))
        assert (caught.value.log, caught.value.position, caught.value.exit_code) == (LOG, 6, 4)
        standing = compared(file, store)
        assert standing.differs is not None
        assert standing.differs.position == 6


def test_a_log_that_vanished_is_seen(file: Path) -> None:
    """Lines of this store's logs must be in the store."""
    with pytest.raises(LogFileDiffers):
        compare_newest(file.name, newest_lines(file), OWN, lambda _log, _after: ())


def test_lines_of_another_store_and_foreign_lines_are_passed_over(
    file: Path, contents: list[bytes]
) -> None:
    """A folder may have had another store before, and people write into files."""
    compare_newest(file.name, newest_lines(file), "smartflow/v", lambda _log, _after: ())
    compare_newest(file.name, newest_lines(file), "smartflow", entries_of(contents))
    file.write_bytes(b"not json\n{}\n" + file.read_bytes())
    compare_newest(file.name, newest_lines(file), OWN, entries_of(contents))
    assert compared(file, []).strange == 2


def test_a_file_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    """Nor does a folder in its place."""
    assert newest_lines(tmp_path / "none.jsonl") == ()
    assert newest_lines(tmp_path) == ()
    assert compared(tmp_path / "none.jsonl", [b"a", b"b"]).missing == 2


def test_only_the_end_of_a_large_file_is_read(
    tmp_path: Path, make_chain: Callable[..., list[bytes]]
) -> None:
    """The newest lines are whole lines, and the last is among them."""
    contents = make_chain([{"n": "x" * 500} for _ in range(300)])
    path = tmp_path / "history.jsonl"
    extend_log_file(path, lambda _, after: contents[after:], [LOG])
    lines = newest_lines(path)
    assert 0 < len(lines) < 300
    assert [line.seq for line in lines] == list(range(301 - len(lines), 301))
    compare_newest(path.name, lines, OWN, entries_of(contents))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.integers(0, 4), at=st.integers(0, 400), sign=st.integers(0, 255))
def test_reading_a_chain_agrees_with_checking_it(
    contents: list[bytes], position: int, at: int, sign: int
) -> None:
    """The quick reader refuses exactly what the careful check refuses, in the same words."""
    content = bytearray(contents[position])
    content[at % len(content)] = sign
    changed = [*contents[:position], bytes(content), *contents[position + 1 :]]
    assert _verdict(check_chain, changed) == _verdict(read_chain, changed)


def _verdict(look: Callable[[str, list[bytes]], object], changed: list[bytes]) -> object:
    """Return the kind and place of the fault that is found, or None."""
    try:
        look(LOG, changed)
    except BrokenChain as broken:
        return broken.kind, broken.position
    return None


def test_reading_gives_every_entry(contents: list[bytes]) -> None:
    """In order; an empty log has none; an entry that is no entry is an edited one."""
    assert [entry.body for entry in read_chain(LOG, contents).entries] == [
        {"n": n} for n in range(6)
    ]
    assert read_chain(LOG, []) == ((), ())
    with pytest.raises(MalformedEntry):
        decode_entry(b"{}")
    with pytest.raises(BrokenChain):
        read_chain(LOG, [b"{}"])


def test_a_line_is_its_text_and_not_the_leaf_hash_that_it_tells(
    file: Path, contents: list[bytes]
) -> None:
    """Every byte of every line counts: none can be replaced unseen."""
    whole = file.read_bytes()
    for at in range(0, len(whole), 3):
        if whole[at : at + 1] == b"\n":
            continue
        file.write_bytes(whole[:at] + b"~" + whole[at + 1 :])
        standing = compared(file, contents)
        line = whole[:at].count(b"\n") + 1
        named = standing.differs.position if standing.differs is not None else None
        assert standing.strange + standing.missing > 0 or named == line


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_lines_of_several_logs_may_stand_in_any_order_of_acts(
    tmp_path: Path, make_chain: Callable[..., list[bytes]], data: st.DataObject
) -> None:
    """Interleaved, lagging, torn apart: what agrees is counted, and one edit is seen."""
    logs = {
        f"{OWN}/{code}": make_chain([{"n": n} for n in range(6)], f"{OWN}/{code}") for code in "ab"
    }
    lines: list[bytes] = []
    for log, entries in logs.items():
        part = tmp_path / "part.jsonl"
        part.unlink(missing_ok=True)
        extend_log_file(part, lambda name, after: logs[name][after:], [log])
        kept = data.draw(st.integers(0, len(entries)))
        lines += part.read_bytes().splitlines(keepends=True)[:kept]
    order = data.draw(st.lists(st.booleans(), min_size=len(lines), max_size=len(lines)))
    mixed = [line for _, line in sorted(zip(order, lines, strict=True), key=lambda one: one[0])]
    file = tmp_path / "mixed.jsonl"
    file.write_bytes(b"".join(mixed))

    def leaf_at(log: str, seq: int) -> str | None:
        held = logs.get(log, [])
        return leaf_hash(held[seq - 1]) if 1 <= seq <= len(held) else None

    counts = {log: len(entries) for log, entries in logs.items()}
    standing = compare_log_file(file, OWN, counts, leaf_at)
    assert (standing.strange, standing.differs) == (0, None)
    assert standing.lines <= len(lines)
    assert standing.lines + standing.missing == 12
    if mixed:
        at = data.draw(st.integers(0, len(mixed) - 1))
        mixed[at] = mixed[at].replace(b'"n":', b'"m":')
        file.write_bytes(b"".join(mixed))
        assert compare_log_file(file, OWN, counts, leaf_at).differs is not None
        other = OWN + "/none"
        assert compare_log_file(file, OWN, counts, leaf_at, {other}).differs is None


def test_a_line_that_was_replaced_by_another_whole_one_is_seen(
    file: Path, contents: list[bytes], tmp_path: Path
) -> None:
    """With a leaf hash that fits its own text: then it is the line after it that does not."""
    lines = file.read_bytes().splitlines(keepends=True)
    for at, content in enumerate(contents):
        other = content.replace(b'"n":', b'"m":')
        forged = tmp_path / "forged.jsonl"
        forged.unlink(missing_ok=True)
        extend_log_file(forged, lambda _, after, one=other: [one][after:], [LOG])
        file.write_bytes(b"".join([*lines[:at], forged.read_bytes(), *lines[at + 1 :]]))
        standing = compared(file, contents)
        assert standing.differs is not None
        assert standing.differs.position == at + 1
