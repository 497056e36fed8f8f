"""The history log follows the store: complete, in order, and the same bytes on every machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rfc8785
import structlog

from smartflow.history import (
    LogFileFailed,
    LogFileLocked,
    check_chain,
    decode_entry,
    extend_log_file,
    leaf_hash,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
CITY = "smartflow/w/13.73"
STORE = "smartflow/w"


@pytest.fixture
def kept(make_chain: Callable[..., list[bytes]]) -> dict[str, list[bytes]]:
    """Two logs as a store would hold them."""
    return {
        CITY: make_chain([{"title": "Air bersih: “kurang” — 2,38 m³"}, {"rows": [1, 2]}], log=CITY),
        STORE: make_chain([{}], log=STORE),
    }


def source(kept: dict[str, list[bytes]]) -> Callable[[str, int], list[bytes]]:
    """Return what gives the entries after a number."""
    return lambda log, after: kept[log][after:]


def entries_in(path: Path, log: str) -> list[bytes]:
    """Rebuild the entries of a log from its lines, without SmartFlow's own reader."""
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    found = []
    for line in lines:
        if line["log"] == log:
            leaf = line.pop("leaf")
            found.append(rfc8785.dumps(line))
            assert leaf_hash(found[-1]) == leaf
    return found


def test_a_line_holds_the_whole_entry(tmp_path: Path, kept: dict[str, list[bytes]]) -> None:
    """Each line gives its entry back byte for byte, and names its leaf hash."""
    path = tmp_path / "history.jsonl"
    assert extend_log_file(path, source(kept), [CITY, STORE]) == 3
    assert {log: entries_in(path, log) for log in kept} == kept
    assert path.read_bytes().endswith(b"}\n")


def test_a_line_is_plain_json_with_the_promised_fields(
    tmp_path: Path, kept: dict[str, list[bytes]]
) -> None:
    """A reader without SmartFlow finds who did what, when and why, under plain names."""
    path = tmp_path / "history.jsonl"
    extend_log_file(path, source(kept), [CITY])
    line = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    entry = decode_entry(kept[CITY][0])
    assert line == {
        "v": 1,
        "log": CITY,
        "seq": 1,
        "at": entry.at,
        "occurred": "2023-07-05",
        "zone": "WIB",
        "act": "submit",
        "actor": {
            "person": "Rina",
            "role": "team",
            "post": "Kabid",
            "basis": "claimed: rina@laptop",
        },
        "reason": "",
        "prev": entry.prev,
        "leaf": leaf_hash(kept[CITY][0]),
        "body": {"title": "Air bersih: “kurang” — 2,38 m³"},
    }


def test_extending_twice_adds_nothing(tmp_path: Path, kept: dict[str, list[bytes]]) -> None:
    """A file that is up to date is not touched."""
    path = tmp_path / "history.jsonl"
    extend_log_file(path, source(kept), [CITY, STORE])
    before = path.read_bytes()
    assert extend_log_file(path, source(kept), [CITY, STORE]) == 0
    assert path.read_bytes() == before


def test_the_bytes_do_not_depend_on_structlog_settings(
    tmp_path: Path, kept: dict[str, list[bytes]]
) -> None:
    """Whatever an application configures in structlog, the lines stay as they are."""
    plain, configured = tmp_path / "plain.jsonl", tmp_path / "configured.jsonl"
    extend_log_file(plain, source(kept), [CITY])
    structlog.configure(
        processors=[structlog.processors.TimeStamper(), structlog.processors.KeyValueRenderer()]
    )
    structlog.contextvars.bind_contextvars(request="7")
    try:
        extend_log_file(configured, source(kept), [CITY])
    finally:
        structlog.reset_defaults()
        structlog.contextvars.clear_contextvars()
    assert configured.read_bytes() == plain.read_bytes()


def test_a_log_torn_at_any_byte_is_completed(tmp_path: Path, kept: dict[str, list[bytes]]) -> None:
    """Cut anywhere, the file is the same again after the next command."""
    path = tmp_path / "history.jsonl"
    extend_log_file(path, source(kept), [CITY, STORE])
    complete = path.read_bytes()
    for size in range(len(complete)):
        path.write_bytes(complete[:size])
        extend_log_file(path, source(kept), [CITY, STORE])
        assert path.read_bytes() == complete, f"cut to {size} bytes"


def test_a_tail_of_zeros_is_cut_off(tmp_path: Path, kept: dict[str, list[bytes]]) -> None:
    """What some file systems leave after a power cut, a tail of NUL bytes, is mended."""
    path = tmp_path / "history.jsonl"
    extend_log_file(path, source(kept), [CITY, STORE])
    complete = path.read_bytes()
    path.write_bytes(complete[:700] + bytes(len(complete) - 700))
    extend_log_file(path, source(kept), [CITY, STORE])
    assert path.read_bytes() == complete


