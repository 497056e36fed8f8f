"""The pytest plugin in runs of its own: what it collects, what it leaves alone, how it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.cases.case import is_case_file
from smartflow.testing.pytest_plugin import _NAME

PASSES = """\
[[case]]
name = "complete and recent"
status = "pass"
rows.issues = [
  { dimension = "living", issue = "A", data = 12.5, unit = "%", year = 2025, source = "LKjIP" },
]
"""
FINDS = """
[[case]]
name = "nothing but its name"
rows.issues = [{ dimension = "living", issue = "A" }]
[[case.findings]]
column = "data"
says = "belum dilengkapi"
"""
LIGHT = """
import sys
before = set(sys.modules)
import smartflow.testing.pytest_plugin
loaded = {name for name in set(sys.modules) - before if name.startswith("smartflow")}
print(sorted(loaded), [name for name in ("msgspec", "click", "transitions") if name in sys.modules])
"""

RunPytest = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> RunPytest:
    """Run pytest in a process of its own, with the plugin named outright and warnings as errors."""

    def run_pytest(*words: str, plugin: bool = True) -> subprocess.CompletedProcess[str]:
        named = ["-p", "smartflow.testing.pytest_plugin"] if plugin else []
        own = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:smartflow",
            *named,
            "-p",
            "no:cacheprovider",
        ]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        return subprocess.run(
            [*own, "-W", "error", "--strict-config", "--strict-markers", *words],
            cwd=tmp_path,
            env={**kept, "PYTHONUTF8": "1"},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

    tmp_path.joinpath("pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return run_pytest


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], None]:
    """Write a file of the project under test."""

    def write_file(name: str, content: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    return write_file


def test_it_loads_nothing_of_the_engine() -> None:
    """Every pytest of the environment imports it: two empty packages, their names, itself."""
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True)
    own = ("lazily", "testing", "testing.pytest_plugin")
    expected = ["smartflow", *(f"smartflow.{name}" for name in own)]
    assert done.stdout.strip() == f"{expected} []"


@given(st.from_regex(r"[A-Za-z]{0,4}[0-9]{0,4}\.(toml|tml)", fullmatch=True))
def test_it_knows_a_file_of_cases_as_the_reader_does(name: str) -> None:
    """It may not load the reader to ask; both mean the same names."""
    assert is_case_file(Path(name)) == bool(_NAME.fullmatch(name))


def test_each_case_is_a_test_with_its_name(run: RunPytest, write: Callable[..., None]) -> None:
    """A file of two cases is three tests: the cases, and that it passes and finds."""
    write("tests/cases/ISU002.toml", PASSES + FINDS)
    done = run("-v")
    assert [
        line.partition(" [")[0].rstrip() for line in done.stdout.splitlines() if "::" in line
    ] == [
        "tests/cases/ISU002.toml::complete and recent PASSED",
        "tests/cases/ISU002.toml::nothing but its name PASSED",
        "tests/cases/ISU002.toml::passes and finds PASSED",
    ]
    assert (done.returncode, done.stderr) == (0, "")


def test_one_case_can_be_chosen_by_its_name(run: RunPytest, write: Callable[..., None]) -> None:
    """As any other test: by its id, or by words of it."""
    write("tests/cases/ISU002.toml", PASSES + FINDS)
    assert "1 passed" in run("tests/cases/ISU002.toml::nothing but its name").stdout
    assert "1 passed, 2 deselected" in run("-k", "complete").stdout


def test_a_case_that_differs_says_how(run: RunPytest, write: Callable[..., None]) -> None:
    """The failure is the case's place, what was wanted, what was said, and no traceback."""
    write("cases/ISU002.toml", PASSES + FINDS.replace('"data"', '"year"'))
    done = run()
    assert "ISU002, cases/ISU002.toml:8 'nothing but its name'" in done.stdout
    assert "  wanted, not said: warn | column='year' | says='belum dilengkapi'" in done.stdout
    assert "  said, not wanted: warn | worksheet=issues | row=DINAS/issues/1" in done.stdout
    assert "Traceback" not in done.stdout
    assert ".py:" not in done.stdout.replace("assertion", "")
    assert done.returncode == 1


def test_cases_that_never_find_anything_are_a_failure(
    run: RunPytest, write: Callable[..., None]
) -> None:
    """A rule that has only been seen to pass has not been tested."""
    write("cases/ISU002.toml", PASSES)
    done = run()
    assert "ISU002: no case in which it finds something (warn)." in done.stdout
    assert "1 failed, 1 passed" in done.stdout


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[case]", "cases/ISU002.toml: unreadable:"),
        (PASSES.replace("issue =", "isue ="), "rows.issues[1].isue: there is no key 'isue'."),
        (PASSES.replace("name =", "nam ="), "cases/ISU002.toml '', nam: there is no key 'nam'."),
        ('rule = "ISU099"\n' + PASSES, "There is no rule 'ISU099'. Did you mean"),
    ],
)
def test_a_mistake_in_a_case_is_told_at_its_place(
    run: RunPytest, write: Callable[..., None], content: str, says: str
) -> None:
    """A sentence with what was probably meant, not a traceback."""
    write("cases/ISU002.toml", content)
    done = run()
    assert says in done.stdout
    assert "Traceback" not in done.stdout
    assert done.returncode in (1, 2)


@pytest.mark.parametrize(
    "name", ["cases/isu002.toml", "cases/settings.toml", "ISU002.toml", "cases/ISU002.json"]
)
def test_a_file_of_somebody_else_is_left_alone(
    run: RunPytest, write: Callable[..., None], name: str
) -> None:
    """Only a file called after a rule in a folder called ``cases`` is a file of cases."""
    write(name, "this is no TOML, and nobody reads it")
    assert run().returncode == pytest.ExitCode.NO_TESTS_COLLECTED


def test_without_the_plugin_a_file_of_cases_is_no_test(
    run: RunPytest, write: Callable[..., None]
) -> None:
    """``-p no:smartflow`` leaves everything out, and nothing of the configuration is unknown."""
    write("cases/ISU002.toml", PASSES + FINDS)
    assert run(plugin=False).returncode == pytest.ExitCode.NO_TESTS_COLLECTED


def test_two_processes_share_the_cases(run: RunPytest, write: Callable[..., None]) -> None:
    """With xdist every process collects the same tests, also where two cases have one name."""
    write("cases/ISU002.toml", PASSES + FINDS + FINDS)
    done = run("-n", "2")
    assert "4 passed" in done.stdout, done.stdout


def test_fixtures_and_assertions_work_in_a_project_of_its_own(
    run: RunPytest, write: Callable[..., None]
) -> None:
    """What docs/plugins/testing.md shows: a workspace, a city in words, the real commands."""
    write(
        "test_city.py",
        "from smartflow.testing import a_city\n\n\n"
        "def test_the_gate(smartflow_workspace):\n"
        "    city = a_city().with_row('issues', 'DLH', issue='Banjir', dimension='living')\n"
        "    smartflow_workspace.add(city)\n"
        "    smartflow_workspace.check().assert_warned('ISU002', agency='DLH')\n"
        "    smartflow_workspace.check().assert_refused('ISU099')\n\n\n"
        "def test_a_program(smartflow_program):\n"
        "    smartflow_program.run('plugin', 'list').assert_exit(0, 'masterplan')\n",
    )
    done = run()
    assert "1 failed, 1 passed" in done.stdout, done.stdout
    assert "wanted fail | ISU099\nE       ISU099 did not run at all" in done.stdout
    assert "\nE         fail | ISU001 | dimension=governance" in done.stdout
