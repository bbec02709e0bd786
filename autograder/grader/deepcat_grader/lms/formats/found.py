"""What a reader of a layout found."""

from __future__ import annotations

from dataclasses import dataclass, field

from deepcat_grader.lms.handed import Hand


@dataclass
class Found:
    """Hand-ins, and the files that belong to none of them, with the reason."""

    kind: str
    hands: list[Hand] = field(default_factory=list)
    strange: list[tuple[str, str]] = field(default_factory=list)
