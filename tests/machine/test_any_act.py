"""Any acts in any order: verification and replay hold, and whatever is changed is found.

One signed workspace with two cities, a witness outside, two desks that have it open, and rules for
every act and for what goes wrong around them. After each step the history is verified and folded;
at the end it is verified with every checkpoint that was ever handed out and what the witness
remembers, by the auditor's own program too, every decision is made again, one change to a copy is
found, and the witness follows no copy that was put back.

``SMARTFLOW_MACHINE=20`` runs twenty times as many examples with longer runs (some minutes)::

    SMARTFLOW_MACHINE=20 python -m pytest tests/machine -k any_order
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from machine_any_act import AnyAct
from machine_attacks import ATTACKS
from machine_script import SCRIPT, play

from smartflow.history.acts import ACT_TYPES

TIMES = int(os.environ.get("SMARTFLOW_MACHINE", "1"))

AnyAct.TestCase.settings = settings(
    max_examples=20 * TIMES,
    stateful_step_count=40 if TIMES == 1 else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestAnyOrder = AnyAct.TestCase


@pytest.fixture(scope="module")
def played() -> Iterator[AnyAct]:
    """Return a machine that has done every act once, not yet judged."""
    machine = AnyAct()
    play(machine)
    machine.cover_everything()
    yield machine
    machine.store = ""
    machine.teardown()


ELSEWHERE = {"bundle_import"}
"""It needs a second office that records: tests/offices/bundle has that, with its own attacks."""


def rules() -> set[str]:
    """Return the names of everything that a run may call."""
    state = AnyAct.setup_state()
    return {one.function.__name__ for one in (*state.rules, *state.initializers)}


def test_the_machine_can_do_every_act(played: AnyAct) -> None:
    """Every act of the fold and of the store log happens, by rules that any run may call."""
    assert played.done == set(ACT_TYPES) - ELSEWHERE
    assert {name for name, _ in SCRIPT} <= rules()


def test_every_rule_is_tried_by_hand() -> None:
    """The script calls every rule, so that a rule that can never do anything would show."""
    named = {name for name, _ in SCRIPT}
    assert rules() - named == {"answer", "attach", "register"}, "these are called by others"


def test_the_run_by_hand_is_judged(played: AnyAct) -> None:
    """All that is judged at the end of any run, the copy that was put back among it."""
    played.judge()
    assert played.judged == {"copy put back"}


@pytest.mark.parametrize("name", ATTACKS)
def test_every_single_change_is_found(played: AnyAct, name: str) -> None:
    """At many places of every kind of change."""
    for place in range(0, 200, 19):
        played.attack_a_copy(name, place)
