"""The shared checks: the words of a message, and that the order of rows decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow import Dossier, Text
from smartflow.model import Result
from smartflow.plugin.guard import run_rules
from smartflow.plugin.registry import Origin, Owned
from smartflow_dimensions import environment, governance
from smartflow_dimensions._checks import spoken

Builder = Callable[..., Dossier]
TEMPLATE = Text(id="{name}: {value}", en="{name} is {value}")
WASTE = [
    {"issue": "Timbulan sampah", "data": "34.5", "unit": "ton/hari", "year": 2022},
    {"issue": "Timbulan sampah", "data": "30", "unit": "ton/hari", "year": 2022},
    {"issue": "Sampah terkelola", "data": "34", "unit": "ton/hari", "year": 2022},
    {"issue": "Sampah terkelola", "data": "35", "unit": "ton/hari", "year": 2022},
    {"issue": "Sampah terkelola", "data": "31", "unit": "ton/hari", "year": 2021},
]


def judged(code: str, dossier: Dossier) -> tuple[Result, ...]:
    """Return what one rule says, through the guard."""
    module = environment if code.startswith("ENV") else governance
    (rule,) = (rule for rule in module.smartflow_register_rules() if rule.code == code)
    return run_rules((Owned(rule, Origin("x", "0.1.0", "smartflow-engine")),), dossier)


@given(st.text(max_size=20), st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_a_message_survives_the_engine_s_filling(name: str, value: Decimal) -> None:
    """Braces in a cell are printed as they are, and each language has its decimal mark."""
    said = spoken(TEMPLATE, {"name": Text(id=name, en=name.upper()), "value": value}).fill({})
    number = format(value, "f")
    assert said.id == f"{name}: {number.replace('.', ',')}"
    assert said.en == f"{name.upper()} is {number}"


def test_braces_in_a_worksheet_do_not_break_a_rule(build: Builder) -> None:
    """What an official typed is never taken for a placeholder."""
    rows = {"issues": [{"issue": "x", "sub_dimension": "{0.__class__} {x"}]}
    results = judged("GOV103", build(governance.DIMENSION, "issue_analysis", rows))
    assert [result.status for result in results] == ["warn"] * 4
    assert "'{0.__class__} {x'" in results[0].message.id


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(WASTE))
def test_the_order_of_rows_decides_nothing(build: Builder, rows: list[dict[str, object]]) -> None:
    """The most that was generated is compared with each amount managed, wherever they stand."""
    results = judged("ENV101", build(environment.DIMENSION, "issue_analysis", {"issues": rows}))
    managed = [rows[int(result.row.rsplit("/", 1)[1]) - 1]["data"] for result in results]
    assert managed == ["35"]
