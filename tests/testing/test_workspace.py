"""A throwaway workspace: a city in words becomes the same city through the real commands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from smartflow.casework.casework import read_case
from smartflow.casework.pinned import pinned_workflow
from smartflow.casework.workspace import open_workspace
from smartflow.journey.gate.check import dossier_of
from smartflow.model import Dossier
from smartflow.testing import Case, Workspace, a_city, rule_cases, run_rule
from smartflow.testing.city import CityInWords

NATIONAL = Path(__file__).resolve().parents[1] / "masterplan/cases"
PLAYED = {"rule", "stage", "as_of", "dimensions", "settings", "agencies", "people", "rows", "nils"}
SENTENCE = (
    a_city("padang-panjang", region_code="13.74", province="Sumatera Barat")
    .at("swot_tows")
    .on(date(2026, 5, 4))
    .with_setting("masterplan.swot_coverage", Decimal("0.5"))
    .with_setting("quick_wins_maximum", 9)
    .with_agency("DLH", "Dinas Lingkungan Hidup", dimensions=("environment",), leads=("living",))
    .with_agency("KUBANG", "Kelurahan Kubang", kind="kelurahan")
    .with_person("Rina", "team", post="Kepala Dinas", agencies=("DLH",))
    .with_person("Zul", "head", status="pj", since=date(2026, 1, 5), until=date(2026, 12, 31))
    .with_person("Umar", "secretary", status="plt", decree="800/12")
    .with_row("issues", "DLH", issue="Banjir", dimension="living", written={"data": "12,5 mm"})
    .with_row("issues", "DLH", issue="Sampah", dimension="environment", data="12.5", year=2025)
    .with_row("swot", "DLH", dimension="living", code="S1", factor="Sungai", category="S")
    .with_row("tows", "DLH", dimension="living", cell="SO", code="SO1", cites=("S1", "O2"))
    .with_row("quick_wins", "living", programme="Pompa", start=date(2026, 6, 1), budget=75_000_000)
    .with_row("goals", vision="Kota tangguh")
    .with_nil("KUBANG", "swot")
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a new workspace."""
    return Workspace(tmp_path / "kerja")


def folded(workspace: Workspace) -> Dossier:
    """Return the dossier that the engine folds from the history of the city."""
    opened = open_workspace(workspace.folder, clock=workspace.clock)
    try:
        case = read_case(opened, workspace.city)
        dossier = dossier_of(case, pinned_workflow(case), opened.registry)
        for worksheet in dossier.worksheet_types:
            dossier.rows(worksheet)  # read while the store is open
        return dossier
    finally:
        opened.close()


def told(dossier: Dossier) -> dict[str, object]:
    """Return what a dossier says, without the numbers of entries and the digests of files."""
    return {
        "city": dossier.city,
        "stage": dossier.stage,
        "as_of": dossier.as_of,
        "settings": dossier.settings,
        "dimensions": dossier.dimensions,
        "worksheets": dossier.worksheet_types,
        "agencies": dossier.agencies,
        "people": [msgspec.structs.replace(person, counts_from=None) for person in dossier.people],
        "submissions": {
            pair: (given.version, given.row_count, given.day)
            for pair, given in dossier.submissions.items()
        },
        "nils": [(nil.agency, nil.worksheet, nil.day) for nil in dossier.nils],
        "rows": [
            (row.id, row.number, row.filler, row.agency, row.dimension, dict(row), row.misfits)
            for worksheet in dossier.worksheet_types
            for row in dossier.rows(worksheet)
        ],
    }


def test_a_city_in_words_is_the_city_that_the_engine_folds(workspace: Workspace) -> None:
    """The dossier of a test and that of workbooks, commands and history are the same."""
    workspace.add(SENTENCE)
    assert told(folded(workspace)) == told(SENTENCE.dossier())


def first_of_each_family(cases: Iterable[Case]) -> list[Case]:
    """Return a case that finds something for each family of rules, as far as it can be played.

    What was written into a cell so that it does not fit is left to the tests of the reader.
    """
    found: dict[str, Case] = {}
    for case in cases:
        quiet = case.wanted[0].status in ("pass", "not_applicable")
        rows = [row for sheet in case.given.get("rows", {}).values() for row in sheet]
        if not quiet and set(case.given) <= PLAYED and not any("written" in row for row in rows):
            found.setdefault(case.rule[:3], case)
    return list(found.values())


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", first_of_each_family(rule_cases(NATIONAL)), ids=lambda case: case.rule
)
def test_the_commands_say_what_the_case_says(workspace: Workspace, case: Case) -> None:
    """A rule's results on a case are those that an official would read."""
    given = {key: value for key, value in case.given.items() if key not in ("rule", "dimensions")}
    city = CityInWords({**a_city("contoh").case, **given})
    workspace.add(city)
    shown = [
        (result["status"], result["row"], result["column"], result["message"])
        for result in workspace.check().results
        if result["rule"] == case.rule
    ]
    expected = [
        (r.status, r.row, r.column, {"id": r.message.id, "en": r.message.en})
        for r in run_rule(case.rule, city)
    ]
    assert sorted(map(str, expected)) == sorted(map(str, shown))


