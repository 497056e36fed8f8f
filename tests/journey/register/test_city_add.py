"""Tests of the act city_add: a city is there whole, once, and pinned."""

from __future__ import annotations

import msgspec
import pytest

from smartflow.casework.casework import read_case
from smartflow.casework.cities import registered_cities, store_log
from smartflow.casework.pinned import pinned_workflow
from smartflow.casework.workspace import Workspace
from smartflow.history.entries.entry import decode_entry
from smartflow.journey.register.city_add import BadCity, CityExists, city_add
from smartflow.journey.register.time_zones import zone_of
from smartflow.model import City
from smartflow.workflow.catalogue import UnknownWorkflow
from smartflow.workflow.digests import digest

OTHER = City("solok", "Kota Solok", "kota", "13.72", "Sumatera Barat")


def test_the_city_and_its_note_are_written_together(workspace: Workspace) -> None:
    """The city's log begins with city_add, and the store log notes where it is."""
    entry = city_add(workspace, OTHER, "masterplan")
    case = read_case(workspace, "solok")
    assert (entry.seq, entry.act, case.head.seq) == (1, "city_add", 1)
    assert case.state.city == OTHER
    assert pinned_workflow(case).initial == case.state.stage
    assert digest(pinned_workflow(case)) == case.state.workflow.digest
    with workspace.store.read() as reading:
        log = store_log(reading)
        acts = [decode_entry(content).act for content in reading.entries(log)]
        assert [city.slug for city in registered_cities(reading)] == ["kota", "solok"]
    assert acts == ["init", "city_register", "city_register"]
    assert case.log == f"{log}/13.72"


@pytest.mark.parametrize(
    "changes",
    [
        {"slug": "Solok"},
        {"slug": "1solok"},
        {"slug": "living"},
        {"region_code": "1372"},
        {"region_code": "13.7"},
        {"kind": "desa"},
        {"name": "  "},
        {"province": ""},
        {"intake": 2010},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    changes: dict[str, object], workspace: Workspace
) -> None:
    """Slug, code, kind, name, province and intake must be well formed."""
    with pytest.raises(BadCity):
        city_add(workspace, msgspec.structs.replace(OTHER, **changes), "masterplan")
    with workspace.store.read() as reading:
        assert [city.slug for city in registered_cities(reading)] == ["kota"]


@pytest.mark.parametrize(
    "changes", [{"slug": "kota"}, {"name": "kota contoh"}, {"region_code": "13.73"}]
)
def test_slug_name_and_code_are_taken_once(
    changes: dict[str, object], workspace: Workspace
) -> None:
    """No two cities of a store can be meant by the same word."""
    with pytest.raises(CityExists):
        city_add(workspace, msgspec.structs.replace(OTHER, **changes), "masterplan")


def test_an_unknown_workflow_is_refused(workspace: Workspace) -> None:
    """A city is pinned to a workflow that exists."""
    with pytest.raises(UnknownWorkflow):
        city_add(workspace, OTHER, "entah")


@pytest.mark.parametrize(
    ("code", "zone"),
    [("13.73", "WIB"), ("61.71", "WIB"), ("51.71", "WITA"), ("64.72", "WITA"), ("94.71", "WIT")],
)
def test_the_zone_follows_the_province(code: str, zone: str) -> None:
    """Sumatera Barat and Kalimantan Barat are WIB, Bali and Kalimantan Timur WITA, Papua WIT."""
    assert zone_of(code) == zone
