"""The secret of a class, from which every student's hidden cases are drawn."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

HOME = ".deepcat"
NAME = "class-secret"
BYTES = 32


class NoSecret(Exception):
    """The course directory has no usable secret; the text says what to do."""


def make_secret(course: Path) -> None:
    """Make the class's secret, once: a second one would change everybody's hidden cases."""
    folder = course / HOME
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(BYTES) + "\n")


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
            f"`deepcat class init {course}`: then every student gets other hidden cases."
        )
    return secret


def seed(secret: bytes, student: str, exercise: str) -> int:
    """The seed of a student's hidden cases in an exercise: the same at each grading."""
    text = f"{len(student)}:{student}:{exercise}"
    digest = hmac.digest(secret, text.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return int.from_bytes(digest[:6], "big")
