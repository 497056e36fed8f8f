"""What could mislead an auditor: dated back, named twice, pinned to nonsense, hushed up."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from smartflow.casework.casework import Draft, NewerHistory, perform, read_case
from smartflow.casework.people import find_person
from smartflow.clock import FixedClock
from smartflow.errors import IntegrityFailure
from smartflow.journey.answers.answering import Answer
from smartflow.journey.answers.sign_off import NotInRole, sign_off
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.check import check
from smartflow.journey.gate.record import record
from smartflow.journey.gate.send_back import MayNotSendBack, send_back
from smartflow.journey.gate.setting import setting
from smartflow.journey.register.city_add import city_add
from smartflow.journey.register.person_add import PersonUnchanged, SecondSpelling, person_add
from smartflow.journey.register.person_end import person_end
from smartflow.journey.worksheets.nil import nil
from smartflow.journey.worksheets.present import present
from smartflow.journey.worksheets.submit import submit
from smartflow.language import Text
from smartflow.model import City, Person
from smartflow.plugin.objects import Rule
from smartflow.plugin.registry import Origin, Owned
from smartflow.workflow.lint.run import UnsoundWorkflow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.casework.workspace import Workspace
    from smartflow.model import SignOffStatus

SOLOK = City("solok", "Kota Solok", "kota", "13.72", "Sumatera Barat")
TODAY = date(2026, 11, 24)


def team(workspace: Workspace) -> SignOffStatus:
    """Return how the team's sign-off stands, seen by somebody outside of it."""
    workspace.actor_name = ""
    return check(workspace, "kota").verdict.sign_offs[0]


def later(workspace: Workspace, days: int) -> None:
    """Let days pass."""
    assert isinstance(workspace.clock, FixedClock)
    workspace.clock.moment += timedelta(days=days)


# -- sign-offs --------------------------------------------------------------------------------


def test_an_answer_dated_before_its_content_is_recorded_with_both_days(
    workspace: Workspace,
) -> None:
    """Papers are signed before they are typed in: it counts, both days stand, somebody is told."""
    nil(workspace, "kota", "DINKES", "issues")
    workspace.actor_name = "Ani"
    entry = sign_off(workspace, "kota", "team", Answer(day=date(2023, 1, 1)))
    assert (entry.occurred, entry.body["subject_day"]) == (date(2023, 1, 1), TODAY.isoformat())
    assert entry.at.startswith("2026-11-24")
    [trouble] = workspace.troubles
    assert "1 Jan 2023" in trouble.id
    assert team(workspace).entries == (entry.seq,)
    answer = read_case(workspace, "kota").state.sign_offs[-1]
    assert (answer.day, answer.subject_day) == (date(2023, 1, 1), TODAY)
    assert answer.basis == f"claimed by {workspace.system_user()}"


def test_an_answer_of_the_day_is_no_trouble(workspace: Workspace) -> None:
    """Nothing is said where there is nothing to say; a record counts with the day of its entry."""
    record(workspace, "kota", "mou", number="1", day=date(2020, 1, 5), title="Nota")
    workspace.actor_name = "Ani"
    sign_off(workspace, "kota", "team", Answer())
    assert workspace.troubles == []
    sign_off(workspace, "kota", "team", Answer(day=date(2020, 2, 1)))
    assert len(workspace.troubles) == 1


def test_an_acting_official_signs_as_on_paper(workspace: Workspace) -> None:
    """The post in the answer is that of the paper: Plt. stands before it."""
    person_add(workspace, "kota", Person("Cici", ("team",), "Kepala Dinas", status="plt"))
    workspace.actor_name = "Cici"
    entry = sign_off(workspace, "kota", "team", Answer())
    assert entry.body["post"] == entry.actor.post == "Plt. Kepala Dinas"


