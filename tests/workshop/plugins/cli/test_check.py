"""``plugin check``: exit codes, what is written in which format, and what ``plugin new`` begins."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def workspace(shell: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a shell in a workspace, with a configuration folder of its own."""
    monkeypatch.setenv("SMARTFLOW_CONFIG", str(tmp_path / "konfigurasi"))
    shell.must("init")
    return shell


@pytest.fixture
def begun(workspace: Any) -> Any:
    """Return the workspace with the rule file that ``plugin new`` writes."""
    workspace.must("plugin", "new", "padang", "--region", "13.71")
    return workspace


def spoil(shell: Any, old: str, new: str) -> None:
    """Change the rule file."""
    file = shell.root / "rules" / "padang.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


# -- what plugin new writes -----------------------------------------------------------------------


def test_a_new_rule_file_conforms(begun: Any) -> None:
    """What is written needs no change to pass: no remark at all."""
    assert begun.must("plugin", "check", "padang", "--json").json["remarks"] == []


def test_a_new_loose_file_conforms_once_it_is_trusted(workspace: Any) -> None:
    """To check it is to run it: before it is trusted it is not, and the command is named."""
    workspace.must("plugin", "new", "padang", "--kind", "file")
    refused = workspace("plugin", "check", "rules/padang.py")
    assert (refused.code, "smartflow plugin trust rules/padang.py" in refused.out) == (3, True)
    workspace.must("plugin", "trust", "rules/padang.py")
    found = workspace.must("plugin", "check", "rules/padang.py", "--json").json
    assert (found["remarks"], found["rules"][0]["examples"]) == ([], 2)


def test_a_new_distribution_conforms_before_it_is_installed(workspace: Any, tmp_path: Path) -> None:
    """The folder of a project is checked where it lies."""
    workspace.must("plugin", "new", "padang", "--kind", "distribution", "-o", str(tmp_path))
    found = workspace.must("plugin", "check", str(tmp_path / "smartflow-padang"), "--json").json
    assert (found["remarks"], found["rules"][0]["examples"]) == ([], 2)


