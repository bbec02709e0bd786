"""Cats, dogs, lions and other things of Tiny ImageNet, 64 × 64."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from deepcat_data.pictures import Pictures, Task, at_size
from deepcat_data.real import sources
from deepcat_data.real.asked import Split, as_asked, check_asked, gathered
from deepcat_data.real.download import fetch_archive
from deepcat_data.real.errors import ArchiveError
from deepcat_data.real.extras import extra, progress
from deepcat_data.real.members import lines_of, opened_zip, zip_member

SIDE = 64
ROOT = "tiny-imagenet-200/"
LONGEST_PICTURE, LONGEST_TEXT = 1 << 18, 1 << 23  # bytes

# The WordNet numbers of the classes; every other one of the archive's 200 is "other".
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "n02123045": "cat",  # tabby
        "n02123394": "cat",  # Persian cat
        "n02124075": "cat",  # Egyptian cat
        "n02085620": "dog",  # Chihuahua
        "n02094433": "dog",  # Yorkshire terrier
        "n02099601": "dog",  # golden retriever
        "n02099712": "dog",  # Labrador retriever
        "n02106662": "dog",  # German shepherd
        "n02113799": "dog",  # standard poodle
        "n02129165": "lion",
    }
)

# How many pictures of each of the archive's own classes are taken, the first by their number. It
# has 500 of each for training and 50 for testing; so few others leave cats more than a quarter.
TAKEN: Mapping[Split, Mapping[str, int]] = MappingProxyType(
    {
        "train": {"cat": 500, "dog": 250, "lion": 500, "other": 10},
        "test": {"cat": 50, "dog": 25, "lion": 50, "other": 1},
    }
)


def fetch_tiny_imagenet(
    split: Split = "train",
    task: Task = "binary",
    *,
    size: int = SIDE,
    n: int | None = None,
    seed: int = 0,
    folder: str | os.PathLike[str] | None = None,
    accept_licence: bool = False,
) -> Pictures:
    """Return cats, dogs, lions and other things of Tiny ImageNet.

    The archive (248 MB) is fetched at the first call. Of it are used:

    ======= ===== ===== ===== ====== ======
    split   cat   dog   lion  other  all
    ======= ===== ===== ===== ====== ======
    train   1500  1500  500   1900   5400
    test    150   150   50    190    540
    ======= ===== ===== ===== ====== ======

    Cats are tabby, Persian and Egyptian cats, in equal parts; dogs are of six breeds, in equal
    parts; the others are in equal parts of the 190 other classes, animals and things. Who always
    answers "other" is right on 72 % of the binary task. The test pictures are the archive's
    validation set, for its own test set has no labels. Some pictures are grey; they have three
    equal channels.

    Parameters
    ----------
    split : {"train", "test"}, default "train"
    task : {"binary", "three", "four"}, default "binary"
        See `deepcat_data.pictures.for_task`.
    size : {64, 32}, default 64
        Height and width in pixels.
    n : int, optional
        How many pictures; all of them by default. See `deepcat_data.pictures.sample`.
    seed : int, default 0
        Decides which n pictures.
    folder : path-like, optional
        Where the archive is kept, instead of in `deepcat_data.cache.cache_folder`.
    accept_licence : bool, default False
        Whether you accept the terms that `licence_of("tiny-imagenet")` shows.

    Returns
    -------
    pictures : Pictures
        With ``wnid`` (the WordNet number), ``name`` (what that stands for, such as "tabby") and
        ``file`` (the picture's name in the archive) in `meta`, in a mixed order that is always the
        same.

    Raises
    ------
    LicenceError
        If the terms were not accepted; the text shows them.
    FetchError
        If the archive cannot be fetched; what has arrived of it is kept for the next call.
    ArchiveError
        If the archive is not laid out as expected.
    ModuleNotFoundError
        If the extra ``real`` is not installed.
    ValueError
        If there is no such split, task or size, or there are fewer than n pictures.
    """
    check_asked(split, task, n)
    if size not in (SIDE, SIDE // 2):
        raise ValueError(f"size is {SIDE} or {SIDE // 2}, not {size!r}")
    sources.require_acceptance("tiny-imagenet", accept_licence)
    (source,) = sources.SOURCES["tiny-imagenet"]
    pictures = read_tiny_imagenet(fetch_archive(source, folder), split)
    return at_size(as_asked(pictures, task, n, seed), size)


def read_tiny_imagenet(path: Path, split: Split) -> Pictures:
    """Return a split's pictures of the four classes, from the archive itself.

    Raises
    ------
    ArchiveError
        If it is not laid out as expected.
    """
    with opened_zip(path) as archive:
        wnids = _wnids(archive)
        chosen = _train(wnids) if split == "train" else _test(archive, wnids)  # member, wnid
        names = _names(archive)
        X = np.empty((len(chosen), SIDE, SIDE, 3), np.uint8)
        with progress(f"Reading {path.name}", len(chosen), "picture", delay=2.0) as bar:
            for i, (member, _) in enumerate(chosen):
                X[i] = _picture(zip_member(archive, ROOT + member, LONGEST_PICTURE), member)
                bar.update()
    meta = {
        "wnid": np.array([wnid for _, wnid in chosen]),
        "name": np.array([names.get(wnid, wnid) for _, wnid in chosen]),
        "file": np.array([member.rpartition("/")[2] for member, _ in chosen]),
    }
    return gathered(X, [_kind(wnid) for _, wnid in chosen], meta)


def _kind(wnid: str) -> str:
    return KINDS.get(wnid, "other")


def _lines(archive: zipfile.ZipFile, name: str) -> list[str]:
    return lines_of(zip_member(archive, ROOT + name, LONGEST_TEXT), name)


def _wnids(archive: zipfile.ZipFile) -> list[str]:
    """Return the archive's classes."""
    wnids = [line.strip() for line in _lines(archive, "wnids.txt")]
    for wnid in KINDS:
        if wnid not in wnids:
            raise ArchiveError(f"wnids.txt does not name {wnid}: it is not Tiny ImageNet's.")
    return wnids


def _names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return a word for each WordNet number: the first of those that the archive has."""
    pairs = (line.partition("\t") for line in _lines(archive, "words.txt"))
    return {wnid: words.partition(",")[0].strip() for wnid, _, words in pairs}


def _train(wnids: list[str]) -> list[tuple[str, str]]:
    """Return name and class of the training pictures that are taken."""
    return [
        (f"train/{wnid}/images/{wnid}_{number}.JPEG", wnid)
        for wnid in wnids
        for number in range(TAKEN["train"][_kind(wnid)])
    ]


def _test(archive: zipfile.ZipFile, wnids: list[str]) -> list[tuple[str, str]]:
    """Return name and class of the test pictures that are taken."""
    of_class: dict[str, list[str]] = {wnid: [] for wnid in wnids}
    for line in _lines(archive, "val/val_annotations.txt"):
        file, wnid, *_ = [*line.split("\t"), ""]
        if wnid not in of_class:
            raise ArchiveError(f"val_annotations.txt names no class of the archive: {line!r}.")
        of_class[wnid].append(file)
    taken = TAKEN["test"]
    for wnid, files in of_class.items():
        if len(files) < taken[_kind(wnid)]:
            raise ArchiveError(f"val_annotations.txt has only {len(files)} pictures of {wnid}.")
    return [
        (f"val/images/{file}", wnid)
        for wnid, files in of_class.items()
        for file in files[: taken[_kind(wnid)]]
    ]


def _picture(content: bytes, name: str) -> npt.NDArray[np.uint8]:
    """Return a picture as (SIDE, SIDE, 3) uint8."""
    with extra():
        from PIL import Image
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            size = image.size
            # The size is known before a pixel is decoded.
            pixels = np.asarray(image.convert("RGB")) if size == (SIDE, SIDE) else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ArchiveError(f"{name} is not a picture that can be read ({error}).") from error
    if pixels is None:
        raise ArchiveError(f"{name} has {size[0]} × {size[1]} pixels, not {SIDE} × {SIDE}.")
    return pixels
