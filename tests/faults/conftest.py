"""What the tests of faults share: a nursery of real processes, and a workspace that is copied."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from smartflow.clock import SystemClock
from smartflow.offices.storage.init import init

HERE = Path(__file__).parent
# pytest imports tests by path, and the nursery is a program of its own: both share these modules.
sys.path.append(str(HERE))

from fault_acts import SETTING_UP, WITNESS, city, in_folder, mark_merged, write_files  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

needs_fork = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="this system cannot fork, so no child can meet the fault"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder forks."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(needs_fork)


@dataclass(frozen=True)
class Ended:
    """How one command ended.

    Attributes:
        signal: The number of the signal that killed it, or 0.
        code: Its exit code, or -1 when it was killed.
        out: What it wrote to stdout.
        err: What it wrote to stderr.
    """

    signal: int
    code: int
    out: str
    err: str

    @property
    def killed(self) -> bool:
        """Whether it was killed without a word."""
        return self.signal == getattr(signal, "SIGKILL", None)


class Nursery:
    """Runs smartflow commands as real processes, with the faults that are asked for.

    The user's configuration folder, in which the store's key lies, is beside the workspace.
    """

    def __init__(self) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SMARTFLOW_")}
        environment.update(SMARTFLOW_LANG="en")
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "fault_nursery.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
        )

    @staticmethod
    def order(root: Path, *words: str, **more: Any) -> dict[str, Any]:
        """Return the order of one command in the workspace ``root``, with its fault."""
        env = {"SMARTFLOW_CONFIG": str(root.parent / "config")}
        given = ["-w", str(root), *in_folder(root, words)]
        return {"words": given, "env": env, **more}

    def together(self, *orders: dict[str, Any]) -> list[Ended]:
        """Run several commands at the same time."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(orders) + "\n")
        self._process.stdin.flush()
        return [Ended(**one) for one in json.loads(self._process.stdout.readline())]

    def __call__(self, root: Path, *words: str, **more: Any) -> Ended:
        """Run one command."""
        [ended] = self.together(self.order(root, *words, **more))
        assert "Traceback" not in ended.err, ended.err
        return ended

    def must(self, root: Path, *words: str, code: int = 0, **more: Any) -> Ended:
        """Run one command that has to end with ``code``."""
        ended = self(root, *words, **more)
        assert (ended.code, words) == (code, words), ended.out + ended.err
        return ended

    def close(self) -> None:
        """Let the nursery end."""
        self._process.communicate()


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Return the nursery of this session."""
    opened = Nursery()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def prepared(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace from which every act can be done. Only to be copied."""
    root = tmp_path_factory.mktemp("prepared") / "workspace"
    nursery.must(root, "init")
    write_files(root)
    for words in SETTING_UP:
        nursery.must(root, *words)
    mark_merged(root)
    said = nursery.must(root, *WITNESS)
    [key] = re.findall(r"saksi\.go\.id/1\+\S+", said.out + said.err)
    (root / "witness.key").write_text(key, encoding="utf-8")
    bring_bundle(nursery, root)
    return root


def bring_bundle(nursery: Nursery, root: Path) -> None:
    """Put the bundle of another office's city, and that office's key, into the workspace."""
    elsewhere, bundle = root.parent / "away" / "workspace", root / "jauh.smartflow"
    nursery.must(elsewhere, "init")
    write_files(elsewhere)
    nursery.must(elsewhere, *city("jauh", "14.71"))
    nursery.must(elsewhere, "bundle", "export", "jauh", "-o", str(bundle))
    with zipfile.ZipFile(bundle) as archive:
        (root / "jauh.key").write_bytes(archive.read("keys.txt").strip())
    shutil.rmtree(elsewhere.parent)


@pytest.fixture(scope="session")
def unsigned(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a city whose store has no key. Only to be copied."""
    root = tmp_path_factory.mktemp("unsigned") / "workspace"
    init(root, clock=SystemClock(), language="en")
    write_files(root)
    nursery.must(root, *city("kota", "13.73"))
    return root


@pytest.fixture
def copied(prepared: Path, tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of copies of the prepared workspace, each with its own key beside it."""
    numbers = count()

    def copy(original: Path = prepared) -> Path:
        place = tmp_path / f"copy{next(numbers)}"
        shutil.copytree(original.parent, place)
        return place / original.name

    return copy


@pytest.fixture
def root(copied: Callable[..., Path]) -> Path:
    """Return a copy of the prepared workspace."""
    return copied()
