"""Cats and dogs of CIFAR-10, lions of CIFAR-100 and other things of both, 32 × 32."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from deepcat_data.pictures import Pictures, Task
from deepcat_data.real import sources
from deepcat_data.real.asked import Split, as_asked, check_asked, gathered
from deepcat_data.real.download import fetch_archive
from deepcat_data.real.errors import ArchiveError
from deepcat_data.real.members import LONGEST_MEMBER, lines_of, tar_members

SIDE = 32
PIXELS = 3 * SIDE * SIDE  # bytes: all reds, all greens, all blues, each row by row
LONGEST_TEXT = 1 << 16  # bytes


@dataclass(frozen=True)
class Layout:
    """How one of the two archives is laid out, and what is taken of it.

    Attributes
    ----------
    name : str
        Of the data set.
    root : str
        The folder in the archive.
    files : mapping from str to tuple of str
        The files of each split.
    names : str
        The file with the names of the classes, one a line, in the order of their numbers.
    labels : int
        How many bytes stand before a picture's pixels; the last is the number of its class.
    kinds : tuple of str
        The classes of which every picture is taken. The others are "other".
    others : mapping from str to int
        How many pictures of each other class are taken, the first ones in the archive's order.
    """

    name: str
    root: str
    files: Mapping[Split, tuple[str, ...]]
    names: str
    labels: int
    kinds: tuple[str, ...]
    others: Mapping[Split, int]


# So few others leave cats a third of the pictures.
CIFAR_10 = Layout(
    name="CIFAR-10",
    root="cifar-10-batches-bin/",
    files=MappingProxyType(
        {
            "train": tuple(f"data_batch_{number}.bin" for number in range(1, 6)),
            "test": ("test_batch.bin",),
        }
    ),
    names="batches.meta.txt",
    labels=1,
    kinds=("cat", "dog"),
    others=MappingProxyType({"train": 250, "test": 50}),
)
CIFAR_100 = Layout(
    name="CIFAR-100",
    root="cifar-100-binary/",
    files=MappingProxyType({"train": ("train.bin",), "test": ("test.bin",)}),
    names="fine_label_names.txt",
    labels=2,  # that of the superclass stands first
    kinds=("lion",),
    others=MappingProxyType({"train": 25, "test": 5}),
)
LAYOUTS = (CIFAR_10, CIFAR_100)


def fetch_cifar(
    split: Split = "train",
    task: Task = "binary",
    *,
    n: int | None = None,
    seed: int = 0,
    folder: str | os.PathLike[str] | None = None,
    accept_licence: bool = False,
) -> Pictures:
    """Return cats and dogs of CIFAR-10, lions of CIFAR-100 and other things of both.

    The two archives (170 and 169 MB) are fetched at the first call. Of them are used:

    ======= ===== ===== ===== ====== ======
    split   cat   dog   lion  other  all
    ======= ===== ===== ===== ====== ======
    train   5000  5000  500   4475   14975
    test    1000  1000  100   895    2995
    ======= ===== ===== ===== ====== ======

    Others are the first 250 (test: 50) of each of the eight other classes of CIFAR-10, and the
    first 25 (test: 5) of each of the 99 other classes of CIFAR-100, leopard, tiger and wolf among
    them. Who always answers "other" is right on 67 % of the binary task. Lions are rare: always
    judge the tasks "three" and "four" class by class.

    Of the test pictures 3.3 % (CIFAR-10) and 10 % (CIFAR-100) have a near copy among the training
    pictures of the whole sets [1]_, so a score on them is a little too good.

    Parameters
    ----------
    split : {"train", "test"}, default "train"
    task : {"binary", "three", "four"}, default "binary"
        See `deepcat_data.pictures.for_task`.
    n : int, optional
        How many pictures; all of them by default. See `deepcat_data.pictures.sample`.
    seed : int, default 0
        Decides which n pictures.
    folder : path-like, optional
        Where the archives are kept, instead of in `deepcat_data.cache.cache_folder`.
    accept_licence : bool, default False
        Whether you accept the terms that `licence_of("cifar")` shows.

    Returns
    -------
    pictures : Pictures
        Of 32 × 32 pixels, with ``source`` ("CIFAR-10" or "CIFAR-100"), ``name`` (of the class
        there), ``file`` and ``number`` (the picture's place in that file) in `meta`, in a mixed
        order that is always the same.

    Raises
    ------
    LicenceError
        If the terms were not accepted; the text shows them.
    FetchError
        If an archive cannot be fetched; what has arrived of it is kept for the next call.
    ArchiveError
        If an archive is not laid out as expected.
    ModuleNotFoundError
        If the extra ``real`` is not installed.
    ValueError
        If there is no such split or task, or there are fewer than n pictures.

    References
    ----------
    .. [1] B. Barz and J. Denzler, Do We Train on Test Data? Purging CIFAR of Near-Duplicates,
       Journal of Imaging 6 (2020), 41.
    """
    check_asked(split, task, n)
    sources.require_acceptance("cifar", accept_licence)
    paths = [fetch_archive(source, folder) for source in sources.SOURCES["cifar"]]
    return as_asked(read_cifar(paths, split), task, n, seed)


def read_cifar(paths: list[Path], split: Split) -> Pictures:
    """Return a split's pictures of the four classes, from the archives of `LAYOUTS`.

    Raises
    ------
    ArchiveError
        If one is not laid out as expected.
    """
    parts = [
        part
        for path, layout in zip(paths, LAYOUTS, strict=True)
        for part in _taken(path, layout, split)
    ]
    X = np.concatenate([part.X for part in parts])
    meta = {
        "source": np.concatenate([np.full(len(part.X), part.layout.name) for part in parts]),
        "name": np.concatenate([part.names for part in parts]),
        "file": np.concatenate([np.full(len(part.X), part.file) for part in parts]),
        "number": np.concatenate([part.numbers for part in parts]),
    }
    kinds = [
        name if name in part.layout.kinds else "other" for part in parts for name in part.names
    ]
    return gathered(X, kinds, meta)


@dataclass(frozen=True)
class _Part:
    """What is taken of one file."""

    layout: Layout
    file: str
    X: npt.NDArray[np.uint8]  # (k, SIDE, SIDE, 3)
    names: npt.NDArray[np.str_]  # (k,)
    numbers: npt.NDArray[np.int64]  # (k,)


def _taken(path: Path, layout: Layout, split: Split) -> list[_Part]:
    """Return what is taken of an archive, file by file."""
    files = layout.files[split]
    wanted = {layout.root + file: LONGEST_MEMBER for file in files}
    members = tar_members(path, {**wanted, layout.root + layout.names: LONGEST_TEXT})
    names = np.array(lines_of(members[layout.root + layout.names], layout.names))
    for kind in layout.kinds:
        if kind not in names:
            raise ArchiveError(f"{layout.names} in {path} names no {kind}.")
    quota = np.where(np.isin(names, layout.kinds), np.iinfo(np.int64).max, layout.others[split])
    parts = []
    for file in files:
        labels, pixels = _records(members.pop(layout.root + file), file, layout, len(names))
        earlier = _earlier_of_its_class(labels)
        chosen = np.flatnonzero(earlier < quota[labels])
        quota -= np.minimum(quota, np.bincount(labels.astype(np.intp), minlength=len(names)))
        planes = pixels[chosen].reshape(-1, 3, SIDE, SIDE)
        X = planes.transpose(0, 2, 3, 1)  # (k, SIDE, SIDE, 3)
        parts.append(_Part(layout, file, X, names[labels[chosen]], chosen))
    return parts


def _records(
    content: bytes, file: str, layout: Layout, classes: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Return the labels, (m,), and the pixels, (m, PIXELS), of a file."""
    length = layout.labels + PIXELS
    if not content or len(content) % length:
        raise ArchiveError(
            f"{file} has {len(content):,} bytes, which are not pictures of {length:,} bytes each."
        )
    records = np.frombuffer(content, np.uint8).reshape(-1, length)
    labels = records[:, layout.labels - 1].astype(np.int64)
    if labels.max() >= classes:
        raise ArchiveError(f"{file} has a picture of class {labels.max()}, of {classes} from 0 on.")
    return labels, records[:, layout.labels :]


def _earlier_of_its_class(labels: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return how many earlier pictures each picture's class has, (m,)."""
    order = np.argsort(labels, kind="stable")
    counts = np.bincount(labels.astype(np.intp))
    first = np.repeat(np.cumsum(counts) - counts, counts)  # where each class begins in the order
    earlier = np.empty(len(labels), np.int64)
    earlier[order] = np.arange(len(labels)) - first
    return earlier
