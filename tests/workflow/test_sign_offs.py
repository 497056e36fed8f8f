"""Sign-offs: whose answer counts, for what, and until when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.language import Text
from smartflow.model import City, Decision, Dossier, Person, SignOff, SignOffStatus, WorkflowRef
from smartflow.workflow import (
    Role,
    SignOffRequirement,
    Transition,
    Workflow,
    quorum_gaps,
    sign_off_status,
)
from smartflow.workflow.sign_offs import Bound

WAY = Transition(from_="draft", to="done")
NOW = Bound(WAY, subject="now", workflow="flow")

Answer = Callable[..., SignOff]
MakeDossier = Callable[..., Dossier]


def status(
    workflow: Workflow, dossier: Dossier, role: str = "team", quorum: int = 1, bound: Bound = NOW
) -> SignOffStatus:
    """Say how a sign-off stands."""
    return sign_off_status(SignOffRequirement(role, quorum), workflow, dossier, bound)


def test_one_approval_meets_a_quorum_of_one(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """The plain case, with the role's title."""
    dossier = make_dossier(sign_offs=(make_answer("Ani", "flow"),))
    found = status(short, dossier)
    assert (found.approved, found.met, found.title.id) == (("Ani",), True, "Tim Pelaksana")


def test_a_quorum_counts_people_not_answers(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """Approving twice is approving once."""
    answers = (make_answer("Ani", "flow"), make_answer("Ani", "flow", entry=2))
    assert not status(short, make_dossier(sign_offs=answers), quorum=2).met
    more = (*answers, make_answer("Budi", "flow", entry=3))
    found = status(short, make_dossier(sign_offs=more), quorum=2)
    assert (found.approved, found.met) == (("Ani", "Budi"), True)


@pytest.mark.parametrize("change", [{"subject": "before"}, {"workflow": "older"}])
def test_an_approval_of_something_else_is_outdated(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer, change: dict[str, str]
) -> None:
    """When the subject or the workflow has changed, the answer is listed and does not count."""
    answer = msgspec.structs.replace(make_answer("Ani", "flow"), **change)
    found = status(short, make_dossier(sign_offs=(answer,)))
    assert (found.approved, found.outdated, found.met) == ((), ("Ani",), False)


def test_an_answer_to_another_move_is_no_answer(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """Another stage, another target and another role are not looked at."""
    answers = (
        make_answer("Ani", "flow", stage="other"),
        make_answer("Ani", "flow", to="other", entry=2),
        make_answer("Ani", "flow", role="council", entry=3),
    )
    found = status(short, make_dossier(sign_offs=answers))
    assert (found.approved, found.outdated, found.declined) == ((), (), ())


@pytest.mark.parametrize("answer", ["decline", "request_changes"])
def test_a_refusal_keeps_it_unmet_until_it_is_changed(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer, answer: str
) -> None:
    """Others' approvals do not outvote it; the same person's newer approval ends it."""
    answers = (
        make_answer("Ani", "flow"),
        make_answer("Budi", "flow", answer=answer, reason="bobot salah", entry=2),
    )
    found = status(short, make_dossier(sign_offs=answers))
    assert (found.approved, found.declined, found.met) == (("Ani",), ("Budi: bobot salah",), False)
    changed = (*answers, make_answer("Budi", "flow", entry=3))
    found = status(short, make_dossier(sign_offs=changed))
    assert (found.approved, found.declined, found.met) == (("Ani", "Budi"), (), True)


def test_a_refusal_of_what_has_changed_since_is_over(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """Mending what was complained about opens the way for a new answer by anybody."""
    answers = (
        make_answer("Budi", "flow", answer="request_changes", subject="before"),
        make_answer("Ani", "flow", entry=2),
    )
    found = status(short, make_dossier(sign_offs=answers))
    assert (found.declined, found.met) == ((), True)


def test_a_newer_answer_replaces_an_approval(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """Only the newest answer counts, even where an older one was for what is there now."""
    answers = (make_answer("Ani", "flow"), make_answer("Ani", "flow", subject="other", entry=2))
    found = status(short, make_dossier(sign_offs=answers))
    assert (found.approved, found.outdated) == ((), ("Ani",))


def test_the_mover_does_not_count(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """Whoever advances needs somebody else's approval."""
    bound = msgspec.structs.replace(NOW, mover="Ani")
    dossier = make_dossier(sign_offs=(make_answer("Ani", "flow"),))
    assert not status(short, dossier, bound=bound).met
    both = make_dossier(sign_offs=(*dossier.sign_offs, make_answer("Budi", "flow", entry=2)))
    found = status(short, both, bound=bound)
    assert (found.approved, found.met) == (("Budi",), True)


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (None, None, True),
        (date(2026, 2, 1), date(2026, 2, 1), True),
        (date(2026, 2, 2), None, False),
        (None, date(2026, 1, 31), False),
    ],
)
def test_the_role_must_be_held_on_the_day_of_the_answer(  # noqa: PLR0913  as the table above
    short: Workflow,
    make_dossier: MakeDossier,
    make_answer: Answer,
    since: date | None,
    until: date | None,
    counts: bool,  # noqa: FBT001  a column of the table above
) -> None:
    """An acting official's answer counts from the first day to the last, both inclusive."""
    person = Person("Ani", ("team",), "Plt. Kepala Dinas", since=since, until=until)
    dossier = make_dossier(people=(person,), sign_offs=(make_answer("Ani", "flow"),))
    assert status(short, dossier).met == counts


def test_leaving_the_post_later_does_not_undo_an_answer(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """What counts is the day of the answer, not today."""
    person = Person("Ani", ("team",), "post", until=date(2026, 2, 10))
    dossier = make_dossier(people=(person,), sign_offs=(make_answer("Ani", "flow"),))
    assert dossier.people_in("team") == ()
    assert status(short, dossier).met


def test_somebody_without_the_role_does_not_count(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """Neither another role's holder nor a stranger."""
    answers = (make_answer("Cici", "flow"), make_answer("Dedi", "flow", entry=2))
    found = status(short, make_dossier(sign_offs=answers))
    assert (found.approved, found.outdated, found.met) == ((), (), False)


def a_decision(**more: Any) -> Decision:
    """Return the council's approval of what is there now."""
    given: dict[str, Any] = {
        "body": "council",
        "outcome": "approve",
        "present": 14,
        "members": 20,
        "day": date(2026, 2, 1),
        "number": "BA-1",
        "file": "f",
        "stage": "draft",
        "to": WAY.to,
        "subject": "now",
        "workflow": "flow",
        "entry": 7,
        **more,
    }
    return Decision(**given)


def test_a_decision_satisfies_its_body(short: Workflow, make_dossier: MakeDossier) -> None:
    """The minutes stand for the quorum, whatever it is, and are named by their entry."""
    found = status(short, make_dossier(decisions=(a_decision(),)), "council", quorum=5)
    assert (found.met, found.decision) == (True, 7)


@pytest.mark.parametrize(
    ("change", "outdated", "declined"),
    [
        ({"subject": "before"}, ("BA-1",), ()),
        ({"workflow": "older"}, ("BA-1",), ()),
        ({"stage": "other"}, (), ()),
        ({"to": "other"}, (), ()),
        ({"body": "board"}, (), ()),
        ({"outcome": "decline"}, (), ("BA-1",)),
    ],
)
def test_a_decision_about_something_else_does_not(
    short: Workflow,
    make_dossier: MakeDossier,
    change: dict[str, str],
    outdated: tuple[str, ...],
    declined: tuple[str, ...],
) -> None:
    """Another subject, workflow, stage, move or body, or another outcome."""
    dossier = make_dossier(decisions=(a_decision(**change),))
    found = status(short, dossier, "council")
    assert (found.met, found.decision) == (False, 0)
    assert (found.outdated, found.declined) == (outdated, declined)


@pytest.mark.parametrize(("present", "met"), [(4, False), (5, True)])
def test_minutes_speak_for_no_more_than_were_there(
    short: Workflow,
    make_dossier: MakeDossier,
    present: int,
    met: bool,  # noqa: FBT001  a column of the table above
) -> None:
    """A meeting of fewer members than must approve satisfies nothing, and the verdict says why."""
    dossier = make_dossier(decisions=(a_decision(present=present),))
    found = status(short, dossier, "council", quorum=5)
    assert (found.met, found.declined) == (met, () if met else ("BA-1 (4/5)",))


@pytest.mark.parametrize(("first", "second"), [("approve", "decline"), ("decline", "approve")])
def test_the_newest_decision_is_the_bodys_word(
    short: Workflow, make_dossier: MakeDossier, first: str, second: str
) -> None:
    """A second meeting overrules the first."""
    decisions = (a_decision(outcome=first, entry=7), a_decision(outcome=second, entry=9))
    found = status(short, make_dossier(decisions=decisions), "council")
    assert found.met == (second == "approve")


@pytest.mark.parametrize(("entry", "met"), [(3, True), (9, False)])
def test_a_body_has_heard_its_members(
    short: Workflow,
    make_dossier: MakeDossier,
    make_answer: Answer,
    entry: int,
    met: bool,  # noqa: FBT001  a column of the table above
) -> None:
    """A member's refusal before the meeting is overruled by it, one after the meeting is not."""
    refusal = make_answer("Cici", "flow", role="council", answer="decline", entry=entry)
    dossier = make_dossier(sign_offs=(refusal,), decisions=(a_decision(),))
    found = status(short, dossier, "council")
    assert (found.met, found.declined) == (met, () if met else ("Cici",))


def test_minutes_without_a_number_are_named_by_their_body(
    short: Workflow, make_dossier: MakeDossier
) -> None:
    """A decline is never listed as an empty word."""
    dossier = make_dossier(decisions=(a_decision(outcome="decline", number=""),))
    assert status(short, dossier, "council").declined == ("council",)


@pytest.mark.parametrize("quorum", [0, -1])
def test_a_quorum_of_nobody_opens_nothing(
    short: Workflow, make_dossier: MakeDossier, quorum: int
) -> None:
    """A file whose quorum is below one fails closed, linted or not."""
    assert not status(short, make_dossier(), quorum=quorum).met


@pytest.mark.parametrize(
    ("quorum", "body", "day", "expected"),
    [
        (2, False, date(2026, 3, 1), []),
        (3, False, date(2026, 3, 1), [("team", 2)]),
        (2, False, date(2027, 1, 1), [("team", 1)]),
        (3, True, date(2026, 3, 1), []),
    ],
)
def test_a_quorum_beyond_the_registered_people_is_told(
    make_workflow: Callable[..., Workflow],
    quorum: int,
    body: bool,  # noqa: FBT001  a column of the table above
    day: date,
    expected: list[tuple[str, int]],
) -> None:
    """Only people in their post on the day count; a body can decide in a meeting instead."""
    people = (
        Person("Ani", ("team",), "post", until=date(2026, 12, 31)),
        Person("Budi", ("team", "team", "head"), "post"),
        Person("Cici", ("council",), "post"),
    )
    way = Transition(from_="a", to="b", sign_offs=(SignOffRequirement("team", quorum),))
    title = make_workflow("a", "b").roles[0].title
    workflow = make_workflow("a", "b", transitions=(way,), roles=(Role("team", title, body),))
    gaps = quorum_gaps(workflow, people, day)
    assert [(gap.requirement.role, gap.people) for gap in gaps] == expected


PEOPLE = ("Ani", "Budi", "Cici")
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(["approve", "decline", "request_changes"]),
        st.sampled_from(["now", "before"]),
        st.sampled_from(["flow", "older"]),
        st.sampled_from(["team", "council"]),
    ),
    max_size=8,
)


def twin(
    answers: Sequence[SignOff], people: Sequence[Person], quorum: int, mover: str
) -> tuple[set[str], bool]:
    """Count slowly: for each person walk all answers in time and keep the last one."""
    approving: set[str] = set()
    refused = False
    for person in people:
        last = None
        for answer in sorted(answers, key=lambda a: a.entry):
            if answer.person == person.name and answer.role == "team":
                last = answer
        if last is None or "team" not in person.roles:
            continue
        if (last.subject, last.workflow) != ("now", "flow"):
            continue
        if last.answer != "approve":
            refused = True
        elif person.name != mover:
            approving.add(person.name)
    return approving, len(approving) >= quorum and not refused


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=ANSWERS,
    quorum=st.integers(1, 3),
    mover=st.sampled_from(["", *PEOPLE]),
    shuffled=st.randoms(use_true_random=False),
)
def test_counting_agrees_with_its_naive_twin_in_any_order(  # noqa: PLR0913  what is drawn, and the world
    short: Workflow,
    make_dossier: MakeDossier,
    make_answer: Answer,
    drawn: list[tuple[str, str, str, str, str]],
    quorum: int,
    mover: str,
    shuffled: Any,
) -> None:
    """However many answers there are and however they are ordered, both count alike."""
    answers = [
        make_answer(name, flow, answer=said, subject=subject, role=role, entry=number)
        for number, (name, said, subject, flow, role) in enumerate(drawn, 1)
    ]
    people = make_dossier().people
    expected = twin(answers, people, quorum, mover)
    shuffled.shuffle(answers)
    bound = msgspec.structs.replace(NOW, mover=mover)
    found = status(short, make_dossier(sign_offs=tuple(answers)), quorum=quorum, bound=bound)
    assert (set(found.approved), found.met) == expected
    assert list(found.approved) == sorted(found.approved)
    by_entry = {answer.entry: answer.person for answer in answers}
    assert tuple(by_entry[entry] for entry in found.entries) == found.approved


# -- signatures -----------------------------------------------------------------------------------

SIGNED = SignOffRequirement("team", 1, signed=True)


def signed_status(
    workflow: Workflow, dossier: Dossier, quorum: int = 1, bound: Bound = NOW, **more: Any
) -> SignOffStatus:
    """Say how a sign-off stands that asks for signatures."""
    requirement = msgspec.structs.replace(SIGNED, quorum=quorum, **more)
    return sign_off_status(requirement, workflow, dossier, bound)


def test_where_signatures_are_asked_for_only_a_signed_approval_counts(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """The gate does not trust the act: an approval without a key is named and does not count."""
    claimed = make_answer("Ani", "flow")
    found = signed_status(short, make_dossier(sign_offs=(claimed,)))
    assert (found.approved, found.unsigned, found.met) == ((), ("Ani",), False)
    proved = make_answer("Budi", "flow", entry=2, key="SHA256:b")
    found = signed_status(short, make_dossier(sign_offs=(claimed, proved)))
    assert (found.approved, found.unsigned, found.met) == (("Budi",), ("Ani",), True)
    assert (found.signed, found.entries) == (True, (2,))


def test_a_later_claim_takes_the_place_of_a_signature(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """Only the newest answer is looked at, signed or not: never more lenient than without keys."""
    answers = (
        make_answer("Ani", "flow", key="SHA256:a"),
        make_answer("Ani", "flow", entry=2),
    )
    found = signed_status(short, make_dossier(sign_offs=answers))
    assert (found.approved, found.unsigned, found.met) == ((), ("Ani",), False)


def test_one_key_is_one_person(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """A quorum of two is not two names with one key."""
    answers = (
        make_answer("Ani", "flow", entry=2, key="SHA256:a"),
        make_answer("Budi", "flow", entry=1, key="SHA256:a"),
    )
    found = signed_status(short, make_dossier(sign_offs=answers), quorum=2)
    assert (found.approved, found.met) == (("Budi",), False)
    other = msgspec.structs.replace(answers[0], key="SHA256:c")
    assert signed_status(short, make_dossier(sign_offs=(other, answers[1])), quorum=2).met


def test_a_refusal_counts_without_a_signature(
    short: Workflow, make_dossier: MakeDossier, make_answer: Answer
) -> None:
    """It can only keep a gate shut."""
    answers = (
        make_answer("Ani", "flow", key="SHA256:a"),
        make_answer("Budi", "flow", entry=2, answer="decline", reason="belum"),
    )
    found = signed_status(short, make_dossier(sign_offs=answers))
    assert (found.met, found.declined) == (False, ("Budi: belum",))


def minutes_of(outcome: str) -> Decision:
    """Return a body's decision on what is there now."""
    return Decision(
        body="team", outcome=outcome, present=3, members=5, day=date(2026, 2, 1), number="BA-1",
        file="", stage="draft", subject="now", workflow="flow", entry=9, to="done",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "entry"), [({}, 0), ({"minutes": True}, 9), ({"signed": False}, 9)]
)
def test_minutes_stand_in_for_signatures_only_where_the_workflow_says_so(
    short: Workflow, make_dossier: MakeDossier, more: dict[str, bool], entry: int
) -> None:
    """A body's ``decide`` is a paper like any other; its refusal counts in any case."""
    body = msgspec.structs.replace(
        short, roles=tuple(msgspec.structs.replace(role, body=True) for role in short.roles)
    )
    found = signed_status(body, make_dossier(decisions=(minutes_of("approve"),)), **more)
    assert (found.met, found.decision, found.body) == (entry > 0, entry, entry > 0)
    refused = signed_status(body, make_dossier(decisions=(minutes_of("decline"),)), **more)
    assert (refused.met, refused.declined) == (False, ("BA-1",))


def test_a_body_that_must_sign_needs_people(short: Workflow) -> None:
    """A quorum of a body whose minutes do not count is compared with who is registered."""
    (way,) = short.transitions
    people = (Person("Ani", ("team",), "Ketua"),)

    def gaps(**more: bool) -> list[int]:
        asked = (SignOffRequirement("team", 2, **more),)
        flow = msgspec.structs.replace(
            short,
            transitions=(msgspec.structs.replace(way, sign_offs=asked),),
            roles=tuple(msgspec.structs.replace(role, body=True) for role in short.roles),
        )
        return [gap.people for gap in quorum_gaps(flow, people, date(2026, 2, 1))]

    assert (gaps(signed=True), gaps(signed=True, minutes=True), gaps()) == ([1], [], [])


@given(st.data())
def test_asking_for_signatures_never_opens_a_gate(data: st.DataObject) -> None:
    """Whatever the answers: what is met with signatures is met without asking for them."""
    flow, answers = data.draw(_FLOW), data.draw(st.lists(_ANSWER, max_size=6))
    numbered = [msgspec.structs.replace(one, entry=at) for at, one in enumerate(answers, 1)]
    people = tuple(Person(name, ("team",), "J") for name in ("Ani", "Budi", "Cici"))
    dossier = _dossier(people, tuple(numbered))
    quorum = data.draw(st.integers(1, 3))
    asked = SignOffRequirement("team", quorum, signed=True)
    strict = sign_off_status(asked, flow, dossier, NOW)
    loose = sign_off_status(SignOffRequirement("team", quorum), flow, dossier, NOW)
    assert loose.met or not strict.met
    keys = {one.key for one in numbered if one.entry in strict.entries}
    assert "" not in keys
    assert len(keys) == len(strict.entries)


_FLOW = st.just(
    Workflow(
        key="short",
        version=1,
        title=Text.same("Short"),
        initial="draft",
        final=("done",),
        transitions=(WAY,),
        roles=(Role("team", Text.same("Team")),),
    )
)
_ANSWER = st.builds(
    SignOff,
    role=st.just("team"),
    person=st.sampled_from(["Ani", "Budi", "Cici"]),
    post=st.just("J"),
    answer=st.sampled_from(["approve", "decline"]),
    stage=st.just("draft"),
    to=st.just("done"),
    subject=st.sampled_from(["now", "before"]),
    workflow=st.just("flow"),
    day=st.just(date(2026, 2, 1)),
    entry=st.just(0),
    key=st.sampled_from(["", "SHA256:a", "SHA256:b", "SHA256:c"]),
)


def _dossier(people: tuple[Person, ...], answers: tuple[SignOff, ...]) -> Dossier:
    return Dossier(
        city=City("kota", "Kota", "kota", "13.73", "P"),
        stage="draft",
        as_of=date(2026, 3, 1),
        workflow=WorkflowRef("short", 1, "flow", ("draft", "done"), ("done",), {}),
        settings={},
        dimensions=(),
        worksheet_types={},
        people=people,
        sign_offs=answers,
    )
