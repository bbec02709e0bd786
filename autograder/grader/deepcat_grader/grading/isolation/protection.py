"""The tier under which students' code runs on this machine, and what is said of it."""

from __future__ import annotations

import functools

from deepcat_grader.cage.doctor import examine
from deepcat_grader.cage.tiers import Tier

CONFINED = (
    "Tier {name}: students' code runs {meaning}. It never sees the reference or the hidden "
    "cases, your files or the network."
)
OPEN = (
    "Tier C: NOTHING CONFINES STUDENTS' CODE ON THIS MACHINE. It runs in a process of its own, "
    "with a timer, and never sees the reference or the hidden cases; but it can read your files, "
    "reach the network and start programs, as you can. Its marks are provisional."
)
REFUSAL = (
    "Nothing confines students' code on this machine (`deepcat doctor` says why), so nothing was "
    "graded: grade on Linux with bubblewrap, or say --i-trust-these-students."
)
PROVISIONAL = (
    "These marks are provisional: they were given on a machine on which nothing confines a "
    "notebook's code."
)


class NotTrusted(RuntimeError):
    """Students' code would run without walls, and nobody has said that it may."""

    def __init__(self) -> None:
        super().__init__(REFUSAL)


@functools.cache
def tier() -> Tier:
    """The tier of this machine, found by attacking it once."""
    return examine().tier


def words(found: Tier) -> str:
    """What is said of a tier wherever students' code is run."""
    if found is Tier.C:
        return OPEN
    return CONFINED.format(name=found.name, meaning=found.value)


def require_trust(found: Tier, trusted: bool) -> None:
    """Stop where nothing confines students' code, unless they are trusted.

    Raises
    ------
    NotTrusted
    """
    if found is Tier.C and not trusted:
        raise NotTrusted
