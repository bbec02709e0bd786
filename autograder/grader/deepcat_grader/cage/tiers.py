"""How well a student's code is confined, in three tiers."""

from __future__ import annotations

import enum

from deepcat_grader.cage.walls import Walls


class Tier(enum.Enum):
    """A tier, and what it means in a sentence."""

    A = "in a world of its own (bubblewrap), behind Landlock, seccomp and limits"
    B = "behind Landlock, seccomp and limits, without a world of its own"
    C = "in a process of its own with a timer, and no walls"

    @property
    def walls(self) -> Walls | None:
        """What confines a process of this tier."""
        return {Tier.A: Walls.BUBBLEWRAP, Tier.B: Walls.LANDLOCK}.get(self)

    @property
    def provisional(self) -> bool:
        """Whether what is found under it has to be taken on trust."""
        return self is Tier.C