def test_what_is_written_is_named_from_here(
    workspace: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Inside the workspace the paths are those of the docs; far away they are whole."""
    workspace.root.joinpath("rules").mkdir()
    monkeypatch.chdir(workspace.root / "rules")
    assert "\npadang.toml" in "\n" + workspace.must("plugin", "new", "padang").out
    monkeypatch.chdir("/")
    said = workspace.must("plugin", "new", "solok").out.splitlines()[0]
    assert Path(said).resolve() == (workspace.root / "rules" / "solok.toml").resolve()


def test_no_line_of_a_new_rule_file_mixes_code_and_comment(begun: Any) -> None:
    """A comment stands above its line, so that none has to be aligned when a value grows."""
    text = (begun.root / "rules" / "padang.toml").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if " # " in line.lstrip("# ")] == []


# -- exit codes -----------------------------------------------------------------------------------


def test_an_error_is_1_and_says_how_to_mend_it(begun: Any) -> None:
    """An example that does not hold fails the check, in the reader's language."""
    spoil(begun, 'says = "', 'says = "tidak pernah ')
    found = begun("plugin", "check", "padang")
    assert (found.code, "CHK302" in found.out, "Perbaikan:" in found.out) == (1, True, True)


def test_a_warning_alone_is_0(begun: Any) -> None:
    """What is only worth a look fails nothing."""
    spoil(begun, "api = 1", "# api")
    found = begun.must("plugin", "check", "padang", "--json").json
    assert [one["code"] for one in found["remarks"]] == ["CHK002"]


def test_an_unknown_name_is_2_with_the_nearest(begun: Any) -> None:
    """Files of the workspace and installed plugins are guessed."""
    for words, meant in (("padangg", "'padang'"), ("masterplann", "'masterplan'")):
        found = begun("plugin", "check", words)
        assert (found.code, meant in found.err) == (2, True)


def test_a_file_that_does_not_load_is_3(begun: Any) -> None:
    """The loader's reason is in the report."""
    spoil(begun, "check = '", "check = 'tidak_ada && ")
    found = begun("plugin", "check", "padang", "--json")
    assert (found.code, found.json["exit_code"]) == (3, 3)
    assert [one["code"] for one in found.json["remarks"]] == ["CHK001"]


def test_a_neighbour_at_fault_does_not_show(begun: Any) -> None:
    """Other plugins of the workspace are left out of the check."""
    (begun.root / "rules" / "rusak.toml").write_text("[[", encoding="utf-8")
    begun.must("plugin", "check", "padang")


# -- formats --------------------------------------------------------------------------------------


def test_json_names_what_was_looked_at(begun: Any) -> None:
    """Every aspect has its title in both languages, every rule its time as text."""
    found = begun.must("plugin", "check", "padang", "--json").json
    assert found["schema"] == "smartflow/conformance/1"
    titles = [one["title"] for one in found["examined"]]
    assert all(title["id"] and title["en"] for title in titles)
    (rule,) = found["rules"]
    assert float(rule["milliseconds"]) >= 0


def test_junit_counts_agree_with_its_cases(begun: Any, tmp_path: Path) -> None:
    """Counts are those of the elements, a failure has a type and a message, -o writes the file."""
    spoil(begun, 'says = "', 'says = "\\u001b & < tidak pernah ')
    spoil(begun, "api = 1", "# api")
    target = tmp_path / "laporan.xml"
    found = begun("plugin", "check", "padang", "--format", "junit", "-o", str(target))
    assert (found.code, found.out) == (1, "")
    root = ET.fromstring(target.read_text(encoding="utf-8"))  # noqa: S314  our own file
    (suite,) = root
    cases = suite.findall("testcase")
    failed = [case for case in cases if case.find("failure") is not None]
    for element in (root, suite):
        counts = (element.get("tests"), element.get("failures"), element.get("errors"))
        assert counts == (str(len(cases)), str(len(failed)), "0")
    (failure,) = (case.find("failure") for case in failed)
    assert failure is not None
    assert (failure.get("type"), bool(failure.get("message"))) == ("CHK302", True)
    outputs = [case.get("classname") for case in cases if case.find("system-out") is not None]
    assert outputs == ["padang.CHK002"]
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(names) == len(set(names))


def test_another_format_gets_the_remarks_as_a_table(begun: Any) -> None:
    """A plugin's format prints one row for each remark; -o is not for it."""
    spoil(begun, "api = 1", "# api")
    printed = begun.must("plugin", "check", "padang", "--format", "csv").out
    assert [line[:7] for line in printed.splitlines()[1:]] == ["CHK002;"]
    assert begun("plugin", "check", "padang", "--format", "csv", "-o", "x").code == 2


def test_the_real_program_in_another_folder(begun: Any, tmp_path: Path) -> None:
    """A path is meant from the current folder, and the report is in the language asked for."""
    done = subprocess.run(
        [sys.executable, "-m", "smartflow", "--lang", "en", "plugin", "check", "padang.toml"],
        cwd=begun.root / "rules",
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stdout.rstrip().endswith("All is well.")
    assert not (begun.root / "rules" / "padang").exists()
    assert json.dumps(done.stderr) == '""'


OWN_BRANDING = '''"""Branding as this region has it."""

import smartflow
from smartflow import Dimension, SubDimension, Text

SMARTFLOW_API = 1


@smartflow.hookimpl
def smartflow_register_dimensions():
    yield Dimension(
        key="branding",
        code="BRD",
        title=Text(id="Citra daerah", en="Image of the region"),
        sub_dimensions=(
            SubDimension(key="tourism", title=Text(id="Pariwisata", en="Tourism")),
        ),
    )
'''


def test_what_replaces_a_built_in_plugin_can_be_checked(workspace: Any) -> None:
    """Beside the one that it replaces it clashes; once that is blocked, all is well."""
    folder = workspace.root / "rules"
    folder.mkdir(exist_ok=True)
    (folder / "citra.py").write_text(OWN_BRANDING, encoding="utf-8")
    workspace.must("plugin", "trust", "rules/citra.py")
    clash = workspace("plugin", "check", "citra", "--json")
    [remark] = clash.json["remarks"]
    assert (clash.code, remark["code"], remark["place"]) == (3, "CHK001", "clash")
    workspace.must("plugin", "block", "branding")
    assert workspace.must("plugin", "check", "citra", "--json").json["remarks"] == []
