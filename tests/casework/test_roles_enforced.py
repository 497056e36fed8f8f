"""Where the workflow names a role, or an act belongs to somebody: every path to it is looked at."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.fillers import UnknownAgency
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import FixedClock
from smartflow.journey.gate.check import check
from smartflow.journey.merging.consolidate import consolidate, consolidation_sheet
from smartflow.journey.register.city_add import city_add
from smartflow.journey.register.person_add import SecondSpelling, person_add
from smartflow.journey.register.person_end import person_end
from smartflow.journey.waivers.approve import waive_approve
from smartflow.journey.waivers.request import PastDay, waive
from smartflow.journey.waivers.waivers import MayNotWaive, NotInPost, Subject, UnknownWaiver
from smartflow.journey.waivers.withdraw import waive_withdraw
from smartflow.journey.worksheets.confirm import NothingToConfirm, worksheet_confirm
from smartflow.journey.worksheets.entry import worksheet_entry
from smartflow.journey.worksheets.submit import ConsolidatedFile, SentByAnother, submit
from smartflow.model import City, Person
from smartflow.offices.storage.init import init

if TYPE_CHECKING:
    from smartflow.clock import Zone

SWOT = ("dimension", "code", "factor")
ISSUES = ("dimension", "issue", "location", "data", "unit", "year", "source")
ROW = ("living", "Antrean", "Kota", "12", "orang", "2025", "Dinkes")
LIVING = Subject(dimension="living")
Table = Callable[..., Path]

STRICT = """
[workflow]
key = "strict"
version = 1
extends = "masterplan@1"

[waiver]
roles = ["head"]
"""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return what a sheet was typed from."""
    path = tmp_path / "foto.jpg"
    path.write_bytes(b"\xff\xd8")
    return path


def strict_city(root: Path, zone: Zone, moment: datetime) -> Workspace:
    """Return a workspace with a city where the head alone approves waivers."""
    clock = FixedClock(moment)
    init(root, clock=clock, language="id")
    (root / "workflows").mkdir(exist_ok=True)
    (root / "workflows" / "strict.toml").write_text(STRICT, encoding="utf-8")
    opened = open_workspace(root, clock=clock)
    city = City("kota", "Kota Contoh", "kota", "13.73", "Provinsi", zone)
    city_add(opened, city, "strict")
    for person in (Person("Ani", ("team",), "Ketua"), Person("Wali", ("head",), "Wali Kota")):
        person_add(opened, "kota", person)
    return opened


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace with such a city, in the morning."""
    opened = strict_city(tmp_path / "tegas", "WIB", datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
    yield opened
    opened.close()


def ask(workspace: Workspace, *, who: str = "Ani", until: date = date(2026, 12, 31)) -> None:
    """Ask for a waiver of ISU001 for one dimension."""
    workspace.actor_name = who
    waive(workspace, "kota", "ISU001", LIVING, reason="sebab", until=until)


# -- what is typed for somebody -------------------------------------------------------------------


def test_a_typed_sheet_is_no_way_around_a_consolidation(
    workspace: Workspace, table: Table, tmp_path: Path, photo: Path
) -> None:
    """What ``submit`` refuses, ``worksheet entry`` refuses: no agency's row gets lost."""
    submit(workspace, "kota", [table("a.csv", SWOT, ("living", "S1", "Baik"))], filler="DINKES")
    sheet = tmp_path / "gabung.xlsx"
    consolidation_sheet(workspace, "kota", "living", sheet, language="id")
    with pytest.raises(ConsolidatedFile):
        worksheet_entry(workspace, "kota", sheet, on_behalf="living", source=photo)
    assert submit(workspace, "kota", [sheet])[0].entry is None
    assert consolidate(workspace, "kota", "living", sheet).entry is not None


def test_an_empty_sheet_wipes_no_decisions(
    workspace: Workspace, table: Table, tmp_path: Path
) -> None:
    """Not even with --replace: what was decided goes through ``consolidate`` or stays."""
    submit(workspace, "kota", [table("a.csv", SWOT, ("living", "S1", "Baik"))], filler="DINKES")
    sheet = tmp_path / "gabung.xlsx"
    consolidation_sheet(workspace, "kota", "living", sheet, language="id")
    consolidate(workspace, "kota", "living", sheet)
    before = read_case(workspace, "kota").state.submissions["swot_merged", "living"]
    empty = table("swot_merged.csv", ("source", "agency", "code", "factor", "decision"))
    (outcome,) = submit(workspace, "kota", [empty], filler="living", replace=True)
    after = read_case(workspace, "kota").state.submissions["swot_merged", "living"]
    assert (outcome.entry, after) == (None, before)


