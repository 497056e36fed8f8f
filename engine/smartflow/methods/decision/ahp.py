"""AHP: weights from pairwise judgements, and whether the judgements agree with each other.

Formula: the weights are the principal eigenvector of the matrix, summing to 1; CI = (lambda_max -
n) / (n - 1); CR = CI / RI, where RI is the random index of a named table; CR above 0.1 asks for
another look. Units and ranges: a_ij is how many times more important row i is than column j, 1/9
to 9, a_ii = 1, a_ji = 1 / a_ij. Printed decimals count as reciprocal when a_ij x a_ji is within
0.025 of 1: the larger one holds, so that 0.33 is read as 1/3. Missing judgements are an error
unless ``incomplete`` is declared, and are completed so that CR is smallest. Sources: T. L. Saaty,
The Analytic Hierarchy Process (1980); S. Bozóki and others, On optimal completion (2010). The
matrix is read in ahp_matrix and computed in eigenvector. Imports nothing of the model.
"""

from __future__ import annotations

import msgspec

from smartflow.methods.decision.ahp_matrix import Judgements, read_judgements
from smartflow.methods.decision.eigenvector import (
    complete,
    eigenvalue,
    principal_eigenvector,
    row_means,
)
from smartflow.methods.decision.random_indices import (
    DEFAULT_RANDOM_INDEX,
    RANDOM_INDICES,
    random_index,
)
from smartflow.methods.finding import MethodResult, Notebook
from smartflow.methods.numbers import Cell, read_list, read_text
from smartflow.methods.situations import decision as found
from smartflow.methods.situations import table

__all__ = ["AhpResult", "AhpTable", "Consistency", "weigh_ahp"]

_LIMIT = 0.1
_NOISE = 1e-9
"""A smaller inconsistency is noise of the arithmetic."""


class AhpTable(msgspec.Struct, frozen=True):
    """Pairwise judgements.

    Attributes:
        items: The names of what is compared.
        matrix: Row against column; numbers or ``"1/3"``.
        random_index: The name of the random-index table.
        incomplete: Declares that missing judgements are meant.
    """

    items: Cell = None
    matrix: Cell = None
    random_index: Cell = None
    incomplete: Cell = False


class Consistency(msgspec.Struct, frozen=True):
    """How far the judgements agree with each other.

    Attributes:
        lambda_max: The largest eigenvalue.
        ci: The consistency index; 0 for fewer than three items.
        cr: The consistency ratio; None without a random index.
        random_index: The name of the table, None when it is unknown.
        ri: Its value for this many items.
    """

    lambda_max: float
    ci: float
    cr: float | None
    random_index: str | None
    ri: float | None


class AhpResult(MethodResult, frozen=True, kw_only=True):
    """Weights and consistency.

    Attributes:
        items: The names, in the table's order.
        weights: The principal eigenvector, None where it cannot be computed.
        row_means: The means of the column-normalised rows, which many texts print instead.
        consistency: None without weights.
    """

    items: tuple[str, ...] = ()
    weights: tuple[float | None, ...] = ()
    row_means: tuple[float | None, ...] = ()
    consistency: Consistency | None = None


def weigh_ahp(brought: AhpTable) -> AhpResult:
    """Compute the weights and the consistency of pairwise judgements.

    Args:
        brought: The judgements.

    Returns:
        Weights and consistency. Findings: a matrix that is not square, not reciprocal, or lacks
        a judgement; a diagonal that is not 1; a value outside 1/9 to 9; a random-index table that
        is undeclared, unknown or too short; CR above 0.1; items listed twice, fewer than two, or
        not connected by the judgements.
    """
    notes = Notebook()
    judgements = read_judgements(
        read_list(brought.items),
        read_list(brought.matrix),
        notes,
        incomplete=_declared(brought.incomplete),
    )
    size = len(judgements.places)
    if size == 0:
        notes.note(table.NO_ROWS)
    elif size == 1:
        notes.note(found.AHP_TOO_FEW, count=size)
    name = _index_name(brought.random_index, notes)
    items = tuple(place.label for place in judgements.places)
    nothing = (None,) * size
    if not judgements.usable or size == 0:
        return AhpResult(items=items, weights=nothing, row_means=nothing, findings=notes.findings)
    matrix = complete(judgements.grid)
    weights = principal_eigenvector(matrix)
    consistency = _consistency(eigenvalue(matrix, weights), size, name, notes)
    return AhpResult(
        items=items,
        weights=tuple(weights),
        row_means=tuple(row_means(matrix)) if _is_complete(judgements) else nothing,
        consistency=consistency,
        findings=notes.findings,
    )


def _declared(cell: Cell) -> bool:
    return cell is True or read_text(cell).casefold() in ("true", "ya", "yes", "1")


def _index_name(cell: Cell, notes: Notebook) -> str | None:
    words = read_text(cell)
    if not words and cell in (None, ""):
        notes.note(found.AHP_INDEX_UNDECLARED, used=DEFAULT_RANDOM_INDEX)
        return DEFAULT_RANDOM_INDEX
    name = words.casefold()
    if name in RANDOM_INDICES:
        return name
    known = ", ".join(RANDOM_INDICES)
    notes.note(found.AHP_INDEX_UNKNOWN, written=words or type(cell).__name__, known=known)
    return None


def _is_complete(judgements: Judgements) -> bool:
    return all(value is not None for row in judgements.grid for value in row)


def _consistency(value: float, size: int, name: str | None, notes: Notebook) -> Consistency:
    ci = (value - size) / (size - 1) if size > 1 else 0.0
    if abs(ci) < _NOISE:
        ci = 0.0
    ri = None if name is None else random_index(name, size)
    ratio = None
    if ri is not None:
        ratio = ci / ri if ri else 0.0
    elif name is not None:
        notes.note(found.AHP_NO_INDEX, used=name, size=size)
    if ratio is not None and ratio > _LIMIT + _NOISE:
        notes.note(found.AHP_INCONSISTENT, ratio=ratio)
    return Consistency(lambda_max=value, ci=ci, cr=ratio, random_index=name, ri=ri)
