"""Whatever stands in a table, a method answers with findings and never with a traceback."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import smartflow.methods
from smartflow.methods import CALCULATIONS, Alternative, Criterion, DecisionTable

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=-2, max_value=6),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.text(max_size=12),
    st.sampled_from(
        ["S", "w", "O", "T", "SO", "benefit", "cost", "1/3", "-", "0,15", "1.000", "II", "S1", ""]
    ),
    st.sampled_from(["david", "signed", "side", "category", "saaty", "sum", "vector", "max"]),
    st.just("\u202e\u0645\u0634\u0643\u0644\u0629" * 2_000),
    st.just(10**4400),
    st.just(Decimal("1E+9999999")),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=1),
)
CELL = st.one_of(JUNK, st.lists(JUNK, max_size=4), st.lists(st.lists(JUNK, max_size=4), max_size=4))


def _junk_of(struct: type[msgspec.Struct]) -> st.SearchStrategy[dict[str, Any]]:
    """Fill any of a table's keys with anything that its shape allows."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for field in msgspec.structs.fields(struct):
        kind = field.type
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            fields[field.name] = _junk_of(kind)
        elif getattr(kind, "__origin__", None) is tuple:
            fields[field.name] = st.lists(_junk_of(kind.__args__[0]), max_size=4)
        else:
            fields[field.name] = CELL
    return st.fixed_dictionaries({}, optional=fields)


@pytest.mark.parametrize("method", sorted(CALCULATIONS))
@given(data=st.data())
@settings(max_examples=120)
def test_junk_is_never_a_traceback(method: str, data: st.DataObject) -> None:
    """Every finding has a code, and a message in both languages that is not too long to read."""
    calculation = CALCULATIONS[method]
    result = calculation.compute(data.draw(_junk_of(calculation.table)))
    for found in result.findings:
        assert found.code
        assert found.severity in ("error", "warning")
        assert 0 < len(found.message.id) < 600
        assert 0 < len(found.message.en) < 600


@pytest.mark.parametrize("method", sorted(CALCULATIONS))
def test_an_empty_table_is_an_error(method: str) -> None:
    """Nothing brought is nothing computed, and said so."""
    assert not CALCULATIONS[method].compute({}).valid


def _many(count: int) -> DecisionTable:
    criteria = tuple(
        Criterion(name=f"C{n}", type="cost" if n % 2 else "benefit", weight=0.2) for n in range(5)
    )
    rows = tuple(
        Alternative(name=f"A{n}", values=[1 + (n * k) % 9973 / 100 for k in range(1, 6)])
        for n in range(count)
    )
    return DecisionTable(criterion=criteria, alternative=rows)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["saw", "wpm", "topsis"])
@pytest.mark.parametrize("normalization", ["max", "sum", "vector", "minmax"])
def test_ten_thousand_alternatives_are_ranked(method: str, normalization: str) -> None:
    """Exact sums over 10,000 alternatives stay fast: no common denominator ever grows."""
    table = msgspec.structs.replace(_many(10_000), normalization=normalization)
    result: Any = CALCULATIONS[method].function(table)
    assert result.valid
    assert min(result.ranks) == 1
    assert len(result.ranks) == 10_000


def test_a_name_of_ten_thousand_characters_is_cut_in_the_sentence_only() -> None:
    """The row's label is whole, so that it can be found; the sentence stays readable."""
    name = "مشكلة " * 1_700
    table = {
        "scale": [1, 5],
        "issue": [{"name": name, "urgency": 9, "seriousness": 1, "growth": 1}],
    }
    found = CALCULATIONS["usg"].compute(table).findings[0]
    assert found.row == name.strip()
    assert len(found.message.id) < 200


@pytest.mark.parametrize(
    ("total", "valid", "situation"),
    [("1.002", True, "ifas-weight-sum-rounded"), ("1.2", False, "ifas-weight-sum")],
)
def test_weights_may_miss_their_sum_by_rounding(total: str, situation: str, *, valid: bool) -> None:
    """A sum of 1.002 is accepted and noted, one of 1.2 is refused."""
    factors = [
        {"code": "S1", "category": "S", "weight": Fraction(total) - Fraction(1, 2), "rating": 3},
        {"code": "W1", "category": "W", "weight": Fraction(1, 2), "rating": 2},
    ]
    result = CALCULATIONS["ifas"].compute(
        {
            "factor": factors,
            "rating_scale": [1, 4],
            "convention": "david",
            "weight_scope": "side",
        }
    )
    assert [found.situation for found in result.findings] == [situation]
    assert result.valid is valid


def test_data_of_another_shape_are_refused_as_a_whole() -> None:
    """A table that is none at all is refused by its shape, before any cell is read."""
    with pytest.raises(msgspec.ValidationError):
        CALCULATIONS["usg"].compute({"issue": 3})


def test_the_face_names_what_it_holds() -> None:
    """Every public name loads, and no other does."""
    for name in smartflow.methods.__all__:
        assert getattr(smartflow.methods, name) is not None
    assert dir(smartflow.methods) == sorted(smartflow.methods.__all__)
    with pytest.raises(AttributeError):
        smartflow.methods.nothing  # noqa: B018


@pytest.mark.parametrize(
    ("rank", "kind"),
    [
        pytest.param(10**4400, "int", id="ten to the 4400th"),
        (Decimal("1E+9999999"), "Decimal"),
        (math.nan, "nan"),
        (Decimal("Infinity"), "infinity"),
        (True, "true"),
        (date(2026, 11, 24), "2026-11-24"),
        ([1], "list"),
        (1.5, "1.5"),
        ("juara", "juara"),
    ],
)
def test_a_cell_without_a_short_form_is_named_by_its_kind(rank: object, kind: str) -> None:
    """Python refuses to write out an int of 4,400 digits; the finding does not try."""
    marks = {"actual": 1, "problematic": 1, "relevant": 1, "feasible": 1}
    table = {"scale": [0, 1], "issue": [{"name": "A", "rank": rank, **marks}]}
    found = CALCULATIONS["apkl"].compute(table).findings[0]
    assert found.message.en == (
        f"A: the stated rank is {kind}, it should be 1; equal totals share a rank."
    )
