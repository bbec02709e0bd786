"""Every data set that there is: what it holds, where it lies, under what terms, how to open it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

from deepcat_data.archive import DataFileError, read_archive
from deepcat_data.cache import cache_folder
from deepcat_data.cats import RECIPES
from deepcat_data.load import large_path, load_cats
from deepcat_data.pictures import Pictures
from deepcat_data.plane import TOY_SETS
from deepcat_data.real.asked import Split
from deepcat_data.real.cifar import read_cifar
from deepcat_data.real.sources import SOURCES
from deepcat_data.real.tiny_imagenet import read_tiny_imagenet
from deepcat_data.registry import FOLDER, SHIPPED, read_shipped, shipped_path

Kind = Literal["shipped", "drawn", "fetched", "made"]
# Pictures of each class, in the order of `deepcat_data.pictures.CLASSES`.
Counts = tuple[int, ...]

PUBLIC_DOMAIN = "CC0 1.0"


@dataclass(frozen=True)
class Entry:
    """What is known of a data set without opening it.

    Attributes
    ----------
    name : str
    what : str
        What it is, in a line.
    kind : {"shipped", "drawn", "fetched", "made"}
        Whether its file comes with the package, is drawn into the cache on first use or fetched
        into it when asked for, or whether there is no file, for every call makes new points.
    licence : str
    counts : mapping from str to tuple of int
        How many pictures each split has of each of `deepcat_data.pictures.CLASSES`.
    files : mapping from Path to (int or None)
        Where its files are, or will be, and their sizes where those are known beforehand.
    loading : str
        The statements that load it.
    part_of : str
        The set in whose file it is, if it has none of its own.
    """

    name: str
    what: str
    kind: Kind
    licence: str
    counts: Mapping[str, Counts]
    files: Mapping[Path, int | None]
    loading: str
    part_of: str = ""

    def is_here(self) -> bool:
        """Tell whether every file is there, with the size that it should have."""
        return all(
            path.is_file() and size in (None, path.stat().st_size)
            for path, size in self.files.items()
        )

    def size(self) -> int:
        """Return how many bytes the files have that are there."""
        return sum(path.stat().st_size for path in self.files if path.is_file())

    def datasheet(self) -> Path | None:
        """Return where the set is described, if it is."""
        path = FOLDER / self.name / "README.md"
        return path if path.is_file() else None


class UnknownSetError(ValueError):
    """There is no data set of this name; the text names the closest."""


def entries() -> tuple[Entry, ...]:
    """Return every data set, with the paths that hold now."""
    drawn = tuple(_drawn(name) for name in ("cats-64", "tiny", "pencil-64", "large-64"))
    return (*drawn, *(_real(name) for name in SOURCES), _toy())


def entry(name: str) -> Entry:
    """Return a data set by its name; that of any toy set stands for them all.

    Raises
    ------
    UnknownSetError
        If there is none.
    """
    found = {known.name: known for known in entries()}
    wanted = "toy" if name in TOY_SETS else name
    if wanted in found:
        return found[wanted]
    close = difflib.get_close_matches(name, [*found, *TOY_SETS], n=1)
    advice = f"did you mean {close[0]}?" if close else f"there are {', '.join(found)}."
    raise UnknownSetError(f"There is no data set called {name!r}: {advice}")


def read_set(name: str, split: str) -> Pictures:
    """Read a split with all its classes, from what is there: nothing is drawn or fetched.

    Parameters
    ----------
    name : str
    split : str
        A key of the entry's `counts`.

    Raises
    ------
    UnknownSetError
        If there is no such set.
    DataFileError
        If it has no such split, or a file of it is not there; or a shipped one has changed, or a
        fetched one has another size than it should.
    ArchiveError
        If an archive of real pictures is not laid out as it should be.
    ModuleNotFoundError
        If reading those needs the extra ``real``.
    """
    known = entry(name)
    if not known.counts:
        raise DataFileError(f"{known.name} holds points and no pictures.")
    if split not in known.counts:
        splits = ", ".join(known.counts)
        raise DataFileError(f"{known.name} has no split {split!r}: it has {splits}.")
    if name == "tiny":
        return load_cats(split, task="four")
    if known.kind == "shipped":
        return read_shipped(name, lambda path: read_archive(path, split))
    if not known.is_here():
        raise DataFileError(f"{name} is not in {cache_folder()}: {_HOW_TO_GET[known.kind](name)}")
    if known.kind == "drawn":
        return read_archive(large_path(), split)
    return _read_real(name, list(known.files), cast(Split, split))


def _read_real(name: str, paths: list[Path], split: Split) -> Pictures:
    if name == "cifar":
        return read_cifar(paths, split)
    (path,) = paths
    return read_tiny_imagenet(path, split)


_HOW_TO_GET = {
    "drawn": lambda name: f"deepcat data make {name} draws it.",
    "fetched": lambda name: (
        f"deepcat data fetch {name} fetches it, or set DEEPCAT_CACHE to the folder that has it."
    ),
}

_WHAT = {
    "cats-64": "Painted cats, dogs, lions and others, 64 × 64",
    "tiny": "A part of cats-64, small enough to learn by heart",
    "pencil-64": "The same subjects in pencil, a style that no training set has, 64 × 64",
    "large-64": "More painted pictures to train on, 64 × 64",
    "tiny-imagenet": "Photographs of Tiny ImageNet, 64 × 64",
    "cifar": "Photographs of CIFAR-10 and CIFAR-100, 32 × 32",
}

# As many as `load_cats` takes; a test compares.
_TINY: Mapping[str, Counts] = MappingProxyType(
    {"tiny": (104, 42, 42, 21), "tiny_test": (25, 10, 10, 5)}
)
# As the docstrings of `fetch_tiny_imagenet` and `fetch_cifar` say; a test compares.
_REAL: Mapping[str, Mapping[str, Counts]] = MappingProxyType(
    {
        "tiny-imagenet": {"train": (1500, 1500, 500, 1900), "test": (150, 150, 50, 190)},
        "cifar": {"train": (5000, 5000, 500, 4475), "test": (1000, 1000, 100, 895)},
    }
)


def _drawn(name: str) -> Entry:
    part_of = "cats-64" if name == "tiny" else ""
    counts = _TINY if part_of else {s: config.counts for s, config in RECIPES[name].items()}
    is_shipped = (part_of or name) in SHIPPED
    return Entry(
        name=name,
        what=_WHAT[name],
        kind="shipped" if is_shipped else "drawn",
        licence=PUBLIC_DOMAIN,
        counts=counts,
        files={shipped_path(part_of or name) if is_shipped else large_path(): None},
        loading=f'from deepcat_data import load_cats\nload_cats("{next(iter(counts))}")',
        part_of=part_of,
    )


def _real(name: str) -> Entry:
    function = f"fetch_{name.replace('-', '_')}"
    call = f'{function}("train", accept_licence=True)'
    return Entry(
        name=name,
        what=_WHAT[name],
        kind="fetched",
        licence=" ".join(dict.fromkeys(source.terms for source in SOURCES[name])),
        counts=_REAL[name],
        files={cache_folder() / source.file: source.size for source in SOURCES[name]},
        loading=f"from deepcat_data.real import {function}\n{call}",
    )


def _toy() -> Entry:
    return Entry(
        name="toy",
        what=f"Points of the plane in classes, as many as you ask for: {', '.join(TOY_SETS)}",
        kind="made",
        licence=PUBLIC_DOMAIN,
        counts={},
        files={},
        loading="from deepcat_data.toy import make_moons\nmake_moons(200, rng=0)",
    )
