"""``workflow new``: what is written lints clean, and every line that it offers may be taken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smartflow.language import Language
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Registry
from smartflow.plugin.scaffold import AlreadyThere
from smartflow.workflow.catalogue import Catalogue, UnknownWorkflow
from smartflow.workflow.lint.run import lint
from smartflow.workshop.workflows.new import BadKey, KeyTaken, workflow_new


@pytest.fixture(scope="module")
def registry() -> Registry:
    """What the built-in plugins bring."""
    return load_registry(built_in_only=True)


def write(
    root: Path,
    registry: Registry,
    key: str = "padang_panjang",
    extends: str = "masterplan@1",
    language: Language = "en",
) -> Path:
    """Write a new workflow into a folder that stands for a workspace."""
    return workflow_new(
        root,
        key,
        extends=extends,
        catalogue=Catalogue(registry.workflow_files, root / "workflows"),
        registry=registry,
        language=language,
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_written_is_sound(tmp_path: Path, registry: Registry, language: Language) -> None:
    """It is found by its key, differs from what it extends in nothing, and has no remark."""
    write(tmp_path, registry, language=language)
    catalogue = Catalogue(registry.workflow_files, tmp_path / "workflows")
    made, parent = catalogue.find("padang_panjang"), catalogue.find("masterplan")
    assert (made.stages, made.transitions, made.settings) == (
        parent.stages,
        parent.transitions,
        parent.settings,
    )
    assert lint(made, registry) == ()


def test_every_line_that_is_offered_may_be_taken(tmp_path: Path, registry: Registry) -> None:
    """With each commented table and value put in force, the workflow still has no remark."""
    path = write(tmp_path, registry)
    text = path.read_text(encoding="utf-8")
    offered = re.sub(r"^# (?=\[|[a-z_]+ = )", "", text, flags=re.MULTILINE)
    path.write_text(offered, encoding="utf-8")
    made = Catalogue(registry.workflow_files, tmp_path / "workflows").find("padang_panjang")
    assert len(made.settings["masterplan"]) == sum(p == "masterplan" for p, _ in registry.settings)
    assert lint(made, registry) == ()


def test_a_key_is_not_taken_twice(tmp_path: Path, registry: Registry) -> None:
    """Neither the national one nor the region's own is written over."""
    path = write(tmp_path, registry)
    before = path.read_bytes()
    for key in ("masterplan", "padang_panjang"):
        with pytest.raises(KeyTaken):
            write(tmp_path, registry, key)
    assert path.read_bytes() == before


def test_a_file_in_the_way_is_left_alone(tmp_path: Path, registry: Registry) -> None:
    """A file of that name which holds another workflow is not overwritten."""
    path = write(tmp_path, registry, "other")
    path.rename(path.with_name("padang_panjang.toml"))
    with pytest.raises(AlreadyThere):
        write(tmp_path, registry)


@pytest.mark.parametrize("key", ["Padang", "13", "padang-panjang", ""])
def test_a_malformed_key_is_refused(tmp_path: Path, registry: Registry, key: str) -> None:
    """Capitals, hyphens and a leading digit are not of a key."""
    with pytest.raises(BadKey):
        write(tmp_path, registry, key)


def test_what_is_extended_must_exist(tmp_path: Path, registry: Registry) -> None:
    """A misspelt workflow is named with what was probably meant, and nothing is written."""
    with pytest.raises(UnknownWorkflow) as caught:
        write(tmp_path, registry, extends="masterplann")
    assert "masterplan" in caught.value.message.en
    assert list(tmp_path.iterdir()) == []
