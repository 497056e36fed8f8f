"""``smartflow audit verify`` as an auditor types it: words, formats, exit codes, what it needs."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from smartflow.terminal import main

CITY = "city add kota --name Kota --kind kota --region-code 13.73 --province Provinsi"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with one city of two entries."""
    folder = tmp_path / "kerja"
    for words in ("", CITY, "person add kota Ani --role team --post Ketua"):
        given = ["--workspace", str(folder), *words.split()] if words else ["init", str(folder)]
        assert main(given) == 0
    return folder


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run ``audit verify`` in English; return exit code and what it printed."""

    def verify(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["--workspace", str(root), "--lang", "en", "audit", "verify", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    return verify


def edited(root: Path) -> None:
    """Change a word of the newest entry."""
    store = sqlite3.connect(root / "smartflow.db")
    [(log, content)] = store.execute(
        "SELECT log, bytes FROM entry WHERE log LIKE '%/13.73' AND seq = 2"
    ).fetchall()
    content = content.replace(b"Ketua", b"Kepala")
    store.execute("UPDATE entry SET bytes = ? WHERE log = ? AND seq = 2", (content, log))
    store.commit()
    store.close()


def test_a_whole_history_says_so_first(run: Callable[..., tuple[int, str]], root: Path) -> None:
    """Then how each log stands, the key, and that nobody outside has seen it."""
    code, said = run()
    assert (code, said.splitlines()[0]) == (0, "WHOLE")
    assert "13.73 (kota)" in said
    assert "2 checkpoints; the newest that agrees covers 2 entries" in said
    assert "the first key" in said
    assert "trusted because this store says so" in said
    assert "Nobody outside has a checkpoint of it" in said
    file = root.parent / "luar.txt"
    assert main(["-w", str(root), "audit", "checkpoint", "-o", str(file)]) == 0
    main(["-w", str(root), "person", "add", "kota", "Budi", "--role", "team", "--post", "Wakil"])
    code, said = run("--against", str(file))
    assert code == 0
    assert "luar.txt, 2 entries" in said
    assert "0 days ago; for the 1 entry after it" in said
    assert "Nobody outside" not in said
    word = json.loads(run("--json")[1])["keys"][0]["key"]
    assert "trusted because" not in run("--key", word)[1]


def test_what_is_wrong_is_named_with_its_entry_and_what_to_do(
    run: Callable[..., tuple[int, str]], root: Path
) -> None:
    """In every format, and with exit code 4."""
    edited(root)
    code, said = run()
    assert (code, said.splitlines()[0]) == (4, "NOT WHOLE")
    assert "/13.73, entry 2: it was edited." in said
    assert "Next step: Keep a copy of smartflow.db" in said
    code, said = run("--json")
    data = json.loads(said)
    found = [(one["kind"], one["entry"], one["until"]) for one in data["findings"]]
    assert (code, data["whole"], data["exit_code"]) == (4, False, 4)
    assert found == [("edited", 2, 2), ("log file differs", 2, 2)]
    assert set(data["findings"][0]["message"]) == {"id", "en"}
    code, said = run("--format", "csv")
    assert code == 4
    assert "edited, log file differs" in said


def test_no_stored_name_can_write_a_line_of_its_own(
    run: Callable[..., tuple[int, str]], root: Path
) -> None:
    """Nor steer the terminal: a log may be called anything."""
    store = sqlite3.connect(root / "smartflow.db")
    name = "smartflow/x/\nWHOLE\n\x1b[2J"
    store.execute("UPDATE entry SET log = ? WHERE log LIKE '%/13.73'", (name,))
    store.commit()
    store.close()
    code, said = run()
    assert (code, said.splitlines()[0]) == (4, "NOT WHOLE")
    assert "WHOLE" not in said.splitlines()[1:]
    assert "\x1b" not in said


def test_one_city_and_every_checkpoint(run: Callable[..., tuple[int, str]]) -> None:
    """Options are handed on."""
    data = json.loads(run("--city", "kota", "--every-checkpoint", "--json")[1])
    assert (data["every_checkpoint"], len(data["logs"])) == (True, 2)
    code, said = run("--city", "atlantis")
    assert code == 2
    assert "No city named 'atlantis'" in said


def test_a_wrong_key_word_and_a_file_that_is_not_there_are_usage(
    run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    """Exit code 2: nothing was verified."""
    assert run("--key", "abc")[0] == 2
    assert run("--against", str(tmp_path / "none.txt"))[0] == 2


def test_no_plugin_is_imported_and_no_key_is_needed(
    run: Callable[..., tuple[int, str]],
    install: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A broken plugin does not stop it, for it is never asked."""
    mark = tmp_path / "imported"
    install("rusak", f"open({str(mark)!r}, 'w').close()\nraise RuntimeError('rusak')\n")
    assert main(["plugin", "list"]) == 0
    assert mark.exists()
    mark.unlink()
    monkeypatch.setenv("SMARTFLOW_CONFIG", str(tmp_path / "kosong"))
    assert run("--every-checkpoint")[0] == 0
    assert not mark.exists()


def test_a_read_only_copy_is_verified_by_a_real_process(root: Path, tmp_path: Path) -> None:
    """On another computer, with nothing of this one's configuration."""
    copy = shutil.copytree(root, tmp_path / "salinan")
    edited(copy)
    environment = {**os.environ, "SMARTFLOW_CONFIG": str(tmp_path / "kosong")}
    codes = []
    for folder in (root, copy):
        before = {one: one.read_bytes() for one in folder.iterdir() if one.is_file()}
        words = [sys.executable, "-m", "smartflow", "-w", str(folder), "audit", "periksa"]
        done = subprocess.run(words, env=environment, capture_output=True, check=False)
        codes.append(done.returncode)
        assert b"Traceback" not in done.stderr
        assert {one: one.read_bytes() for one in folder.iterdir() if one.is_file()} == before
    assert codes == [0, 4]
