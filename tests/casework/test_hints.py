"""Refusals name the right next step: the known city, near names, words that a shell takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smartflow.casework.casework import read_case
from smartflow.casework.fillers import find_agency, find_dimension, workflow_dimensions
from smartflow.casework.lookups import UnknownWorksheet, find_worksheet, knowing_city
from smartflow.casework.people import UnknownPerson, find_person
from smartflow.casework.pinned import pinned_workflow
from smartflow.command import Command
from smartflow.errors import BadInput, SmartflowError
from smartflow.journey.gate.setting import setting
from smartflow.journey.register.city_add import city_add
from smartflow.journey.register.person_add import person_add
from smartflow.journey.register.person_end import person_end
from smartflow.journey.worksheets.nil import nil
from smartflow.journey.worksheets.submit import NothingToSubmit, submit
from smartflow.journey.worksheets.template import worksheet_template
from smartflow.language import Text
from smartflow.model import City, Person

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace


def hint(error: SmartflowError) -> str:
    """Return the Indonesian hint of a refusal."""
    assert error.hint is not None
    return error.hint.id


def test_a_refusal_from_below_gets_the_city() -> None:
    """A floor that knows no city leaves it open in the command, and it is filled on the way up."""
    listing = Command.of("setting list {city}")
    with pytest.raises(BadInput) as caught, knowing_city("kota-a"):
        raise BadInput(Text.same("x"), Text(id="Lihat", en="See"), command=listing)
    assert caught.value.command == Command(("setting", "list", "kota-a"))
    assert caught.value.hint == Text(
        id="Lihat: smartflow setting list kota-a", en="See: smartflow setting list kota-a"
    )


def test_a_refusal_that_names_no_command_stays_as_it_is() -> None:
    """What a sentence says is never rewritten, whatever it looks like."""
    with pytest.raises(BadInput) as caught, knowing_city("kota-a"):
        raise BadInput(Text.same("x"), Text.same("smartflow setting list KOTA"))
    assert caught.value.hint == Text.same("smartflow setting list KOTA")


@pytest.mark.parametrize("value", ["masterplan.tidak_ada", "masterplan.swot_coverage"])
def test_settings_are_listed_for_the_city_that_was_named(workspace: Workspace, value: str) -> None:
    """An unknown setting and a wrong value both lead to this city's list."""
    with pytest.raises(BadInput) as caught:
        setting(workspace, "kota", value, "banyak", reason="x")
    assert hint(caught.value).endswith("smartflow setting list kota")


def test_who_brings_nothing_is_told_how_to_get_templates(
    workspace: Workspace, tmp_path: Path
) -> None:
    """The command for empty workbooks names the city."""
    folder = tmp_path / "kosong"
    folder.mkdir()
    with pytest.raises(NothingToSubmit) as caught:
        submit(workspace, "kota", [folder])
    assert "smartflow worksheet template kota -o FOLDER" in hint(caught.value)


def test_worksheets_are_listed_for_the_city(workspace: Workspace) -> None:
    """An unknown worksheet, and one that nobody may answer with nil, lead to the city's list."""
    city = read_case(workspace, "kota").state.city
    with pytest.raises(UnknownWorksheet) as caught:
        find_worksheet(workspace.registry, city, "isus")
    assert hint(caught.value).endswith("smartflow worksheet list kota")
    with pytest.raises(SmartflowError) as refused:
        nil(workspace, "kota", "DINKES", "quick_wins")
    assert hint(refused.value).endswith("smartflow worksheet list kota")


@pytest.mark.parametrize("word", ["Zahara", "ZAHARA", "Zahra Marlina S.T.", "marlina zahara"])
def test_a_near_or_a_shorter_name_is_suggested(workspace: Workspace, word: str) -> None:
    """A first name alone leads to the whole name, a slip to the right one."""
    person_add(workspace, "kota", Person("Zahara Marlina, S.T.", ("team",), "Anggota"))
    state = read_case(workspace, "kota").state
    with pytest.raises(UnknownPerson) as caught:
        find_person(state, word)
    assert hint(caught.value) == "Maksud Anda 'Zahara Marlina, S.T.'?"


def test_registering_is_written_for_every_shell(workspace: Workspace) -> None:
    """Apostrophes quote nothing on Windows, and names hold them; so quotation marks stand."""
    with pytest.raises(UnknownPerson) as caught:
        find_person(read_case(workspace, "kota").state, "Zulkarnain Ma'ruf")
    assert hint(caught.value).startswith(
        'Daftarkan dulu: smartflow person add kota "Zulkarnain Ma\'ruf" --role PERAN --post'
        ' "JABATAN"'
    )


def test_nobody_is_registered_in_order_to_be_ended(workspace: Workspace) -> None:
    """``person end`` of a stranger leads to the list."""
    with pytest.raises(UnknownPerson) as caught:
        person_end(workspace, "kota", "Zulkarnain")
    assert hint(caught.value) == "Lihat siapa yang terdaftar: smartflow person list kota"


def test_agencies_and_dimensions_are_suggested(workspace: Workspace) -> None:
    """One letter wrong is told, in codes, names, keys and titles."""
    case = read_case(workspace, "kota")
    known = workflow_dimensions(pinned_workflow(case), workspace.registry)
    for word, meant in (("DINKSE", "DINKES"), ("Dinas Kesehatn", "Dinas Kesehatan")):
        with pytest.raises(BadInput) as caught:
            find_agency(case.state, word)
        assert f"Maksud Anda '{meant}'?" in caught.value.message.id
    for word, meant in (("livin", "living"), ("Smart Livng", "Smart Living")):
        with pytest.raises(BadInput) as caught:
            find_dimension(known, word)
        assert f"Maksud Anda '{meant}'?" in caught.value.message.id


def test_the_citys_own_template_is_named_after_its_kind(
    workspace: Workspace, tmp_path: Path
) -> None:
    """No file is called ``solok-solok``; dimensions keep their keys."""
    city_add(workspace, City("solok", "Kabupaten Solok", "kabupaten", "13.02", "P"), "masterplan")
    names = {path.name for path in worksheet_template(workspace, "solok", tmp_path, language="id")}
    assert {"solok-kabupaten.xlsx", "solok-living.xlsx"} <= names
    assert "solok-solok.xlsx" not in names
