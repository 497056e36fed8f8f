"""The principal eigenvector of a matrix of judgements, and what its missing ones must be.

Plain Python over floats: a matrix of judgements has at most some dozens of rows. Missing judgements
are those that make the largest eigenvalue smallest, so that the completed matrix contradicts
itself least; there v_i a_ij w_j = v_j a_ji w_i for the left and right eigenvectors v and w, which
is solved by iteration. Source: S. Bozóki, J. Fülöp and L. Rónyai, On optimal completion of
incomplete pairwise comparison matrices, Mathematical and Computer Modelling 52 (2010), 318-333.
Imports nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["complete", "eigenvalue", "principal_eigenvector", "row_means"]

_MOST_STEPS = 2_000
_STILL = 1e-14
_MOST_ROUNDS = 500
_SETTLED = 1e-10


def complete(grid: Sequence[Sequence[float | None]]) -> list[list[float]]:
    """Fill the missing judgements of a positive, connected matrix.

    Args:
        grid: a_ij, None where a pair is missing; either both cells of it are or none.

    Returns:
        The matrix whose largest eigenvalue is the smallest that the judgements allow.
    """
    missing = [
        (i, j) for i, row in enumerate(grid) for j, cell in enumerate(row) if cell is None and i < j
    ]
    matrix = [[1.0 if cell is None else cell for cell in row] for row in grid]
    for _ in range(_MOST_ROUNDS if missing else 0):
        right = principal_eigenvector(matrix)
        left = principal_eigenvector(list(zip(*matrix, strict=True)))
        step = 0.0
        for i, j in missing:
            best = math.sqrt(left[j] * right[i] / (left[i] * right[j]))
            step = max(step, abs(math.log(best / matrix[i][j])))
            matrix[i][j], matrix[j][i] = best, 1 / best
        if step < _SETTLED:
            break
    return matrix


def principal_eigenvector(matrix: Sequence[Sequence[float]]) -> list[float]:
    """Return the principal eigenvector of a primitive matrix, summing to 1, by power iteration.

    Args:
        matrix: Square, not negative, with a positive diagonal, and connected.
    """
    size = len(matrix)
    vector = [1.0 / size] * size
    for _ in range(_MOST_STEPS):
        product = _times(matrix, vector)
        total = math.fsum(product)
        following = [part / total for part in product]
        step = max(abs(new - old) for new, old in zip(following, vector, strict=True))
        vector = following
        if step < _STILL:
            break
    return vector


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [math.fsum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def eigenvalue(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> float:
    """Return the eigenvalue of an eigenvector that sums to 1: the sum of what it becomes."""
    return math.fsum(_times(matrix, vector))


def row_means(matrix: Sequence[Sequence[float]]) -> list[float]:
    """Return the means of the rows after each column has been divided by its sum."""
    sums = [math.fsum(column) for column in zip(*matrix, strict=True)]
    return [
        math.fsum(value / total for value, total in zip(row, sums, strict=True)) / len(matrix)
        for row in matrix
    ]
