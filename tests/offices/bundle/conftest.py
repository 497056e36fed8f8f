"""What the tests of bundles share: a city's office and a province's, copied for each test."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartflow.terminal import main

HERE = Path(__file__).parent
# pytest imports tests by path: what they share is found beside them.
sys.path.append(str(HERE))

from bundle_parts import Office  # noqa: E402

CITY = ("city", "add", "kota", "--name", "Kota Contoh", "--kind", "kota", "--province", "Provinsi")
ISSUES = (
    "dimension;issue;location;data;unit;year;source\n"
    "living;Stunting masih tinggi di kelurahan;Kota;12;persen;2023;Dinkes\n"
)
STEPS = (
    (*CITY, "--region-code", "13.73"),
    ("agency", "add", "kota", "DINKES", "Dinas", "--kind", "opd", "--dimensions", "living"),
    ("person", "add", "kota", "Ani", "--role", "team", "--post", "Ketua"),
    ("submit", "kota", "ISSUES", "--agency", "DINKES"),
    ("advance", "kota"),
)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a city's office and a province's. Only to be copied."""
    folder = tmp_path_factory.mktemp("offices")
    issues = folder / "issues.csv"
    issues.write_text(ISSUES, encoding="utf-8")
    for name in ("town", "province"):
        office = Office(folder / name, folder / f"{name}-config")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SMARTFLOW_CONFIG", str(office.config))
            assert main(["init", str(office.root)]) == 0
    town = Office(folder / "town", folder / "town-config")
    for step in STEPS:
        assert town.run(*(str(issues) if word == "ISSUES" else word for word in step)) in (0, 1)
    town.export(folder / "kota.smartflow")
    town.close()
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Return a maker of copies of an office: ``copy("town")``, ``copy("town", "other")``."""
    offices: list[Office] = []

    def one(name: str, called: str = "") -> Office:
        root, config = tmp_path / (called or name), tmp_path / f"{called or name}-config"
        shutil.copytree(made / name, root)
        shutil.copytree(made / f"{name}-config", config)
        offices.append(Office(root, config))
        return offices[-1]

    yield one
    for office in offices:
        office.close()


@pytest.fixture
def town(copy: Callable[..., Office]) -> Office:
    """Return the office of a city with five entries."""
    return copy("town")


@pytest.fixture
def province(copy: Callable[..., Office]) -> Office:
    """Return an office that has no city."""
    return copy("province")


@pytest.fixture
def bundle(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the bundle of the city's five entries."""
    return Path(shutil.copy(made / "kota.smartflow", tmp_path / "kota.smartflow"))