def test_an_answer_outlives_a_promotion(workspace: Workspace) -> None:
    """Whoever held the role on the day has answered, whatever they became since."""
    workspace.actor_name = "Ani"
    sign_off(workspace, "kota", "team", Answer())
    later(workspace, 3)
    person_add(workspace, "kota", Person("Ani", ("secretary",), "Sekretaris Daerah"))
    assert team(workspace).approved == ("Ani",)
    workspace.actor_name = "Ani"
    with pytest.raises(NotInRole):
        sign_off(workspace, "kota", "team", Answer())
    sign_off(workspace, "kota", "team", Answer(day=TODAY))
    assert team(workspace).approved == ("Ani",)


@pytest.mark.parametrize("how", ["end", "add"])
def test_a_term_that_is_corrected_backwards_takes_its_answers_along(
    workspace: Workspace, how: str
) -> None:
    """An answer given after what turns out to have been the last day does not count."""
    workspace.actor_name = "Ani"
    sign_off(workspace, "kota", "team", Answer())
    later(workspace, 1)
    last = TODAY - timedelta(days=1)
    if how == "end":
        person_end(workspace, "kota", "Ani", until=last)
    else:
        person_add(workspace, "kota", Person("Ani", ("team",), "Ketua Tim", until=last))
    assert team(workspace).approved == ()


def test_a_successor_answers_what_a_predecessor_refused(workspace: Workspace) -> None:
    """A refusal stands while its author is in the role, and after that until somebody approves."""
    person_add(workspace, "kota", Person("Cici", ("team",), "Tim"))
    workspace.actor_name = "Cici"
    sign_off(workspace, "kota", "team", Answer("decline", "Belum lengkap"))
    workspace.actor_name = "Ani"
    sign_off(workspace, "kota", "team", Answer())
    assert (team(workspace).met, team(workspace).declined) == (False, ("Cici: Belum lengkap",))
    person_end(workspace, "kota", "Cici")
    later(workspace, 1)
    assert team(workspace).met
    workspace.actor_name = "Ani"
    sign_off(workspace, "kota", "team", Answer("request_changes", "Perbaiki"))
    assert team(workspace).declined == ("Ani: Perbaiki", "Cici: Belum lengkap")


def test_an_answer_counts_again_when_the_city_returns_to_the_same_content(
    workspace: Workspace,
) -> None:
    """No act voids it; while the city is elsewhere it is an answer to another move."""
    workspace.actor_name = "Ani"
    first = sign_off(workspace, "kota", "team", Answer())
    body = {"result": "moved", "from": "issue_analysis", "to": "swot_tows"}
    perform(workspace, "kota", lambda _: Draft("advance", body))
    assert team(workspace).approved == ()
    workspace.actor_name = "Ani"
    send_back(workspace, "kota", "issue_analysis", reason="sebab")
    assert team(workspace).entries == (first.seq,)
    nil(workspace, "kota", "DINKES", "issues")
    found = team(workspace)
    assert (found.approved, found.outdated) == ((), ("Ani",))


def test_a_presentation_before_its_content_came_in_is_recorded_with_both_days(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """A workshop may come before its sheets; the auditor sees which came first."""
    body = {"result": "moved", "from": "issue_analysis", "to": "swot_tows"}
    perform(workspace, "kota", lambda _: Draft("advance", body))
    early = present(workspace, "kota", "living", by="Ani", day=date(2026, 11, 1))
    assert (early.body["content_day"], workspace.troubles) == ("", [])
    heads = ("dimension", "type", "code", "factor")
    path = table("swot.csv", heads, ("living", "S", "S1", "Tenaga kesehatan cukup di puskesmas"))
    [sent] = submit(workspace, "kota", [path], filler="DINKES")
    assert sent.entry is not None
    entry = present(workspace, "kota", "living", by="Ani", day=date(2026, 11, 1))
    assert (entry.body["content_day"], entry.occurred) == ("2026-11-24", date(2026, 11, 1))
    assert len(workspace.troubles) == 1
    present(workspace, "kota", "living", by="Ani")
    assert len(workspace.troubles) == 1


# -- people -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spelling", ["ANI RÉNÉ, M.T.", "Ani  Re\u0301ne\u0301, M.T.", "Ani\u200b Réné, M.T.\u00a0"]
)
def test_a_spelling_is_no_second_person(workspace: Workspace, spelling: str) -> None:
    """Case, blanks, invisible signs and ways to write an accent name the registered person."""
    person = Person("Ani Réné, M.T.", ("team",), "Tim")
    person_add(workspace, "kota", person)
    state = read_case(workspace, "kota").state
    assert find_person(state, spelling).name == person.name
    with pytest.raises(PersonUnchanged):
        person_add(workspace, "kota", msgspec.structs.replace(person, name=spelling))


