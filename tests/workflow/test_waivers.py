"""Waivers in a gate: whom they cover, how long, approved by whom, and which are told of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.language import Text
from smartflow.model import Dossier, Person, PluginRef, Result, Waiver
from smartflow.workflow import WaiverApproval, Workflow
from smartflow.workflow.waivers import is_approved, waive

MakeDossier = Callable[..., Dossier]

AS_OF = date(2026, 3, 1)
WORDS = Text.same("x")
PARTS = ("", "A", "B")
QUICK = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

results = st.builds(
    Result,
    rule=st.sampled_from(["ISU001", "ISU002"]),
    status=st.sampled_from(["pass", "fail", "warn", "not_applicable", "error"]),
    severity=st.just("error"),
    title=st.just(WORDS),
    message=st.just(WORDS),
    fix=st.just(WORDS),
    plugin=st.just(PluginRef("basics", "1.0")),
    dimension=st.sampled_from(PARTS),
    agency=st.sampled_from(PARTS),
    row=st.sampled_from(PARTS),
)
waivers = st.builds(
    Waiver,
    rule=st.sampled_from(["ISU001", "ISU002", "ISU"]),
    reason=st.just("because"),
    until=st.integers(-2, 2).map(lambda days: AS_OF + timedelta(days=days)),
    requested_by=st.sampled_from(["Ani", "Budi"]),
    entry=st.integers(1, 50),
    agency=st.sampled_from(PARTS),
    dimension=st.sampled_from(PARTS),
    row=st.sampled_from(PARTS),
    approved_by=st.sampled_from(["", "Ani", "Budi"]),
)
many_results = st.lists(results, max_size=5).map(tuple)
many_waivers = st.lists(waivers, max_size=4, unique_by=lambda one: one.entry).map(tuple)


def excused(result: Result, waiver: Waiver, day: date) -> bool:
    """Say, as one would on paper, whether a waiver excuses a finding on a day."""
    if result.status != "fail" or result.rule != waiver.rule:
        return False
    if waiver.approved_by in ("", waiver.requested_by) or day > waiver.until:
        return False
    if waiver.agency and waiver.agency != result.agency:
        return False
    if waiver.dimension and waiver.dimension != result.dimension:
        return False
    return not waiver.row or waiver.row == result.row


@QUICK
@given(found=many_results, granted=many_waivers)
def test_what_is_waived_is_what_a_reader_would_excuse(
    short: Workflow,
    make_dossier: MakeDossier,
    found: tuple[Result, ...],
    granted: tuple[Waiver, ...],
) -> None:
    """A finding is waived if one waiver excuses it; nothing else of any result changes."""
    after, _ = waive(found, short, make_dossier(waivers=granted, as_of=AS_OF))
    for before, now in zip(found, after, strict=True):
        by = [one for one in granted if excused(before, one, AS_OF)]
        assert (now.status == "waived") == bool(by)
        assert now.waiver in ({one.entry for one in by} if by else {0})
        assert msgspec.structs.replace(now, status=before.status, waiver=0) == before


@QUICK
@given(found=many_results, granted=many_waivers)
def test_an_error_stays_an_error_and_no_pass_is_touched(
    short: Workflow,
    make_dossier: MakeDossier,
    found: tuple[Result, ...],
    granted: tuple[Waiver, ...],
) -> None:
    """Only what failed can be waived, whatever was granted."""
    after, _ = waive(found, short, make_dossier(waivers=granted))
    assert [a for b, a in zip(found, after, strict=True) if b.status != "fail"] == [
        b for b in found if b.status != "fail"
    ]


@QUICK
@given(found=many_results, granted=many_waivers)
def test_the_day_after_the_last_is_as_if_there_were_none(
    short: Workflow,
    make_dossier: MakeDossier,
    found: tuple[Result, ...],
    granted: tuple[Waiver, ...],
) -> None:
    """When every waiver has passed its last day, the results are those without any waiver."""
    after = max((one.until for one in granted), default=AS_OF) + timedelta(days=1)
    lapsed, told = waive(found, short, make_dossier(waivers=granted, as_of=after))
    assert lapsed == waive(found, short, make_dossier(as_of=after))[0]
    assert {one.state for one in told} <= {"lapsed"}


@QUICK
@given(found=many_results, granted=many_waivers, order=st.randoms())
def test_the_order_of_waivers_does_not_matter(
    short: Workflow,
    make_dossier: MakeDossier,
    found: tuple[Result, ...],
    granted: tuple[Waiver, ...],
    order: Any,
) -> None:
    """However the waivers stand, the same findings are waived by the same ones, told alike."""
    shuffled = list(granted)
    order.shuffle(shuffled)
    assert waive(found, short, make_dossier(waivers=tuple(shuffled))) == waive(
        found, short, make_dossier(waivers=granted)
    )


FOUND = Result(
    rule="ISU001",
    status="fail",
    severity="error",
    title=WORDS,
    message=WORDS,
    fix=WORDS,
    plugin=PluginRef("basics", "1.0"),
    agency="DINKES",
)


def a_waiver(**more: Any) -> Waiver:
    """Return an approved waiver of ISU001 whose last day is the day of the verdict."""
    given: dict[str, Any] = {
        "rule": "ISU001",
        "reason": "because",
        "until": AS_OF,
        "requested_by": "Ani",
        "approved_by": "Budi",
        "approved_on": AS_OF,
        "entry": 3,
        "approval": 4,
        **more,
    }
    return Waiver(**given)


@pytest.mark.parametrize(
    ("change", "state", "covers"),
    [
        ({}, "used", 1),
        ({"agency": "DLH"}, "unused", 0),
        ({"rule": "SWT001"}, "unused", 0),
        ({"approved_by": ""}, "waiting", 1),
        ({"approved_by": "Ani"}, "waiting", 1),
        ({"until": date(2026, 2, 28)}, "lapsed", 0),
        ({"until": date(2026, 2, 28), "approved_by": ""}, "lapsed", 0),
    ],
)
def test_every_waiver_is_told_with_how_it_stands(
    short: Workflow, make_dossier: MakeDossier, change: dict[str, Any], state: str, covers: int
) -> None:
    """None is passed over in silence: used, unused, waiting (and for how much) or lapsed."""
    waiver = a_waiver(**change)
    _, (told,) = waive([FOUND], short, make_dossier(waivers=(waiver,), as_of=AS_OF))
    assert (told.state, told.covers) == (state, covers)
    assert (told.subject, told.until, told.reason, told.requested_by, told.approved_by) == (
        waiver.subject,
        waiver.until.isoformat(),
        waiver.reason,
        waiver.requested_by,
        waiver.approved_by,
    )


def test_of_several_the_one_that_lasts_longest_is_named(
    short: Workflow, make_dossier: MakeDossier
) -> None:
    """A finding names one waiver, and all that cover it count as used."""
    later = a_waiver(entry=5, agency="DINKES", until=AS_OF + timedelta(days=9))
    dossier = make_dossier(waivers=(later, a_waiver(), a_waiver(entry=6)))
    (result,), told = waive([FOUND], short, dossier)
    assert result.waiver == 5
    assert [(one.entry, one.state) for one in told] == [(3, "used"), (5, "used"), (6, "used")]


BUDI = Person("Budi", ("council",), "Anggota", until=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("roles", "change", "expected"),
    [
        ((), {}, "approved"),
        (("council",), {"approved_on": date(2026, 2, 1)}, "approved"),
        (("team", "council"), {"approved_on": date(2026, 2, 1)}, "approved"),
        (("council",), {"approved_on": date(2026, 2, 2)}, "not"),
        (("team",), {"approved_on": date(2026, 2, 1)}, "not"),
        (("council",), {"approved_on": None}, "not"),
        (("council",), {"approved_by": "Entah", "approved_on": date(2026, 2, 1)}, "not"),
        ((), {"approved_by": "Ani"}, "not"),
    ],
)
def test_a_role_that_the_workflow_names_is_asked_of_who_approved(
    short: Workflow, roles: tuple[str, ...], change: dict[str, Any], expected: str
) -> None:
    """The gate itself looks: in the role, on the day of the approval, and never who asked."""
    workflow = msgspec.structs.replace(short, waiver=WaiverApproval(roles))
    assert is_approved(a_waiver(**change), workflow, (BUDI,)) is (expected == "approved")


@QUICK
@given(found=many_results, granted=many_waivers)
def test_each_waiver_is_told_once_and_stands_in_one_way(
    found: tuple[Result, ...],
    granted: tuple[Waiver, ...],
    short: Workflow,
    make_dossier: MakeDossier,
) -> None:
    """Lapsed, waiting, used or unused: none is passed over in silence, and none is two of them."""
    _, told = waive(found, short, make_dossier(as_of=AS_OF, waivers=granted))
    assert [one.entry for one in told] == sorted(one.entry for one in granted)
    by_entry = {one.entry: one for one in granted}
    for status in told:
        waiver = by_entry[status.entry]
        twin = msgspec.structs.replace(waiver, until=AS_OF, approved_by="Cici")
        fitting = sum(excused(result, twin, AS_OF) for result in found)
        if waiver.until < AS_OF:
            expected = ("lapsed", 0)
        elif waiver.approved_by in ("", waiver.requested_by):
            expected = ("waiting", fitting)
        else:
            expected = ("used" if fitting else "unused", fitting)
        assert (status.state, status.covers) == expected