def test_what_was_typed_does_not_silently_replace_what_an_agency_sent(
    workspace: Workspace, table: Table, photo: Path
) -> None:
    """As with ``submit``: somebody else's copy needs --replace; what was typed before does not."""
    workspace.actor_name = "Ani"
    submit(workspace, "kota", [table("a.csv", ISSUES, ROW)], filler="DINKES")
    workspace.actor_name = "Budi"
    typed = table("b.csv", ISSUES, (*ROW[:2], "Desa", *ROW[3:]))
    with pytest.raises(SentByAnother):
        worksheet_entry(workspace, "kota", typed, on_behalf="DINKES", source=photo)
    worksheet_entry(workspace, "kota", typed, on_behalf="DINKES", source=photo, replace=True)
    again = table("c.csv", ISSUES, (*ROW[:2], "Kelurahan", *ROW[3:]))
    workspace.actor_name = "Ani"
    worksheet_entry(workspace, "kota", again, on_behalf="DINKES", source=photo)
    assert not read_case(workspace, "kota").state.submissions["issues", "DINKES"].confirmed


def test_every_filler_can_confirm_what_was_typed_for_it(
    workspace: Workspace, table: Table, photo: Path
) -> None:
    """Not agencies alone: a dimension's sheet is typed on its behalf too. Once, and not twice."""
    typed = table("qw.csv", ("code", "programme", "problem"), ("QW1", "Posyandu", "Antrean"))
    entry, _ = worksheet_entry(workspace, "kota", typed, on_behalf="living", source=photo)
    (part,) = entry.body["worksheets"]  # type: ignore[misc]
    key = str(part["worksheet"])
    assert not read_case(workspace, "kota").state.submissions[key, "living"].confirmed
    made = worksheet_confirm(workspace, "kota", "Smart Living", key)
    assert (made.act, made.body) == ("worksheet_confirm", {"filler": "living", "worksheet": key})
    assert read_case(workspace, "kota").state.submissions[key, "living"].confirmed
    with pytest.raises(NothingToConfirm):
        worksheet_confirm(workspace, "kota", "living", key)
    with pytest.raises(UnknownAgency):
        worksheet_confirm(workspace, "kota", "entah", key)


# -- waivers --------------------------------------------------------------------------------------

