"""A store that somebody edited: every command that reads it says so, and none goes on.

The edits are made as a person would make them, with sqlite3. Each command must end with exit code
4 and a sentence; none may crash, and none may answer as if nothing had happened.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from smartflow.terminal import main

ISSUES = (
    "dimension;issue;location;data;unit;year;source\n"
    "living;Stunting masih tinggi di kelurahan;Kota;12;persen;2023;Dinkes\n"
)
STEPS = (
    "city add kota --name Kota --kind kota --region-code 13.73 --province Provinsi",
    "agency add kota DINKES Dinas --kind opd --dimensions living",
    "person add kota Ani --role team --post Ketua",
    "submit kota ISSUES --agency DINKES",
    "nil kota DINKES swot",
    "advance kota",
)
READING = (
    "status kota",
    "status",
    "history kota",
    "city show kota",
    "person list kota",
    "agency list kota",
    "check kota",
    "advance kota --dry-run",
    "score kota",
    "remind kota",
    "doctor",
)
WRITING = ("nil kota DINKES tows", "sign-off kota --role team --as Ani", "advance kota")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a city whose ``advance`` was refused."""
    folder = tmp_path_factory.mktemp("asli")
    (folder / "issues.csv").write_text(ISSUES, encoding="utf-8")
    root = folder / "kerja"
    main(["init", str(root)])
    for step in STEPS:
        words = step.replace("ISSUES", str(folder / "issues.csv")).split()
        assert main(["--workspace", str(root), *words]) in (0, 1)
    return root


