"""A city moves to another definition by an act; what was decided before stays under the old one."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kit.toy_workflow import TEAM, toy_workflow

from smartflow.audit.history.timeline import journey_of
from smartflow.audit.replay.replay import replay_city
from smartflow.audit.verify.verify import verify
from smartflow.casework.casework import Draft, perform, read_case, read_history
from smartflow.casework.lookups import EmptyReason
from smartflow.casework.people import UnknownPerson
from smartflow.casework.pinned import pinned_workflow
from smartflow.casework.workspace import open_workspace
from smartflow.clock import FixedClock
from smartflow.journey.answers.answering import Answer
from smartflow.journey.answers.sign_off import sign_off
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.record import record
from smartflow.journey.gate.send_back import send_back
from smartflow.journey.register.city_add import city_add
from smartflow.model import City, Person
from smartflow.offices.storage.init import init
from smartflow.workshop.workflows.migrate import (
    MayNotMigrate,
    Migrated,
    MigrationNeedsPlugins,
    MigrationRefused,
    workflow_migrate,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from smartflow.casework.workspace import Workspace

CLOCK = FixedClock(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
CITIES = (
    City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"),
    City("solok", "Kota Solok", "kota", "13.72", "Provinsi"),
)
BASE = toy_workflow(
    {"awal": ("Awal", "Start"), "tengah": ("Tengah", "Middle"), "akhir": ("Akhir", "End")},
    dict.fromkeys(
        [("awal", "tengah"), ("tengah", "akhir")],
        'sign_offs = [{ role = "team", quorum = 1 }]',
    ),
    TEAM
    + """
[[role]]
key = "head"
title = { id = "Kepala", en = "Head" }

[[record]]
key = "mou"
title = { id = "Nota", en = "Memorandum" }

[send_back]
roles = ["team"]
""",
)
NEXT = '[workflow]\nkey = "kecil"\nversion = 2\nextends = "kecil@1"\n'
RENAMED = BASE.replace("version = 1", "version = 3").replace('"tengah"', '"pertengahan"')
BROKEN = NEXT.replace("version = 2", "version = 4") + (
    '[[transition]]\nfrom = "awal"\nto = "tengah"\nremove = true\n'
)
LAST_WAY = """
[[transition]]
from = "tengah"
to = "akhir"
sign_offs = [{ role = "team", quorum = 1 }]
"""
FINAL = (
    BASE.replace("version = 1", "version = 5")
    .replace('final = ["akhir"]', 'final = ["akhir", "tengah"]')
    .replace(LAST_WAY, "")
)
OTHERS = NEXT.replace("version = 2", "version = 6") + '[[plugin]]\nname = "tidak_ada"\n'
GUARDED = NEXT.replace("version = 2", "version = 7") + '[migrate]\nroles = ["head"]\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace with two cities; the first has moved once and stands in ``tengah``."""
    home = tmp_path / "rumah"
    init(tmp_path / "kerja", clock=CLOCK, language="id", config_folder=home)
    folder = tmp_path / "kerja" / "workflows"
    folder.mkdir()
    changed = NEXT + (
        '[[transition]]\nfrom = "tengah"\nto = "akhir"\n'
        'sign_offs = [{ role = "team", quorum = 2 }]\n'
    )
    files = (BASE, changed, RENAMED, BROKEN, FINAL, OTHERS, GUARDED)
    for number, text in enumerate(files, start=1):
        (folder / f"kecil{number}.toml").write_text(text, encoding="utf-8")
    opened = open_workspace(tmp_path / "kerja", clock=CLOCK, config_folder=home)
    for city in CITIES:
        city_add(opened, city, "kecil@1")
        for name in ("Ani", "Budi"):
            person = Person(name, ("team",), "Anggota")
            perform(opened, city.slug, lambda _, one=person: Draft("person_add", {"person": one}))
    as_(opened, "Ani", lambda: sign_off(opened, "kota", "team", Answer()))
    as_(opened, "Budi", lambda: advance(opened, "kota"))
    record(opened, "kota", "mou", number="1", day=CLOCK.now().date(), title="Nota")
    as_(opened, "Ani", lambda: sign_off(opened, "kota", "team", Answer()))
    yield opened
    opened.close()


def as_(workspace: Workspace, name: str, do: Callable[[], object]) -> object:
    """Do something in somebody's name."""
    workspace.actor_name = name
    try:
        return do()
    finally:
        workspace.actor_name = ""


def migrate(workspace: Workspace, to: str, city: str = "kota", **more: Any) -> Migrated:
    """Move one city, or look only."""
    more = {"reason": "Perwali baru", "renamed": {}, **more}
    (one,) = workflow_migrate(workspace, [city], to, **more)
    return one


def codes(one: Migrated) -> set[str]:
    """Return the codes of what was remarked."""
    assert one.plan is not None
    return {remark.code for remark in one.plan.remarks}


