"""docs/plugins.md: what is printed works, and its tables are those of the programme."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from smartflow.plugin.hookspecs import HOOKS
from smartflow.plugin.loader import load_registry

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "plugins.md"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _installed(folder: Path) -> Path:
    """Do what ``pip install`` would: put the package and its entry point on a path."""
    site = folder / "site"
    info = site / "smartflow_padangpanjang-0.1.0.dist-info"
    info.mkdir(parents=True)
    shutil.copytree(folder / "src", site, dirs_exist_ok=True)
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: smartflow-padangpanjang\nVersion: 0.1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[smartflow]\npadangpanjang = smartflow_padangpanjang\n", encoding="utf-8"
    )
    return site


def _issue_without_a_place(reader: Any) -> None:
    """Fill in the form as the page asks."""
    path = reader.folder / "forms" / "padang-panjang-DLH.xlsx"
    book = load_workbook(path)
    book.active["B5"], book.active["C5"] = "Smart Living", "Genangan saat hujan lebat"
    book.save(path)


def test_the_page_works_as_printed(reader: Any) -> None:
    """The files of the page make a plugin that is listed, tested and seen at work in a city."""
    start = reader.folder

    def install() -> None:
        reader.environment["PYTHONPATH"] = str(_installed(start))

    reader.environment["SMARTFLOW_LANG"] = "en"
    reader.instead["pip install"] = install
    reader.instead["pytest"] = lambda: None
    reader.before["smartflow submit"] = lambda: _issue_without_a_place(reader)
    reader.follow(PAGE)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=start,
        env=reader.environment | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "2 passed" in done.stdout) == (0, True), done.stdout
    verdict = json.loads(reader.type("smartflow check padang-panjang --json  # 1", "test"))
    found = [result for result in verdict["results"] if result["rule"] == "PPJ001"]
    assert [(one["status"], one["row"], one["column"]) for one in found] == [
        ("fail", "DLH/issues/1", "location")
    ]


def test_the_tests_of_a_dossier_rule_pass() -> None:
    """The rule over the dossier and its tests, as printed, agree; neither is empty."""
    named: dict[str, Any] = {}
    for language, text in FENCE.findall(PAGE.read_text(encoding="utf-8")):
        if language == "python" and text.startswith(("# a rule over", "# the test of enough")):
            exec(compile(text, str(PAGE), "exec"), named)  # noqa: S102  our own page
    tests = [thing for name, thing in named.items() if name.startswith("test_")]
    for test in tests:
        test()
    assert len(tests) == 2


def test_every_hook_is_told() -> None:
    """The table of hooks is the list of hooks, in its order."""
    table = PAGE.read_text(encoding="utf-8").split("<!-- hooks -->")[1].split("<!-- /hooks -->")[0]
    assert tuple(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == HOOKS


def test_the_keys_are_those_of_the_national_programme() -> None:
    """Each worksheet stands in its stage, with who fills it in and the keys of its columns."""
    national = load_registry(built_in_only=True)
    file = ROOT / "workflows" / "smartflow_workflows" / "masterplan.toml"
    stages = tomllib.loads(file.read_text(encoding="utf-8"))["stage"]
    who = {"agency": "each agency", "dimension": "each dimension", "city": "the city"}
    expected = []
    for stage in stages:
        for key in stage.get("worksheets", ()):
            sheet = national.worksheets[key].value
            columns = ", ".join(f"`{column.key}`" for column in sheet.columns)
            expected.append(f"| `{key}` | `{stage['key']}` | {who[sheet.per]} | {columns} |")
    text = PAGE.read_text(encoding="utf-8")
    table = text.split("<!-- worksheets -->\n")[1].split("<!-- /worksheets -->")[0]
    told = re.findall(r"`(\w+)`", text.split("has the stages ")[1].split("(`smartflow")[0])
    assert table.splitlines()[2:] == expected
    assert told == [stage["key"] for stage in stages]
