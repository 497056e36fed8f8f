"""A city in words: each step is a new city, and a sentence means what a file of cases means."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from smartflow.cases import CaseFault, make_dossier
from smartflow.model import Dossier
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Registry
from smartflow.testing import a_city, run_rule

SENTENCE = (
    a_city("padang-panjang", region_code="13.74", province="Sumatera Barat")
    .following("masterplan@1")
    .at("swot_tows")
    .on(date(2026, 5, 4))
    .with_dimensions("living", "environment")
    .with_setting("masterplan.swot_coverage", Decimal("0.5"))
    .with_agency("DLH", "Dinas LH", dimensions=("environment",), leads=("living",))
    .with_agency("KUBANG", kind="kelurahan")
    .with_person("Rina", "team", "head", post="Kepala", agencies=("DLH",))
    .with_person("Zul", "head", status="pj", until=date(2026, 12, 31))
    .with_row("issues", "DLH", issue="Banjir", dimension="living", written={"data": "12,5 mm"})
    .with_row("issues", issue="Sampah", data="12.5")
    .with_row("tows", "DLH", dimension="living", cites=("S1", "O2"))
    .with_empty("readiness", "living")
    .with_nil("KUBANG", "swot")
    .with_record("regulation", number="7/2026")
    .with_selection("quick_wins", "living/quick_wins/1", reason="Mendesak")
    .with_presentation("living", by="Dr. Sari")
    .with_attendance("DLH", "KUBANG", session="Hari kedua")
    .with_decision(outcome="decline")
    .with_sign_off("team", "Rina", answer="approve")
    .with_waiver("ISU002", reason="Data menyusul", agency="DLH")
)
FILE = """
workflow = "masterplan@1"
stage = "swot_tows"
as_of = 2026-05-04
dimensions = ["living", "environment"]
settings = { "masterplan.swot_coverage" = 0.5 }
nils = [{ agency = "KUBANG", worksheet = "swot" }]
records = [{ kind = "regulation", number = "7/2026" }]
submissions = [{ worksheet = "readiness", filler = "living" }]
presentations = [{ dimension = "living", by = "Dr. Sari" }]
attendance = [{ agencies = ["DLH", "KUBANG"], session = "Hari kedua" }]
decisions = [{ outcome = "decline" }]
sign_offs = [{ role = "team", person = "Rina", answer = "approve" }]
selections = [
  { worksheet = "quick_wins", rows = ["living/quick_wins/1"], reason = "Mendesak" },
]
waivers = [{ rule = "ISU002", reason = "Data menyusul", agency = "DLH" }]
people = [
  { name = "Rina", roles = ["team", "head"], agencies = ["DLH"] },
  { name = "Zul", roles = ["head"], status = "pj", until = 2026-12-31 },
]
agencies = [
  { code = "DLH", name = "Dinas LH", dimensions = ["environment"], leads = ["living"] },
  { code = "KUBANG", kind = "kelurahan" },
]
rows.tows = [{ filler = "DLH", dimension = "living", cites = ["S1", "O2"] }]
rows.issues = [
  { filler = "DLH", issue = "Banjir", dimension = "living", written = { data = "12,5 mm" } },
  { issue = "Sampah", data = "12.5" },
]

[city]
slug = "padang-panjang"
name = "Kota Padang Panjang"
region_code = "13.74"
province = "Sumatera Barat"
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    """What the built-in plugins register."""
    return load_registry(built_in_only=True)


def plain(dossier: Dossier) -> dict[str, object]:
    """Return everything that a dossier holds, so that two can be compared."""
    parts = {name: getattr(dossier, name) for name in dossier.__struct_fields__}
    del parts["row_source"]
    parts["rows"] = [
        (row.id, row.agency, row.dimension, row.number, dict(row), dict(row.misfits))
        for worksheet in dossier.worksheet_types
        for row in dossier.rows(worksheet)
    ]
    return parts


def test_a_sentence_means_what_a_file_means(registry: Registry) -> None:
    """Every step has its key in a file of cases, and both give the same dossier."""
    case = tomllib.loads(FILE, parse_float=Decimal)
    assert plain(SENTENCE.dossier(registry)) == plain(make_dossier(case, registry))


def test_a_step_leaves_the_city_before_it_as_it_was(registry: Registry) -> None:
    """Two tests may branch off one beginning without knowing of each other."""
    beginning = a_city().with_row("issues", "DLH", issue="Banjir")
    before = plain(beginning.dossier(registry))
    one = beginning.with_row("issues", "DLH", issue="Sampah").with_agency("DINKES")
    other = beginning.with_setting("swot_coverage", 1).with_nil("BKAD", "issues").at("swot_tows")
    assert plain(beginning.dossier(registry)) == before
    assert [len(city.dossier(registry).rows("issues")) for city in (one, other)] == [2, 1]


@pytest.mark.parametrize(
    ("slug", "kind", "name"),
    [("padang-panjang", "kota", "Kota Padang Panjang"), ("agam", "kabupaten", "Kabupaten Agam")],
)
def test_a_city_is_called_by_its_kind_and_slug(
    registry: Registry, slug: str, kind: str, name: str
) -> None:
    """Without a name of its own it has the one that it would be given."""
    assert a_city(slug, kind=kind).dossier(registry).city.name == name


def test_a_word_that_cannot_be_is_told_with_what_was_meant(registry: Registry) -> None:
    """As in a file, at its place."""
    with pytest.raises(CaseFault, match=r"rows\.issues\[1\]\.isue: .*Did you mean 'issue'"):
        a_city().with_row("issues", "DLH", isue="Banjir").dossier(registry)


def test_a_rule_is_run_on_a_city_or_on_its_dossier(registry: Registry) -> None:
    """Both ways give the same results."""
    city = a_city().with_row("issues", "DLH", dimension="living", issue="Banjir")
    results = run_rule("ISU002", city, registry)
    assert results == run_rule("ISU002", city.dossier(registry), registry)
    assert [(result.status, result.column) for result in results] == [("warn", "data")]
