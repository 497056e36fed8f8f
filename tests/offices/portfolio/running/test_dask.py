"""The workers of a Dask scheduler: the same results, the same safety, and who may not take part."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import textwrap
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from dask_cluster import Cluster
from small_cities import KILLER, add_small_cities, moves_of

from smartflow.offices.portfolio.running.dask import (
    BadScheduler,
    DaskMissing,
    FileElsewhere,
    dask_workers,
    require_safe_address,
)
from smartflow.offices.portfolio.running.executing import run
from smartflow.offices.portfolio.running.order import order_for, tasks_of
from smartflow.offices.portfolio.running.processes import Here
from smartflow.offices.portfolio.standing import standings
from smartflow.offices.portfolio.worker_faults import PluginsDiffer, SchedulerTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smartflow.casework.workspace import Workspace
    from smartflow.offices.portfolio.running.executing import Workers
    from smartflow.offices.portfolio.running.results import CityResult


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("tcp://127.0.0.1:8786", True),
        ("tcp://127.9.9.9:8786", True),
        ("tcp://localhost:8786", True),
        ("tcp://[::1]:8786", True),
        ("tls://127.0.0.1:8786", True),
        ("tls://dask.example.go.id:8786", False),
    ],
)
def test_loopback_or_tls_is_taken(address: str, loopback: bool) -> None:  # noqa: FBT001
    """This machine itself is taken as it is, any other only with TLS."""
    assert require_safe_address(address) is loopback


@pytest.mark.parametrize(
    "address",
    [
        "tcp://10.0.0.7:8786",
        "tcp://127.0.0.1.example.org:8786",
        "tcp://0.0.0.0:8786",
        "ucx://127.0.0.1:8786",
        "http://127.0.0.1:8786",
        "127.0.0.1:8786",
        "tcp://127.0.0.1",
        "tcp://127.0.0.1:berapa",
        "tcp://[::1:8786",
        "tcp://",
        "localhost",
    ],
)
def test_an_open_or_unreadable_address_is_refused(address: str) -> None:
    """Whoever can reach a scheduler runs what he likes there, so an open one is never used."""
    with pytest.raises(BadScheduler) as refused:
        require_safe_address(address)
    assert refused.value.hint is not None


def test_a_file_is_not_shared_between_machines() -> None:
    """A SQLite file and workers elsewhere do not go together."""
    with pytest.raises(FileElsewhere), dask_workers("tls://10.0.0.7:8786", "sqlite"):
        pass


def test_the_missing_extra_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Dask the command that installs it is named."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(DaskMissing, match="not installed"),
        dask_workers("tcp://127.0.0.1:8786", "sqlite"),
    ):
        pass


# -- a real scheduler -----------------------------------------------------------------------------


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """Return a scheduler without workers, whose workers see what the test has installed."""
    if find_spec("distributed") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("distributed is not installed")
        pytest.skip("distributed is not installed (make test does it)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"), prepend=os.pathsep)
    folder = tmp_path / "dask"
    folder.mkdir()
    made = Cluster(folder)
    yield made
    made.stop()


def results(workspace: Workspace, workers: Workers, act: Any = "check") -> list[CityResult]:
    """Do something with every city; return the results by slug."""
    order = msgspec.structs.replace(order_for(workspace, act), elsewhere=workers.elsewhere)
    found = run(order, tasks_of(standings(workspace)), workers, [])
    return sorted(found, key=lambda one: one.slug)


@pytest.mark.slow
def test_dask_says_what_this_process_says(
    workspace: Workspace, put_many: Callable[[int], tuple[str, ...]], cluster: Cluster
) -> None:
    """Cities in all stages: the bytes of the results are those of one process."""
    put_many(23)
    for _ in range(2):
        cluster.worker()
    with dask_workers(cluster.address, "sqlite") as workers:
        there = results(workspace, workers)
    assert msgspec.json.encode(results(workspace, Here(workspace))) == msgspec.json.encode(there)


@pytest.mark.slow
def test_a_killed_dask_worker_moves_nobody_twice(
    workspace: Workspace, marks: Path, cluster: Cluster
) -> None:
    """Workers die in the midst of judging and behind a commit; every city moves once."""
    cities = add_small_cities(workspace, 12)
    (marks / f"judge-{cities[1].region_code}-1").touch()
    (marks / f"told-{cities[6].region_code}-1").touch()
    cluster.worker()
    with dask_workers(cluster.address, "sqlite") as workers:
        found = results(workspace, workers, "advance")
    assert not list(marks.iterdir())
    assert [(one.slug, one.outcome) for one in found] == [(one.slug, "moved") for one in cities]
    assert {one.slug: len(moves_of(workspace, one.slug)) for one in cities} == {
        one.slug: 1 for one in cities
    }


@pytest.mark.slow
def test_a_worker_with_an_older_plugin_is_refused(
    workspace: Workspace, marks: Path, cluster: Cluster, tmp_path: Path
) -> None:
    """The plugin and both versions are named, and nothing is recorded."""
    del marks
    cities = add_small_cities(workspace, 3)
    older = tmp_path / "older"
    info = older / "dist_pembunuh-0.9.dist-info"
    info.mkdir(parents=True)
    (older / "plug_dist_pembunuh_pembunuh.py").write_text(KILLER)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: dist-pembunuh\nVersion: 0.9\n")
    (info / "entry_points.txt").write_text("[smartflow]\npembunuh = plug_dist_pembunuh_pembunuh\n")
    cluster.worker({"PYTHONPATH": str(older)})
    with dask_workers(cluster.address, "sqlite") as workers, pytest.raises(PluginsDiffer) as no:
        results(workspace, workers, "advance")
    assert no.value.exit_code == 3
    assert "pembunuh: 0.9 (" in no.value.message.en
    assert "≠ 1.0 (" in no.value.message.en
    assert [moves_of(workspace, one.slug) for one in cities] == [[], [], []]


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_a_sentence(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing of Dask's own stands on stderr beside it."""
    cluster.stop()
    monkeypatch.setattr("smartflow.offices.portfolio.running.dask._PATIENCE", 1.0)
    with pytest.raises(SchedulerTrouble), dask_workers(cluster.address, "sqlite"):
        pass
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_the_command_prints_nothing_of_dasks_own(
    workspace: Workspace, put_many: Callable[[int], tuple[str, ...]], cluster: Cluster
) -> None:
    """``--scheduler`` in a real process: results on stdout, silence on stderr."""
    put_many(5)
    cluster.worker()
    command = [sys.executable, "-m", "smartflow", "portfolio", "check", "--json"]
    command += ["--workspace", str(workspace.root)]
    there = subprocess.run(
        [*command, "--scheduler", cluster.address], capture_output=True, text=True, check=False
    )
    here = subprocess.run([*command, "--workers", "1"], capture_output=True, text=True, check=False)
    assert (1, "", here.stdout) == (there.returncode, there.stderr, there.stdout)


