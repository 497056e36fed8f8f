"""An import registers a whole list or nothing of it, and may be run again whenever it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.journey.register.city_add import city_add
from smartflow.model import City
from smartflow.offices.portfolio.importing.city_list import CityLine, lines_of
from smartflow.offices.portfolio.importing.city_row import Defaults
from smartflow.offices.portfolio.importing.import_cities import (
    NotAProvince,
    import_cities,
    regions_of,
)
from smartflow.offices.portfolio.importing.import_plan import BadCities, ImportPlan, plan_import
from smartflow.regions import all_regions, slug_of

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

WEST = tuple(region for region in all_regions() if region.code.startswith("13."))


def _registered(workspace: Workspace) -> dict[str, str]:
    with workspace.reading() as reading:
        return {city.region_code: city.slug for city in workspace.register(reading).cities}


def _import(
    workspace: Workspace, *lines: CityLine, workflow: str = "", intake: int | None = None
) -> ImportPlan:
    plan = plan_import(workspace, lines, Defaults(workflow, intake))
    import_cities(workspace, plan, lambda _, __: None)
    return plan


def _refused(workspace: Workspace, *lines: CityLine, intake: int | None = None) -> list[str]:
    """Return the faults that are told, one for each line of the message but the first."""
    with pytest.raises(BadCities) as refusal:
        plan_import(workspace, lines, Defaults("", intake))
    return refusal.value.message.en.splitlines()[1:]


def test_all_of_a_province_are_registered_as_the_list_has_them(workspace: Workspace) -> None:
    """Each by an act of its own, in order, and told before it happens."""
    told: list[tuple[int, str]] = []
    plan = plan_import(workspace, lines_of(WEST), Defaults(intake=2024))
    import_cities(workspace, plan, lambda done, city: told.append((done, city.region_code)))
    assert told == [(number, region.code) for number, region in enumerate(WEST)]
    assert _registered(workspace) == {region.code: slug_of(region) for region in WEST}
    assert {one.city.intake for one in plan.cities} == {2024}


def test_a_plan_writes_nothing(workspace: Workspace) -> None:
    """A dry run is the same look at the list, without the acts."""
    assert len(plan_import(workspace, lines_of(WEST), Defaults()).new) == len(WEST)
    assert _registered(workspace) == {}


def test_an_import_that_was_stopped_goes_on(workspace: Workspace) -> None:
    """Whatever was registered by then stays; the same list again registers just the rest."""

    def stop(done: int, _city: City) -> None:
        if done == 3:
            raise KeyboardInterrupt

    plan = plan_import(workspace, lines_of(WEST), Defaults())
    with pytest.raises(KeyboardInterrupt):
        import_cities(workspace, plan, stop)
    assert len(_registered(workspace)) == 3
    again = _import(workspace, *lines_of(WEST))
    assert (len(again.new), len(again.cities)) == (len(WEST) - 3, len(WEST))
    assert len(_registered(workspace)) == len(WEST)
    assert _import(workspace, *lines_of(WEST)).new == ()


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    st.lists(
        st.sampled_from(["13.1", "99.99", "", "13.73", "13.72", "13.02", "x"]),
        min_size=1,
        max_size=8,
    )
)
def test_one_fault_anywhere_keeps_the_whole_list_out(
    workspace: Workspace, codes: list[str]
) -> None:
    """Every faulty row is told by its number, and no other; nothing is registered."""
    lines = [CityLine(number, code) for number, code in enumerate(codes, start=2)]
    good = {"13.73", "13.72", "13.02"}
    faulty = [
        number
        for number, code in enumerate(codes, start=2)
        if code not in good or code in codes[: number - 2]
    ]
    if faulty:
        told = _refused(workspace, *lines)
        assert [int(fault.split(":")[0].removeprefix("- row ")) for fault in told] == faulty
    else:
        assert len(plan_import(workspace, lines, Defaults()).new) == len(lines)
    assert _registered(workspace) == {}


def test_a_repeated_code_slug_or_name_names_the_row_before(workspace: Workspace) -> None:
    """Each of the three by which a city is called belongs to one row."""
    told = _refused(
        workspace,
        CityLine(2, "13.73"),
        CityLine(3, "13,73"),
        CityLine(4, "13.72", slug="sawahlunto"),
        CityLine(5, "13.71", name="Kota Baru"),
        CityLine(6, "13.74", name="kota baru"),
    )
    assert [fault.split(":")[0] for fault in told] == ["- row 3", "- row 4", "- row 6"]
    assert ["in row 2 already" in fault for fault in told[:2]] == [True, True]
    assert "in row 5 already" in told[2]


def test_what_is_there_with_the_same_facts_is_passed_over(workspace: Workspace) -> None:
    """A row that says less, or the same in another spelling, is no contradiction."""
    line = CityLine(2, "13.73", slug="lunto", intake="2019", workflow="masterplan")
    _import(workspace, line)
    for again in (
        line,
        CityLine(2, "13.73"),
        CityLine(2, "1373", name="SAWAHLUNTO"),
        CityLine(2, "13.73", kind="kota", zone="wib", workflow="masterplan@1"),
    ):
        plan = _import(workspace, again)
        assert [(one.state, one.city.slug) for one in plan.cities] == [("there", "lunto")]
    assert _registered(workspace) == {"13.73": "lunto"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (CityLine(2, "13.73", slug="sawah"), "the slug sawahlunto, not sawah"),
        (CityLine(2, "13.73", name="Kota Arang"), "the name Kota Sawahlunto, not Kota Arang"),
        (CityLine(2, "13.73", intake="2020"), "the intake 2019, not 2020"),
        (CityLine(2, "13.73", zone="WIT"), "the time zone WIB, not WIT"),
        (CityLine(2, "13.73", workflow="lain"), "the workflow masterplan, not lain"),
    ],
)
def test_what_is_there_with_other_facts_is_a_fault(
    workspace: Workspace, line: CityLine, words: str
) -> None:
    """An import never changes a city; it says which fact is registered otherwise."""
    _import(workspace, CityLine(2, "13.73"), intake=2019)
    (told,) = _refused(workspace, line)
    assert words in told


def test_a_slug_or_name_that_another_city_has_is_a_fault(workspace: Workspace) -> None:
    """Two regions are never called alike, whichever was there first."""
    city_add(
        workspace, City("solok", "Kota Solok", "kota", "13.72", "Sumatera Barat"), "masterplan"
    )
    (told,) = _refused(workspace, CityLine(2, "13.02"))
    assert "'solok' is taken by Kota Solok" in told
    (told,) = _refused(workspace, CityLine(2, "13.99x"))
    assert [one.city.slug for one in _import(workspace, CityLine(2, "13.02", slug="kab-solok")).new]


def test_an_unknown_workflow_is_a_fault_of_its_row(workspace: Workspace) -> None:
    """Before anything is registered."""
    told = _refused(workspace, CityLine(2, "13.73"), CityLine(3, "13.72", workflow="entah"))
    assert ["entah" in fault for fault in told] == [True]
    assert told[0].startswith("- row 3")


def test_a_slug_is_never_the_key_of_a_dimension(workspace: Workspace) -> None:
    """Where a dimension is called like a region, its slug says the kind; a said one is refused."""
    folder = workspace.root / "workflows"
    folder.mkdir()
    (folder / "lokal.toml").write_text(
        '[workflow]\nkey = "lokal"\nversion = 1\nextends = "masterplan@1"\n'
        'title = { id = "Lokal", en = "Local" }\ndimensions = ["living", "agam"]\n',
        encoding="utf-8",
    )
    plan = plan_import(workspace, [CityLine(2, "13.06")], Defaults("lokal"))
    assert [one.city.slug for one in plan.new] == ["kabupaten-agam"]
    (told,) = _refused(workspace, CityLine(2, "13.73", slug="living"))
    assert "the slug 'living' is the key of a dimension" in told


def test_all_means_the_autonomous_and_a_named_province_means_all_of_it() -> None:
    """508 without the parts of Jakarta, which come only when their province is named."""
    assert len(regions_of(())) == 508
    assert {region.administrative for region in regions_of(())} == {False}
    assert len(regions_of(("DKI Jakarta",))) == 6
    assert regions_of(("13", "Sumatera Barat")) == WEST
    with pytest.raises(NotAProvince) as refusal:
        regions_of(("Sumatra Barat",))
    assert "Did you mean 'Sumatera Barat'" in refusal.value.message.en
