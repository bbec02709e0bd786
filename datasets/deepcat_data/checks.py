"""Check the files of pictures that are here against what they should be."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from deepcat_data.archive import DataFileError, read_archive
from deepcat_data.cache import cache_folder
from deepcat_data.cats import RECIPES
from deepcat_data.load import large_path
from deepcat_data.real.sources import SOURCES, Source
from deepcat_data.registry import AGAIN, SHIPPED, digest, shipped_path

AS_PUBLISHED, WHOLE = "as published", "whole, and drawn here"
DIFFERS, MISSING = "differs from what was published", "is missing"


@dataclass(frozen=True)
class Check:
    """What was found of one file.

    Attributes
    ----------
    name : str
        Of its data set.
    path : Path
    found : str
        In words.
    remedy : str
        What to do, as a sentence; empty if the file is as it should be.
    """

    name: str
    path: Path
    found: str
    remedy: str = ""

    @property
    def passed(self) -> bool:
        """Whether the file is as it should be."""
        return not self.remedy


def check_files(
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Check, ...]:
    """Check the shipped files, and whatever was drawn or fetched into the cache folder.

    Parameters
    ----------
    tell : callable (done, total) -> None
        Is told after each file, for a progress bar.
    """
    steps: list[Callable[[], Check]] = [partial(_shipped, name) for name in SHIPPED]
    if large_path().exists():
        steps.append(check_large)
    for name, sources in SOURCES.items():
        for source in sources:
            path = cache_folder() / source.file
            if path.exists():
                steps.append(partial(_fetched, name, path, source))
    checks = []
    for done, step in enumerate(steps, start=1):
        checks.append(step())
        tell(done, len(steps))
    return tuple(checks)


def check_large() -> Check:
    """Check the set that is drawn on first use: whether it is whole.

    It has no published digest, for another processor, or another release of NumPy or zlib, packs
    the same pictures into other bytes.
    """
    name, path = "large-64", large_path()
    remedy = f"Draw {path} again: deepcat data make {name} --force."
    try:
        pictures = read_archive(path, "large")
    except (DataFileError, OSError) as error:
        return Check(name, path, f"cannot be read ({error})", remedy)
    if tuple(pictures.counts()) != RECIPES[name]["large"].counts:
        return Check(name, path, "holds other pictures than it should", remedy)
    return Check(name, path, WHOLE)


def _shipped(name: str) -> Check:
    return _compared(
        name,
        shipped_path(name),
        digest,
        SHIPPED[name],
        f"For {name}, {AGAIN}.",
    )


def _fetched(name: str, path: Path, source: Source) -> Check:
    again = f"Remove {path}, then fetch it again: deepcat data fetch {name}."
    return _compared(name, path, _md5, source.md5, again)


def _compared(
    name: str, path: Path, digest_of: Callable[[Path], str], expected: str, remedy: str
) -> Check:
    try:
        same = digest_of(path) == expected
    except FileNotFoundError:
        return Check(name, path, MISSING, remedy)
    except OSError as error:
        return Check(name, path, f"cannot be read ({error.strerror})", remedy)
    return Check(name, path, AS_PUBLISHED) if same else Check(name, path, DIFFERS, remedy)


def _md5(path: Path) -> str:
    # It tells a damaged file. Where a system forbids it for secrecy, it may still do that.
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
