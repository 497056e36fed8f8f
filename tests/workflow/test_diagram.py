"""The picture: valid Mermaid whatever the titles say, each stage once."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.language import Text
from smartflow.workflow import (
    Catalogue,
    SignOffRequirement,
    Skip,
    Stage,
    Transition,
    UnknownStage,
    Workflow,
    mermaid,
)

LINE = re.compile(
    r"""^(?:
        ---|title:\ ".*"|stateDiagram-v2
        |\ {4}state\ "[^"]*"\ as\ \w+
        |\ {4}(?:\[\*\]|\w+)\ -->\ (?:\[\*\]|\w+)
        |\ {4}note\ right\ of\ \w+|\ {8}[^:;{}"<>]*(?:\#\d+;[^:;{}"<>]*)*|\ {4}end\ note
        |\ {4}%%\ .*|\ {4}classDef\ current\ .*|\ {4}class\ \w+\ current
    )$""",
    re.VERBOSE,
)


def parsed(source: str) -> dict[str, list[str]]:
    """Read the diagram line by line, as Mermaid's grammar would; fail on any other line."""
    assert source.endswith("\n")
    lines = source.splitlines()
    assert [line for line in lines if not LINE.match(line)] == []
    notes = [line.strip() for line in lines if line.startswith("    note right of")]
    assert len(notes) == len([line for line in lines if line == "    end note"])
    return {
        "stages": re.findall(r'^ {4}state "[^"]*" as (\w+)$', source, re.MULTILINE),
        "arrows": re.findall(r"^ {4}(\S+ --> \S+)$", source, re.MULTILINE),
        "notes": notes,
        "current": re.findall(r"^ {4}class (\w+) current$", source, re.MULTILINE),
    }


@pytest.mark.parametrize("key", ["masterplan", "masterplan_provincial_review"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_shipped_workflow_is_drawn_whole(shipped: Catalogue, key: str, language: str) -> None:
    """Each stage once, each transition once, start and end, one note per gate."""
    workflow = shipped.find(key)
    drawn = parsed(mermaid(workflow, "id" if language == "id" else "en", "swot_tows"))
    assert drawn["stages"] == list(workflow.stage_keys)
    assert sorted(drawn["arrows"]) == sorted(
        [
            f"[*] --> {workflow.initial}",
            *(f"{way.from_} --> {way.to}" for way in workflow.transitions),
            "adopted --> [*]",
        ]
    )
    assert len(drawn["notes"]) == len(workflow.transitions)
    assert drawn["current"] == ["swot_tows"]


def test_titles_follow_the_language(shipped: Catalogue) -> None:
    """Indonesian by request, English by request, never mixed."""
    workflow = shipped.find("masterplan")
    assert 'state "Analisis isu daerah" as issue_analysis' in mermaid(workflow, "id")
    english = mermaid(workflow, "en")
    assert 'state "Issue analysis" as issue_analysis' in english
    assert "ketentuan" not in english


def test_nothing_is_highlighted_without_a_current_stage(shipped: Catalogue) -> None:
    """A plain diagram has no class."""
    assert "class" not in mermaid(shipped.find("masterplan"), "en")


def test_an_unknown_current_stage_is_refused(shipped: Catalogue) -> None:
    """A slip in the stage is not drawn over."""
    with pytest.raises(UnknownStage):
        mermaid(shipped.find("masterplan"), "id", "swot")


def test_a_gate_is_told_in_full(make_workflow: Callable[..., Workflow]) -> None:
    """Rules, what is left out, signatures with their quorum, and least scores."""
    way = Transition(
        from_="a",
        to="b",
        rules=("ISU", "ORG001"),
        skip=(Skip("ISU002", Text.same("x")),),
        sign_offs=(SignOffRequirement("team", 2),),
        minimum_score={"readiness.living": Decimal("60.50")},
    )
    source = mermaid(make_workflow("a", "b", transitions=(way,)), "en")
    lines = [line.strip() for line in source.splitlines()]
    start = lines.index("note right of a")
    assert lines[start + 1 : start + 6] == [
        "Gate to B#58;",
        "rules ISU, ORG001",
        "without ISU002",
        "sign-off Team (2)",
        "least score readiness.living = 60.5",
    ]


def test_a_stage_named_like_a_word_of_mermaid_is_renamed(
    make_workflow: Callable[..., Workflow],
) -> None:
    """A stage ``end`` would close a note; it is drawn under another identifier."""
    drawn = parsed(mermaid(make_workflow("state", "end"), "en", "end"))
    assert drawn["stages"] == ["stage_state", "stage_end"]
    assert drawn["current"] == ["stage_end"]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=30), role=st.text(max_size=10))
def test_no_title_breaks_the_diagram(
    make_workflow: Callable[..., Workflow], title: str, role: str
) -> None:
    """Quotes, line ends, colons, ``end note``: each title stays inside its place."""
    stages = (Stage("a", Text.same(title)), Stage("b", Text.same(title)))
    ways = (Transition(from_="a", to="b", sign_offs=(SignOffRequirement(role),)),)
    workflow = make_workflow("a", "b", stages=stages, transitions=ways, title=Text.same(title))
    drawn = parsed(mermaid(workflow, "id"))
    assert drawn["stages"] == ["a", "b"]
    assert drawn["notes"] == ["note right of a"]


def test_words_that_would_close_a_note_do_not(make_workflow: Callable[..., Workflow]) -> None:
    """``end note`` as a role's title is shown, not obeyed."""
    ways = (Transition(from_="a", to="b", sign_offs=(SignOffRequirement("end note"),)),)
    source = mermaid(make_workflow("a", "b", transitions=ways), "en")
    assert source.count("end note") == 2
    assert "sign-off end note (1)" in source
