"""A short run on each store: real processes, really killed, and a server that is taken away.

And that a run notices: what it left is damaged as no store may, and looked at once more.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from load_check import complaints, standing_of
from load_figures import ROWS
from load_notes import DONE, Note, read_notes
from load_office import Offices
from load_whole import examine
from postgres import require_wheel

HERE = Path(__file__).parent

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork"),
]


def run(store: str, keep: Path, *more: str) -> dict[str, str]:
    """Run the program and return its figures by their names."""
    words = [sys.executable, str(HERE), "--store", store, "--keep", str(keep), *more]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", done.stdout, re.MULTILINE)
    return {name: value for name, value in rows if name in ROWS}


@pytest.fixture(scope="module")
def sqlite_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return what a short run on SQLite left, and its figures."""
    keep = tmp_path_factory.mktemp("load")
    return keep / "sqlite", run("sqlite", keep, "--seconds", "6", "--kills", "12")


def test_nothing_is_lost_on_sqlite(sqlite_run: tuple[Path, dict[str, str]]) -> None:
    """Eight processes on one file, a dozen of them killed."""
    _, figures = sqlite_run
    assert figures[ROWS[-1]] == "**0**"
    # The guard: there was something to lose, and workers died in the midst of it.
    assert int(figures["acts recorded"]) > 50
    assert figures["workers killed"] == "12"
    assert (
        sum(map(int, figures["acts cut off by it: recorded whole / not at all"].split(" / "))) > 0
    )


def test_nothing_is_lost_on_postgresql(tmp_path: Path) -> None:
    """A dozen processes in eight offices, a server that is restarted once and killed once."""
    require_wheel()
    figures = run("postgres", tmp_path, "--seconds", "9", "--kills", "9", "--workers", "12")
    assert figures[ROWS[-1]] == "**0**"
    assert int(figures["acts recorded"]) > 50
    assert figures["workers killed"] == "9"
    assert len(figures["server restarted / killed (s until it answered)"].split(" / ")) == 2


BROKEN = """
import sys, time
from pathlib import Path
sys.path += [{here!r}, {tests!r}]
import load_run
from load_worker import Order

def hang(order):
    if order.worker == 2:
        time.sleep(60)
    raise SystemExit("it breaks")

load_run.work = hang
crew = load_run.Crew()
for worker in (1, 2):
    crew.hire(Order(worker, 0, Path("x"), Path("x"), Path("x"), (), 0.0, 0))
crew.dismiss(1.0)
print(len(crew.living), sorted((one.kind, one.word) for one in crew.broken))
"""


def test_a_worker_that_breaks_or_hangs_is_told_of() -> None:
    """It is a complaint of the run, and nothing that was started stays."""
    script = BROKEN.format(here=str(HERE), tests=str(HERE.parent))
    words = [sys.executable, "-c", script]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=30)
    assert done.stdout.strip() == "0 [('crashed', 'worker 1'), ('crashed', 'worker 2')]", done


def look(folder: Path) -> list[str]:
    """Look once more at what a run left, and return the kinds of all complaints."""
    offices = Offices((folder / "office1",), folder / "config", begun(folder))
    logs, wrong = examine(offices)
    wrong += complaints(standing_of(logs, offices.begun), read_notes(folder / "notes"))
    return sorted({one.kind for one in wrong})


def begun(folder: Path) -> dict[str, int]:
    """Return how many entries of each log bear no word: those of the beginning."""
    with sqlite3.connect(folder / "office1" / "smartflow.db") as connection:
        rows = connection.execute(
            "SELECT log, max(seq) FROM entry WHERE NOT bytes GLOB '*w[0-9]*g[0-9]*n[0-9]*w*'"
            " GROUP BY log"
        ).fetchall()
    connection.close()
    return dict(rows)


@pytest.fixture
def left(sqlite_run: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    """Return a copy of what the run left."""
    folder = tmp_path / "left"
    shutil.copytree(sqlite_run[0], folder)
    return folder


def last_done(folder: Path) -> Note:
    """Return the note of an act of a city that was the last one of its log."""
    notes = [note for note in read_notes(folder / "notes") if note.kind == DONE]
    ends = {note.log: note for note in sorted(notes, key=lambda note: note.seq)}
    return next(note for log, note in sorted(ends.items()) if log.count("/") == 2)


def change(folder: Path, statement: str, *values: object) -> None:
    """Change the database behind the engine's back."""
    connection = sqlite3.connect(folder / "office1" / "smartflow.db")
    with connection:
        assert connection.execute(statement, values).rowcount > 0
    connection.close()


def test_what_the_run_left_passes_a_second_time(left: Path) -> None:
    """Looking changes nothing, so what the next tests find comes from their damage."""
    assert look(left) == []


def test_a_tail_that_a_store_forgot_is_found(left: Path) -> None:
    """With its checkpoint and its line, so that the engine itself sees nothing: the notes do."""
    note = last_done(left)
    change(left, "DELETE FROM entry WHERE log = ? AND seq >= ?", note.log, note.seq)
    change(left, "DELETE FROM checkpoint WHERE log = ? AND size >= ?", note.log, note.seq)
    log = left / "office1" / "history.jsonl"
    place = f'"log":"{note.log}"'.encode(), f'"seq":{note.seq},'.encode()
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(one for one in lines if not all(part in one for part in place)))
    assert "lost" in look(left)


def test_a_changed_entry_is_found(left: Path) -> None:
    """By the notes and by the engine."""
    note = last_done(left)
    statement = (
        "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), ?, ?) AS BLOB)"
        " WHERE log = ? AND seq = ?"
    )
    change(left, statement, '"act"', '"acT"', note.log, note.seq)
    assert {"changed", "verify"} <= set(look(left))


def test_a_line_that_is_missing_from_the_log_file_is_found(left: Path) -> None:
    """Not its last ones, which the next act would add: one in the midst of it."""
    log = left / "office1" / "history.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    del lines[len(lines) // 2]
    log.write_bytes(b"".join(lines))
    assert "log file" in look(left)
