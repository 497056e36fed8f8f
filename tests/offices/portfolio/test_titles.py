"""Results hold keys; whoever shows them finds the words in the workflows of the cities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import read_case
from smartflow.casework.pinned import pinned_workflow
from smartflow.language import Text
from smartflow.offices.portfolio import titles
from smartflow.offices.portfolio.running.results import CityResult
from smartflow.offices.portfolio.titles import titles_in, titles_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from smartflow.casework.workspace import Workspace


def _result(slug: str, stage: str = "issue_analysis", *roles: str) -> CityResult:
    return CityResult(slug, slug, "13.01", "", stage, "", "not_met", 1, sign_offs=roles)


def test_titles_are_those_of_the_workflow_of_the_city(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """Every stage and role of it, in both languages."""
    put_city("padang")
    workflow = pinned_workflow(read_case(workspace, "padang"))
    found = titles_of(workspace, [_result("padang")])
    assert found.stages == {stage.key: stage.title for stage in workflow.stages}
    assert found.roles == {role.key: role.title for role in workflow.roles}
    assert found.role("team") == next(r.title for r in workflow.roles if r.key == "team")


def test_many_cities_of_one_workflow_cost_one_of_them(
    workspace: Workspace, put_city: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """508 cities are told by reading one history."""
    slugs = [put_city(slug, stage="swot_tows") for slug in ("agam", "padang", "solok")]
    read: list[str] = []
    monkeypatch.setattr(
        titles, "read_case", lambda where, slug: read.append(slug) or read_case(where, slug)
    )
    titles_of(workspace, [_result(slug, "swot_tows", "team") for slug in slugs])
    assert read == ["agam"]


def test_what_nobody_knows_keeps_its_key(workspace: Workspace) -> None:
    """A city that cannot be read hides no line, and an unknown key is shown as it is."""
    found = titles_of(workspace, [_result("hilang", "entah")])
    assert found.stage("entah") == Text.same("entah")
    assert found.role("entah") == Text.same("entah")
    assert found.stage("") == Text.same("")


def test_of_two_titles_for_one_key_the_first_counts(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """As on the board, where a stage that two workflows share is one stage."""
    put_city("padang")
    first = pinned_workflow(read_case(workspace, "padang"))
    stages = tuple(msgspec.structs.replace(one, title=Text.same("lain")) for one in first.stages)
    second = msgspec.structs.replace(first, version=2, stages=stages)
    assert titles_in((first, second)) == titles_in((first,))
    assert titles_in((second, first)) != titles_in((first,))
