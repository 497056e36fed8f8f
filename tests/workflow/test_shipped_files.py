"""The files that SmartFlow ships: what the national programme is, and what a region may change."""

from __future__ import annotations

import msgspec
import pytest

from smartflow.workflow import Catalogue, next_stages
from smartflow.workflow.definition import SignOffRequirement


def test_the_national_stages_stand_in_their_order(shipped: Catalogue) -> None:
    """Six stages, each leading to the next, the last one final."""
    workflow = shipped.find("masterplan@1")
    keys = (
        "issue_analysis",
        "swot_tows",
        "quick_win_selection",
        "masterplan_approval",
        "approved",
        "adopted",
    )
    assert workflow.stage_keys == keys
    assert [next_stages(workflow, key) for key in keys] == [
        *((following,) for following in keys[1:]),
        (),
    ]
    assert (workflow.initial, workflow.final) == ("issue_analysis", ("adopted",))


def test_the_national_gates_ask_what_the_programme_asks(shipped: Catalogue) -> None:
    """Rule families and signatures of every transition."""
    asked = {
        way.to: (" ".join(way.rules), [(s.role, s.quorum) for s in way.sign_offs])
        for way in shipped.find("masterplan").transitions
    }
    assert asked == {
        "swot_tows": ("ISU VOC WSH ORG", [("team", 1)]),
        "quick_win_selection": ("SWT TWS RDY GAP PRS VOC WSH ORG", [("team", 1)]),
        "masterplan_approval": ("QWN PRS WSH ORG", [("team", 1)]),
        "approved": ("MPL ACT RMP ORG WSH", [("secretary", 1), ("council", 1), ("head", 1)]),
        "adopted": ("MPL001", []),
    }


def test_the_national_worksheets_and_presentations(shipped: Catalogue) -> None:
    """Which worksheets end which stage, and what a dimension presents in it."""
    stages = shipped.find("masterplan").stages
    assert {stage.key: stage.worksheets for stage in stages} == {
        "issue_analysis": ("issues",),
        "swot_tows": ("readiness", "swot", "tows", "swot_merged", "tows_merged"),
        "quick_win_selection": ("quick_wins",),
        "masterplan_approval": ("goals", "actions"),
        "approved": (),
        "adopted": (),
    }
    presented = {stage.key: stage.presents for stage in stages}
    assert presented["swot_tows"] == ("swot", "tows")
    assert presented["quick_win_selection"] == ("quick_wins",)


def test_the_national_file_has_no_threshold(shipped: Catalogue) -> None:
    """The programme exists for regions that are not ready, so no score keeps one out."""
    assert [way.minimum_score for way in shipped.find("masterplan").transitions] == [{}] * 5


def test_the_national_words(shipped: Catalogue) -> None:
    """Roles, bodies, kinds of document, who may send back; formats are never required."""
    workflow = shipped.find("masterplan")
    assert [role.key for role in workflow.roles if role.body] == ["council"]
    assert workflow.send_back.roles == ("team", "secretary", "council", "head")
    assert [record.key for record in workflow.records] == [
        "mou",
        "decree_council",
        "decree_team",
        "forum",
        "legal_basis",
        "identity",
        "commitment",
        "coat_of_arms",
        "book",
        "regulation",
    ]
    assert set(workflow.requires) == {"masterplan", *workflow.dimensions}


def test_no_title_says_a_bare_council(shipped: Catalogue) -> None:
    """A bare "Dewan" is the DPRD: the Smart City council is always called by its full name."""
    workflow = shipped.find("masterplan")
    titles = [
        *(stage.title.id for stage in workflow.stages),
        *(role.title.id for role in workflow.roles),
        *(record.title.id for record in workflow.records),
    ]
    assert [t for t in titles if "Dewan" in t and "Dewan Smart City" not in t] == []


def test_the_province_stands_between_selection_and_approval(shipped: Catalogue) -> None:
    """The direct way is closed, and the way through the review asks for the province."""
    workflow = shipped.find("masterplan_provincial_review")
    keys = workflow.stage_keys
    place = keys.index("provincial_review")
    assert keys[place - 1 : place + 2] == (
        "quick_win_selection",
        "provincial_review",
        "masterplan_approval",
    )
    assert workflow.stage("provincial_review").title.id == "Reviu Diskominfo Provinsi"
    assert next_stages(workflow, "quick_win_selection") == ("provincial_review",)
    assert next_stages(workflow, "provincial_review") == ("masterplan_approval",)
    (way,) = workflow.transitions_from("provincial_review")
    assert way.sign_offs == (SignOffRequirement("province", 1),)
    assert workflow.send_back.roles[-1] == "province"


def test_the_review_takes_nothing_else_away(shipped: Catalogue) -> None:
    """Beside its own stage, ways and role the region's workflow is the national one."""
    national = shipped.find("masterplan")
    regional = shipped.find("masterplan_provincial_review")
    ours = {(way.from_, way.to): way for way in regional.transitions}
    kept = [way for way in national.transitions if (way.from_, way.to) in ours]
    assert [ours[way.from_, way.to] for way in kept] == kept
    assert len(kept) == len(national.transitions) - 1
    assert tuple(s for s in regional.stages if s.key != "provincial_review") == national.stages
    assert regional.settings == national.settings


def test_the_selection_is_judged_as_before_when_it_leads_to_the_review(
    shipped: Catalogue,
) -> None:
    """The gate that moved with the way asks for exactly what the removed one asked."""
    (national,) = shipped.find("masterplan").transitions_from("quick_win_selection")
    (regional,) = shipped.find("masterplan_provincial_review").transitions_from(
        "quick_win_selection"
    )
    assert msgspec.structs.replace(regional, to=national.to) == national


@pytest.mark.parametrize("key", ["masterplan", "masterplan_provincial_review"])
def test_every_text_is_in_both_languages(shipped: Catalogue, key: str) -> None:
    """No title is empty in either language."""
    workflow = shipped.find(key)
    titles = [
        workflow.title,
        *(stage.title for stage in workflow.stages),
        *(role.title for role in workflow.roles),
        *(record.title for record in workflow.records),
    ]
    assert [title for title in titles if not (title.id.strip() and title.en.strip())] == []
