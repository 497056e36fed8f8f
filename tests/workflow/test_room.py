"""The room's door: every name is there, and opening it costs nothing."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import smartflow.workflow as room


def test_every_public_name_is_loaded_from_its_home() -> None:
    """The lazy door hands out exactly what the modules hold."""
    for name in room.__all__:
        home = import_module(f"smartflow.workflow.{room._HOMES[name]}")
        assert getattr(room, name) is getattr(home, name)
    assert sorted(room._HOMES) == sorted(room.__all__) == dir(room)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A slip in an import is Python's own error."""
    with pytest.raises(AttributeError, match="no attribute 'evaluat'"):
        room.__getattr__("evaluat")


@pytest.mark.parametrize(
    ("imported", "absent"),
    [
        ("smartflow.workflow", "smartflow.workflow.definition"),
        ("smartflow.workflow.gate", "transitions"),
        ("smartflow.workflow.machine", "transitions"),
        ("smartflow.workflow.digests", "tomllib"),
        ("smartflow.workflow.catalogue", "tomllib"),
        ("smartflow.workflow.definition_file.writing", "tomli_w"),
        ("smartflow.workflow.lint.run", "difflib"),
    ],
)
def test_nothing_heavy_comes_with_an_import(imported: str, absent: str) -> None:
    """A command that only looks pays for neither TOML nor the state machine."""
    code = f"import sys, {imported}; sys.exit({absent!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
