"""The catalogue: found by key and version, one bad file spoiling only itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartflow.plugin.registry import Origin, Owned
from smartflow.workflow import (
    Catalogue,
    DefinitionSyntax,
    UnknownWorkflow,
    UnreadableDefinition,
    WorkflowClash,
)


def put(folder: Path, name: str, text: str) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_newest_version_is_found_unless_one_is_named(tmp_path: Path, short_toml: str) -> None:
    """Version 10 is newer than version 9."""
    for version in (1, 9, 10):
        put(tmp_path, f"v{version}.toml", short_toml.replace("version = 1", f"version = {version}"))
    catalogue = Catalogue(folder=tmp_path)
    assert catalogue.find("short").version == 10
    assert catalogue.find("short@9").version == 9
    assert [entry.version for entry in catalogue.entries] == [1, 9, 10]


def test_a_workspace_file_may_extend_a_plugin_file(tmp_path: Path, short_toml: str) -> None:
    """Parents are looked for everywhere, whoever brought them; the origin stays known."""
    plugins, workspace = tmp_path / "plugins", tmp_path / "workflows"
    plugins.mkdir()
    workspace.mkdir()
    national = put(plugins, "short.toml", short_toml)
    put(
        workspace,
        "mine.toml",
        '[workflow]\nkey = "mine"\nversion = 1\nextends = "short@1"\n'
        'title = { id = "Punyaku", en = "Mine" }\n',
    )
    catalogue = Catalogue((Owned(national, Origin("basics", "1", "d")),), workspace)
    assert catalogue.find("mine").stage_keys == ("draft", "done")
    assert [(e.key, e.plugin, e.extends, e.title.en) for e in catalogue.entries] == [
        ("mine", "", "short@1", "Mine"),
        ("short", "basics", "", "Short"),
    ]


def test_an_unknown_word_is_refused_with_what_is_near(shipped: Catalogue) -> None:
    """A slip gets a suggestion, a wrong version the right one, nonsense the whole list."""
    for word, sentence in [
        ("masterplam", "Did you mean 'masterplan'?"),
        ("masterplan@7", "Did you mean 'masterplan@1'"),
        (
            "xyz",
            "There is: 'masterplan', 'masterplan_four_books', 'masterplan_provincial_review'.",
        ),
    ]:
        with pytest.raises(UnknownWorkflow) as caught:
            shipped.find(word)
        assert sentence in caught.value.message.en
        assert (caught.value.code, caught.value.exit_code) == ("unknown-workflow", 2)
        assert caught.value.hint is not None
        assert "smartflow workflow list" in caught.value.hint.id


def test_an_unknown_parent_is_refused(tmp_path: Path) -> None:
    """Extending what is not there is refused by the parent's name."""
    put(tmp_path, "a.toml", '[workflow]\nkey = "a"\nversion = 1\nextends = "gone@1"\n')
    with pytest.raises(UnknownWorkflow, match="'gone@1'"):
        Catalogue(folder=tmp_path).find("a")


def test_a_bad_file_spoils_only_itself(tmp_path: Path, short_toml: str) -> None:
    """The list shows it with its fault, the others are found, and asking for it says why."""
    put(tmp_path, "short.toml", short_toml)
    put(tmp_path, "broken.toml", "[workflow")
    catalogue = Catalogue(folder=tmp_path)
    assert [(e.key, e.version, e.fault is None) for e in catalogue.entries] == [
        ("broken", 0, False),
        ("short", 1, True),
    ]
    assert catalogue.find("short").key == "short"
    with pytest.raises(DefinitionSyntax):
        catalogue.find("broken")


def test_two_files_with_one_reference_clash(tmp_path: Path, short_toml: str) -> None:
    """Nobody can say which one was meant, so neither is taken, and both are named."""
    put(tmp_path, "a.toml", short_toml)
    put(tmp_path, "b.toml", short_toml)
    with pytest.raises(WorkflowClash) as caught:
        Catalogue(folder=tmp_path).find("short")
    assert {"a.toml" in caught.value.message.en, "b.toml" in caught.value.message.en} == {True}


def test_no_folder_and_no_plugin_is_an_empty_catalogue(tmp_path: Path) -> None:
    """A workspace need not have a folder of workflows."""
    catalogue = Catalogue(folder=tmp_path / "workflows")
    assert catalogue.entries == ()
    with pytest.raises(UnknownWorkflow, match="There is none yet"):
        catalogue.find("masterplan")


def test_a_file_outside_is_read_with_parents_from_inside(
    tmp_path: Path, shipped: Catalogue
) -> None:
    """A file can be linted before it is put into the workspace."""
    path = put(
        tmp_path, "new.toml", '[workflow]\nkey = "new"\nversion = 1\nextends = "masterplan@1"\n'
    )
    assert shipped.read(path).initial == "issue_analysis"
    with pytest.raises(UnreadableDefinition):
        shipped.read(tmp_path / "none.toml")
