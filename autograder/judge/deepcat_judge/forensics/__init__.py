"""What a wrong number or shape is the trace of, when no known mistake matches."""

from __future__ import annotations

from collections.abc import Sequence

from deepcat_judge.forensics import shapes, values
from deepcat_judge.forensics.evidence import Evidence, Trace

__all__ = ["Evidence", "Trace", "investigate"]


def investigate(evidence: Sequence[Evidence]) -> Trace | None:
    """The first detector that explains every wrong case, or None."""
    wrong = [item for item in evidence if not item.right]
    if not wrong:
        return None
    same_shape = all(item.got.shape == item.expected.shape for item in wrong)
    for detector in values.DETECTORS if same_shape else shapes.DETECTORS:
        if found := detector(evidence):
            return found
    return None
