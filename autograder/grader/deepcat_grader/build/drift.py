"""Compare what the build makes with what lies on disk, and mend it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from deepcat.trained import PLAYGROUND
from deepcat_grader.build.products import KEYS, NOTEBOOKS, PAGES
from deepcat_grader.build.same_key import same_key
from deepcat_grader.build.same_pictures import same_pictures
from deepcat_grader.whole_files import write_text


def drifted(root: Path, files: Mapping[PurePosixPath, str]) -> dict[PurePosixPath, str]:
    """The files that differ from what the build makes: path to ``"missing"`` or ``"differs"``."""
    found = {}
    for path, text in files.items():
        file = root / path
        if not file.is_file():
            found[path] = "missing"
        # Text mode: a checkout with Windows line ends is no drift.
        elif not _same(path, file.read_text(encoding="utf-8"), text):
            found[path] = "differs"
    return found


def left_over(root: Path, files: Mapping[PurePosixPath, str]) -> dict[PurePosixPath, str]:
    """Built files whose lesson or figure is gone: path to ``"left over"``."""
    found = {}
    for folder, pattern in ((NOTEBOOKS, "**/*"), (KEYS, "*.json"), (PAGES, "**/*.md")):
        for file in sorted((root / folder).glob(pattern)):
            path = folder / file.relative_to(root / folder).as_posix()
            hidden = any(part.startswith(".") for part in path.parts)
            if file.is_file() and not hidden and path not in files:
                found[path] = "left over"
    return found


def write(root: Path, files: Mapping[PurePosixPath, str]) -> dict[PurePosixPath, str]:
    """Write the files that drifted; the others keep their bytes. Returns what `drifted` found."""
    found = drifted(root, files)
    for path in found:
        write_text(root / path, files[path])
    return found


def _same(path: PurePosixPath, old: str, new: str) -> bool:
    if path.name == PLAYGROUND:
        return same_pictures(old, new)
    return old == new or (path.is_relative_to(KEYS) and same_key(old, new))
