"""What the tests of many cities share: a workspace, and cities in any stage, made quickly."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.pinned import pinned_workflow
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import FixedClock
from smartflow.journey.register.city_add import city_add
from smartflow.model import City
from smartflow.offices.storage.init import init
from smartflow.regions import all_regions, slug_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# pytest imports tests by path; a module that they share is found here.
sys.path.append(str(Path(__file__).parent))

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return an empty workspace without a key, its clock standing still."""
    clock = FixedClock(NOW)
    init(tmp_path / "kerja", clock=clock, language="id")
    opened = open_workspace(tmp_path / "kerja", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def put_city(workspace: Workspace) -> Callable[..., str]:
    """Add a city and move it into a stage without its gates; return its slug.

    ``put_city(slug, stage="swot_tows", since=date(2026, 9, 1), province=…, code=…, intake=…)``.
    """
    numbers = iter(range(1, 100))

    def put(  # noqa: PLR0913  what a test may say of a city
        slug: str,
        *,
        stage: str = "issue_analysis",
        since: date = date(2026, 11, 10),
        name: str = "",
        province: str = "Sumatera Barat",
        code: str = "",
        intake: int | None = None,
        workflow: str = "masterplan",
    ) -> str:
        code = code or f"13.{next(numbers):02}"
        named = name or f"Kota {slug.title()}"
        before = workspace.clock.moment
        workspace.clock.moment = datetime(since.year, since.month, since.day, 3, tzinfo=UTC)
        city_add(workspace, City(slug, named, "kota", code, province, "WIB", intake), workflow)
        move_to(workspace, slug, stage)
        workspace.clock.moment = before
        return slug

    return put


def move_to(workspace: Workspace, slug: str, stage: str) -> None:
    """Write into a history that a city went on, stage by stage, until it is in ``stage``."""
    workflow = pinned_workflow(read_case(workspace, slug))
    keys = workflow.stage_keys
    for before, after in pairwise(keys):
        if before == stage:
            return
        body = {"result": "moved", "from": before, "to": after, "verdict": "", "dossier": ""}
        perform(workspace, slug, lambda _, b=body: Draft("advance", b, reason="Uji"))


@pytest.fixture
def put_many(workspace: Workspace) -> Callable[[int], tuple[str, ...]]:
    """Add so many cities of the ministry's list, spread over all stages; return their slugs."""
    stages = (
        "issue_analysis",
        "swot_tows",
        "quick_win_selection",
        "masterplan_approval",
        "approved",
    )

    def put(count: int) -> tuple[str, ...]:
        slugs = []
        for number, region in enumerate(all_regions()[:count]):
            city = City(
                slug_of(region),
                region.name,
                region.kind,
                region.code,
                region.province,
                "WIB",
                2017 + number % 8,
            )
            city_add(workspace, city, "masterplan")
            move_to(workspace, city.slug, stages[number % len(stages)])
            slugs.append(city.slug)
        return tuple(slugs)

    return put


@pytest.fixture
def marks(install: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the plugin that kills; return the folder whose files say over which cities."""
    from small_cities import KILLER

    install("pembunuh", KILLER)
    folder = tmp_path / "marks"
    folder.mkdir()
    monkeypatch.setenv("KILLER_MARKS", str(folder))
    return folder
