"""What a detector sees, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeGuard

import numpy as np
import numpy.typing as npt

from deepcat_judge.plain import Plain

Array: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True)
class Trace:
    """A finding: its kind, what was seen, and what to think about next.

    A ``weak`` one says where an answer is wrong, and not how. Where the message holds a number
    that depends on the inputs, ``discreet`` is what may be said of hidden ones: None otherwise,
    and empty where there is nothing to be said. One that speaks of every input has ``always``.
    """

    id: str
    message: str
    next_thought: str
    weak: bool = False
    discreet: str | None = None
    always: bool = False


@dataclass(frozen=True)
class Evidence:
    """One case seen from outside: the arguments, and one returned number or array.

    ``tolerance`` is broadcastable to ``expected``; ``right`` says whether ``got`` passed;
    ``names`` are those of the arguments, and ``what`` is what messages call the thing that is
    compared.
    """

    args: tuple[Plain, ...]
    expected: Array
    got: Array
    tolerance: Array
    right: bool
    names: tuple[str, ...] = ()
    what: str = "answer"


Detector: TypeAlias = Callable[[Sequence[Evidence]], Trace | None]


def close(a: Array, b: Array) -> bool:
    """Whether two arrays of one shape hold the same numbers, up to rounding."""
    return bool(
        a.shape == b.shape
        and np.all(np.isfinite(a))
        and np.allclose(a.astype(float), b.astype(float), rtol=1e-6, atol=1e-9)
    )


def every_wrong(evidence: Sequence[Evidence], test: Callable[[Evidence], bool]) -> bool:
    """Whether `test` holds for each case that is wrong."""
    wrong = [item for item in evidence if not item.right]
    return all(test(item) for item in wrong)


def given(evidence: Sequence[Evidence]) -> int:
    """How many arguments every case gives: one with a default may be left out."""
    return min(len(item.args) for item in evidence)


def wrong_elements(item: Evidence) -> Array:
    """Which elements of one case are not right."""
    error = np.abs(item.got.astype(float) - item.expected.astype(float))
    return np.broadcast_to(np.asarray(~(error <= item.tolerance)), item.expected.shape)


def pooled(arrays: Sequence[Array]) -> Array:
    """All elements of several arrays in one row, as floats."""
    return np.concatenate([np.ravel(array).astype(float) for array in arrays])


def is_number(value: Plain) -> TypeGuard[float]:
    """Whether an argument is one number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
