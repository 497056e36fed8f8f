"""What Sawahlunto asks of its quick wins. The rules' own cases are tests too: ``cases/*.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest

import smartflow_sawahlunto as plugin
from smartflow.testing import Workspace, a_city, assert_covered, only_plugins, rule_cases, run_rule
from smartflow_sawahlunto.chapters import CHAPTERS

SAWAHLUNTO = (
    a_city("sawahlunto", region_code="13.73", province="Sumatera Barat")
    .at("quick_win_selection")
    .with_agency("DISPARPORA", "Dinas Pariwisata", leads=("branding",))
)


@pytest.fixture(autouse=True, scope="session")
def _nothing_else() -> None:
    """Test with this plugin and the engine's own, whatever else is installed here."""
    only_plugins("sawahlunto")


def test_every_rule_has_cases() -> None:
    """Each rule passes in one of its cases and finds something in another."""
    assert_covered("sawahlunto", rule_cases(Path(__file__).parent / "cases"))


@pytest.mark.parametrize("written", ["", "-", "--", "n/a", "nihil", "Tidak ada.", "BELUM ADA"])
def test_a_way_of_saying_nothing_names_no_tradition(written: str) -> None:
    """What people write into a cell to say nothing needs no custodian either."""
    city = SAWAHLUNTO.with_row("quick_wins", "branding", programme="Randai", tradition=written)
    assert [result.status for result in run_rule("SWL002", city)] == ["pass"]


def test_an_official_sees_the_cell(smartflow_workspace: Workspace) -> None:
    """From the workbook to the verdict: the regional column is there, and its finding too."""
    smartflow_workspace.add(
        SAWAHLUNTO.with_row("quick_wins", "branding", programme="Galeri", tradition="Tenun")
    )
    checked = smartflow_workspace.check()
    checked.assert_warned("SWL002", row="branding/quick_wins/1", column="custodian", says="Galeri")


def test_the_gate_stays_shut_without_a_tradition(smartflow_workspace: Workspace) -> None:
    """A selected quick win that rests on none is refused; another city is not asked."""
    for city in (SAWAHLUNTO, a_city("solok", region_code="13.72").at("quick_win_selection")):
        smartflow_workspace.add(city.with_row("quick_wins", "economy", programme="Pasar daring"))
        smartflow_workspace.run(
            "quick-wins", "select", smartflow_workspace.city, "economy/quick_wins/1"
        )
    smartflow_workspace.check("sawahlunto").assert_refused("SWL001", says="0 dari 1")
    elsewhere = {result["rule"] for result in smartflow_workspace.check("solok").results}
    assert "SWL001" not in elsewhere


def test_everything_is_for_sawahlunto_only() -> None:
    """No column, no rule and no chapter reaches another city."""
    regions = {item.regions for item in (*plugin.COLUMNS, *plugin.RULES, *CHAPTERS)}
    assert {("13.73",)} == regions
