"""What was found in one assignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deepcat_grader.insight.similar.evidence import Evidence
from deepcat_grader.insight.similar.pairs import Pair


@dataclass(frozen=True)
class Lesson:
    """What was found in one assignment.

    Attributes
    ----------
    assignment : str
    compared : int
        How many hand-ins were compared.
    common : int
        How many students may have a piece that still counts.
    pairs : list of Pair
        The heaviest first.
    shown : list of Evidence
        Of the first of them.
    groups : list of tuple of str
        Students whom pairs link, where they are more than two.
    unread : list of (student, str)
        Whose work was not compared, or only in part, and why.
    """

    assignment: str
    compared: int
    common: int
    pairs: Sequence[Pair]
    shown: Sequence[Evidence]
    groups: Sequence[tuple[str, ...]]
    unread: Sequence[tuple[str, str]]