@pytest.mark.parametrize("spelling", ["Ani Rene MT", "Ani Rene, MT", "AniRene M.T"])
def test_a_name_that_differs_in_punctuation_only_is_refused(
    workspace: Workspace, spelling: str
) -> None:
    """One person would count twice towards a quorum; the refusal names the registered name."""
    person_add(workspace, "kota", Person("Ani Rene, M.T.", ("team",), "Tim"))
    with pytest.raises(SecondSpelling) as refused:
        person_add(workspace, "kota", Person(spelling, ("team",), "Tim"))
    assert refused.value.hint is not None
    assert "'Ani Rene, M.T.'" in refused.value.hint.en


def test_the_act_of_registering_holds_only_what_was_said(workspace: Workspace) -> None:
    """What stood before is in the entries before, not in the body."""
    entry = person_add(workspace, "kota", Person("Ani", ("team", "head"), "Wali Kota"))
    assert set(entry.body["person"]) == {  # type: ignore[call-overload]
        *("name", "roles", "post", "agencies", "status", "since", "until", "decree", "ssh_key")
    }
    state = read_case(workspace, "kota").state
    assert [tenure.post for tenure in state.people["Ani"].earlier] == ["Ketua Tim"]


# -- what a city is pinned to, and what is not understood --------------------------------------


def workflow(workspace: Workspace, **more: str) -> str:
    """Write a workflow file of two stages and return its key."""
    given = {"rules": '["ISU"]', "worksheets": '["issues"]', "send_back": '["team"]', **more}
    folder = workspace.root / "workflows"
    folder.mkdir(exist_ok=True)
    (folder / "kecil.toml").write_text(
        f"""
[workflow]
key = "kecil"
version = 1
title = {{ id = "Kecil", en = "Small" }}
initial = "issue_analysis"
final = ["selesai"]
[[stage]]
key = "issue_analysis"
title = {{ id = "Isu", en = "Issues" }}
worksheets = {given["worksheets"]}
[[stage]]
key = "selesai"
title = {{ id = "Selesai", en = "Done" }}
[[transition]]
from = "issue_analysis"
to = "selesai"
rules = {given["rules"]}
[[role]]
key = "team"
title = {{ id = "Tim", en = "Team" }}
[send_back]
roles = {given["send_back"]}
""",
        encoding="utf-8",
    )
    return "kecil"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rules": '["XYZ"]'}, "WFL009"),
        ({"rules": '["QWN"]'}, "WFL010"),
        ({"rules": "[]"}, "WFL008"),
        ({"worksheets": '["isu"]'}, "WFL011"),
        ({"send_back": '["tim"]'}, "WFL013"),
    ],
)
def test_no_city_is_pinned_to_an_unsound_workflow(
    workspace: Workspace, change: dict[str, str], code: str
) -> None:
    """What is pinned stays, so the lint's errors are refused, each by its code."""
    with pytest.raises(UnsoundWorkflow, match=code):
        city_add(workspace, SOLOK, workflow(workspace, **change))
    assert city_add(workspace, SOLOK, workflow(workspace)).act == "city_add"