SPELLINGS = [
    "ani",
    " ANI  ",
    "A\u200bni",
    "\uff21\uff4e\uff49",
    unicodedata.normalize("NFD", "Ani"),
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_nobody_approves_their_own_request_under_another_spelling(
    spelling: str, workspace: Workspace
) -> None:
    """However ``--as`` or a registration spells it: it is the same person."""
    ask(workspace)
    workspace.actor_name = spelling
    with pytest.raises(MayNotWaive):
        waive_approve(workspace, "kota", "ISU001", LIVING)
    person_add(workspace, "kota", Person(spelling, ("head",), "Wali Kota"))
    with pytest.raises(MayNotWaive):
        waive_approve(workspace, "kota", "ISU001", LIVING)
    assert read_case(workspace, "kota").state.people.keys() == {"Ani", "Budi"}


@pytest.mark.parametrize("spelling", ["Ani.", "A ni", "A.n.i", "Ani,"])
def test_nobody_becomes_two_people_by_a_dot(spelling: str, workspace: Workspace) -> None:
    """A second registration that differs in punctuation alone is refused."""
    with pytest.raises(SecondSpelling):
        person_add(workspace, "kota", Person(spelling, ("head",), "Wali Kota"))


def test_a_role_counts_for_each_act_on_a_waiver(strict: Workspace) -> None:
    """Asking is open to whoever is in post; approving and withdrawing another's is not."""
    ask(strict)
    person_add(strict, "kota", Person("Budi", ("team",), "Anggota"))
    strict.actor_name = "Budi"
    for act in (waive_approve, waive_withdraw):
        with pytest.raises(MayNotWaive):
            act(strict, "kota", "ISU001", LIVING)
    strict.actor_name = "Wali"
    assert waive_approve(strict, "kota", "ISU001", LIVING).actor.role == "head"
    assert waive_withdraw(strict, "kota", "ISU001", LIVING).actor.role == "head"


def test_who_lost_the_role_this_morning_approves_nothing(strict: Workspace) -> None:
    """Of the day of a change both registrations count later; who acts acts as what they are."""
    ask(strict)
    person_add(strict, "kota", Person("Wali", ("team",), "Mantan Wali Kota"))
    strict.actor_name = "Wali"
    with pytest.raises(MayNotWaive):
        waive_approve(strict, "kota", "ISU001", LIVING)


@pytest.mark.parametrize("status", ["plt", "plh"])
def test_an_acting_official_acts_within_the_days_of_the_letter(
    status: str, strict: Workspace
) -> None:
    """Before the first day and after the last one nothing; on both of them everything."""
    ask(strict)
    first, last = date(2026, 11, 25), date(2026, 11, 27)
    acting = Person("Sekda", ("head",), "Wali Kota", status=status, since=first, until=last)
    person_add(strict, "kota", acting)
    strict.actor_name = "Sekda"
    for day in range(24, 30):
        strict.clock = FixedClock(datetime(2026, 11, day, 3, 0, tzinfo=UTC))
        if first.day <= day <= last.day:
            entry = waive_approve(strict, "kota", "ISU001", LIVING)
            assert entry.actor.post.startswith(("Plt. ", "Plh. "))
            waive_withdraw(strict, "kota", "ISU001", LIVING)
            ask(strict)
            strict.actor_name = "Sekda"
            continue
        with pytest.raises(NotInPost):
            waive_approve(strict, "kota", "ISU001", LIVING)


def test_who_has_left_neither_asks_nor_approves_nor_withdraws(strict: Workspace) -> None:
    """Also their own request."""
    ask(strict)
    person_end(strict, "kota", "Ani", until=date(2026, 11, 23))
    strict.actor_name = "Ani"
    with pytest.raises(NotInPost):
        waive_withdraw(strict, "kota", "ISU001", LIVING)
    with pytest.raises(NotInPost):
        ask(strict)


BORDERS = [("WIB", 17), ("WITA", 16), ("WIT", 15)]


@pytest.mark.parametrize(("zone", "hour"), BORDERS)
def test_a_waiver_ends_at_midnight_in_the_citys_zone(zone: Zone, hour: int, tmp_path: Path) -> None:
    """A second before it counts, can be asked for and approved; at midnight none of it."""
    midnight = datetime(2026, 11, 24, hour, 0, tzinfo=UTC)
    workspace = strict_city(tmp_path / zone, zone, midnight - timedelta(seconds=1))
    last = date(2026, 11, 24)

    def standing() -> tuple[str, int]:
        verdict = check(workspace, "kota").verdict
        (waiver,) = verdict.waivers
        return waiver.state, sum(result.status == "waived" for result in verdict.results)

    ask(workspace, until=last)
    assert standing() == ("waiting", 0)
    workspace.actor_name = "Wali"
    waive_approve(workspace, "kota", "ISU001", LIVING)
    assert standing() == ("used", 1)
    workspace.clock = FixedClock(midnight)
    assert standing() == ("lapsed", 0)
    with pytest.raises(UnknownWaiver):
        waive_approve(workspace, "kota", "ISU001", LIVING)
    with pytest.raises(PastDay):
        ask(workspace, until=last)
    workspace.close()


def test_an_approval_by_a_raw_entry_is_judged_by_the_gate(strict: Workspace) -> None:
    """What reached the history past the acts: by who asked, or by who holds no such role."""
    ask(strict)
    request = next(iter(read_case(strict, "kota").state.waivers))
    for who in ("Ani", "Budi"):
        if who == "Budi":
            person_add(strict, "kota", Person("Budi", ("team",), "Anggota"))
        strict.actor_name = who
        perform(strict, "kota", lambda _: Draft("waive_approve", {"waiver": request}))
        assert [one.state for one in check(strict, "kota").verdict.waivers] == ["waiting"]
