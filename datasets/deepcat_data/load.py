"""Load the drawn pictures: nothing here touches the network."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from deepcat_data.archive import DataFileError, read_archive, write_archive
from deepcat_data.cache import cache_folder
from deepcat_data.pictures import TASKS, Pictures, Task, at_size, check_task, for_task, sample
from deepcat_data.progress import ProgressLine
from deepcat_data.registry import SHIPPED, read_shipped
from deepcat_data.whole import check_whole


def load_cats(
    split: str = "train",
    task: Task = "binary",
    size: int = 64,
    n: int | None = None,
    seed: int = 0,
) -> Pictures:
    """Load drawn pictures of cats, dogs, lions and others.

    Parameters
    ----------
    split : str, default "train"
        ``train`` (1,000 pictures), ``validation`` (200) and ``test`` (600) make the set
        ``cats-64``. ``tiny`` (209 of train) and ``tiny_test`` (50 of test) show overfitting.
        ``pencil`` (200) is drawn in a style that no training set has. ``large`` (5,000) is drawn
        on first use, in about half a minute, and kept in the cache folder; a notebook that is
        graded has no time for it.
    task : {"binary", "three", "four"}
        ``binary``: is it a cat (1) or not (0)? ``three``: cat, dog or lion; the others are left
        out. ``four``: cat, dog, lion or other.
    size : {64, 32}
        At 32 a pixel is the mean of 2 × 2 pixels.
    n : int, optional
        Take only so many pictures, at random, with every class's share as near as may be.
    seed : int, default 0
        Decides which ones, and their order.

    Returns
    -------
    Pictures
        ``X`` (m, size, size, 3) uint8, ``y`` (m,), ``classes``, ``meta``; ``as_columns()`` gives
        the course's X and Y.

    Raises
    ------
    ValueError
        If an argument is none of those above.
    DataFileError
        If a shipped file is missing or was changed.

    Warns
    -----
    UserWarning
        If the large set was drawn and cannot be kept.

    Examples
    --------
    >>> X, Y = load_cats("train", size=32, n=100).as_columns()
    >>> X.shape, Y.shape
    ((3072, 100), (1, 100))
    """
    if split not in _READERS:
        raise ValueError(f"split is one of {', '.join(_READERS)}, not {split!r}")
    _check(split, task, size, n, seed)
    return sample(at_size(for_task(_READERS[split](), task), size), n, seed)


def _check(split: str, task: Task, size: int, n: int | None, seed: int) -> None:
    """Refuse what cannot be had before half a minute is spent on drawing it."""
    check_task(task)
    check_whole("size", size, 1)
    if size not in (64, 32):
        raise ValueError(f"size is 64 or 32, not {size!r}")
    check_whole("seed", seed, 0)
    if n is None:
        return
    check_whole("n", n, 1)
    if split == "large":
        from deepcat_data.cats import RECIPES

        counts = RECIPES["large-64"]["large"].counts
        most = sum(counts[: len(TASKS["three"])] if task == "three" else counts)
        if n > most:
            raise ValueError(f"n is between 1 and {most}, the pictures there are, not {n!r}")


def large_path() -> Path:
    """Return where the large set is kept; it may not be there yet."""
    # A change to the drawing changes the shipped pictures too, and makes this set another one.
    return cache_folder() / f"large-64-{SHIPPED['cats-64'][:8]}.npz"


def _large() -> Pictures:
    # Nobody else waits for the drawing to be imported.
    from deepcat_data.cats import RECIPES, make_cats

    path = large_path()
    if path.exists():
        try:
            return read_archive(path, "large")
        except DataFileError:
            path.unlink(missing_ok=True)  # it can be drawn again
    config = RECIPES["large-64"]["large"]
    pictures = make_cats(config, ProgressLine(f"Drawing {sum(config.counts):,} pictures, once"))
    try:
        write_archive(path, {"large": pictures})
    except OSError as error:
        warnings.warn(
            f"{path} cannot be written ({error.strerror}), so the pictures are drawn again the"
            " next time: set DEEPCAT_CACHE to a folder that can be written to.",
            stacklevel=3,
        )
    return pictures


def _shipped(name: str, split: str) -> Callable[[], Pictures]:
    return lambda: read_shipped(name, lambda path: read_archive(path, split))


def _slice(split: str, count: int) -> Callable[[], Pictures]:
    return lambda: sample(_shipped("cats-64", split)(), count, seed=0)


_READERS: Mapping[str, Callable[[], Pictures]] = MappingProxyType(
    {
        "train": _shipped("cats-64", "train"),
        "validation": _shipped("cats-64", "validation"),
        "test": _shipped("cats-64", "test"),
        # As many pictures as a well-known set of cats has, in our proportions.
        "tiny": _slice("train", 209),
        "tiny_test": _slice("test", 50),
        "pencil": _shipped("pencil-64", "pencil"),
        "large": _large,
    }
)