@pytest.fixture
def certificates(tmp_path: Path) -> Path:
    """Follow docs/scheduler.md: an authority, a certificate, Dask's configuration; its folder."""
    openssl = shutil.which("openssl")
    if openssl is None:
        if os.environ.get("CI") == "true":
            pytest.fail("openssl is not installed")
        pytest.skip("openssl is not installed")
    folder = tmp_path / "tls"
    folder.mkdir()
    page = (Path(__file__).parents[4] / "docs" / "scheduler.md").read_text(encoding="utf-8")
    for line in page.splitlines():
        if line.strip().startswith("openssl "):
            words = shlex.split(line)
            subprocess.run([openssl, *words[1:]], cwd=folder, check=True, capture_output=True)
    configuration = page.partition("```yaml")[2].partition("```")[0]
    found = textwrap.dedent(configuration).replace("/etc/smartflow", str(folder))
    (folder / "dask").mkdir()
    (folder / "dask" / "smartflow.yaml").write_text(found, encoding="utf-8")
    return folder / "dask"


@pytest.mark.slow
def test_tls_as_the_page_has_it(
    workspace: Workspace,
    put_many: Callable[[int], tuple[str, ...]],
    certificates: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the page's files it works; whoever has none is refused; neither leaves a journal."""
    if find_spec("distributed") is None:
        pytest.skip("distributed is not installed (make test does it)")
    put_many(5)
    (tmp_path / "dask").mkdir()
    monkeypatch.setenv("DASK_CONFIG", str(certificates))
    cluster = Cluster(tmp_path / "dask", "--protocol", "tls", "--host", "tls://127.0.0.1")
    try:
        cluster.worker()
        words = [sys.executable, "-m", "smartflow", "portfolio", "check", "--workspace"]
        words += [str(workspace.root), "--scheduler", cluster.address]
        known = subprocess.run(words, capture_output=True, text=True, check=False)
        monkeypatch.delenv("DASK_CONFIG")
        stranger = subprocess.run(words, capture_output=True, text=True, check=False)
    finally:
        cluster.stop()
    assert cluster.address.startswith("tls://")
    assert (known.returncode, known.stderr) == (1, "")
    assert (stranger.returncode, stranger.stdout) == (2, "")
    assert "docs/scheduler.md" in stranger.stderr
    assert list((workspace.root / "portfolio").iterdir()) == []
