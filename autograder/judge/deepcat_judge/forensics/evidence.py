"""What is seen of a wrong answer, and what is concluded from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deepcat_judge.plain import Plain

Array: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True)
class Trace:
    """A finding: its kind, what was seen, and what to think about next."""

    id: str
    message: str
    next_thought: str


@dataclass(frozen=True)
class Evidence:
    """One case seen from outside: the arguments, and one returned number or array.

    `tolerance` is broadcastable to `expected`; `right` says whether `got` passed.
    """

    args: tuple[Plain, ...]
    expected: Array
    got: Array
    tolerance: Array
    right: bool


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
