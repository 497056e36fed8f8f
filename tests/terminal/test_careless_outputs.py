"""Commands beside an output format or an observer that is careless: the answer stays whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartflow.plugin.alarm import VARIABLE

NO_ALARM = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no setitimer")
FORMAT = """
import sys
import smartflow
from smartflow import OutputFormat

def write(thing, language):
    BODY

@smartflow.hookimpl
def smartflow_register_formats():
    yield OutputFormat(key="baris", media_type="text/plain", suffix=".txt",
                       renders=("verdict", "table"), function=write)
"""
OBSERVER = """
import os
import sys
import smartflow

@smartflow.hookimpl
def smartflow_recorded(entry):
    BODY
"""
AGENCY = ("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd")
ENDLESS = "while True: pass"

Install = Callable[..., Path]


def _agencies(city: Any) -> list[str]:
    listed = city.must("agency", "list", "contoh", "--json").json["agencies"]
    return [one["code"] for one in listed]


def test_what_a_format_prints_is_not_in_its_bytes(city: Any, install: Install) -> None:
    """Stdout holds what the format gives back, and stderr what it prints, behind its name."""
    install("surat", FORMAT.replace("BODY", "print('halo'); return b'isi\\n'"))
    outcome = city("agency", "list", "contoh", "--format", "baris")
    assert (outcome.code, outcome.out) == (0, "isi\n")
    assert "--format baris: 'halo\\n'" in outcome.err


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("sys.exit(0)", "SystemExit: 0"),
        ("return write(thing, language)", "RecursionError"),
        ("return 'isi'", "TypeError"),
        pytest.param(ENDLESS, "RuleTooSlow", marks=NO_ALARM),
    ],
)
def test_a_format_that_fails_is_named(
    city: Any, install: Install, monkeypatch: pytest.MonkeyPatch, body: str, words: str
) -> None:
    """Exit code 3 with plugin, distribution and fault; the same command in text works."""
    monkeypatch.setenv(VARIABLE, "0.1")
    install("surat", FORMAT.replace("BODY", body))
    outcome = city("agency", "list", "contoh", "--format", "baris")
    assert (outcome.code, outcome.out) == (3, "")
    for part in ("'surat'", "dist-surat 1.0", words, "--format text"):
        assert part in outcome.err
    assert city("agency", "list", "contoh").code == 0


def test_what_an_observer_prints_is_not_in_the_answer(city: Any, install: Install) -> None:
    """Stdout is the verdict alone; what was printed stands on stderr behind the plugin."""
    install("lonceng", OBSERVER.replace("BODY", "print('halo')"))
    outcome = city("advance", "contoh", "--json")
    assert outcome.json["schema"] == "smartflow/verdict/1"
    assert "lonceng.smartflow_recorded: 'halo\\n'" in outcome.err


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("sys.exit(4)", "SystemExit: 4"),
        ("smartflow_recorded(entry)", "RecursionError"),
        pytest.param(ENDLESS, "RuleTooSlow", marks=NO_ALARM),
    ],
)
def test_an_observer_that_fails_undoes_nothing(
    city: Any, install: Install, monkeypatch: pytest.MonkeyPatch, body: str, words: str
) -> None:
    """The act is recorded and ends with 0; the failure is a warning by name."""
    monkeypatch.setenv(VARIABLE, "0.1")
    install("lonceng", OBSERVER.replace("BODY", body))
    outcome = city(*AGENCY)
    assert outcome.code == 0
    for part in ("'lonceng'", words, "(plug_dist_lonceng_lonceng.py, line "):
        assert part in outcome.err
    assert "DLH" in _agencies(city)


def test_what_an_observer_changes_is_put_back(
    city: Any, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another folder and an empty environment reach nobody else."""
    monkeypatch.setenv("CONTOH", "1")
    before = (os.getcwd(), dict(os.environ))  # noqa: PTH109  as the engine compares it
    install("lonceng", OBSERVER.replace("BODY", "os.chdir(os.sep); os.environ.clear()"))
    assert city(*AGENCY).code == 0
    assert (os.getcwd(), dict(os.environ)) == before  # noqa: PTH109


@NO_ALARM
def test_one_that_swallows_the_alarm_ends_the_command_after_the_commit(
    city: Any, install: Install
) -> None:
    """Exit code 3 by name, in a process of its own; the act stands."""
    body = "import time\n    while True:\n        try:\n            while True: time.sleep(0.01)\n"
    body += "        except BaseException: pass"
    site = install("lonceng", OBSERVER.replace("BODY", body)).parent
    done = subprocess.run(
        [sys.executable, "-m", "smartflow", "--workspace", str(city.root), *AGENCY],
        env={**os.environ, "PYTHONPATH": str(site), VARIABLE: "0.1"},
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "smartflow plugin block lonceng" in done.stderr
    city.must("plugin", "block", "lonceng")
    assert "DLH" in _agencies(city)
