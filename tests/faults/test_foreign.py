"""A city of another office can be looked at, and nothing of it can be recorded: act by act.

The acts are those of the whole command line, so that a new one is tried as soon as it has a case.
"""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from fault_acts import ACTS, Act
from fault_whole import read_whole

if TYPE_CHECKING:
    from pathlib import Path

CITIES = {"kota", "solok"}
ON_CITIES = {
    name: act for name, act in ACTS.items() if CITIES & set(act.words) and name != "city add"
}


@pytest.fixture(scope="module")
def province(nursery: Any, prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that holds the two cities of the prepared one as copies."""
    folder = tmp_path_factory.mktemp("province")
    root = folder / "workspace"
    shutil.copytree(prepared.parent / "config", folder / "config")
    shutil.copytree(prepared, root)
    sent = [root / f"{city}.smartflow" for city in sorted(CITIES)]
    for path in sent:
        nursery.must(root, "bundle", "export", path.stem, "-o", str(path))
    with zipfile.ZipFile(sent[0]) as archive:
        key = archive.read("keys.txt").decode().strip()
    for name in ("smartflow.db", "smartflow.toml", "history.jsonl"):
        (root / name).unlink()
    nursery.must(root, "init")
    for path in sent:
        nursery.must(root, "bundle", "import", str(path), "--key", key)
    return root


def test_the_acts_are_all_there() -> None:
    """The guard: what is tried is nearly every act, for only a few are not about a city."""
    assert len(ON_CITIES) >= 24


@pytest.mark.parametrize("act", ON_CITIES.values(), ids=ON_CITIES)
def test_no_act_is_recorded_of_a_copy(nursery: Any, province: Path, act: Act) -> None:
    """Refused with exit code 2, as what it is, with what can be done; nothing is written."""
    before = read_whole(province)
    ended = nursery(province, *act.words)
    assert ended.code == 2
    told = ended.out + ended.err
    assert "is recorded by another office" in told
    assert "Next step: What can be done here: smartflow status" in told
    assert read_whole(province) == before


@pytest.mark.parametrize(
    "words",
    [
        ("status", "kota"),
        ("history", "kota"),
        ("check", "kota", "--to", "done"),
        ("advance", "kota", "--to", "done", "--dry-run"),
        ("score", "kota"),
        ("remind", "kota"),
        ("city", "show", "kota"),
        ("agency", "list", "kota"),
        ("person", "list", "kota"),
        ("worksheet", "list", "kota"),
        ("export", "kota", "sheet", "-o", "@sheet.html"),
        ("audit", "report", "kota", "-o", "@kkp.html"),
        ("audit", "replay", "kota", "--all"),
    ],
    ids=" ".join,
)
def test_a_copy_can_be_looked_at(nursery: Any, province: Path, words: tuple[str, ...]) -> None:
    """What only looks works as at home, and says on stderr whose copy it is."""
    ended = nursery(province, *words)
    assert (ended.signal, ended.code in (0, 1)) == (0, True), ended.err
    assert "a copy from another office" in ended.err


def test_a_store_of_copies_is_whole(nursery: Any, province: Path) -> None:
    """Verification, doctor and a drill find nothing amiss in copies of real cases."""
    assert "WHOLE" in nursery.must(province, "audit", "verify", "--every-checkpoint").out
    nursery.must(province, "doctor")
    read_whole(province)
