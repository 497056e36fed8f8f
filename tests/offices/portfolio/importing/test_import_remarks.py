"""What is true of all cities of an import is said once, and before anything is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from smartflow.model import City
from smartflow.offices.portfolio.importing.city_list import CityLine, lines_of
from smartflow.offices.portfolio.importing.city_row import Defaults, judge_row
from smartflow.offices.portfolio.importing.import_cities import import_cities, regions_of
from smartflow.offices.portfolio.importing.import_plan import BadCities, ImportPlan, plan_import
from smartflow.offices.portfolio.importing.import_remarks import (
    BadDefaults,
    intake_fault,
    intake_remarks,
    kept_remarks,
)
from smartflow.workflow.catalogue import UnknownWorkflow

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

ALL = lines_of(regions_of(()))


def _import(workspace: Workspace, *lines: CityLine, intake: int | None = None) -> ImportPlan:
    plan = plan_import(workspace, lines, Defaults(intake=intake))
    import_cities(workspace, plan, lambda _, __: None)
    return plan


def _city(slug: str, intake: int | None) -> City:
    return City(slug, f"Kota {slug}", "kota", "13.73", "Sumatera Barat", intake=intake)


@pytest.mark.parametrize("intake", [24, 1990, 2016, 9999])
def test_an_intake_for_all_rows_that_cannot_be_is_one_sentence(
    workspace: Workspace, intake: int
) -> None:
    """A slip in one option is not 508 faults, and what was meant by it stands in the hint."""
    with pytest.raises(BadDefaults) as refusal:
        plan_import(workspace, ALL, Defaults(intake=intake))
    assert str(refusal.value.message.en).count("cannot be") == 1
    assert "\n" not in refusal.value.message.id
    assert refusal.value.hint is not None
    assert "--intake 2" in refusal.value.hint.en


def test_a_workflow_for_all_rows_that_is_not_known_is_one_sentence(workspace: Workspace) -> None:
    """The refusal is that of any command that names a workflow."""
    with pytest.raises(UnknownWorkflow) as refusal:
        plan_import(workspace, ALL, Defaults(workflow="masterplam"))
    assert "\n" not in refusal.value.message.en


def test_a_row_of_a_year_far_ahead_is_a_fault_of_that_row(workspace: Workspace) -> None:
    """2204 for 2024 would stand in the history for good; next year may be planned for."""
    year = workspace.clock.now().year
    with pytest.raises(BadCities) as refusal:
        plan_import(
            workspace,
            (CityLine(2, "13.73", intake=str(year + 1)), CityLine(3, "13.72", intake="2204")),
            Defaults(),
        )
    assert [line[:7] for line in refusal.value.message.en.splitlines()[1:]] == ["- row 3"]


def test_the_years_that_can_be_are_those_of_the_programme() -> None:
    """From the first year to the last, both among them."""
    possible = [year for year in range(1900, 2300) if intake_fault(year, 2027) is None]
    assert possible == list(range(2017, 2028))


def test_the_intake_of_the_command_contradicts_no_city_that_is_there(workspace: Workspace) -> None:
    """It is for rows that do not say one, so the others are imported and one remark is made."""
    _import(workspace, CityLine(2, "13.73", intake="2019"))
    plan = _import(workspace, CityLine(2, "13.73"), CityLine(3, "13.72"), intake=2024)
    assert [(one.state, one.city.intake) for one in plan.cities] == [("there", 2019), ("new", 2024)]
    assert [("13.7" in told.en, "Kota Sawahlunto: 2019" in told.en) for told in plan.warnings] == [
        (False, True)
    ]
    again = _import(workspace, CityLine(2, "13.73", intake="2019"), intake=2024)
    assert again.warnings == ()


def test_whoever_gives_no_intake_hears_of_it_once_before_it_is_too_late(
    workspace: Workspace,
) -> None:
    """No command changes an intake later; one remark counts the cities that have none."""
    plan = plan_import(workspace, ALL, Defaults())
    assert [str(len(ALL)) in told.en for told in plan.warnings] == [True]
    assert plan_import(workspace, ALL, Defaults(intake=2024)).warnings == ()


def test_remarks_count_the_cities_that_they_are_about() -> None:
    """Those that have a year, or the same year, are none of them."""
    cities = [_city("a", None), _city("b", 2019), _city("c", 2024)]
    assert ["1 of the cities (such as Kota a)" in one.en for one in intake_remarks(cities)] == [
        True
    ]
    assert intake_remarks(cities[1:]) == ()
    (told,) = kept_remarks(cities, Defaults(intake=2024))
    assert told.id.startswith("2 kabupaten/kota sudah terdaftar")
    assert kept_remarks(cities, Defaults()) == ()
    assert kept_remarks(cities[2:], Defaults(intake=2024)) == ()


def test_a_name_of_its_own_is_said_to_be_recorded_as_it_stands() -> None:
    """Whoever abbreviates a name learns what stands in the history, and how to have the other."""
    judged = judge_row(CityLine(2, "13.74", "Kota Pdg Panjang"), Defaults())
    assert judged.city.name == "Kota Pdg Panjang"
    assert [
        ("'Kota Pdg Panjang' is recorded" in told.en, "Kota Padang Panjang" in told.en)
        for told in judged.warnings
    ] == [(True, True)]
    assert judge_row(CityLine(2, "13.74", "KOTA PADANGPANJANG"), Defaults()).warnings == ()