@pytest.fixture
def root(original: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return Path(shutil.copytree(original, tmp_path / "kerja"))


def logs(store: sqlite3.Connection) -> tuple[str, str]:
    """Return the names of the city's log and of the store log."""
    city = store.execute("SELECT min(log) FROM entry WHERE log LIKE '%/13.73'").fetchone()[0]
    return city, city.rsplit("/", 1)[0]


def rewrite(seq: int, old: bytes, new: bytes, *, own: bool = False) -> Any:
    """Return an edit of one entry's bytes."""

    def edit(store: sqlite3.Connection) -> None:
        log = logs(store)[own]
        select = "SELECT bytes FROM entry WHERE log = ? AND seq = ?"
        update = "UPDATE entry SET bytes = ? WHERE log = ? AND seq = ?"
        [content] = store.execute(select, (log, seq)).fetchone()
        assert old in content
        store.execute(update, (content.replace(old, new, 1), log, seq))

    return edit


def run(statement: str, *, own: bool = False) -> Any:
    """Return an edit by one statement about a log."""
    return lambda store: store.execute(statement, (logs(store)[own],))


def swap(store: sqlite3.Connection) -> None:
    """Swap two entries, each keeping its row."""
    log = logs(store)[0]
    rows = store.execute(
        "SELECT seq, bytes FROM entry WHERE log = ? AND seq IN (2, 3) ORDER BY seq", (log,)
    ).fetchall()
    for (_, content), (seq, _) in zip(rows, reversed(rows), strict=True):
        store.execute("UPDATE entry SET bytes = ? WHERE log = ? AND seq = ?", (content, log, seq))


def renumber(store: sqlite3.Connection) -> None:
    """Give every row of the city the next number."""
    log = logs(store)[0]
    for seq in range(7, 0, -1):
        store.execute("UPDATE entry SET seq = ? WHERE log = ? AND seq = ?", (seq + 1, log, seq))


def as_text(store: sqlite3.Connection) -> None:
    """Put text where bytes belong."""
    store.execute("PRAGMA ignore_check_constraints = 1")
    store.execute("UPDATE entry SET bytes = 'x' WHERE log = ? AND seq = 2", (logs(store)[0],))


def blob_of(act: str, key: str, statement: str) -> Any:
    """Return an edit of the blob that an act names."""

    def edit(store: sqlite3.Connection) -> None:
        for (content,) in store.execute("SELECT bytes FROM entry ORDER BY seq").fetchall():
            entry = json.loads(content)
            if entry["act"] == act:
                body = entry["body"]
                body = body["workflow"] if key == "digest" else body
                body = body["worksheets"][0] if key == "rows" else body
                assert store.execute(statement, (body[key],)).rowcount == 1

    return edit


LONGER = "UPDATE blob SET bytes = CAST(bytes || x'00' AS blob) WHERE digest = ?"
GONE = "DELETE FROM blob WHERE digest = ?"

ENTRIES = {
    "first edited": rewrite(1, b'"Kota"', b'"Koto"'),
    "middle edited": rewrite(3, b'"Ani"', b'"Adi"'),
    "newest edited": rewrite(6, b'"refused"', b'"moved"'),
    "newest garbled": rewrite(6, b"{", b"["),
    "first deleted": run("DELETE FROM entry WHERE log = ? AND seq = 1"),
    "middle deleted": run("DELETE FROM entry WHERE log = ? AND seq = 4"),
    "newest deleted": run("DELETE FROM entry WHERE log = ? AND seq = 6"),
    "all deleted": run("DELETE FROM entry WHERE log = ?"),
    "swapped": swap,
    "renumbered": renumber,
    "text for bytes": as_text,
    "log renamed": run("UPDATE entry SET log = log || 'x' WHERE log = ?"),
    "city unregistered": run("DELETE FROM entry WHERE log = ? AND seq = 3", own=True),
    "register edited": rewrite(3, b'"kota"', b'"koto"', own=True),
    "store log deleted": run("DELETE FROM entry WHERE log = ?", own=True),
    "no table entry": lambda store: store.execute("DROP TABLE entry"),
    "no table blob": lambda store: store.execute("DROP TABLE blob"),
    "no table checkpoint": lambda store: store.execute("DROP TABLE checkpoint"),
    "column renamed": lambda store: store.execute("ALTER TABLE blob RENAME COLUMN bytes TO b"),
}


def tamper(root: Path, edit: Any) -> None:
    """Edit the store with sqlite3."""
    store = sqlite3.connect(root / "smartflow.db")
    edit(store)
    store.commit()
    store.close()


def refused(root: Path, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Run a command and check that it says what is wrong and ends with 4."""
    capsys.readouterr()
    code = main(["--workspace", str(root), "--lang", "en", *words.split()])
    said = capsys.readouterr()
    assert (words, code) == (words, 4)
    assert "Traceback" not in said.err
    assert (said.out if words == "doctor" else said.err).strip()


@pytest.mark.parametrize("edit", ENTRIES.values(), ids=ENTRIES.keys())
def test_an_edited_history_is_neither_shown_nor_built_upon(
    root: Path, edit: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every reading command and every act ends with exit code 4 and a sentence."""
    tamper(root, edit)
    before = (root / "history.jsonl").read_bytes()
    for words in (*READING, *WRITING):
        refused(root, words, capsys)
    assert (root / "history.jsonl").read_bytes() == before


@pytest.mark.parametrize("statement", [LONGER, GONE], ids=["altered", "gone"])
@pytest.mark.parametrize(
    ("act", "key", "commands"),
    [
        ("city_add", "digest", ("status kota", "check kota", "advance kota", "doctor")),
        ("submit", "rows", ("check kota", "advance kota", "score kota", "doctor")),
        ("advance", "verdict", ("doctor",)),
    ],
)
def test_an_edited_attachment_is_not_judged_by(  # noqa: PLR0913  a table of two, and the world
    root: Path,
    act: str,
    key: str,
    commands: tuple[str, ...],
    statement: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A workflow or rows that are not what was stored end every command that needs them."""
    tamper(root, blob_of(act, key, statement))
    for words in commands:
        refused(root, words, capsys)


def test_an_untouched_store_is_good(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same commands answer, and ``doctor`` says that everything is linked and whole."""
    for words in READING:
        assert (words, main(["--workspace", str(root), *words.split()]) in (0, 1)) == (words, True)
    capsys.readouterr()
    main(["--workspace", str(root), "--lang", "en", "doctor"])
    said = " ".join(capsys.readouterr().out.split())
    assert "9 entries in 2 logs, all linked" in said
    assert "9 lines, the same as in the store" in said


def test_a_log_file_that_is_behind_or_gone_is_no_fault(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``doctor`` says how many lines are missing; the next act writes them."""
    file = root / "history.jsonl"
    whole = file.read_bytes()
    for kept in (whole.splitlines(keepends=True)[:5], []):
        file.unlink()
        if kept:
            file.write_bytes(b"".join(kept))
        capsys.readouterr()
        assert main(["--workspace", str(root), "--lang", "en", "doctor"]) == 0
        assert f"{9 - len(kept)} are missing" in " ".join(capsys.readouterr().out.split())
    assert main(["--workspace", str(root), "nil", "kota", "DINKES", "tows"]) == 0
    assert main(["--workspace", str(root), "--lang", "en", "doctor"]) == 0


def test_an_edited_log_file_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the two differ nobody goes on before somebody has asked why."""
    file = root / "history.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    edited = json.loads(lines[-1])
    edited["leaf"] = "0" * 64
    file.write_bytes(b"".join(lines[:-1]) + json.dumps(edited).encode() + b"\n")
    for words in ("status kota", "advance kota", "doctor"):
        refused(root, words, capsys)
