"""What a caller asks of a set of pictures: arguments, and the steps from the whole set to them."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from deepcat_data.draws import Draws
from deepcat_data.pictures import CLASSES, Pictures, Task, check_task, for_task, sample

Split = Literal["train", "test"]

# Fixed, so that "the first hundred pictures" are the same ones for everybody.
ORDER = 0


def check_asked(split: Split, task: Task, n: int | None) -> None:
    """Refuse what cannot be had before anything is fetched.

    Raises
    ------
    ValueError
        If there is no such split or task, or n is below 1.
    """
    if split not in get_args(Split):
        raise ValueError(f"split is {' or '.join(map(repr, get_args(Split)))}, not {split!r}")
    check_task(task)
    if n is not None and n < 1:
        raise ValueError(f"n is at least 1, or None for all pictures, not {n!r}")


def gathered(
    X: npt.NDArray[np.uint8], kinds: list[str], meta: dict[str, npt.NDArray[np.str_]]
) -> Pictures:
    """Return pictures of the four classes, in a mixed order that is always the same.

    An archive has them class by class, and who takes the first hundred wants some of each.

    Parameters
    ----------
    X : (m, size, size, 3) uint8
    kinds : list of str
        The class of each picture, one of `deepcat_data.pictures.CLASSES`.
    meta : dict from str to (m,) array
    """
    y = np.array([CLASSES.index(kind) for kind in kinds], dtype=np.int64)
    pictures = Pictures(X, y, CLASSES, meta)
    return pictures.take(Draws(ORDER).permutation(len(pictures)))


def as_asked(pictures: Pictures, task: Task, n: int | None, seed: int) -> Pictures:
    """Return n pictures for a task, of pictures of the four classes."""
    return sample(for_task(pictures, task), n, seed)