def test_beside_a_blocked_plugin_only_the_shape_is_refused(workspace: Workspace) -> None:
    """Words that are unknown today are warned of: they may be the blocked plugin's."""
    registry = workspace.registry
    first, *others = registry.plugins
    blocked = msgspec.structs.replace(first, state="blocked")
    workspace.__dict__["registry"] = msgspec.structs.replace(registry, plugins=(blocked, *others))
    with pytest.raises(UnsoundWorkflow, match="WFL008"):
        city_add(workspace, SOLOK, workflow(workspace, rules="[]"))
    city_add(workspace, SOLOK, workflow(workspace, rules='["XYZ"]'))
    assert any("WFL009" in trouble.en for trouble in workspace.troubles)


def test_where_no_role_may_send_back_nobody_may(workspace: Workspace) -> None:
    """An empty list is not an open door."""
    city_add(workspace, SOLOK, workflow(workspace, send_back="[]"))
    body = {"result": "moved", "from": "issue_analysis", "to": "selesai"}
    perform(workspace, "solok", lambda _: Draft("advance", body))
    with pytest.raises(MayNotSendBack):
        send_back(workspace, "solok", "issue_analysis", reason="sebab")


def test_nothing_is_built_on_an_act_that_is_not_understood(workspace: Workspace) -> None:
    """A newer engine's act may have changed everything: it is shown, and no more."""
    perform(workspace, "kota", lambda _: Draft("from_the_future", {"x": 1}))
    case = read_case(workspace, "kota")
    assert list(case.state.unknown.values()) == ["from_the_future"]
    for act in (check, advance, lambda w, c: nil(w, c, "DINKES", "issues")):
        with pytest.raises(NewerHistory) as refused:
            act(workspace, "kota")
        assert refused.value.exit_code == 2
    assert read_case(workspace, "kota").head == case.head


def test_a_setting_is_recorded_with_what_it_was(workspace: Workspace) -> None:
    """Both values stand in the entry, with the reason."""
    first = setting(workspace, "kota", "swot_coverage", "0,5", reason="sebab")
    second = setting(workspace, "kota", "swot_coverage", "0.75", reason="sebab lain")
    assert (first.body["value"], second.body["before"], second.body["value"]) == (
        "0.5",
        "0.5",
        "0.75",
    )
    assert second.reason == "sebab lain"


# -- rows that are gone -----------------------------------------------------------------------


def test_a_rule_cannot_hush_up_that_rows_are_gone(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """A rule that catches everything passes; the judgement ends as an integrity failure."""
    heads = ("dimension", "issue", "location", "data", "unit", "year", "source")
    path = table("i.csv", heads, ("living", "Stunting tinggi", "Kota", 1, "orang", 2026, "Dinas"))
    [sent] = submit(workspace, "kota", [path], filler="DINKES")
    assert sent.entry is not None
    parts: Any = sent.entry.body["worksheets"]
    store = sqlite3.connect(workspace.root / workspace.configuration.database)
    store.execute("DELETE FROM blob WHERE digest = ?", (parts[0]["rows"],))
    store.commit()
    store.close()

    def hushing(dossier: Any, settings: object) -> tuple[()]:
        try:
            dossier.rows("issues")
        except Exception:  # noqa: BLE001  what a careless author writes
            return ()
        return ()

    words = Text(id="kata", en="words")
    rule = Rule(
        code="HSH001",
        title=words,
        why=words,
        fix=words,
        message=words,
        stages=("issue_analysis",),
        function=hushing,
    )
    owned = Owned(rule, Origin("hush", "1", "hush"))
    workspace.__dict__["registry"] = msgspec.structs.replace(
        workspace.registry, rules={"HSH001": owned}
    )
    head = read_case(workspace, "kota").head
    for judge in (check, advance):
        with pytest.raises(IntegrityFailure):
            judge(workspace, "kota")
    assert read_case(workspace, "kota").head == head