def test_a_city_moves_and_what_was_decided_stays(workspace: Workspace) -> None:
    """The pin is the new one, its blob is there, and every decision is made again the same."""
    before = replay_city(workspace, "kota").decisions
    done = migrate(workspace, "kecil@2")
    assert done.entry is not None
    assert (done.entry.act, done.entry.reason) == ("workflow_migrate", "Perwali baru")
    case = read_case(workspace, "kota")
    assert (case.state.workflow.version, case.state.stage) == (2, "tengah")
    assert pinned_workflow(case).transitions_from("tengah")[0].sign_offs[0].quorum == 2
    assert verify(workspace, every=True).findings == ()
    after = replay_city(workspace, "kota").decisions
    assert [one.identical for one in after[: len(before)]] == [True] * len(before)
    assert read_case(workspace, "solok").state.workflow.version == 1


def test_the_approvals_of_the_present_stage_lapse(workspace: Workspace) -> None:
    """They are bound to the old definition: named beforehand, and not counted afterwards."""
    looked = migrate(workspace, "kecil@2", dry_run=True)
    assert "answers-lapse" in codes(looked)
    assert looked.plan is not None
    assert any("quorum" in text.en or "2 people" in text.en for text in looked.plan.changes)
    migrate(workspace, "kecil@2")
    assert not as_budi(workspace)
    for name in ("Ani", "Budi"):
        as_(workspace, name, lambda: sign_off(workspace, "kota", "team", Answer()))
    assert advance(workspace, "kota").examined.verdict.met


def as_budi(workspace: Workspace) -> bool:
    """Say whether Budi may advance the city."""
    done: Any = as_(workspace, "Budi", lambda: advance(workspace, "kota", dry_run=True))
    return bool(done.examined.verdict.met)


def test_a_renamed_stage_keeps_what_belongs_to_it(workspace: Workspace) -> None:
    """Documents, moves and the journey are those of the stage under its new name."""
    assert codes(migrate(workspace, "kecil@3", dry_run=True)) >= {"stage-missing"}
    migrate(workspace, "kecil@3", renamed={"tengah": "pertengahan"})
    case = read_case(workspace, "kota")
    assert case.state.stage == "pertengahan"
    assert [one.stage for one in case.state.records] == ["pertengahan"]
    journey = journey_of(case, pinned_workflow(case), read_history(workspace, "kota").entries)
    assert [stay.stage.key for stay in journey.stays] == ["awal", "pertengahan"]
    as_(workspace, "Ani", lambda: send_back(workspace, "kota", "awal", reason="x"))
    assert replay_city(workspace, "kota").decisions[0].identical
    assert verify(workspace, every=True).findings == ()


@pytest.mark.parametrize(
    ("to", "renamed", "code", "kind"),
    [
        ("kecil@3", {}, "stage-missing", MigrationRefused),
        ("kecil@3", {"tengah": "entah"}, "stage-missing", MigrationRefused),
        ("kecil@2", {"entah": "awal"}, "unknown-stage", MigrationRefused),
        ("kecil@3", {"tengah": "pertengahan", "akhir": "entah"}, "stage-kept", MigrationRefused),
        ("kecil@3", {"tengah": "akhir"}, "gate-skipped", MigrationRefused),
        ("kecil@2", {"tengah": "akhir"}, "stage-kept", MigrationRefused),
        ("kecil@1", {"tengah": "akhir"}, "stage-kept", MigrationRefused),
        ("kecil@4", {}, "WFL", MigrationRefused),
        ("kecil@5", {}, "final-differs", MigrationRefused),
        ("kecil@6", {}, "plugin-not-allowed", MigrationNeedsPlugins),
    ],
)
def test_what_cannot_be_is_refused_alike_dry_and_done(
    workspace: Workspace, to: str, renamed: dict[str, str], code: str, kind: type[Exception]
) -> None:
    """One validator: the same remarks, the same error, and nothing is written."""
    before = read_case(workspace, "kota").head
    dry = migrate(workspace, to, renamed=renamed, dry_run=True)
    done = migrate(workspace, to, renamed=renamed)
    assert (type(dry.error), type(done.error)) == (kind, kind)
    assert codes(dry) == codes(done)
    assert any(one.startswith(code) for one in codes(done))
    assert read_case(workspace, "kota").head == before


def test_the_same_definition_is_no_act(workspace: Workspace) -> None:
    """Nothing to do is no error, and no entry."""
    before = read_case(workspace, "kota").head
    one = migrate(workspace, "kecil@1")
    assert (one.entry, one.error) == (None, None)
    assert one.plan is not None
    assert one.plan.unchanged
    assert read_case(workspace, "kota").head == before
    with pytest.raises(EmptyReason):
        migrate(workspace, "kecil@2", reason=" ")


