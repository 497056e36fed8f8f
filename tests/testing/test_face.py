"""The face of ``smartflow.testing``: its names, and that they cost nothing until they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import smartflow.testing


def test_the_names_are_sorted_and_each_has_its_home() -> None:
    """What is listed can be had, and what can be had is listed."""
    names = smartflow.testing.__all__
    assert names == sorted(names)
    assert set(names) == set(smartflow.testing._HOMES)
    assert [name for name in names if not hasattr(smartflow.testing, name)] == []
    assert set(names) <= set(dir(smartflow.testing))


def test_importing_it_loads_nothing_else() -> None:
    """A test module that imports one name pays for that one."""
    code = (
        "import sys, smartflow.testing; "
        "print(sorted(name for name in sys.modules if name.startswith('smartflow')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['smartflow', 'smartflow.lazily', 'smartflow.testing']"


def test_another_name_is_no_attribute() -> None:
    """A misspelt name is refused as Python refuses it."""
    with pytest.raises(AttributeError, match="has no attribute 'a_town'"):
        _ = smartflow.testing.a_town
