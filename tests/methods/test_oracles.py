"""Two libraries of the field, pymcdm and scikit-criteria, compute what we compute.

They are oracles of the tests and no part of the program: without them these tests are left out on
a person's machine and fail in CI, where ``make test`` has installed them.

The same name does not always mean the same normalisation, so each is named on both sides:

=========  ===================  =========================================================
ours       pymcdm               scikit-criteria
=========  ===================  =========================================================
max        linear               BenefitCostInverter; our cost is min / x, theirs too, but
                                pymcdm's "max" gives a cost 1 - x / max
sum        sum                  InvertMinimize, then SumScaler: a cost is 1 / x
vector     vector               VectorScaler has no cost of its own: TOPSIS only, where a
                                cost keeps its values and its ideal is the smallest
minmax     minmax               MinMaxInverter, but it makes a constant column 0, where
                                pymcdm and we make it 1: it shifts all scores alike
=========  ===================  =========================================================

scikit-criteria prints WPM as the decimal logarithm of our score, and ranks without gaps.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import warnings
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.methods import (
    AhpTable,
    Alternative,
    Criterion,
    DecisionTable,
    score_saw,
    score_topsis,
    score_wpm,
    weigh_ahp,
)

NEAR = 1e-9
VALUES = st.integers(min_value=1, max_value=100_000).map(lambda n: Fraction(n, 100))
KINDS = st.sampled_from(["benefit", "cost"])
NORMALIZATIONS = ["max", "sum", "vector", "minmax"]
THEIR_NAMES = {"max": "linear", "sum": "sum", "vector": "vector", "minmax": "minmax"}
Library = Callable[[str], Any]
Score = Fraction | float | None


@pytest.fixture(scope="session")
def library() -> Library:
    """Import a module of an oracle; what its own dependencies deprecate is not ours to mend."""
    missing = [name for name in ("pymcdm", "skcriteria") if importlib.util.find_spec(name) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{missing} must be there in CI (make test installs constraints-oracles.txt)")
    if missing:
        pytest.skip(f"{missing} not installed (make test does that)")

    def load(name: str) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            return importlib.import_module(name)

    return load


@st.composite
def tables(draw: st.DrawFn, normalization: str, *, constant: bool = True) -> DecisionTable:
    """Draw a decision table without faults, whose weights sum to 1."""
    width = draw(st.integers(min_value=1, max_value=5))
    height = draw(st.integers(min_value=2, max_value=7))
    shares = draw(st.lists(st.integers(1, 100), min_size=width, max_size=width))
    columns = [
        draw(st.lists(VALUES, min_size=height, max_size=height, unique=not constant))
        for _ in range(width)
    ]
    return DecisionTable(
        criterion=tuple(
            Criterion(name=f"C{n}", type=draw(KINDS), weight=Fraction(share, sum(shares)))
            for n, share in enumerate(shares)
        ),
        alternative=tuple(
            Alternative(name=f"A{n}", values=row)
            for n, row in enumerate(zip(*columns, strict=True))
        ),
        normalization=normalization,
    )


def _floats(table: DecisionTable) -> tuple[list[list[float]], list[float], list[int]]:
    """Return values, weights and types as the oracles take them."""
    values = [[float(cell) for cell in row.values] for row in table.alternative]  # type: ignore[union-attr]
    weights = [float(criterion.weight) for criterion in table.criterion]  # type: ignore[arg-type]
    types = [1 if criterion.type == "benefit" else -1 for criterion in table.criterion]
    return values, weights, types


def _agrees(ours: Any, theirs: Sequence[float]) -> None:
    """Compare scores within 1e-9; where theirs part two alternatives, our ranks do too."""
    assert [float(score) for score in ours.scores] == pytest.approx(list(theirs), abs=NEAR)
    for one, rank in zip(theirs, ours.ranks, strict=True):
        clearly_better = sum(other > one + NEAR for other in theirs)
        not_worse = sum(other >= one - NEAR for other in theirs)
        assert clearly_better < rank <= not_worse


def _pymcdm(library: Library, method: str, table: DecisionTable) -> Sequence[float]:
    normalizations = library("pymcdm.normalizations")
    by = getattr(normalizations, f"{THEIR_NAMES[str(table.normalization)]}_normalization")
    scorer = getattr(library("pymcdm.methods"), method)(by)
    # Their validation warns of an alternative that is best or worst throughout; that is allowed.
    scores: Sequence[float] = scorer(*_floats(table), validation=False).tolist()
    return scores


def _skcriteria(library: Library, steps: Sequence[tuple[str, str]], table: DecisionTable) -> Any:
    """Run the classes of scikit-criteria, the last of which scores; return what it adds."""
    values, weights, types = _floats(table)
    matrix = library("skcriteria").mkdm(values, types, weights=weights)
    *scalers, (module, scorer) = [(f"skcriteria.{module}", name) for module, name in steps]
    for where, name in scalers:
        scaler = getattr(library(where), name)
        matrix = (scaler("matrix") if name.endswith("Scaler") else scaler()).transform(matrix)
    return getattr(library(module), scorer)().evaluate(matrix).e_


INVERT = "preprocessing.invert_objectives"
SCALE = "preprocessing.scalers"
SK_STEPS = {
    "max": [(INVERT, "BenefitCostInverter")],
    "sum": [(INVERT, "InvertMinimize"), (SCALE, "SumScaler")],
    "minmax": [(INVERT, "MinMaxInverter")],
}


@pytest.mark.parametrize("normalization", NORMALIZATIONS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_saw_agrees_with_pymcdm(library: Library, normalization: str, data: st.DataObject) -> None:
    """SAW is pymcdm's weighted sum model under the normalisation of the same meaning."""
    table = data.draw(tables(normalization))
    _agrees(score_saw(table), _pymcdm(library, "WSM", table))


