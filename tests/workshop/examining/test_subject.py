"""What a word means: a path, a file of the workspace, a project, an installed plugin."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from smartflow.workshop.examining import find_subject
from smartflow.workshop.examining.subject import BadProject, UnknownSubject

PROJECT = """
[project]
name = "smartflow-padang"
version = "2"
dependencies = ["attrs", "smartflow_engine>=0.1"]
[project.entry-points.smartflow]
padang = "padang_rules"
pariaman = "padang_rules.pariaman:PLUGIN"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with one file of each kind."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "padang.toml").write_text("", encoding="utf-8")
    (tmp_path / "rules" / "solok.py").write_text("", encoding="utf-8")
    return tmp_path


def test_a_path_is_the_file(root: Path) -> None:
    """A path is taken as it is, from the current folder."""
    path = root / "rules" / "padang.toml"
    found = find_subject(str(path))
    assert ("file", "padang", str(path.resolve())) == (found.kind, found.name, found.path)


@pytest.mark.parametrize("words", ["solok", "rules/solok.py"])
def test_a_file_of_the_workspace_is_found_by_name_and_path(root: Path, words: str) -> None:
    """From anywhere, the name of its plugin or its path in the workspace will do."""
    found = find_subject(words, root=root)
    assert str((root / "rules" / "solok.py").resolve()) == found.path


def test_cases_lie_beside_a_loose_file(root: Path) -> None:
    """Without --cases, those in the folder of the file's name are tried; else none."""
    folder = root / "rules" / "solok" / "cases"
    assert find_subject("solok", root=root).cases == ""
    folder.mkdir(parents=True)
    assert find_subject("solok", root=root).cases == str(folder.resolve())
    assert find_subject("solok", root=root, cases=root).cases == str(root.resolve())


def test_an_installed_plugin_is_found_by_name() -> None:
    """A built-in plugin needs no workspace."""
    found = find_subject("living")
    assert (found.kind, found.name) == ("installed", "living")


def test_a_project_announces_what_it_will_install(tmp_path: Path) -> None:
    """Every entry point is a plugin, with the requirement of the engine alone."""
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "src").mkdir()
    found = find_subject(str(tmp_path / "pyproject.toml"))
    announced = {(one.name, one.module, one.version) for one in found.candidates()}
    expected = {("padang", "padang_rules", "2"), ("pariaman", "padang_rules.pariaman", "2")}
    assert expected == announced
    assert {("smartflow_engine>=0.1",)} == {one.requires for one in found.candidates()}
    assert (str(tmp_path / "src"), str(tmp_path)) == found.import_paths


def test_an_unknown_word_is_refused_with_the_nearest(root: Path) -> None:
    """Names of files and of installed plugins are guessed alike."""
    for words, meant in (("padangg", "padang"), ("masterplann", "masterplan")):
        with pytest.raises(UnknownSubject) as refused:
            find_subject(words, root=root)
        assert f"'{meant}'" in refused.value.message.en
        assert refused.value.hint is not None


def test_the_ending_that_notepad_adds_is_named(root: Path) -> None:
    """A file that is called .toml.txt is not read, and the refusal says why."""
    with pytest.raises(UnknownSubject) as refused:
        find_subject("rules/padang.toml.txt", root=root)
    assert refused.value.message.en.endswith("Rename it to 'padang.toml', without .txt.")


@pytest.mark.parametrize(
    "content",
    ["[project]\nname = 'x'\n", "project = 1\n", "[project\n"],
    ids=["no plugin", "no table", "no TOML"],
)
def test_a_project_without_a_plugin_is_refused(tmp_path: Path, content: str) -> None:
    """The refusal names the file, and what writes a good one."""
    (tmp_path / "pyproject.toml").write_text(content, encoding="utf-8")
    with pytest.raises(BadProject) as refused:
        find_subject(str(tmp_path))
    assert str(tmp_path) in refused.value.message.en
    assert refused.value.hint is not None


def test_an_editable_plugin_brings_the_cases_of_its_folder(
    install: Callable[..., Path], tmp_path: Path
) -> None:
    """Installed as editable, a plugin is tried on the cases that lie beside its source."""
    module = install("padang", "", editable=True)
    info = module.parent / "dist_padang-1.0.dist-info" / "direct_url.json"
    project = tmp_path / "a project"
    (project / "tests" / "cases").mkdir(parents=True)
    said = {"url": project.as_uri(), "dir_info": {"editable": True}}
    info.write_text(json.dumps(said), encoding="utf-8")
    found = find_subject("padang")
    assert found.cases == str((project / "tests" / "cases").resolve())


def test_an_installed_plugin_without_its_source_has_no_cases(install: Callable[..., Path]) -> None:
    """A wheel brings no tests."""
    install("padang", "")
    assert find_subject("padang").cases == ""
