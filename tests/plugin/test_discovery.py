"""What is read of a distribution is what the standard library reads of it, only once."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from smartflow.plugin.discovery import Candidate, discover, source_of
from smartflow.plugin.loading.loader import load_registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLUGIN = """
import smartflow
@smartflow.hookimpl
def smartflow_register_rules():
    return ()
"""


def found(name: str) -> Candidate:
    """Return what is discovered under a name."""
    [one] = [candidate for candidate in discover() if candidate.name == name]
    return one


def test_name_version_and_requirements_are_those_of_the_standard_library(
    install: Callable[..., Path],
) -> None:
    """Our short way through the metadata and ``importlib.metadata`` say the same."""
    install(
        "padang",
        PLUGIN,
        dist="smartflow-padang",
        version="2.1",
        requires=("Smartflow_Engine>=0.1 ; python_version > '3'", "click>=8", "smartflow.engine<9"),
    )
    ours, theirs = found("padang"), metadata.distribution("smartflow-padang")
    assert (ours.distribution, ours.version) == (theirs.name, theirs.version)
    assert ours.requires == tuple(one for one in theirs.requires or () if "ngine" in one)


def test_the_description_is_no_header(install: Callable[..., Path]) -> None:
    """A line of the description that looks like a header is part of the description."""
    file = install("padang", PLUGIN)
    written = file.parent / "dist_padang-1.0.dist-info" / "METADATA"
    with written.open("a", encoding="utf-8") as more:
        more.write("Requires-Dist: smartflow-engine>=99\nName: another\n")
    one = found("padang")
    assert (one.distribution, one.requires) == ("dist-padang", ())


@pytest.mark.parametrize("text", ["", "Name dist\n\n", "\n\n\n", "Metadata-Version: 2.1\n"])
def test_damaged_metadata_leaves_a_plugin_that_is_named(
    install: Callable[..., Path], text: str
) -> None:
    """Without name and version the plugin is still found, loaded and shown."""
    file = install("padang", PLUGIN)
    (file.parent / "dist_padang-1.0.dist-info" / "METADATA").write_text(text, encoding="utf-8")
    record = load_registry(candidates=[found("padang")]).plugin("padang")
    assert record is not None
    assert (record.distribution, record.version, record.state) == ("", "", "loaded")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"dir_info": {"editable": true}}', True),
        ('{"dir_info": {"editable": false}}', False),
        ("not json", False),
        ("[]", False),
    ],
)
def test_an_editable_distribution_is_marked(
    install: Callable[..., Path], text: str, *, expected: bool
) -> None:
    """What an installer wrote beside the metadata decides; a damaged note marks nothing."""
    file = install("padang", PLUGIN)
    (file.parent / "dist_padang-1.0.dist-info" / "direct_url.json").write_text(text)
    registry = load_registry(candidates=[found("padang")])
    assert [fact.notes for fact in registry.facts()] == [("editable",) if expected else ()]


def test_the_source_of_a_module_is_found_without_importing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module, a package, a module and a package inside one; a missing one has none."""
    package = tmp_path / "plug_source"
    (package / "inner").mkdir(parents=True)
    files = {
        "plug_source": package / "__init__.py",
        "plug_source.part": package / "part.py",
        "plug_source.inner": package / "inner" / "__init__.py",
        "plug_source_alone": tmp_path / "plug_source_alone.py",
    }
    for file in files.values():
        file.write_text("raise RuntimeError", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    missing = ("plug_source.none", "plug_nowhere", "plug_nowhere.part", "")
    assert {module: source_of(module) for module in (*files, *missing)} == files | dict.fromkeys(
        missing
    )
