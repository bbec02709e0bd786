"""The cats and other pictures of a well-known course, from the HDF5 files that you have of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from deepcat_data.pictures import TASKS, Pictures
from deepcat_data.real.errors import ArchiveError
from deepcat_data.real.extras import extra

SIDE = 64
MOST = 10_000  # pictures; the files that we know have 209 and 50


def read_catvnoncat(path: str | os.PathLike[str]) -> Pictures:
    """Read ``train_catvnoncat.h5`` or ``test_catvnoncat.h5``.

    The files belong to the course that they were made for, and carry no licence, so DeepCat neither
    has nor fetches them. Whoever took that course has them.

    They are good for a first try and for no claim: there are 209 training pictures and 50 test
    pictures; who always answers "cat" is right on 66 % of the test set, and who always answers
    "other" on 66 % of the training set; and the training picture 146 is, byte for byte, the test
    picture 17.

    Parameters
    ----------
    path : path-like
        One of the two files.

    Returns
    -------
    pictures : Pictures
        Of 64 × 64 pixels, with the classes "other" (0) and "cat" (1), in the file's order, with
        ``file`` and ``number`` (a picture's place in that file) in `meta`.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ArchiveError
        If it is not laid out as those files are.
    ModuleNotFoundError
        If the extra ``real`` is not installed.
    """
    with extra():
        import h5py
    path = Path(path).expanduser()
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not a file: name train_catvnoncat.h5 or its sibling.")
    try:
        with h5py.File(path, "r") as file:
            X, y = _arrays(file, path)
    except ArchiveError:
        raise
    except (OSError, RuntimeError, KeyError, TypeError, ValueError) as error:  # all are h5py's
        raise ArchiveError(f"{path} cannot be read as HDF5 ({error}).") from error
    meta = {"file": np.full(len(X), path.name), "number": np.arange(len(X))}
    return Pictures(X, y, TASKS["binary"], meta)


def _arrays(file: Any, path: Path) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """Return pictures, (m, SIDE, SIDE, 3), and labels, (m,), of an open file."""
    split = "train" if "train_set_x" in file else "test"
    found = [file.get(name) for name in (f"{split}_set_x", f"{split}_set_y", "list_classes")]
    # Shapes and types are known before anything is read.
    shapes = [getattr(data, "shape", None) for data in found]
    m = shapes[0][0] if shapes[0] else 0
    if not 1 <= m <= MOST or shapes != [(m, SIDE, SIDE, 3), (m,), (2,)]:
        raise ArchiveError(
            f"{path} should hold {split}_set_x, {split}_set_y and list_classes of shapes"
            f" (m, {SIDE}, {SIDE}, 3), (m,) and (2,), and has {shapes}."
        )
    if [data.dtype.kind for data in found] != ["u", "i", "S"] or found[0].dtype.itemsize != 1:
        raise ArchiveError(
            f"{path} should hold uint8 pictures, whole labels and byte strings, and has"
            f" {', '.join(str(data.dtype) for data in found)}."
        )
    X, y, classes = (data[()] for data in found)
    if list(classes) != [b"non-cat", b"cat"] or not np.isin(y, (0, 1)).all():
        raise ArchiveError(f"{path} should have labels 0 and 1 for non-cat and cat.")
    return X, y.astype(np.int64)
