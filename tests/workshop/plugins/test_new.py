"""``plugin new``: what it writes loads, judges and tests itself at once; nothing is overwritten."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Registry
from smartflow.plugin.scaffold import AlreadyThere, Kind, family_for
from smartflow.testing import Workspace, a_city
from smartflow.workflow.catalogue import Catalogue
from smartflow.workshop.plugins.new import (
    BadName,
    BadRegion,
    NameTaken,
    NewPlugin,
    NoWorksheet,
    plugin_new,
)

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def registry() -> Registry:
    """What the built-in plugins bring."""
    return load_registry(built_in_only=True)


def write(folder: Path, registry: Registry, kind: Kind = "rules", **words: str) -> NewPlugin:
    """Write a new plugin of Padang Panjang."""
    said = {"name": "padang_panjang", "region": "13.74", "worksheet": "", **words}
    return plugin_new(
        folder,
        said["name"],
        kind,
        region=said["region"],
        worksheet=said["worksheet"],
        workflow=Catalogue(registry.workflow_files).find("masterplan"),
        registry=registry,
        today=DAY,
    )


def judged(workspace: Workspace, made: NewPlugin) -> None:
    """Hold that the rule refuses a row without the cell, and says so at the cell."""
    city = a_city("padang-panjang", region_code="13.74").with_agency("DLH")
    label = {made.worksheet.row_key[-1]: "Genangan"}
    workspace.add(city.with_row(made.worksheet.key, "DLH", **label))
    workspace.check().assert_refused(made.code, agency="DLH", column=made.column.key)


def test_a_rule_file_judges_at_once(smartflow_workspace: Workspace, registry: Registry) -> None:
    """Written into a workspace, it takes part in the next check."""
    judged(smartflow_workspace, write(smartflow_workspace.folder, registry))


def test_a_loose_file_judges_once_it_is_trusted(
    smartflow_workspace: Workspace, registry: Registry
) -> None:
    """The one step between is to trust it."""
    made = write(smartflow_workspace.folder, registry, "file")
    smartflow_workspace.run("plugin", "trust", "rules/padang_panjang.py").assert_exit(0)
    judged(smartflow_workspace, made)


@pytest.mark.slow
def test_a_distribution_passes_its_own_tests(tmp_path: Path, registry: Registry) -> None:
    """Installed as pip installs it, its tests are found and pass: its cases, and two in Python."""
    made = write(tmp_path, registry, "distribution")
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    own = ["--no-deps", "--no-build-isolation", "--target", str(site), str(made.folder)]
    subprocess.run([*pip, *own], check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=made.folder,
        env={"PYTHONPATH": str(site), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, "5 passed" in done.stdout) == (0, True), done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["rules", "file", "distribution"])
def test_nothing_is_overwritten(tmp_path: Path, registry: Registry, kind: Kind) -> None:
    """A second time is refused, and every file is as it was."""
    made = write(tmp_path, registry, kind)
    before = {path: path.read_bytes() for path in made.paths}
    with pytest.raises(AlreadyThere):
        write(tmp_path, registry, kind)
    assert {path: path.read_bytes() for path in made.paths} == before


def test_one_file_in_the_way_leaves_nothing_behind(tmp_path: Path, registry: Registry) -> None:
    """When a single file exists none of the others is written."""
    there = tmp_path / "smartflow-padang-panjang" / "tests" / "cases" / "PDN001.toml"
    there.parent.mkdir(parents=True)
    there.touch()
    with pytest.raises(AlreadyThere):
        write(tmp_path, registry, "distribution")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [there]


@pytest.mark.parametrize(
    ("words", "refusal", "hint"),
    [
        ({"name": "Padang Panjang"}, BadName, "padang_panjang"),
        ({"name": "13"}, BadName, "padang_panjang"),
        ({"name": "masterplan"}, NameTaken, "another name"),
        ({"region": "13-74"}, BadRegion, "13.73"),
        ({"worksheet": "isues"}, NoWorksheet, "issues"),
        ({"worksheet": "goals"}, NoWorksheet, "issues"),
    ],
)
def test_a_word_that_cannot_be_is_refused_with_the_next_step(
    tmp_path: Path,
    registry: Registry,
    words: dict[str, str],
    refusal: type[BadName | BadRegion | NameTaken | NoWorksheet],
    hint: str,
) -> None:
    """The hint names a word that can be used, and nothing is written."""
    with pytest.raises(refusal) as caught:
        write(tmp_path, registry, **words)
    assert caught.value.hint is not None
    assert hint in caught.value.hint.en
    assert list(tmp_path.iterdir()) == []


@given(
    name=st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True),
    taken=st.sets(st.from_regex(r"[A-Z]{3}", fullmatch=True), max_size=40),
)
def test_a_family_is_three_letters_and_nobodys(name: str, taken: set[str]) -> None:
    """Whatever the name and whatever is taken, the family is free."""
    family = family_for(name, taken)
    assert (len(family), family.isalpha(), family.isupper(), family in taken) == (
        3,
        True,
        True,
        False,
    )


def test_a_family_sounds_like_its_name() -> None:
    """Words give their first letters, one word its consonants; a taken one is passed over."""
    names = [("kota_padang_panjang", ""), ("solok", ""), ("solok", "SLK")]
    assert [family_for(name, {taken}) for name, taken in names] == ["KPP", "SLK", "SOL"]
