"""The secret of a class, from which its hidden papers are drawn and dealt out."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
from pathlib import Path

from deepcat_grader.whole_files import write_bytes

HOME = ".deepcat"
NAME = "class-secret"
BYTES = 32
PAPERS = 32


class NoSecret(Exception):
    """The course directory has no usable secret; the text says what to do."""


def make_secret(course: Path) -> None:
    """Make the class's secret unless there is one: a second one changes everybody's hidden cases.

    It is whole or not there: a file that was cut short, or damaged, is replaced.
    """
    with contextlib.suppress(NoSecret):
        read_secret(course)
        return
    folder = course / HOME
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_bytes(folder / NAME, f"{secrets.token_hex(BYTES)}\n".encode("ascii"), 0o600)


def read_secret(course: Path) -> bytes:
    """Read the class's secret.

    Raises
    ------
    NoSecret
        If there is none.
    """
    path = course / HOME / NAME
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        secret = b""
    if len(secret) != BYTES:
        raise NoSecret(
            f"{path} is missing or damaged. Bring it back from a copy, or make a new one with "
            f"`deepcat class init {course} --force`: then every student gets other hidden cases."
        )
    return secret


def seed(secret: bytes, student: str, exercise: str) -> int:
    """The seed of a student's hidden cases in an exercise: the same at each grading.

    A class has `PAPERS` hidden papers an exercise. Its secret draws them, and decides who gets
    which: what a paper's right answers are has to be worked out once, not once a student.
    """
    picked = _digest(secret, f"{len(student)}:{student}:{exercise}")
    number = int.from_bytes(picked[:4], "big") % PAPERS
    return int.from_bytes(_digest(secret, f"paper {number} of {exercise}")[:6], "big")


def named(secret: bytes, text: str) -> str:
    """A name that nobody can guess who has not the secret, the same each time."""
    return _digest(secret, f"name of {text}").hex()


def _digest(secret: bytes, text: str) -> bytes:
    return hmac.digest(secret, text.encode("utf-8", "surrogatepass"), hashlib.sha256)