def test_a_later_stage_is_begun_in(workspace: Workspace) -> None:
    """A city is put where the sentence says, and its gate asks what it asks of every city."""
    workspace.add(a_city().at("quick_win_selection"))
    verdict = workspace.check().verdict
    assert (verdict["from"], verdict["to"]) == ("quick_win_selection", "masterplan_approval")
    workspace.check().assert_refused("QWN001")


def test_a_gate_can_be_met_and_passed(workspace: Workspace) -> None:
    """With what a workflow file asks and a signature, the real ``advance`` moves the city."""
    workspace.write(
        "workflows/kecil.toml",
        '[workflow]\nkey = "kecil"\nversion = 1\ndimensions = []\ninitial = "a"\nfinal = ["b"]\n'
        'title = { id = "Kecil", en = "Small" }\n'
        '[[stage]]\nkey = "a"\ntitle = { id = "A", en = "A" }\n'
        '[[stage]]\nkey = "b"\ntitle = { id = "B", en = "B" }\n'
        '[[role]]\nkey = "team"\ntitle = { id = "Tim", en = "Team" }\n'
        '[[transition]]\nfrom = "a"\nto = "b"\nsign_offs = [{ role = "team", quorum = 1 }]\n',
    )
    workspace.add(a_city().following("kecil").with_person("Rina", "team"))
    with pytest.raises(AssertionError, match="sign-offs that are missing: team"):
        workspace.check().assert_met()
    workspace.run("sign-off", "contoh", "--role", "team", "--as", "Rina").assert_exit(0)
    workspace.check().assert_met()
    workspace.advance().assert_met()
    workspace.run("status", "contoh").assert_exit(0, "B")


def settings(workspace: Workspace) -> list[dict[str, object]]:
    """Return the settings of the city, as the command prints them."""
    done = workspace.run("setting", "list", workspace.city, "--json").assert_exit(0)
    return list(done.json["settings"])


def test_two_workspaces_in_one_process_know_nothing_of_each_other(tmp_path: Path) -> None:
    """Files of the same name in two workspaces are two plugins, trusted each by itself."""
    module = (
        "import smartflow\nfrom smartflow import Setting, Text\n\n\n@smartflow.hookimpl\n"
        "def smartflow_register_settings():\n"
        '    yield Setting(key="{key}", type="integer", default=1, title=Text(id="x", en="y"))\n'
    )
    first, second = Workspace(tmp_path / "satu"), Workspace(tmp_path / "dua")
    for workspace, key in ((first, "pertama"), (second, "kedua")):
        workspace.write("rules/padang.py", module.format(key=key))
        workspace.run("plugin", "trust", "rules/padang.py").assert_exit(0)
        workspace.add(a_city())
    named = [
        {item["setting"] for item in settings(workspace)} & {"padang.pertama", "padang.kedua"}
        for workspace in (first, second, first)
    ]
    assert named == [{"padang.pertama"}, {"padang.kedua"}, {"padang.pertama"}]
    assert ("padang", "kedua") in second.registry.settings
    assert ("padang", "kedua") not in first.registry.settings


def test_what_cannot_be_played_is_said(workspace: Workspace) -> None:
    """A decision or a selection needs a command of its own, which the test names itself."""
    with pytest.raises(ValueError, match=r"decisions cannot be played through; use run\(\.\.\.\)"):
        workspace.add(a_city().with_decision(outcome="approve"))
    assert workspace.city == ""


def test_a_command_that_refuses_fails_the_test_with_its_words(workspace: Workspace) -> None:
    """The same city twice is refused as it would be to an official."""
    workspace.add(a_city())
    with pytest.raises(AssertionError, match=r"wanted exit code 0\n\$ smartflow city add contoh"):
        workspace.add(a_city())


def test_the_user_s_own_folder_is_not_in_the_workspace(workspace: Workspace) -> None:
    """What is trusted is kept outside: a workspace that is mailed trusts nothing."""
    assert workspace.folder not in workspace.home.parents
