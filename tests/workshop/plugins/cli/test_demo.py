"""Tests of ``smartflow demo``: a plugin's steps, run here and stopped at the first surprise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smartflow.language import Text
from smartflow.plugin.objects import Demo, Step
from smartflow.plugin.registry import Origin, Owned, Registry

NOTE = Text(id="Langkah (data ilustrasi)", en="Step (data ilustrasi)")


@pytest.fixture
def play(shell: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Play steps as a demo in a new folder."""

    def run(*steps: Step | Exception, words: tuple[str, ...] = ()) -> Any:
        def yielded(folder: Path) -> Iterator[Step]:
            assert folder == tmp_path / "demo"
            for step in steps:
                if isinstance(step, Exception):
                    raise step
                yield step

        demo = Demo(key="tiny", title=Text(id="Kecil", en="Tiny"), steps=yielded)
        registry = Registry(demos={"tiny": Owned(demo, Origin("toy", "1", "toy-dist"))})
        monkeypatch.setattr("smartflow.terminal.call.Call.registry", lambda _self: registry)
        return shell("demo", str(tmp_path / "demo"), *words, bare=True)

    return run


def step(*argv: str, code: int = 0, quiet: bool = False) -> Step:
    """Return a step."""
    return Step(argv=argv, note=NOTE, exit_code=code, quiet=quiet)


def test_steps_run_in_the_folder_and_say_that_they_are_invented(play: Any, tmp_path: Path) -> None:
    """The folder becomes the workspace; notes, commands and output are printed."""
    outcome = play(step("init"), step("status", "entah", code=2), step("city", "list", quiet=True))
    assert outcome.code == 0
    assert (tmp_path / "demo" / "smartflow.toml").exists()
    assert "$ smartflow status entah" in outcome.out
    assert "1. Langkah (data ilustrasi)" in outcome.out
    assert "3. Langkah (data ilustrasi)" in outcome.out
    assert "$ smartflow city list" not in outcome.out
    assert "Selesai: 3 langkah (data ilustrasi)." in outcome.out


def test_a_surprise_stops_the_demo_and_shows_what_was_said(play: Any) -> None:
    """The first step with another exit code ends it; a quiet one then shows its output."""
    outcome = play(step("init"), step("status", "entah", quiet=True), step("city", "list"))
    assert outcome.code == 2
    assert "entah" in outcome.out
    assert "berhenti di langkah 2" in outcome.err
    assert "smartflow city list" not in outcome.out


def test_success_where_a_refusal_was_due_is_a_failure(play: Any) -> None:
    """A demo that expects exit 1 and gets 0 does not end with 0."""
    assert play(step("init", code=1)).code == 2


def test_a_plugin_that_fails_is_named(play: Any) -> None:
    """An exception in a plugin's steps is exit 3 with the plugin's name."""
    outcome = play(step("init"), ValueError("rusak"))
    assert outcome.code == 3
    assert "plugin 'toy' (toy-dist 1)" in outcome.err
    assert "rusak" in outcome.err


def test_a_workspace_is_never_played_over(play: Any) -> None:
    """A folder that is a workspace already is refused."""
    assert play(step("init")).code == 0
    again = play(step("init"))
    assert again.code == 2
    assert "sudah menjadi ruang kerja" in again.err


def test_an_unknown_demo_is_refused_with_what_there_is(play: Any) -> None:
    """--demo names one of those there are."""
    outcome = play(words=("--demo", "besar"))
    assert outcome.code == 2
    assert "tiny" in outcome.err