def test_one_city_that_is_refused_stops_no_other(workspace: Workspace) -> None:
    """Each is an act of its own; the first has been in a stage that the new version renames."""
    done = workflow_migrate(
        workspace, ["kota", "entah", "solok"], "kecil@3", reason="x", renamed={}
    )
    assert [(one.city, one.error is None) for one in done] == [
        ("kota", False),
        ("entah", False),
        ("solok", True),
    ]
    assert read_case(workspace, "solok").state.workflow.version == 3


def test_whom_the_old_definition_names_may_do_it(workspace: Workspace) -> None:
    """The role is asked for by the definition that is left, and stands in the entry."""
    migrate(workspace, "kecil@7")
    assert isinstance(migrate(workspace, "kecil@2").error, MayNotMigrate)
    refused: Any = as_(workspace, "Ani", lambda: migrate(workspace, "kecil@2", dry_run=True))
    assert isinstance(refused.error, MayNotMigrate)
    head = Person("Rina", ("head",), "Wali Kota")
    perform(workspace, "kota", lambda _: Draft("person_add", {"person": head}))
    done: Any = as_(workspace, "Rina", lambda: migrate(workspace, "kecil@2"))
    assert done.entry.actor.role == "head"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.sampled_from(["kecil@1", "kecil@2", "kecil@7"]), max_size=5))
def test_back_and_forth_leaves_a_whole_history(workspace: Workspace, order: list[str]) -> None:
    """Whatever the order, verify finds nothing and the first decisions stay the same."""
    for to in order:
        plain = migrate(workspace, to)
        assert plain.error is None or isinstance(plain.error, MayNotMigrate)
    assert verify(workspace).findings == ()
    assert replay_city(workspace, "kota").decisions[0].identical


def test_a_dry_run_asks_who_acts(workspace: Workspace) -> None:
    """Somebody whom the city does not know is refused when looking as when acting."""
    refused: Any = as_(workspace, "Entah", lambda: migrate(workspace, "kecil@2", dry_run=True))
    assert isinstance(refused.error, UnknownPerson)


PLACES = {"awal": 0, "tengah": 1, "pertengahan": 1, "akhir": 2}
NUMBERS = count(100)
MIDDLE = """
[[stage]]
key = "tengah"
remove = true
[[stage]]
key = "pertengahan"
after = "awal"
title = { id = "Pertengahan", en = "Halfway" }
[[transition]]
from = "awal"
to = "tengah"
remove = true
[[transition]]
from = "tengah"
to = "akhir"
remove = true
[[transition]]
from = "awal"
to = "pertengahan"
[[transition]]
from = "pertengahan"
to = "akhir"
"""
PARTS = st.sampled_from(
    (
        '[[stage]]\nkey = "awal"\ndue_days = 9\n',
        '[[role]]\nkey = "head"\nremove = true\n',
        '[[plugin]]\nname = "tidak_ada"\n',
        '[[stage]]\nkey = "buntu"\ntitle = { id = "Buntu", en = "Dead end" }\n',
    )
)
PLAIN_PAIRS: tuple[dict[str, str], ...] = ({}, {"tengah": "pertengahan"}, {"pertengahan": "tengah"})
PAIRS = st.sampled_from(PLAIN_PAIRS) | st.dictionaries(
    st.sampled_from(list(PLACES)), st.sampled_from(list(PLACES)), max_size=2
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=st.sets(PARTS, max_size=2), middle=st.booleans(), renamed=PAIRS)
def test_what_is_seen_dry_is_what_is_done(
    workspace: Workspace, parts: set[str], *, middle: bool, renamed: dict[str, str]
) -> None:
    """Of any derived definition: one plan, one answer; a refusal writes nothing; no gate is passed.

    The city is the same throughout, so that each example begins where the one before has led.
    """
    number = next(NUMBERS)
    text = NEXT.replace("version = 2", f"version = {number}") + "".join(sorted(parts))
    file = workspace.root / "workflows" / f"kecil{number}.toml"
    file.write_text(text + (MIDDLE if middle else ""), encoding="utf-8")
    before = read_case(workspace, "kota")
    dry = migrate(workspace, f"kecil@{number}", renamed=renamed, dry_run=True)
    done = migrate(workspace, f"kecil@{number}", renamed=renamed)
    after = read_case(workspace, "kota")
    assert (dry.plan, type(dry.error)) == (done.plan, type(done.error))
    if done.entry is None:
        assert after.head == before.head
    else:
        assert done.plan is not None
        assert (after.state.workflow, after.state.stage) == (done.plan.after, done.plan.stage)
        assert PLACES[after.state.stage] <= PLACES[before.state.stage]
    assert replay_city(workspace, "kota").decisions[0].identical
    assert verify(workspace).findings == ()
