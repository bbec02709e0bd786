"""Ask the detectors one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deepcat_judge.findings import Findings
from deepcat_judge.forensics import shapes, values
from deepcat_judge.forensics.evidence import Evidence, Trace
from deepcat_judge.forensics.gather import Path, gather


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


def trace_of(findings: Findings, part: str, path: Path) -> Trace | None:
    """The trace at one place of what is returned; numbers in it come from visible cases alone."""
    found = investigate(gather(findings, part, path))
    if found and found.always and investigate(gather(findings, None, path)) != found:
        return None
    if found is None or found.discreet is None:
        return found
    shown = investigate(gather(findings, part, path, hidden=False))
    if shown and shown.id == found.id:
        return shown
    return replace(found, message=found.discreet) if found.discreet else None
