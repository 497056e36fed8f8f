"""docs/plugins.md: the first plugin works as printed, and every hook stands in the table."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from smartflow.plugin.hookspecs import HOOKS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "plugins.md"


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


def test_the_first_plugin_works_as_printed(reader: Any) -> None:
    """The four files of the page make a plugin that is listed, explained and tested."""

    def install() -> None:
        reader.environment["PYTHONPATH"] = str(_installed(reader.folder))

    reader.instead["pip install"] = install
    reader.instead["pytest"] = lambda: None
    reader.follow(PAGE)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=reader.folder,
        env=reader.environment | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "2 passed" in done.stdout) == (0, True), done.stdout
    _sees_an_issue_without_a_place(reader)


def _sees_an_issue_without_a_place(reader: Any) -> None:
    """Let the installed plugin judge a real submission of its own city."""
    city = 'padang-panjang --name "Kota Padang Panjang" --kind kota --region-code 13.74'
    for line in (
        "smartflow init work",
        "cd work",
        f'smartflow city add {city} --province "Sumatera Barat"',
        'smartflow agency add padang-panjang DLH "Dinas Lingkungan Hidup" --kind opd',
        "smartflow worksheet template padang-panjang --agency DLH -o forms",
    ):
        reader.type(line, "test")
    path = reader.folder / "forms" / "padang-panjang-DLH.xlsx"
    book = load_workbook(path)
    book.active["B5"], book.active["C5"] = "Smart Living", "Genangan saat hujan lebat"
    book.save(path)
    reader.type("smartflow submit padang-panjang forms", "test")
    verdict = json.loads(reader.type("smartflow check padang-panjang --json  # 1", "test"))
    found = [result for result in verdict["results"] if result["rule"] == "PPJ001"]
    assert [(one["status"], one["row"], one["column"]) for one in found] == [
        ("fail", "DLH/issues/1", "location")
    ]


def test_every_hook_is_told() -> None:
    """The table of hooks is the list of hooks, in its order."""
    table = PAGE.read_text(encoding="utf-8").split("<!-- hooks -->")[1].split("<!-- /hooks -->")[0]
    assert tuple(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == HOOKS
