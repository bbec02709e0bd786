"""Array by array, where an answer and the right way part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from deepcat_judge.compare import where
from deepcat_judge.key import Expectation
from deepcat_judge.plain import Path, Plain, leaf_at, leaves
from deepcat_judge.verdict import TrailRow


def divergence(
    expectation: Expectation, got: Plain, returns: tuple[str, ...] = ()
) -> tuple[TrailRow, ...]:
    """Compare every array of a result with what it should be, in the order of computing.

    What a dict keeps was computed on the way, and in its order; what stands beside the dict is the
    end of the way. So a cache comes before the prediction that is made from it.

    Parameters
    ----------
    expectation : Expectation
        The right value, a tuple or dict that holds two arrays or more, and its tolerance.
    got : Plain
        What an answer returned. Arrays that are not in it have no row.
    returns : tuple of str
        Names of the things that are returned.

    Returns
    -------
    tuple of TrailRow
        Empty where there is one array only, or where no row is wrong.
    """
    arrays = [(path, leaf) for path, leaf in leaves(expectation.value) if _is_array(leaf)]
    if len(arrays) < 2:
        return ()
    arrays.sort(key=lambda item: not isinstance(item[0][-1], str))
    rows = tuple(_rows(arrays, expectation, got, returns))
    return rows if any(not row.right for row in rows) else ()


def _rows(
    arrays: list[tuple[Path, Any]], expectation: Expectation, got: Plain, returns: tuple[str, ...]
) -> Iterator[TrailRow]:
    for path, expected in arrays:
        theirs = leaf_at(got, path)
        if not isinstance(theirs, np.ndarray):
            continue
        difference = _difference(theirs, expected)
        tolerance = np.asarray(leaf_at(expectation.tolerance, path), dtype=float)
        right = bool(np.all(difference <= tolerance))  # not so where the shapes differ: NaN
        yield TrailRow(_name(path, returns), theirs.shape, float(np.max(difference)), right)


def _difference(got: npt.NDArray[Any], expected: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Element by element; NaN for another shape, infinite where either is not finite."""
    if got.shape != expected.shape:
        return np.array(np.nan)
    with np.errstate(all="ignore"):
        difference = np.abs(got.astype(float) - expected.astype(float))
    return np.where(np.isfinite(difference), difference, np.inf)


def _is_array(leaf: Plain) -> bool:
    return isinstance(leaf, np.ndarray) and leaf.size > 0


def _name(path: Path, returns: tuple[str, ...]) -> str:
    """The keys on the way to an array; for one without keys, its place among what is returned."""
    keys = [step for step in path if isinstance(step, str)]
    if keys:
        return ".".join(keys)
    first = path[0]
    assert isinstance(first, int)  # a path of several arrays has a step, and it is no key
    named = len(path) == 1 and first < len(returns)
    return returns[first] if named else where(path).removeprefix("the ")
