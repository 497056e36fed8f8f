"""The regional example inside the engine: its columns, its rules by the guard, its region."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import ModuleType

import pytest

from smartflow import Dossier, Row, Text
from smartflow.model import City, Result, Selection, WorkflowRef
from smartflow.plugin.guard import run_rules
from smartflow.plugin.registry import Origin, Owned, Registry
from smartflow_masterplan.worksheets import QUICK_WINS

ORIGIN = Origin("sawahlunto", "0.1.0", "smartflow-sawahlunto")
STAGE = "quick_win_selection"
SAWAHLUNTO = City("sawahlunto", "Kota Sawahlunto", "kota", "13.73", "Sumatera Barat")
PADANG_PANJANG = City("padang-panjang", "Kota Padang Panjang", "kota", "13.74", "Sumatera Barat")

Cells = tuple[str | None, str | None]


@pytest.fixture
def registry(plugin: ModuleType) -> Registry:
    """Return a registry with the national worksheet and the example's own things."""
    return Registry(
        worksheets={"quick_wins": Owned(QUICK_WINS, ORIGIN)},
        columns=tuple(Owned(column, ORIGIN) for column in plugin.smartflow_register_worksheets()),
        rules={rule.code: Owned(rule, ORIGIN) for rule in plugin.smartflow_register_rules()},
    )


def judged(
    registry: Registry, cells: Sequence[Cells], selected: Sequence[int], minimum: int = 1
) -> tuple[Result, ...]:
    """Return what the example's rules say of some quick wins of Sawahlunto."""
    worksheets = registry.worksheets_for(SAWAHLUNTO)
    empty = {column.key: None for column in worksheets["quick_wins"].columns}
    rows = tuple(
        Row(
            {**empty, "programme": f"QW{n}", "tradition": tradition, "custodian": custodian},
            id=f"branding/quick_wins/{n}",
            worksheet="quick_wins",
            filler="branding",
            dimension="branding",
        )
        for n, (tradition, custodian) in enumerate(cells, start=1)
    )
    chosen = tuple(f"branding/quick_wins/{n}" for n in selected)
    day = date(2023, 9, 7)
    dossier = Dossier(
        city=SAWAHLUNTO,
        stage=STAGE,
        as_of=day,
        workflow=WorkflowRef("masterplan", 1, "", (STAGE,), (), {STAGE: ("quick_wins",)}),
        settings={"sawahlunto": {"minimum": minimum}},
        dimensions=(),
        worksheet_types=worksheets,
        selections=(Selection("quick_wins", chosen, "", STAGE, day, 1),),
        row_source=lambda _key: rows,
    )
    return run_rules(registry.rules_for(SAWAHLUNTO, STAGE), dossier)


def test_both_rules_pass_with_a_tradition_and_its_custodian(registry: Registry) -> None:
    """A selected quick win that rests on gotong royong, kept by an RW, is enough."""
    results = judged(registry, [("Gotong royong", "RW 02"), (None, None)], [1, 2])
    assert [(r.rule, r.status) for r in results] == [("SWL001", "pass"), ("SWL002", "pass")]


def test_too_few_is_an_error_in_both_languages(registry: Registry) -> None:
    """The finding counts what rests on a tradition, what was selected, and what is asked."""
    results = judged(registry, [("Randai", "Sanggar"), (None, None)], [1, 2], minimum=2)
    assert (results[0].status, results[0].message) == (
        "fail",
        Text(
            id="1 dari 2 quick win terpilih bertumpu pada tradisi; paling sedikit 2.",
            en="1 of 2 selected quick wins rest on a tradition; at least 2 must.",
        ),
    )


def test_a_missing_custodian_is_a_warning_at_its_cell(registry: Registry) -> None:
    """The finding names the row and the column by its heading."""
    result = judged(registry, [("Bahasa Tansi", None)], [1])[1]
    assert (result.status, result.row, result.column_title) == (
        "warn",
        "branding/quick_wins/1",
        Text(id="Komunitas pemangku tradisi", en="Custodian community"),
    )


def test_another_city_has_neither_the_columns_nor_the_rules(registry: Registry) -> None:
    """What Sawahlunto asks for reaches no other city on the same database."""
    here = {column.key for column in registry.worksheets_for(SAWAHLUNTO)["quick_wins"].columns}
    there = {column.key for column in registry.worksheets_for(PADANG_PANJANG)["quick_wins"].columns}
    assert here - there == {"tradition", "custodian"}
    assert registry.rules_for(PADANG_PANJANG, STAGE) == ()
