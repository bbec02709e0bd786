"""No picture of one split is nearly a picture of another."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pytest

from deepcat_data.load import load_cats

SPLITS = ("train", "validation", "test")
# Correlation at 16×16; the nearest two pictures of the set are at 0.952.
LIMIT = 0.97


def signatures(X: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Return pictures at 16×16, one a row, each with mean 0 and length 1.

    What is left does not change with brightness or contrast.
    """
    blocks = X.astype(np.float32).reshape(len(X), 16, 4, 16, 4, 3).mean(axis=(2, 4))
    rows = blocks.reshape(len(X), -1)
    rows -= rows.mean(axis=1, keepdims=True)
    length: npt.NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / length


@pytest.mark.parametrize(
    ("first", "second"), list(itertools.combinations_with_replacement(SPLITS, 2))
)
def test_no_picture_is_nearly_another(first: str, second: str) -> None:
    """Two pictures are less alike than nearly every picture and itself moved by a pixel."""
    likeness = signatures(load_cats(first).X) @ signatures(load_cats(second).X).T
    if first == second:
        np.fill_diagonal(likeness, -1)
    assert likeness.max() < LIMIT


def test_the_measure_sees_a_near_duplicate() -> None:
    """A picture moved by one pixel, and made brighter, is found."""
    X = load_cats("validation").X
    moved = np.clip(np.roll(X, 1, axis=2) * 1.1, 0, 255).astype(np.uint8)
    likeness = (signatures(X) * signatures(moved)).sum(axis=1)
    assert (likeness > LIMIT).mean() > 0.9
