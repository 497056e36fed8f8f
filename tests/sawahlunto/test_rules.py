"""The regional example inside the engine: its own cases, by this engine, and its region."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartflow.model import City
from smartflow.plugin.registry import Registry
from smartflow.testing import Case, a_city, assert_case, assert_covered, rule_cases, run_rule

CASES = rule_cases(Path(__file__).resolve().parents[2] / "plugins/smartflow-sawahlunto/tests/cases")
STAGE = "quick_win_selection"
SAWAHLUNTO = City("sawahlunto", "Kota Sawahlunto", "kota", "13.73", "Sumatera Barat")
PADANG_PANJANG = City("padang-panjang", "Kota Padang Panjang", "kota", "13.74", "Sumatera Barat")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} {case.name}")
def test_its_rules_say_what_their_cases_want(case: Case, registry: Registry) -> None:
    """What the example's own tests want of its rules holds here as well."""
    assert_case(case, registry)


def test_its_cases_are_complete(registry: Registry) -> None:
    """Both rules pass in one case and find something in another."""
    assert_covered("sawahlunto", CASES, registry)


def test_a_finding_names_the_regional_column_by_its_heading(registry: Registry) -> None:
    """The column that the example adds is known where its rule's finding is shown."""
    city = a_city("sawahlunto", region_code="13.73").at(STAGE)
    row = city.with_row("quick_wins", "branding", programme="Galeri", tradition="Tenun")
    (result,) = run_rule("SWL002", row, registry)
    title = result.column_title
    assert title is not None
    assert (title.id, title.en) == ("Komunitas pemangku tradisi", "Custodian community")


def test_another_city_has_neither_the_columns_nor_the_rules(registry: Registry) -> None:
    """What Sawahlunto asks for reaches no other city on the same database."""
    here = {column.key for column in registry.worksheets_for(SAWAHLUNTO)["quick_wins"].columns}
    there = {column.key for column in registry.worksheets_for(PADANG_PANJANG)["quick_wins"].columns}
    assert here - there == {"tradition", "custodian"}
    codes = {owned.value.code for owned in registry.rules_for(PADANG_PANJANG, STAGE)}
    assert {code for code in codes if code.startswith("SWL")} == set()