def test_a_whole_last_line_is_never_cut(tmp_path: Path, kept: dict[str, list[bytes]]) -> None:
    """A line that lacks only its newline stays, even if the store no longer has its entry."""
    path = tmp_path / "history.jsonl"
    extend_log_file(path, source(kept), [CITY])
    complete = path.read_bytes()
    path.write_bytes(complete[:-1])
    assert extend_log_file(path, source({CITY: kept[CITY][:1]}), [CITY]) == 0
    assert path.read_bytes() == complete


def test_gaps_of_other_logs_wait_for_their_turn(
    tmp_path: Path, kept: dict[str, list[bytes]]
) -> None:
    """Only the logs that are named are extended, and each goes on from its own last line."""
    path = tmp_path / "history.jsonl"
    extend_log_file(path, source({CITY: kept[CITY][:1]}), [CITY])
    extend_log_file(path, source(kept), [STORE])
    assert entries_in(path, CITY) == kept[CITY][:1]
    extend_log_file(path, source(kept), [CITY])
    assert {log: entries_in(path, log) for log in kept} == kept


def test_foreign_lines_are_passed_over(tmp_path: Path, kept: dict[str, list[bytes]]) -> None:
    """A line that somebody put into the file neither stops nor misleads the next command."""
    path = tmp_path / "history.jsonl"
    extend_log_file(path, source(kept), [CITY])
    with path.open("ab") as file:
        file.write(b"catatan Pak Sekda\r\n\r\n" + b'{"log":"smartflow/w/13.73","seq":"x"}\n')
    assert extend_log_file(path, source(kept), [CITY]) == 0
    assert extend_log_file(path, source(kept), [STORE]) == 1


def test_the_last_line_is_found_in_a_large_file(
    tmp_path: Path, make_chain: Callable[..., list[bytes]]
) -> None:
    """Reading from the back finds a log's last line over block borders and very long lines."""
    path = tmp_path / "history.jsonl"
    old = {STORE: make_chain([{"note": "x" * 200_000}], log=STORE)}
    new = {CITY: make_chain([{"note": "y" * (n * 97)} for n in range(300)], log=CITY)}
    extend_log_file(path, source(old), [STORE])
    assert extend_log_file(path, source(new), [CITY]) == 300
    assert extend_log_file(path, source(old | new), [CITY, STORE]) == 0
    assert check_chain(CITY, entries_in(path, CITY)).seq == 300


def test_many_entries_are_asked_for_in_pages(
    tmp_path: Path, make_chain: Callable[..., list[bytes]]
) -> None:
    """No call of the source is kept open beyond a page, so that no store stays locked."""
    contents = make_chain([{} for _ in range(600)])
    opened: list[int] = []
    closed: list[int] = []

    def entries(_: str, after: int) -> Iterator[bytes]:
        opened.append(after)
        try:
            yield from contents[after:]
        finally:
            closed.append(after)

    assert extend_log_file(tmp_path / "history.jsonl", entries, [CITY]) == 600
    assert opened == [0, 256, 512]
    assert closed == opened


def test_the_lock_of_another_process_is_waited_for(
    tmp_path: Path, kept: dict[str, list[bytes]]
) -> None:
    """While another process holds the lock the file waits, then refuses; afterwards it goes on."""
    path = tmp_path / "history.jsonl"
    command = [sys.executable, str(HERE / "lock_holder.py"), str(tmp_path / "history.jsonl.lock")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LogFileLocked) as caught:
            extend_log_file(path, source(kept), [CITY], timeout=0.2)
        holder.communicate()
    assert caught.value.exit_code == 5
    assert not path.exists()
    assert extend_log_file(path, source(kept), [CITY]) == 2


def test_two_processes_write_each_line_once(
    tmp_path: Path, make_chain: Callable[..., list[bytes]]
) -> None:
    """Two processes that extend one file at the same time leave one whole chain in it."""
    contents = make_chain([{"n": number} for number in range(40)])
    wanted, path = tmp_path / "entries", tmp_path / "history.jsonl"
    wanted.write_bytes(b"\n".join(contents))
    command = [sys.executable, str(HERE / "line_writer.py"), str(path), str(wanted)]
    writers = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        for _ in range(2)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate()
    assert [writer.returncode for writer in writers] == [0, 0]
    assert entries_in(path, CITY) == contents


def test_a_folder_in_its_place_is_a_clear_refusal(
    tmp_path: Path, kept: dict[str, list[bytes]]
) -> None:
    """What cannot be written is said in both languages, with the word that nothing is lost."""
    path = tmp_path / "history.jsonl"
    path.mkdir()
    with pytest.raises(LogFileFailed) as caught:
        extend_log_file(path, source(kept), [CITY])
    assert caught.value.exit_code == 2
    assert caught.value.hint is not None
    assert "Nothing is lost" in caught.value.hint.en


def test_structlog_is_not_imported_for_an_import() -> None:
    """Importing the history and the store does not load structlog, which costs 80 ms."""
    code = "import sys, smartflow.history, smartflow.store; print('structlog' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
