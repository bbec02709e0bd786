"""The first array on the way to a result that differs, where an answer keeps them in a dict."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from deepcat_judge.exercise import Case
from deepcat_judge.findings import Findings
from deepcat_judge.forensics.evidence import Trace
from deepcat_judge.forensics.gather import Path, evidence_of
from deepcat_judge.forensics.investigate import trace_of
from deepcat_judge.plain import leaves


def first_difference(findings: Findings, part: str, case: Case) -> Trace | None:
    """Which array is the first to differ in one visible case, and the trace in it, if any."""
    kept = [
        path
        for path, leaf in leaves(findings.key.expected[case.id].value)
        if isinstance(leaf, np.ndarray) and path and isinstance(path[-1], str)
    ]
    right = [_is_right(findings, case, path) for path in kept]
    if case.hidden or not kept:
        return None
    if all(right):
        return _after_them(findings, case)
    if False not in right or not any(right[: right.index(False)]):
        return None
    path = kept[right.index(False)]
    before = ", ".join(str(p[-1]) for p, good in zip(kept, right, strict=True) if good)
    words = (
        f"{path[-1]} is the first array that differs from the expected one; {before} "
        f"{'is' if right.count(True) == 1 else 'are'} right."
    )
    found = trace_of(findings, part, path)
    if found and not found.weak:
        return replace(found, message=f"{words} In {path[-1]}: {found.message}")
    return Trace(
        "first_difference",
        words,
        f"Which line computes {path[-1]}, and from what?",
    )


def _after_them(findings: Findings, case: Case) -> Trace | None:
    """That what is returned beside the arrays is wrong, where they are all right."""
    names = findings.exercise.returns
    wrong = [name for i, name in enumerate(names) if not _may_be_right(findings, case, (i,))]
    if len(wrong) != 1:
        return None
    return Trace(
        "first_difference",
        f"For this input, {wrong[0]} differs from the expected one, and all that you keep on the "
        "way is right.",
        f"Which line decides what is returned as {wrong[0]}?",
    )


def _may_be_right(findings: Findings, case: Case, path: Path) -> bool:
    item = evidence_of(findings, case, path)
    return item is None or item.right


def _is_right(findings: Findings, case: Case, path: Path) -> bool:
    item = evidence_of(findings, case, path)
    return item is not None and item.right