@pytest.mark.parametrize("normalization", sorted(SK_STEPS))
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_saw_agrees_with_scikit_criteria(
    library: Library, normalization: str, data: st.DataObject
) -> None:
    """SAW is the weighted sum model of scikit-criteria, where it has our normalisation."""
    steps = [*SK_STEPS[normalization], ("agg.simple", "WeightedSumModel")]
    table = data.draw(tables(normalization, constant=False))
    _agrees(score_saw(table), _skcriteria(library, steps, table).score.tolist())


@pytest.mark.parametrize("normalization", NORMALIZATIONS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_wpm_agrees_with_pymcdm(library: Library, normalization: str, data: st.DataObject) -> None:
    """WPM is pymcdm's weighted product model, zeros of minmax included."""
    table = data.draw(tables(normalization))
    _agrees(score_wpm(table), _pymcdm(library, "WPM", table))


@pytest.mark.parametrize("normalization", ["max", "sum"])
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_wpm_agrees_with_scikit_criteria(
    library: Library, normalization: str, data: st.DataObject
) -> None:
    """WPM is ten to the power of the score of scikit-criteria."""
    steps = [*SK_STEPS[normalization], ("agg.simple", "WeightedProductModel")]
    table = data.draw(tables(normalization))
    logs = _skcriteria(library, steps, table).score.tolist()
    _agrees(score_wpm(table), [10**log for log in logs])


@pytest.mark.parametrize("normalization", NORMALIZATIONS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_topsis_agrees_with_pymcdm(
    library: Library, normalization: str, data: st.DataObject
) -> None:
    """TOPSIS has pymcdm's closeness; 1 - r for a cost of "vector" leaves all distances alone."""
    table = data.draw(tables(normalization, constant=False))
    _agrees(score_topsis(table), _pymcdm(library, "TOPSIS", table))


@pytest.mark.filterwarnings("ignore:Although TOPSIS can operate with minimization:UserWarning")
@pytest.mark.parametrize("normalization", NORMALIZATIONS)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_topsis_agrees_with_scikit_criteria(
    library: Library, normalization: str, data: st.DataObject
) -> None:
    """TOPSIS has the closeness and, by "vector", the ideal points of scikit-criteria."""
    steps = SK_STEPS.get(normalization, [(SCALE, "VectorScaler")])
    table = data.draw(tables(normalization, constant=False))
    ours = score_topsis(table)
    theirs = _skcriteria(library, [*steps, ("agg.topsis", "TOPSIS")], table)
    _agrees(ours, theirs.similarity.tolist())
    assert list(ours.ideal) == pytest.approx(theirs.ideal.tolist(), abs=NEAR)
    assert list(ours.anti_ideal) == pytest.approx(theirs.anti_ideal.tolist(), abs=NEAR)


JUDGEMENTS = st.integers(min_value=-8, max_value=8).map(
    lambda n: Fraction(n + 1) if n >= 0 else Fraction(1, 1 - n)
)


@st.composite
def judgements(draw: st.DrawFn) -> list[list[Fraction]]:
    """Draw a complete reciprocal matrix of Saaty's scale, consistent or not."""
    size = draw(st.integers(min_value=2, max_value=8))
    matrix = [[Fraction(1)] * size for _ in range(size)]
    for i in range(size):
        for j in range(i):
            matrix[i][j] = draw(JUDGEMENTS)
            matrix[j][i] = 1 / matrix[i][j]
    return matrix


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_ahp_agrees_with_pymcdm(library: Library, data: st.DataObject) -> None:
    """The weights, and CR by their own table of random indices, come of the same eigenvector."""
    subjective, numpy = library("pymcdm.weights.subjective"), library("numpy")
    matrix = data.draw(judgements())
    ours = weigh_ahp(AhpTable(matrix=matrix, random_index="saaty1980"))
    floats = [[float(cell) for cell in row] for row in matrix]
    theirs = subjective.AHP(matrix=numpy.array(floats))
    assert list(ours.weights) == pytest.approx(theirs().tolist(), abs=NEAR)
    assert ours.consistency is not None
    index = theirs.RI_M[len(matrix) - 1] or 1
    assert ours.consistency.ci / index == pytest.approx(float(theirs.get_cr()), abs=NEAR)
