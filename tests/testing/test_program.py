"""The real commands in this process: as typed ones, and nothing is left behind."""

from __future__ import annotations

import io
import locale
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from smartflow.cases import TODAY
from smartflow.testing import Smartflow

TABLE = """
scale = [1, 5]
[[issue]]
name = "Banjir"
urgency = 5
seriousness = 4
growth = 3
"""


@pytest.fixture
def program(tmp_path: Path) -> Smartflow:
    """Return the program of somebody who works in an empty folder."""
    folder = tmp_path / "kerja"
    folder.mkdir()
    return Smartflow(folder, tmp_path / "home")


def test_a_command_does_what_a_process_does(program: Smartflow) -> None:
    """The same words give the same data, talk and exit code in a process of their own."""
    program.folder.joinpath("usg.toml").write_text(TABLE, encoding="utf-8")
    environment = {**os.environ, "SMARTFLOW_LANG": "id", "PYTHONUTF8": "1"}
    for words in (["calc", "usg", "usg.toml"], ["calc", "usg", "no.toml"], ["status"], ["statu"]):
        typed = subprocess.run(
            [sys.executable, "-m", "smartflow", *words],
            cwd=program.folder,
            env=environment,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        done = program.run(*words)
        expected = (typed.returncode, typed.stdout, typed.stderr)
        assert expected == (done.exit_code, done.stdout, done.stderr)


def test_a_command_begins_in_the_folder_and_in_the_language(program: Smartflow) -> None:
    """Relative paths are the person's, and English is a choice."""
    program.run("init", "masterplan").assert_exit(0)
    assert (program.folder / "masterplan" / "smartflow.toml").is_file()
    program.language = "en"
    program.run("status", "--workspace", "nowhere").assert_exit(2, "is not a SmartFlow workspace")


def test_the_clock_stands_until_it_is_moved(program: Smartflow) -> None:
    """Acts are stamped with the day of the test, not of the computer."""
    program.run("init").assert_exit(0)
    assert program.today == TODAY
    program.today = date(2027, 8, 17)
    add = ["city", "add", "kota", "--name", "Kota X", "--kind", "kota", "--region-code", "13.73"]
    program.run(*add, "--province", "Sumatera Barat").assert_exit(0)
    (entry,) = program.run("history", "kota", "--json").json["entries"]
    assert entry["occurred"] == "2027-08-17"


def test_nothing_is_left_behind(
    program: Smartflow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Environment, folder, locale and streams are as before, also after a refusal."""
    monkeypatch.setenv("SMARTFLOW_LANG", "en")
    monkeypatch.setenv("SMARTFLOW_WORKSPACE", str(tmp_path / "elsewhere"))
    monkeypatch.chdir(tmp_path)

    def state() -> tuple[object, ...]:
        streams = (sys.stdin, sys.stdout, sys.stderr)
        return dict(os.environ), Path.cwd(), locale.setlocale(locale.LC_ALL), streams

    before = state()
    program.run("init").assert_exit(0)
    program.run("status", "nobody").assert_exit(2)
    program.run("--help").assert_exit(0, "SmartFlow: alur kerja")
    assert state() == before


def test_what_a_plugin_changes_is_put_back(
    program: Smartflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that sets the environment, the locale or the folder has set it for itself alone."""
    others = [
        name for name in ("C", "C.UTF-8", "C.utf8") if name != locale.setlocale(locale.LC_ALL)
    ]

    def meddle(words: object, clock: object = None) -> int:
        os.environ["SMARTFLOW_LANG"] = os.environ["MEDDLED"] = "xx"
        os.chdir("/")
        locale.setlocale(locale.LC_ALL, others[0])
        raise RuntimeError

    monkeypatch.setattr("smartflow.terminal.program.run", meddle)
    before = dict(os.environ), Path.cwd(), locale.setlocale(locale.LC_ALL)
    with pytest.raises(RuntimeError):
        program.run("status")
    assert (dict(os.environ), Path.cwd(), locale.setlocale(locale.LC_ALL)) == before


def test_structlog_is_left_to_whoever_runs_the_tests(program: Smartflow) -> None:
    """An act writes its log without configuring structlog for the process."""
    import structlog

    program.run("init").assert_exit(0)
    add = ["city", "add", "kota", "--name", "Kota X", "--kind", "kota", "--region-code", "13.73"]
    program.run(*add, "--province", "Sumatera Barat").assert_exit(0)
    assert (program.folder / "history.jsonl").is_file()
    assert not structlog.is_configured()


def test_ctrl_c_is_not_an_exit_code(program: Smartflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops the tests stops them, and not one command of them."""
    monkeypatch.setattr("smartflow.terminal.program.run", lambda words, clock=None: 130)
    with pytest.raises(KeyboardInterrupt):
        program.run("status")


def test_what_is_typed_is_read(program: Smartflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads what the test types, never what the terminal of the tests holds."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("from the terminal"))

    def reads(words: object, clock: object = None) -> int:
        print(sys.stdin.read())  # noqa: T201  it stands for a command
        return 0

    monkeypatch.setattr("smartflow.terminal.program.run", reads)
    said = [program.run("x", stdin="ya\n").stdout, program.run("x").stdout]
    assert said == ["ya\n\n", "\n"]
