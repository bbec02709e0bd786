"""Traces in an answer of several things: one of them, or their order."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from deepcat_judge.compare import compare
from deepcat_judge.exercise import Case
from deepcat_judge.findings import Findings
from deepcat_judge.forensics.evidence import Array, Evidence, Trace, given
from deepcat_judge.forensics.factors import factor
from deepcat_judge.forensics.gather import Path, gather
from deepcat_judge.forensics.investigate import trace_of
from deepcat_judge.plain import Plain

MOST = 4  # components whose orders are tried


def components(findings: Findings, part: str) -> Trace | None:
    """What the things that are returned, or the arrays in a dict, have become, each by its name."""
    cases = [case for case in findings.key.cases if case.part == part]
    returned = [findings.seen[case.id].value for case in cases]
    names = findings.exercise.returns
    if not cases:
        return None
    if not names:
        keys = _keys(findings, cases)
        return _by_name(findings, part, {key: (key,) for key in keys}) if len(keys) > 1 else None
    if not all(isinstance(v, tuple) and len(v) == len(names) for v in returned):
        return None
    places: dict[str, Path] = {name: (i,) for i, name in enumerate(names)}
    return _exchanged(findings, cases, names) or _by_name(findings, part, places)


def _keys(findings: Findings, cases: Sequence[Case]) -> tuple[str, ...]:
    """The names of the arrays in a dict that is expected, where one came."""
    expected = findings.key.expected[cases[0].id].value
    if not isinstance(expected, dict) or not all(
        isinstance(findings.seen[case.id].value, dict) for case in cases
    ):
        return ()
    return tuple(key for key, array in expected.items() if isinstance(array, np.ndarray))


def _exchanged(findings: Findings, cases: Sequence[Case], names: Sequence[str]) -> Trace | None:
    for order in itertools.permutations(range(len(names))):
        if len(names) > MOST or order == tuple(range(len(names))):
            continue
        if all(_right_in(findings, case, order) for case in cases):
            moved = [name for i, name in enumerate(names) if order[i] != i]
            return Trace(
                "components_exchanged",
                f"{' and '.join(moved)} have changed places in what you return.",
                "In which order are they expected?",
            )
    return None


def _right_in(findings: Findings, case: Case, order: tuple[int, ...]) -> bool:
    value = findings.seen[case.id].value
    assert isinstance(value, tuple)  # the caller has looked
    return compare(findings.key.expected[case.id], tuple(value[i] for i in order)) is None


def _by_name(findings: Findings, part: str, places: Mapping[str, Path]) -> Trace | None:
    """The same of all that are wrong, or of the first one of which something can be said."""
    evidence = {name: gather(findings, part, path) for name, path in places.items()}
    wrong = [name for name in places if any(not item.right for item in evidence[name])]
    right = [name for name in places if evidence[name] and name not in wrong]  # numbers were seen
    traces = {
        name: _of_the_change(name, evidence[name]) or trace_of(findings, part, places[name])
        for name in wrong
    }
    told = [name for name in wrong if traces[name]]
    first = traces[told[0]] if told else None
    if first is None:
        return None
    alike = len(told) == len(wrong) > 1 and len({t.message for t in traces.values() if t}) == 1
    if alike and not right:
        return first
    off = _list(wrong if alike else told[:1])
    prefix = f"{_list(right)} right, {off} not. " if right else f"Look at {told[0]} first. "
    return replace(first, message=prefix + first.message)


def _list(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last} are" if first else f"{last} is"


def _of_the_change(name: str, evidence: Sequence[Evidence]) -> Trace | None:
    """A trace in the change of a value that goes in and comes out under one name."""
    if not evidence or name not in evidence[0].names:
        return None
    index = evidence[0].names.index(name)
    if index >= given(evidence):
        return None
    before = [_array(item.args[index]) for item in evidence]
    if not all(
        b.shape == item.expected.shape == item.got.shape
        for item, b in zip(evidence, before, strict=True)
    ):
        return None
    if all(
        np.allclose(item.got, item.expected - b, atol=1e-9)
        for item, b in zip(evidence, before, strict=True)
    ):
        return Trace(
            "change_returned",
            f"You returned the change of {name}, where its new value is expected.",
            "What is the change to be added to?",
        )
    changes = [
        replace(item, expected=item.expected - b, got=item.got - b, what=f"change of {name}")
        for item, b in zip(evidence, before, strict=True)
    ]
    return factor(changes)


def _array(value: Plain) -> Array:
    return np.asarray(value, float)
