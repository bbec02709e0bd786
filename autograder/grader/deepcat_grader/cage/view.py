"""What a caged process sees of the machine: the interpreter and some packages, to read."""

from __future__ import annotations

import functools
import importlib.util
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/lib32", "/lib", "/lib64", "/nix/store", "/gnu/store")
FILES = ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo")


@dataclass(frozen=True)
class View:
    """What can be read, and what cannot although it lies in there.

    Attributes
    ----------
    paths : tuple of str
        Folders to import from.
    shown : tuple of str
        Files and folders that can be read.
    hidden : tuple of str
        Folders inside these that cannot.
    """

    paths: tuple[str, ...]
    shown: tuple[str, ...]
    hidden: tuple[str, ...]

    def readable(self) -> tuple[str, ...]:
        """What is shown without what is hidden, for whoever can only allow and never deny."""
        found: list[str] = []
        for path in self.shown:
            found += _around(path, [one for one in self.hidden if _inside(one, path)])
        return tuple(found)


def view(packages: Iterable[str], hidden: Iterable[str], files: Iterable[str] = ()) -> View:
    """See these packages, and not those.

    Parameters
    ----------
    packages : iterable of str
        Packages that can be imported.
    hidden : iterable of str
        Packages that cannot even be read.
    files : iterable of str
        Further files and folders that can be read.
    """
    homes = [package_folder(name) for name in packages]
    paths = dict.fromkeys(str(home.parent) for home in homes)
    shown = {sys.base_prefix, sys.prefix, *SYSTEM, *FILES, *files}
    shown |= {str(home.parent) for home in homes if home.parent.name.endswith("-packages")}
    shown |= {str(home) for home in homes}
    kept = _outermost(path for path in shown if os.path.exists(path))
    unseen = [str(folder) for name in hidden if (folder := _found(name)) is not None]
    inside = tuple(one for one in unseen if any(_inside(one, path) for path in kept))
    return View(tuple(paths), kept, inside)


@functools.cache
def package_folder(package: str) -> Path:
    """The folder of a package's files."""
    folder = _found(package)
    if folder is None:
        raise ModuleNotFoundError(f"{package} is not installed", name=package)
    return folder


def _found(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]).resolve()


def _inside(path: str, folder: str) -> bool:
    return Path(path).is_relative_to(folder)


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """Paths that lie in no other one of them."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(_inside(path, other) for other in kept):
            kept.append(path)
    return tuple(kept)


def _around(path: str, hidden: list[str]) -> list[str]:
    """A folder, taken apart as far as something in it is hidden."""
    if not hidden:
        return [path]
    found: list[str] = []
    for entry in os.scandir(path):
        if entry.path not in hidden:
            inner = [one for one in hidden if _inside(one, entry.path)]
            found += _around(entry.path, inner)
    return found
