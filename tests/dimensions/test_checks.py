"""The shared checks: the words of a message, and that the order of rows decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smartflow import Dossier, Text
from smartflow.testing import run_rule
from smartflow_dimensions._checks import spoken

BuildDossier = Callable[[Mapping[str, Any]], Dossier]
TEMPLATE = Text(id="{name}: {value}", en="{name} is {value}")
WASTE = [
    {"dimension": "environment", "issue": issue, "data": data, "unit": "ton/hari", "year": year}
    for issue, data, year in (
        ("Timbulan sampah", "34.5", 2022),
        ("Timbulan sampah", "30", 2022),
        ("Sampah terkelola", "34", 2022),
        ("Sampah terkelola", "35", 2022),
        ("Sampah terkelola", "31", 2021),
    )
]


@given(st.text(max_size=20), st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_a_message_survives_the_engine_s_filling(name: str, value: Decimal) -> None:
    """Braces in a cell are printed as they are, and a number as in every other sentence."""
    said = spoken(TEMPLATE, {"name": Text(id=name, en=name.upper()), "value": value}).fill({})
    assert said == TEMPLATE.fill({"name": Text(id=name, en=name.upper()), "value": value})


def test_braces_in_a_worksheet_do_not_break_a_rule(build: BuildDossier) -> None:
    """What an official typed is never taken for a placeholder."""
    row = {"dimension": "governance", "issue": "x", "sub_dimension": "{0.__class__} {x"}
    case = {"dimensions": ["governance"], "rows": {"issues": [row]}}
    results = run_rule("GOV103", build(case))
    assert [result.status for result in results] == ["warn"] * 4
    assert "'{0.__class__} {x'" in results[0].message.id


@given(st.permutations(WASTE))
def test_the_order_of_rows_decides_nothing(
    build: BuildDossier, rows: list[dict[str, object]]
) -> None:
    """The most that was generated is compared with each amount managed, wherever they stand."""
    results = run_rule("ENV101", build({"dimensions": ["environment"], "rows": {"issues": rows}}))
    managed = [rows[int(result.row.rsplit("/", 1)[1]) - 1]["data"] for result in results]
    assert managed == ["35"]
