"""Tests of the acts agency_add and agency_end, and of importing a list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smartflow.casework.casework import read_case
from smartflow.casework.fillers import AgencyEnded, UnknownAgency, UnknownDimension
from smartflow.casework.tabular import UnreadableList
from smartflow.casework.workspace import Workspace
from smartflow.errors import BadInput
from smartflow.journey.register.agency_add import (
    AgencyExists,
    BadAgencies,
    BadAgency,
    agency_add,
    agency_import,
)
from smartflow.journey.register.agency_end import agency_end
from smartflow.journey.register.agency_list import BadAgencyList, read_agencies
from smartflow.model import Agency


def test_names_are_tidied_and_dimensions_are_keys(workspace: Workspace) -> None:
    """Codes are capitals, dimensions keys; whoever leads a dimension contributes to it."""
    agency_add(
        workspace, "kota", Agency("disdik", " Dinas  Pendidikan ", "OPD", ("SOC",), ("Living",))
    )
    assert read_case(workspace, "kota").state.agencies["DISDIK"] == Agency(
        "DISDIK", "Dinas Pendidikan", "opd", ("society", "living"), ("living",)
    )


@pytest.mark.parametrize(
    ("agency", "refusal"),
    [
        (Agency("DINKES", "Lain", "opd"), AgencyExists),
        (Agency("lama", "Lain", "opd"), AgencyExists),
        (Agency("D X", "Nama", "opd"), BadAgency),
        (Agency("DX", "  ", "opd"), BadAgency),
        (Agency("DX", "Nama", "dinas"), BadInput),
        (Agency("DX", "Nama", "opd", ("udara",)), UnknownDimension),
    ],
)
def test_what_cannot_be_is_refused(
    agency: Agency, refusal: type[BadInput], workspace: Workspace
) -> None:
    """A code is never given twice, not even after its agency ended."""
    with pytest.raises(refusal):
        agency_add(workspace, "kota", agency)
    assert read_case(workspace, "kota").state.agencies.keys() == {"DINKES", "DLH", "LAMA"}


def test_ending_names_a_living_successor(workspace: Workspace) -> None:
    """An agency ends once, and not in favour of itself or of one that has ended."""
    with pytest.raises(AgencyEnded):
        agency_end(workspace, "kota", "LAMA")
    for heir in ("DINKES", "LAMA"):
        with pytest.raises(AgencyEnded):
            agency_end(workspace, "kota", "DINKES", successor=heir)
    with pytest.raises(UnknownAgency):
        agency_end(workspace, "kota", "DINKES", successor="ENTAH")
    agency_end(workspace, "kota", "dinas kesehatan", successor="DLH", day=date(2027, 1, 1))
    ended = read_case(workspace, "kota").state.agencies["DINKES"]
    assert (ended.ended, ended.successor) == (date(2027, 1, 1), "DLH")


def test_an_import_is_repeatable(workspace: Workspace) -> None:
    """What is registered just so is passed over; an interrupted import is simply run again."""
    listed = (Agency("DINKES", "Dinas Kesehatan", "opd"), Agency("BARU", "Dinas Baru", "opd"))
    entries, known = agency_import(workspace, "kota", listed)
    assert ([e.act for e in entries], known) == (["agency_add"], ("DINKES",))
    again, known = agency_import(workspace, "kota", listed)
    assert (again, known) == ((), ("DINKES", "BARU"))


def test_an_import_tells_every_fault_and_records_nothing(workspace: Workspace) -> None:
    """Faults of several rows, and a code that stands twice in the list, are told together."""
    listed = (
        Agency("A1", "Satu", "opd"),
        Agency("A1", "Dua", "opd"),
        Agency("B 2", "Tiga", "opd"),
        Agency("DINKES", "Nama lain", "opd"),
    )
    before = read_case(workspace, "kota").head
    with pytest.raises(BadAgencies) as refused:
        agency_import(workspace, "kota", listed)
    assert refused.value.message.id.count("\n- ") == 3
    assert read_case(workspace, "kota").head == before


def test_lists_are_read_from_tables_and_toml(tmp_path: Path) -> None:
    """A table with a letterhead and TOML give the same agencies."""
    table = tmp_path / "opd.csv"
    table.write_text(
        "PEMERINTAH KOTA;;;;\nKode;Nama OPD;Jenis;Dimensi;Memimpin\n"
        "DINKES;Dinas Kesehatan;opd;living, society;living\nKEL;Kelurahan;kelurahan;;\n",
        encoding="utf-8",
    )
    toml = tmp_path / "opd.toml"
    toml.write_text(
        '[[agency]]\ncode = "DINKES"\nname = "Dinas Kesehatan"\ndimensions = ["living",'
        ' "society"]\nleads = ["living"]\n[[agency]]\ncode = "KEL"\nname = "Kelurahan"\n'
        'kind = "kelurahan"\n',
        encoding="utf-8",
    )
    assert (
        read_agencies(table)
        == read_agencies(toml)
        == (
            Agency("DINKES", "Dinas Kesehatan", "opd", ("living", "society"), ("living",)),
            Agency("KEL", "Kelurahan", "kelurahan"),
        )
    )


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.toml", "[[agency]\n", UnreadableList),
        ("a.toml", '[[agency]]\ncode = "A"\n', BadAgencyList),
        ("a.toml", '[[agency]]\ncode = "A"\nname = "B"\nentah = 1\n', BadAgencyList),
        ("a.toml", 'agency = "A"\n', BadAgencyList),
        ("a.toml", "", BadAgencyList),
        ("a.csv", "Satu;Dua\n1;2\n", BadAgencyList),
        ("a.csv", "Kode;Nama\n", BadAgencyList),
        ("a.csv", "", BadInput),
        ("a.pdf", "%PDF-1.4", BadInput),
    ],
)
def test_bad_lists_are_refused(
    name: str, content: str, refusal: type[BadInput], tmp_path: Path
) -> None:
    """No agency, a missing column or key, an unknown key, a syntax error, another kind of file."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(refusal):
        read_agencies(path)
