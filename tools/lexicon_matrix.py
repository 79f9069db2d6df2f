"""Sparse matrices of shares: rows are words or synsets, columns concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, diags_array

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

Matrix = csr_array


def matrix(cells: Iterable[tuple[int, int, float]], height: int, width: int) -> Matrix:
    """Return a matrix from (row, column, value) cells; equal places add up."""
    rows = list(cells)
    at = np.array([(r, c) for r, c, _ in rows], np.int64).reshape(-1, 2)
    made = csr_array(
        (np.array([v for _, _, v in rows], float), (at[:, 0], at[:, 1])), shape=(height, width)
    )
    made.sum_duplicates()
    return made


def rows_to_one(m: Matrix) -> Matrix:
    """Return the matrix with rows that sum to 1 (empty rows stay empty)."""
    m = csr_array(m)
    return csr_array(diags_array(1 / np.maximum(np.asarray(m.sum(axis=1)).ravel(), 1e-12)) @ m)


def cosines(a: Matrix, b: Matrix) -> npt.NDArray[np.float64]:
    """Return the cosine of each row of one matrix with the same row of the other."""
    dot = np.asarray(a.multiply(b).sum(axis=1)).ravel()
    norms = [np.asarray(x.multiply(x).sum(axis=1)).ravel() ** 0.5 for x in (a, b)]
    return dot / np.maximum(norms[0] * norms[1], 1e-12)


def strongest(m: Matrix, most: int) -> Matrix:
    """Return the matrix with only the `most` largest values of each row."""
    m = csr_array(m)
    m.sum_duplicates()
    rows = np.repeat(np.arange(m.shape[0]), np.diff(m.indptr))
    order = np.lexsort((m.indices, -m.data, rows))
    rank = np.arange(len(order)) - m.indptr[rows[order]]
    keep = np.sort(order[rank < most])
    return csr_array((m.data[keep], (rows[keep], m.indices[keep])), shape=m.shape)
