"""What is odd about the folder that a student handed in."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from nbgrader.utils import parse_utc

ODD = re.compile(r"[\n\r\udc80-\udcff]")
TIMESTAMP = "timestamp.txt"


def refusal(folder: Path, student: str) -> str:
    """Why a folder is not graded, in a few words; empty when nothing speaks against it."""
    if ODD.search(student):
        return "the folder's name holds a line break or is not text"
    if folder.is_symlink():
        return "the folder is a link, and may lead to somebody else's work"
    return _bad_timestamp(folder / TIMESTAMP)


def misnamed(folder: Path, names: list[str]) -> str:
    """A sentence on notebooks that stand under another name than was asked; or empty."""
    found = sorted(path.name for path in folder.glob("*.ipynb"))
    if not found:
        return ""
    asked = " or ".join(f"{name}.ipynb" for name in names)
    return f"there is no {asked}, but {', '.join(found)[:200]}"


def irregular(folder: str) -> list[str]:
    """Names of links, pipes and the like: what they lead to is not the student's."""
    return sorted({path.name for path in Path(folder).rglob("*") if not _is_plain(path)})


def _is_plain(path: Path) -> bool:
    mode = path.lstat().st_mode
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _bad_timestamp(path: Path) -> str:
    """Find out whether nbgrader could read when it was handed in: it stops where it cannot."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return f"{path.name} is not a regular file"
        text = path.read_text().strip()
        if text:
            parse_utc(text)
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, OverflowError):
        return f"{path.name} holds no date and time"
    return ""
