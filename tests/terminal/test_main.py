"""Tests of smartflow.terminal.main: the door is cheap, and real processes end as they should."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow import __version__
from smartflow.terminal import main

if TYPE_CHECKING:
    import pytest

HEAVY = ("click", "msgspec", "pluggy", "structlog", "rich", "babel", "transitions", "xlsxwriter")


def process(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run smartflow as a process of its own."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from smartflow.terminal import main; sys.exit(main())",
            *words,
        ],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def loaded_by(*words: str) -> set[str]:
    """Return the modules that a command has loaded when it ends."""
    code = (
        "import sys; from smartflow.terminal import main; main(sys.argv[1:]);"
        " sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, check=True, encoding="utf-8"
    )
    return set(done.stderr.split())


def test_version_loads_nothing_heavy() -> None:
    """``smartflow --version`` answers without click, msgspec, a plugin or any big library."""
    assert set(HEAVY) & loaded_by("--version") == set()


def test_help_loads_no_plugin_and_no_store() -> None:
    """``smartflow --help`` imports no command's module, no plugin and no store."""
    loaded = loaded_by("--help")
    unwanted = (
        "pluggy",
        "structlog",
        "sqlite3",
        "smartflow.plugin",
        "smartflow.store",
        "smartflow.journey.register.cli.city",
    )
    assert set(unwanted) & loaded == set()


def test_status_loads_neither_rich_nor_transitions(tmp_path: Path) -> None:
    """A reading command pays for nothing that only an act or a terminal needs."""
    process("init", str(tmp_path))
    loaded = loaded_by("--workspace", str(tmp_path), "status")
    assert {"rich", "babel", "transitions", "structlog", "xlsxwriter"} & loaded == set()


def test_version_is_printed_by_the_door_and_by_the_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The version is the same whether it is the first word or stands behind an option."""
    said = []
    for words in (["--version"], ["-V"], ["--lang", "en", "--version"]):
        assert main(words) == 0
        said.append(capsys.readouterr().out)
    assert said == [f"smartflow {__version__}\n"] * 3


def test_a_process_ends_with_the_exit_code_of_the_refusal(tmp_path: Path) -> None:
    """An unknown city is exit 2, with the sentence on stderr and nothing on stdout."""
    process("init", str(tmp_path))
    done = process("--workspace", str(tmp_path), "status", "entah")
    assert (done.returncode, done.stdout) == (2, "")
    assert "entah" in done.stderr


def test_output_is_utf_8_whatever_the_console_says(tmp_path: Path) -> None:
    """A console of another encoding never stops a command: letters it lacks are replaced."""
    process("init", str(tmp_path))
    done = process(
        "--workspace", str(tmp_path), "workflow", "diagram", "masterplan", PYTHONIOENCODING="ascii"
    )
    assert done.returncode == 0
    assert "stateDiagram-v2" in done.stdout


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """Whoever reads only the first lines (``| head``) sees no traceback."""
    code = (
        "import sys; from smartflow.terminal import main;"
        " sys.exit(main(['rule', 'list', '--json']))"
    )
    process_ = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    assert process_.stdout is not None
    assert process_.stderr is not None
    process_.stdout.close()
    said = process_.stderr.read()
    process_.stderr.close()
    assert (process_.wait(), said) == (0, b"")
