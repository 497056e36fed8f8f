"""What a dossier knows of its workflow: the titles of the file, and who signs when."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

import smartflow_workflows
from smartflow.workflow.catalogue import Catalogue
from smartflow.workflow.definition import SignOffRequirement, Transition, Workflow
from smartflow.workflow.reference import reference_of


def national() -> Workflow:
    """Return the national workflow."""
    return Catalogue().read(Path(smartflow_workflows.__file__).with_name("masterplan.toml"))


def test_titles_are_those_of_the_file() -> None:
    """Every stage, role and kind of document has its title, and no other has one."""
    workflow = national()
    told = reference_of(workflow, "d" * 64)
    assert (told.key, told.version, told.digest) == ("masterplan", 1, "d" * 64)
    assert dict(told.stage_titles) == {one.key: one.title for one in workflow.stages}
    assert dict(told.role_titles) == {one.key: one.title for one in workflow.roles}
    assert dict(told.record_titles) == {one.key: one.title for one in workflow.records}
    assert told.emblem == workflow.emblem == "coat_of_arms"


def test_who_signs_is_told_for_every_stage() -> None:
    """A stage that nobody signs has nobody."""
    assert dict(reference_of(national(), "").signing) == {
        "issue_analysis": ("team",),
        "swot_tows": ("team",),
        "quick_win_selection": ("team",),
        "masterplan_approval": ("secretary", "council", "head"),
        "approved": (),
        "adopted": (),
    }


def test_a_role_that_signs_on_two_ways_out_is_named_once() -> None:
    """In the order in which the ways name them."""
    needs = [tuple(SignOffRequirement(role) for role in roles) for roles in ("ab", "cb")]
    ways = tuple(Transition("approved", f"to_{n}", sign_offs=n_) for n, n_ in enumerate(needs))
    workflow = replace(national(), transitions=ways)
    assert reference_of(workflow, "").signing["approved"] == ("a", "b", "c")


def test_what_is_told_cannot_be_changed() -> None:
    """A chapter that would, changes nothing for the next one."""
    told = reference_of(national(), "")
    for table in (told.stage_titles, told.role_titles, told.record_titles, told.signing):
        assert not hasattr(table, "__setitem__")
