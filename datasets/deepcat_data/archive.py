"""Sets of pictures in ``.npz`` files: written whole or not at all, read without unpickling."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import tokenize
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib.npyio import NpzFile

from deepcat_data.pictures import Pictures

_META = "meta_"
_SPLIT = re.compile(r"[A-Za-z0-9_-]+")
# What NumPy and the standard library make of files that were broken at random; an encrypted member
# is a RuntimeError, and so is a compression that is unknown.
_BROKEN = (
    ArithmeticError,
    EOFError,
    KeyError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    tokenize.TokenError,
    zipfile.BadZipFile,
    zlib.error,
)


class DataFileError(ValueError):
    """A file of pictures is not what it should be; the text says which, and what to do."""


def write_archive(path: Path, splits: Mapping[str, Pictures]) -> None:
    """Write sets of pictures to one ``.npz``; their classes must be the same.

    The arrays are ``classes`` and, for a split such as ``train``: ``train_X``, ``train_y`` and
    ``train_meta_<name>``.

    Parameters
    ----------
    path : Path
    splits : mapping from str to Pictures

    Raises
    ------
    OSError
        If the file cannot be written. Then an earlier one is still as it was.
    """
    (classes,) = {pictures.classes for pictures in splits.values()}
    arrays: dict[str, Any] = {"classes": np.array(classes)}
    for split, pictures in splits.items():
        arrays[f"{split}_X"] = pictures.X
        arrays[f"{split}_y"] = pictures.y.astype(np.uint8)
        for name, values in pictures.meta.items():
            arrays[f"{split}_{_META}{name}"] = values
    if any(values.dtype.hasobject for values in arrays.values()):
        raise ValueError("an array of Python objects cannot be written without pickle")
    with whole_file(path) as file:
        np.savez_compressed(file, **arrays)


def read_archive(path: str | os.PathLike[str], split: str) -> Pictures:
    """Read one split of a file that `write_archive` wrote.

    Raises
    ------
    DataFileError
        If there is no such split in it, or it is no such file.
    FileNotFoundError
        If there is no file.
    """
    path = Path(path)
    with _opened(path) as arrays:
        splits = _splits(arrays, path)
        if split not in splits:
            there = ", ".join(splits)
            raise DataFileError(f"{path} has no split {split!r}: it has {there or 'none'}.")
        start = f"{split}_{_META}"
        names = [name for name in arrays.files if name.startswith(start)]
        return Pictures(
            X=arrays[f"{split}_X"],
            y=arrays[f"{split}_y"].astype(np.int64),
            classes=tuple(map(str, arrays["classes"])),
            meta={name.removeprefix(start): arrays[name] for name in names},
        )


def splits_of(path: Path) -> list[str]:
    """Return the names of the splits in a file that `write_archive` wrote."""
    with _opened(path) as arrays:
        return _splits(arrays, path)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing that appears under its name only once it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("xb") as file:
            yield file
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[NpzFile]:
    """Open an ``.npz``; whatever is wrong with it, while it is read too, is one sentence."""
    with path.open("rb") as file:
        try:
            with np.load(file, allow_pickle=False) as arrays:
                if not isinstance(arrays, NpzFile):
                    raise ValueError("it holds one array only")
                yield arrays
        except DataFileError:
            raise
        except _BROKEN as error:
            raise DataFileError(f"{path} is damaged or holds no pictures.") from error


def _splits(arrays: NpzFile, path: Path) -> list[str]:
    names = [name.removesuffix("_X") for name in arrays.files if name.endswith("_X")]
    if not all(_SPLIT.fullmatch(name) for name in names):  # names become parts of file names
        raise DataFileError(f"{path} has a split whose name is not made of letters and digits.")
    return names
