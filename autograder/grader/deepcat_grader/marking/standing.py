"""What stood of a submission when it was booked, and upon what grounds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

LEAST = 1e-9  # a smaller difference is one of rounding


@dataclass(frozen=True)
class Cell:
    """A cell's marks: ours, a person's in its place, what a person added, and the most.

    ``name`` is what the mistake in the answer is called, empty where none is; None is not known.
    """

    auto: float | None
    manual: float | None
    extra: float
    most: float
    name: str | None = None

    @property
    def mark(self) -> float | None:
        """The mark that counts, without what was added to it; None where none stands yet."""
        return self.auto if self.manual is None else self.manual

    @property
    def counts(self) -> float:
        """What the cell counts, as nbgrader has it."""
        return 0.0 if self.mark is None else self.mark + self.extra


@dataclass(frozen=True)
class Sheet:
    """A notebook's marks by nbgrader's names of its cells, and what it lost for being late."""

    cells: Mapping[str, Cell] = field(default_factory=dict)
    penalty: float = 0.0

    @property
    def total(self) -> float:
        """What the notebook earned."""
        return sum(cell.counts for cell in self.cells.values()) - self.penalty


@dataclass(frozen=True)
class Stood:
    """A booked submission.

    Attributes
    ----------
    sheets : mapping from notebook to Sheet
    grounds : mapping from notebook to digests by name
        What its verdicts rest on, part by part (`changes.GROUNDS`).
    dates : mapping from name to text
        What a penalty rests on (`changes.DATES`).
    """

    sheets: Mapping[str, Sheet]
    grounds: Mapping[str, Mapping[str, str]]
    dates: Mapping[str, str]

    def to_text(self) -> str:
        """For a column of the gradebook's database."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> Stood | None:
        """The inverse of `to_text`; None where another version wrote it."""
        try:
            data = json.loads(text)
            sheets = {
                name: Sheet(
                    {cell: Cell(**values) for cell, values in one["cells"].items()}, one["penalty"]
                )
                for name, one in data["sheets"].items()
            }
            return cls(sheets, data["grounds"], data["dates"])
        except (AttributeError, KeyError, TypeError, ValueError):
            return None


def differ(one: float | None, other: float | None) -> bool:
    """Whether two marks are not the same."""
    if one is None or other is None:
        return one is not other
    return abs(one - other) > LEAST
