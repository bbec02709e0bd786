"""Collect evidence from what was seen: one returned number or array, over the cases of a part."""

from __future__ import annotations

import numpy as np

from deepcat_judge.compare import numeric_leaves
from deepcat_judge.exercise import Case
from deepcat_judge.findings import Findings
from deepcat_judge.forensics.evidence import Array, Evidence
from deepcat_judge.observe import Observation

Path = tuple[int | str, ...]


def gather(findings: Findings, part: str | None, path: Path, hidden: bool = True) -> list[Evidence]:
    """What was returned at one place, in every case of a part (or of all) that did not raise.

    The cases of other parts speak where they are right: a trace must not deny them. Without
    `hidden`, only visible cases speak.
    """
    cases = [case for case in findings.key.cases if hidden or not case.hidden]
    items = [(case, evidence_of(findings, case, path)) for case in cases]
    return [item for case, item in items if item and (part in (case.part, None) or item.right)]


def evidence_of(findings: Findings, case: Case, path: Path) -> Evidence | None:
    """What was returned at one place in one case, if numbers were."""
    seen, expectation = findings.seen.get(case.id), findings.key.expected.get(case.id)
    if seen is None or expectation is None or seen.raised:
        return None
    expected = dict(numeric_leaves(expectation.value)).get(path)
    tolerance = dict(numeric_leaves(expectation.tolerance)).get(path)
    got = _leaf(seen, path)
    if expected is None or tolerance is None or got is None or expected.dtype.kind == "b":
        return None  # of what is true or false, no number is the trace
    right = bool(
        got.shape == expected.shape
        and np.all(np.abs(got.astype(float) - expected.astype(float)) <= tolerance)
    )
    return Evidence(case.args, expected, got, tolerance, right, findings.exercise.arguments)


def _leaf(seen: Observation, path: Path) -> Array | None:
    return dict(numeric_leaves(seen.value)).get(path)
