"""A short run of the fuzzer, and that it notices what it is there for."""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent


@pytest.fixture
def fuzz(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Load the fuzzer's own module, as ``python tests/fuzz`` does."""
    monkeypatch.syspath_prepend(str(FOLDER))
    spec = importlib.util.spec_from_file_location("fuzz_main", FOLDER / "__main__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "_limit_memory", lambda: None)
    yield module
    for name in ("targets", "mutation"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize("target", ["log", "checkpoint", "store", "workbook", "ssh"])
def test_nothing_gives_way(target: str, tmp_path: Path) -> None:
    """A few hundred damaged inputs of each kind, always the same ones; most are noticed."""
    words = [sys.executable, str(FOLDER), target, "--rounds", "250", "--seed", "2026"]
    done = subprocess.run(
        [*words, "--keep", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{target}: 250 inputs: " in done.stdout
    assert list(tmp_path.iterdir()) == []


class Planted:
    """A reader that crashes, hangs or lets a change pass when it sees a certain byte."""

    name = "planted"
    seeds = (b"good",)

    def __init__(self, fault: BaseException) -> None:
        self.fault = fault

    def damage(self, source: random.Random, content: bytes) -> bytes:
        """Change a byte now and then."""
        return content if source.random() < 0.5 else b"bad"

    def check(self, content: bytes) -> str:
        """Give way at the changed one."""
        if content == b"bad":
            raise self.fault
        return "read"


@pytest.mark.parametrize("fault", [ValueError("x"), MemoryError(), RecursionError(), SystemExit(0)])
def test_what_gives_way_is_saved_with_its_seed(
    fuzz: Any, fault: BaseException, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, input and traceback are kept, and the seed makes the same ones again."""
    words = ["--rounds", "20", "--seed", "7", "--keep", str(tmp_path)]
    assert fuzz.main(words, {"planted": Planted(fault)}) == 1
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert [one for one in kept if not one.endswith(".txt")] == [
        one.removesuffix(".txt") for one in kept if one.endswith(".txt")
    ]
    assert {path.read_bytes() for path in tmp_path.iterdir() if path.suffix == ""} == {b"bad"}
    for path in tuple(tmp_path.iterdir()):
        path.unlink()
    assert fuzz.main(words, {"planted": Planted(fault)}) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == kept
    assert "planted: 20 inputs" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="it has no alarm")
def test_what_hangs_is_noticed(fuzz: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An input that takes longer than a person waits is one that gave way."""

    class Endless(Planted):
        def check(self, content: bytes) -> str:
            while content == b"bad":
                pass
            return "read"

    monkeypatch.setattr(fuzz, "SLOW", 1)
    words = ["--rounds", "3", "--seed", "7", "--keep", str(tmp_path)]
    assert fuzz.main(words, {"planted": Endless(ValueError())}) == 1
    assert "Hung" in next(tmp_path.glob("*.txt")).read_text(encoding="utf-8")
