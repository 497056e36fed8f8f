"""Every decision of the demo, made again from its history: the same verdict, byte for byte.

And with the region's plugin, which a process of its own changes or removes: what that does shows.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from smartflow.audit.replay.replay import record_of, replay_all
from smartflow.casework.workspace import open_workspace
from smartflow.terminal.program import run

pytestmark = pytest.mark.slow

REGION = Path(__file__).parents[2] / "plugins" / "smartflow-sawahlunto" / "src"
COMMAND = "import sys; from smartflow.terminal import main; sys.exit(main())"


def test_every_decision_made_again_is_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Moves and refusals, sign-offs, minutes, presentations, whatever was recorded after them."""
    assert run(["demo", str(tmp_path / "demo"), "--safe"]) == 0
    capsys.readouterr()
    workspace = open_workspace(tmp_path / "demo", safe=True)
    replays = replay_all(workspace)
    moves = [one.entry for one in replays.decisions if one.entry.act == "advance"]
    records: list[Any] = [record_of(workspace, "sawahlunto", entry.seq) for entry in moves]
    workspace.close()
    told = {"moved": "PASSED", "refused": "FAILED"}
    results = [told[str(entry.body["result"])] for entry in moves]
    assert [one["predicate"]["verificationResult"] for one in records] == results
    assert {(one.state, one.identical) for one in replays.decisions} == {("same", True)}
    assert replays.exit_code == 0
    kinds = Counter(str(one.entry.body.get("result", one.entry.act)) for one in replays.decisions)
    least = {"moved": 5, "refused": 4, "sign_off": 4, "decide": 1, "present": 12}
    assert {kind: kinds[kind] >= number for kind, number in least.items()} == dict.fromkeys(
        least, True
    )


class Regional:
    """The demo, played beside a copy of the regional plugin that a test may change.

    Attributes:
        file: The plugin's source.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        site = folder / "site"
        shutil.copytree(REGION, site, ignore=shutil.ignore_patterns("__pycache__"))
        self.info = site / "smartflow_sawahlunto-0.1.0.dist-info"
        self.info.mkdir()
        self.release("0.1.0")
        (self.info / "entry_points.txt").write_text(
            "[smartflow]\nsawahlunto = smartflow_sawahlunto\n", encoding="utf-8"
        )
        self.file = site / "smartflow_sawahlunto" / "__init__.py"
        self.path = str(site)

    def release(self, version: str) -> None:
        """Say in the metadata that the plugin is of this version."""
        said = f"Metadata-Version: 2.1\nName: smartflow-sawahlunto\nVersion: {version}\n"
        (self.info / "METADATA").write_text(said, encoding="utf-8")

    def __call__(self, *words: str, path: str | None = None) -> tuple[int, str]:
        """Run a command in a process of its own; return its exit code and stdout."""
        done = subprocess.run(
            [sys.executable, "-B", "-c", COMMAND, *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": self.path if path is None else path},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        return done.returncode, done.stdout

    def replayed(self, path: str | None = None) -> tuple[int, list[dict[str, Any]]]:
        """Return the exit code of replaying everything, and the decisions of the city."""
        words = ("audit", "replay", "--all", "--json", "--workspace", "contoh")
        code, out = self(*words, path=path)
        [city] = json.loads(out)["cities"]
        return code, city["decisions"]


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Regional:
    """Return the demo as it was played with the region's plugin."""
    made = Regional(tmp_path_factory.mktemp("region"))
    assert made("demo", "contoh")[0] == 0
    return made


@pytest.fixture
def mended(region: Regional) -> Any:
    """Give the plugin back as it was."""
    source = region.file.read_text(encoding="utf-8")
    yield region
    region.file.write_text(source, encoding="utf-8")
    region.release("0.1.0")


def states(decisions: list[dict[str, Any]]) -> Counter[str]:
    """Count the decisions by what became of them."""
    return Counter(str(one["state"]) for one in decisions)


def test_beside_the_same_plugin_all_is_the_same(region: Regional) -> None:
    """Byte for byte: the region's rules, columns and settings are what they were."""
    code, decisions = region.replayed()
    assert (code, {one["identical"] for one in decisions}) == (0, {True})


def test_a_rule_that_was_changed_is_named_with_its_plugin(mended: Regional) -> None:
    """The version is what it was, the files are not: the rule, the plugin and the fingerprint."""
    source = mended.file.read_text(encoding="utf-8")
    changed = source.replace("< Decimal(str(minimum))", ">= Decimal(str(minimum))")
    assert changed != source
    mended.file.write_text(changed, encoding="utf-8")
    code, decisions = mended.replayed()
    assert code == 1
    differing = [one for one in decisions if one["state"] == "differs"]
    assert differing != []
    for one in differing:
        [difference] = one["differences"]
        assert (difference["rule"], difference["plugin"]["name"]) == ("SWL001", "sawahlunto")
        assert (difference["before"], difference["after"]) == ("pass", "fail")
        assert [subject["after"] for subject in difference["subjects"]] == ["fail"]
        assert [(c["name"], c["kind"]) for c in difference["causes"]] == [("sawahlunto", "files")]
    assert states(decisions) == Counter(
        same=len(decisions) - len(differing), differs=len(differing)
    )


def test_a_new_version_that_says_the_same_is_the_same(mended: Regional) -> None:
    """Exit code 0, and every judged decision notes which other version judged it."""
    mended.release("0.2.0")
    code, decisions = mended.replayed()
    assert (code, set(states(decisions))) == (0, {"same"})
    judged = [one for one in decisions if one["act"] == "advance"]
    changed = {(c["name"], c["kind"]) for one in judged for c in one["changed"]}
    assert changed == {("sawahlunto", "version")}


def test_a_plugin_that_was_removed_is_named(region: Regional) -> None:
    """What its rules said cannot be said again; what did not rest on them can."""
    code, decisions = region.replayed(path="")
    assert code == 3
    lost = [one for one in decisions if one["state"] == "cannot"]
    assert lost != []
    for one in lost:
        assert one["trouble"]["code"] == "missing-judges"
        assert "sawahlunto 0.1.0 (smartflow-sawahlunto)" in one["trouble"]["message"]["en"]
    assert set(states(decisions)) == {"same", "cannot"}
