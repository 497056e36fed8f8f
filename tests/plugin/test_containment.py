"""An import that changes the program is undone, and told; nobody else notices."""

from __future__ import annotations

import decimal
import locale
import os
import sys
from typing import TYPE_CHECKING

import pytest

from smartflow.plugin.alarm import VARIABLE
from smartflow.plugin.discovery import discover
from smartflow.plugin.loading.loader import load_registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.plugin.registry import PluginRecord

GOOD = """
import smartflow
@smartflow.hookimpl
def smartflow_register_rules():
    {inside}
    return ()
"""


def world() -> tuple[object, ...]:
    """Return what belongs to the whole program."""
    return (
        os.getcwd(),  # noqa: PTH109  as the engine compares it
        list(sys.path),
        locale.setlocale(locale.LC_ALL),
        decimal.getcontext().prec,
        sys.stdout,
        dict(os.environ),
    )


def record(name: str) -> PluginRecord:
    """Load one installed plugin and return its record."""
    registry = load_registry(candidates=[one for one in discover() if one.name == name])
    return registry.plugins[0]


CHANGES = [
    ("import os, tempfile; os.chdir(tempfile.gettempdir())", "the current folder"),
    ("import sys; sys.path.insert(0, '/nowhere')", "sys.path"),
    ("import locale; locale.setlocale(locale.LC_ALL, 'C.UTF-8')", "the locale"),
    ("import decimal; decimal.getcontext().prec = 3", "decimals are rounded"),
    ("import os; os.environ['TZ_OF_PADANG'] = 'WIB'", "environment"),
    ("print('hello')", "prints"),
    ("import sys; sys.stdout.write('hello')", "prints"),
]


@pytest.mark.parametrize("when", ["import", "hook"])
@pytest.mark.parametrize(("line", "words"), CHANGES)
def test_what_a_plugin_changes_is_undone_and_told(
    install: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    line: str,
    words: str,
    when: str,
) -> None:
    """On import or in a hook: the plugin is loaded, the program is as before, a remark says so."""
    source = GOOD.format(inside=line if when == "hook" else "pass")
    install("padang", source if when == "hook" else f"{line}\n{source}")
    before = world()
    one = record("padang")
    assert world() == before
    assert (one.state, [words in remark.en for remark in one.remarks]) == ("loaded", [True])
    assert capsys.readouterr().out == ""


def test_a_plugin_that_changes_something_and_then_fails_is_undone_too(
    install: Callable[..., Path],
) -> None:
    """The fault is told, and what was changed before it is put back."""
    install("padang", "import sys; sys.path.insert(0, '/nowhere')\nraise ValueError('kaput')\n")
    before = world()
    one = record("padang")
    assert world() == before
    assert (one.state, len(one.remarks), "kaput" in one.fault) == ("broken", 1, True)


def test_a_quiet_plugin_has_no_remark(install: Callable[..., Path]) -> None:
    """Nothing is told of a plugin that only registers."""
    install("padang", GOOD.format(inside="pass"))
    assert record("padang").remarks == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no setitimer")
@pytest.mark.parametrize("when", ["import", "hook"])
def test_an_import_without_end_is_ended(
    install: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """A loop in a module or in a hook: the plugin is broken, at its line, and no other is."""
    monkeypatch.setenv(VARIABLE, "0.1")
    loop = "while True: pass"
    install("padang", GOOD.format(inside=loop) if when == "hook" else f"{loop}\n{GOOD}")
    before = world()
    broken = {one.name: one.fault for one in load_registry().faulty}
    assert world() == before
    assert broken.keys() == {"padang"}
    line = 5 if when == "hook" else 1  # where the loop stands
    assert broken["padang"].startswith("RuleTooSlow: ")
    assert broken["padang"].endswith(f"(plug_dist_padang_padang.py, line {line})")
