"""How well a student's code is confined, in three tiers."""

from __future__ import annotations

import enum

from deepcat_grader.cage.walls import Walls


class Tier(enum.Enum):
    """A tier, and what it means in a sentence."""

    A = "a world of its own (bubblewrap), Landlock, seccomp and limits"
    B = "Landlock, seccomp and limits, without a world of its own"
    C = "a process of its own and a timer, and no walls"

    @property
    def walls(self) -> Walls | None:
        """What confines a process of this tier."""
        return {Tier.A: Walls.BUBBLEWRAP, Tier.B: Walls.LANDLOCK}.get(self)

    @property
    def provisional(self) -> bool:
        """Whether what is found under it has to be taken on trust."""
        return self is Tier.C
